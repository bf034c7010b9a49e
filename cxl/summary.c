// SPDX-License-Identifier: GPL-2.0-only
/* The summary that ndctl's commands print on standard error. */
#include <stdio.h>

#include "cxl/common.h"
#include "cxl/summary.h"

bool summary_wants_result(const struct inv *inv)
{
	const struct common_args *a = inv->args;

	return cxl_format_option(a) || a->dry_run;
}

void summary_print(const struct inv *inv, const struct summary *s)
{
	const struct common_args *a = inv->args;
	const bool plural = inv->done > 1 || (s->plural_zero && !inv->done);

	if (!a->dry_run)
		fprintf(stderr, "%s %u %s\n", s->what, inv->done, s->nouns[plural]);
}

int summary_none(struct inv *inv)
{
	inv->printed = true; /* the commands of ndctl print no result */
	return inv_exit_status(inv);
}

int summary_finish(struct inv *inv, const struct summary *s, const struct rec *result)
{
	int rc = summary_wants_result(inv) ? inv_print(inv, result) : summary_none(inv);

	summary_print(inv, s);
	return rc;
}

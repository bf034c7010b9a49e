/* SPDX-License-Identifier: GPL-2.0-only */
/* The summary that ndctl's commands print on standard error: "disabled 2 ports". */
#ifndef CXL_SUMMARY_H
#define CXL_SUMMARY_H

#include "util/cmd.h"

struct summary {
	const char *what;     /* "disabled" */
	const char *nouns[2]; /* "port", "ports" */
	bool plural_zero;     /* "0 regions"; else "0 port" */
};

/* Whether the user requested our result in place of the output of ndctl. */
bool summary_wants_result(const struct inv *inv);
/* The exit status of a command that prints no result. */
int summary_none(struct inv *inv) MUST_CHECK;
/* Print it for inv->done, except in a dry run. */
void summary_print(const struct inv *inv, const struct summary *s);
/* Print @result, if it was requested, and the summary. Returns the exit status. */
int summary_finish(struct inv *inv, const struct summary *s, const struct rec *result) MUST_CHECK;

#endif

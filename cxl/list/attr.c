// SPDX-License-Identifier: GPL-2.0-only
/* Attribute rows to record members. */
#include "cxl/list/list.h"

static void emit_read(const struct attr *a, const struct sysdir *d, struct rec *out)
{
	char buf[1024];
	u64 v = 0;
	int rc;

	if (a->kind == VAL_STR) {
		if (sysdir_read(d, a->path, buf, sizeof(buf)) >= 0)
			rec_str(out, a->key, buf);
		return;
	}
	rc = a->kind == VAL_INT ? sysdir_read_s64(d, a->path, (s64 *)&v)
				: sysdir_read_u64(d, a->path, &v);
	if (rc == 0 && !(a->hides && v == a->hide))
		rec_num(out, a->key, a->kind, v);
}

void attrs_emit(struct view *v, const struct attr *rows, size_t count, const struct node *n,
		const struct sysdir *d, struct rec *out)
{
	const struct attr *a;

	for (a = rows; a < rows + count; a++) {
		if (a->need && !rec_get(out, a->need))
			continue;
		if (a->get)
			a->get(v, n, d, out);
		else
			emit_read(a, d, out);
	}
}

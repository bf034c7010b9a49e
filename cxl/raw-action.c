// SPDX-License-Identifier: GPL-2.0-only
/* Parts of the commands that send what the user has composed. */
#include "cxl/raw-action.h"
#include "cxl/lib/guard/taint.h"
#include "util/strbuf.h"
#include "util/text.h"

static void add_check(enum gate_verdict v, const struct authorization *a, struct rec *checks)
{
	bool refused = gate_holds(v, &a->facts, &a->request);
	struct rec *c = rec_obj(checks, NULL);
	struct fail why = { 0 };

	rec_str(c, "check", gate_code(v));
	rec_bool(c, "passed", !refused);
	if (!refused)
		return;
	gate_refuse(v, &a->facts, &a->request, a->operation, &why);
	rec_str(c, "message", why.message);
	rec_str(c, "hint", why.hint);
}

static void add_checks(const struct authorization *a, struct rec *o)
{
	struct rec *checks = rec_arr(o, "checks");
	int v;

	for (v = GATE_ALLOWED + 1; v < GATE_VERDICTS; v++)
		if (gate_applies((enum gate_verdict)v, &a->request))
			add_check((enum gate_verdict)v, a, checks);
}

/* Other checks than those of the gate fail too, before (without a route) and after it. */
static const char *verdict_of(const struct authorization *a, const struct fail *why)
{
	return why->outcome != OUTCOME_DRY_RUN && (a->verdict == GATE_ALLOWED || !a->entry.route)
		       ? why->code
		       : gate_code(a->verdict);
}

void raw_add_verdict(const struct authorization *a, bool evaluated, const struct fail *why,
		     struct rec *o)
{
	char letters[65];

	if (a->request.taints) {
		taint_letters(a->request.taints, letters, sizeof(letters));
		rec_str(o, "taints", letters);
	}
	rec_str(o, "verdict", verdict_of(a, why));
	if (evaluated)
		add_checks(a, o);
}

void raw_add_taint(const struct raw_taint *t, struct rec *o)
{
	char letters[65];

	if (!t->set)
		return;
	taint_letters(t->after & ~t->marked, letters, sizeof(letters));
	rec_uint(o, "taint_before", t->before);
	rec_uint(o, "taint_marked", t->marked);
	rec_uint(o, "taint_after", t->after);
	rec_str(o, "kernel_added", letters);
}

void raw_add_bytes(struct rec *o, const char *hex_key, const char *ascii_key, const void *data,
		   size_t len)
{
	auto_strbuf struct strbuf hex = { 0 }, ascii = { 0 };
	const char *text = data;
	char c;
	size_t i;

	strbuf_add_hex(&hex, data, len);
	rec_str(o, hex_key, hex.s ? hex.s : "");
	if (!ascii_key)
		return;
	for (i = 0; i < len; i++) {
		c = ascii_is_print(text[i]) ? text[i] : '.';
		strbuf_add(&ascii, &c, 1);
	}
	rec_str(o, ascii_key, ascii.s ? ascii.s : "");
}

bool raw_output_open(struct inv *inv, const char *device, const char *path, bool dry_run,
		     struct outfile *ret)
{
	struct fail why = { 0 };
	int rc;

	if (!path)
		return true;
	rc = dry_run ? outfile_check(path) : outfile_open(ret, path);
	if (rc == 0)
		return true;
	fail_set(&why, rc, "write_failed", "nothing was sent", "cannot open %s: %s", path,
		 strerror(-rc));
	inv_fail(inv, device, inv->cmd->name, &why);
	return false;
}

int raw_output_write(const char *path, const void *data, size_t len, struct outfile *f,
		     struct fail *why)
{
	int rc, err = 0;

	if (fwrite(data, 1, len, f->f) != len)
		err = errno ? -errno : -EIO;
	rc = outfile_close(f, err == 0);
	if (rc == 0 && err == 0)
		return 0;
	rc = err < 0 ? err : rc;
	return fail_set(why, rc, "write_failed", "printing the response instead",
			"cannot write %s: %s", path, strerror(-rc));
}

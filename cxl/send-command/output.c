// SPDX-License-Identifier: GPL-2.0-only
/* cxl send-command: what would be sent, and what came back. */
#include <ctype.h>

#include "cxl/lib/guard/taint.h"
#include "cxl/lib/wire/effects.h"
#include "cxl/send-command/send-command.h"
#include "util/strbuf.h"

static const char *route_of(const struct send_job *j)
{
	if (j->hand.raw)
		return "raw";
	return j->hand.opcode >> 8 == 0x05 ? "fwctl" : "ioctl";
}

static struct rec *start(const struct topo *t, const struct send_job *j, struct rec *top)
{
	struct rec *o = cxl_memdev_rec(top, t, j->memdev);

	rec_strf(o, "opcode", "0x%04x", j->hand.opcode);
	if (j->hand.desc)
		rec_str(o, "name", j->hand.desc->name);
	rec_str(o, "route", route_of(j));
	rec_uint(o, "risk", j->hand.risk);
	return o;
}

static void show_bytes(struct rec *o, const char *hex_key, const char *ascii_key, const u8 *data,
		       size_t len)
{
	auto_strbuf struct strbuf hex = { 0 }, ascii = { 0 };
	char c;
	size_t i;

	strbuf_add_hex(&hex, data, len);
	rec_str(o, hex_key, hex.s ? hex.s : "");
	if (!ascii_key)
		return;
	for (i = 0; i < len; i++) {
		c = isprint(data[i]) ? (char)data[i] : '.';
		strbuf_add(&ascii, &c, 1);
	}
	rec_str(o, ascii_key, ascii.s ? ascii.s : "");
}

static void show_device(const struct send_job *j, struct rec *o)
{
	if (j->hand.risk == RISK_READ)
		return;
	if (j->hand.listed != GATE_UNKNOWN)
		rec_bool(o, "in_cel", j->hand.listed == GATE_YES);
	if (j->hand.listed == GATE_YES)
		effects_names(j->hand.effects, rec_arr(o, "effects"));
	dependents_record(&j->hand.depends, rec_arr(o, "depends"));
}

/* Every question of the gate that this command has to answer, and how it did. */
static void show_checks(const struct exec_report *report, struct rec *o)
{
	struct rec *checks = rec_arr(o, "checks"), *c;
	struct fail why;
	bool refused;
	int v;

	for (v = GATE_OPEN + 1; v < GATE_VERDICTS; v++) {
		/* What is asked for last is not asked for in a dry run. */
		if (v == GATE_NEEDS_TOKEN || v == GATE_NEEDS_YES ||
		    !gate_applies((enum gate_verdict)v, &report->request))
			continue;
		refused = gate_holds((enum gate_verdict)v, &report->facts, &report->request);
		c = rec_obj(checks, NULL);
		rec_str(c, "check", gate_code((enum gate_verdict)v));
		rec_bool(c, "passed", !refused);
		if (!refused)
			continue;
		why = (struct fail){ 0 };
		gate_refuse((enum gate_verdict)v, &report->facts, &report->request, &why);
		rec_str(c, "message", why.message);
		rec_str(c, "hint", why.hint);
	}
}

void send_show_plan(struct inv *inv, const struct topo *t, const struct send_job *j,
		    const struct exec_report *report, struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	struct rec *o = start(t, j, top);
	char token[TOKEN_MAX], letters[65];

	rec_bool(o, "dry_run", true);
	if (j->hand.desc && j->hand.desc->native)
		rec_str(o, "native", j->hand.desc->native);
	show_device(j, o);
	if (report->request.taints) {
		taint_letters(report->request.taints, letters, sizeof(letters));
		rec_str(o, "taints", letters);
	}
	rec_str(o, "verdict", gate_code(report->verdict));
	show_checks(report, o);
	if (j->hand.risk == RISK_DESTRUCTIVE &&
	    token_read(&ctx->root, j->memdev->name, token, sizeof(token)) == 0)
		rec_str(o, "confirm", token);
	rec_uint(o, "input_bytes", j->req.in_len);
	show_bytes(o, "input_hex", NULL, j->in, j->req.in_len);
	rec_uint(o, "output_room", j->req.out_max);
}

static void show_output(struct inv *inv, const struct send_job *j, const struct mbox_reply *rsp,
			struct rec *o)
{
	const struct layout *l = j->hand.desc ? j->hand.desc->out : NULL;
	size_t fixed = l ? l->newer && rsp->len >= l->newer ? l->newer : l->size : 0;

	rec_uint(o, "output_bytes", rsp->len);
	if (rsp->len == 0)
		return;
	if (!l) {
		show_bytes(o, "output_hex", "output_ascii", rsp->data, rsp->len);
		return;
	}
	if (layout_decode(l, rsp->data, rsp->len, rec_obj(o, "output")) < 0)
		inv_warn(inv, "%s: the device sent %u bytes, %u are due; what is whole is shown",
			 j->memdev->name, rsp->len, l->size);
	if (rsp->len > fixed)
		show_bytes(o, "rest_hex", "rest_ascii", rsp->data + fixed, rsp->len - fixed);
}

static void show_taint(const struct exec_report *report, struct rec *o)
{
	char letters[65];

	if (!report->sent || !report->marked)
		return;
	taint_letters(report->taint_after & ~report->taint_marked, letters, sizeof(letters));
	rec_uint(o, "taint_before", report->taint_before);
	rec_uint(o, "taint_marked", report->taint_marked);
	rec_uint(o, "taint_after", report->taint_after);
	rec_str(o, "kernel_added", letters);
}

void send_show_reply(struct inv *inv, const struct topo *t, const struct send_job *j,
		     const struct exec_report *report, const struct mbox_reply *rsp,
		     struct rec *top)
{
	const struct send_args *a = inv->args;
	struct rec *o = start(t, j, top);

	if (rsp) {
		rec_uint(o, "return_code", rsp->code);
		rec_str(o, "return_code_name", status_word(rsp->code));
		rec_str(o, "return_code_text", status_text(rsp->code));
	}
	show_device(j, o);
	show_taint(report, o);
	if (!rsp || rsp->code)
		return;
	if (a->output)
		rec_uint(o, "output_bytes", rsp->len);
	else
		show_output(inv, j, rsp, o);
}

void send_tell_taint(struct inv *inv, const struct send_job *j, const struct exec_report *report)
{
	char added[65];

	if (!report->marked)
		return;
	if (!report->sent) {
		inv_warn(inv, "%s: nothing was sent, but the kernel is tainted (U) since",
			 j->memdev->name);
		return;
	}
	taint_letters(report->taint_after & ~report->taint_marked, added, sizeof(added));
	if (*added)
		inv_warn(inv,
			 "%s: the kernel is tainted: U was set before the command was sent,"
			 " and the kernel itself added %s",
			 j->memdev->name, added);
	else if (report->taint_before & BIT(TAINT_WARN_BIT))
		inv_warn(inv,
			 "%s: the kernel is tainted: U was set before the command was sent;"
			 " the kernel had W already",
			 j->memdev->name);
	else
		inv_warn(inv,
			 "%s: the kernel is tainted: U was set before the command was sent;"
			 " the kernel itself added nothing: it warns once, or was built without"
			 " warnings",
			 j->memdev->name);
}

// SPDX-License-Identifier: GPL-2.0-only
/* cxl send-command: output of the plan of a dry run and of the reply. */
#include <stdio.h>

#include "cxl/lib/guard/taint.h"
#include "cxl/lib/wire/effects.h"
#include "cxl/lib/wire/status.h"
#include "cxl/send-command/send-command.h"
#include "util/strbuf.h"
#include "util/text.h"

/* The route is that of the attempt that was sent, or that the gate evaluated; NULL: no route. */
static struct rec *start(const struct send_job *j, struct rec *top)
{
	const char *route = j->result.auth.entry.route;
	struct rec *o = cxl_memdev_rec(top, &j->memdev);

	rec_strf(o, "opcode", "0x%04x", j->command.opcode);
	if (j->command.desc)
		rec_str(o, "name", j->command.desc->name);
	if (route)
		rec_str(o, "route", route);
	rec_uint(o, "risk", j->command.risk);
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
		c = ascii_is_print((char)data[i]) ? (char)data[i] : '.';
		strbuf_add(&ascii, &c, 1);
	}
	rec_str(o, ascii_key, ascii.s ? ascii.s : "");
}

static void show_device(const struct send_job *j, struct rec *o)
{
	const struct passthrough *p = &j->command;

	if (p->risk == RISK_READ)
		return;
	if (p->listed != GATE_UNKNOWN)
		rec_bool(o, "in_cel", p->listed == GATE_YES);
	if (p->listed == GATE_YES)
		effects_names(p->effects, rec_arr(o, "effects"));
	dependents_record(&p->dependents, rec_arr(o, "dependents"));
}

static void show_check(enum gate_verdict v, const struct authorization *a, struct rec *checks)
{
	bool refused = gate_holds(v, &a->facts, &a->request);
	struct rec *c = rec_obj(checks, NULL);
	struct fail why = { 0 };
	char operation[32];

	rec_str(c, "check", gate_code(v));
	rec_bool(c, "passed", !refused);
	if (!refused)
		return;
	snprintf(operation, sizeof(operation), "send 0x%04x", a->entry.opcode);
	gate_refuse(v, &a->facts, &a->request, operation, &why);
	rec_str(c, "message", why.message);
	rec_str(c, "hint", why.hint);
}

/* Every check of the gate that applies to this command. */
static void show_checks(const struct authorization *a, struct rec *o)
{
	struct rec *checks = rec_arr(o, "checks");
	int v;

	for (v = GATE_ALLOWED + 1; v < GATE_VERDICTS; v++)
		if (gate_applies((enum gate_verdict)v, &a->request))
			show_check((enum gate_verdict)v, a, checks);
}

static void show_native(const struct inv *inv, const struct send_job *j, struct rec *o)
{
	const struct opcode_desc *d = j->command.desc;
	char text[160];

	if (!d || (d->native.kind == NATIVE_VERB && !cxl_has_command(inv, d->native.name)))
		return;
	opcode_native_text(&d->native, text, sizeof(text));
	if (*text)
		rec_str(o, "native", text);
}

/* Other checks than those of the gate fail too, before (without a route) and after it. */
static const char *verdict_of(const struct authorization *a, const struct fail *why)
{
	return why->outcome != OUTCOME_DRY_RUN && (a->verdict == GATE_ALLOWED || !a->entry.route)
		       ? why->code
		       : gate_code(a->verdict);
}

void send_show_plan(struct inv *inv, const struct send_job *j, const struct fail *why,
		    struct rec *top)
{
	const struct authorization *a = &j->result.auth;
	const struct cxl_ctx *ctx = inv->ctx;
	struct rec *o = start(j, top);
	char token[TOKEN_MAX], letters[65];

	rec_bool(o, "dry_run", true);
	show_native(inv, j, o);
	show_device(j, o);
	if (a->request.taints) {
		taint_letters(a->request.taints, letters, sizeof(letters));
		rec_str(o, "taints", letters);
	}
	rec_str(o, "verdict", verdict_of(a, why));
	if (j->result.evaluated)
		show_checks(a, o);
	if (j->command.risk == RISK_DESTRUCTIVE &&
	    token_read(&ctx->root, j->memdev.name, token, sizeof(token)) == 0)
		rec_str(o, "confirm", token);
	rec_uint(o, "input_bytes", j->req.in_len);
	show_bytes(o, "input_hex", NULL, j->in, j->req.in_len);
	rec_uint(o, "output_size_max", j->req.out_max);
}

static void show_output(struct inv *inv, const struct send_job *j, struct rec *o)
{
	const struct layout *l = j->command.desc ? j->command.desc->out : NULL;
	const struct mbox_reply *r = &j->result.reply;
	size_t used = l ? layout_used(l, r->data, r->len) : 0;

	rec_uint(o, "output_bytes", r->len);
	if (r->len == 0 && (!l || l->size == 0))
		return;
	if (!l) {
		show_bytes(o, "output_hex", "output_ascii", r->data, r->len);
		return;
	}
	cxl_decode(inv, &j->memdev, l, r, rec_obj(o, "output"));
	if (r->len > used)
		show_bytes(o, "trailing_hex", "trailing_ascii", r->data + used, r->len - used);
}

static void show_taint(const struct mbox_result *r, struct rec *o)
{
	char letters[65];

	if (!r->sent || !r->tainted)
		return;
	taint_letters(r->taint_after & ~r->taint_marked, letters, sizeof(letters));
	rec_uint(o, "taint_before", r->taint_before);
	rec_uint(o, "taint_marked", r->taint_marked);
	rec_uint(o, "taint_after", r->taint_after);
	rec_str(o, "kernel_added", letters);
}

void send_show_reply(struct inv *inv, const struct send_job *j, struct rec *top)
{
	const struct mbox_reply *r = &j->result.reply;
	const struct send_args *a = inv->args;
	struct rec *o = start(j, top);

	if (j->replied) {
		rec_uint(o, "return_code", r->code);
		rec_str(o, "return_code_name", status_name(r->code));
		rec_str(o, "return_code_text", status_text(r->code));
	}
	show_device(j, o);
	show_taint(&j->result, o);
	if (!j->replied || r->code)
		return;
	if (a->output || a->to_stdout) {
		if (a->output)
			rec_str(o, "output", a->output);
		rec_uint(o, "output_bytes", r->len);
		if (j->command.desc && j->command.desc->out)
			cxl_decode(inv, &j->memdev, j->command.desc->out, r, NULL);
	} else {
		show_output(inv, j, o);
	}
}

void send_warn_taint(struct inv *inv, const struct send_job *j)
{
	const struct mbox_result *r = &j->result;
	const char *name = j->memdev.name;
	char added[65];

	if (!r->tainted)
		return;
	if (!r->sent) {
		inv_warn(inv, "%s: the kernel is tainted (U), but the command was not sent", name);
		return;
	}
	taint_letters(r->taint_after & ~r->taint_marked, added, sizeof(added));
	if (*added)
		inv_warn(inv,
			 "%s: the kernel is tainted: U was set before sending, the kernel added %s",
			 name, added);
	else if (r->taint_before & BIT(TAINT_WARN_BIT))
		inv_warn(inv,
			 "%s: the kernel is tainted: U was set before sending, W was already set",
			 name);
	else
		inv_warn(
			inv,
			"%s: the kernel is tainted: U was set before sending, the kernel added no other bit (it warns only once per boot, and only with CONFIG_BUG)",
			name);
}

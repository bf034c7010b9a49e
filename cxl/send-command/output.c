// SPDX-License-Identifier: GPL-2.0-only
/* cxl send-command: output of the plan of a dry run and of the reply. */
#include <stdio.h>

#include "cxl/lib/guard/taint.h"
#include "cxl/lib/wire/effects.h"
#include "cxl/lib/wire/status.h"
#include "cxl/raw-action.h"
#include "cxl/send-command/send-command.h"

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

void send_show_plan(struct inv *inv, const struct send_job *j, const struct fail *why,
		    struct rec *top)
{
	const struct authorization *a = &j->result.auth;
	const struct cxl_ctx *ctx = inv->ctx;
	struct rec *o = start(j, top);
	char token[TOKEN_MAX];

	rec_bool(o, "dry_run", true);
	show_native(inv, j, o);
	show_device(j, o);
	raw_add_verdict(a, j->result.evaluated, why, o);
	if (j->command.risk == RISK_DESTRUCTIVE &&
	    token_read(ctx, j->memdev.name, token, sizeof(token)) == 0)
		rec_str(o, "confirm", token);
	rec_uint(o, "input_bytes", j->req.in_len);
	if (!j->command.desc || !j->command.desc->secret_in)
		raw_add_bytes(o, "input_hex", NULL, j->in, j->req.in_len);
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
		raw_add_bytes(o, "output_hex", "output_ascii", r->data, r->len);
		return;
	}
	cxl_decode(inv, &j->memdev, l, r, rec_obj(o, "output"));
	if (r->len > used)
		raw_add_bytes(o, "trailing_hex", "trailing_ascii", r->data + used, r->len - used);
}

/* Of each component on the way; the last one is that of the command. */
static void show_layers(const struct send_job *j, struct rec *o)
{
	const struct cci_layers *l = &j->result.reply.layers;
	struct rec *layers, *layer;
	size_t i;

	if (!l->count)
		return;
	layers = rec_arr(o, "layers");
	for (i = 0; i < l->count; i++) {
		layer = rec_obj(layers, NULL);
		rec_strf(layer, "opcode", "0x%04x", l->at[i].opcode);
		rec_uint(layer, "return_code", l->at[i].code);
		rec_uint(layer, "vendor_status", l->at[i].vendor_status);
	}
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
	show_layers(j, o);
	show_device(j, o);
	if (j->result.sent)
		raw_add_taint(&j->result.taint, o);
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

	if (!r->taint.set)
		return;
	if (!r->sent) {
		inv_warn(inv, "%s: the kernel is tainted (U), but the command was not sent", name);
		return;
	}
	taint_letters(r->taint.after & ~r->taint.marked, added, sizeof(added));
	if (*added)
		inv_warn(inv,
			 "%s: the kernel is tainted: U was set before sending, the kernel added %s",
			 name, added);
	else if (r->taint.before & BIT(TAINT_WARN_BIT))
		inv_warn(inv,
			 "%s: the kernel is tainted: U was set before sending, W was already set",
			 name);
	else
		inv_warn(
			inv,
			"%s: the kernel is tainted: U was set before sending, the kernel added no other bit (it warns only once per boot, and only with CONFIG_BUG)",
			name);
}

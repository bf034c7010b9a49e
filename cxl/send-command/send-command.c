// SPDX-License-Identifier: GPL-2.0-only
/* cxl send-command: send one mailbox command, composed by the user, to one memory device. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "cxl/columns.h"
#include "cxl/lib/wire/status.h"
#include "cxl/raw-action.h"
#include "cxl/send-command/send-command.h"
#include "util/blob.h"
#include "util/column-names.h"
#include "util/num.h"

#define PAYLOAD_LIMIT MEMDEV_PAYLOAD_MAX
#define TIMEOUT_LIMIT 3600000
#define PAUSE_MS 50
#define PAUSE_LIMIT_MS 1000

/* clang-format off */
static const struct opt opts[] = {
	OPT_STR_ROW('i', "input", struct send_args, input, "file",
		    "read the input payload from this file (- for standard input)"),
	OPT_STR_ROW(0, "hex", struct send_args, hex, "bytes", "input payload in hexadecimal"),
	OPT_STR_ROW('o', "output", struct send_args, output, "file",
		    "write the output payload to this file (- for standard output)"),
	OPT_STR_ROW(0, "out-len", struct send_args, out_len, "bytes",
		    "maximum size of the output payload (default: mailbox payload size)"),
	OPT_STR_ROW(0, "timeout", struct send_args, timeout, "ms",
		    "retry for this many milliseconds while the device is busy (default: 0), or wait for the reply of a component (default: 2000)"),
	OPT_BOOL_ROW(0, "raw", struct send_args, raw, "send a raw command; this taints the kernel"),
	OPT_BOOL_ROW(0, "no-native", struct send_args, no_native,
		     "allow --raw even if a native interface exists"),
	OPT_BOOL_ROW(0, "unlisted", struct send_args, unlisted,
		     "allow --raw even if the command is not listed in the Command Effects Log"),
	OPT_WHOLE_STR_ROW(0, "confirm", struct send_args, confirm, "serial@bdf",
		"confirm a raw or destructive command with the serial number and PCI address of the device, or the address of the component"),
	OPT_WHOLE_BOOL_ROW('f', "force", struct send_args, force, "send even if the device is in use"),
	{ 0 },
};
/* clang-format on */

/* A command in flight cannot be stopped, so the user is told. */
static void set_signal_text(struct inv *inv, const struct send_job *j)
{
	static char text[256];

	snprintf(
		text, sizeof(text),
		"\n%s: interrupted: command 0x%04x has already been sent and may be executed; waiting for the response\n",
		j->memdev.name, j->command.opcode);
	cxl_set_in_flight_text(inv, text);
}

/* --- arguments */

static int parse_number(struct inv *inv, const char *option, const char *text, u64 limit, u64 *ret)
{
	if (text && (num_u64(text, 0, ret) < 0 || *ret > limit))
		return inv_usage(inv, "invalid %s '%s': expected 0 to %llu", option, text,
				 (unsigned long long)limit);
	return EXIT_DONE;
}

/* An alternative that exists is refused as a raw command, unless --no-native is given. */
static void set_native(const struct inv *inv, struct passthrough *p)
{
	static char text[160];
	const struct opcode_native *n = p->desc ? &p->desc->native : NULL;

	if (!n || n->kind == NATIVE_NONE ||
	    (n->kind == NATIVE_VERB && !cxl_has_command(inv, n->name)))
		return;
	opcode_native_text(n, text, sizeof(text));
	p->native = text;
}

/* A secret goes to a file that only its owner can read, or to another program. */
static int check_secret(struct inv *inv, const struct send_job *j)
{
	const struct send_args *a = inv->args;

	if (!j->command.desc || !j->command.desc->secret_out || a->common.dry_run)
		return EXIT_DONE;
	if (!a->output && !a->to_stdout)
		return inv_usage(inv, "the response of 0x%04x is secret: use --output FILE",
				 j->command.opcode);
	umask(077);
	return a->to_stdout ? cxl_check_terminal(inv) : EXIT_DONE;
}

static int check_args(struct inv *inv, struct send_job *j)
{
	struct send_args *a = inv->args;
	u64 out_len = PAYLOAD_LIMIT;
	struct fail why = { 0 };
	int i, rc;

	rc = cxl_check_single(inv);
	if (rc != EXIT_DONE)
		return rc;
	for (i = 2; i < inv->argc; i++)
		if (!strchr(inv->argv[i], '='))
			return inv_usage(inv, "invalid argument '%s': expected KEY=VALUE",
					 inv->argv[i]);
	if ((a->input != NULL) + (a->hex != NULL) + (inv->argc > 2) > 1)
		return inv_usage(inv, "specify only one of KEY=VALUE, --input or --hex");
	rc = cxl_check_output(inv, &a->output, &a->to_stdout);
	if (rc != EXIT_DONE)
		return rc;
	if (a->common.dry_run) /* the plan is printed */
		a->to_stdout = false;
	if (!a->raw && (a->no_native || a->unlisted))
		return inv_usage(inv, "--no-native and --unlisted require --raw");
	if (opcode_parse(inv->argv[1], &j->command.opcode, &why) < 0)
		return inv_usage(inv, "%s%s%s", why.message, *why.hint ? "; " : "", why.hint);
	rc = parse_number(inv, "--out-len", a->out_len, PAYLOAD_LIMIT, &out_len);
	if (rc == EXIT_DONE)
		rc = parse_number(inv, "--timeout", a->timeout, TIMEOUT_LIMIT, &j->timeout_ms);
	j->req.opcode = j->command.opcode;
	j->req.out_max = (u32)out_len;
	j->command.desc = opcode_find(j->command.opcode);
	j->command.raw = a->raw;
	j->command.no_native = a->no_native;
	j->command.unlisted = a->unlisted;
	j->command.force = a->force;
	set_native(inv, &j->command);
	return rc == EXIT_DONE ? check_secret(inv, j) : rc;
}

/* One device, by name: a command composed for one device is not sent to others. */
static bool find_device(struct inv *inv, const struct topo *t, struct send_job *j)
{
	const char *name = inv->argv[0];
	struct fail why = { 0 };

	if (cxl_target(inv, t, name, &j->memdev, &why) < 0) {
		inv_fail(inv, name, "find", &why);
		return false;
	}
	j->payload_max = memdev_payload_max(&j->memdev);
	j->req.out_max = MIN(j->req.out_max, j->payload_max);
	return true;
}

/* --- sending */

static void pause_ms(u64 ms)
{
	const struct timespec t = { (time_t)(ms / 1000), (long)(ms % 1000) * 1000000 };

	nanosleep(&t, NULL);
}

/* Busy mailbox or device: the command was not accepted and may be sent again. */
static bool is_busy(int rc, const struct mbox_result *r)
{
	return r->sent && (rc == -EBUSY || (rc == 0 && (r->reply.code == MBOX_RETRY_REQUIRED ||
							r->reply.code == MBOX_BUSY)));
}

static int interrupted_while_busy(const struct send_job *j, struct fail *why)
{
	return fail_interrupted(why,
				"command 0x%04x: interrupted while the device was busy, not sent",
				j->command.opcode);
}

/* An earlier attempt was sent, so this is a failure, and its taint is reported. */
static int not_sent_again(struct send_job *j, const struct mbox_result *first, struct fail *why)
{
	struct mbox_result *r = &j->result;

	r->sent = true;
	r->taint.set = first->taint.set;
	r->taint.after = first->taint.after;
	r->auth.entry.route = first->auth.entry.route;
	if (why->outcome == OUTCOME_INTERRUPTED)
		return interrupted_while_busy(j, why);
	why->outcome = OUTCOME_FAILED;
	fail_prefix(why, "not sent again");
	return why->err;
}

static int send_with_retries(struct inv *inv, struct send_job *j, struct fail *why)
{
	struct mbox_result *r = &j->result, first = { .taint.set = false };
	u64 waited = 0, pause = PAUSE_MS;
	struct cxl_ctx *ctx = inv->ctx;
	bool sent = false;
	int rc;

	for (;;) {
		*why = (struct fail){ 0 };
		rc = passthrough_send(&j->memdev, &j->command, &j->req, r, why);
		ctx->notify = NULL; /* once is enough */
		if (!sent)
			first = *r;
		r->taint.before = first.taint.before;
		r->taint.marked = first.taint.marked;
		if (sent && !r->sent)
			return not_sent_again(j, &first, why);
		sent = r->sent;
		first.taint.after = r->taint.after;
		if (waited >= j->timeout_ms || !is_busy(rc, r))
			return rc;
		if (rc == 0)
			mbox_reply_done(&r->reply);
		if (!ctx_interrupted(ctx))
			pause_ms(pause);
		if (ctx_interrupted(ctx))
			return interrupted_while_busy(j, why);
		waited += pause;
		pause = MIN(pause * 2, (u64)PAUSE_LIMIT_MS); /* each attempt is recorded */
	}
}

/* The kernel stops waiting for a background operation, but the device continues it. */
static int started(const struct send_job *j, struct fail *why)
{
	return fail_set(why, -ETIMEDOUT, "started_not_finished",
			"do not send it again; the device is busy until the operation completes",
			"command 0x%04x: started as a background operation and still running",
			j->command.opcode);
}

/* The final reason of a failure. */
static int check_result(const struct send_job *j, int rc, struct fail *why)
{
	u16 opcode = j->command.opcode, code = j->result.reply.code;

	if (rc == 0 && code == MBOX_BACKGROUND_STARTED)
		return started(j, why);
	if (rc == 0 && code)
		return mbox_device_error(opcode, code, why);
	if (rc == -ETIMEDOUT && !j->memdev.node->component && passthrough_background(&j->command))
		return started(j, why);
	return rc;
}

static bool write_reply(struct inv *inv, struct send_job *j)
{
	const struct mbox_reply *r = &j->result.reply;
	struct send_args *a = inv->args;
	struct fail why = { 0 };

	if (!j->replied || (!a->output && !a->to_stdout) || r->code)
		return true;
	if (a->to_stdout) {
		fwrite(r->data, 1, r->len, stdout);
		return true;
	}
	if (raw_output_write(a->output, r->data, r->len, &j->file, &why) == 0)
		return true;
	inv_fail(inv, j->memdev.name, inv->cmd->name, &why);
	a->output = NULL;
	return false;
}

/* fwctl needs a scope that follows from the Feature, which only set-feature knows. */
static int check_typed_route(const struct send_job *j, struct fail *why)
{
	if (j->command.raw || j->command.opcode != OP_SET_FEATURE)
		return 0;
	return fail_refuse(why, "native_exists", "use 'cxl set-feature'",
			   "the fwctl scope of Set Feature depends on the effects of the Feature");
}

static void send_and_show(struct inv *inv, struct send_job *j, struct rec *top)
{
	struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };
	bool written;
	int rc;

	ctx->to_change = false; /* the command may be sent without the reads before it */
	rc = check_typed_route(j, &why);
	if (rc == 0 || ctx->dry_run)
		passthrough_prepare(&j->memdev, &j->command);
	ctx->to_change = j->command.risk != RISK_READ;
	set_signal_text(inv, j);
	if (rc == 0)
		rc = send_with_retries(inv, j, &why);
	j->replied = rc == 0;
	if (rc < 0 && ctx->dry_run && !j->result.sent && why.outcome != OUTCOME_INVALID)
		send_show_plan(inv, j, &why, top);
	if (rc < 0 && why.outcome == OUTCOME_DRY_RUN) {
		inv->done++;
		return;
	}
	rc = check_result(j, rc, &why);
	if (rc < 0)
		inv_fail(inv, j->memdev.name, inv->cmd->name, &why);
	written = write_reply(inv, j);
	if (j->result.sent)
		send_show_reply(inv, j, top);
	send_warn_taint(inv, j);
	if (rc == 0 && written)
		inv->done++;
}

static int run(struct inv *inv)
{
	const struct send_args *a = inv->args;
	auto_rec struct rec *top = rec_new_arr();
	auto_topo struct topo t = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	const struct send_pairs pairs = { inv->argv + 2, inv->argc - 2 };
	struct send_job j = { 0 };
	int rc = check_args(inv, &j);

	if (rc != EXIT_DONE)
		return rc;
	ctx->confirm = a->confirm;
	ctx->reply_ms = (unsigned int)j.timeout_ms;
	if (send_check_input(inv, &j, &pairs) && cxl_scan(inv, &t, TOPO_USE) &&
	    find_device(inv, &t, &j) && send_input(inv, &j, &pairs) &&
	    raw_output_open(inv, inv->argv[0], a->output, a->common.dry_run, &j.file))
		send_and_show(inv, &j, top);
	rc = a->to_stdout ? inv_exit_status(inv) : inv_print(inv, top);
	if (j.file.f)
		outfile_close(&j.file, false);
	mbox_reply_done(&j.result.reply);
	free(j.in);
	return rc;
}

/* Records in the response of this command are rows. */
static void add_columns(const struct inv *inv, struct strbuf *names)
{
	const struct opcode_desc *d;
	u16 opcode;

	if (inv->argc < 2 || opcode_parse(inv->argv[1], &opcode, NULL) < 0)
		return;
	d = opcode_find(opcode);
	if (!d || !d->out)
		return;
	columns_add_layout(names, "output", d->out);
	if (d->out->list)
		columns_add_layout(names, "", d->out->list->record);
}

const struct cmd cmd_send_command = {
	.name = "send-command",
	.args = "<memdev> <opcode|name> [-i <file> | --hex <bytes> | <key>=<value>...] [<options>]",
	.group = "Mailbox commands",
	.help = "send a mailbox command to a memory device",
	.opts = opts,
	.args_size = sizeof(struct send_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_COMPONENTS,
	.opcodes = "all",
	.needs = "root",
	.risk = RISK_DESTRUCTIVE,
	.min_args = 2,
	.max_args = -1,
	.positional = "single-memdev opcode input...",
	.add_columns = add_columns,
	.more_columns =
		"memdev,serial,opcode,name,route,risk,dry_run,native,in_cel,effects,"
		"dependents,kind,text,taints,verdict,confirm,input_bytes,input_hex,output_size_max,"
		"check,passed,message,hint,return_code,return_code_name,return_code_text,"
		"layers,vendor_status,"
		"taint_before,taint_marked,taint_after,kernel_added,output,output_bytes,"
		"output_hex,output_ascii,trailing_hex,trailing_ascii",
	.run = run,
};

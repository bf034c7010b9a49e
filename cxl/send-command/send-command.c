// SPDX-License-Identifier: GPL-2.0-only
/* cxl send-command: one mailbox command to one memory device, composed by hand. */
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cxl/send-command/send-command.h"
#include "util/blob.h"
#include "util/num.h"

#define PAYLOAD_MIN 256 /* what every mailbox holds */
#define PAYLOAD_LIMIT (1U << 20)
#define TIMEOUT_LIMIT 3600000
#define PAUSE_MS 50
#define PAUSE_LIMIT_MS 1000

static const struct opt opts[] = {
	OPT_STR_ROW('i', "input", struct send_args, input, "file",
		    "send the bytes in this file (\"-\": standard input)"),
	OPT_STR_ROW(0, "hex", struct send_args, hex, "bytes", "send these bytes"),
	OPT_STR_ROW('o', "output", struct send_args, output, "file",
		    "write the reply's bytes to this file"),
	OPT_STR_ROW(0, "out-len", struct send_args, out_len, "bytes",
		    "room for the reply (default: what the mailbox holds)"),
	OPT_STR_ROW(0, "timeout", struct send_args, timeout, "ms",
		    "while the device is busy, try again for so long (default: 0)"),
	OPT_BOOL_ROW(0, "raw", struct send_args, raw,
		     "take the kernel's raw path, which taints the kernel"),
	OPT_BOOL_ROW(0, "no-native", struct send_args, no_native,
		     "raw although there is a native way"),
	OPT_BOOL_ROW(0, "unlisted", struct send_args, unlisted,
		     "raw although the device does not list the command"),
	OPT_STR_ROW(0, "confirm", struct send_args, confirm, "serial@host",
		    "the device that is meant, for what may destroy data"),
	OPT_BOOL_ROW('f', "force", struct send_args, force,
		     "although something depends on the device"),
	{ 0 },
};

/* --- interruption: what is at the device stays there, so whoever interrupts is told */

static volatile sig_atomic_t stopped, sending;
static char stop_sentence[256];
static size_t stop_len;

static void on_signal(int number)
{
	stopped = number;
	if (sending && write(STDERR_FILENO, stop_sentence, stop_len) < 0)
		stopped = number; /* nothing else to be done here */
}

static void catch_signals(struct inv *inv, const struct send_job *j)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	const struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };
	struct cxl_ctx *ctx = inv->ctx;
	struct sigaction old;
	size_t i;
	int n;

	n = snprintf(stop_sentence, sizeof(stop_sentence),
		     "\n%s: interrupted: command %04xh is at"
		     " the device, which may carry it out all the same; waiting for its answer\n",
		     j->memdev->name, j->hand.opcode);
	stop_len = n > 0 ? MIN((size_t)n, sizeof(stop_sentence) - 1) : 0;
	for (i = 0; i < ARRAY_SIZE(numbers); i++)
		if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
	ctx->stop = &stopped;
	ctx->command_in_flight = &sending;
}

/* --- arguments */

static int take_number(struct inv *inv, const char *option, const char *text, u64 limit, u64 *ret)
{
	if (text && (num_u64(text, 0, ret) < 0 || *ret > limit))
		return inv_usage(inv, "%s: '%s' is not a number from 0 to %llu", option, text,
				 (unsigned long long)limit);
	return EXIT_DONE;
}

static int check_args(struct inv *inv, struct send_job *j)
{
	const struct send_args *a = inv->args;
	u64 out_len = PAYLOAD_LIMIT;
	struct fail why = { 0 };
	int i, rc;

	for (i = 2; i < inv->argc; i++)
		if (!strchr(inv->argv[i], '='))
			return inv_usage(inv,
					 "'%s': after the command only KEY=VALUE; and one"
					 " device at a time",
					 inv->argv[i]);
	if ((a->input != NULL) + (a->hex != NULL) + (inv->argc > 2) > 1)
		return inv_usage(inv, "give one of -i, --hex and KEY=VALUE");
	if (!a->raw && (a->no_native || a->unlisted))
		return inv_usage(inv, "--no-native and --unlisted go with --raw");
	if (opcode_parse(inv->argv[1], &j->hand.opcode, &why) < 0)
		return inv_usage(inv, "%s%s%s", why.message, *why.hint ? "; " : "", why.hint);
	rc = take_number(inv, "--out-len", a->out_len, PAYLOAD_LIMIT, &out_len);
	if (rc == EXIT_DONE)
		rc = take_number(inv, "--timeout", a->timeout, TIMEOUT_LIMIT, &j->timeout_ms);
	j->req.opcode = j->hand.opcode;
	j->req.out_max = (u32)out_len;
	j->hand.desc = opcode_find(j->hand.opcode);
	j->hand.raw = a->raw;
	j->hand.no_native = a->no_native;
	j->hand.unlisted = a->unlisted;
	j->hand.force = a->force;
	if (j->hand.desc && j->hand.desc->native && !str_after(j->hand.desc->native, "none") &&
	    cxl_native_exists(j->hand.desc->native))
		j->hand.native = j->hand.desc->native;
	return rc;
}

/* One device, by name: a command that somebody composed is for the one that was looked at. */
static bool find_device(struct inv *inv, const struct topo *t, struct send_job *j)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	const char *name = inv->argv[0];
	struct fail why = { 0 };
	u64 max = PAYLOAD_MIN;

	if (str_eq(name, "all") || strchr(name, ',')) {
		fail_refuse(&why, "one_device", "name one memory device",
			    "refused: a command composed by hand goes to one device");
		inv_fail(inv, name, inv->cmd->name, &why);
		return false;
	}
	if (memdev_find(t, name, &j->memdev, &why) < 0) {
		inv_fail(inv, name, "find", &why);
		return false;
	}
	if (node_open(t, j->memdev, &d) < 0 || sysdir_read_u64(&d, "payload_max", &max) < 0)
		max = PAYLOAD_MIN;
	j->payload_max = (u32)MIN(MAX(max, (u64)PAYLOAD_MIN), (u64)PAYLOAD_LIMIT);
	j->req.out_max = MIN(j->req.out_max, j->payload_max);
	return true;
}

/* --- sending */

static void pause_ms(u64 ms)
{
	const struct timespec t = { (time_t)(ms / 1000), (long)(ms % 1000) * 1000000 };

	nanosleep(&t, NULL);
}

/* Busy, by the mailbox or by the device: then it has not been taken, and may be sent again. */
static bool try_again(int rc, const struct mbox_reply *rsp, const struct exec_report *report)
{
	return report->sent &&
	       (rc == -EBUSY || (rc == 0 && (rsp->code == 0x05 || rsp->code == 0x06)));
}

static int deliver(struct inv *inv, const struct send_job *j, struct mbox_reply *rsp,
		   struct exec_report *report, struct fail *why)
{
	struct cxl_ctx *ctx = inv->ctx;
	u64 waited = 0, pause = PAUSE_MS;
	struct exec_report first = { .marked = false };
	int rc;

	for (;;) {
		*why = (struct fail){ 0 };
		rc = passthrough_send(inv->ctx, j->memdev, &j->hand, &j->req, rsp, report, why);
		ctx->tell = NULL; /* once is enough */
		if (!first.marked)
			first = *report;
		report->taint_before = first.taint_before;
		report->taint_marked = first.taint_marked;
		if (waited >= j->timeout_ms || ctx_interrupted(ctx) || !try_again(rc, rsp, report))
			return rc;
		if (rc == 0)
			mbox_reply_done(rsp);
		pause_ms(pause);
		if (ctx_interrupted(ctx))
			return fail_interrupted(
				why,
				"command %04xh: interrupted while the device was busy; it has"
				" not been taken",
				j->hand.opcode);
		waited += pause;
		pause = MIN(pause * 2, (u64)PAUSE_LIMIT_MS); /* each try leaves its record */
	}
}

/* The kernel gives up on what goes on in the background, the device does not. */
static int started(const struct send_job *j, struct fail *why)
{
	return fail_set(why, -ETIMEDOUT, "started_not_finished",
			"do not send it again: until it is done, the device answers another such"
			" command with 06h, busy; follow it with 'cxl list -H -m' and the kernel"
			" log",
			"command %04xh: started, not finished: the device goes on with it in"
			" the background",
			j->hand.opcode);
}

static int explain(const struct send_job *j, int rc, const struct mbox_reply *rsp, struct fail *why)
{
	if (rc == 0 && rsp->code == 0x01)
		return started(j, why);
	if (rc == 0 && rsp->code)
		return mbox_device_error(j->hand.opcode, rsp->code, why);
	if (rc == -ETIMEDOUT && passthrough_background(&j->hand))
		return started(j, why);
	if (rc == -ETIMEDOUT)
		return fail_set(why, rc, "timeout", "see the kernel log before you send it again",
				"command %04xh: no answer in time; the device may have carried it"
				" out, or still do so",
				j->hand.opcode);
	return rc;
}

static bool write_reply(struct inv *inv, const struct send_job *j, const struct mbox_reply *rsp)
{
	struct send_args *a = inv->args;
	struct fail why = { 0 };
	int rc;

	if (!a->output || rsp->code)
		return true;
	rc = blob_write(a->output, rsp->data, rsp->len);
	if (rc == 0)
		return true;
	fail_set(&why, rc, "write_failed", "the reply is printed instead", "cannot write %s: %s",
		 a->output, strerror(-rc));
	inv_fail(inv, j->memdev->name, inv->cmd->name, &why);
	a->output = NULL;
	return false;
}

static void send_and_show(struct inv *inv, const struct topo *t, struct send_job *j,
			  struct rec *top)
{
	struct exec_report report = { 0 };
	auto_reply struct mbox_reply rsp = { 0 };
	const struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };
	bool confirmed_device, written = true;
	int rc;

	passthrough_prepare(inv->ctx, t, j->memdev, &j->hand);
	catch_signals(inv, j);
	rc = deliver(inv, j, &rsp, &report, &why);
	confirmed_device = rc == 0;
	if (ctx->dry_run && rc < 0 && why.outcome != OUTCOME_FAILED)
		send_show_plan(inv, t, j, &report, top);
	if (rc < 0 && why.outcome == OUTCOME_DRY_RUN) {
		inv->done++;
		return;
	}
	rc = explain(j, rc, &rsp, &why);
	if (rc < 0)
		inv_fail(inv, j->memdev->name, inv->cmd->name, &why);
	if (confirmed_device)
		written = write_reply(inv, j, &rsp);
	if (report.sent)
		send_show_reply(inv, t, j, &report, confirmed_device ? &rsp : NULL, top);
	send_tell_taint(inv, j, &report);
	if (rc == 0 && written)
		inv->done++;
}

/* fwctl wants a scope, which only a verb that knows the Feature can choose. */
static bool typed_way(struct inv *inv, const struct send_job *j)
{
	struct fail why = { 0 };

	if (j->hand.raw || j->hand.opcode != OP_SET_FEATURE)
		return true;
	fail_unsupported(&why, "native_exists", "use 'cxl set-feature'",
			 "Set Feature needs a scope that follows from the Feature's effects");
	inv_fail(inv, j->memdev->name, inv->cmd->name, &why);
	return false;
}

static int run(struct inv *inv)
{
	const struct send_args *a = inv->args;
	auto_rec struct rec *top = rec_new_arr();
	auto_topo struct topo t = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	struct send_job j = { 0 };
	int rc = check_args(inv, &j);

	if (rc != EXIT_DONE)
		return rc;
	ctx->confirm = a->confirm;
	if (!cxl_scan(inv, &t))
		return inv_exit_status(inv);
	if (find_device(inv, &t, &j) && typed_way(inv, &j) &&
	    send_compose(inv, &j, inv->argv + 2, inv->argc - 2))
		send_and_show(inv, &t, &j, top);
	rc = inv_print(inv, top);
	free(j.in);
	return rc;
}

const struct cmd cmd_send_command = {
	.name = "send-command",
	.args = "<memdev> <opcode|name> [-i <file> | --hex <bytes> | <key>=<value>...] [<options>]",
	.help = "send one mailbox command, composed by hand",
	.opts = opts,
	.args_size = sizeof(struct send_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_CHANGES,
	.cls = CLASS_DESTRUCTIVE,
	.min_args = 2,
	.max_args = -1,
	.positional = "memdev",
	.run = run,
};

// SPDX-License-Identifier: GPL-2.0-only
/* cxl get-log: read a log of a memory device; the Command Effects Log is decoded. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cxl/common.h"
#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/mailbox/log.h"
#include "cxl/lib/wire/cel.h"
#include "util/blob.h"

struct args {
	struct common_args common;
	const char *output;
	bool binary;
};

static const struct opt opts[] = {
	OPT_STR_ROW('o', "output", struct args, output, "file",
		    "write the log to this file (- for standard output)"),
	OPT_BOOL_ROW('b', "binary", struct args, binary, "write the raw log to standard output"),
	{ 0 },
};

/* Destination of the log: a file or standard output. */
struct target {
	FILE *f;
	const char *memdev;
	bool progress;
};

static int put(void *data, const void *bytes, size_t len)
{
	struct target *to = data;

	return fwrite(bytes, 1, len, to->f) == len ? 0 : -errno;
}

static void progress(void *data, u64 done, u64 total)
{
	const struct target *to = data;

	if (to->progress)
		fprintf(stderr, "\r%s: %3u%%%s", to->memdev, (unsigned int)(done * 100 / total),
			done == total ? "\n" : "");
}

static int get_bytes(struct inv *inv, const struct memdev *m, const struct log_entry *e,
		     struct rec *top, struct fail *why)
{
	const struct args *a = inv->args;
	struct outfile file = { 0 };
	struct target to = {
		.f = stdout,
		.memdev = m->name,
		.progress = isatty(STDERR_FILENO) && !a->binary,
	};
	struct log_sink sink = { .put = put, .progress = progress, .data = &to };
	struct rec *o;
	int rc, err;

	if (!a->output)
		return log_read(m, e->uuid, e->size, &sink, why);
	rc = outfile_open(&file, a->output);
	if (rc < 0)
		return fail_set(why, rc, "write_failed", "", "cannot open %s: %s", a->output,
				strerror(-rc));
	to.f = file.f;
	rc = log_read(m, e->uuid, e->size, &sink, why);
	err = outfile_close(&file, rc == 0);
	if (rc == 0 && err < 0)
		rc = fail_set(why, err, "write_failed", "", "cannot write %s: %s", a->output,
			      strerror(-err));
	if (rc < 0)
		return rc;
	o = cxl_memdev_rec(top, m);
	log_entry_record(e, rec_obj(o, "log"));
	rec_str(o, "output", a->output);
	return 0;
}

/* The Command Effects Log of one device. */
struct cel {
	int rc;
	struct fail why;
	u8 *log;
	size_t len;
};

static void read_cel(const struct inv *inv, const struct memdev *m, void *data)
{
	struct cel *cel = data;

	cel->rc = cel_read(m, &cel->log, &cel->len, &cel->why);
}

static void show_cel(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	const struct cel *cel = data;
	struct cel_entry e;
	struct rec *entries;
	size_t i;

	if (cel->rc < 0) {
		inv_fail(inv, m->name, inv->cmd->name, &cel->why);
		return;
	}
	inv->done++;
	inv->out.default_columns = "memdev,opcode,name,command_set,effects";
	entries = rec_arr(cxl_memdev_rec(top, m), "commands");
	for (i = 0; cel_entry(cel->log, cel->len, i, &e) == 0; i++)
		cel_entry_record(&e, rec_obj(entries, NULL));
	cxl_check_cel(inv, m, cel->log, cel->len);
}

static void cel_done(void *data)
{
	struct cel *cel = data;

	free(cel->log);
}

static const struct memdev_reader cel_reader = {
	.size = sizeof(struct cel),
	.read = read_cel,
	.show = show_cel,
	.done = cel_done,
};

static int get(struct inv *inv, const struct memdev *m, const u8 *uuid, struct rec *top,
	       struct fail *why)
{
	struct log_entry e;
	int rc = log_find(m, uuid, &e, why);

	return rc < 0 ? rc : get_bytes(inv, m, &e, top, why);
}

/* Only the Command Effects Log is decoded. Invalid names are reported in the envelope, too. */
static bool is_cel(const char *text)
{
	u8 uuid[LOG_UUID_LEN];

	return log_uuid_parse(text, uuid, NULL) < 0 || log_desc_find(uuid) == log_desc_at(0);
}

static void get_all(struct inv *inv, const struct targets *targets, const u8 *uuid, struct rec *top)
{
	const struct args *a = inv->args;
	size_t i;

	if (log_desc_find(uuid) == log_desc_at(0) && !a->output && !a->binary) {
		cxl_read_targets(inv, targets, &cel_reader, top);
		return;
	}
	for (i = 0; i < targets->count; i++) {
		struct fail why = { 0 };

		if (get(inv, &targets->at[i], uuid, top, &why) < 0)
			inv_fail(inv, targets->at[i].name, inv->cmd->name, &why);
		else
			inv->done++;
	}
}

/* False: reported. */
static bool parse_log(struct inv *inv, u8 uuid[LOG_UUID_LEN])
{
	const char *text = inv->argv[inv->argc - 1];
	struct fail why = { 0 };

	if (log_uuid_parse(text, uuid, &why) == 0)
		return true;
	inv_fail(inv, text, inv->cmd->name, &why);
	return false;
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_topo struct topo t = { 0 };
	struct args *a = inv->args;
	u8 uuid[LOG_UUID_LEN];
	const char *option;
	bool bytes;
	int rc;

	rc = cxl_check_output(inv, &a->output, &a->binary);
	if (rc != EXIT_DONE)
		return rc;
	bytes = a->binary || (!a->output && !is_cel(inv->argv[inv->argc - 1]));
	option = cxl_format_option(&a->common);
	if (bytes && option)
		return inv_usage(inv, "%s with a binary log requires --output", option);
	rc = bytes ? cxl_check_terminal(inv) : EXIT_DONE;
	if (rc != EXIT_DONE)
		return rc;
	cxl_stop_on_signals(inv);
	if (!parse_log(inv, uuid) || !cxl_scan(inv, &t, TOPO_MEMDEVS))
		return inv_exit_status(inv);
	if (cxl_targets(inv, &t, inv->argc - 1, &targets) < 0)
		return EXIT_INTERNAL;
	if ((bytes || a->output) && targets.count > 1)
		return inv_usage(inv, "binary logs and --output require a single memory device");
	get_all(inv, &targets, uuid, top);
	/* Binary output consists of the log only. */
	return bytes ? inv_exit_status(inv) : inv_print(inv, top);
}

const struct cmd cmd_get_log = {
	.name = "get-log",
	.args = "<memdev>...|all <log> [<options>]",
	.group = "Logs",
	.help = "read a log of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_COMPONENTS,
	.opcodes = "0x0400,0x0401,0x0405",
	.risk = RISK_READ,
	.needs = "root",
	.min_args = 2,
	.max_args = -1,
	.positional = "memdevs... log",
	.minor_columns = "command_set",
	.more_columns = "memdev,serial,opcode,name,command_set,effects,output,"
			"log.name,log.title,log.uuid,log.size",
	.run = run,
};

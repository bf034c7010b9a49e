// SPDX-License-Identifier: GPL-2.0-only
/* cxl scan-media-caps: how long a device would need to scan its memory for errors. */
#include <stdlib.h>

#include "cxl/common.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/wire/layout.h"
#include "util/num.h"

#define UNIT 64 /* addresses and lengths of media are multiples of it */
#define INPUT_LEN 16

struct args {
	struct common_args common;
	const char *dpa, *length;
};

/* clang-format off */
static const struct opt opts[] = {
	OPT_STR_ROW('a', "dpa", struct args, dpa, "address",
		    "first device physical address (0)"),
	OPT_STR_ROW('l', "length", struct args, length, "size",
		    "how much from there on (all of the device's capacity)"),
	{ 0 },
};
/* clang-format on */

static bool parse(const char *text, u64 *ret)
{
	return !text || (size_parse(text, ret) == 0 && *ret % UNIT == 0);
}

/* What the kernel says the device has; the length when none was given. */
static u64 capacity(const struct topo *t, const struct node *memdev)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 ram = 0, pmem = 0;

	if (node_open(t, memdev, &d) < 0)
		return 0;
	if (sysdir_read_u64(&d, "ram/size", &ram) < 0)
		ram = 0;
	if (sysdir_read_u64(&d, "pmem/size", &pmem) < 0)
		pmem = 0;
	return ram + pmem;
}

static void show(struct inv *inv, const struct topo *t, const struct mbox_query *q, struct rec *top)
{
	struct rec *o = cxl_memdev_rec(top, t, q->memdev);
	const u8 *in = q->req.in;

	rec_num(o, "dpa", VAL_HEX, get_le(in, 8));
	rec_num(o, "length", VAL_SIZE, get_le(in + 8, 8) * UNIT);
	if (layout_decode(&scan_media_caps_layout, q->rsp.data, q->rsp.len, o) < 0)
		inv_warn(inv, "%s: the reply is short", q->memdev->name);
}

static int ask(struct inv *inv, const struct topo *t, const struct node_list *targets, u64 dpa,
	       u64 length)
{
	auto_free struct mbox_query *q = calloc(targets->count + 1, sizeof(*q));
	auto_free u8 *in = calloc(targets->count + 1, INPUT_LEN);
	auto_rec struct rec *top = rec_new_arr();
	size_t i;

	if (!q || !in)
		return EXIT_INTERNAL;
	for (i = 0; i < targets->count; i++) {
		u8 *at = in + i * INPUT_LEN;
		u64 all = capacity(t, targets->at[i]);

		put_le(at, 8, dpa);
		put_le(at + 8, 8, (length ? length : all > dpa ? all - dpa : 0) / UNIT);
		q[i] = (struct mbox_query){
			.memdev = targets->at[i],
			.req = { .opcode = OP_GET_SCAN_MEDIA_CAPS,
				 .in = at,
				 .in_len = INPUT_LEN,
				 .out_max = scan_media_caps_layout.size },
		};
	}
	mbox_query_all(inv->ctx, q, targets->count);
	for (i = 0; i < targets->count; i++) {
		if (q[i].rc == 0 && q[i].rsp.len < scan_media_caps_layout.size)
			q[i].rc = fail_set(&q[i].why, -EMSGSIZE, "short_reply", "",
					   "the device sent %u bytes, %u are due", q[i].rsp.len,
					   scan_media_caps_layout.size);
		if (q[i].rc < 0) {
			inv_fail(inv, q[i].memdev->name, inv->cmd->name, &q[i].why);
		} else {
			inv->done++;
			show(inv, t, &q[i], top);
		}
		mbox_reply_done(&q[i].rsp);
	}
	return inv_print(inv, top);
}

static int run(struct inv *inv)
{
	struct node_list targets = { 0 };
	const struct args *a = inv->args;
	auto_topo struct topo t = { 0 };
	u64 dpa = 0, length = 0;
	int rc;

	if (!parse(a->dpa, &dpa) || !parse(a->length, &length))
		return inv_usage(inv, "--dpa and --length are multiples of %d bytes", UNIT);
	if (!cxl_scan(inv, &t))
		return inv_exit_status(inv);
	if (cxl_targets(inv, &t, inv->argv, inv->argc, &targets) < 0)
		return EXIT_INTERNAL;
	rc = ask(inv, &t, &targets, dpa, length);
	free(targets.at);
	return rc;
}

const struct cmd cmd_scan_media_caps = {
	.name = "scan-media-caps",
	.args = "[<memdev>...|all] [<options>]",
	.help = "show how long a scan for media errors would take",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN,
	.cls = CLASS_READ,
	.needs = "root",
	.max_args = -1,
	.positional = "memdev",
	.run = run,
};

// SPDX-License-Identifier: GPL-2.0-only
/* cxl scan-media-caps: estimated duration of a media scan (4303h). */
#include <stdlib.h>

#include "cxl/common.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/wire/layout.h"
#include "util/num.h"

#define UNIT 64 /* bytes; DPAs and lengths are multiples of it */
#define INPUT_LEN 16

struct args {
	struct common_args common;
	const char *dpa, *length;
};

/* clang-format off */
static const struct opt opts[] = {
	OPT_STR_ROW('a', "dpa", struct args, dpa, "address",
		    "start of the range, a device physical address, a multiple of 64 bytes (default: 0)"),
	OPT_STR_ROW('l', "length", struct args, length, "size",
		    "length of the range, a multiple of 64 bytes (default: up to the end of the capacity)"),
	{ 0 },
};
/* clang-format on */

/* An absent option leaves *@ret unchanged. False: an error has been printed. */
static bool parse(struct inv *inv, const char *option, const char *text, u64 *ret)
{
	if (!text || (size_parse(text, ret) == 0 && *ret % UNIT == 0))
		return true;
	inv_usage(inv,
		  "invalid %s '%s': expected a multiple of %d bytes, with an optional suffix"
		  " k, M, G or T",
		  option, text, UNIT);
	return false;
}

/* In bytes, from sysfs. */
static u64 capacity(const struct memdev *m)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 ram = 0, pmem = 0;

	if (node_open(m->topo, m->node, &d) < 0)
		return 0;
	if (sysdir_read_u64(&d, "ram/size", &ram) < 0)
		ram = 0;
	if (sysdir_read_u64(&d, "pmem/size", &pmem) < 0)
		pmem = 0;
	return ram + pmem;
}

static void show_reply(struct inv *inv, struct mbox_query *q, struct rec *top)
{
	const struct layout *l = &scan_media_caps_layout;
	const u8 *in = q->req.in;
	struct rec *o;

	if (q->rc == 0 && q->reply.len < l->size)
		q->rc = fail_set(&q->why, -EMSGSIZE, "short_reply", "",
				 "short response: %u of %u bytes", q->reply.len, l->size);
	if (q->rc < 0) {
		inv_fail(inv, q->memdev.name, inv->cmd->name, &q->why);
		return;
	}
	inv->done++;
	o = cxl_memdev_rec(top, &q->memdev);
	rec_num(o, "dpa", VAL_HEX, get_le(in, 8));
	rec_num(o, "length", VAL_SIZE, get_le(in + 8, 8) * UNIT);
	layout_decode(l, q->reply.data, q->reply.len, o);
}

static int query(struct inv *inv, const struct targets *targets, u64 dpa, u64 length)
{
	auto_free struct mbox_query *q = calloc(targets->count + 1, sizeof(*q));
	auto_free u8 *inputs = calloc(targets->count + 1, INPUT_LEN);
	auto_rec struct rec *top = rec_new_arr();
	struct fail why = { 0 };
	size_t i, n = 0;

	if (!q || !inputs)
		return EXIT_INTERNAL;
	for (i = 0; i < targets->count; i++) {
		u8 *in = inputs + i * INPUT_LEN;
		u64 all = capacity(&targets->at[i]);
		u64 len = length ? length : all > dpa ? all - dpa : 0;

		if (!len) {
			fail_set(&why, -ERANGE, "out_of_range", "specify --length",
				 "no capacity at this address");
			inv_fail(inv, targets->at[i].name, inv->cmd->name, &why);
			continue;
		}
		put_le(in, 8, dpa);
		put_le(in + 8, 8, len / UNIT);
		q[n].memdev = targets->at[i];
		q[n++].req = (struct mbox_request){
			.opcode = OP_GET_SCAN_MEDIA_CAPS,
			.in = in,
			.in_len = INPUT_LEN,
			.out_max = scan_media_caps_layout.size,
		};
	}
	mbox_query_all(inv->ctx, q, n);
	for (i = 0; i < n; i++) {
		show_reply(inv, &q[i], top);
		mbox_reply_done(&q[i].reply);
	}
	return inv_print(inv, top);
}

static int run(struct inv *inv)
{
	auto_targets struct targets targets = { 0 };
	const struct args *a = inv->args;
	auto_topo struct topo t = { 0 };
	u64 dpa = 0, length = 0;

	if (!parse(inv, "--dpa", a->dpa, &dpa) || !parse(inv, "--length", a->length, &length))
		return EXIT_USAGE;
	if (!cxl_scan(inv, &t, TOPO_MEMDEVS))
		return inv_exit_status(inv);
	if (cxl_targets(inv, &t, inv->argc, &targets) < 0)
		return EXIT_INTERNAL;
	return query(inv, &targets, dpa, length);
}

const struct cmd cmd_scan_media_caps = {
	.name = "scan-media-caps",
	.args = "[<memdev>...|all] [<options>]",
	.group = "Memory devices",
	.help = "show the estimated duration of a media scan",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_COMPONENTS,
	.opcodes = "0x4303",
	.risk = RISK_READ,
	.needs = "root",
	.max_args = -1,
	.positional = "memdevs...",
	.more_columns = "memdev,serial,dpa,length,estimated_time_ms",
	.run = run,
};

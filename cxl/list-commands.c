// SPDX-License-Identifier: GPL-2.0-only
/*
 * cxl list-commands: what a device's mailbox offers, as the kernel, the device and our own table
 * know it, and the way to each command from here.
 */
#include <stdlib.h>

#include "cxl/common.h"
#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/transport/route.h"
#include "cxl/lib/wire/cel.h"
#include "cxl/lib/wire/opcode.h"

#define KERNEL_CMDS_MAX 64
#define VENDOR_FIRST 0xc000

struct args {
	struct common_args common;
	const char *effects;
	bool vendor, unknown;
};

static const char *const effect_filters[] = {
	"none", "reset", "immediate", "security", "background", NULL,
};

/* clang-format off */
static const struct opt opts[] = {
	OPT_BOOL_ROW(0, "vendor", struct args, vendor, "only commands of the vendor (c000h to ffffh)"),
	OPT_BOOL_ROW(0, "unknown", struct args, unknown, "only commands without a name"),
	OPT_ENUM_ROW(0, "effects", struct args, effects, "none|reset|immediate|security|background",
		     effect_filters, "only commands with such effects"),
	{ 0 },
};
/* clang-format on */

/* All that is known of the commands of one device. */
struct sources {
	struct kernel_cmd kernel[KERNEL_CMDS_MAX];
	size_t kernel_count;
	u8 *cel;
	size_t cel_len;
	bool cel_read, raw_built, has_fwctl;
};

static const struct kernel_cmd *kernel_cmd_of(const struct sources *s, u16 opcode)
{
	u32 id = kernel_cmd_id(opcode);
	size_t i;

	for (i = 0; id && i < s->kernel_count; i++)
		if (s->kernel[i].id == id)
			return &s->kernel[i];
	return NULL;
}

static bool effects_fit(const char *filter, bool listed, u16 effects)
{
	static const u16 masks[] = {
		0, EFFECT_RESET, EFFECT_IMMEDIATE, EFFECT_SECURITY, EFFECT_BACKGROUND,
	};
	size_t i;

	if (!filter)
		return true;
	for (i = 0; effect_filters[i] && !str_eq(effect_filters[i], filter); i++)
		;
	if (i == 0)
		return listed && !(effects & ~(EFFECT_EXT_VALID | EFFECT_SECONDARY));
	return listed && (effects & masks[i]);
}

/* Files of the kernel that send it: of the firmware loader, for poison, and those named so. */
static bool has_file(u16 opcode, const struct opcode_desc *d)
{
	return opcode == 0x0201 || opcode == 0x0202 || (opcode >= 0x4300 && opcode <= 0x4302) ||
	       (d && d->native && str_after(d->native, "sysfs "));
}

/* The way it would be sent from here; "raw" is only what is left, never chosen silently. */
static const char *route_of(const struct sources *s, u16 opcode, const struct kernel_cmd *k)
{
	if (k && k->enabled)
		return k->exclusive ? "none" : "ioctl";
	if (opcode >= OP_GET_SUPPORTED_FEATURES && opcode <= OP_SET_FEATURE)
		return s->has_fwctl ? "fwctl" : "edac";
	if (opcode == 0x0600)
		return "edac";
	if (has_file(opcode, opcode_find(opcode)))
		return "sysfs";
	return s->raw_built && opcode_raw_rule(opcode) == RAW_PASSES ? "raw" : "none";
}

static void show_command(struct inv *inv, const struct sources *s, u16 opcode, struct rec *to)
{
	const struct opcode_desc *d = opcode_find(opcode);
	const struct kernel_cmd *k = kernel_cmd_of(s, opcode);
	const struct args *a = inv->args;
	struct rec *o;
	u16 effects = 0;
	bool listed = s->cel_read && cel_find(s->cel, s->cel_len, opcode, &effects) == 0;

	if ((a->vendor && opcode < VENDOR_FIRST) || (a->unknown && d) ||
	    !effects_fit(a->effects, listed, effects))
		return;
	o = rec_obj(to, NULL);
	rec_strf(o, "opcode", "0x%04x", opcode);
	rec_str(o, "name", d ? d->name : opcode >= VENDOR_FIRST ? "vendor" : "unknown");
	rec_str(o, "command_set", opcode_set_name((u8)(opcode >> 8)));
	if (k) {
		rec_uint(o, "kernel_id", k->id);
		rec_bool(o, "enabled", k->enabled);
		rec_bool(o, "exclusive", k->exclusive);
		if (k->size_in >= 0)
			rec_uint(o, "size_in", (u64)k->size_in);
		if (k->size_out >= 0)
			rec_uint(o, "size_out", (u64)k->size_out);
	}
	if (s->cel_read)
		rec_bool(o, "in_cel", listed);
	if (listed)
		effects_names(effects, rec_arr(o, "effects"));
	rec_bool(o, "background", listed ? effects & EFFECT_BACKGROUND : d && d->background);
	rec_str(o, "route", route_of(s, opcode, k));
	rec_uint(o, "risk", opcode_risk(opcode));
	if (d && d->native && cxl_native_exists(d->native))
		rec_str(o, "native", d->native);
}

static int by_value(const void *a, const void *b)
{
	return *(const u16 *)a - *(const u16 *)b;
}

/* Opcodes of the kernel's table and of the device's log, each once, in order. */
static size_t opcodes_of(const struct sources *s, u16 *list, size_t room)
{
	struct cel_entry e;
	size_t n = 0, i, kept = 0;

	for (i = 0; i < s->kernel_count && n < room; i++)
		if (kernel_cmd_opcode(s->kernel[i].id))
			list[n++] = kernel_cmd_opcode(s->kernel[i].id);
	for (i = 0; s->cel_read && n < room && cel_entry(s->cel, s->cel_len, i, &e) == 0; i++)
		list[n++] = e.opcode;
	qsort(list, n, sizeof(*list), by_value);
	for (i = 0; i < n; i++)
		if (i == 0 || list[i] != list[i - 1])
			list[kept++] = list[i];
	return kept;
}

static void show_commands(struct inv *inv, const struct topo *t, const struct node *memdev,
			  const struct sources *s, struct rec *top)
{
	size_t room = s->kernel_count + s->cel_len / CEL_ENTRY_LEN, n, i;
	auto_free u16 *list = calloc(room + 1, sizeof(*list));
	struct rec *commands;

	if (!list)
		return;
	commands = rec_arr(cxl_memdev_rec(top, t, memdev), "commands");
	n = opcodes_of(s, list, room);
	for (i = 0; i < n; i++)
		show_command(inv, s, list[i], commands);
}

/* The device's own list may be out of reach; what the kernel knows is still worth printing. */
static int gather(struct inv *inv, const struct node *memdev, struct sources *s, struct fail *why)
{
	struct cxl_ctx *ctx = inv->ctx;
	struct fail cel_why = { 0 };
	char name[32];
	size_t i;
	int rc;

	rc = mbox_kernel_cmds(ctx, memdev, s->kernel, ARRAY_SIZE(s->kernel), &s->kernel_count, why);
	if (rc < 0)
		return rc;
	for (i = 0; i < s->kernel_count; i++)
		if (s->kernel[i].id == KERNEL_CMD_RAW)
			s->raw_built = true;
	s->has_fwctl = fwctl_find(&ctx->root, memdev->path, name, sizeof(name)) == 0;
	s->cel_read = cel_read(ctx, memdev, &s->cel, &s->cel_len, &cel_why) == 0;
	if (!s->cel_read)
		inv_warn(inv, "%s: without the command effects log: %s", memdev->name,
			 cel_why.message);
	return 0;
}

static void show_memdev(struct inv *inv, const struct topo *t, const struct node *memdev,
			struct rec *top)
{
	struct sources s = { 0 };
	struct fail why = { 0 };

	if (gather(inv, memdev, &s, &why) < 0) {
		inv_fail(inv, memdev->name, inv->cmd->name, &why);
		return;
	}
	show_commands(inv, t, memdev, &s, top);
	free(s.cel);
	inv->done++;
}

static int run(struct inv *inv)
{
	cxl_prefer_table(inv,
			 "memdev,opcode,name,kernel_id,enabled,in_cel,effects,route,risk,native");
	return cxl_for_each_memdev(inv, inv->argc, show_memdev);
}

const struct cmd cmd_list_commands = {
	.name = "list-commands",
	.args = "[<memdev>...|all] [<options>]",
	.help = "list the mailbox commands of memory devices and the way to each",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN,
	.cls = CLASS_READ,
	.needs = "root",
	.max_args = -1,
	.positional = "memdev",
	.run = run,
};

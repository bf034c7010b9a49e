// SPDX-License-Identifier: GPL-2.0-only
/*
 * cxl list-commands: mailbox commands of a device, by the kernel's table and the device's Command
 * Effects Log, with the interface that carries each.
 */
#include <stdlib.h>

#include "cxl/common.h"
#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/transport/route.h"
#include "cxl/lib/wire/cel.h"

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
	OPT_BOOL_ROW(0, "vendor", struct args, vendor, "show only vendor-specific commands (0xc000 to 0xffff)"),
	OPT_BOOL_ROW(0, "unknown", struct args, unknown, "show only commands without a name"),
	OPT_ENUM_ROW(0, "effects", struct args, effects, "none|reset|immediate|security|background",
		     effect_filters, "show only commands with this effect"),
	{ 0 },
};
/* clang-format on */

/* Commands of one device, from the kernel's table and the Command Effects Log. */
struct sources {
	int rc;
	struct fail why, cel_why;
	const struct memdev *memdev;
	struct kernel_cmds kernel;
	u8 *cel;
	size_t cel_len;
	int fwctl, edac; /* 0: the device has it; -ENOENT: it has not; other errors: not known */
	bool cel_read, raw_built;
};

static bool is_listed(const struct sources *s, u16 opcode, u16 *effects)
{
	u16 ignored;

	return s->cel_read &&
	       cel_find(s->cel, s->cel_len, opcode, effects ? effects : &ignored) == 0;
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

/*
 * The typed command of the kernel, unless it is not enabled. A kernel that does not tell enables
 * what is in the CEL, and the commands with which it reads the CEL (cxl_walk_cel() and
 * cxl_mem_commands[] in drivers/cxl/core/mbox.c).
 */
static const struct kernel_cmd *typed_command(const struct sources *s, u16 opcode, bool listed)
{
	if (!s->kernel.has_flags && s->cel_read && !listed && opcode != OP_IDENTIFY &&
	    opcode != OP_GET_SUPPORTED_LOGS && opcode != OP_GET_LOG)
		return NULL;
	return kernel_cmds_typed(&s->kernel, opcode);
}

/* -ENOENT gives ROUTE_NONE, and other errors are returned. */
static int route_if(int rc, enum route route, enum route *ret)
{
	*ret = rc == 0 ? route : ROUTE_NONE;
	return rc == -ENOENT ? 0 : rc;
}

/*
 * The interface that carries the command. A raw command is never sent implicitly. Negative errno:
 * not known.
 */
static int route_of(const struct sources *s, u16 opcode, bool listed, enum route *ret)
{
	const struct kernel_cmd *typed = typed_command(s, opcode, listed);
	const struct opcode_desc *d = opcode_find(opcode);
	enum route route = d ? d->route : ROUTE_NONE;

	if (s->memdev->node->component)
		return route_if(0, ROUTE_MCTP, ret);
	if (typed)
		return route_if(typed->exclusive ? -ENOENT : 0, ROUTE_IOCTL, ret);
	if (route == ROUTE_FWCTL && s->fwctl == -ENOENT)
		return route_if(s->edac, ROUTE_EDAC, ret);
	if (route == ROUTE_FWCTL)
		return route_if(s->fwctl, ROUTE_FWCTL, ret);
	if (route == ROUTE_EDAC || route == ROUTE_SYSFS)
		return route_if(route_check(s->memdev, d), route, ret);
	*ret = s->raw_built && opcode_raw_rule(opcode) == RAW_ALLOWED ? ROUTE_RAW : ROUTE_NONE;
	return 0;
}

/* What the kernel would need for the route of a command, unless it has it. */
static const char *needs_of(const struct sources *s, const struct opcode_desc *d, enum route route)
{
	if (!d || route == d->route || route == ROUTE_MCTP ||
	    (d->route == ROUTE_FWCTL && route == ROUTE_EDAC) ||
	    kernel_cmds_find(&s->kernel, d->kernel_id))
		return NULL;
	return d->needs;
}

/* Why a command has no route. */
static const struct no_route {
	const char *code, *text;
	bool has_native; /* nevertheless */
} exclusive = { "exclusive", "in exclusive use by the kernel", false },
  not_enabled = { "not_enabled", "the kernel has not enabled it for this device", false },
  not_in_kernel = { "not_in_kernel", "not supported by this kernel", true },
  no_interface = { "no_route", "the kernel has no interface for it", true };

static const struct no_route *reason_of(const struct sources *s, u16 opcode, bool listed)
{
	if (typed_command(s, opcode, listed))
		return &exclusive;
	if (kernel_cmds_find(&s->kernel, opcode_kernel_id(opcode)))
		return &not_enabled;
	return needs_of(s, opcode_find(opcode), ROUTE_NONE) ? &not_in_kernel : &no_interface;
}

/* The native interface has the same route as the command, if it is a command of the kernel. */
static void show_native(const struct inv *inv, const struct opcode_desc *d, struct rec *o)
{
	char text[160];

	if (!d || (d->native.kind == NATIVE_VERB && !cxl_has_command(inv, d->native.name)))
		return;
	opcode_native_text(&d->native, text, sizeof(text));
	if (*text)
		rec_str(o, "native", text);
}

static void show_route(const struct inv *inv, const struct sources *s, u16 opcode, struct rec *o)
{
	const bool listed = is_listed(s, opcode, NULL);
	const struct opcode_desc *d = opcode_find(opcode);
	const struct no_route *none = NULL;
	const char *needs;
	enum route route;

	if (route_of(s, opcode, listed, &route) == 0) { /* else the caller warns */
		rec_str(o, "route", route_name(route));
		if (route == ROUTE_NONE)
			none = reason_of(s, opcode, listed);
		needs = needs_of(s, d, route);
		if (needs)
			rec_str(o, "needs", needs);
	}
	if (none) {
		rec_str(o, "reason", none->code);
		rec_str(o, "reason_text", none->text);
	}
	rec_uint(o, "risk", opcode_risk(opcode));
	if (!s->memdev->node->component && (!none || none->has_native))
		show_native(inv, d, o);
}

static void show_kernel_cmd(const struct kernel_cmds *cmds, const struct kernel_cmd *k,
			    struct rec *o)
{
	rec_uint(o, "kernel_id", k->id);
	if (cmds->has_flags) {
		rec_bool(o, "enabled", k->enabled);
		rec_bool(o, "exclusive", k->exclusive);
	}
	if (k->size_in >= 0)
		rec_uint(o, "size_in", (u64)k->size_in);
	if (k->size_out >= 0)
		rec_uint(o, "size_out", (u64)k->size_out);
}

static void show_command(struct inv *inv, const struct sources *s, u16 opcode, struct rec *to)
{
	const struct kernel_cmd *k = kernel_cmds_find(&s->kernel, opcode_kernel_id(opcode));
	const struct opcode_desc *d = opcode_find(opcode);
	const struct args *a = inv->args;
	struct rec *o;
	u16 effects = 0;
	bool listed = is_listed(s, opcode, &effects);

	if ((a->vendor && opcode < VENDOR_FIRST) || (a->unknown && d) ||
	    !effects_fit(a->effects, listed, effects))
		return;
	o = rec_obj(to, NULL);
	rec_strf(o, "opcode", "0x%04x", opcode);
	rec_str(o, "name", d ? d->name : opcode >= VENDOR_FIRST ? "vendor" : "unknown");
	rec_str(o, "command_set", opcode_set_name((u8)(opcode >> 8)));
	if (k)
		show_kernel_cmd(&s->kernel, k, o);
	if (s->cel_read)
		rec_bool(o, "in_cel", listed);
	if (listed)
		effects_names(effects, rec_arr(o, "effects"));
	rec_bool(o, "background", listed ? effects & EFFECT_BACKGROUND : d && d->background);
	show_route(inv, s, opcode, o);
}

static int by_value(const void *a, const void *b)
{
	return *(const u16 *)a - *(const u16 *)b;
}

/* Opcodes of the kernel's table and of the log, without duplicates, in ascending order. */
static size_t collect_opcodes(const struct sources *s, u16 *list, size_t max)
{
	struct cel_entry e;
	size_t n = 0, i, kept = 0;

	for (i = 0; i < s->kernel.count && n < max; i++)
		if (opcode_by_kernel_id(s->kernel.at[i].id))
			list[n++] = opcode_by_kernel_id(s->kernel.at[i].id);
	for (i = 0; s->cel_read && n < max && cel_entry(s->cel, s->cel_len, i, &e) == 0; i++)
		list[n++] = e.opcode;
	qsort(list, n, sizeof(*list), by_value);
	for (i = 0; i < n; i++)
		if (i == 0 || list[i] != list[i - 1])
			list[kept++] = list[i];
	return kept;
}

/* If the log cannot be read, the commands of the kernel are shown. */
static void read_sources(const struct inv *inv, const struct memdev *m, void *data)
{
	struct sources *s = data;
	char name[32];

	s->memdev = m;
	s->rc = m->node->component ? 0 : kernel_cmds_read(m, &s->kernel, &s->why);
	if (s->rc < 0)
		return;
	s->cel_read = cel_read(m, &s->cel, &s->cel_len, &s->cel_why) == 0;
	if (m->node->component)
		return;
	s->fwctl = fwctl_find(m, name, sizeof(name), &s->why);
	if (s->fwctl < 0 && s->why.outcome == OUTCOME_UNSUPPORTED)
		s->fwctl = -ENOENT;
	s->raw_built = kernel_cmds_find(&s->kernel, KERNEL_CMD_RAW) != NULL;
	s->edac = route_check(m, opcode_find(OP_PERFORM_MAINTENANCE));
}

static void warn_cel(struct inv *inv, const struct memdev *m, const struct fail *why)
{
	inv_warn(inv, "%s: cannot read the Command Effects Log: %s", m->name, why->message);
	inv->unread += mbox_is_undetermined(why);
}

static void show_commands(struct inv *inv, const struct memdev *m, void *data, struct rec *top)
{
	struct sources *s = data;
	size_t max = s->kernel.count + s->cel_len / CEL_ENTRY_LEN, n, i;
	auto_free u16 *list = calloc(max + 1, sizeof(*list));
	struct rec *commands;

	if (s->rc == 0 && !list)
		s->rc = fail_nomem(&s->why);
	if (s->rc < 0) {
		inv_fail(inv, m->name, inv->cmd->name, &s->why);
		return;
	}
	if (s->cel_read)
		cxl_check_cel(inv, m, s->cel, s->cel_len);
	else
		warn_cel(inv, m, &s->cel_why);
	commands = rec_loose(top, VAL_ARR);
	n = collect_opcodes(s, list, max);
	for (i = 0; i < n; i++)
		show_command(inv, s, list[i], commands);
	cxl_add_list(inv, m, top, commands, "commands");
}

static void sources_done(void *data)
{
	struct sources *s = data;

	free(s->cel);
}

static const struct memdev_reader reader = {
	.size = sizeof(struct sources),
	.read = read_sources,
	.show = show_commands,
	.done = sources_done,
};

static int run(struct inv *inv)
{
	return cxl_read_memdevs(inv, inv->argc, &reader);
}

const struct cmd cmd_list_commands = {
	.name = "list-commands",
	.args = "[<memdev>...|all] [<options>]",
	.columns = "memdev,opcode,name,kernel_id,enabled,in_cel,effects,route,reason,risk,native",
	.minor_columns = "kernel_id,in_cel,enabled,reason,effects,risk,route",
	.more_columns =
		"serial,command_set,exclusive,size_in,size_out,background,needs,reason_text",
	.group = "Mailbox commands",
	.help = "list the mailbox commands of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_COMPONENTS,
	.opcodes = "0x0400,0x0401,0x0405",
	.risk = RISK_READ,
	.needs = "root",
	.max_args = -1,
	.positional = "memdevs...",
	.run = run,
};

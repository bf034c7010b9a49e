// SPDX-License-Identifier: GPL-2.0-only
/* cxl support-status: is this system inside of what a distribution's support can see and repeat? */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/audit.h"
#include "cxl/lib/feature/feature.h"
#include "cxl/lib/guard/facts.h"
#include "cxl/lib/guard/taint.h"
#include "cxl/lib/mailbox/exec.h"

struct args {
	struct common_args common;
};

struct status {
	struct inv *inv;
	struct rec *checks;
	bool outside;
};

/* One line: what was looked at, whether it is inside of the envelope, what it is and means. */
static void check(struct status *s, const char *name, bool inside, const char *value,
		  const char *meaning)
{
	struct rec *o = rec_obj(s->checks, NULL);

	rec_str(o, "check", name);
	rec_bool(o, "inside", inside);
	rec_str(o, "value", value);
	rec_str(o, "meaning", meaning);
	s->outside = s->outside || !inside;
}

/* Who sets a bit, and whether it matters here: some say nothing about how the system is used. */
static const struct {
	char letter;
	bool harmless;
	const char *set_by;
} taint_rows[] = {
	{ 'P', false, "whoever loads modules" },
	{ 'F', false, "root, with modprobe --force" },
	{ 'S', false, "the kernel, by the hardware it finds" },
	{ 'R', false, "root, with rmmod --force" },
	{ 'M', false, "the kernel, when the hardware fails" },
	{ 'B', false, "the kernel" },
	{ 'U', false, "root, through sysctl kernel.tainted; these tools before a raw command" },
	{ 'D', false, "the kernel" },
	{ 'A', false, "root, with an ACPI table of one's own" },
	{ 'W', false, "the kernel; a raw command makes it" },
	{ 'C', false, "whoever loads modules" },
	{ 'I', true, "the kernel, by the firmware it finds" },
	{ 'O', false, "whoever loads modules" },
	{ 'E', false, "whoever loads modules" },
	{ 'L', false, "the kernel" },
	{ 'K', true, "root, by loading a live patch" },
	{ 'X', true, "the distribution" },
	{ 'T', true, "whoever built the kernel" },
	{ 'N', false, "whoever loads test modules" },
	{ 'J', false, "root, through fwctl: setting a Feature with cxl set-feature does" },
};

static void check_bit(struct status *s, unsigned int bit)
{
	const struct taint_bit *b = taint_bit_at(bit);
	bool known = b && bit < ARRAY_SIZE(taint_rows);
	char name[48], value[16], meaning[240];

	snprintf(name, sizeof(name), "taint_%s", b ? b->name : "unknown");
	snprintf(value, sizeof(value), "%c", b ? b->letter : '?');
	snprintf(meaning, sizeof(meaning), "%s; set by: %s",
		 b ? b->meaning : "a bit that is newer than this tool",
		 known ? taint_rows[bit].set_by : "unknown");
	check(s, name, known && taint_rows[bit].harmless, value, meaning);
}

static void check_taint(struct status *s)
{
	const struct cxl_ctx *ctx = s->inv->ctx;
	u64 mask = 0;
	unsigned int bit;
	int rc = taint_read(&ctx->root, &mask);
	char value[32];

	if (rc < 0) {
		check(s, "taint", false, "unknown", "the kernel's taint cannot be read");
		return;
	}
	snprintf(value, sizeof(value), "%" PRIu64, mask);
	check(s, "taint", true, value, mask ? "the bits follow" : "the kernel is not tainted");
	for (bit = 0; bit < 64; bit++)
		if (mask & BIT(bit))
			check_bit(s, bit);
}

static void check_kernel(struct status *s, const struct topo *t)
{
	static const char *const locks[] = { "none", "integrity", "confidentiality" };
	static const char *const known[] = {
		[GATE_NO] = "no",
		[GATE_YES] = "yes",
		[GATE_UNKNOWN] = "unknown",
	};
	const struct node_list *memdevs = &t->kinds[NODE_MEMDEV];
	struct cxl_ctx *ctx = s->inv->ctx;
	enum gate_known built = GATE_UNKNOWN, all = facts_raw_allow_all(ctx);

	if (memdevs->count && !ctx->read_only)
		built = mbox_raw_built(ctx, memdevs->at[0]->name);
	check(s, "lockdown", true, locks[facts_lockdown(ctx)],
	      "what the kernel keeps even from root; can only be raised");
	check(s, "raw_commands_built", true, known[built],
	      "whether this kernel has the raw path at all");
	check(s, "raw_allow_all", all != GATE_YES, known[all],
	      all == GATE_YES ? "the kernel lets every raw command through: set by root in debugfs"
			      : "whether the kernel lets every raw command through");
}

static void check_number(struct status *s, const char *name, const char *meaning)
{
	char value[32];
	u64 v;

	if (facts_kernel_number(s->inv->ctx, name, &v) < 0)
		snprintf(value, sizeof(value), "unknown");
	else
		snprintf(value, sizeof(value), "%" PRIu64, v);
	check(s, name, true, value, meaning);
}

static void check_panic(struct status *s)
{
	const struct cxl_ctx *ctx = s->inv->ctx;
	char cmdline[8192], value[65] = "unknown";

	check_number(s, "panic_on_warn", "whether the kernel ends on a warning");
	check_number(s, "warn_limit", "after how many warnings it ends; 0: never");
	if (sys_read(&ctx->root, TREE_PROC, "cmdline", cmdline, sizeof(cmdline)) >= 0)
		taint_letters(panic_on_taint_parse(cmdline), value, sizeof(value));
	check(s, "panic_on_taint", true, *value ? value : "none",
	      "the taint bits on which it ends");
}

static void check_policy(struct status *s)
{
	const struct policy *p = ctx_policy(s->inv->ctx);
	char value[64];

	if (!p)
		return;
	snprintf(value, sizeof(value), "%zu rules, %zu faults", p->count, p->fault_count);
	check(s, "policy", p->fault_count == 0, value,
	      p->fault_count ? "a policy file cannot be relied on: see 'cxl policy show'"
			     : "what the administrator forbids or allows");
}

/* Changes since the system was booted; raw ones are outside, whatever became of them. */
static void check_audit(struct status *s)
{
	auto_rec struct rec *entries = rec_new_arr();
	unsigned int changes = 0, raw = 0, refused = 0;
	const struct rec *last = NULL, *r;
	struct audit_sources sources;
	char since[32] = "", value[96], meaning[200];
	const char *route;

	audit_since_boot(s->inv->ctx, since, sizeof(since));
	audit_read(s->inv->ctx, since, entries, &sources);
	rec_foreach(r, entries) {
		refused += str_eq(rec_get_str(r, "event"), "refused");
		if (!str_eq(rec_get_str(r, "event"), "intent"))
			continue;
		changes++;
		route = rec_get_str(r, "route");
		if (route && str_eq(route, "raw")) {
			raw++;
			last = r;
		}
	}
	snprintf(value, sizeof(value), "%u changes, %u of them raw, %u refused", changes, raw,
		 refused);
	snprintf(meaning, sizeof(meaning), "what these tools did since the system was booted");
	if (last)
		snprintf(meaning, sizeof(meaning), "the last raw command: %s on %s at %s",
			 rec_get_str(last, "opcode") ? rec_get_str(last, "opcode") : "?",
			 rec_get_str(last, "device") ? rec_get_str(last, "device") : "?",
			 rec_get_str(last, "time"));
	check(s, "audit", raw == 0, sources.read ? value : "unknown",
	      sources.read ? meaning : "no log can be read");
	audit_tell_sources(s->inv, &sources);
}

static bool differs(const struct feature_image *a, const struct feature_image *b)
{
	const struct feature_value *v;
	size_t i;

	if (!a->count || !b->count)
		return a->len != b->len || (a->len && memcmp(a->data, b->data, a->len) != 0);
	for (i = 0; i < a->count; i++) {
		v = feature_image_find(b, a->values[i].field, a->values[i].group);
		if (v && v->field->set.width && v->value != a->values[i].value)
			return true;
	}
	return false;
}

/* A setting is no fault: it is told, so that it can be repeated elsewhere. */
static void check_features(struct status *s, const struct node *memdev)
{
	struct cxl_ctx *ctx = s->inv->ctx;
	struct feature_list l = { 0 };
	unsigned int changed = 0, compared = 0;
	char value[64], name[64];
	size_t i;

	if (ctx->read_only || feature_list_read(ctx, memdev, &l, NULL) < 0)
		return;
	for (i = 0; i < l.count; i++) {
		auto_feature_image struct feature_image now = { 0 }, def = { 0 };

		if (!feature_offers(&l.at[i], FEATURE_DEFAULT) ||
		    feature_get(ctx, memdev, &l.at[i], FEATURE_CURRENT, &now, NULL) < 0 ||
		    feature_get(ctx, memdev, &l.at[i], FEATURE_DEFAULT, &def, NULL) < 0)
			continue;
		compared++;
		changed += differs(&now, &def);
	}
	feature_list_done(&l);
	snprintf(name, sizeof(name), "features_%s", memdev->name);
	snprintf(value, sizeof(value), "%u of %u", changed, compared);
	if (compared)
		check(s, name, true, value,
		      "Features that are not at their default, of those whose default is known");
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	struct rec *o = rec_obj(top, NULL);
	struct status s = { .inv = inv, .checks = rec_loose(o, VAL_ARR) };
	auto_topo struct topo t = { 0 };
	size_t i;
	int rc;

	cxl_prefer_table(inv, "check,inside,value,meaning");
	if (!cxl_scan(inv, &t))
		return inv_exit_status(inv);
	check_taint(&s);
	check_kernel(&s, &t);
	check_panic(&s);
	check_policy(&s);
	check_audit(&s);
	for (i = 0; i < t.kinds[NODE_MEMDEV].count; i++)
		check_features(&s, t.kinds[NODE_MEMDEV].at[i]);
	rec_str(o, "envelope", s.outside ? "outside" : "inside");
	rec_attach(o, "checks", s.checks);
	rc = inv_print(inv, top);
	return rc == EXIT_DONE && s.outside ? EXIT_FAILED : rc;
}

const struct cmd cmd_support_status = {
	.name = "support-status",
	.args = "[<options>]",
	.help = "is this system inside of what support can see and repeat?",
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.max_args = 0,
	.run = run,
};

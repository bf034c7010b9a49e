// SPDX-License-Identifier: GPL-2.0-only
/* cxl support-status: whether the system is in a state that distributions support. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/audit.h"
#include "cxl/lib/feature/feature.h"
#include "cxl/lib/guard/facts.h"
#include "cxl/lib/guard/taint.h"
#include "cxl/lib/mailbox/exec.h"
#include "util/time-parse.h"

#define MOUNT_PROC "mount procfs on /proc"

struct args {
	struct common_args common;
};

/* The entries of the audit log since boot. */
struct changes {
	unsigned int all, raw, refused;
	bool warned;	    /* one of the raw commands was to a mailbox: the kernel warns */
	char last_raw[160]; /* "0xc001 on mem0 at TIME" */
	struct audit_sources sources;
};

struct status {
	struct inv *inv;
	struct rec *checks;
	struct changes changes;
	unsigned int unsupported; /* number of checks */
};

/* One result: whether the state is supported, its value and a description. */
static struct rec *check(struct status *s, const char *name, bool supported, const char *value,
			 const char *description)
{
	struct rec *o = rec_obj(s->checks, NULL);

	rec_str(o, "check", name);
	rec_bool(o, "supported", supported);
	rec_str(o, "value", value);
	rec_str(o, "description", description);
	s->unsupported += !supported;
	return o;
}

/* No value makes the system unsupported, so that an unknown one does not hide that it is. */
static void inform(struct status *s, const char *name, const char *value, const char *description)
{
	auto_free char *text = NULL;

	if (asprintf(&text, "%s; for information only", description) < 0)
		text = NULL;
	rec_bool(check(s, name, true, value, text ? text : description), "informational", true);
}

/* An unknown value, with the next step that makes it known. */
static void describe_unknown(const struct status *s, const char *text, const char *hint, char *buf,
			     size_t size)
{
	const struct cxl_ctx *ctx = s->inv->ctx;

	snprintf(buf, size, "%s; %s", text, ctx->offline ? ctx_not_captured(ctx) : hint);
}

/* A warning has many causes; only the audit log shows whether there was a raw command. */
static void warning_origin(const struct changes *c, char *buf, size_t size)
{
	const char *warning = c->sources.warning;

	if (c->warned)
		snprintf(buf, size, "a raw command, %s%s%s", c->last_raw,
			 *warning ? "; first in the kernel log: " : "", warning);
	else
		snprintf(buf, size, "%s%s; %s",
			 *warning ? "the kernel, first in its log: " : "the kernel, see its log",
			 warning,
			 c->sources.complete ? "cxl has sent no raw command since boot"
					     : "raw commands are not known, see the check audit");
}

static void check_bit(struct status *s, unsigned int bit)
{
	const struct taint_bit *b = taint_bit_at(bit);
	char name[48], value[16], origin[420], description[480];

	snprintf(name, sizeof(name), "taint_%s", b ? b->name : "unknown");
	snprintf(value, sizeof(value), "%c", b ? b->letter : '?');
	snprintf(origin, sizeof(origin), "%s", b ? b->set_by : "unknown");
	if (b && b->letter == 'W')
		warning_origin(&s->changes, origin, sizeof(origin));
	snprintf(description, sizeof(description), "%s; set by: %s",
		 b ? b->meaning : "unknown taint bit", origin);
	check(s, name, b && b->supported, value, description);
}

static bool taint_supported(u64 mask)
{
	const struct taint_bit *b;
	unsigned int bit;

	for (bit = 0; bit < 64; bit++) {
		b = taint_bit_at(bit);
		if (mask & BIT(bit) && !(b && b->supported))
			return false;
	}
	return true;
}

static void check_taint(struct status *s)
{
	const struct cxl_ctx *ctx = s->inv->ctx;
	u64 mask = 0;
	unsigned int bit;
	int rc = taint_read(&ctx->root, &mask);
	char value[32], text[160];

	if (rc < 0) {
		describe_unknown(s, "cannot read the kernel taint", MOUNT_PROC, text, sizeof(text));
		check(s, "taint", false, "unknown", text);
		return;
	}
	snprintf(value, sizeof(value), "%" PRIu64, mask);
	check(s, "taint", taint_supported(mask), value,
	      mask ? "see the taint_* checks" : "the kernel is not tainted");
	for (bit = 0; bit < 64; bit++)
		if (mask & BIT(bit))
			check_bit(s, bit);
}

static enum gate_known raw_built(struct cxl_ctx *ctx, const struct topo *t, struct fail *why)
{
	const struct node_list *memdevs = &t->kinds[NODE_MEMDEV];
	enum gate_known built = GATE_UNKNOWN;
	struct memdev m;
	size_t i;

	if (!memdevs->count)
		fail_set(why, -ENODEV, "no_memdev", "see 'cxl list -i' and the kernel log",
			 "no memory device found");
	/* The first that has a mailbox tells. */
	for (i = 0; built == GATE_UNKNOWN && i < memdevs->count && ctx_has_replies(ctx); i++) {
		m = memdev_of(ctx, t, memdevs->at[i]);
		built = mbox_raw_built(&m, why);
	}
	return built;
}

static void check_lockdown(struct status *s)
{
	static const char *const locks[] = {
		[LOCKDOWN_NONE] = "none",
		[LOCKDOWN_INTEGRITY] = "integrity",
		[LOCKDOWN_CONFIDENTIALITY] = "confidentiality",
		[LOCKDOWN_UNKNOWN] = "unknown",
	};
	enum lockdown lockdown = facts_lockdown(s->inv->ctx);
	char text[160] = "kernel lockdown";

	if (lockdown == LOCKDOWN_UNKNOWN)
		describe_unknown(s, "kernel lockdown",
				 "run as root, and mount securityfs on /sys/kernel/security", text,
				 sizeof(text));
	inform(s, "lockdown", locks[lockdown], text);
}

static void check_raw(struct status *s, const struct topo *t)
{
	static const char built_text[] = "whether the kernel was built with raw commands",
			  all_text[] = "whether the kernel accepts every raw command";
	static const char *const known[] = {
		[GATE_NO] = "no",
		[GATE_YES] = "yes",
		[GATE_UNKNOWN] = "unknown",
	};
	struct cxl_ctx *ctx = s->inv->ctx;
	struct fail why = { 0 };
	char reason[sizeof(why.message) + sizeof(why.hint) + 3], text[sizeof(reason) + 80];
	enum gate_known built = raw_built(ctx, t, &why), all = facts_raw_allow_all(ctx);

	snprintf(text, sizeof(text), built_text);
	snprintf(reason, sizeof(reason), "%s%s%s", why.message, *why.hint ? "; " : "", why.hint);
	if (built == GATE_UNKNOWN)
		describe_unknown(s, built_text, reason, text, sizeof(text));
	inform(s, "raw_commands_built", known[built], text);
	snprintf(text, sizeof(text),
		 all == GATE_YES
			 ? "the kernel accepts every raw command: raw_allow_all is set in debugfs"
			 : all_text);
	if (all == GATE_UNKNOWN)
		describe_unknown(s, all_text,
				 "run as root, with debugfs mounted and cxl_core loaded", text,
				 sizeof(text));
	check(s, "raw_allow_all", all == GATE_NO || built == GATE_NO, known[all], text);
}

static void check_number(struct status *s, const char *name, const char *description)
{
	char value[32] = "unknown", text[160];
	u64 v;

	snprintf(text, sizeof(text), "%s", description);
	if (facts_kernel_number(s->inv->ctx, name, &v) < 0)
		describe_unknown(s, description, MOUNT_PROC, text, sizeof(text));
	else
		snprintf(value, sizeof(value), "%" PRIu64, v);
	inform(s, name, value, text);
}

static void check_panic(struct status *s)
{
	const struct cxl_ctx *ctx = s->inv->ctx;
	char value[65] = "unknown", text[160] = "taint bits on which the kernel panics";
	u64 mask;

	check_number(s, "panic_on_warn", "whether the kernel panics on a warning");
	check_number(s, "warn_limit", "number of warnings after which the kernel panics; 0: never");
	if (facts_panic_on_taint(ctx, &mask) == 0)
		taint_letters(mask, value, sizeof(value));
	else
		describe_unknown(s, "taint bits on which the kernel panics", MOUNT_PROC, text,
				 sizeof(text));
	inform(s, "panic_on_taint", *value ? value : "none", text);
}

static void check_policy(struct status *s)
{
	const struct policy *p = guard_policy(s->inv->ctx);
	char value[64];

	if (!p) {
		check(s, "policy", false, "unknown", "cannot read the policy files");
		return;
	}
	snprintf(value, sizeof(value), "%zu rules, %zu errors", p->count, p->fault_count);
	check(s, "policy", p->fault_count == 0, value,
	      p->fault_count ? "invalid policy file; see 'cxl policy show'"
			     : "rules of the policy files");
}

/*
 * Whether @outcome is one more than there are intents of its action. Their order does not matter:
 * the clock may have been set back between them.
 */
static bool lacks_intent(const struct rec *entries, const struct rec *outcome)
{
	size_t intents = 0, outcomes = 0;
	const struct rec *r;
	bool past = false;

	rec_foreach(r, entries) {
		if (audit_same_action(r, outcome)) {
			intents += str_eq(rec_get_str(r, "event"), "intent");
			outcomes += !past && str_eq(rec_get_str(r, "event"), "outcome");
		}
		past |= r == outcome;
	}
	return outcomes > intents;
}

/* An outcome is a change of its own if its intent could not be recorded. */
static void count_change(const struct rec *entries, const struct rec *entry, struct changes *c)
{
	const char *event = rec_get_str(entry, "event"), *route = rec_get_str(entry, "route");
	const char *opcode = rec_get_str(entry, "opcode"), *device = rec_get_str(entry, "device");
	const char *protocol = rec_get_str(entry, "protocol");

	c->refused += str_eq(event, "refused");
	if (str_eq(event, "refused") || (str_eq(event, "outcome") && !lacks_intent(entries, entry)))
		return;
	c->all++;
	if (!route || (!str_eq(route, "raw") && !str_eq(route, "doe")))
		return;
	c->raw++;
	c->warned |= str_eq(route, "raw");
	snprintf(c->last_raw, sizeof(c->last_raw), "%s%s on %s at %s",
		 protocol ? "DOE object " : "",
		 protocol ? protocol
		 : opcode ? opcode
			  : "?",
		 device ? device : "?", rec_get_str(entry, "time"));
}

static void read_changes(struct inv *inv, struct changes *ret)
{
	auto_rec struct rec *entries = rec_new_arr();
	struct audit_query q = { .until = "", .since_boot = true };
	const struct rec *r;
	char since[40] = "";

	q.since = since;
	if (audit_boot_time(inv->ctx, &q.covered_since))
		time_format(q.covered_since, since, sizeof(since));
	*ret = (struct changes){ .all = 0 };
	audit_read(inv->ctx, &q, entries, &ret->sources);
	rec_foreach(r, entries)
		count_change(entries, r, ret);
}

/* Changes since boot; raw commands make the system unsupported, whatever their result. */
static void check_audit(struct status *s)
{
	const struct changes *c = &s->changes;
	struct fail why = { 0 };
	char value[96], description[sizeof(why.message)] = "changes made by cxl since boot";

	snprintf(value, sizeof(value), "%u changes, %u of them by raw commands, %u refused", c->all,
		 c->raw, c->refused);
	if (c->raw) {
		snprintf(description, sizeof(description), "last raw command: %s", c->last_raw);
	} else if (!c->sources.complete) {
		audit_incomplete(&c->sources, &why);
		snprintf(value, sizeof(value), "unknown");
		snprintf(description, sizeof(description), "%.590s; %s", why.message,
			 c->sources.read && !c->sources.damaged ? "complete again after a reboot"
								: why.hint);
	}
	check(s, "audit", c->sources.complete && c->raw == 0, value, description);
	audit_warn_sources(s->inv, &c->sources);
}

static bool differs(const struct feature_image *a, const struct feature_image *b)
{
	const struct feature_value *v;
	size_t i;

	if (!a->count || !b->count)
		return a->len != b->len || (a->len && memcmp(a->data, b->data, a->len) != 0);
	for (i = 0; i < a->count; i++) {
		v = feature_image_find(b, a->values[i].field, a->values[i].group);
		if (v && v->field->set_bits && v->value != a->values[i].value)
			return true;
	}
	return false;
}

/* The Features of one device: how many differ from their default value. */
struct comparison {
	unsigned int changed, compared, unread;
	struct fail why; /* the first that could not be read */
};

static int compare_feature(const struct memdev *m, const struct feature *f, struct comparison *c,
			   struct fail *why)
{
	auto_feature_image struct feature_image now = { 0 }, def = { 0 };
	int rc = feature_get(m, f, FEATURE_CURRENT, &now, why);

	if (rc == 0)
		rc = feature_get(m, f, FEATURE_DEFAULT, &def, why);
	if (rc < 0)
		return rc;
	c->compared++;
	c->changed += differs(&now, &def);
	return 0;
}

static void compare_features(const struct inv *inv, const struct memdev *m, void *data)
{
	auto_feature_list struct feature_list l = { 0 };
	struct comparison *c = data;
	struct fail why = { 0 };
	size_t i;

	if (!ctx_has_replies(m->ctx))
		return;
	if (feature_list_read(m, &l, &c->why) < 0) {
		c->unread = c->why.outcome != OUTCOME_UNSUPPORTED;
		return;
	}
	/* Only fwctl lists Features with default values. */
	c->unread = l.fwctl_incomplete;
	if (c->unread)
		c->why = l.incomplete;
	for (i = 0; i < l.count; i++)
		if (feature_offers(&l.at[i], FEATURE_DEFAULT) &&
		    compare_feature(m, &l.at[i], c, c->unread ? &why : &c->why) < 0)
			c->unread++;
}

/* A changed setting is supported; it is listed so that it can be reproduced. */
static void show_comparison(struct inv *inv, const struct memdev *m, void *data, struct rec *checks)
{
	struct status s = { .inv = inv, .checks = checks };
	const struct comparison *c = data;
	char value[64], name[64], text[sizeof(c->why.message) + sizeof(c->why.hint) + 3];

	snprintf(name, sizeof(name), "features_%s", m->name);
	if (c->unread) {
		snprintf(text, sizeof(text), "%s%s%s", c->why.message, *c->why.hint ? "; " : "",
			 c->why.hint);
		inform(&s, name, "unknown", text);
	} else if (c->compared) {
		snprintf(value, sizeof(value), "%u of %u", c->changed, c->compared);
		inform(&s, name, value, "Features that differ from their default value");
	}
}

static int check_features(struct status *s, const struct topo *t)
{
	static const struct memdev_reader reader = {
		.size = sizeof(struct comparison),
		.read = compare_features,
		.show = show_comparison,
	};
	const struct node_list *l = &t->kinds[NODE_MEMDEV];
	auto_targets struct targets targets = { .at = calloc(l->count + 1, sizeof(*targets.at)) };

	if (!targets.at)
		return -ENOMEM;
	for (; targets.count < l->count; targets.count++)
		targets.at[targets.count] = memdev_of(s->inv->ctx, t, l->at[targets.count]);
	cxl_read_targets(s->inv, &targets, &reader, s->checks);
	return 0;
}

/* With the members of a check, so that tables have a row for it. */
static void add_verdict(const struct status *s, struct rec *o)
{
	const struct rec *r;
	unsigned int count = 0;

	rec_foreach(r, s->checks)
		count += !rec_get(r, "informational");
	rec_str(o, "check", "system");
	rec_bool(o, "supported", !s->unsupported);
	rec_strf(o, "value", "%u of %u checks", count - s->unsupported, count);
	rec_str(o, "description", "overall result");
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	struct rec *o = rec_obj(top, NULL);
	struct status s = { .inv = inv, .checks = rec_loose(o, VAL_ARR) };
	auto_topo struct topo t = { 0 };
	int rc;

	if (!cxl_scan(inv, &t, TOPO_ALL))
		return inv_exit_status(inv);
	read_changes(inv, &s.changes);
	check_taint(&s);
	check_lockdown(&s);
	check_raw(&s, &t);
	check_panic(&s);
	check_policy(&s);
	check_audit(&s);
	if (check_features(&s, &t) < 0)
		return EXIT_INTERNAL;
	add_verdict(&s, o);
	rec_attach(o, "checks", s.checks);
	rc = inv_print(inv, top);
	return rc == EXIT_DONE && s.unsupported ? EXIT_FAILED : rc;
}

const struct cmd cmd_support_status = {
	.name = "support-status",
	.args = "[<options>]",
	.columns = "check,supported,value,description",
	.more_columns = "informational",
	.group = "Administration",
	.help = "check whether the system is in a supported state",
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.opcodes = "0x0400,0x0401,0x0405,0x0500,0x0501",
	.max_args = 0,
	.run = run,
};

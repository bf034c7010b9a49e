// SPDX-License-Identifier: GPL-2.0-only
/* cxl audit: show the audit log of changes, which is read from the logs. */
#include <stdio.h>

#include "cxl/audit.h"
#include "util/num.h"
#include "util/time-parse.h"

struct args {
	struct common_args common;
	const char *since, *until;
	bool unverified;
};

static const struct opt opts[] = {
	OPT_STR_ROW(0, "since", struct args, since, "time",
		    "show entries since this time: boot, yesterday, -2h, 2026-11-20 08:00"),
	OPT_STR_ROW(0, "until", struct args, until, "time", "show entries until this time"),
	OPT_BOOL_ROW(0, "unverified", struct args, unverified,
		     "include log files that any user can write to"),
	{ 0 },
};

bool audit_boot_time(const struct cxl_ctx *ctx, u64 *ret)
{
	u64 seconds, now = time_now() / USEC_PER_SEC;
	char text[64];

	if (sys_read(&ctx->root, TREE_PROC, "uptime", text, sizeof(text)) < 0 ||
	    !num_prefix(text, &seconds) || seconds >= now)
		return false;
	*ret = (now - seconds - 1) * USEC_PER_SEC;
	return true;
}

struct period {
	char since[40], until[40]; /* as in audit records; "": no limit */
	u64 covered_since;	   /* microseconds since 1970 */
};

static int bad_time(struct inv *inv, const char *option, const char *text)
{
	return inv_usage(
		inv,
		"invalid --%s '%s': expected boot, now, today, yesterday, a duration such as"
		" -90m or 7d, or a time such as '2026-11-20 08:00' or 2026-11-20T08:00:00Z",
		option, text);
}

/* Without --since, the logs must go back to boot. */
static int parse_period(struct inv *inv, struct period *p)
{
	const struct args *a = inv->args;
	u64 now = time_now(), when;
	bool booted = audit_boot_time(inv->ctx, &when);

	*p = (struct period){ .covered_since = booted ? when : 0 };
	if (a->since && str_eq(a->since, "boot")) {
		if (booted)
			time_format(when, p->since, sizeof(p->since));
		else
			inv_warn(inv, "cannot read the boot time; showing all entries");
	} else if (a->since) {
		if (time_parse(a->since, now, &when) < 0)
			return bad_time(inv, "since", a->since);
		time_format(when, p->since, sizeof(p->since));
		p->covered_since = MAX(p->covered_since, when);
	}
	if (!a->until)
		return EXIT_DONE;
	if (str_eq(a->until, "boot") ? !audit_boot_time(inv->ctx, &when)
				     : time_parse(a->until, now, &when) < 0)
		return bad_time(inv, "until", a->until);
	time_format(when, p->until, sizeof(p->until));
	return EXIT_DONE;
}

void audit_warn_sources(struct inv *inv, const struct audit_sources *s)
{
	size_t i;

	for (i = 0; i < s->missing_count; i++)
		inv_warn(inv, "%s: %s%s%s", s->missing[i].name, s->missing[i].why.message,
			 *s->missing[i].why.hint ? "; " : "", s->missing[i].why.hint);
	if (s->bad)
		inv_warn(inv, "ignored %u malformed audit records", s->bad);
	if (s->more)
		inv_warn(inv, "too many entries, some are not shown; use --since to select fewer");
}

/* A device by the name and serial number in the record, or by another name that it has now. */
static bool names_device(const struct inv *inv, const struct topo *t, const char *name,
			 const struct rec *entry)
{
	const char *device = rec_get_str(entry, "device"), *text = rec_get_str(entry, "serial");
	const char *number = str_after(name, "serial:");
	u64 wanted, serial;
	struct memdev m;

	if (device && str_eq(name, device))
		return true;
	if (number)
		return text && num_u64_or_signed(number, &wanted) == 0 &&
		       num_u64(text, 0, &serial) == 0 && wanted == serial;
	if (cxl_target((struct inv *)inv, t, name, &m, NULL) < 0)
		return false;
	if (text && memdev_serial(&m, &wanted) == 0)
		return num_u64(text, 0, &serial) == 0 && wanted == serial;
	return device && str_eq(device, m.name);
}

/* Remove the entries of other devices. */
static void filter_devices(const struct inv *inv, const struct topo *t, struct rec *top)
{
	struct rec *r = top->first, *next;
	int i;

	top->first = top->last = NULL;
	top->count = 0;
	for (; r; r = next) {
		next = r->next;
		r->next = NULL;
		for (i = 0; i < inv->argc; i++)
			if (str_eq(inv->argv[i], "all") || names_device(inv, t, inv->argv[i], r))
				break;
		if (i < inv->argc)
			rec_attach(top, NULL, r);
	}
}

void audit_incomplete(const struct audit_sources *s, struct fail *why)
{
	if (!s->read)
		fail_set(why, -EACCES, "no_log", "run as root, or see 'journalctl -t cxl-audit'",
			 "cannot read the journal or the kernel log");
	else
		fail_set(why, -ENODATA, "log_incomplete", "use --since to select a later time",
			 "the logs do not go back far enough or have too many entries: "
			 "changes may be missing");
}

static int run(struct inv *inv)
{
	const struct args *a = inv->args;
	auto_rec struct rec *top = rec_new_arr();
	auto_topo struct topo t = { 0 };
	struct audit_query q = { .text_files = a->unverified };
	struct audit_sources sources;
	struct fail why = { 0 };
	struct period p;
	int rc = parse_period(inv, &p);

	if (rc != EXIT_DONE)
		return rc;
	if (inv->argc && !cxl_scan(inv, &t))
		return inv_print(inv, top);
	q.since = p.since;
	q.until = p.until;
	q.covered_since = p.covered_since;
	audit_read(inv->ctx, &q, top, &sources);
	audit_warn_sources(inv, &sources);
	if (inv->argc && !rec_failed(top))
		filter_devices(inv, &t, top);
	if (!sources.complete) {
		audit_incomplete(&sources, &why);
		inv_fail(inv, "audit", "audit", &why);
	}
	return inv_print(inv, top);
}

const struct cmd cmd_audit = {
	.name = "audit",
	.args = "[<memdev>...] [<options>]",
	.group = "Administration",
	.help = "show the audit log of changes",
	.columns = "time,event,loginuid,verb,device,opcode,path,verdict,result",
	.minor_columns = "loginuid,verdict",
	.more_columns =
		"number,uid,pid,serial,route,payload_bytes,payload_sha256,errno,device_status",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.max_args = -1,
	.positional = "memdevs...",
	.run = run,
};

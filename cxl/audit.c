// SPDX-License-Identifier: GPL-2.0-only
/* cxl audit: show the audit log of changes, which is read from the logs. */
#include <stdio.h>
#include <time.h>

#include "cxl/audit.h"
#include "util/num.h"

struct args {
	struct common_args common;
	const char *since;
};

static const struct opt opts[] = {
	OPT_STR_ROW(0, "since", struct args, since, "time",
		    "show entries since this time: boot, 90m, 12h, 7d or 2026-11-20T08:00 (UTC)"),
	{ 0 },
};

static void iso_time(time_t when, char *buf, size_t size)
{
	struct tm tm;

	buf[0] = '\0';
	if (gmtime_r(&when, &tm))
		strftime(buf, size, "%Y-%m-%dT%H:%M:%S", &tm);
}

bool audit_since_boot(const struct cxl_ctx *ctx, char *buf, size_t size)
{
	char text[64];
	u64 seconds;

	if (sys_read(&ctx->root, TREE_PROC, "uptime", text, sizeof(text)) < 0 ||
	    !num_prefix(text, &seconds) || seconds > INT32_MAX)
		return false;
	iso_time(time(NULL) - (time_t)seconds - 1, buf, size);
	return true;
}

/* "90m": the time 90 minutes ago. */
static bool parse_duration(const char *text, char *buf, size_t size)
{
	static const struct {
		char letter;
		u32 seconds;
	} units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
	const char *unit;
	u64 n;
	size_t i;

	unit = num_prefix(text, &n);
	for (i = 0; unit && n < 1000000 && i < ARRAY_SIZE(units); i++)
		if (unit[0] == units[i].letter && !unit[1]) {
			iso_time(time(NULL) - (time_t)(n * units[i].seconds), buf, size);
			return true;
		}
	return false;
}

static bool is_date(const char *text)
{
	static const char form[] = "dddd-dd-ddTdd:dd:dd";
	size_t i;

	for (i = 0; text[i]; i++)
		if (i >= sizeof(form) - 1 ||
		    (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]))
			return false;
	return i >= 10;
}

static int parse_since(struct inv *inv, char *buf, size_t size)
{
	const struct args *a = inv->args;

	buf[0] = '\0';
	if (!a->since)
		return EXIT_DONE;
	if (str_eq(a->since, "boot")) {
		if (!audit_since_boot(inv->ctx, buf, size))
			inv_warn(inv, "cannot read the boot time; showing all entries");
		return EXIT_DONE;
	}
	if (is_date(a->since)) {
		snprintf(buf, size, "%s", a->since);
		return EXIT_DONE;
	}
	return parse_duration(a->since, buf, size)
		       ? EXIT_DONE
		       : inv_usage(
				 inv,
				 "invalid --since '%s': expected boot, a duration such as 90m, 12h"
				 " or 7d, or a time such as 2026-11-20T08:00",
				 a->since);
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

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	struct audit_sources sources;
	struct fail why = { 0 };
	char since[32];
	int rc = parse_since(inv, since, sizeof(since));

	if (rc != EXIT_DONE)
		return rc;
	audit_read(inv->ctx, since, top, &sources);
	audit_warn_sources(inv, &sources);
	if (!sources.read) {
		fail_set(&why, -EACCES, "no_log", "run as root, or see 'journalctl -t cxl-audit'",
			 "cannot read the system log or the kernel log");
		inv_fail(inv, "audit", "audit", &why);
	}
	return inv_print(inv, top);
}

const struct cmd cmd_audit = {
	.name = "audit",
	.args = "[<options>]",
	.group = "Administration",
	.help = "show the audit log of changes",
	.columns = "time,event,loginuid,verb,device,opcode,path,verdict,result",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.max_args = 0,
	.run = run,
};

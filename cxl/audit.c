// SPDX-License-Identifier: GPL-2.0-only
/* cxl audit: show the audit log of changes, which is read from the logs. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/audit.h"
#include "cxl/lib/wire/address.h"
#include "util/num.h"
#include "util/sysroot.h"
#include "util/time-parse.h"
#include "util/words.h"

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
	bool since_boot;
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
	u64 now = time_now(), when, boot = 0;
	bool booted = audit_boot_time(inv->ctx, &boot);
	struct fail why = { 0 };

	*p = (struct period){ .covered_since = boot };
	if (a->since && str_eq(a->since, "boot")) {
		p->since_boot = true;
		if (booted)
			time_format(boot, p->since, sizeof(p->since));
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
	when = boot;
	if (!str_eq(a->until, "boot")) {
		if (time_parse(a->until, now, &when) < 0)
			return bad_time(inv, "until", a->until);
	} else if (!booted) {
		fail_set(&why, -ENODATA, "no_boot_time", "specify a time",
			 "invalid --until 'boot': cannot read the boot time");
		inv_fail(inv, "audit", "audit", &why);
		return EXIT_FAILED;
	}
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

/* A device whose entries are shown. */
struct wanted {
	char *name; /* as in the entries */
	bool named; /* the argument is this name */
	u64 serial;
	bool serial_known;
};

struct filter {
	struct wanted *at;
	size_t count;
	bool all;
};

static void filter_done(struct filter *f)
{
	while (f->count)
		free(f->at[--f->count].name);
	free(f->at);
}

/* "0000:0d:00.0" or "0d:00.0"; some host bridges have domains of five digits. */
static bool is_pci_address(const char *text)
{
	static const char *const forms[] = { "0000:00:00.0", "00000:00:00.0", "00:00.0" };
	size_t f, i;

	for (f = 0; f < ARRAY_SIZE(forms); f++) {
		for (i = 0; text[i] &&
			    (forms[f][i] == '0' ? strchr("0123456789abcdefABCDEF", text[i]) != NULL
						: text[i] == forms[f][i]);
		     i++)
			;
		if (!text[i] && !forms[f][i])
			return true;
	}
	return false;
}

/*
 * The name or the serial number of a device that is not present, but may have been when an entry
 * was written. Entries have no other names of it. False: not a name of a device.
 */
static bool parse_absent(const char *word, struct wanted *w)
{
	const char *number = str_after(word, "serial:"), *dev;
	u64 n;

	if (number) {
		w->serial_known = num_u64_or_signed(number, &w->serial) == 0;
		return w->serial_known;
	}
	dev = str_after(word, sys_tree_name(TREE_DEV));
	dev = dev ? str_after(dev, "/cxl/") : NULL;
	number = str_after(dev ? dev : word, "mem");
	if (num_u64(number ? number : word, 10, &n) < 0)
		return !dev && is_pci_address(word);
	w->named = true;
	return asprintf(&w->name, "mem%llu", (unsigned long long)n) > 0;
}

static void add_wanted(struct inv *inv, const struct topo *t, const char *word, struct filter *f)
{
	struct wanted w = { 0 };
	struct fail why = { 0 };
	struct memdev m;

	if (str_eq(word, "all")) {
		f->all = true;
	} else if (address_is_meant(word)) { /* its entries have the address */
		w.name = strdup(word);
		w.named = true;
	} else if (cxl_target(inv, t, word, &m, &why) == 0) {
		w.name = strdup(m.name);
		w.named = str_eq(word, m.name);
		w.serial_known = memdev_serial(&m, &w.serial) == 0;
	} else if (why.err == -ENOTUNIQ || !parse_absent(word, &w)) {
		inv_fail(inv, word, "find", &why);
		return;
	} else {
		inv_warn(inv, "%s: no such memory device is present; %s", word,
			 w.name || w.serial_known ? "showing earlier entries that name it"
						  : "log entries have no PCI addresses");
	}
	f->at[f->count++] = w;
}

/* The arguments are names or lists of names, as in cxl_targets(). */
static int parse_filter(struct inv *inv, const struct topo *t, struct filter *f)
{
	const char *rest, *word;
	size_t len, max = 0;
	int i;

	for (i = 0; i < inv->argc; i++)
		max += strlen(inv->argv[i]) + 1;
	f->at = calloc(max + 1, sizeof(*f->at));
	if (!f->at)
		return -ENOMEM;
	for (i = 0; i < inv->argc; i++) {
		rest = inv->argv[i];
		do {
			auto_free char *name = NULL;

			word = address_next_word(&rest, &len);
			name = strndup(word ? word : "", len);
			if (!name)
				return -ENOMEM;
			add_wanted(inv, t, name, f);
		} while (rest[strspn(rest, WORDS_SEPARATORS)]);
	}
	return 0;
}

/* Names change, so a serial number counts more than the name of a device that has it now. */
static bool is_of(const struct wanted *w, const struct rec *entry)
{
	const char *device = rec_get_str(entry, "device"), *text = rec_get_str(entry, "serial");
	u64 serial;

	if (w->serial_known && text && num_u64(text, 0, &serial) == 0) {
		if (serial == w->serial)
			return true;
		if (!w->named)
			return false;
	}
	return device && w->name && str_eq(device, w->name);
}

/* Remove the entries of other devices. */
static void filter_entries(const struct filter *f, struct rec *top)
{
	struct rec *r = top->first, *next;
	size_t i;

	top->first = top->last = NULL;
	top->count = 0;
	for (; r; r = next) {
		next = r->next;
		r->next = NULL;
		for (i = 0; i < f->count && !f->all && !is_of(&f->at[i], r); i++)
			;
		if (i < f->count)
			rec_attach(top, NULL, r);
	}
}

/* Privileges help only if they are the reason, for example not with a captured system. */
static void no_log(const struct audit_sources *s, struct fail *why)
{
	const struct fail *reason = s->missing_count ? &s->missing[0].why : NULL;
	bool denied = false;
	size_t i;

	for (i = 0; i < s->missing_count; i++)
		denied |= s->missing[i].why.err == -EACCES || s->missing[i].why.err == -EPERM;
	fail_set(why,
		 denied	  ? -EACCES
		 : reason ? reason->err
			  : -ENOENT,
		 denied ? "permission" : "no_log",
		 denied	  ? "run as root, or see 'journalctl -t cxl-audit'"
		 : reason ? reason->hint
			  : "see 'journalctl -t cxl-audit'",
		 "cannot read the journal or the kernel log");
}

void audit_incomplete(const struct audit_sources *s, struct fail *why)
{
	if (!s->read)
		no_log(s, why);
	else if (s->damaged)
		fail_set(why, -EBADMSG, "log_malformed", "see 'journalctl -t cxl-audit' and dmesg",
			 "the logs have malformed audit records: changes may be missing");
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
	__attribute__((cleanup(filter_done))) struct filter filter = { 0 };
	struct period p;
	int rc = parse_period(inv, &p);

	if (rc != EXIT_DONE)
		return rc;
	if (inv->argc && !cxl_scan(inv, &t, TOPO_MEMDEVS))
		return inv_print(inv, top);
	if (parse_filter(inv, &t, &filter) < 0)
		return EXIT_INTERNAL;
	if (inv->failed && !filter.count)
		return inv_print(inv, top);
	q.since = p.since;
	q.until = p.until;
	q.covered_since = p.covered_since;
	q.since_boot = p.since_boot;
	audit_read(inv->ctx, &q, top, &sources);
	audit_warn_sources(inv, &sources);
	if (inv->argc && !rec_failed(top))
		filter_entries(&filter, top);
	if (!top->count && sources.read)
		inv_warn(inv, "no matching entries found");
	if (inv->failed)
		inv->done++; /* of the devices that were found */
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
	.minor_columns = "loginuid,path,opcode,result",
	.more_columns =
		"number,uid,pid,serial,route,protocol,payload_bytes,payload_sha256,errno,device_status,verified",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.max_args = -1,
	.positional = "memdevs...",
	.run = run,
};

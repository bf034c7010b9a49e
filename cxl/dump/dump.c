// SPDX-License-Identifier: GPL-2.0-only
/* cxl dump: everything about the CXL devices of this system, for support. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "cxl/dump/dump.h"
#include "cxl/dump/redact.h"
#include "cxl/from.h"
#include "util/blob.h"
#include "util/clock.h"
#include "util/num.h"
#include "util/out-json.h"
#include "util/similar.h"
#include "util/std-streams.h"
#include "util/terminal.h"
#include "util/words.h"

#define DEADLINE 120 /* seconds */
#define DEADLINE_MAX 86400
#define PACKING_MS 10000ULL /* at most, of the deadline: for checksums, report and archive */
#define LAST_MS 10000ULL    /* the same for the section that reads the others */

struct args {
	struct common_args common;
	const char *output, *with, *deadline;
	bool list, redact;
};

static const struct opt opts[] = {
	OPT_STR_ROW('o', "output", struct args, output, "path",
		    "directory or archive to write (- for an archive on standard output)"),
	OPT_STR_ROW(0, "with", struct args, with, "sections",
		    "add sections that are left out otherwise"),
	OPT_STR_ROW(0, "deadline", struct args, deadline, "seconds",
		    "end after this time (default 120)"),
	OPT_BOOL_ROW(0, "redact", struct args, redact,
		     "replace serial numbers, host names, labels and UUIDs by tokens"),
	OPT_BOOL_ROW(0, "list-sections", struct args, list, "print the sections and do nothing"),
	{ 0 },
};

/* --- what is to be done */

static bool is_wanted(const struct args *a, const struct dump_section *s)
{
	const char *list = a->with, *word;
	size_t len;

	while (s->on_request && list && (word = word_next(&list, &len)))
		if (len == strlen(s->name) && strncmp(word, s->name, len) == 0)
			return true;
	return !s->on_request;
}

static bool is_section(const char *name, size_t len)
{
	const struct dump_section *s;
	size_t i;

	for (i = 0; (s = dump_section_at(i)); i++)
		if (strlen(s->name) == len && strncmp(s->name, name, len) == 0)
			return true;
	return false;
}

static int unknown_section(struct inv *inv, const char *word, size_t len)
{
	char name[64];
	const struct dump_section *section;
	struct similar s;
	size_t i;

	snprintf(name, sizeof(name), "%.*s", (int)len, word);
	s = similar_to(name);
	for (i = 0; (section = dump_section_at(i)); i++)
		similar_try(&s, section->name);
	if (s.best)
		return inv_usage(inv, "unknown section '%s', did you mean '%s'?", name, s.best);
	return inv_usage(inv, "unknown section '%.*s', see --list-sections", (int)len, word);
}

/* The names in @list are sections, and there is one. */
static int check_sections(struct inv *inv, const char *list)
{
	const char *word;
	size_t len, n = 0;

	while ((word = word_next(&list, &len))) {
		n++;
		if (!is_section(word, len))
			return unknown_section(inv, word, len);
	}
	return n ? EXIT_DONE : inv_usage(inv, "--with has no section, see --list-sections");
}

/* What --list-sections would ignore. */
static int check_list_args(struct inv *inv)
{
	const struct args *a = inv->args;
	const char *other = a->output	  ? "--output"
			    : a->with	  ? "--with"
			    : a->deadline ? "--deadline"
			    : a->redact	  ? "--redact"
					  : NULL;

	if (inv->argc)
		return inv_usage(inv, "--list-sections cannot be combined with a memory device");
	return other ? inv_usage(inv, "--list-sections cannot be combined with %s", other)
		     : EXIT_DONE;
}

static int check_args(struct inv *inv, u64 *seconds)
{
	const struct args *a = inv->args;

	*seconds = DEADLINE;
	if (a->deadline &&
	    (num_u64(a->deadline, 10, seconds) < 0 || !*seconds || *seconds > DEADLINE_MAX))
		return inv_usage(inv, "invalid deadline '%s': expected 1 to %d seconds",
				 a->deadline, DEADLINE_MAX);
	if (a->output && dump_is_other_archive(a->output))
		return inv_usage(
			inv,
			"unsupported archive '%s': expected .tar, .tar.gz, .tgz, .tar.xz or .tar.zst",
			a->output);
	return a->with ? check_sections(inv, a->with) : EXIT_DONE;
}

static void add_job(struct dump *d, const struct dump_section *s, const struct memdev *m)
{
	struct dump_job *j = &d->jobs[d->count++];

	*j = (struct dump_job){ .section = s, .memdev = m, .pidfd = -1, .list = -1 };
	if (s->copy)
		return;
	if (m)
		snprintf(j->file, sizeof(j->file), "memdevs/%s/%s.%s", m->name, s->name,
			 s->binary ? "bin" : "json");
	else
		snprintf(j->file, sizeof(j->file), "%s.json", s->name);
	snprintf(j->replies, sizeof(j->replies), "%s/%s%s%s.jsonl", sys_tree_name(TREE_REPLIES) + 1,
		 m ? m->name : "", m ? "-" : "", s->name);
}

static void jobs_free(struct dump *d)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		free(d->jobs[i].listed.text);
	free(d->jobs);
}

static int add_jobs(struct dump *d, const struct targets *all, const struct targets *targets)
{
	const struct args *a = d->inv->args;
	const struct dump_section *s;
	const struct targets *of;
	size_t i, k, n = 0;

	while (dump_section_at(n))
		n++;
	d->jobs = calloc(n * (all->count + 1), sizeof(*d->jobs));
	if (!d->jobs)
		return -ENOMEM;
	for (i = 0; (s = dump_section_at(i)); i++) {
		if (!is_wanted(a, s))
			continue;
		if (!s->per_memdev)
			add_job(d, s, NULL);
		of = s->every_memdev ? all : targets;
		for (k = 0; s->per_memdev && k < of->count; k++)
			add_job(d, s, &of->at[k]);
	}
	return 0;
}

/* --- the manifest */

static void add_time(struct rec *o)
{
	time_t now = time(NULL);
	struct tm tm = { 0 };
	char text[40] = "";

	if (gmtime_r(&now, &tm))
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	rec_str(o, "time", text);
}

static void add_head(struct inv *inv, struct rec *o)
{
	struct utsname host = { .nodename = "" };
	struct rec *command;
	int i;

	uname(&host);
	rec_uint(o, "version", DUMP_VERSION);
	rec_bool(o, "redacted", ((const struct args *)inv->args)->redact);
	rec_strf(o, "tool", "cxl-utils %s", PACKAGE_VERSION);
	add_time(o);
	rec_str(o, "host", host.nodename);
	rec_str(o, "kernel", host.release);
	rec_uint(o, "uid", geteuid());
	command = rec_arr(o, "memdevs_requested");
	for (i = 0; i < inv->argc; i++)
		rec_str(command, NULL, inv->argv[i]);
}

static int cannot_write(const char *what, int rc, struct fail *why)
{
	return fail_set(why, rc, "write_failed", "", "cannot write the %s: %s", what,
			strerror(-rc));
}

/* @top: an array with the manifest. */
static int write_manifest(const struct dump *d, const struct rec *top, struct fail *why)
{
	int fd = dump_create(d->dir, "manifest.json", 0600);
	auto_file FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
	const struct out_opts o = { .strict = true, .bare = true };
	int rc = fd < 0 ? fd : f ? out_json(f, top, &o) : -errno;

	if (rc == 0 && fflush(f) != 0)
		rc = -errno;
	if (!f)
		cleanup_close(&fd);
	return rc < 0 ? cannot_write("manifest", rc, why) : 0;
}

/* --- the command */

static void count_results(struct dump *d)
{
	size_t i, bad = 0, denied = 0;

	for (i = 0; i < d->count; i++) {
		bad += d->jobs[i].result != DUMP_OK && d->jobs[i].result != DUMP_UNSUPPORTED;
		denied += d->jobs[i].result == DUMP_DENIED;
	}
	d->inv->done++;
	if (bad)
		inv_warn(d->inv, "%zu of %zu sections are incomplete, see manifest.json%s", bad,
			 d->count, denied && geteuid() ? "; run as root for all data" : "");
}

/* False: reported. */
static bool report(struct inv *inv, const struct dump_target *to, int rc, struct fail *why)
{
	if (rc < 0)
		inv_fail(inv, to->name, inv->cmd->name, why);
	return rc >= 0;
}

/* The manifest of the files, after the replacements in them and with those in itself. */
static int describe(struct dump *d, struct rec *manifest, struct fail *why)
{
	const struct args *a = d->inv->args;
	const struct cxl_ctx *ctx = d->inv->ctx;
	struct redact r;
	int rc = 0;

	if (a->redact) {
		redact_start(&r, &ctx->root);
		d->redact = &r;
		rc = redact_dump(&r, d->dir);
	}
	if (rc == 0) {
		add_head(d->inv, manifest);
		rc = dump_describe(d, manifest);
	}
	if (a->redact) {
		if (rc == 0)
			rc = redact_strings(&r, manifest);
		redact_free(&r);
		d->redact = NULL;
	}
	return rc < 0 ? fail_set(why, rc, "write_failed", "", "cannot describe the dump: %s",
				 strerror(-rc))
		      : 0;
}

static int finish(struct dump *d, struct fail *why)
{
	auto_rec struct rec *top = rec_new_arr();
	struct rec *manifest = rec_obj(top, NULL);
	int rc = describe(d, manifest, why);

	if (rc < 0)
		return rc;
	if (ctx_interrupted(d->inv->ctx)) /* while many files were read */
		return fail_interrupted(why, "interrupted, nothing is kept");
	rc = dump_report(d, manifest);
	return rc < 0 ? cannot_write("report", rc, why) : write_manifest(d, top, why);
}

/* What was collected is not lost. */
static int pack(struct dump *d, const struct dump_target *to, FILE *f, struct fail *why)
{
	int rc = dump_archive(d, to, f, why);

	if (rc == -ETIMEDOUT && to->to_stdout)
		return fail_set(why, rc, "timeout", "repeat it with a longer --deadline",
				"the time is up, and the archive is not complete");
	if (rc != -ETIMEDOUT)
		return rc;
	fail_set(why, rc, "timeout", "pack them with tar, or repeat it with a longer --deadline",
		 "the time is up, and the archive is not complete; the files are in %s",
		 d->temp.path);
	temp_dir_keep(&d->temp);
	return rc;
}

/* Everything is in the directory; the archive, if there is to be one, is written at the end. */
static void run_in(struct dump *d, const struct dump_target *to, struct outfile *f)
{
	struct fail why = { 0 };
	int rc;

	dump_run(d);
	rc = ctx_interrupted(d->inv->ctx) ? fail_interrupted(&why, "interrupted, nothing is kept")
					  : finish(d, &why);
	if (rc == 0 && to->to_stdout) /* a reader may wait for ever; the directory is removed */
		cxl_end_on_signals();
	if (rc == 0 && to->archive)
		rc = pack(d, to, f->f, &why);
	if (rc < 0 && to->to_stdout && ferror(stdout)) {
		std_streams_failed(-rc); /* which is reported at the end, as for all commands */
		d->inv->failed++;
		return;
	}
	if (report(d->inv, to, rc, &why))
		count_results(d);
}

static void result_rec(const struct dump *d, const struct dump_target *to, struct rec *top)
{
	struct rec *o = rec_obj(top, NULL);
	size_t counts[DUMP_FAILED + 1] = { 0 }, i;

	for (i = 0; i < d->count; i++)
		counts[d->jobs[i].result]++;
	rec_str(o, "output", to->name);
	rec_uint(o, "sections", d->count);
	for (i = 0; i < ARRAY_SIZE(counts); i++)
		if (counts[i])
			rec_uint(o, dump_result_name((enum dump_result)i), counts[i]);
}

static int open_archive(const struct dump_target *to, struct outfile *f, struct fail *why)
{
	int rc = 0;

	if (to->to_stdout)
		f->f = stdout;
	else if (to->archive)
		rc = outfile_open(f, to->name);
	if (rc == 0 && to->archive && !to->to_stdout) {
		rc = outfile_make_private(f);
		if (rc < 0)
			outfile_close(f, false);
	}
	return rc < 0 ? fail_set(why, rc, "write_failed", "", "cannot open the archive: %s",
				 strerror(-rc))
		      : 0;
}

static int close_archive(const struct dump_target *to, struct outfile *f, bool keep,
			 struct fail *why)
{
	int rc = 0;

	if (to->archive && !to->to_stdout)
		rc = outfile_close(f, keep);
	return rc < 0 ? fail_set(why, rc, "write_failed", "", "cannot write the archive: %s",
				 strerror(-rc))
		      : 0;
}

/* The archive is opened first, so that a path that cannot be written ends the command at once. */
static void dump_to(struct dump *d, const struct dump_target *to)
{
	struct outfile f = { .fd = -1 };
	struct fail why = { 0 };

	if (!report(d->inv, to, open_archive(to, &f, &why), &why))
		return;
	if (report(d->inv, to, dump_open_dir(d, to, &why), &why)) {
		run_in(d, to, &f);
		dump_close_dir(d, to, !d->inv->failed);
	}
	why = (struct fail){ 0 };
	if (!report(d->inv, to, close_archive(to, &f, !d->inv->failed, &why), &why))
		d->inv->done = 0; /* nothing is kept */
}

static int list_sections(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct dump_section *s;
	struct rec *o;
	size_t i;

	for (i = 0; (s = dump_section_at(i)); i++) {
		o = rec_obj(top, NULL);
		rec_str(o, "section", s->name);
		rec_bool(o, "per_memdev", s->per_memdev);
		rec_bool(o, "on_request", s->on_request);
		rec_uint(o, "deadline_s", s->seconds);
		rec_num(o, "size_limit", VAL_SIZE, s->bytes);
		rec_str(o, "title", s->title);
	}
	return inv_print(inv, top);
}

/* False: reported. */
static bool libraries_exist(struct inv *inv, const struct dump_target *to)
{
	struct fail why = { 0 };

	if (dump_describe_check(&why) == 0 && (!to->archive || dump_archive_check(&why) == 0))
		return true;
	inv_fail(inv, inv->tool->name, inv->cmd->name, &why);
	return false;
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets all = { 0 }, named = { 0 };
	auto_topo struct topo t = { 0 };
	const struct args *a = inv->args;
	struct dump d = { .inv = inv };
	char name[160];
	const u64 start = clock_ms();
	struct dump_target to;
	u64 seconds;
	int rc;

	rc = a->list ? check_list_args(inv) : check_args(inv, &seconds);
	if (rc != EXIT_DONE)
		return rc;
	if (a->list)
		return list_sections(inv);
	if (a->redact)
		inv->out.host = REDACT_HOST;
	dump_target_of(a->output, inv->out.host, name, sizeof(name), &to);
	rc = to.to_stdout ? cxl_check_terminal(inv) : EXIT_DONE;
	if (rc != EXIT_DONE)
		return rc;
	cxl_stop_on_signals(inv);
	if (!libraries_exist(inv, &to) || !cxl_scan(inv, &t, TOPO_MEMDEVS))
		return inv_exit_status(inv);
	if (cxl_targets(inv, &t, 0, &all) < 0 ||
	    (inv->argc && cxl_targets(inv, &t, inv->argc, &named) < 0) ||
	    add_jobs(&d, &all, inv->argc ? &named : &all) < 0)
		return EXIT_INTERNAL;
	d.end = start + seconds * 1000 - MIN(seconds * 200, PACKING_MS);
	d.last_start = d.end - MIN(seconds * 200, LAST_MS);
	d.report_end = start + seconds * 1000 - MIN(seconds * 200, PACKING_MS) / 2;
	d.archive_end = start + seconds * 1000;
	umask(077); /* the content is not for other users */
	if (!inv->failed)
		dump_to(&d, &to);
	if (!inv->failed)
		result_rec(&d, &to, top);
	jobs_free(&d);
	free(d.unread.s);
	return to.to_stdout ? inv_exit_status(inv) : inv_print(inv, top);
}

const struct cmd cmd_dump = {
	.name = "dump",
	.args = "[<memdev>...|all] [<options>]",
	.group = "Administration",
	.help = "collect everything about CXL devices for support",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN,
	.opcodes = "0x0200,0x0300,0x0400,0x0401,0x0402,0x0405,0x0500,0x0501,0x4000,0x4100,0x4102,"
		   "0x4200,0x4201,0x4203",
	.risk = RISK_READ,
	.needs = "root",
	.max_args = -1,
	.positional = "memdevs...",
	.more_columns = "output,sections,not_run,ok,denied,timeout,unsupported,truncated,failed,"
			"section,per_memdev,on_request,deadline_s,size_limit,title",
	.run = run,
};

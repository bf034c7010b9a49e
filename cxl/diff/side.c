// SPDX-License-Identifier: GPL-2.0-only
/* What is compared of one side: the results of other commands, and the state of the kernel. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "cxl/diff/diff.h"
#include "cxl/lib/guard/taint.h"
#include "cxl/lib/transport/replay.h"
#include "util/in-json.h"
#include "util/sys-errors.h"

#define MANIFEST_MAX (64U << 20) /* bytes */

/* Commands, and the sections of a dump that they need of each memory device. */
static const struct {
	const char *argv[6];
	const char *sections[2];
} verbs[DIFF_VERBS] = {
	[DIFF_LIST] = { { "list", "-BPEDTMRX", "-i", "--pci" }, { NULL } },
	[DIFF_IDENTIFY] = { { "identify" }, { "identify" } },
	[DIFF_FIRMWARE] = { { "get-fw-info" }, { "firmware" } },
	[DIFF_HEALTH] = { { "get-health" }, { "health" } },
	[DIFF_ALERTS] = { { "get-alert-config" }, { "alerts" } },
	[DIFF_PARTITION] = { { "get-partition" }, { "partition" } },
	[DIFF_SHUTDOWN] = { { "get-shutdown-state" }, { "shutdown-state" } },
	[DIFF_FEATURES] = { { "list-features", "--values" }, { "features", "edac" } },
};

const char *diff_verb_name(enum diff_verb v)
{
	return verbs[v].argv[0];
}

/* --- opening */

/* That of a dump; a copy of /sys and the running system have none. */
static int read_manifest(struct diff_side *s, struct fail *why)
{
	auto_sys_text struct sys_text text = { 0 };
	auto_close int fd = -1;
	int rc = 0;

	if (!s->ctx->root.captured)
		return 0;
	fd = openat(s->ctx->root.trees[TREE_SYS], "../manifest.json",
		    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT && s->ctx != &s->own)
		return 0;
	rc = fd < 0 ? -errno : sys_read_fd(fd, MANIFEST_MAX, &text);
	if (rc < 0)
		return fail_set(why, rc, "read_failed", "", "cannot read manifest.json: %s",
				strerror(-rc));
	s->manifest = json_parse(text.text, text.len);
	if (!s->manifest || s->manifest->kind != VAL_OBJ)
		return fail_set(why, -EBADMSG, "invalid_manifest", "",
				"manifest.json is not valid JSON");
	return 0;
}

/* The log level and the rest of the context of the command. */
static void prepare(struct diff_side *s, const struct cxl_ctx *as)
{
	s->own.log.level = as->log.level;
	s->own.verb = as->verb;
	s->own.verb_at = as->verb_at;
	s->own.interrupted = as->interrupted;
	s->ctx = &s->own;
}

int diff_side_open(struct diff_side *s, struct inv *inv, const char *path, struct fail *why)
{
	const struct common_args *a = inv->args;
	int rc;

	if (!path) {
		s->name = a->from ? a->from : a->sysroot ? a->sysroot : "this system";
		s->ctx = inv->ctx;
		return read_manifest(s, why);
	}
	s->name = path;
	rc = from_open(&s->from, path, why);
	if (rc < 0)
		return rc;
	rc = ctx_open(&s->own, s->from.root, why);
	if (rc == 0)
		from_set_errors(&s->from, &s->own.root);
	if (rc == 0)
		prepare(s, inv->ctx);
	else
		ctx_close(&s->own);
	return rc < 0 ? rc : read_manifest(s, why);
}

void diff_side_done(struct diff_side *s)
{
	size_t i;

	for (i = 0; i < DIFF_VERBS; i++) {
		inv_result_done(&s->results[i]);
		diff_index_done(&s->replies[i]);
		diff_index_done(&s->errors[i]);
		diff_index_done(&s->warnings[i]);
	}
	diff_index_done(&s->sections);
	diff_devices_done(&s->devices);
	rec_free(s->system);
	rec_free(s->manifest);
	if (s->ctx == &s->own) {
		replay_release(&s->own.root);
		ctx_close(&s->own);
	}
	from_close(&s->from);
}

/* --- gaps */

static const struct {
	const char *section;
	bool devices; /* it has the names of the devices */
} trees[] = { { "cxl", true }, { "memdev", true }, { "dax", true }, { "pci", false } };

static bool is_complete(const char *result)
{
	return result && (str_eq(result, "ok") || str_eq(result, "unsupported"));
}

static const char *lack_of(const char *result)
{
	if (result && str_eq(result, "timeout"))
		return "timeout when the dump was collected";
	if (result && str_eq(result, "not_run"))
		return "not in the dump, because of a timeout before";
	return "not complete in the dump, see manifest.json";
}

const char *diff_side_lacks(const struct diff_side *s, enum diff_verb v, const char *memdev,
			    bool *denied)
{
	const struct rec *section;
	const char *lack = NULL, *result;
	bool is_denied;
	size_t i;

	*denied = true;
	for (i = 0; s->manifest && i < ARRAY_SIZE(verbs[v].sections); i++) {
		if (!verbs[v].sections[i])
			break;
		section = diff_index_find(&s->sections, memdev, verbs[v].sections[i]);
		result = section ? rec_get_str(section, "result") : NULL;
		if (section && is_complete(result))
			continue;
		is_denied = result && str_eq(result, "denied");
		if (!lack || (*denied && !is_denied))
			lack = section ? lack_of(result) : "not in the dump";
		*denied &= is_denied;
	}
	return lack;
}

static void check_section(struct diff_side *s, const struct rec *section)
{
	const char *name = rec_get_str(section, "section");
	const char *result = rec_get_str(section, "result");
	size_t i;

	for (i = 0; name && i < ARRAY_SIZE(trees); i++) {
		if (!str_eq(name, trees[i].section) || is_complete(result))
			continue;
		if (!s->limited || !result || !str_eq(result, "denied"))
			s->limited = "not all files below /sys were copied, see manifest.json";
		s->incomplete |= trees[i].devices && !(result && str_eq(result, "denied"));
	}
}

static void check_manifest(struct diff_side *s)
{
	const struct rec *sections = rec_get(s->manifest, "sections"), *r;
	const struct rec *uid = rec_get(s->manifest, "uid");

	if (!sections || sections->kind != VAL_ARR || !sections->count) {
		s->limited = "manifest.json lists no sections";
		s->incomplete = true;
		return;
	}
	if (!uid || uid->kind != VAL_UINT || uid->u)
		s->limited = "not collected by root";
	rec_foreach(r, sections)
		check_section(s, r);
}

/* Those of the context of the command are reported at its end. */
static void check_errors(struct diff_side *s, struct inv *inv)
{
	const struct sys_errors *e = s->ctx->root.errors;
	size_t i;

	if (!e || !e->count)
		return;
	s->limited = "some files cannot be read";
	for (i = 0; s->ctx == &s->own && i < MIN(e->count, (size_t)SYS_ERRORS_MAX); i++)
		inv_warn(inv, "%s: cannot read %s: %s", s->name, e->at[i].path,
			 sys_error_text(e->at[i].err));
}

/* A copy may lack any file. */
static void check_gaps(struct diff_side *s, struct inv *inv)
{
	if (s->manifest)
		check_manifest(s);
	else if (!s->ctx->root.captured && geteuid() != 0)
		s->limited = "not read by root";
	check_errors(s, inv);
	if (!s->limited)
		return;
	inv_warn(inv, "%s: cannot be compared completely: %s", s->name, s->limited);
	inv->unread++;
}

/* --- the kernel */

static void add_file(const struct diff_side *s, const char *key, const char *path, struct rec *o)
{
	auto_sys_text struct sys_text t = { 0 };

	if (sys_read_file(&s->ctx->root, TREE_PROC, path, 65536, &t) < 0 || !t.len)
		return;
	t.text[strcspn(t.text, "\n")] = '\0';
	rec_str(o, key, t.text);
}

static void add_taint(const struct diff_side *s, struct rec *o)
{
	char text[65];
	u64 mask;

	if (taint_read(&s->ctx->root, &mask) < 0)
		return;
	taint_letters(mask, text, sizeof(text));
	rec_str(o, "taint", *text ? text : "none");
}

/* For what a system does not have as a file. */
static void add_name(const struct diff_side *s, const char *key, const char *uname, struct rec *o)
{
	const char *text =
		s->manifest ? rec_get_str(s->manifest, str_eq(key, "release") ? "kernel" : key)
			    : NULL;

	if (!text && s->ctx == &s->own)
		return;
	if (!text && s->ctx->root.captured && s->ctx->offline)
		return;
	rec_str(o, key, text ? text : uname);
}

static int read_system(struct diff_side *s)
{
	struct utsname host = { .nodename = "" };
	struct rec *o = rec_new_obj();

	s->system = o;
	uname(&host);
	add_file(s, "release", "sys/kernel/osrelease", o);
	if (!o->count)
		add_name(s, "release", host.release, o);
	add_file(s, "command_line", "cmdline", o);
	add_taint(s, o);
	add_name(s, "host", host.nodename, o);
	add_file(s, "boot_id", "sys/kernel/random/boot_id", o);
	return rec_failed(o) ? -ENOMEM : 0;
}

/* --- the commands */

static int run_verb(struct diff_side *s, struct inv *inv, enum diff_verb v)
{
	char *argv[ARRAY_SIZE(verbs[v].argv) + 1] = { NULL };
	int argc = 0;

	for (; argc < (int)ARRAY_SIZE(verbs[v].argv) && verbs[v].argv[argc]; argc++)
		argv[argc] = (char *)verbs[v].argv[argc];
	return inv_run(inv, s->ctx, argc, argv, &s->results[v]);
}

static int build_indices(struct diff_side *s)
{
	const struct rec *sections = s->manifest ? rec_get(s->manifest, "sections") : NULL;
	enum diff_verb v;
	int rc = 0;

	if (sections && rec_is_container(sections))
		rc = diff_index_build(sections, "memdev", "section", &s->sections);
	for (v = 0; rc == 0 && v < DIFF_VERBS; v++) {
		rc = diff_index_build(s->results[v].result, "memdev", NULL, &s->replies[v]);
		if (rc == 0)
			rc = diff_index_build(s->results[v].errors, "device", NULL, &s->errors[v]);
		if (rc == 0)
			rc = diff_index_build(s->results[v].warnings, NULL, NULL, &s->warnings[v]);
	}
	return rc;
}

static int read_all(struct diff_side *s, struct inv *inv)
{
	enum diff_verb v;
	int rc = read_system(s);

	for (v = 0; rc == 0 && v < DIFF_VERBS; v++)
		rc = ctx_interrupted(s->ctx) ? -EINTR : run_verb(s, inv, v);
	if (rc == 0)
		rc = diff_devices_find(s->results[DIFF_LIST].result, &s->devices);
	return rc == 0 ? build_indices(s) : rc;
}

bool diff_side_read(struct diff_side *s, struct inv *inv)
{
	const struct rec *error;
	struct fail why = { 0 };
	const char *message;
	int rc = read_all(s, inv);

	error = s->results[DIFF_LIST].errors ? s->results[DIFF_LIST].errors->first : NULL;
	message = error ? rec_get_str(error, "message") : NULL;
	if (rc == -EINTR)
		fail_interrupted(&why, "interrupted");
	else if (rc < 0)
		fail_set(&why, rc, "failed", "", "cannot be read: %s", strerror(-rc));
	else if (message)
		fail_set(&why, -EIO, "read_failed", "", "%s", message);
	else
		check_gaps(s, inv);
	if (rc < 0 || message)
		inv_fail(inv, s->name, inv->cmd->name, &why);
	return rc == 0 && !message;
}

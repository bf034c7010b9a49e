// SPDX-License-Identifier: GPL-2.0-only
/* Reading of the ledger of "cxl undo". */
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "cxl/lib/wire/address.h"
#include "cxl/undo-log.h"
#include "daxctl/lib/scan.h"
#include "util/num.h"

#define DIRECTORY UNDO_LOG_DIRECTORY
#define FILE_NAME UNDO_LOG_FILE
#define LOCK_NAME "undo.lock"

static void parse_line(char *line, struct undo_log *l)
{
	const char *rest;

	l->ended = str_eq(line, "end");
	if ((rest = str_after(line, "tool ")))
		l->tool = rest;
	else if ((rest = str_after(line, "verb ")))
		l->verb = rest;
	else if ((rest = str_after(line, "time ")))
		l->time = rest;
	else if ((rest = str_after(line, "boot ")))
		l->boot = rest;
	else if ((rest = str_after(line, "memdev ")))
		l->memdevs[l->memdev_count++] = rest;
	else if ((rest = str_after(line, "region ")) || (rest = str_after(line, "port ")) ||
		 (rest = str_after(line, "dax ")))
		l->nodes[l->node_count++] = rest;
	else if ((rest = str_after(line, "run ")))
		l->commands[l->command_count++] = rest;
	else if ((rest = str_after(line, "remains ")))
		l->remains[l->remains_count++] = rest;
	else if ((rest = str_after(line, "never ")))
		l->never = rest;
	else if ((rest = str_after(line, "process ")))
		l->process = rest;
	else if (!l->ended && !str_after(line, UNDO_LOG_TARGET))
		l->invalid = true;
}

/* Each kind can have as many entries as the text has lines. */
static int parse_lines(struct undo_log *l)
{
	size_t count = 1;
	const char *at;
	char *next = NULL, *line;

	for (at = l->text.text; (at = strchr(at, '\n')); at++)
		count++;
	l->lines = calloc(4 * count, sizeof(*l->lines));
	if (!l->lines)
		return -ENOMEM;
	l->memdevs = l->lines;
	l->nodes = l->memdevs + count;
	l->commands = l->nodes + count;
	l->remains = l->commands + count;
	for (line = strtok_r(l->text.text, "\n", &next); line; line = strtok_r(NULL, "\n", &next))
		parse_line(line, l);
	return 0;
}

static bool is_listed(const char *const *entries, size_t count, const char *name)
{
	const size_t len = strlen(name);
	size_t i;

	for (i = 0; i < count; i++)
		if (strcspn(entries[i], " ") == len && memcmp(entries[i], name, len) == 0)
			return true;
	return false;
}

static bool needs_identity(const char *word)
{
	u64 region, number;

	return node_is_name(word, NODE_REGION) || node_is_name(word, NODE_PORT) ||
	       node_is_name(word, NODE_ENDPOINT) || dax_parse_name(word, &region, &number);
}

static bool is_identified(const struct undo_log *l, const char *word)
{
	if (node_is_name(word, NODE_MEMDEV) || address_is_meant(word))
		return is_listed(l->memdevs, l->memdev_count, word);
	return !needs_identity(word) || is_listed(l->nodes, l->node_count, word);
}

/* Whether the identity of each memory device, region and port that the commands name is known. */
static bool names_known(struct undo_log *l)
{
	const char *at;
	char word[64];
	size_t i, len;

	for (i = 0; i < l->command_count; i++)
		for (at = l->commands[i]; *at; at += len + strspn(at + len, "\t")) {
			len = strcspn(at, "\t");
			snprintf(word, sizeof(word), "%.*s", (int)len, at);
			if (!is_identified(l, word)) {
				memcpy(l->unidentified, word, sizeof(word));
				return false;
			}
		}
	return true;
}

int undo_log_lock(const struct cxl_ctx *ctx, struct fail *why)
{
	const int fd = sys_open_private(&ctx->root, TREE_RUN, DIRECTORY, LOCK_NAME);

	if (fd < 0)
		return fail_refuse(why, "not_locked", "",
				   "refusing to undo: cannot lock %s/%s/%s: %s",
				   sys_tree_name(TREE_RUN), DIRECTORY, LOCK_NAME,
				   sys_error_text(fd));
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	close(fd);
	return fail_refuse(why, "undo_running", "try again later",
			   "refusing to undo: another 'cxl undo' is running");
}

int undo_log_read(const struct cxl_ctx *ctx, struct undo_log *ret, struct fail *why)
{
	struct undo_log l = { .tool = "cxl", .verb = "", .time = "", .boot = "" };
	int rc = sys_check_private(&ctx->root, TREE_STATE, DIRECTORY, FILE_NAME);

	if (rc == -EROFS)
		return fail_refuse(why, "not_writable", "",
				   "refusing to use %s/" DIRECTORY "/" FILE_NAME
				   ": %s, so that later changes are not recorded",
				   sys_tree_name(TREE_STATE), sys_error_text(rc));
	/* Its commands are run with the permissions of this user. */
	if (rc < 0 && rc != -ENOENT && rc != -EACCES)
		return fail_refuse(why, "not_private", "",
				   "refusing to use %s/" DIRECTORY "/" FILE_NAME
				   ": others may have written it",
				   sys_tree_name(TREE_STATE));
	rc = sys_read_file(&ctx->root, TREE_STATE, DIRECTORY "/" FILE_NAME, UNDO_LOG_LIMIT,
			   &l.text);
	if (rc == 0 && !l.text.len) {
		sys_text_free(&l.text);
		rc = -ENOENT;
	}
	if (rc == -ENOENT)
		return fail_set(why, rc, "no_change", "", "no change is recorded");
	if (rc < 0)
		return fail_set(why, rc, "read_failed", rc == -EACCES ? "run as root" : "",
				"cannot read %s/" DIRECTORY "/" FILE_NAME ": %s",
				sys_tree_name(TREE_STATE), sys_error_text(rc));
	l.content = strdup(l.text.text);
	if (!l.content || parse_lines(&l) < 0) {
		undo_log_free(&l);
		return fail_nomem(why);
	}
	if (!*l.verb || !*l.time) {
		undo_log_free(&l);
		return fail_set(why, -EBADMSG, "invalid_ledger", "",
				"%s/" DIRECTORY "/" FILE_NAME " is not valid",
				sys_tree_name(TREE_STATE));
	}
	l.complete = l.ended && !l.invalid && !l.never && l.command_count && names_known(&l);
	*ret = l;
	return 0;
}

static bool is_of_this_boot(const struct cxl_ctx *ctx, const struct undo_log *l)
{
	char boot[64];

	return l->boot && undo_log_boot(ctx, boot, sizeof(boot)) >= 0 && str_eq(boot, l->boot);
}

bool undo_log_is_running(const struct cxl_ctx *ctx, const struct undo_log *l)
{
	const char *recorded;
	char pid[24];
	u64 start, now;
	int rc;

	if (!l->process || !is_of_this_boot(ctx, l))
		return false;
	recorded = strchr(l->process, ' ');
	snprintf(pid, sizeof(pid), "%.*s", (int)strcspn(l->process, " "), l->process);
	rc = undo_log_start(ctx, pid, &now);
	if (rc < 0)
		return rc != -ENOENT && rc != -ESRCH;
	return !recorded || num_u64(recorded + 1, 10, &start) < 0 || start == now;
}

static bool has_line(const char *text, const char *line)
{
	const size_t len = strlen(line);

	for (; text; text = strchr(text, '\n'), text += text != NULL)
		if (strncmp(text, line, len) == 0 && text[len] == '\n')
			return true;
	return false;
}

bool undo_log_was_target(const struct cxl_ctx *ctx, const char *region, const char *decoder)
{
	struct undo_log l;
	char line[128];
	bool was;

	snprintf(line, sizeof(line), UNDO_LOG_TARGET "%s %s", region, decoder);
	if (undo_log_read(ctx, &l, NULL) < 0)
		return false;
	was = !l.ended && is_of_this_boot(ctx, &l) && !undo_log_is_running(ctx, &l) &&
	      has_line(l.content, line);
	undo_log_free(&l);
	return was;
}

void undo_log_free(struct undo_log *l)
{
	free(l->lines);
	free(l->content);
	sys_text_free(&l->text);
}

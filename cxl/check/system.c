// SPDX-License-Identifier: GPL-2.0-only
/* The kernel and the configuration of the system, for the rules of "cxl check". */
#include <stdio.h>

#include "cxl/check/check.h"
#include "cxl/unpack.h"
#include "util/num.h"
#include "util/text.h"

#define FILE_MAX (1U << 20) /* bytes of a configuration file */

static int read_release(const struct check *c, char *buf, size_t size)
{
	return sys_read(&c->ctx->root, TREE_PROC, "sys/kernel/osrelease", buf, size);
}

u32 check_kernel_version(const struct check *c)
{
	char text[128];
	const char *rest;
	u64 major, minor;

	if (read_release(c, text, sizeof(text)) < 0)
		return 0;
	rest = num_prefix(text, &major);
	if (!rest || *rest != '.' || !num_prefix(rest + 1, &minor) || major > 1000 || minor > 99)
		return 0;
	return (u32)(major * 100 + minor);
}

/* --- kernel configuration */

/* "CONFIG_CXL_BUS=m", or "# CONFIG_CXL_BUS is not set". An option that is not there does not
 * exist in this kernel, which is the same. */
static char find_option(const char *text, const char *name)
{
	const size_t len = strlen(name);
	const char *line;

	for (line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, name, len) == 0 && line[len] == '=')
			return line[len + 1] == 'm' ? 'm' : line[len + 1] == 'y' ? 'y' : 'n';
	}
	return 'n';
}

static int read_plain(const struct check *c, struct sys_text *ret)
{
	static const enum sys_tree trees[] = { TREE_LIB, TREE_BOOT };
	char release[128], path[200];
	size_t i;
	int rc = read_release(c, release, sizeof(release));

	if (rc < 0 || strchr(release, '/'))
		return -ENOENT;
	for (i = 0, rc = -ENOENT; rc < 0 && i < ARRAY_SIZE(trees); i++) {
		snprintf(path, sizeof(path), "%s%s%s", i ? "config-" : "modules/", release,
			 i ? "" : "/config");
		rc = sys_read_file(&c->ctx->root, trees[i], path, FILE_MAX, ret);
	}
	return rc;
}

/* Of a kernel with CONFIG_IKCONFIG_PROC. */
static int read_compressed(const struct check *c, struct sys_text *ret)
{
	auto_sys_text struct sys_text file = { 0 };
	struct fail why = { 0 };
	int rc = sys_read_file(&c->ctx->root, TREE_PROC, "config.gz", FILE_MAX, &file);

	return rc < 0 ? rc : unpack_gzip(&file, FILE_MAX, ret, &why);
}

char check_kernel_option(const struct check *c, const char *name)
{
	auto_sys_text struct sys_text file = { 0 };

	if (read_compressed(c, &file) < 0 && read_plain(c, &file) < 0)
		return 0;
	return find_option(file.text, name);
}

/* --- kernel parameters */

bool check_kernel_parameter(const struct check *c, const char *name, char *buf, size_t size)
{
	char text[4096], *next = NULL, *word;
	const char *rest;
	bool found = false;

	if (sys_read(&c->ctx->root, TREE_PROC, "cmdline", text, sizeof(text)) < 0)
		return false;
	for (word = strtok_r(text, " \t\n", &next); word; word = strtok_r(NULL, " \t\n", &next)) {
		rest = str_after(word, name);
		if (!rest || *rest != '=')
			continue;
		snprintf(buf, size, "%s", rest + 1);
		found = true;
	}
	return found;
}

/* --- configuration files */

static bool has_words(const char *line, const struct check_search *s)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(s->words) && s->words[i]; i++)
		if (!strstr(line, s->words[i]))
			return false;
	return true;
}

static bool has_line(char *text, const struct check_search *s)
{
	char *next = NULL, *line;

	for (line = strtok_r(text, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
		while (ascii_is_space(*line))
			line++;
		if (*line != '#' && *line != ';' && has_words(line, s))
			return true;
	}
	return false;
}

static bool ends_with(const char *name, const char *suffix)
{
	const size_t len = strlen(name), n = strlen(suffix);

	return len >= n && str_eq(name + len - n, suffix);
}

bool check_find_line(const struct check *c, const struct check_search *s, char *path, size_t size)
{
	auto_namelist struct namelist names = { 0 };
	char at[PATH_MAX];
	size_t i;
	int rc = sys_list(&c->ctx->root, s->tree, s->dir, &names), err;

	path[0] = '\0';
	/* A captured tree may be without it, whatever the system had. */
	if (rc == -ENOENT && !c->ctx->root.captured)
		rc = 0;
	namelist_sort(&names);
	for (i = 0; i < names.count; i++) {
		auto_sys_text struct sys_text file = { 0 };

		if (!ends_with(names.names[i], s->suffix) ||
		    path_join(at, sizeof(at), s->dir, names.names[i]) < 0)
			continue;
		err = sys_read_file(&c->ctx->root, s->tree, at, FILE_MAX, &file);
		if (err < 0 && err != -ENOENT)
			rc = err;
		if (err < 0 || !has_line(file.text, s))
			continue;
		snprintf(path, size, "%s/%s", sys_tree_name(s->tree), at);
		return true;
	}
	return rc == 0;
}

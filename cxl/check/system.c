// SPDX-License-Identifier: GPL-2.0-only
/* The kernel and the configuration of the system, for the rules of "cxl check". */
#include <stdio.h>

#include "cxl/check/check.h"
#include "cxl/unpack.h"
#include "util/num.h"
#include "util/text.h"
#include "util/words.h"

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

#define CMDLINE_MAX 4096

static void read_parameters(const struct check *c, char text[CMDLINE_MAX])
{
	if (sys_read(&c->ctx->root, TREE_PROC, "cmdline", text, CMDLINE_MAX) < 0)
		text[0] = '\0';
}

/* The value of the next parameter @name after *@rest, which is changed and advanced; or NULL. */
static const char *next_parameter(char **rest, const char *name)
{
	const char *value;
	char *word;

	while ((word = strsep(rest, " \t\n"))) {
		value = str_after(word, name);
		if (value && *value == '=')
			return value + 1;
	}
	return NULL;
}

bool check_kernel_parameter(const struct check *c, const char *name, char *buf, size_t size)
{
	char text[CMDLINE_MAX], *rest = text;
	const char *value;
	bool found = false;

	read_parameters(c, text);
	while ((value = next_parameter(&rest, name))) {
		snprintf(buf, size, "%s", value);
		found = true;
	}
	return found;
}

/* In names of modules, '-' is the same as '_'. */
static bool is_same_name(const char *a, const char *b, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((a[i] == '-' ? '_' : a[i]) != (b[i] == '-' ? '_' : b[i]))
			return false;
	return !b[len];
}

bool check_parameter_has(const struct check *c, const char *name, const char *word)
{
	char text[CMDLINE_MAX], *rest = text;
	const char *list, *at;
	size_t len;

	read_parameters(c, text);
	while ((list = next_parameter(&rest, name)))
		while ((at = word_next(&list, &len)))
			if (len == strlen(word) && is_same_name(at, word, len))
				return true;
	return false;
}

/* --- the distribution */

/* "ID=rocky", or one of the names in "ID_LIKE="rhel centos fedora"". */
static bool has_value(const char *line, const char *key, const char *word)
{
	const char *list = str_after(line, key), *at;
	char text[200];
	size_t len;

	if (!list)
		return false;
	snprintf(text, sizeof(text), "%.*s", (int)strcspn(list, "\n"), list);
	for (at = text; (at = strpbrk(at, "\"'"));)
		text[at - text] = ' ';
	for (list = text; (at = word_next(&list, &len));)
		if (len == strlen(word) && strncmp(at, word, len) == 0)
			return true;
	return false;
}

bool check_is_distribution(const struct check *c, const char *name)
{
	auto_sys_text struct sys_text file = { 0 };
	const char *line;

	if (sys_read_file(&c->ctx->root, TREE_LIB, "os-release", FILE_MAX, &file) < 0)
		return false;
	for (line = file.text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (has_value(line, "ID=", name) || has_value(line, "ID_LIKE=", name))
			return true;
	}
	return false;
}

/* --- configuration files */

/* In names of modules, '-' is the same as '_'. */
static void unify(char *line)
{
	for (; *line; line++)
		if (*line == '-')
			*line = '_';
}

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
		if (s->modules)
			unify(line);
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

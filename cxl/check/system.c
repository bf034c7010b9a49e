// SPDX-License-Identifier: GPL-2.0-only
/* The kernel and the configuration of the system, for the rules of "cxl check". */
#include <paths.h>
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

/*
 * "CONFIG_CXL_BUS=m", or "# CONFIG_CXL_BUS is not set". An option that is not there does not exist
 * in this kernel, which is the same, if the file is complete. A mark at its end shows that; older
 * kernels have none.
 */
static char find_option(const char *text, const char *name)
{
	static const char end[] = "# end of Kernel hacking";
	const size_t len = strlen(name);
	const char *line, *rest;
	bool complete = false;

	for (line = text; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		rest = str_after(line, name);
		if (rest && *rest == '=')
			return rest[1] == 'm' || rest[1] == 'y' ? rest[1] : 0;
		if (strncmp(line, "# ", 2) == 0 && strncmp(line + 2, name, len) == 0 &&
		    str_after(line + 2 + len, " is not set"))
			return 'n';
		complete |= str_after(line, end) != NULL;
	}
	return complete ? 'n' : 0;
}

/* Of a kernel with CONFIG_IKCONFIG_PROC. */
static int read_compressed(const struct check *c, struct sys_text *ret)
{
	auto_sys_text struct sys_text file = { 0 };
	struct fail why = { 0 };
	int rc = sys_read_file(&c->ctx->root, TREE_PROC, "config.gz", FILE_MAX, &file);

	return rc < 0 ? rc : unpack_gzip(&file, FILE_MAX, ret, &why);
}

static int read_plain(const struct check *c, enum sys_tree tree, struct sys_text *ret)
{
	char release[128], path[200];
	int rc = read_release(c, release, sizeof(release));

	if (rc < 0 || strchr(release, '/'))
		return -ENOENT;
	if (tree == TREE_BOOT)
		snprintf(path, sizeof(path), "config-%s", release);
	else
		snprintf(path, sizeof(path), "modules/%s/config", release);
	return sys_read_file(&c->ctx->root, tree, path, FILE_MAX, ret);
}

char check_kernel_option(const struct check *c, const char *name)
{
	static const enum sys_tree files[] = { TREE_PROC, TREE_LIB, TREE_BOOT };
	char option = 0;
	size_t i;
	int rc;

	for (i = 0; !option && i < ARRAY_SIZE(files); i++) {
		auto_sys_text struct sys_text file = { 0 };

		rc = files[i] == TREE_PROC ? read_compressed(c, &file)
					   : read_plain(c, files[i], &file);
		if (rc == 0)
			option = find_option(file.text, name);
	}
	return option;
}

/* --- kernel parameters */

static bool read_parameters(const struct check *c, char text[CHECK_CMDLINE_MAX])
{
	if (sys_read(&c->ctx->root, TREE_PROC, "cmdline", text, CHECK_CMDLINE_MAX) >= 0)
		return true;
	text[0] = '\0';
	return false;
}

bool check_parameters_known(const struct check *c)
{
	char text[CHECK_CMDLINE_MAX];

	return read_parameters(c, text);
}

/* Quotes protect blanks. */
static char *next_word(char **rest)
{
	char *word = *rest, *at;
	bool quoted = false;

	if (!word)
		return NULL;
	for (at = word; *at && (quoted || !strchr(" \t\n", *at)); at++)
		quoted ^= *at == '"';
	*rest = *at ? at + 1 : NULL;
	*at = '\0';
	return word;
}

static char *unquote(char *text)
{
	const size_t len = strlen(text);

	if (*text != '"')
		return text;
	if (len > 1 && text[len - 1] == '"')
		text[len - 1] = '\0';
	return text + 1;
}

/*
 * The value of the next parameter @name after *@rest, which is changed and advanced; or NULL. As
 * next_arg() and parse_args() of the kernel: quotes around a word or a value are removed, and the
 * arguments of init follow "--". Modprobe, which reads the command line itself, does neither.
 */
static const char *next_parameter(char **rest, const char *name)
{
	const bool by_kernel = !str_after(name, "modprobe.");
	char *word, *value;

	while ((word = next_word(rest))) {
		if (by_kernel && str_eq(word, "--"))
			return NULL;
		if (by_kernel)
			word = unquote(word);
		value = strchr(word, '=');
		if (value && check_is_module(word, (size_t)(value - word), name))
			return by_kernel ? unquote(value + 1) : value + 1;
	}
	return NULL;
}

bool check_kernel_parameter(const struct check *c, const char *name, char *buf, size_t size)
{
	char text[CHECK_CMDLINE_MAX], *rest = text;
	const char *value;
	bool found = false;

	read_parameters(c, text);
	while ((value = next_parameter(&rest, name))) {
		snprintf(buf, size, "%s", value);
		found = true;
	}
	return found;
}

bool check_is_module(const char *text, size_t len, const char *name)
{
	size_t i;

	if (len != strlen(name))
		return false;
	for (i = 0; i < len; i++)
		if ((text[i] == '-' ? '_' : text[i]) != (name[i] == '-' ? '_' : name[i]))
			return false;
	return true;
}

bool check_list_has(const char *list, const char *word)
{
	size_t len;

	for (; *list; list += len + (list[len] == ',')) {
		len = strcspn(list, ",");
		if (len == strlen(word) && strncmp(list, word, len) == 0)
			return true;
	}
	return false;
}

bool check_parameter_has(const struct check *c, const char *name, const char *word)
{
	char text[CHECK_CMDLINE_MAX], *rest = text;
	const char *list;

	read_parameters(c, text);
	while ((list = next_parameter(&rest, name)))
		if (check_list_has(list, word))
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

char *check_next_line(char **text)
{
	char *line;

	while ((line = strsep(text, "\n"))) {
		while (ascii_is_space(*line))
			line++;
		if (*line && *line != '#' && *line != ';')
			return line;
	}
	return NULL;
}

#define WORDS_MAX 4

bool check_has_words(char *text, const void *words)
{
	const char *const *word = words;
	bool found[WORDS_MAX] = { false };
	char *line;
	size_t i;

	while ((line = check_next_line(&text)))
		for (i = 0; i < WORDS_MAX && word[i]; i++)
			found[i] |= strstr(line, word[i]) != NULL;
	for (i = 0; i < WORDS_MAX && word[i]; i++)
		if (!found[i])
			return false;
	return true;
}

/* In the order of precedence. */
static const enum sys_tree trees[] = { TREE_ETC, TREE_RUN, TREE_LIB };

/* A file of the same name replaces it; a link to /dev/null, too, which a captured tree lacks. */
static bool is_replaced(const struct check *c, size_t tree, const char *path)
{
	char target[PATH_MAX];
	size_t i;

	for (i = 0; i < tree; i++)
		if (sys_readlink(&c->ctx->root, trees[i], path, target, sizeof(target)) >= 0 ||
		    sys_exists(&c->ctx->root, trees[i], path))
			return true;
	return false;
}

/* What a link in a captured tree leads to may not have been captured. */
static bool leads_outside(const struct check *c, size_t tree, const char *path)
{
	char target[PATH_MAX];

	return c->ctx->root.captured &&
	       sys_readlink(&c->ctx->root, trees[tree], path, target, sizeof(target)) > 0 &&
	       !str_eq(target, _PATH_DEVNULL);
}

static bool is_match(const struct check *c, const struct check_search *s, size_t tree,
		     const char *path, int *rc)
{
	auto_sys_text struct sys_text file = { 0 };
	int err;

	if (!str_ends(path, s->suffix) || is_replaced(c, tree, path))
		return false;
	err = sys_read_file(&c->ctx->root, trees[tree], path, FILE_MAX, &file);
	if (err < 0 && (err != -ENOENT || leads_outside(c, tree, path)))
		*rc = err;
	return err == 0 && s->matches(file.text, s->data);
}

int check_find_file(const struct check *c, const struct check_search *s, char *path, size_t size)
{
	const size_t count = s->only_etc ? 1 : ARRAY_SIZE(trees);
	bool known = true;
	char at[PATH_MAX];
	size_t i, k;
	int rc = 0, err;

	path[0] = '\0';
	for (i = 0; i < count; i++) {
		auto_namelist struct namelist names = { 0 };

		err = sys_list(&c->ctx->root, trees[i], s->dir, &names);
		/* A captured tree may be without it, whatever the system had. */
		known &= err == 0 || (err == -ENOENT && !c->ctx->root.captured);
		if (err < 0 && err != -ENOENT)
			rc = err;
		namelist_sort(&names);
		for (k = 0; k < names.count; k++) {
			if (path_join(at, sizeof(at), s->dir, names.names[k]) < 0 ||
			    !is_match(c, s, i, at, &rc))
				continue;
			snprintf(path, size, "%s/%s", sys_tree_name(trees[i]), at);
			return 0;
		}
	}
	return rc < 0 ? rc : known ? 0 : -ENODATA;
}

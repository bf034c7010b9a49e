// SPDX-License-Identifier: LGPL-2.1-or-later
/* The names in a directory. */
#include <stdlib.h>
#include <unistd.h>

#include "util/strbuf.h"
#include "util/sysroot.h"

#define NAMES_MAX (1U << 20) /* entries of a directory */

/* Add the names to @text, each with its NUL. */
static int read_names(DIR *dir, bool dirs_only, struct strbuf *text, size_t *count)
{
	struct dirent *de;

	for (;;) {
		errno = 0;
		de = readdir(dir);
		if (!de)
			return -errno;
		if (str_eq(de->d_name, ".") || str_eq(de->d_name, "..") ||
		    (dirs_only && de->d_type != DT_DIR))
			continue;
		if (*count == NAMES_MAX)
			return -EFBIG;
		strbuf_add(text, de->d_name, strlen(de->d_name) + 1);
		++*count;
	}
}

/* One block of memory: the pointers, and the names behind them. */
static int make_list(const struct strbuf *text, size_t count, struct namelist *ret)
{
	struct namelist l = { .count = count };
	const char *from = text->s;
	char *to;
	size_t i;

	if (text->failed)
		return -ENOMEM;
	if (count > 0) {
		l.names = malloc(count * sizeof(*l.names) + text->len);
		if (!l.names)
			return -ENOMEM;
		to = memcpy(l.names + count, from, text->len);
		for (i = 0; i < count; i++, to += strlen(to) + 1)
			l.names[i] = to;
	}
	*ret = l;
	return 0;
}

int namelist_read(int fd, bool dirs_only, struct namelist *ret)
{
	auto_dir DIR *dir = fdopendir(fd);
	auto_strbuf struct strbuf text = { 0 };
	size_t count = 0;
	int rc;

	if (!dir) {
		rc = -errno;
		close(fd);
		return rc;
	}
	rc = read_names(dir, dirs_only, &text, &count);
	return rc < 0 ? rc : make_list(&text, count, ret);
}

void namelist_free(struct namelist *l)
{
	free(l->names);
	*l = (struct namelist){ 0 };
}

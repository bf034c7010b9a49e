// SPDX-License-Identifier: LGPL-2.1-or-later
/* The names in a directory. */
#include <stdlib.h>
#include <unistd.h>

#include "util/strbuf.h"
#include "util/sysroot.h"

#define NAMES_MAX (1U << 20) /* entries of a directory */
#define ENTRIES_SIZE 32768   /* bytes, as readdir(3) reads at a time */

/* Add the names of the entries, each with its NUL. */
static int add_names(const char *entries, size_t size, bool dirs_only, struct strbuf *text,
		     size_t *count)
{
	const struct dirent64 *de;
	size_t at;

	for (at = 0; at < size; at += de->d_reclen) {
		de = (const void *)(entries + at);
		if (str_eq(de->d_name, ".") || str_eq(de->d_name, "..") ||
		    (dirs_only && de->d_type != DT_DIR))
			continue;
		if (*count == NAMES_MAX)
			return -EFBIG;
		strbuf_add(text, de->d_name, strlen(de->d_name) + 1);
		++*count;
	}
	return 0;
}

/* Not readdir(3): fdopendir(3) makes three more system calls for each directory. */
static int read_names(int fd, bool dirs_only, struct strbuf *text, size_t *count)
{
	_Alignas(struct dirent64) char entries[ENTRIES_SIZE];
	ssize_t n;
	int rc = 0;

	do {
		n = getdents64(fd, entries, sizeof(entries));
		if (n > 0)
			rc = add_names(entries, (size_t)n, dirs_only, text, count);
	} while (n > 0 && rc == 0);
	return n < 0 ? -errno : rc;
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
	auto_strbuf struct strbuf text = { 0 };
	size_t count = 0;
	int rc = read_names(fd, dirs_only, &text, &count);

	close(fd);
	return rc < 0 ? rc : make_list(&text, count, ret);
}

void namelist_free(struct namelist *l)
{
	free(l->names);
	*l = (struct namelist){ 0 };
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The names in a directory. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/strbuf.h"
#include "util/sysroot.h"

#define NAMES_MAX (1U << 20) /* entries of a directory */
#define ENTRIES_SIZE 32768   /* bytes, as readdir(3) reads at a time */

struct reader {
	int fd; /* the directory */
	bool dirs_only;
	struct strbuf *text; /* the names, each with its NUL */
	size_t count;
};

/* Some file systems do not store the type in the directory. */
static bool is_dir(int fd, const struct dirent64 *de)
{
	struct stat st;

	if (de->d_type != DT_UNKNOWN)
		return de->d_type == DT_DIR;
	return fstatat(fd, de->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

static int add_names(struct reader *r, const char *entries, size_t size)
{
	const struct dirent64 *de;
	size_t at;

	for (at = 0; at < size; at += de->d_reclen) {
		de = (const void *)(entries + at);
		if (str_eq(de->d_name, ".") || str_eq(de->d_name, "..") ||
		    (r->dirs_only && !is_dir(r->fd, de)))
			continue;
		if (r->count == NAMES_MAX)
			return -EFBIG;
		strbuf_add(r->text, de->d_name, strlen(de->d_name) + 1);
		r->count++;
	}
	return 0;
}

/* Not readdir(3): fdopendir(3) makes three more system calls for each directory. */
static int read_names(struct reader *r)
{
	_Alignas(struct dirent64) char entries[ENTRIES_SIZE];
	ssize_t n;
	int rc = 0;

	do {
		n = getdents64(r->fd, entries, sizeof(entries));
		if (n > 0)
			rc = add_names(r, entries, (size_t)n);
	} while (n > 0 && rc == 0);
	return n < 0 ? -errno : rc;
}

/* One block of memory: the pointers, and the names behind them. */
int namelist_make(const struct strbuf *text, size_t count, struct namelist *ret)
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

int namelist_scan(int fd, bool dirs_only, struct namelist *ret)
{
	auto_strbuf struct strbuf text = { 0 };
	struct reader r = { .fd = fd, .dirs_only = dirs_only, .text = &text };
	int rc = read_names(&r);

	return rc < 0 ? rc : namelist_make(&text, r.count, ret);
}

int namelist_read(int fd, bool dirs_only, struct namelist *ret)
{
	int rc = namelist_scan(fd, dirs_only, ret);

	close(fd);
	return rc;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void namelist_sort(struct namelist *l)
{
	if (l->count)
		qsort(l->names, l->count, sizeof(*l->names), by_name);
}

void namelist_free(struct namelist *l)
{
	free(l->names);
	*l = (struct namelist){ 0 };
}

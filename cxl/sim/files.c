// SPDX-License-Identifier: GPL-2.0-only
/* Files of the simulated system: paths, attributes and links. */
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cxl/sim/build.h"
#include "cxl/sim/files.h"
#include "cxl/sim/state.h"
#include "cxl/sim/tree.h"
#include "util/num.h"

static void failed(const struct sim *s, const char *what, const struct sim_path *p, int err)
{
	fprintf(stderr, "cxl-sim: cannot %s %s/%s: %s\n", what, s->dir, p->s, strerror(-err));
}

struct sim_path sim_path_of(const char *fmt, ...)
{
	struct sim_path p;
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(p.s, sizeof(p.s), fmt, args);
	va_end(args);
	if (n < 0 || (size_t)n >= sizeof(p.s))
		p.s[0] = '\0';
	return p;
}

struct sim_path sim_path_up(struct sim_path p)
{
	char *slash = strrchr(p.s, '/');

	if (slash)
		*slash = '\0';
	else
		p.s[0] = '\0';
	return p;
}

struct sim_path sim_path_in(const struct sim_path *dir, const char *name)
{
	return sim_path_of("%s/%s", dir->s, name);
}

bool sim_path_below(const struct sim_path *p, const struct sim_path *dir)
{
	const char *rest = str_after(p->s, dir->s);

	return rest && *rest == '/';
}

bool sim_path_exists(const struct sim *s, const struct sim_path *p)
{
	struct stat st;

	return *p->s && fstatat(s->dirfd, p->s, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

static int delete_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

void sim_path_delete(const struct sim *s, const struct sim_path *p)
{
	char full[PATH_MAX + sizeof(p->s)];

	snprintf(full, sizeof(full), "%s/%s", s->dir, p->s);
	if (sim_path_exists(s, p) && nftw(full, delete_one, 16, FTW_DEPTH | FTW_PHYS) < 0)
		failed(s, "remove", p, -errno);
}

void sim_dir_create(const struct sim *s, const struct sim_path *p)
{
	int rc = build_dir(s->dirfd, p->s);

	if (rc < 0)
		failed(s, "create", p, rc);
}

int sim_path_rename(const struct sim *s, const struct sim_path *from, const struct sim_path *to)
{
	struct sim_path dir = sim_path_up(*to);

	if (!sim_path_exists(s, from))
		return -ENOENT;
	sim_dir_create(s, &dir);
	if (renameat(s->dirfd, from->s, s->dirfd, to->s) == 0)
		return 0;
	failed(s, "move", from, -errno);
	return -EIO;
}

static int compare_names(const void *a, const void *b)
{
	const char *x = *(char *const *)a, *y = *(char *const *)b;
	size_t m = strlen(x), n = strlen(y);

	return m != n ? (m > n) - (m < n) : strcmp(x, y);
}

struct namelist sim_dir_names(const struct sim *s, const struct sim_path *dir)
{
	struct namelist l = { 0 };
	int fd = openat(s->dirfd, dir->s, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && namelist_read(fd, false, &l) == 0 && l.count)
		qsort(l.names, l.count, sizeof(char *), compare_names);
	return l;
}

struct sim_attr sim_attr_get(const struct sim *s, const struct sim_path *dir, const char *name)
{
	struct sim_path p = sim_path_in(dir, name);
	auto_free char *text = NULL;
	struct sim_attr a = { "" };
	size_t len;

	if (sim_read_file(s->dirfd, p.s, &text, &len) < 0)
		return a;
	if (len && text[len - 1] == '\n')
		text[len - 1] = '\0';
	snprintf(a.s, sizeof(a.s), "%s", text);
	return a;
}

bool sim_attr_is(const struct sim *s, const struct sim_path *dir, const char *name,
		 const char *value)
{
	return str_eq(sim_attr_get(s, dir, name).s, value);
}

u64 sim_attr_number(const struct sim *s, const struct sim_path *dir, const char *name)
{
	u64 v;

	return num_u64(sim_attr_get(s, dir, name).s, 0, &v) < 0 ? 0 : v;
}

void sim_attr_set(const struct sim *s, const struct sim_path *dir, const char *name,
		  const char *fmt, ...)
{
	struct sim_path p = sim_path_in(dir, name);
	char text[512];
	va_list args;
	int n, rc;

	va_start(args, fmt);
	n = vsnprintf(text, sizeof(text) - 1, fmt, args);
	va_end(args);
	if (n < 0 || (size_t)n >= sizeof(text) - 1)
		return;
	memcpy(text + n, "\n", 2);
	rc = build_file(s->dirfd, p.s, "");
	if (rc == 0)
		rc = sim_write_file(s->dirfd, p.s, text, (size_t)n + 1);
	if (rc < 0)
		failed(s, "write", &p, rc);
}

struct sim_attr sim_store_text(const char *value)
{
	struct sim_attr a;
	size_t len = strlen(value);

	if (len && value[len - 1] == '\n')
		len--;
	snprintf(a.s, sizeof(a.s), "%.*s", (int)MIN(len, sizeof(a.s) - 1), value);
	return a;
}

int sim_store_u64(const char *value, u64 *ret)
{
	return num_u64(sim_store_text(value).s, 0, ret);
}

/* A path in state/errors stays there when the file is removed, and applies to a new one. */
void sim_attr_write_only(struct sim *s, const struct sim_path *dir, const char *name)
{
	struct sim_path p = sim_path_in(dir, name);
	auto_close int fd = -1;
	size_t i;

	if (build_file(s->dirfd, p.s, "") < 0 || fchmodat(s->dirfd, p.s, 0200, 0) < 0)
		failed(s, "create", &p, -EIO);
	for (i = 0; i < s->error_count; i++)
		if (str_eq(s->errors[i].path, p.s))
			return;
	fd = sim_open_file(s->statefd, "errors", O_WRONLY | O_CREAT | O_APPEND);
	if (fd < 0 || dprintf(fd, "%s %s\n", p.s, errno_to_name(-EACCES)) < 0)
		failed(s, "create", &p, fd < 0 ? fd : -errno);
}

struct sim_attr sim_link_base(const struct sim *s, const struct sim_path *dir, const char *name)
{
	struct sim_path p = sim_path_in(dir, name);
	struct sim_attr a = { "" };
	char target[512];
	ssize_t n = readlinkat(s->dirfd, p.s, target, sizeof(target) - 1);

	if (n < 0)
		return a;
	target[n] = '\0';
	snprintf(a.s, sizeof(a.s), "%s", path_base(target));
	return a;
}

void sim_link_set(const struct sim *s, const struct sim_path *at, const struct sim_path *target)
{
	struct sim_path dir = sim_path_up(*at);
	char text[2 * sizeof(at->s)];
	const char *from = at->s, *to = target->s, *a, *b;
	size_t n = 0;

	/* Skip the directories that both have in common. */
	for (a = from, b = to; *a && *a == *b; a++, b++)
		if (*a == '/') {
			from = a + 1;
			to = b + 1;
		}
	for (; (from = strchr(from, '/')) && n + 4 < sizeof(text); from++) {
		memcpy(text + n, "../", 3);
		n += 3;
	}
	snprintf(text + n, sizeof(text) - n, "%s", to);
	sim_dir_create(s, &dir);
	unlinkat(s->dirfd, at->s, 0);
	if (symlinkat(text, s->dirfd, at->s) < 0)
		failed(s, "create", at, -errno);
}

// SPDX-License-Identifier: GPL-2.0-only
/* Where a dump is written: names, the directory, and its removal. */
#include <fcntl.h>
#include <limits.h>
#include <paths.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "cxl/dump/dump.h"

int dump_make_parents(int dir, const char *name)
{
	char path[PATH_MAX], *slash;

	snprintf(path, sizeof(path), "%s", name);
	for (slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdirat(dir, path, 0700) < 0 && errno != EEXIST)
			return -errno;
		*slash = '/';
	}
	return 0;
}

int dump_make_dir(int dir, const char *name)
{
	int rc = 0;

	if (mkdirat(dir, name, 0700) == 0 || errno == EEXIST)
		return 0;
	if (errno != ENOENT)
		return -errno;
	rc = dump_make_parents(dir, name);
	return rc == 0 && mkdirat(dir, name, 0700) < 0 && errno != EEXIST ? -errno : rc;
}

int dump_create(int dir, const char *name, mode_t mode)
{
	const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd = openat(dir, name, flags, mode), rc;

	if (fd < 0 && errno == ENOENT) {
		rc = dump_make_parents(dir, name);
		if (rc < 0)
			return rc;
		fd = openat(dir, name, flags, mode);
	}
	return fd < 0 ? -errno : fd;
}

int dump_open_null(void)
{
	return open(_PATH_DEVNULL, O_RDWR | O_CLOEXEC);
}

int dump_open_dir(struct dump *d, const struct dump_target *to, struct fail *why)
{
	const char *path = d->temp.path;
	int fd = -1, rc = to->archive ? temp_dir_create(&d->temp, "cxl-dump")
				      : temp_dir_create_at(&d->temp, to->name);

	if (rc == 0)
		fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (rc == 0 && fd < 0) {
		rc = -errno;
		temp_dir_remove(&d->temp);
	}
	if (rc < 0)
		return fail_set(why, rc, "write_failed",
				rc == -EEXIST ? "specify a new directory"
				: to->archive ? "set TMPDIR to another directory"
					      : "",
				"cannot create the directory%s%s: %s", to->archive ? " " : "",
				to->archive ? path : "", strerror(-rc));
	d->dir = fd;
	return 0;
}

void dump_close_dir(struct dump *d, const struct dump_target *to, bool keep)
{
	close(d->dir);
	if (keep && !to->archive)
		temp_dir_keep(&d->temp);
	else
		temp_dir_remove(&d->temp);
}

static void default_name(const char *host_name, char *buf, size_t size)
{
	struct utsname host = { .nodename = "" };
	time_t now = time(NULL);
	struct tm tm = { 0 };
	char date[32] = "";

	uname(&host);
	if (gmtime_r(&now, &tm))
		strftime(date, sizeof(date), "%Y%m%dT%H%M%SZ", &tm);
	snprintf(buf, size, "cxl-dump-%.64s-%s.tar.zst", host_name ? host_name : host.nodename,
		 date);
}

void dump_target_of(const char *path, const char *host, char *name, size_t size,
		    struct dump_target *ret)
{
	const bool to_stdout = path && str_eq(path, "-");
	const char *base;

	if (!path)
		default_name(host, name, size);
	path = to_stdout ? "cxl-dump.tar.zst" : path ? path : name;
	base = path_base(path);
	*ret = (struct dump_target){
		.name = path,
		.archive = dump_is_archive(path),
		.to_stdout = to_stdout,
	};
	snprintf(ret->top, sizeof(ret->top), "%.*s", (int)strcspn(base, "."), base);
	/* The name that the user gives may be that of the host or of a customer. */
	if (!*ret->top || (host && path != name))
		snprintf(ret->top, sizeof(ret->top), "cxl-dump");
}

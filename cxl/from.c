// SPDX-License-Identifier: GPL-2.0-only
/* --from: a dump in place of the running system. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/from.h"
#include "cxl/unpack.h"
#include "util/sysroot.h"

#define MANIFEST "manifest.json"

static bool is_dump(const char *path)
{
	char manifest[PATH_MAX];
	struct stat st;

	return path_join(manifest, sizeof(manifest), path, MANIFEST) == 0 &&
	       lstat(manifest, &st) == 0 && S_ISREG(st.st_mode);
}

/* The dump is in the directory @path, or in its only subdirectory, as in an archive. */
static int find_root(struct from *f, const char *path, struct fail *why)
{
	auto_namelist struct namelist names = { 0 };
	int rc;

	if (is_dump(path)) {
		snprintf(f->root, sizeof(f->root), "%s", path);
		return 0;
	}
	rc = namelist_read(open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), true,
			   &names);
	if (rc == 0 && names.count == 1 &&
	    path_join(f->root, sizeof(f->root), path, names.names[0]) == 0 && is_dump(f->root))
		return 0;
	return fail_set(why, -EINVAL, "no_dump", "use --sysroot for other copies of /sys",
			"it is no dump: there is no " MANIFEST);
}

static int unpack_to(struct from *f, int fd, struct fail *why)
{
	auto_close int dir = -1;
	int rc = temp_dir_create(&f->temp, "cxl-from");

	if (rc == 0)
		dir = open(f->temp.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (rc == 0 && dir < 0)
		rc = -errno;
	if (rc < 0)
		return fail_set(why, rc, "write_failed", "set TMPDIR to another directory",
				"cannot create a temporary directory: %s", strerror(-rc));
	return unpack(fd, dir, why);
}

int from_open(struct from *f, const char *path, struct fail *why)
{
	auto_close int fd =
		str_eq(path, "-") ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	int rc;

	if (fd < 0 || fstat(fd, &st) < 0)
		return fail_set(why, -errno, "read_failed", "", "cannot open the dump: %s",
				strerror(errno));
	if (S_ISDIR(st.st_mode) && str_eq(path, "-"))
		return fail_set(why, -EISDIR, "read_failed", "specify its name",
				"cannot read the archive: %s", strerror(EISDIR));
	if (S_ISDIR(st.st_mode))
		return find_root(f, path, why);
	rc = unpack_to(f, fd, why);
	if (rc == 0)
		rc = find_root(f, f->temp.path, why);
	if (rc < 0)
		from_close(f);
	return rc;
}

void from_close(struct from *f)
{
	temp_dir_remove(&f->temp);
	f->root[0] = '\0';
}

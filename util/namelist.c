// SPDX-License-Identifier: LGPL-2.1-or-later
/* The names in a directory. */
#include <stdlib.h>
#include <unistd.h>

#include "util/array.h"
#include "util/sysroot.h"

#define NAMES_MAX (1U << 20) /* entries of a directory */

static int namelist_add(struct namelist *l, const char *name)
{
	char **names = array_grow(l->names, l->count, sizeof(*names));

	if (!names)
		return -ENOMEM;
	l->names = names;
	l->names[l->count] = strdup(name);
	if (!l->names[l->count])
		return -ENOMEM;
	l->count++;
	return 0;
}

int namelist_read(int fd, bool dirs_only, struct namelist *ret)
{
	auto_dir DIR *dir = fdopendir(fd);
	struct namelist l = { 0 };
	struct dirent *de;
	int rc = 0;

	if (!dir) {
		rc = -errno;
		close(fd);
		return rc;
	}
	while (rc == 0) {
		errno = 0;
		de = readdir(dir);
		if (!de) {
			rc = -errno;
			break;
		}
		if (!str_eq(de->d_name, ".") && !str_eq(de->d_name, "..") &&
		    (!dirs_only || de->d_type == DT_DIR))
			rc = l.count < NAMES_MAX ? namelist_add(&l, de->d_name) : -EFBIG;
	}
	if (rc < 0)
		namelist_free(&l);
	else
		*ret = l;
	return rc;
}

void namelist_free(struct namelist *l)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		free(l->names[i]);
	free(l->names);
	*l = (struct namelist){ 0 };
}

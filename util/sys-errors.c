// SPDX-License-Identifier: LGPL-2.1-or-later
/* Errors of look-ups below /sys. */
#include <stdio.h>
#include <stdlib.h>

#include "util/sys-errors.h"

struct sys_errors *sys_errors_new(void)
{
	struct sys_errors *e = calloc(1, sizeof(*e));

	if (e)
		pthread_mutex_init(&e->mutex, NULL);
	return e;
}

void sys_errors_free(struct sys_errors *e)
{
	if (e)
		pthread_mutex_destroy(&e->mutex);
	free(e);
}

bool sys_is_absent(int err)
{
	if (err == -EACCES || err == -EPERM)
		return geteuid() != 0;
	return err == -ENOENT || err == -ENOTDIR || err == -ENODEV;
}

static bool known(const struct sys_errors *e, const char *path, int err)
{
	size_t i;

	for (i = 0; i < MIN(e->count, (size_t)SYS_ERRORS_MAX); i++)
		if (e->at[i].err == err && str_eq(e->at[i].path, path))
			return true;
	return false;
}

int sys_error_note(const struct sysroot *root, enum sys_tree tree, const char *path, int err)
{
	struct sys_errors *e = root->errors;
	char full[sizeof(e->at[0].path)];

	if (err >= 0 || !e || sys_is_absent(err) ||
	    (root->documented && root->documented(path, err)))
		return err;
	snprintf(full, sizeof(full), "%s/%s", sys_tree_name(tree), path);
	pthread_mutex_lock(&e->mutex);
	if (!known(e, full, err)) {
		if (e->count < SYS_ERRORS_MAX) {
			memcpy(e->at[e->count].path, full, sizeof(full));
			e->at[e->count].err = err;
		}
		e->count++;
	}
	pthread_mutex_unlock(&e->mutex);
	return err;
}

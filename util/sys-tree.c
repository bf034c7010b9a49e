// SPDX-License-Identifier: LGPL-2.1-or-later
/* The names of the trees of a system root. */
#include "util/sysroot.h"

static const char *const names[TREE_COUNT] = {
	"/sys", "/proc",    "/dev",  "/etc",	 "/usr/lib", "/var/log",
	"/run", "/var/lib", "/boot", "/replies", "/memdevs",
};

const char *sys_tree_name(enum sys_tree tree)
{
	return names[tree];
}

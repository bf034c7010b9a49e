/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files of debugfs that belong to CXL devices. */
#ifndef CXL_TOPO_DEBUGFS_H
#define CXL_TOPO_DEBUGFS_H

#include "cxl/lib/topo/topo.h"

/* Look for debugfs, and read the names in its directory "cxl": a part of topo_scan(). */
void topo_list_debugfs(struct topo *t);
/*
 * 0: the file, relative to the directory "cxl" of debugfs, exists. -ENOENT: no such file; -ENODATA:
 * debugfs is not mounted; other errors: not known.
 */
int topo_debugfs_check(const struct topo *t, const char *path) MUST_CHECK;
/* OUTCOME_UNSUPPORTED: debugfs is not mounted, and how to mount it. */
int topo_no_debugfs(struct fail *why);

#endif

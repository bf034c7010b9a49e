/* SPDX-License-Identifier: GPL-2.0-only */
/* A temporary system root, built from a tree file in a string, and its topology. */
#ifndef TEST_FIXTURE_H
#define TEST_FIXTURE_H

#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>

#include "cxl/lib/topo/topo.h"
#include "cxl/sim/sim.h"
#include "test/unit/unit.h"

struct fixture {
	char dir[32];
	struct sysroot root;
	struct topo t;
};

static inline int fixture_remove(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

static inline void fixture_open(struct fixture *f, const char *tree)
{
	struct fail why = { 0 };
	int fd;

	strcpy(f->dir, "/tmp/fixture-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	fd = open(f->dir, O_RDONLY | O_DIRECTORY);
	assert_true(fd >= 0);
	assert_int_equal(mkdirat(fd, "state", 0700), 0);
	assert_int_equal(build_tree(fd, tree, strlen(tree), &why), 0);
	close(fd);
	assert_int_equal(sysroot_open(&f->root, f->dir), 0);
	assert_int_equal(topo_scan(&f->t, &f->root, TOPO_ALL, &why), 0);
}

static inline void fixture_close(struct fixture *f)
{
	topo_free(&f->t);
	sysroot_close(&f->root);
	nftw(f->dir, fixture_remove, 16, FTW_DEPTH | FTW_PHYS);
}

#define LINK(name, path) "l sys/bus/cxl/devices/" name " ../../../" path "\n"

#endif

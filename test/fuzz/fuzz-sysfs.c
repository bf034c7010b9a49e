// SPDX-License-Identifier: GPL-2.0-only
/* The input is a captured tree, listed with "cxl list -vvv" in several formats. */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cxl/common.h"
#include "cxl/sim/sim.h"
#include "test/fuzz/fuzz.h"

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

static void list(const char *dir, const char *a, const char *b, const char *c)
{
	char *argv[] = { (char *)"cxl", (char *)"list", (char *)"--sysroot", (char *)dir,
			 (char *)a,	(char *)b,	(char *)c,	     NULL };
	int rc = tool_main(&cxl_tool, c ? 7 : b ? 6 : 5, argv);

	check(rc == EXIT_DONE || rc == EXIT_FAILED);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char dir[] = "/dev/shm/fuzz-sysfs-XXXXXX";
	struct fail why = { 0 };
	static bool quiet;
	int fd;

	if (!quiet) {
		check(freopen("/dev/null", "w", stdout));
		quiet = true;
	}
	check(mkdtemp(dir));
	fd = open(dir, O_RDONLY | O_DIRECTORY);
	check(fd >= 0 && mkdirat(fd, "state", 0700) == 0);
	mkdirat(fd, "sys", 0700);
	/* An invalid line ends the parsing; list the part of the tree before it. */
	if (build_tree(fd, (const char *)data, size, &why) <= 0) {
		list(dir, "-vvv", "-u", NULL);
		list(dir, "--format", "tree", NULL);
		list(dir, "-vvv", "--format=table", "-mmem0");
	}
	close(fd);
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return 0;
}

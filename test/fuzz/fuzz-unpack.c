// SPDX-License-Identifier: GPL-2.0-only
/*
 * Archives of --from. The first byte is odd: a tar archive is made of the rest, entry by entry, so
 * that checksums do not have to be guessed; else the rest is the archive.
 */
#include "fuzz.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/unpack.h"
#include "util/sysroot.h"
#include "util/temp-dir.h"

#define BLOCK 512

/* Offsets in a header (POSIX ustar). */
enum { NAME = 0, MODE = 100, SIZE = 124, SUM = 148, TYPE = 156, LINK = 157, MAGIC = 257 };

struct input {
	const uint8_t *at, *end;
};

static uint8_t take(struct input *in)
{
	return in->at < in->end ? *in->at++ : 0;
}

static void put(int fd, const void *data, size_t len)
{
	check(write(fd, data, len) == (ssize_t)len);
}

/* A length and that many bytes, at most @max. */
static size_t take_bytes(struct input *in, char *to, size_t max)
{
	size_t len = take(in);

	len = MIN(len, max);
	len = MIN(len, (size_t)(in->end - in->at));
	memcpy(to, in->at, len);
	in->at += len;
	return len;
}

static void add_entry(struct input *in, int fd)
{
	char header[BLOCK] = { 0 }, data[BLOCK] = { 0 };
	unsigned int sum = 0, i;
	size_t len;

	header[TYPE] = (char)take(in);
	take_bytes(in, header + NAME, 100);
	take_bytes(in, header + LINK, 100);
	len = take_bytes(in, data, 255);
	snprintf(header + MODE, 8, "%07o", 0777U & (take(in) * 2U));
	snprintf(header + SIZE, 12, "%011o", (unsigned int)len);
	memcpy(header + MAGIC, "ustar\00000", 8);
	memset(header + SUM, ' ', 8);
	for (i = 0; i < BLOCK; i++)
		sum += (uint8_t)header[i];
	snprintf(header + SUM, 8, "%06o", sum);
	put(fd, header, BLOCK);
	if (len)
		put(fd, data, BLOCK);
}

static int check_entry(const char *path, const struct stat *st, int type, struct FTW *at)
{
	check(S_ISREG(st->st_mode) || S_ISDIR(st->st_mode) || S_ISLNK(st->st_mode));
	check(S_ISLNK(st->st_mode) || (st->st_mode & 07077) == 0);
	check(!S_ISREG(st->st_mode) || st->st_nlink == 1);
	check(at->level <= UNPACK_DEPTH_MAX + 1);
	return 0;
}

static void unpack_in(int fd, const char *dir)
{
	auto_close int at = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct fail why = { 0 };
	int rc;

	check(at >= 0);
	rc = unpack(fd, at, &why);
	check(rc <= 0 && (rc == 0 || (why.err == rc && *why.message)));
	check(nftw(dir, check_entry, 16, FTW_PHYS) == 0);
}

static void check_outside(const char *top)
{
	auto_namelist struct namelist names = { 0 };

	check(namelist_read(open(top, O_RDONLY | O_DIRECTORY | O_CLOEXEC), false, &names) == 0);
	check(names.count == 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct rlimit limit = { 1 << 20, RLIM_INFINITY };
	struct input in = { data, data + size };
	const bool memory = access("/dev/shm", W_OK) == 0; /* much faster than a disk */
	char top[32], dir[40];
	int fd = memfd_create("archive", MFD_CLOEXEC);

	snprintf(top, sizeof(top), "%s/unpack-XXXXXX", memory ? "/dev/shm" : "/tmp");
	check(fd >= 0 && mkdtemp(top));
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	if (take(&in) & 1)
		while (in.at < in.end)
			add_entry(&in, fd);
	else
		put(fd, in.at, (size_t)(in.end - in.at));
	check(lseek(fd, 0, SEEK_SET) == 0);
	snprintf(dir, sizeof(dir), "%s/dir", top);
	check(mkdir(dir, 0700) == 0);
	unpack_in(fd, dir);
	check_outside(top);
	close(fd);
	tree_remove(top);
	check(access(top, F_OK) < 0);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-only
/* Numbers of device nodes of the running system. */
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "unit.h"
#include "util/device-number.h"

static struct sysroot root;

static int open_root(void **state)
{
	return sysroot_open(&root, NULL);
}

static int close_root(void **state)
{
	sysroot_close(&root);
	return 0;
}

static int read_fd(int fd, struct device_number *ret)
{
	char path[40];

	snprintf(path, sizeof(path), "self/fd/%d", fd);
	return device_number_read(&root, TREE_PROC, path, ret);
}

static void a_node_has_a_number(void **state)
{
	struct device_number n;
	int fd = open("/dev/null", O_RDONLY);

	assert_int_equal(read_fd(fd, &n), 0);
	assert_int_equal(n.kind, DEVICE_CHAR);
	assert_string_equal(n.text, "1:3");
	close(fd);
	assert_int_equal(read_fd(fd, &n), -ENOENT);
}

/* A mount of the user 1. Nothing answers its requests: there must be none. */
static int open_fuse(int *device)
{
	char options[80];

	*device = open("/dev/fuse", O_RDWR);
	snprintf(options, sizeof(options), "fd=%d,rootmode=40000,user_id=1,group_id=1", *device);
	if (*device < 0 || unshare(CLONE_NEWNS) < 0 ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ||
	    mount("test", "/tmp", "fuse", MS_NOSUID | MS_NODEV, options) < 0)
		return -errno;
	return open("/tmp", O_PATH);
}

/* Only root has a mount of another user. */
static void fuse_of_another_user_has_no_devices(void **state)
{
	struct device_number n;
	struct statx st;
	int device, fd = open_fuse(&device);

	if (fd < 0 || statx(fd, "", AT_EMPTY_PATH, STATX_TYPE, &st) == 0)
		skip();
	assert_int_equal(errno, EACCES);
	assert_int_equal(read_fd(fd, &n), 0);
	assert_int_equal(n.kind, DEVICE_NONE);
	close(fd);
	close(device);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_node_has_a_number),
		cmocka_unit_test(fuse_of_another_user_has_no_devices),
	};

	return cmocka_run_group_tests(tests, open_root, close_root);
}

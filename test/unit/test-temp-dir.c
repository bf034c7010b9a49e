// SPDX-License-Identifier: GPL-2.0-only
/* Removal of directories: deep ones, links, few open files. */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#include "util/temp-dir.h"

#define DEPTH 70

static char top[64];

static void new_top(void)
{
	strcpy(top, "/tmp/temp-dir-XXXXXX");
	assert_non_null(mkdtemp(top));
}

static void add_file(int dir, const char *name)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT, 0600);

	assert_true(fd >= 0);
	close(fd);
}

/* A chain of directories, with files in each. The path of the last one is longer than PATH_MAX. */
static void add_chain(const char *name)
{
	int at = open(top, O_RDONLY | O_DIRECTORY), next, i;

	assert_true(at >= 0);
	for (i = 0; i < DEPTH; i++) {
		assert_int_equal(mkdirat(at, name, 0700), 0);
		next = openat(at, name, O_RDONLY | O_DIRECTORY);
		assert_true(next >= 0);
		add_file(at, "file");
		assert_int_equal(mkdirat(next, "empty", 0700), 0);
		close(at);
		at = next;
	}
	close(at);
}

static void deep_directories_are_removed(void **state)
{
	char name[201];

	memset(name, 'a', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	new_top();
	add_chain(name);
	add_chain(".remove-0");
	add_chain("b");
	tree_remove(top);
	assert_true(access(top, F_OK) < 0);
}

static void few_open_files_suffice(void **state)
{
	struct rlimit old, few = { 8, 8 };

	new_top();
	add_chain("a");
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
	few.rlim_max = old.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
	tree_remove(top);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
	assert_true(access(top, F_OK) < 0);
}

static void links_are_not_followed(void **state)
{
	char other[64], link[96], file[96];

	new_top();
	strcpy(other, top);
	snprintf(file, sizeof(file), "%s/file", other);
	close(open(file, O_WRONLY | O_CREAT, 0600));
	new_top();
	snprintf(link, sizeof(link), "%s/link", top);
	assert_int_equal(symlink(other, link), 0);
	tree_remove(link);
	assert_int_equal(access(link, F_OK), 0);
	tree_remove(top);
	assert_true(access(top, F_OK) < 0);
	assert_int_equal(access(file, F_OK), 0);
	tree_remove(file);
	assert_int_equal(access(file, F_OK), 0);
	tree_remove(other);
	assert_true(access(other, F_OK) < 0);
	tree_remove(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deep_directories_are_removed),
		cmocka_unit_test(few_open_files_suffice),
		cmocka_unit_test(links_are_not_followed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

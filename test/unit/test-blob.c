// SPDX-License-Identifier: GPL-2.0-only
/* Output files that are overwritten. */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "unit.h"

#include "util/blob.h"
#include "util/cleanup.h"

static const char old[] = "old content";

/* The file "a" with a second link "b", in a new directory, which becomes the working directory. */
static int setup(void **state)
{
	char dir[] = "/tmp/cxl-blob-XXXXXX";

	if (!mkdtemp(dir) || chdir(dir) < 0 || blob_write("a", old, strlen(old)) < 0)
		return -1;
	*state = strdup(dir);
	return link("a", "b");
}

static int teardown(void **state)
{
	int rc = unlink("a") | unlink("b") | chdir("/") | rmdir(*state);

	free(*state);
	return rc;
}

static void check_content(const char *path, const void *want, size_t want_len)
{
	auto_free u8 *data = NULL;
	size_t len = 0;

	assert_int_equal(blob_read(path, 4096, &data, &len), 0);
	assert_int_equal(len, want_len);
	assert_memory_equal(data, want, len);
}

/* The limit may be more than the memory. */
static void a_buffer_is_as_large_as_the_file(void **state)
{
	static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 200000 };
	u8 *data = NULL;
	size_t i, len = 0;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		auto_free u8 *want = calloc(1, sizes[i] + 1);

		memset(want, 'x', sizes[i]);
		assert_int_equal(blob_write("a", want, sizes[i]), 0);
		assert_int_equal(blob_read("a", SIZE_MAX / 4, &data, &len), 0);
		assert_int_equal(len, sizes[i]);
		assert_memory_equal(data, want, len);
		free(data);
		if (!len)
			continue;
		assert_int_equal(blob_read("a", len - 1, &data, &len), -EFBIG);
		assert_int_equal(blob_read("a", len, &data, &len), 0);
		free(data);
	}
}

static void all_links_have_the_new_content(void **state)
{
	check_content("b", old, strlen(old));
	assert_int_equal(blob_write("a", "a longer text than before", 25), 0);
	check_content("b", "a longer text than before", 25);
	assert_int_equal(blob_write("b", "short", 5), 0);
	check_content("a", "short", 5);
	assert_int_equal(blob_write("a", "", 0), 0);
	check_content("b", "", 0);
}

static void the_old_content_remains_until_the_output_is_complete(void **state)
{
	struct outfile o;

	assert_int_equal(outfile_open(&o, "a"), 0);
	assert_true(fputs("incomplete", o.f) >= 0);
	assert_int_equal(fflush(o.f), 0);
	check_content("b", old, strlen(old));
	assert_int_equal(outfile_close(&o, false), 0);
	check_content("b", old, strlen(old));
}

static void the_old_content_remains_if_there_is_no_space(void **state)
{
	const struct rlimit limit = { 16, RLIM_INFINITY };
	struct rlimit before;
	char text[64];
	int rc;

	memset(text, 'x', sizeof(text));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	rc = blob_write("a", text, sizeof(text));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(rc, -EFBIG);
	check_content("b", old, strlen(old));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_buffer_is_as_large_as_the_file, setup, teardown),
		cmocka_unit_test_setup_teardown(all_links_have_the_new_content, setup, teardown),
		cmocka_unit_test_setup_teardown(
			the_old_content_remains_until_the_output_is_complete, setup, teardown),
		cmocka_unit_test_setup_teardown(the_old_content_remains_if_there_is_no_space, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

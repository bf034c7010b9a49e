// SPDX-License-Identifier: GPL-2.0-only
/* Trace instances and sessions, on a tracefs that is a directory, a pipe and functions. */
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <tracefs.h>
#include <unistd.h>

#include "cxl/lib/trace/session.h"
#include "trace-format.h"

#define PAGE 4096
#define TYPE 700 /* of the event */

static char dir[] = "/tmp/test-session.XXXXXX";
static struct sysroot root;
static int pipe_fds[2];
static char written[4096];  /* "FILE=VALUE " for each write */
static const char *enabled; /* events/cxl/enable of the instance; NULL: absent */
static int type;	    /* of the event, in its format */
static int format_reads;

struct tracefs_instance {
	bool is_new;
};

static int fake_set_tracing_dir(char *tracing_dir)
{
	return 0;
}

static const char *fake_tracing_dir(void)
{
	return dir;
}

static char *instance_path(const char *name)
{
	char *path = NULL;

	assert_true(asprintf(&path, "%s/instances/%s", dir, name) > 0);
	return path;
}

static int fake_instances_walk(int (*callback)(const char *name, void *data), void *context)
{
	auto_free char *path = instance_path("");
	DIR *d = opendir(path);
	struct dirent *e;

	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			callback(e->d_name, context);
	closedir(d);
	return 0;
}

static struct tracefs_instance *fake_instance_create(const char *name)
{
	auto_free char *path = instance_path(name);
	struct tracefs_instance *i = calloc(1, sizeof(*i));

	assert_non_null(i);
	i->is_new = mkdir(path, 0700) == 0;
	return i;
}

static bool fake_instance_is_new(struct tracefs_instance *instance)
{
	return instance->is_new;
}

static void fake_instance_free(struct tracefs_instance *instance)
{
	free(instance);
}

static char *text(const char *s, int *len)
{
	*len = s ? (int)strlen(s) : 0;
	return s ? strdup(s) : NULL;
}

static char *fake_instance_file_read(struct tracefs_instance *instance, const char *file,
				     int *psize)
{
	static const char header[] =
		"	field: u64 timestamp;	offset:0;	size:8;	signed:0;\n"
		"	field: local_t commit;	offset:8;	size:8;	signed:1;\n"
		"	field: int overwrite;	offset:8;	size:1;	signed:1;\n"
		"	field: char data;	offset:16;	size:4080;	signed:1;\n";

	return text(strstr(file, "header_page") ? header : enabled, psize);
}

static int fake_instance_file_write(struct tracefs_instance *instance, const char *file,
				    const char *str)
{
	const size_t len = strlen(written);

	if (strstr(file, "cxl/enable") && !enabled) {
		errno = ENOENT;
		return -1;
	}
	snprintf(written + len, sizeof(written) - len, "%s=%s ", file, str);
	return (int)strlen(str);
}

static bool fake_file_exists(struct tracefs_instance *instance, const char *name)
{
	return enabled != NULL;
}

static char **fake_system_events(const char *tracing_dir, const char *system)
{
	char **list = calloc(2, sizeof(*list));

	assert_non_null(list);
	list[0] = strdup("cxl_new");
	format_reads++;
	return list;
}

static void fake_list_free(char **list)
{
	if (list)
		free(list[0]);
	free(list);
}

static char *fake_event_file_read(struct tracefs_instance *instance, const char *system,
				  const char *event, const char *file, int *psize)
{
	char *s = NULL;

	*psize = asprintf(&s, "name: cxl_new\nID: %d\nformat:\n" COMMON "print fmt: \"\"\n", type);
	assert_true(*psize > 0);
	return s;
}

static int fake_instance_file_open(struct tracefs_instance *instance, const char *file, int mode)
{
	if (strstr(file, "cpu0/") || strcmp(file, "trace_pipe") == 0)
		return fcntl(pipe_fds[0], F_DUPFD_CLOEXEC, 0);
	errno = ENOENT;
	return -1;
}

/* A directory without @content. */
static void make_path(const char *name, const char *content)
{
	auto_free char *path = NULL;
	auto_file FILE *f = NULL;

	assert_true(asprintf(&path, "%s/%s", dir, name) > 0);
	if (!content) {
		assert_int_equal(mkdir(path, 0700), 0);
		return;
	}
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(content, f) >= 0);
}

static void remove_path(const char *name)
{
	auto_free char *path = NULL;

	assert_true(asprintf(&path, "%s/%s", dir, name) > 0);
	assert_int_equal(remove(path), 0);
}

/* A page with one record of each type. */
static void feed(const u16 *types, size_t count)
{
	u8 page[PAGE] = { 0 };
	size_t i, at = 16;

	for (i = 0; i < count; i++, at += 12) {
		memcpy(page + at, &(u32){ 2 | 1 << 5 }, 4);
		memcpy(page + at + 4, &types[i], 2);
	}
	memcpy(page + 8, &(u64){ at - 16 }, 8);
	assert_int_equal(write(pipe_fds[1], page, PAGE), PAGE);
}

static void session_open(struct trace_session *s)
{
	struct fail why = { 0 };

	*written = '\0';
	format_reads = 0;
	assert_int_equal(trace_session_open(s, &root, "mono", &why), 0);
}

/* Returns the number of events. */
static int read_all(struct trace_session *s, u64 *lost)
{
	struct trace_record t;
	struct tep_record data;
	int rc, events = 0;
	u64 n;

	for (*lost = 0; (rc = trace_session_next(s, &t, &data, &n)) > 0; *lost += n)
		events += t.event != NULL;
	assert_int_equal(rc, 0);
	*lost += n;
	return events;
}

/* Stack traces and markers have types of ftrace. */
static void records_that_are_not_events_are_skipped(void **state)
{
	static const u16 types[] = { TYPE, 4, 12, 5, TYPE, 0 };
	struct trace_session s;
	u64 lost;

	session_open(&s);
	assert_int_equal(format_reads, 1);
	feed(types, ARRAY_SIZE(types));
	assert_int_equal(read_all(&s, &lost), 2);
	assert_int_equal(lost, 0);
	assert_int_equal(format_reads, 1);
	trace_session_close(&s);
}

/* Their formats are looked for once. */
static void unknown_events_are_counted_as_lost(void **state)
{
	static const u16 types[] = { TYPE, 800, 800, 800, TYPE };
	struct trace_session s;
	u64 lost;

	session_open(&s);
	feed(types, ARRAY_SIZE(types));
	assert_int_equal(read_all(&s, &lost), 2);
	assert_int_equal(lost, 3);
	assert_int_equal(format_reads, 2);
	feed(types + 1, 1);
	assert_int_equal(read_all(&s, &lost), 0);
	assert_int_equal(lost, 1);
	assert_int_equal(format_reads, 2);
	trace_session_close(&s);
}

static void formats_of_a_new_module_are_read(void **state)
{
	static const u16 types[] = { 801, 801 };
	struct trace_session s;
	u64 lost;

	session_open(&s);
	type = 801;
	feed(types, ARRAY_SIZE(types));
	assert_int_equal(read_all(&s, &lost), 2);
	assert_int_equal(lost, 0);
	assert_int_equal(format_reads, 2);
	trace_session_close(&s);
}

static void the_instance_has_its_own_options(void **state)
{
	struct trace_session s;
	struct fail why = { 0 };

	session_open(&s);
	assert_string_equal(written, "trace_clock=mono options/stacktrace=0 "
				     "options/userstacktrace=0 options/overwrite=1 "
				     "options/block=0 buffer_size_kb=256 "
				     "events/cxl/enable=1 ");
	*written = '\0';
	assert_int_equal(trace_session_stop(&s, &why), 0);
	assert_string_equal(written, "tracing_on=0 ");
	trace_session_close(&s);
}

static void check_update(struct trace_session *s, int expected)
{
	const struct pollfd idle[TRACE_FDS] = { 0 };
	struct fail why = { 0 };

	assert_int_equal(trace_session_update(s, idle, &why), expected);
	if (expected < 0) {
		assert_int_equal(why.outcome, OUTCOME_UNSUPPORTED);
		assert_string_equal(why.message, "CXL trace events are not supported by this "
						 "kernel (needs Linux 6.3)");
	}
}

/* Before and after the start of the session. */
static void a_module_without_events_is_not_supported(void **state)
{
	struct fail why = { 0 };
	struct trace_session s;

	enabled = NULL;
	session_open(&s);
	assert_false(s.present);
	check_update(&s, 0);
	enabled = "0\n";
	check_update(&s, 0);
	assert_true(s.present);
	enabled = NULL;
	make_path("sys/bus/cxl", NULL);
	check_update(&s, -EOPNOTSUPP);
	assert_false(s.present);
	trace_session_close(&s);
	assert_int_equal(trace_session_open(&s, &root, NULL, &why), -EOPNOTSUPP);
	trace_session_close(&s);
	remove_path("sys/bus/cxl");
}

static bool exists(int pid, const char *suffix)
{
	auto_free char *path = NULL;

	assert_true(asprintf(&path, "%s/instances/cxl-monitor-%d%s", dir, pid, suffix) > 0);
	return access(path, F_OK) == 0;
}

/* Here, what is in an instance keeps it from being removed, as a user of it does in tracefs. */
static void instances_of_others_are_neither_used_nor_removed(void **state)
{
	auto_free char *used = NULL, *path = NULL;
	struct trace_instance i = { 0 };
	struct fail why = { 0 };

	assert_true(asprintf(&path, "instances/cxl-monitor-%d", (int)getpid()) > 0);
	assert_true(asprintf(&used, "%s/used", path) > 0);
	make_path(path, NULL);
	make_path(used, NULL);
	make_path("instances/cxl-monitor-99999999", NULL);
	make_path("instances/cxl-monitor-99999999-1", NULL);
	make_path("instances/cxl-monitor-99999999-x", NULL);
	make_path("instances/cxl-monitor-other", NULL);
	assert_int_equal(trace_instance_create(&i, &root, "cxl-monitor", &why), 0);
	assert_true(exists((int)getpid(), "-1"));
	assert_false(exists(99999999, ""));
	assert_false(exists(99999999, "-1"));
	assert_true(exists(99999999, "-x"));
	trace_instance_remove(&i);
	assert_false(exists((int)getpid(), "-1"));
	assert_true(exists((int)getpid(), "/used"));
	remove_path(used);
	remove_path(path);
	remove_path("instances/cxl-monitor-other");
	remove_path("instances/cxl-monitor-99999999-x");
}

/* All file descriptors up to the soft limit are in use. */
static void the_limit_of_file_descriptors_is_raised(void **state)
{
	auto_trace_parser struct tep_handle *tep = trace_parser_new();
	const struct trace_instance i = { 0 };
	struct trace_ring r = { 0 };
	struct rlimit before, limit;
	int *used, count = 0;

	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	limit = before;
	limit.rlim_cur = (rlim_t)sysconf(_SC_NPROCESSORS_CONF) + 100;
	if (limit.rlim_cur >= limit.rlim_max)
		skip();
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	used = calloc(limit.rlim_cur, sizeof(*used));
	assert_non_null(used);
	while ((used[count] = dup(pipe_fds[0])) >= 0)
		count++;
	assert_int_equal(errno, EMFILE);
	assert_int_equal(trace_ring_open(&r, &i, tep), 0);
	trace_ring_close(&r);
	while (count > 0)
		close(used[--count]);
	free(used);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
}

static void use_fakes(void)
{
	assert_int_equal(trace_library_load(NULL), 0);
	trace_lib.set_tracing_dir = fake_set_tracing_dir;
	trace_lib.tracing_dir = fake_tracing_dir;
	trace_lib.instances_walk = fake_instances_walk;
	trace_lib.instance_create = fake_instance_create;
	trace_lib.instance_is_new = fake_instance_is_new;
	trace_lib.instance_free = fake_instance_free;
	trace_lib.instance_file_read = fake_instance_file_read;
	trace_lib.instance_file_write = fake_instance_file_write;
	trace_lib.file_exists = fake_file_exists;
	trace_lib.system_events = fake_system_events;
	trace_lib.list_free = fake_list_free;
	trace_lib.event_file_read = fake_event_file_read;
	trace_lib.instance_file_open = fake_instance_file_open;
}

static int setup(void **state)
{
	assert_int_equal(pipe2(pipe_fds, O_NONBLOCK | O_CLOEXEC), 0);
	use_fakes();
	enabled = "1\n";
	type = TYPE;
	return 0;
}

static int teardown(void **state)
{
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	return 0;
}

static int make_dir(void **state)
{
	if (!mkdtemp(dir))
		return -1;
	make_path("instances", NULL);
	make_path("sys", NULL);
	make_path("sys/bus", NULL);
	make_path("proc", NULL);
	make_path("proc/mounts", "tracefs /sys/kernel/tracing tracefs rw 0 0\n");
	return sysroot_open(&root, dir);
}

static int remove_file(const char *path, const struct stat *st, int flags, struct FTW *ftw)
{
	return remove(path);
}

static int remove_dir(void **state)
{
	sysroot_close(&root);
	return nftw(dir, remove_file, 16, FTW_DEPTH | FTW_PHYS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(records_that_are_not_events_are_skipped),
		TEST(unknown_events_are_counted_as_lost),
		TEST(formats_of_a_new_module_are_read),
		TEST(the_instance_has_its_own_options),
		TEST(instances_of_others_are_neither_used_nor_removed),
		TEST(the_limit_of_file_descriptors_is_raised),
		TEST(a_module_without_events_is_not_supported),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}

// SPDX-License-Identifier: GPL-2.0-only
/* Filters and output of cxl monitor. */
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "cxl/monitor-filter.h"
#include "cxl/monitor-output.h"
#include "trace-format.h"

static char dir[] = "/tmp/test-monitor.XXXXXX";

static char *file(const char *name)
{
	char *path = NULL;

	assert_true(asprintf(&path, "%s/%s", dir, name) > 0);
	return path;
}

/* The caller frees the result. */
static char *read_text(const char *path)
{
	auto_file FILE *f = fopen(path, "r");
	char *text = calloc(1, 4096);

	assert_non_null(f);
	assert_non_null(text);
	assert_true(fread(text, 1, 4095, f) < 4095);
	return text;
}

static void check_text(const char *path, const char *expected)
{
	auto_free char *text = read_text(path);

	assert_string_equal(text, expected);
}

/* The fields that filters look at. */
static void make_media(struct format *f, struct content *c)
{
	format_start(f, "cxl_general_media");
	format_add(f, "__data_loc char[] memdev", 4, false);
	format_add(f, "int log", 4, true);
	format_add(f, "__data_loc char[] host", 4, false);
	format_add(f, "u64 serial", 8, false);
	format_add(f, "u32 hdr_flags", 4, false);
	format_end(f);
	*c = (struct content){ .len = 8 };
	put_location(c, f->offset, 5);
	put_number(c, 3, 4);
	put_location(c, f->offset + 5, 13);
	put_number(c, 0xfedcba9876543210, 8);
	put_number(c, 0x9, 4);
	put(c, "mem3", 5);
	put(c, "0000:0d:00.0", 13);
}

static bool matches(const struct format *f, struct content *c, struct monitor_filter filter)
{
	struct tep_record data = { .data = c->bytes, .size = c->len };
	const struct trace_record t = { f->event, &data };

	return monitor_filter_matches(&filter, &t);
}

static void filters_compare_the_fields_of_the_event(void **state)
{
	static const char *const yes[] = { "mem3",
					   "3",
					   "mem1,mem3",
					   "mem1 mem3",
					   "/dev/cxl/mem3",
					   "all",
					   "0d:00.0",
					   "0000:0D:00.0",
					   "serial:0xfedcba9876543210",
					   "serial:-81985529216486896" };
	static const char *const no[] = { "mem",      "mem33",		"4",
					  "serial:1", "/dev/cxl/mem33", "mem30,mem",
					  "03x",      "0c:00.0" };
	struct content c;
	struct format f;
	size_t i;

	make_media(&f, &c);
	for (i = 0; i < ARRAY_SIZE(yes); i++)
		assert_true(matches(&f, &c, (struct monitor_filter){ .memdevs = yes[i] }));
	for (i = 0; i < ARRAY_SIZE(no); i++)
		assert_false(matches(&f, &c, (struct monitor_filter){ .memdevs = no[i] }));
	assert_true(matches(&f, &c, (struct monitor_filter){ .events = "dram,general_media" }));
	assert_true(matches(&f, &c, (struct monitor_filter){ .events = "cxl_general_media" }));
	assert_false(matches(&f, &c, (struct monitor_filter){ .events = "dram,poison" }));
	/* The record is a warning in the log of fatal events. */
	assert_true(matches(&f, &c, (struct monitor_filter){ .severity = "fatal" }));
	memset(c.bytes + 12, 0, 4);
	assert_false(matches(&f, &c, (struct monitor_filter){ .severity = "failure" }));
	assert_true(matches(&f, &c, (struct monitor_filter){ .severity = "warning" }));
	assert_true(matches(&f, &c, (struct monitor_filter){ 0 }));
	trace_lib.tep_free(f.tep);
}

static void events_without_a_severity_are_not_filtered(void **state)
{
	struct content c = { .len = 9 };
	struct format f;

	format_start(&f, "cxl_poison");
	format_add(&f, "u8 trace_type", 1, false);
	format_end(&f);
	assert_true(matches(&f, &c, (struct monitor_filter){ .severity = "fatal" }));
	assert_false(matches(&f, &c, (struct monitor_filter){ .memdevs = "all" }));
	trace_lib.tep_free(f.tep);
}

static bool is_severe(const char *name, const char *severity)
{
	struct content c = { .len = 12 };
	struct format f;
	bool ret;

	format_start(&f, name);
	format_add(&f, "u32 status", 4, false);
	format_end(&f);
	ret = matches(&f, &c, (struct monitor_filter){ .severity = severity });
	trace_lib.tep_free(f.tep);
	return ret;
}

static void protocol_errors_have_the_severity_of_their_kind(void **state)
{
	assert_true(is_severe("cxl_aer_correctable_error", "warning"));
	assert_false(is_severe("cxl_aer_correctable_error", "failure"));
	assert_true(is_severe("cxl_aer_uncorrectable_error", "failure"));
	assert_false(is_severe("cxl_aer_uncorrectable_error", "fatal"));
	assert_false(is_severe("cxl_port_aer_correctable_error", "failure"));
	assert_true(is_severe("cxl_port_aer_uncorrectable_error", "failure"));
}

static void put_event(struct monitor_output *o)
{
	auto_rec struct rec *list = rec_new_arr();
	struct rec *r = rec_obj(list, NULL);
	struct fail why = { 0 };

	rec_str(r, "event", "a/\"b\"\n");
	rec_num(r, "dpa", VAL_HEX, 4096);
	rec_uint(rec_arr(r, "list"), NULL, 1);
	assert_int_equal(monitor_output_event(o, list, PRIORITY_NOTICE, &why), 0);
}

static void check_style(enum output_style style, bool pretty, const char *expected)
{
	auto_free char *path = file("style");
	struct monitor_output o = {
		.kind = OUTPUT_FILE,
		.style = style,
		.pretty = pretty,
		.path = path,
	};
	struct fail why = { 0 };

	unlink(path);
	assert_int_equal(monitor_output_open(&o, &why), 0);
	put_event(&o);
	check_text(path, expected);
	monitor_output_close(&o);
}

static void events_are_lines_of_json_or_pairs(void **state)
{
	static const char line[] = "{\"event\":\"a/\\\"b\\\"\\n\",\"dpa\":4096,\"list\":[1]}\n";

	check_style(STYLE_NDCTL, false, line);
	check_style(STYLE_JSON, false, line);
	check_style(STYLE_JSON, true,
		    "{\n  \"event\":\"a\\/\\\"b\\\"\\n\",\n  \"dpa\":4096,\n  \"list\":[\n    1\n  "
		    "]\n}\n");
	check_style(STYLE_PAIRS, false, "EVENT=\"a/\\\"b\\\"?\" DPA=\"0x1000\" LIST=\"1\"\n");
}

static void check_lost(enum output_style style, const char *start, const char *end)
{
	auto_free char *path = file("lost"), *text = NULL;
	struct monitor_output o = { .kind = OUTPUT_FILE, .style = style, .path = path };
	struct fail why = { 0 };

	unlink(path);
	assert_int_equal(monitor_output_open(&o, &why), 0);
	assert_int_equal(monitor_output_lost(&o, 12, &why), 0);
	monitor_output_close(&o);
	text = read_text(path);
	assert_true(str_after(text, start));
	assert_true(strlen(text) > strlen(end));
	assert_string_equal(text + strlen(text) - strlen(end), end);
}

static void lost_events_are_reported(void **state)
{
	check_lost(STYLE_NDCTL, "[", "] 12 events were lost\n");
	check_lost(STYLE_JSON, "{\"time\":\"2", "\",\"event\":\"lost_events\",\"count\":12}\n");
	check_lost(STYLE_PAIRS, "TIME=\"2", "\" EVENT=\"lost_events\" COUNT=\"12\"\n");
}

static void log_files_are_rotated(void **state)
{
	auto_free char *path = file("log"), *old = file("log.1");
	struct monitor_output o = { .kind = OUTPUT_FILE, .style = STYLE_JSON, .path = path };
	struct fail why = { 0 };

	assert_int_equal(monitor_output_open(&o, &why), 0);
	put_event(&o);
	assert_int_equal(rename(path, old), 0);
	assert_int_equal(monitor_output_reopen(&o, &why), 0);
	check_text(path, "");
	/* The file cannot be opened again: the former one stays in use. */
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(monitor_output_reopen(&o, &why), -EISDIR);
	assert_non_null(strstr(why.message, "Is a directory"));
	put_event(&o);
	rmdir(path);
	monitor_output_close(&o);
}

static int is_writable(void *data, int fd)
{
	struct pollfd fds = { .fd = fd, .events = POLLOUT };

	return poll(&fds, 1, 0) == 1 ? 0 : -EAGAIN;
}

/* A text that is longer than what a pipe takes: the write would not return, even after a signal. */
static void a_full_pipe_is_not_written_to(void **state)
{
	auto_rec struct rec *list = rec_new_arr();
	struct monitor_output o = { .style = STYLE_JSON, .wait = is_writable };
	struct fail why = { 0 };
	char *text;
	int fds[2];
	size_t size;

	assert_int_equal(pipe(fds), 0);
	o.fd = fds[1];
	size = 2 * (size_t)fcntl(fds[1], F_GETPIPE_SZ);
	text = malloc(size);
	assert_non_null(text);
	memset(text, 'x', size - 1);
	text[size - 1] = '\0';
	rec_str(rec_obj(list, NULL), "text", text);
	alarm(30);
	assert_int_equal(monitor_output_event(&o, list, PRIORITY_INFO, &why), -EAGAIN);
	alarm(0);
	free(text);
	close(fds[0]);
	close(fds[1]);
}

static void output_that_cannot_be_written_is_an_error(void **state)
{
	struct monitor_output o = { .kind = OUTPUT_FILE, .path = "/dev/full" };
	struct fail why = { 0 };

	assert_int_equal(monitor_output_open(&o, &why), 0);
	assert_int_equal(monitor_output_lost(&o, 1, &why), -ENOSPC);
	assert_string_equal(why.message, "cannot write to /dev/full: No space left on device");
	monitor_output_close(&o);
	o.path = "/nonexistent/log";
	assert_int_equal(monitor_output_open(&o, &why), -ENOENT);
	assert_string_equal(why.message, "cannot open /nonexistent/log: No such file or directory");
}

static int bind_syslog(const char *path)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

	assert_true(fd >= 0);
	snprintf(to.sun_path, sizeof(to.sun_path), "%s", path);
	assert_int_equal(bind(fd, (struct sockaddr *)&to, sizeof(to)), 0);
	return fd;
}

/* The system log in the directory of the test. */
struct syslog {
	char *path;
	int fd;
	struct sysroot root;
	struct monitor_output out;
	int waits, pauses;
};

static void syslog_open(struct syslog *l, int (*wait)(void *data, int fd))
{
	struct fail why = { 0 };

	*l = (struct syslog){ .path = file("log") };
	l->fd = bind_syslog(l->path);
	l->root.trees[TREE_DEV] = open(dir, O_PATH | O_CLOEXEC);
	l->out = (struct monitor_output){ .kind = OUTPUT_SYSLOG, .root = &l->root, .fd = -1 };
	l->out.wait = wait;
	l->out.wait_data = l;
	assert_int_equal(monitor_output_open(&l->out, &why), 0);
}

static void syslog_close(struct syslog *l)
{
	monitor_output_close(&l->out);
	close(l->root.trees[TREE_DEV]);
	close(l->fd);
	unlink(l->path);
	free(l->path);
}

static int stop_waiting(void *data, int fd)
{
	struct syslog *l = data;

	assert_int_equal(fd, l->out.fd);
	l->waits++;
	return -EAGAIN;
}

/* Its queue is full. */
static void a_system_log_that_does_not_read_is_waited_for(void **state)
{
	struct fail why = { 0 };
	struct syslog l;
	int i, rc = 0;

	syslog_open(&l, stop_waiting);
	for (i = 0; i < 100000 && rc == 0; i++)
		rc = monitor_output_message(&l.out, "text", PRIORITY_INFO, &why);
	assert_int_equal(rc, -EAGAIN);
	assert_int_equal(l.waits, 1);
	assert_string_equal(why.message, "events were not written: the reader has stopped reading");
	syslog_close(&l);
}

/* Two pauses without a socket, one with a socket without a listener, then a new one. */
static int restart_syslog(void *data, int fd)
{
	struct syslog *l = data;

	assert_true(fd < 0);
	l->pauses++;
	if (l->pauses == 2) {
		close(bind_syslog(l->path));
	} else if (l->pauses == 3) {
		unlink(l->path);
		l->fd = bind_syslog(l->path);
	}
	return 0;
}

static void the_system_log_may_be_restarted(void **state)
{
	struct fail why = { 0 };
	char text[64] = "";
	struct syslog l;

	syslog_open(&l, restart_syslog);
	close(l.fd);
	unlink(l.path);
	assert_int_equal(monitor_output_message(&l.out, "text", PRIORITY_INFO, &why), 0);
	assert_int_equal(l.pauses, 3);
	assert_true(recv(l.fd, text, sizeof(text) - 1, MSG_DONTWAIT) > 0);
	assert_non_null(str_after(text, "<30>cxl-monitor["));
	close(l.fd);
	unlink(l.path);
	assert_int_equal(monitor_output_message(&l.out, "text", PRIORITY_INFO, &why), -ENOENT);
	assert_string_equal(why.message,
			    "cannot write to the system log: No such file or directory");
	l.fd = bind_syslog(l.path);
	syslog_close(&l);
}

static int make_dir(void **state)
{
	return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
	static const char *const names[] = { "style", "lost", "log", "log.1" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		auto_free char *path = file(names[i]);

		unlink(path);
	}
	return rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filters_compare_the_fields_of_the_event),
		cmocka_unit_test(events_without_a_severity_are_not_filtered),
		cmocka_unit_test(protocol_errors_have_the_severity_of_their_kind),
		cmocka_unit_test(events_are_lines_of_json_or_pairs),
		cmocka_unit_test(lost_events_are_reported),
		cmocka_unit_test(log_files_are_rotated),
		cmocka_unit_test(the_system_log_may_be_restarted),
		cmocka_unit_test(a_full_pipe_is_not_written_to),
		cmocka_unit_test(a_system_log_that_does_not_read_is_waited_for),
		cmocka_unit_test(output_that_cannot_be_written_is_an_error),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}

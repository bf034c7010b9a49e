// SPDX-License-Identifier: GPL-2.0-only
/* What a service needs: log files, notification, start in the background, removal at the end. */
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "unit.h"
#include "util/append.h"
#include "util/daemon.h"
#include "util/exit-process.h"
#include "util/notify.h"

static char dir[] = "/tmp/test-service.XXXXXX";

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

static void write_text(const char *path, const char *text)
{
	auto_file FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
}

static void lines_are_appended(void **state)
{
	auto_free char *path = file("append");
	int fd = append_open(path);

	assert_true(fd >= 0);
	assert_int_equal(append_text(fd, "one\n", 4), 0);
	close(fd);
	fd = append_open(path);
	assert_int_equal(append_text(fd, "two\n", 4), 0);
	close(fd);
	check_text(path, "one\ntwo\n");
	assert_int_equal(append_open("/nonexistent/x"), -ENOENT);
	fd = append_open("/dev/full");
	assert_int_equal(append_text(fd, "x", 1), -ENOSPC);
	close(fd);
}

/* After a write that failed in the middle of a line. */
static void an_incomplete_line_is_ended(void **state)
{
	auto_free char *path = file("incomplete");
	int fd;

	write_text(path, "{\"event\":");
	fd = append_open(path);
	assert_int_equal(append_text(fd, "{}\n", 3), 0);
	close(fd);
	check_text(path, "{\"event\":\n{}\n");
}

static int bind_socket(const char *name, size_t len)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

	assert_true(fd >= 0);
	memcpy(to.sun_path, name, len);
	assert_int_equal(bind(fd, (struct sockaddr *)&to,
			      (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len)),
			 0);
	return fd;
}

static void check_notified(const char *variable, int fd)
{
	char text[64] = "";

	setenv("NOTIFY_SOCKET", variable, 1);
	assert_int_equal(notify_send("READY=1"), 0);
	assert_int_equal(recv(fd, text, sizeof(text) - 1, MSG_DONTWAIT), 7);
	assert_string_equal(text, "READY=1");
	close(fd);
}

static void the_service_manager_is_notified(void **state)
{
	auto_free char *path = file("notify");
	char name[64], variable[64];
	int len = snprintf(variable, sizeof(variable), "@test-service-%d", (int)getpid());

	unsetenv("NOTIFY_SOCKET");
	assert_int_equal(notify_send("READY=1"), 0);
	check_notified(path, bind_socket(path, strlen(path)));
	memcpy(name, variable, (size_t)len);
	name[0] = '\0';
	check_notified(variable, bind_socket(name, (size_t)len));
	setenv("NOTIFY_SOCKET", "relative", 1);
	assert_int_equal(notify_send("READY=1"), -EINVAL);
	setenv("NOTIFY_SOCKET", "/nonexistent/socket", 1);
	assert_int_equal(notify_send("READY=1"), -ENOENT);
	unsetenv("NOTIFY_SOCKET");
}

static void remove_file(const void *path)
{
	unlink(path);
}

static bool is_removed(const char *path)
{
	int i;

	for (i = 0; i < 500 && access(path, F_OK) == 0; i++)
		usleep(10000);
	return access(path, F_OK) < 0;
}

static void a_killed_process_is_cleaned_up_after(void **state)
{
	static const int signals[] = { SIGKILL, SIGTERM };
	auto_free char *path = file("killed");
	struct exit_process p = { 0 };
	size_t i;
	pid_t pid;

	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		write_text(path, "");
		pid = fork();
		if (pid == 0) {
			assert_int_equal(exit_process_start(&p, NULL, remove_file, path), 0);
			raise(signals[i]);
			_exit(0);
		}
		waitpid(pid, NULL, 0);
		assert_true(is_removed(path));
	}
	write_text(path, "");
	assert_int_equal(exit_process_start(&p, NULL, remove_file, path), 0);
	usleep(20000);
	assert_int_equal(access(path, F_OK), 0);
	kill(p.pid, SIGTERM); /* as for all processes of a service */
	usleep(20000);
	assert_int_equal(access(path, F_OK), 0);
	exit_process_stop(&p);
	assert_true(access(path, F_OK) < 0);
	exit_process_stop(&p);
}

/* @child: what the process in the background does. */
static int run_daemon(void (*child)(int *ready_fd))
{
	int ready_fd, status = -1, rc;
	pid_t pid = fork();

	if (pid == 0) {
		rc = daemon_start(&ready_fd, &status);
		if (rc == 0) {
			child(&ready_fd);
			_exit(3);
		}
		_exit(status);
	}
	waitpid(pid, &status, 0);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void start_successfully(int *ready_fd)
{
	daemon_ready(ready_fd);
}

static void fail_to_start(int *ready_fd)
{
}

static void be_killed(int *ready_fd)
{
	raise(SIGKILL);
}

static void the_foreground_has_the_status_of_the_start(void **state)
{
	assert_int_equal(run_daemon(start_successfully), 0);
	assert_int_equal(run_daemon(fail_to_start), 3);
	assert_int_equal(run_daemon(be_killed), 1);
}

static void check_mode(int *ready_fd)
{
	auto_free char *path = file("daemon");
	struct stat st;

	if (append_open(path) >= 0 && stat(path, &st) == 0 && (st.st_mode & 0777) == 0640)
		daemon_ready(ready_fd);
}

static void files_of_a_daemon_are_not_readable_by_others(void **state)
{
	const mode_t before = umask(0);

	assert_int_equal(run_daemon(check_mode), 0);
	umask(before);
}

static int make_dir(void **state)
{
	return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
	static const char *const names[] = { "append", "incomplete", "notify", "daemon" };
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
		cmocka_unit_test(lines_are_appended),
		cmocka_unit_test(an_incomplete_line_is_ended),
		cmocka_unit_test(the_service_manager_is_notified),
		cmocka_unit_test(a_killed_process_is_cleaned_up_after),
		cmocka_unit_test(the_foreground_has_the_status_of_the_start),
		cmocka_unit_test(files_of_a_daemon_are_not_readable_by_others),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}

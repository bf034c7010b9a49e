// SPDX-License-Identifier: GPL-2.0-only
/*
 * The state directory of the model. Every command locks, loads and saves it, so that several
 * programs can use one model at the same time.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>

#include "cxl/sim/devfile.h"
#include "cxl/sim/fault.h"
#include "cxl/sim/state.h"
#include "cxl/sim/tree.h"
#include "util/num.h"

#define FILE_LIMIT (64U << 20) /* bytes */
#define TOGETHER_MS 60000      /* longest wait for other commands */

int sim_open_file(int dirfd, const char *path, int flags)
{
	int fd, tries = 3;

	flags |= O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	do {
		fd = sys_open_inside(dirfd, path, flags & ~O_CREAT);
		if (fd != -ENOENT || !(flags & O_CREAT))
			return fd;
		fd = openat(dirfd, path, flags | O_EXCL, 0644);
	} while (fd < 0 && errno == EEXIST && --tries); /* another program has created it */
	return fd < 0 ? -errno : fd;
}

int sim_read_file(int dirfd, const char *path, char **text, size_t *len)
{
	auto_close int fd = dirfd == AT_FDCWD ? open(path, O_RDONLY | O_CLOEXEC)
					      : sim_open_file(dirfd, path, O_RDONLY);
	size_t size = 4096, n = 0;
	char *buf = NULL, *larger;
	ssize_t got;
	int err;

	if (fd < 0)
		return dirfd == AT_FDCWD ? -errno : fd;
	do {
		size *= 2;
		larger = size > FILE_LIMIT ? NULL : realloc(buf, size);
		if (!larger) {
			free(buf);
			return size > FILE_LIMIT ? -EFBIG : -ENOMEM;
		}
		buf = larger;
		got = read(fd, buf + n, size - n - 1);
		while (got > 0) {
			n += (size_t)got;
			got = read(fd, buf + n, size - n - 1);
		}
		if (got < 0) {
			err = -errno;
			free(buf);
			return err;
		}
	} while (n == size - 1);
	buf[n] = '\0';
	*text = buf;
	*len = n;
	return 0;
}

int sim_write_file(int dirfd, const char *path, const void *data, size_t len)
{
	auto_close int fd = sim_open_file(dirfd, path, O_WRONLY | O_CREAT | O_TRUNC);
	ssize_t n;

	if (fd < 0)
		return fd;
	n = write(fd, data, len);
	if (n < 0)
		return -errno;
	return (size_t)n == len ? 0 : -EIO;
}

static bool has_marker(int statefd)
{
	auto_free char *text = NULL;
	size_t len;

	return sim_read_file(statefd, SIM_MARKER, &text, &len) == 0 &&
	       str_eq(text, SIM_MARKER_TEXT);
}

/* state/errors: "PATH ERRNO" per line. Does not change. */
static int load_errors(struct sim *s)
{
	auto_free char *text = NULL;
	struct sim_error *errors, *e;
	char *line, *blank, *save = NULL;
	size_t len;
	int rc = sim_read_file(s->statefd, "errors", &text, &len);

	if (rc < 0)
		return rc == -ENOENT ? 0 : rc;
	for (line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		blank = strrchr(line, ' ');
		if (!blank)
			return -EBADMSG;
		*blank = '\0';
		errors = realloc(s->errors, (s->error_count + 1) * sizeof(*errors));
		if (!errors)
			return -ENOMEM;
		s->errors = errors;
		e = &errors[s->error_count];
		e->err = errno_by_name(blank + 1);
		if (!e->err)
			return -EBADMSG;
		e->path = strdup(line);
		if (!e->path)
			return -ENOMEM;
		s->error_count++;
	}
	return 0;
}

int sim_open(struct sim *s, const char *dir, struct fail *why)
{
	static const char hint[] = "create one with 'cxl-sim new DIR'";
	pthread_mutexattr_t recursive;
	char *real;
	int rc;

	*s = (struct sim){ .dirfd = -1, .statefd = -1, .lockfd = -1 };
	memset(s->plain.trees, -1, sizeof(s->plain.trees));
	pthread_mutexattr_init(&recursive);
	pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&s->mutex, &recursive);
	pthread_mutexattr_destroy(&recursive);
	real = realpath(dir, NULL);
	if (real && strlen(real) < sizeof(s->dir))
		memcpy(s->dir, real, strlen(real) + 1);
	free(real);
	s->dirfd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->dirfd < 0 || !*s->dir)
		return fail_set(why, -errno, "no_state", hint, "cannot open '%s': %s", dir,
				strerror(errno));
	if (!str_eq(s->dir, "/"))
		s->statefd =
			openat(s->dirfd, "state", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (s->statefd < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM))
		return fail_set(why, -errno, "no_state", "", "cannot open %s/state: %s", dir,
				strerror(errno));
	if (s->statefd < 0 || !has_marker(s->statefd))
		return fail_set(why, -ENOENT, "no_state", hint,
				"cannot open %s: not a cxl-sim directory", dir);
	rc = load_errors(s);
	if (rc < 0)
		return fail_set(why, rc, "no_state", "", "cannot load %s/state/errors: %s", dir,
				strerror(-rc));
	rc = sysroot_open(&s->plain, s->dir);
	s->plain.untraced = true;
	return rc < 0 ? fail_set(why, rc, "no_state", "", "cannot open %s/sys: %s", dir,
				 strerror(-rc))
		      : 0;
}

static void clear_devices(struct sim *s)
{
	size_t i;

	for (i = 0; i < s->device_count; i++)
		sim_dev_clear(&s->devices[i]);
	free(s->devices);
	s->devices = NULL;
	s->device_count = 0;
	free(s->devices_file.text);
	s->devices_file.text = NULL;
}

static void clear_faults(struct sim *s)
{
	free(s->faults);
	s->faults = NULL;
	s->fault_count = 0;
}

void sim_close(struct sim *s)
{
	clear_devices(s);
	clear_faults(s);
	while (s->error_count)
		free(s->errors[--s->error_count].path);
	free(s->errors);
	sysroot_close(&s->plain);
	cleanup_close(&s->lockfd);
	cleanup_close(&s->statefd);
	cleanup_close(&s->dirfd);
	s->dirfd = s->statefd = s->lockfd = -1;
	pthread_mutex_destroy(&s->mutex);
}

static int stamp_devices(const struct sim *s, struct stat *ret)
{
	return fstatat(s->statefd, "devices", ret, AT_SYMLINK_NOFOLLOW) < 0 ? -errno : 0;
}

/* Whether the file is the one that s->devices was read from or written to. */
static bool is_current(const struct sim *s, const struct stat *now)
{
	const struct stat *then = &s->devices_file.stamp;

	return s->devices_file.text && now->st_ino == then->st_ino &&
	       now->st_size == then->st_size &&
	       memcmp(&now->st_mtim, &then->st_mtim, sizeof(now->st_mtim)) == 0 &&
	       memcmp(&now->st_ctim, &then->st_ctim, sizeof(now->st_ctim)) == 0;
}

static int load_devices(struct sim *s)
{
	struct sim_copy copy = { .text = NULL };
	struct fail why;
	int rc = stamp_devices(s, &copy.stamp);

	if (rc < 0 || is_current(s, &copy.stamp))
		return rc;
	clear_devices(s);
	rc = sim_read_file(s->statefd, "devices", &copy.text, &copy.len);
	if (rc == 0)
		rc = devfile_parse(s, copy.text, copy.len, true, &why);
	if (rc < 0) {
		free(copy.text);
		return rc;
	}
	s->devices_file = copy;
	return 0;
}

static int load(struct sim *s)
{
	auto_free char *faults = NULL;
	struct fail why;
	size_t len;
	int rc = load_devices(s);

	clear_faults(s);
	if (rc < 0)
		return rc;
	rc = sim_read_file(s->statefd, "faults", &faults, &len);
	return rc == -ENOENT ? 0 : rc < 0 ? rc : faults_parse(s, faults, &why);
}

static int lock_file(int fd)
{
	int rc;

	if (fd < 0)
		return fd;
	do {
		rc = flock(fd, LOCK_EX) < 0 ? -errno : 0;
	} while (rc == -EINTR);
	return rc;
}

int sim_begin(struct sim *s)
{
	int rc;

	pthread_mutex_lock(&s->mutex);
	if (s->depth++)
		return 0;
	s->lockfd = sim_open_file(s->statefd, "lock", O_RDWR | O_CREAT);
	rc = lock_file(s->lockfd);
	if (rc == 0)
		rc = load(s);
	if (rc < 0) {
		cleanup_close(&s->lockfd);
		s->lockfd = -1;
		s->depth--;
		pthread_mutex_unlock(&s->mutex);
		fprintf(stderr, "cxl-sim: cannot load %s/state: %s\n", s->dir, strerror(-rc));
	}
	return rc;
}

static int print_text(struct sim *s, void (*print)(const struct sim *, FILE *), char **ret,
		      size_t *len)
{
	FILE *f = open_memstream(ret, len);

	if (!f)
		return -ENOMEM;
	print(s, f);
	return fclose(f) != 0 ? -ENOMEM : 0;
}

static int replace_file(const struct sim *s, const char *name, const char *text, size_t len)
{
	char temp[64];
	int rc;

	snprintf(temp, sizeof(temp), "%s.new", name);
	rc = sim_write_file(s->statefd, temp, text, len);
	if (rc == 0 && renameat(s->statefd, temp, s->statefd, name) < 0)
		rc = -errno;
	return rc;
}

static bool same_text(const char *a, size_t a_len, const char *b, size_t b_len)
{
	return a && a_len == b_len && memcmp(a, b, b_len) == 0;
}

static int save_faults(struct sim *s)
{
	auto_free char *text = NULL, *old = NULL;
	size_t len = 0, old_len = 0;
	int rc = print_text(s, faults_print, &text, &len);

	if (rc < 0 || (sim_read_file(s->statefd, "faults", &old, &old_len) == 0 &&
		       same_text(old, old_len, text, len)))
		return rc;
	return replace_file(s, "faults", text, len);
}

static void print_devices(const struct sim *s, FILE *f)
{
	devfile_print(s, f, NULL);
}

static int save_devices(struct sim *s)
{
	struct sim_copy copy = { .text = NULL }, *before = &s->devices_file;
	int rc = print_text(s, print_devices, &copy.text, &copy.len);

	if (rc == 0 && !same_text(before->text, before->len, copy.text, copy.len)) {
		rc = replace_file(s, "devices", copy.text, copy.len);
		if (rc == 0)
			rc = stamp_devices(s, &copy.stamp);
		free(before->text);
		before->text = NULL;
		if (rc == 0) {
			*before = copy;
			copy.text = NULL;
		}
	}
	free(copy.text);
	return rc;
}

static void sleep_ms(u64 ms)
{
	struct timespec t = { (time_t)(ms / 1000), (long)(ms % 1000) * 1000000 };

	while (nanosleep(&t, &t) < 0 && errno == EINTR)
		;
}

/* Number of commands in the log with @opcode. */
static u64 logged(const struct sim *s, u16 opcode)
{
	auto_free char *text = NULL;
	const char *at;
	char word[16];
	size_t len;
	u64 n = 0;

	if (sim_read_file(s->statefd, "log", &text, &len) < 0)
		return 0;
	snprintf(word, sizeof(word), " 0x%04x ", opcode);
	for (at = strstr(text, word); at; at = strstr(at + 1, word))
		n++;
	return n;
}

static void wait_for(const struct sim *s, const struct sim_wait *w)
{
	u64 ms;

	sleep_ms(w->ms);
	for (ms = 0; w->commands && logged(s, w->opcode) < w->commands; ms += 5) {
		if (ms >= TOGETHER_MS) {
			fprintf(stderr,
				"cxl-sim: command 0x%04x: fewer than %" PRIu64
				" at the same time\n",
				w->opcode, w->commands);
			return;
		}
		sleep_ms(5);
	}
}

int sim_device_lock(const struct sim *s, const char *memdev)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "dev/cxl/%s", memdev);
	fd = openat(s->dirfd, path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	if (lock_file(fd) == 0)
		return fd;
	cleanup_close(&fd);
	return -1;
}

int sim_end(struct sim *s)
{
	const struct sim_wait wait = s->wait;
	int rc;

	if (--s->depth) {
		pthread_mutex_unlock(&s->mutex);
		return 0;
	}
	rc = save_devices(s);
	if (rc == 0)
		rc = save_faults(s);
	cleanup_close(&s->lockfd);
	s->lockfd = -1;
	s->wait = (struct sim_wait){ 0 };
	pthread_mutex_unlock(&s->mutex);
	wait_for(s, &wait);
	if (rc < 0)
		fprintf(stderr, "cxl-sim: cannot save %s/state: %s\n", s->dir, strerror(-rc));
	return rc;
}

void sim_log_line(struct sim *s, const char *text)
{
	auto_close int fd = sim_open_file(s->statefd, "log", O_WRONLY | O_CREAT | O_APPEND);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		fprintf(stderr, "cxl-sim: cannot write %s/state/log: %s\n", s->dir,
			strerror(fd < 0 ? -fd : errno));
}

void sim_log_command(struct sim *s, const struct sim_dev *d, const struct sim_cmd *c, int rc)
{
	char line[256], scope[16] = "-", part[16] = "", result[32];

	if (c->scope >= 0)
		snprintf(scope, sizeof(scope), "%d", c->scope);
	if (c->opcode == 0x0502 && c->in_len >= 0x14)
		snprintf(part, sizeof(part), " flags=%#x", (unsigned int)get_le(c->in + 0x10, 4));
	if (rc < 0)
		snprintf(result, sizeof(result), "%s",
			 errno_to_name(rc) ? errno_to_name(rc) : "error");
	else
		snprintf(result, sizeof(result), "code=0x%02x", c->code);
	snprintf(line, sizeof(line), "%s 0x%04x in=%u out=%u %s route=%s scope=%s%s\n", d->name,
		 c->opcode, c->in_len, rc < 0 ? 0 : c->out_len, result, c->route, scope, part);
	sim_log_line(s, line);
}

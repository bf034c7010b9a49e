// SPDX-License-Identifier: LGPL-2.1-or-later
/* Waiting for the end of a sanitize operation: poll(2) on security/state. */
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>

#include "cxl/lib/sanitize/wait.h"
#include "util/clock.h"
#include "util/sys-errors.h"

static void fail(struct sanitize_wait *w, int err)
{
	if (err == -ETIMEDOUT)
		w->rc = fail_set(&w->why, err, "timeout", "run it again with a larger --timeout",
				 "still being sanitized");
	else
		w->rc = fail_set(&w->why, err, "read_failed", "", "cannot read security/state: %s",
				 strerror(-err));
}

/* Reading re-arms the notification, so it comes before poll(). */
static bool is_sanitizing(struct sanitize_wait *w)
{
	char state[32];
	const ssize_t n = pread(w->fd, state, sizeof(state) - 1, 0);

	if (n <= 0) {
		fail(w, n < 0 ? -errno : -ENODATA);
		return false;
	}
	state[n] = '\0';
	return str_after(state, "sanitize");
}

void sanitize_wait_open(struct sanitize_wait *w, const struct memdev *m)
{
	char path[PATH_MAX];

	*w = (struct sanitize_wait){ .m = m, .fd = -1 };
	w->rc = path_join(path, sizeof(path), m->path, "security/state");
	if (w->rc == 0)
		w->fd = sys_open(&m->ctx->root, TREE_SYS, path, O_RDONLY);
	if (w->fd < 0 && sys_is_absent(w->fd))
		w->fd = -1; /* a device that cannot be sanitized */
	else if (w->fd < 0)
		fail(w, w->fd);
}

void sanitize_wait_close(struct sanitize_wait *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}

/* Those that are being sanitized; the others are finished. */
static size_t collect(struct sanitize_wait *list, size_t count, struct pollfd *polls)
{
	size_t i, n = 0;

	for (i = 0; i < count; i++)
		if (list[i].fd >= 0 && list[i].rc == 0) {
			if (is_sanitizing(&list[i]))
				polls[n++] = (struct pollfd){ list[i].fd, POLLPRI, 0 };
			else
				sanitize_wait_close(&list[i]);
		}
	return n;
}

static void fail_rest(struct sanitize_wait *list, size_t count, int err)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (list[i].fd >= 0 && list[i].rc == 0)
			fail(&list[i], err);
}

void sanitize_wait(struct sanitize_wait *list, size_t count, int timeout_ms)
{
	auto_free struct pollfd *polls = calloc(count + 1, sizeof(*polls));
	const u64 start = clock_ms();
	int left = timeout_ms, rc;
	size_t n;

	if (!polls) {
		fail_rest(list, count, -ENOMEM);
		return;
	}
	while ((n = collect(list, count, polls)) && left) {
		rc = poll(polls, (nfds_t)n, left);
		if (rc < 0) {
			fail_rest(list, count, -errno);
			return;
		}
		if (timeout_ms > 0)
			left = MAX(timeout_ms - (int)MIN(clock_ms() - start, (u64)INT_MAX), 0);
	}
	fail_rest(list, count, -ETIMEDOUT);
}

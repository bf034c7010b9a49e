/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Waiting for the end of a sanitize operation. */
#ifndef CXL_SANITIZE_WAIT_H
#define CXL_SANITIZE_WAIT_H

#include "cxl/lib/topo/memdev.h"

/* One device that is waited for. Close with sanitize_wait_close(). */
struct sanitize_wait {
	const struct memdev *m;
	int fd; /* of security/state; -1: nothing to wait for */
	int rc; /* 0: not being sanitized any more, or never; a negative errno, with .why */
	struct fail why;
};

/* Open the state of @m and read it for the first time. */
void sanitize_wait_open(struct sanitize_wait *w, const struct memdev *m);
/*
 * Wait until none of the @count devices is being sanitized, at most @timeout_ms; negative: without
 * limit. The kernel notifies of the end. .rc of those that did not finish is -ETIMEDOUT, or -EINTR
 * after a signal.
 */
void sanitize_wait(struct sanitize_wait *list, size_t count, int timeout_ms);
void sanitize_wait_close(struct sanitize_wait *w);

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A device's logs as jobs: which there are, and reading one of any length in pieces. */
#ifndef CXL_MAILBOX_LOG_H
#define CXL_MAILBOX_LOG_H

#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/wire/log.h"

struct log_list {
	struct log_entry *at;
	size_t count;
};

/* Every log the device lists, also when that takes several replies. */
int log_list_read(const struct memdev *m, struct log_list *ret, struct fail *why) MUST_CHECK;
void log_list_done(struct log_list *l);

#define auto_log_list __attribute__((cleanup(log_list_done)))

/* Where the bytes of a log go. */
struct log_sink {
	/* 0, or a negative errno that ends the reading. */
	int (*put)(void *data, const void *bytes, size_t len);
	void (*progress)(void *data, u64 done, u64 total); /* NULL: not reported */
	void *data;
};

/*
 * Read @size bytes, as the list says. Pieces overlap and are compared, so that a device which
 * counts offsets in other units than bytes is found out and not believed: -EBADMSG. -EMSGSIZE
 * when the log ends early, -EINTR when ctx->stop was set meanwhile.
 */
int log_read(const struct memdev *m, const u8 uuid[LOG_UUID_LEN], u32 size,
	     const struct log_sink *sink, struct fail *why) MUST_CHECK;

#endif

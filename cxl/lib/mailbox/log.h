/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Listing and reading the logs of a device. */
#ifndef CXL_MAILBOX_LOG_H
#define CXL_MAILBOX_LOG_H

#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/wire/log.h"

struct log_list {
	struct log_entry *at;
	size_t count;
};

/* List all logs of the device, with several commands if necessary. */
int log_list_read(const struct memdev *m, struct log_list *ret, struct fail *why) MUST_CHECK;
void log_list_done(struct log_list *l);

#define auto_log_list __attribute__((cleanup(log_list_done)))

/* The entry of one log. OUTCOME_UNSUPPORTED: the device does not list it. */
int log_find(const struct memdev *m, const u8 uuid[LOG_UUID_LEN], struct log_entry *ret,
	     struct fail *why) MUST_CHECK;

/* Receiver of the bytes of a log. */
struct log_sink {
	/* Returns 0, or a negative errno that stops reading. */
	int (*put)(void *data, const void *bytes, size_t len);
	void (*progress)(void *data, u64 done, u64 total); /* NULL: not reported */
	void *data;
};

/*
 * Read @size bytes, the size in the list of logs, in chunks. Consecutive chunks overlap and are
 * compared: -EBADMSG if they differ, as with devices that count offsets in other units than bytes.
 * -EMSGSIZE: the log ends early; -EINTR: interrupted.
 */
int log_read(const struct memdev *m, const u8 uuid[LOG_UUID_LEN], u32 size,
	     const struct log_sink *sink, struct fail *why) MUST_CHECK;

#endif

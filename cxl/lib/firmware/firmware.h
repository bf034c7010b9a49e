/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Firmware update through the kernel's firmware upload interface, MEMDEV/firmware/MEMDEV in sysfs:
 * its state, the plans of an update and of a cancellation, and the wait for the end.
 */
#ifndef CXL_FIRMWARE_FIRMWARE_H
#define CXL_FIRMWARE_FIRMWARE_H

#include "cxl/lib/plan/plan.h"

/* The kernel keeps the image in memory, and counts what remains with 32 bits. */
#define FIRMWARE_IMAGE_MAX (1U << 30)

enum firmware_status {
	FIRMWARE_IDLE,
	FIRMWARE_RECEIVING,
	FIRMWARE_PREPARING,
	FIRMWARE_TRANSFERRING,
	FIRMWARE_PROGRAMMING,
	FIRMWARE_STATUSES,
};

/* "transferring", as in sysfs. */
const char *firmware_status_name(enum firmware_status status);
/* FIRMWARE_STATUSES: not a status. */
enum firmware_status firmware_status_parse(const char *text);

struct firmware_state {
	enum firmware_status status;
	bool remaining_known;
	u64 remaining;	 /* bytes; after a failure those that were not transferred */
	char error[128]; /* of the last update, "transferring:hw-error"; "": none */
};

/*
 * OUTCOME_UNSUPPORTED: the kernel has no firmware upload, or not for this device. -ENODEV: the
 * device has been removed.
 */
int firmware_read(const struct memdev *m, struct firmware_state *ret, struct fail *why) MUST_CHECK;
/* A device whose mailbox is busy is refused: updated, sanitized. */
int firmware_check_idle(const struct memdev *m, struct fail *why) MUST_CHECK;
/*
 * OUTCOME_UNSUPPORTED: the device lacks Transfer FW or Activate FW (CXL r3.2 8.2.10.3), or has only
 * the slot that is active. 0 if it cannot be asked: the kernel asks it again.
 */
int firmware_check_device(const struct memdev *m, struct fail *why) MUST_CHECK;

/* Transfer @image, borrowed, to a slot that is not active; it becomes active at the next reset. */
void plan_firmware_update(struct plan *p, const struct memdev *m, const void *image, size_t len);
/* -ENXIO: no update is in progress. */
int plan_firmware_cancel(struct plan *p, const struct memdev *m, struct fail *why) MUST_CHECK;

/* One device that is waited for. */
struct firmware_wait {
	const struct memdev *m;
	u64 size; /* bytes of the image; 0: not known */
	bool finished;
	struct firmware_state state;
	int rc; /* of the update, when finished; a negative errno, with .why */
	struct fail why;
};

struct firmware_waiter {
	struct firmware_wait *list;
	size_t count;
	bool cancelled; /* by this program: that it was cancelled is no failure */
	/* Called after each look at the devices; NULL: nothing. */
	void (*progress)(void *data, const struct firmware_waiter *w);
	void *data;
};

/* Wait until no update is in progress. -EINTR of the remaining ones after a signal. */
void firmware_wait(const struct cxl_ctx *ctx, struct firmware_waiter *w);

#endif

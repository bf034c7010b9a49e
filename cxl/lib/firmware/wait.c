// SPDX-License-Identifier: LGPL-2.1-or-later
/* Waiting for the end of firmware updates. */
#include <poll.h>
#include <stdio.h>

#include "cxl/lib/firmware/firmware.h"

/*
 * The firmware loader of Linux up to 7.3 does not notify sysfs of changes of status, error or
 * remaining_size (no sysfs_notify() in sysfs_upload.c), so poll(2) on them never returns.
 */
#define INTERVAL_MS 100

/* Words of the kernel after the colon, and what they mean for CXL (drivers/cxl/core/memdev.c). */
/* clang-format off */
static const struct {
	const char *word, *text, *hint;
} errors[] = {
	{ "hw-error", "the device reported an error", "see the kernel log" },
	{ "timeout", "the device did not respond", "see the kernel log" },
	{ "user-abort", "it was cancelled", "" },
	{ "device-busy", "the device is busy", "try again when the device is idle" },
	{ "invalid-file-size", "the device does not accept the size of the image", "" },
	{ "read-write-error", "the transfer failed", "see the kernel log" },
	{ "flash-wearout", "the flash memory is worn out", "try again later" },
	{ "firmware-invalid", "the device does not accept the image", "" },
};
/* clang-format on */

#define USER_ABORT "user-abort"

static const char *error_word(const struct firmware_state *s)
{
	const char *colon = strchr(s->error, ':');

	return colon ? colon + 1 : s->error;
}

static int explain(const struct firmware_state *s, struct fail *why)
{
	const char *word = error_word(s), *text = NULL, *hint = "see the kernel log";
	char remaining[60] = "";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(errors); i++)
		if (str_eq(errors[i].word, word)) {
			text = errors[i].text;
			hint = errors[i].hint;
		}
	if (s->remaining_known && s->remaining)
		snprintf(remaining, sizeof(remaining), "; %llu byte%s not transferred",
			 (unsigned long long)s->remaining, s->remaining > 1 ? "s were" : " was");
	return fail_set(why, str_eq(word, USER_ABORT) ? -ECANCELED : -EIO,
			str_eq(word, USER_ABORT) ? "cancelled" : "update_failed", hint,
			"the firmware update failed: %s%s%s%s%s", text ? text : "",
			text ? " (" : "", s->error, text ? ")" : "", remaining);
}

static void look(const struct firmware_waiter *all, struct firmware_wait *w)
{
	if (w->finished)
		return;
	w->rc = firmware_read(w->m, &w->state, &w->why);
	w->finished = w->rc < 0 || w->state.status == FIRMWARE_IDLE;
	if (w->rc == -ENODEV)
		fail_append(&w->why, " during the firmware update");
	if (w->rc < 0 || !w->finished)
		return;
	if (all->cancelled && !*w->state.error)
		w->rc = fail_set(&w->why, -EALREADY, "not_cancelled", "",
				 "the firmware update was completed before it was cancelled");
	else if (*w->state.error && !(all->cancelled && str_eq(error_word(&w->state), USER_ABORT)))
		w->rc = explain(&w->state, &w->why);
}

static size_t look_at_all(struct firmware_waiter *all)
{
	size_t i, left = 0;

	for (i = 0; i < all->count; i++) {
		look(all, &all->list[i]);
		left += !all->list[i].finished;
	}
	return left;
}

static void interrupt(struct firmware_wait *w)
{
	if (w->finished)
		return;
	w->finished = true;
	w->rc = fail_interrupted(&w->why, "interrupted: the firmware update goes on");
	snprintf(w->why.hint, sizeof(w->why.hint), "wait with 'cxl update-firmware %s --wait'",
		 w->m->name);
}

void firmware_wait(const struct cxl_ctx *ctx, struct firmware_waiter *all)
{
	size_t i;

	while (look_at_all(all)) {
		if (all->progress)
			all->progress(all->data, all);
		if (!ctx_interrupted(ctx))
			poll(NULL, 0, INTERVAL_MS);
		if (ctx_interrupted(ctx))
			break;
	}
	for (i = 0; i < all->count; i++)
		interrupt(&all->list[i]);
	if (all->progress)
		all->progress(all->data, all);
}

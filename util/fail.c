// SPDX-License-Identifier: LGPL-2.1-or-later
/* Why something failed. */
#include <stdarg.h>
#include <stdio.h>

#include "util/fail.h"

int fail_set(struct fail *why, int err, const char *code, const char *next, const char *fmt, ...)
{
	va_list ap;

	if (!why)
		return err;
	why->code = code;
	why->err = err;
	why->device_status = NO_DEVICE_STATUS;
	why->refused = false;
	va_start(ap, fmt);
	vsnprintf(why->message, sizeof(why->message), fmt, ap);
	va_end(ap);
	snprintf(why->hint, sizeof(why->hint), "%s", next ? next : "");
	return err;
}

void fail_prefix(struct fail *why, const char *text)
{
	char old[sizeof(why->message)];

	memcpy(old, why->message, sizeof(old));
	snprintf(why->message, sizeof(why->message), "%s: %.*s", text,
		 (int)(sizeof(old) - MIN(strlen(text) + 3, sizeof(old) - 1)), old);
}

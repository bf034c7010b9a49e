// SPDX-License-Identifier: LGPL-2.1-or-later
/* The reason for a failure. */
#include <stdarg.h>
#include <stdio.h>

#include "util/fail.h"
#include "util/rec.h"

#define CUT_MAX 80 /* a word longer than this may be cut in its middle */

/* The text is longer than @buf: end it with "..." in place of the word that is cut. */
static void cut(char *buf, size_t size)
{
	size_t end = size - sizeof("..."), at = end;

	while (at > 0 && end - at < CUT_MAX && buf[at - 1] != ' ')
		at--;
	memcpy(buf + (at > 0 && buf[at - 1] == ' ' ? at : end), "...", sizeof("..."));
}

void message_format(char *buf, size_t size, const char *fmt, va_list ap)
{
	int n = vsnprintf(buf, size, fmt, ap);

	if (n >= 0 && (size_t)n >= size)
		cut(buf, size);
}

static void fill(struct fail *why, const struct fail *kind, const char *hint, const char *fmt,
		 va_list ap) PRINTF_LIKE(4, 0);

static void fill(struct fail *why, const struct fail *kind, const char *hint, const char *fmt,
		 va_list ap)
{
	if (!why)
		return;
	why->code = kind->code;
	why->outcome = kind->outcome;
	why->err = kind->err;
	why->device_status = NO_DEVICE_STATUS;
	message_format(why->message, sizeof(why->message), fmt, ap);
	snprintf(why->hint, sizeof(why->hint), "%s", hint ? hint : "");
}

int fail_set(struct fail *why, int err, const char *code, const char *hint, const char *fmt, ...)
{
	const struct fail kind = { .code = code, .outcome = OUTCOME_FAILED, .err = err };
	va_list ap;

	va_start(ap, fmt);
	fill(why, &kind, hint, fmt, ap);
	va_end(ap);
	return err;
}

int fail_refuse(struct fail *why, const char *code, const char *hint, const char *fmt, ...)
{
	const struct fail kind = { .code = code, .outcome = OUTCOME_REFUSED, .err = -EACCES };
	va_list ap;

	va_start(ap, fmt);
	fill(why, &kind, hint, fmt, ap);
	va_end(ap);
	return kind.err;
}

int fail_unsupported(struct fail *why, const char *code, const char *hint, const char *fmt, ...)
{
	const struct fail kind = { .code = code,
				   .outcome = OUTCOME_UNSUPPORTED,
				   .err = -EOPNOTSUPP };
	va_list ap;

	va_start(ap, fmt);
	fill(why, &kind, hint, fmt, ap);
	va_end(ap);
	return kind.err;
}

int fail_invalid(struct fail *why, const char *code, const char *hint, const char *fmt, ...)
{
	const struct fail kind = { .code = code, .outcome = OUTCOME_INVALID, .err = -EINVAL };
	va_list ap;

	va_start(ap, fmt);
	fill(why, &kind, hint, fmt, ap);
	va_end(ap);
	return kind.err;
}

int fail_interrupted(struct fail *why, const char *fmt, ...)
{
	const struct fail kind = {
		.code = "interrupted",
		.outcome = OUTCOME_INTERRUPTED,
		.err = -EINTR,
	};
	va_list ap;

	va_start(ap, fmt);
	fill(why, &kind, "", fmt, ap);
	va_end(ap);
	return kind.err;
}

int fail_dry_run(struct fail *why)
{
	int err = fail_set(why, -ECANCELED, "dry_run", "", "not sent in a dry run");

	if (why)
		why->outcome = OUTCOME_DRY_RUN;
	return err;
}

int fail_nomem(struct fail *why)
{
	return fail_set(why, -ENOMEM, "no_memory", "", "out of memory");
}

int fail_invalid_value(struct fail *why, const char *key, const char *text, const char *expected)
{
	return fail_invalid(why, "invalid_value", "", "invalid %s '%s': expected %s", key, text,
			    expected);
}

/* Usage errors and refusals are no failures of a system call. */
static int errno_of(const struct fail *why)
{
	return why->outcome == OUTCOME_REFUSED || why->outcome == OUTCOME_INVALID ? 0 : -why->err;
}

void fail_record(const struct fail *why, const char *device, const char *operation,
		 struct rec *errors)
{
	struct rec *e = rec_obj(errors, NULL);

	rec_str(e, "device", device);
	rec_str(e, "operation", operation);
	rec_str(e, "code", why->code ? why->code : "failed");
	rec_int(e, "errno", errno_of(why));
	if (why->device_status != NO_DEVICE_STATUS)
		rec_int(e, "device_status", why->device_status);
	rec_str(e, "message", why->message);
	rec_str(e, "hint", why->hint);
}

void fail_prefix(struct fail *why, const char *text)
{
	char old[sizeof(why->message)];

	if (!why)
		return;
	memcpy(old, why->message, sizeof(old));
	why->message[0] = '\0';
	fail_append(why, "%s: %s", text, old);
}

void fail_append(struct fail *why, const char *fmt, ...)
{
	size_t len;
	va_list ap;
	int n;

	if (!why)
		return;
	len = strlen(why->message);
	va_start(ap, fmt);
	n = vsnprintf(why->message + len, sizeof(why->message) - len, fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n >= sizeof(why->message) - len)
		cut(why->message, sizeof(why->message));
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Debug messages on stderr. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "util/log.h"
#include "util/num.h"
#include "util/text.h"

static int level_of(const char *text)
{
	/* clang-format off */
	static const struct {
		const char *name;
		int level;
	} names[] = {
		{ "err", LOG_LEVEL_ERR }, { "info", LOG_LEVEL_INFO },
		{ "debug", LOG_LEVEL_DEBUG }, { "notice", LOG_LEVEL_NOTICE },
	};
	/* clang-format on */
	s64 n;
	size_t i;

	if (num_s64(text, LOG_LEVEL_DEBUG, &n) == 0)
		return (int)n;
	for (i = 0; i < ARRAY_SIZE(names); i++)
		if (str_after(text, names[i].name))
			return names[i].level;
	return LOG_LEVEL_ERR;
}

void log_init(struct log *log, const char *owner, const char *env)
{
	const char *text = secure_getenv(env);

	log->owner = owner;
	log->level = text ? level_of(text) : LOG_LEVEL_ERR;
}

static bool tracing;

void log_trace_enable(bool on)
{
	tracing = on;
}

bool log_tracing(void)
{
	return tracing;
}

void log_trace(const char *fmt, ...)
{
	char text[512];
	va_list ap;
	size_t i;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	for (i = 0; text[i]; i++)
		if (!ascii_is_print(text[i]))
			text[i] = '?';
	fprintf(stderr, "debug: %s\n", text);
}

void log_line(const struct log *log, int level, const char *fmt, ...)
{
	va_list ap;

	if (level > log->level)
		return;
	flockfile(stderr);
	fprintf(stderr, "%s: ", log->owner);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	funlockfile(stderr);
}

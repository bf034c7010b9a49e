/* SPDX-License-Identifier: GPL-2.0-only */
/* Common parts of the unit tests: cmocka with its includes, exact buffers, captured output. */
#ifndef TEST_UNIT_H
#define TEST_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "util/base.h"
#include "util/cleanup.h"

/* Copies @len bytes to a heap block of exactly that size, so that ASan detects overreads. */
static inline u8 *exact_copy(const void *data, size_t len)
{
	u8 *p = malloc(len);

	if (len) {
		assert_non_null(p);
		memcpy(p, data, len);
	}
	return p;
}

/* A standard stream redirected to a file. */
struct capture {
	FILE *stream, *file;
	int saved;
};

static inline void capture_start(struct capture *c, FILE *stream)
{
	fflush(stream);
	c->stream = stream;
	c->file = tmpfile();
	assert_non_null(c->file);
	c->saved = dup(fileno(stream));
	assert_true(c->saved >= 0);
	assert_true(dup2(fileno(c->file), fileno(stream)) >= 0);
}

/* Returns the captured output; the caller frees it. */
static inline char *capture_end(struct capture *c)
{
	char *text = NULL;
	long len;

	fflush(c->stream);
	assert_true(dup2(c->saved, fileno(c->stream)) >= 0);
	close(c->saved);
	fseek(c->file, 0, SEEK_END);
	len = ftell(c->file);
	assert_true(len >= 0);
	rewind(c->file);
	text = calloc(1, (size_t)len + 1);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, (size_t)len, c->file), len);
	fclose(c->file);
	return text;
}

#endif

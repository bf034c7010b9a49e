/* SPDX-License-Identifier: GPL-2.0-only */
/* Common parts of the fuzz targets: checks, input as text, printing records. */
#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H

#include "util/base.h"
#include "util/cells.h"
#include "util/cleanup.h"
#include "util/out-json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define check(cond)                                                                                \
	do {                                                                                       \
		if (!(cond))                                                                       \
			__builtin_trap();                                                          \
	} while (0)

/* The input up to its first NUL, as a string in a heap block of exactly its size. */
static inline char *input_text(const uint8_t *data, size_t size)
{
	size_t len = size ? strnlen((const char *)data, size) : 0;
	char *text = malloc(len + 1);

	check(text);
	if (len)
		memcpy(text, data, len);
	text[len] = '\0';
	return text;
}

/* Prints a record, to test the writers with arbitrary values. */
static inline void print_record(const struct rec *r)
{
	auto_free char *line = out_json_line(r);
	const struct rec *c;
	unsigned int n = 0;
	char buf[64];

	check(!rec_failed(r) && line);
	rec_foreach(c, r) {
		/*
		 * Cells, which have no members, are looked up by name; limit the time for long
		 * records.
		 */
		bool look_up = r->kind == VAL_OBJ && !rec_is_container(c) && n++ < 32;
		auto_free char *cell = look_up ? cell_text(r, c->key, false) : NULL;

		check(!look_up || (cell && cell_exists(r, c->key)));
		check(strlen(rec_text(c, true, false, buf, sizeof(buf))) < 200000);
	}
}

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* What the fuzz targets share: checks that end the run, input as text, and printing records. */
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

/* The input up to its first NUL, as a string in a block of just its size. */
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

/* Printing is part of what has to survive hostile values. */
static inline void print_record(const struct rec *r)
{
	auto_free char *line = out_json_line(r);
	const struct rec *c;
	unsigned int n = 0;
	char buf[64];

	check(!rec_failed(r) && line);
	rec_foreach(c, r) {
		/* Cells are looked up by name: the first few of a long record will do. */
		bool look_up = r->kind == VAL_OBJ && n++ < 32;
		auto_free char *cell = look_up ? cell_text(r, c->key, false) : NULL;

		check(!look_up || cell);
		check(strlen(rec_text(c, true, false, buf, sizeof(buf))) < 200000);
	}
}

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Many small allocations that are freed at once. */
#ifndef UTIL_ARENA_H
#define UTIL_ARENA_H

#include "util/base.h"

struct arena_chunk;

/* All zero is an empty arena. */
struct arena {
	struct arena_chunk *chunks;
	bool failed; /* an allocation failed */
};

/* @size bytes, not initialised, aligned to 8; owned by the arena. NULL: out of memory. */
void *arena_alloc(struct arena *a, size_t size);
/* A copy of @text, or of its first @len bytes. */
char *arena_strdup(struct arena *a, const char *text);
char *arena_strndup(struct arena *a, const char *text, size_t len);
void arena_free(struct arena *a);

#endif

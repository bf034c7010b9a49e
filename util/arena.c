// SPDX-License-Identifier: LGPL-2.1-or-later
/* Many small allocations that are freed at once. */
#include <stdlib.h>

#include "util/arena.h"

#define CHUNK_SIZE 16384 /* bytes */

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, size; /* bytes of data */
	_Alignas(8) char data[];
};

static struct arena_chunk *chunk_new(struct arena *a, size_t size)
{
	struct arena_chunk *c = malloc(sizeof(*c) + size);

	if (!c) {
		a->failed = true;
		return NULL;
	}
	*c = (struct arena_chunk){ .next = a->chunks, .size = size };
	a->chunks = c;
	return c;
}

void *arena_alloc(struct arena *a, size_t size)
{
	struct arena_chunk *c = a->chunks;

	size = (size + 7) & ~(size_t)7;
	if (!c || c->size - c->used < size)
		c = chunk_new(a, MAX(size, (size_t)CHUNK_SIZE));
	if (!c)
		return NULL;
	c->used += size;
	return c->data + c->used - size;
}

char *arena_strndup(struct arena *a, const char *text, size_t len)
{
	char *copy = arena_alloc(a, len + 1);

	if (!copy)
		return NULL;
	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

char *arena_strdup(struct arena *a, const char *text)
{
	return arena_strndup(a, text, strlen(text));
}

void arena_free(struct arena *a)
{
	struct arena_chunk *c, *next;

	for (c = a->chunks; c; c = next) {
		next = c->next;
		free(c);
	}
	*a = (struct arena){ 0 };
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Comparison of names by their edit distance. */
#include "util/similar.h"

#define NAME_MAX_LEN 32

/* Number of characters to insert, remove or replace to get @b from @a; large for long names. */
static size_t edit_distance(const char *a, const char *b)
{
	size_t row[NAME_MAX_LEN + 1], above, left, i, k, len = strlen(b);

	if (strlen(a) > NAME_MAX_LEN || len > NAME_MAX_LEN)
		return NAME_MAX_LEN;
	for (k = 0; k <= len; k++)
		row[k] = k;
	for (i = 0; a[i]; i++) {
		left = row[0]++;
		for (k = 0; k < len; k++) {
			above = row[k + 1];
			row[k + 1] = MIN(left + (a[i] != b[k]), MIN(above, row[k]) + 1);
			left = above;
		}
	}
	return row[len];
}

struct similar similar_to(const char *name)
{
	return (struct similar){ .name = name, .least = strlen(name) / 3 + 2 };
}

/* A name that starts with what was typed is as good as the same name. */
bool similar_try(struct similar *s, const char *candidate)
{
	size_t n;

	if (!*s->name)
		return false;
	n = str_after(candidate, s->name) ? 0 : edit_distance(s->name, candidate);
	if (n >= s->least)
		return false;
	s->least = n;
	s->best = candidate;
	return true;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The name that is most like a mistyped one. */
#ifndef UTIL_SIMILAR_H
#define UTIL_SIMILAR_H

#include "util/base.h"

struct similar {
	const char *name; /* as typed */
	const char *best; /* the candidate that is most like it; NULL: none is */
	size_t least;	  /* number of changes from one to the other */
};

struct similar similar_to(const char *name);
/* Whether @candidate is more like the name than those before: the new .best. */
bool similar_try(struct similar *s, const char *candidate);

#endif

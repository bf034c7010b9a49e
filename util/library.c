// SPDX-License-Identifier: LGPL-2.1-or-later
/* Libraries that are loaded on first use. */
#include <dlfcn.h>

#include "util/library.h"

/* dlsym() returns functions as object pointers, which C cannot convert: copy instead. */
bool library_symbol(void *handle, const char *name, void *function)
{
	void *found = dlsym(handle, name);

	memcpy(function, &found, sizeof(found));
	return found != NULL;
}

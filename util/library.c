// SPDX-License-Identifier: LGPL-2.1-or-later
/* Libraries that are loaded on first use. */
#include <dlfcn.h>

#include "util/library.h"

/* The text of dlerror(3) starts with the library that is missing: @file, or one that it needs. */
static int failed(struct fail *why, const char *file)
{
	const char *text = dlerror(), *rest = text ? str_after(text, file) : NULL;

	if (rest && str_after(rest, ": "))
		text = str_after(rest, ": ");
	return fail_set(why, -ELIBACC, "no_library", "install or update the package that has it",
			"cannot load %s: %s", file, text ? text : "unknown error");
}

int library_load(const char *file, const struct library_symbol *symbols, struct fail *why)
{
	void *handle = dlopen(file, RTLD_NOW), *found;
	const struct library_symbol *s;

	if (!handle)
		return failed(why, file);
	for (s = symbols; s->name; s++)
		if (!dlsym(handle, s->name)) {
			failed(why, file);
			dlclose(handle);
			return -ELIBACC;
		}
	/* dlsym() returns functions as object pointers, which C cannot convert: copy instead. */
	for (s = symbols; s->name; s++) {
		found = dlsym(handle, s->name);
		memcpy(s->function, &found, sizeof(found));
	}
	return 0;
}

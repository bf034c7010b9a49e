/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Libraries that are loaded on first use, so that they do not slow down the start of a program. */
#ifndef UTIL_LIBRARY_H
#define UTIL_LIBRARY_H

#include "util/fail.h"

struct library_symbol {
	const char *name;
	void *function; /* address of the pointer to this function */
};

/* clang-format off */
/* The row of the function @prefix@member, for the pointer @member of the struct @functions. */
#define LIBRARY_SYMBOL(functions, prefix, member) { #prefix #member, &(functions).member }
/* clang-format on */

/*
 * Load the library @file, "libx.so.1", for good, and store the addresses of @symbols, the last of
 * which has no name. -ELIBACC: there is no such library, or it lacks one of the functions; all
 * pointers are unchanged.
 */
int library_load(const char *file, const struct library_symbol *symbols,
		 struct fail *why) MUST_CHECK;

/*
 * A note in the program, which tools of distributions turn into a dependency of the package: the
 * specification is systemd's ELF_PACKAGE_METADATA and ELF_DLOPEN_METADATA. @priority: "required",
 * "recommended" or "suggested"; the arguments are string literals. To be used once for each @file,
 * outside of functions.
 */
#define LIBRARY_NOTE(id, file, feature, description, priority)                                     \
	LIBRARY_NOTE_TEXT(id, "[{\"feature\":\"" feature "\",\"description\":\"" description       \
			      "\",\"priority\":\"" priority "\",\"soname\":[\"" file "\"]}]")

#define LIBRARY_NOTE_TEXT(id, json)                                                                \
	static const struct {                                                                      \
		u32 name_len, len, type;                                                           \
		char name[4];                                                                      \
		_Alignas(u32) char text[sizeof(json)];                                             \
	} library_note_##id __attribute__((used, aligned(4), section(".note.dlopen"))) = {         \
		4, sizeof(json), 0x407c0c0aU, "FDO", json,                                         \
	}

#endif

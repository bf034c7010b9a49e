/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Libraries that are loaded on first use, so that they do not slow down the start of a program. */
#ifndef UTIL_LIBRARY_H
#define UTIL_LIBRARY_H

#include "util/base.h"

/*
 * Store the address of @name in the function pointer that @function points to. @handle: of
 * dlopen(3). False: the library has no such function.
 */
bool library_symbol(void *handle, const char *name, void *function);

#endif

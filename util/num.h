/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Strict parsing of numbers. The whole text must be the number: no leading blanks, no trailing
 * junk, no silent wrap. All return 0 or a negative errno (-EINVAL not a number, -ERANGE too
 * large) and write the result only on success.
 */
#ifndef UTIL_NUM_H
#define UTIL_NUM_H

#include "util/base.h"

/* @base 10, 16 or 0 (0x prefix means hexadecimal, anything else decimal: never octal). */
int num_u64(const char *text, int base, u64 *ret) MUST_CHECK;
int num_s64(const char *text, u64 limit, s64 *ret) MUST_CHECK; /* |value| <= limit */
/* 1/0, true/false, yes/no, on/off, enable(d)/disable(d). */
int num_bool(const char *text, bool *ret) MUST_CHECK;
/* Decimal number at the start of @text; returns what follows it, NULL when there is none. */
const char *num_prefix(const char *text, u64 *ret);
/*
 * Bytes from hexadecimal text ("0x" prefix and blanks or colons between bytes allowed).
 * *@len holds the room in @out, and on success the bytes written. -ENOSPC when it does not fit.
 */
int num_hex_bytes(const char *text, u8 *out, size_t *len) MUST_CHECK;

/* Size with an optional binary suffix k, M, G or T (either case): "256M". */
int size_parse(const char *text, u64 *ret) MUST_CHECK;
/* "1024.00 MiB (1073.74 MB)" as ndctl prints it; a plain number below 5000 KiB. */
void size_human(u64 bytes, char *buf, size_t room);

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Strict parsing of numbers: the whole text must be the number, without blanks or other characters
 * around it. All return 0 or a negative errno (-EINVAL: not a number, -ERANGE: too large) and write
 * the result only on success.
 */
#ifndef UTIL_NUM_H
#define UTIL_NUM_H

#include "util/base.h"

/* @base: 10, 16 or 0 (hexadecimal with 0x prefix, otherwise decimal; never octal). */
int num_u64(const char *text, int base, u64 *ret) MUST_CHECK;
/*
 * A number as num_u64() with base 0 accepts it, or a negative one that was printed as signed: ndctl
 * and trace events before Linux 7.3 print serial numbers with bit 63 like this. -EINVAL also if
 * num_is_ambiguous().
 */
int num_u64_or_signed(const char *text, u64 *ret) MUST_CHECK;
/* Decimal, -@limit to @limit. */
int num_s64(const char *text, u64 limit, s64 *ret) MUST_CHECK;
/* 1/0, true/false, yes/no, on/off, enable(d)/disable(d), in either case. */
int num_bool(const char *text, bool *ret) MUST_CHECK;
/* Decimal number at the start of @text; returns the text after it, or NULL when there is none. */
const char *num_prefix(const char *text, u64 *ret);
/*
 * Bytes in hexadecimal, with optional 0x prefix and optional blanks or colons between bytes. *@len
 * is the size of @out in bytes, and on success the number of bytes written. -ENOSPC: does not fit.
 */
int num_hex_bytes(const char *text, u8 *out, size_t *len) MUST_CHECK;

/* The value of an option as strtol(3), and ndctl, reads it: without blanks or a plus in front. */
const char *num_option(const char *text);
/*
 * Whether @text is a number of several digits that starts with 0: octal for ndctl where it accepts
 * hexadecimal numbers, and decimal for most users.
 */
bool num_is_ambiguous(const char *text);
/* Size in bytes with an optional binary suffix k, M, G or T, in either case: "256M". */
int size_parse(const char *text, u64 *ret) MUST_CHECK;
/* The same for an option of ndctl: num_option(), and -EINVAL if num_is_ambiguous(). */
int size_parse_option(const char *text, u64 *ret) MUST_CHECK;
#define SIZE_EXPECTED "expected a size such as 256M, without leading zeros"
/* Format as ndctl does: "1024.00 MiB (1073.74 MB)"; below 5000 KiB a plain number of bytes. */
void size_human(u64 bytes, char *buf, size_t size);
/* "2.00 MiB"; less than 1 MiB as a plain number. */
void size_short(u64 bytes, char *buf, size_t size);
/* For messages, never rounded: "256 MiB", "1025 KiB" or "4097 bytes". */
void size_exact(u64 bytes, char *buf, size_t size);
#define SIZE_EXACT_MAX 32 /* bytes of the text */

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* UUIDs as text, through libuuid, which is loaded on first use. */
#ifndef UTIL_UUID_TEXT_H
#define UTIL_UUID_TEXT_H

#include "util/fail.h"

#define UUID_TEXT_SIZE 37 /* bytes, with the 0 at the end */

/* Store @text in lower case. -EINVAL: it is no UUID, or all zero; -ELIBACC: no libuuid. */
int uuid_text_parse(const char *text, char ret[UUID_TEXT_SIZE], struct fail *why) MUST_CHECK;
/* Store a new UUID. -ELIBACC: no libuuid. */
int uuid_text_new(char ret[UUID_TEXT_SIZE], struct fail *why) MUST_CHECK;

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The token that stands for one device: "SERIAL@BDF", since serials may be 0, or repeat. */
#ifndef CXL_GUARD_TOKEN_H
#define CXL_GUARD_TOKEN_H

#include "util/sysroot.h"

#define TOKEN_MAX 96

enum token_state { TOKEN_NONE, TOKEN_MATCHES, TOKEN_WRONG };

/*
 * As sysfs says it at this moment: the serial as it prints it, and the name of the device around
 * the memdev (of a PCI device, its address). "0xa0@0000:0d:00.0".
 */
int token_read(const struct sysroot *root, const char *memdev, char *buf, size_t size) MUST_CHECK;
/* @given NULL or empty: none. Blanks around it do not count, anything else does. */
enum token_state token_compare(const char *token, const char *given);

#endif

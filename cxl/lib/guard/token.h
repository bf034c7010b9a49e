/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The confirmation token of a device, "SERIAL@BDF". A serial alone may be 0 or not unique. */
#ifndef CXL_GUARD_TOKEN_H
#define CXL_GUARD_TOKEN_H

#include "cxl/lib/ctx/ctx.h"

#define TOKEN_MAX 96

enum token_state { TOKEN_NONE, TOKEN_MATCHES, TOKEN_WRONG };

/*
 * The token from the current contents of sysfs: serial as printed there, and the name of the host
 * (for PCI, its address), "0xa0@0000:0d:00.0"; of a component with an address, what it replies and
 * its address, "0xa0@mctp:1,9". @device: as for device_identity_read().
 */
int token_read(const struct cxl_ctx *ctx, const char *device, char *buf, size_t size) MUST_CHECK;
/*
 * @given NULL or empty: none. Blanks around it are ignored. The serial number may be decimal, as
 * "cxl list" prints it; hexadecimal digits may be in either case, and the PCI domain 0000 may be
 * omitted. Nothing else matches.
 */
enum token_state token_compare(const char *token, const char *given);

#endif

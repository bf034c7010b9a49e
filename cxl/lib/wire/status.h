/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Return codes of mailbox commands (CXL r3.2 8.2.8.4.5.1). */
#ifndef CXL_WIRE_STATUS_H
#define CXL_WIRE_STATUS_H

#include "util/base.h"

enum mbox_code {
	MBOX_SUCCESS = 0x00,
	MBOX_BACKGROUND_STARTED = 0x01,
	MBOX_UNSUPPORTED = 0x03,
	MBOX_RETRY_REQUIRED = 0x05,
	MBOX_BUSY = 0x06, /* with a background operation */
	MBOX_UNSUPPORTED_MAILBOX = 0x15,
};

/* Name for JSON and text for messages. */
const char *status_name(u16 code); /* "invalid_input"; "unknown" */
const char *status_text(u16 code); /* "invalid input" */

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Return codes of mailbox commands (CXL r3.2 table 8-36). */
#ifndef CXL_WIRE_STATUS_H
#define CXL_WIRE_STATUS_H

#include "util/base.h"

/* Name for JSON and text for messages. */
const char *status_name(u16 code); /* "invalid_input"; "unknown" */
const char *status_text(u16 code); /* "invalid input" */

#endif

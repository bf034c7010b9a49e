/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading the Command Effects Log, which lists the commands that a device supports. */
#ifndef CXL_MAILBOX_CEL_H
#define CXL_MAILBOX_CEL_H

#include "cxl/lib/mailbox/exec.h"

/* Read the whole log; the caller frees *@data. -ENOENT: the device has none. */
int cel_read(const struct memdev *m, u8 **data, size_t *len, struct fail *why) MUST_CHECK;
/* 1: listed, 0: not listed, or a negative errno: cannot be read. */
int cel_lists(const struct memdev *m, u16 opcode, struct fail *why) MUST_CHECK;

#endif

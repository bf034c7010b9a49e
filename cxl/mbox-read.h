/* SPDX-License-Identifier: GPL-2.0-only */
/* What commands that send one typed mailbox command share. */
#ifndef CXL_MBOX_READ_H
#define CXL_MBOX_READ_H

#include "cxl/common.h"

/* The reply's bytes to the file @output, or to standard output when it is NULL. False: said why. */
bool typed_bytes(struct inv *inv, const char *output, const struct node *memdev,
		 const struct mbox_reply *rsp);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* What commands that send one typed mailbox command share. */
#ifndef CXL_TYPED_H
#define CXL_TYPED_H

#include "cxl/tool.h"

/* The reply's bytes to the file @output, or to standard output when it is NULL. False: said why. */
bool typed_bytes(struct inv *inv, const char *output, const struct node *memdev,
		 const struct mbox_rsp *rsp);

#endif

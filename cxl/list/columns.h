/* SPDX-License-Identifier: GPL-2.0-only */
/* Columns of the tables of "cxl list". */
#ifndef CXL_LIST_COLUMNS_H
#define CXL_LIST_COLUMNS_H

#include "cxl/common.h"
#include "util/complete.h"

/* Offer the keys that sysfs has for the devices of @t. */
void list_columns(struct completion *c, const struct topo *t);

#endif

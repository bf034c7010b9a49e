/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reply of Get FW Info, 0200h. */
#ifndef CXL_WIRE_FW_H
#define CXL_WIRE_FW_H

#include "util/base.h"

#define FW_SLOTS 4
#define FW_REVISION_LEN 16
struct fw_info {
	u8 slots, active, staged; /* slot numbers from 1; 0: none */
	bool online_activate;
	char revision[FW_SLOTS][FW_REVISION_LEN + 1];
};
int fw_info_decode(const void *buf, size_t len, struct fw_info *ret) MUST_CHECK;

#endif

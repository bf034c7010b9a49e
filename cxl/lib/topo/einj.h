/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Errors of the protocols that the platform can inject: the file einj_types of debugfs. */
#ifndef CXL_TOPO_EINJ_H
#define CXL_TOPO_EINJ_H

#include "util/base.h"

struct protocol_error {
	u64 bit;	  /* error type of ACPI EINJ */
	const char *name; /* "mem-correctable" */
};

/* In the order of their bits; .name NULL after the last one. */
extern const struct protocol_error protocol_errors[];

/* The bits in @text, which has lines such as "0x00001000<TAB>CXL.cache Protocol Correctable". */
u64 protocol_errors_parse(const char *text);

#endif

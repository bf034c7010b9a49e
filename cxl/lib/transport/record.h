/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The transport of this program, with a record of each call and its result, which
 * transport/replay.h plays back. One JSON object per line:
 *
 *   {"node":"cxl/mem0","call":"send","opcode":"0x4000","in":"","out_max":67,"code":0,"out":"31.."}
 *
 * "call" is the method of struct transport_ops; "errno" in place of the result is positive; "in"
 * and "out" are hexadecimal. "open" has "number", "query" has "commands".
 */
#ifndef CXL_TRANSPORT_RECORD_H
#define CXL_TRANSPORT_RECORD_H

#include "cxl/lib/transport/transport.h"

extern const struct transport_ops recorded_transport;

/* From now on, call @fn with each line, by one thread at a time; NULL: no longer. */
void transport_record(void (*fn)(void *data, const char *line), void *data);
bool transport_is_recorded(void);

#endif

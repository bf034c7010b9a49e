/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Definitions of the kernel's ioctls, for builds with older kernel headers:
 * include/uapi/linux/cxl_mem.h, include/uapi/fwctl/fwctl.h, include/uapi/fwctl/cxl.h.
 */
#ifndef CXL_TRANSPORT_UAPI_H
#define CXL_TRANSPORT_UAPI_H

#include <sys/ioctl.h>

#include "util/base.h"

/* --- /dev/cxl/memN; integers in host order */

struct uapi_cxl_info {
	u32 id, flags;
	u32 size_in, size_out; /* UAPI_CXL_VARIABLE: any */
};

struct uapi_cxl_query {
	u32 count, reserved;
	struct uapi_cxl_info commands[];
};

struct uapi_cxl_buffer {
	u32 size, reserved;
	u64 payload; /* a pointer */
};

struct uapi_cxl_send {
	u32 id, flags;
	u32 raw;    /* opcode of a raw command; else 0 */
	u32 retval; /* the device's return code */
	struct uapi_cxl_buffer in, out;
};

_Static_assert(sizeof(struct uapi_cxl_info) == 16, "cxl_command_info");
_Static_assert(sizeof(struct uapi_cxl_query) == 8, "cxl_mem_query_commands");
_Static_assert(sizeof(struct uapi_cxl_send) == 48, "cxl_send_command");
_Static_assert(offsetof(struct uapi_cxl_send, retval) == 12, "cxl_send_command.retval");
_Static_assert(offsetof(struct uapi_cxl_send, in) == 16, "cxl_send_command.in");
_Static_assert(offsetof(struct uapi_cxl_send, out) == 32, "cxl_send_command.out");

#define UAPI_CXL_QUERY _IOR(0xce, 1, struct uapi_cxl_query)
#define UAPI_CXL_SEND _IOWR(0xce, 2, struct uapi_cxl_send)
_Static_assert(UAPI_CXL_QUERY == 0x8008ce01, "CXL_MEM_QUERY_COMMANDS");
_Static_assert(UAPI_CXL_SEND == 0xc030ce02, "CXL_MEM_SEND_COMMAND");

#define UAPI_CXL_ENABLED BIT(0)
#define UAPI_CXL_EXCLUSIVE BIT(1)
#define UAPI_CXL_VARIABLE UINT32_MAX

/* --- /dev/fwctl/fwctlN */

struct uapi_fwctl_info {
	u32 size; /* of this struct */
	u32 flags;
	u32 device_type;
	u32 data_len;
	u64 data; /* a pointer */
};

struct uapi_fwctl_rpc {
	u32 size; /* of this struct */
	u32 scope;
	u32 in_len, out_len;
	u64 in, out; /* pointers */
};

_Static_assert(sizeof(struct uapi_fwctl_info) == 24, "fwctl_info");
_Static_assert(sizeof(struct uapi_fwctl_rpc) == 32, "fwctl_rpc");

#define UAPI_FWCTL_INFO _IO(0x9a, 0)
#define UAPI_FWCTL_RPC _IO(0x9a, 1)
_Static_assert(UAPI_FWCTL_INFO == 0x9a00 && UAPI_FWCTL_RPC == 0x9a01, "fwctl ioctls");

#define UAPI_FWCTL_TYPE_CXL 2

/* Header of an RPC to a CXL device; the payload follows. */
struct uapi_fwctl_cxl_in {
	u32 opcode, flags;
	u32 op_size; /* of the payload */
	u32 reserved;
};

struct uapi_fwctl_cxl_out {
	u32 size;   /* of the payload */
	u32 retval; /* the device's return code */
};

_Static_assert(sizeof(struct uapi_fwctl_cxl_in) == 16, "fwctl_rpc_cxl");
_Static_assert(sizeof(struct uapi_fwctl_cxl_out) == 8, "fwctl_rpc_cxl_out");

#endif

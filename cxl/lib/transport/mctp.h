/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* MCTP sockets of Linux (net/mctp/af_mctp.c): methods of struct transport_ops. */
#ifndef CXL_TRANSPORT_MCTP_H
#define CXL_TRANSPORT_MCTP_H

#include "cxl/lib/transport/transport.h"

/* -EAFNOSUPPORT: the kernel has no MCTP. */
int mctp_open(const struct sysroot *root, u32 net, u8 eid, struct dev_node *ret);
int mctp_send(const struct dev_node *n, u8 type, const void *message, size_t len);
int mctp_receive(const struct dev_node *n, u8 type, struct cci_buffer *to, u64 deadline);
/* -EAFNOSUPPORT: the kernel has no MCTP. */
int mctp_routes(const struct sysroot *root, const struct mctp_sink *sink);

#endif

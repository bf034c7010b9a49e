/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A transport that answers from the files *.jsonl in the directory "replies" of a captured tree,
 * which transport/record.h has written. They may be anything.
 *
 * The reply to a command is the last one in the files to the same command on the same node with the
 * same input. -ENODATA: there is none, also of the opening of a node. -EFBIG: there are more than
 * this program reads. A tree without the directory has no nodes (-ENOENT). Replies are read again
 * from their file for each call, so that the memory that is needed does not depend on their size.
 */
#ifndef CXL_TRANSPORT_REPLAY_H
#define CXL_TRANSPORT_REPLAY_H

#include "cxl/lib/transport/transport.h"

extern const struct transport_ops replayed_transport;

/* Free what was read of a tree, of which no node is open. */
void replay_release(const struct sysroot *root);

#endif

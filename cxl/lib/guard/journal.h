/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The systemd journal. */
#ifndef CXL_GUARD_JOURNAL_H
#define CXL_GUARD_JOURNAL_H

#include "util/base.h"

/*
 * Call @take for every message with @identifier that root has written to the journal of the running
 * system. @when: its time in microseconds since 1970; UINT64_MAX: not known. The message is empty
 * if it cannot be read. *@oldest: the time of the oldest entry of the journal. -EOPNOTSUPP without
 * libsystemd; -ENODATA: there is no journal, or this user cannot read it.
 */
int journal_messages(const char *identifier,
		     void (*take)(void *data, const char *message, size_t len, u64 when),
		     void *data, u64 *oldest) MUST_CHECK;

#endif

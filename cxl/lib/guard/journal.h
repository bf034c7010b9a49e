/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The systemd journal. */
#ifndef CXL_GUARD_JOURNAL_H
#define CXL_GUARD_JOURNAL_H

#include "util/base.h"

struct journal_entry {
	const char *message; /* empty if it cannot be read */
	size_t len;
	u64 when;	/* microseconds since 1970; UINT64_MAX: not known */
	bool this_boot; /* written since the system was booted, or that is not known */
};

/*
 * Call @take for every entry with @identifier that root has written to the journal of the running
 * system. *@oldest: the time of the oldest entry of the journal. -EOPNOTSUPP without libsystemd;
 * -ENODATA: there is no journal, or this user cannot read it.
 */
int journal_messages(const char *identifier,
		     void (*take)(void *data, const struct journal_entry *e), void *data,
		     u64 *oldest) MUST_CHECK;

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The systemd journal. */
#ifndef CXL_GUARD_JOURNAL_H
#define CXL_GUARD_JOURNAL_H

#include "util/base.h"

/*
 * Call @take for every message with @identifier in the journal of the running system; the line is
 * "identifier: message". -EOPNOTSUPP without libsystemd, else the errors of the journal.
 */
int journal_lines(const char *identifier, void (*take)(void *data, const char *line, size_t len),
		  void *data) MUST_CHECK;

#endif

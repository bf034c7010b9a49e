/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The systemd journal, where there is one. */
#ifndef CXL_GUARD_JOURNAL_H
#define CXL_GUARD_JOURNAL_H

#include "util/base.h"

/*
 * Call @take with every message of the running system's journal that has @identifier, as the
 * line "identifier: message". -EOPNOTSUPP without systemd's library; else errors of the journal.
 */
int journal_lines(const char *identifier, void (*take)(void *data, const char *line, size_t len),
		  void *data) MUST_CHECK;

#endif

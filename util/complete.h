/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Completion scripts. */
#ifndef UTIL_COMPLETE_H
#define UTIL_COMPLETE_H

#include "util/cmd-table.h"

/* Print the completion script for @shell on stdout; EXIT_USAGE: unknown shell. */
int complete_print(const struct tool *tool, const char *shell);

#endif

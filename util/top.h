/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is no command of its own: options before the command, version, help, unknown commands. */
#ifndef UTIL_TOP_H
#define UTIL_TOP_H

#include "util/cmd-table.h"

/*
 * @cmd: the command of @argv; NULL: an option, or an unknown command. Returns the exit status of
 * the process, or -1 if @cmd is to be run.
 */
int top_run(const struct tool *tool, const struct cmd *cmd, int argc, char **argv);

#endif

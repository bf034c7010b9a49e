/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Overview and manual pages. */
#ifndef UTIL_HELP_H
#define UTIL_HELP_H

#include "util/cmd-table.h"

/* The name that the pages of @tool start with. */
static inline const char *help_man_name(const struct tool *tool)
{
	return tool->man_name ? tool->man_name : tool->name;
}

/* Print the short usage of @tool on stdout. */
void help_overview(const struct tool *tool);
/*
 * Execute man(1) with the page of @topic: a command, the tool, or the name of a page. Returns an
 * enum exit_status only if man(1) or the page is not installed; the usage was printed instead.
 */
int help_page(const struct tool *tool, const char *topic);

#endif

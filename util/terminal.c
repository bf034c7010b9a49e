// SPDX-License-Identifier: LGPL-2.1-or-later
/* The size of the terminal. */
#include <stdlib.h>
#include <sys/ioctl.h>

#include "util/num.h"
#include "util/terminal.h"

size_t terminal_width(int fd, size_t max)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	u64 width = 0;

	if (ioctl(fd, TIOCGWINSZ, &size) < 0)
		return max; /* not a terminal */
	if (size.ws_col)
		width = size.ws_col;
	else if (columns && num_u64(columns, 10, &width) < 0)
		width = 0;
	return width && width < max ? (size_t)width : max;
}

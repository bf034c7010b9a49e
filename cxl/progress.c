// SPDX-License-Identifier: GPL-2.0-only
/* A line on the terminal that shows the progress of an operation. */
#include <stdio.h>
#include <unistd.h>

#include "cxl/progress.h"
#include "util/terminal.h"

#define WIDTH 80 /* columns at most, the last of which remains free */

struct progress progress_start(void)
{
	return (struct progress){ .shown = isatty(STDERR_FILENO) == 1 };
}

void progress_show(struct progress *p, const char *text)
{
	size_t len, rest;

	if (!p->shown)
		return;
	len = MIN(strlen(text), terminal_width(STDERR_FILENO, WIDTH) - 1);
	rest = p->len > len ? p->len - len : 0;
	fprintf(stderr, "\r%.*s%*s", (int)len, text, (int)rest, "");
	fflush(stderr);
	p->len = len;
}

void progress_end(struct progress *p)
{
	if (p->len)
		fprintf(stderr, "\r%*s\r", (int)p->len, "");
	p->len = 0;
}

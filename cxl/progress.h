/* SPDX-License-Identifier: GPL-2.0-only */
/* A line on the terminal that shows the progress of an operation, on standard error. */
#ifndef CXL_PROGRESS_H
#define CXL_PROGRESS_H

#include "util/base.h"

/* All zero: nothing is shown. */
struct progress {
	bool shown; /* standard error is a terminal */
	size_t len; /* characters on the line */
};

struct progress progress_start(void);
/* Replace the line by @text, which is cut at the width of the terminal. */
void progress_show(struct progress *p, const char *text);
/* Remove the line, before anything else is printed. */
void progress_end(struct progress *p);

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Standard input, output and error of the program. */
#ifndef UTIL_STD_STREAMS_H
#define UTIL_STD_STREAMS_H

#include "util/base.h"

/*
 * Call it before anything is opened. Descriptors 0 to 2 are open afterwards, so that no device or
 * file takes their place: reading from a missing input and writing to a missing output fail, a
 * missing stderr discards. A dead pipe and a file size limit become errors instead of signals: they
 * must not end the program in the middle of a change.
 */
int std_streams_init(void) MUST_CHECK;
/*
 * Execute @argv in place of this program, with the signals as they were before the call above.
 * Returns only if that fails; signals are as before.
 */
void std_streams_exec(const char *const *argv);
/* Note the errno of a failed write to stdout, for the message at the end. */
void std_streams_failed(int err);
/* Flush, and return the exit status of the process: @status, or EXIT_FAILED if output was lost. */
int std_streams_finish(int status);

#endif

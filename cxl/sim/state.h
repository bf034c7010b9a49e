/* SPDX-License-Identifier: GPL-2.0-only */
/* The state directory: open, lock and load; save and unlock. */
#ifndef SIM_STATE_H
#define SIM_STATE_H

#include "cxl/sim/model.h"
#include "util/fail.h"

/* In state/: identifies a directory that "cxl-sim new" made. */
#define SIM_MARKER "cxl-sim"
#define SIM_MARKER_TEXT "cxl-sim 1\n"

int sim_open(struct sim *s, const char *dir, struct fail *why) MUST_CHECK;
void sim_close(struct sim *s);
/*
 * Lock and load, save and unlock; calls nest. The state is locked for other threads and programs;
 * sim_end() then waits for s->wait.
 */
int sim_begin(struct sim *s) MUST_CHECK;
int sim_end(struct sim *s);
/*
 * A device executes one command at a time: lock it, before sim_begin(), until the reply. The caller
 * closes the file descriptor; -1: @memdev has no device node.
 */
int sim_device_lock(const struct sim *s, const char *memdev);

/*
 * Open a regular file of the model. Links are not followed: the directory may have been made by
 * somebody else. With O_CREAT it is created if it does not exist.
 */
int sim_open_file(int dirfd, const char *path, int flags) MUST_CHECK;
/*
 * Read such a file or, with AT_FDCWD, any file that the user names. *@text has a NUL byte at its
 * end; the caller frees it.
 */
int sim_read_file(int dirfd, const char *path, char **text, size_t *len) MUST_CHECK;
int sim_write_file(int dirfd, const char *path, const void *data, size_t len) MUST_CHECK;

/* Append a line, with its end, to state/log. */
void sim_log_line(struct sim *s, const char *text);
/* Append one line for a command that reached the device; @rc: errno of the transport. */
void sim_log_command(struct sim *s, const struct sim_dev *d, const struct sim_cmd *c, int rc);
/* Whether the simulated caller has CAP_SYS_RAWIO, from proc/self/status. */
bool sim_has_rawio(struct sim *s);
/* Set bits of proc/sys/kernel/tainted; ends the program if panic_on_taint= matches. */
void sim_taint(struct sim *s, u64 mask);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* What the commands of daxctl share. */
#ifndef DAXCTL_DAXCTL_H
#define DAXCTL_DAXCTL_H

#include "util/cmd.h"

extern const struct tool daxctl_tool;

struct completion;
/* Candidates for completion: devices, regions, modes, columns (complete.c). */
void daxctl_complete(struct completion *c, const char *kind);

#endif

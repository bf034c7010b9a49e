/* SPDX-License-Identifier: GPL-2.0-only */
/* What the commands of daxctl share. */
#ifndef DAXCTL_DAXCTL_H
#define DAXCTL_DAXCTL_H

#include "util/cmd.h"

extern const struct tool daxctl_tool;

#endif

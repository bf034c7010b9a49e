/* SPDX-License-Identifier: GPL-2.0-only */
/* The commands that undo a change of a DAX device, a line each, see undo_log_add_lines(). */
#ifndef DAXCTL_UNDO_LINES_H
#define DAXCTL_UNDO_LINES_H

#include "daxctl/lib/state.h"
#include "util/strbuf.h"

/* @s is the device before the change. False: it cannot be undone. */

/*
 * Its mode becomes @mode; DAX_MODES: it is disabled. In mode system-ram already: its memory is
 * moved to the other zone.
 */
bool undo_lines_mode(const struct dax_state *s, enum dax_mode mode, struct strbuf *ret);
/* Its size or alignment is changed; @align 0: not. */
bool undo_lines_shape(const struct dax_state *s, u64 size, u64 align, struct strbuf *ret);
/* All of its memory is set online or offline. */
bool undo_lines_memory(const struct dax_state *s, bool online, struct strbuf *ret);
/* It is created, and enabled. */
void undo_lines_create(const char *name, struct strbuf *ret);

#endif

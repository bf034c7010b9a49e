/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The names that rules of the policy may have after "verb". */
#ifndef CXL_GUARD_VERBS_H
#define CXL_GUARD_VERBS_H

#include <stddef.h>

/* The @i-th command of cxl and daxctl, which have the same policy; NULL after the last one. */
const char *guard_verb_at(size_t i);
/* Likewise, of those of daxctl that change devices or memory. */
const char *guard_daxctl_change_at(size_t i);

#endif

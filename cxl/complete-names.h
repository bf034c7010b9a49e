/* SPDX-License-Identifier: GPL-2.0-only */
/* Candidates for completion that do not depend on the system. */
#ifndef CXL_COMPLETE_NAMES_H
#define CXL_COMPLETE_NAMES_H

#include "util/complete.h"

/* Offer those of the option @kind, lists of names. False: they are not of this kind. */
bool complete_names(struct completion *c, const char *kind);

#endif

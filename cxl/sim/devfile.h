/* SPDX-License-Identifier: GPL-2.0-only */
/* Devices as text: the same format for users and for the state directory. */
#ifndef SIM_DEVFILE_H
#define SIM_DEVFILE_H

#include <stdio.h>

#include "cxl/sim/model.h"
#include "util/fail.h"

/* @create: add devices that @s does not have; otherwise they are an error. */
int devfile_parse(struct sim *s, const char *text, size_t len, bool create,
		  struct fail *why) MUST_CHECK;
/* @only: name of one device, or NULL for all of them and the settings of the kernel. */
void devfile_print(const struct sim *s, FILE *f, const char *only);

#endif

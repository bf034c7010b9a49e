/* SPDX-License-Identifier: GPL-2.0-only */
/* Scripted faults. */
#ifndef SIM_FAULT_H
#define SIM_FAULT_H

#include <stdio.h>

#include "cxl/sim/model.h"
#include "util/fail.h"

int faults_parse(struct sim *s, const char *text, struct fail *why) MUST_CHECK;
void faults_print(const struct sim *s, FILE *f);
/* Copy the fault that applies now and count it down; NULL if there is none. */
struct sim_fault *fault_take(struct sim *s, const char *memdev, const char *target,
			     struct sim_fault *copy);
/* The same for a write of @value to the sysfs attribute @name; every fault counts it. */
void fault_take_write(struct sim *s, const char *name, const char *value, struct sim_fault *copy);
/* Whether @f is a fault of writes to sysfs, not of a device. */
bool fault_of_sysfs(const struct sim_fault *f);
int fault_add(struct sim *s, const struct sim_fault *f) MUST_CHECK;
/* @argv: MEMDEV TARGET KIND or sysfs ATTR KIND, then [ARG] [--after N] [--count N]. */
int fault_parse(struct sim_fault *f, int argc, char **argv, struct fail *why) MUST_CHECK;

#endif

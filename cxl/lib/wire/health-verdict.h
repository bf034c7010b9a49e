/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Assessment of the health of a device. */
#ifndef CXL_WIRE_HEALTH_VERDICT_H
#define CXL_WIRE_HEALTH_VERDICT_H

#include "util/rec.h"

/*
 * Assess the health of a device into the object @out: "verdict", which is "ok", "attention" or
 * "critical", and "findings", an array of texts, the most severe first. -EMSGSIZE, and nothing in
 * @out, if the Get Health Info reply is short.
 */
int health_verdict(const void *buf, size_t len, struct rec *out) MUST_CHECK;

#endif

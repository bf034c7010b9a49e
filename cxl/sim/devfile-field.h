/* SPDX-License-Identifier: GPL-2.0-only */
/* Fields of fixed replies by their key in a devices file. */
#ifndef SIM_DEVFILE_FIELD_H
#define SIM_DEVFILE_FIELD_H

#include "cxl/sim/model.h"

#define DEVFILE_CAPACITY_UNIT (256ULL << 20) /* bytes */

enum devfile_type {
	FIELD_UNSIGNED,
	FIELD_SIGNED,	/* 16 bits */
	FIELD_CAPACITY, /* in DEVFILE_CAPACITY_UNIT */
	FIELD_TEXT,
};

struct devfile_field {
	const char *key;
	enum sim_block block;
	u8 offset, width; /* bytes */
	u8 shift, bits;	  /* bits 0: the whole width */
	enum devfile_type type;
};

extern const struct devfile_field devfile_fields[];
extern const size_t devfile_field_count;

/* Keys of the values of a Feature. */
extern const char *const devfile_value_names[VALUE_COUNT];

#endif

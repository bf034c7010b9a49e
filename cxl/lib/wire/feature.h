/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Format of Features: entries of Get Supported Features, and tables of fields that decode, check,
 * encode and document known Features (CXL r3.2 8.2.10.6 and 8.2.10.9.11). Pure. A Feature and its
 * fields have the same names in output, arguments and documentation.
 */
#ifndef CXL_WIRE_FEATURE_H
#define CXL_WIRE_FEATURE_H

#include "cxl/lib/wire/codec.h"
#include "cxl/lib/wire/effects.h"
#include "util/fail.h"

#define FEATURE_UUID_LEN 16
#define FEATURE_ENTRY_LEN 48
#define FEATURE_HEADER_LEN 8	  /* in front of the entries */
#define FEATURE_SET_HEADER_LEN 32 /* in front of the data of Set Feature */
#define FEATURE_DATA_MAX 65535	  /* sizes are 16 bits wide */

/* Attribute flags of an entry. */
#define FEATURE_CHANGEABLE BIT(0)
#define FEATURE_DEFAULT_SEL BIT(5)
#define FEATURE_SAVED_SEL BIT(6)

enum feature_selection { FEATURE_CURRENT, FEATURE_DEFAULT, FEATURE_SAVED };

struct feature_entry {
	u8 uuid[FEATURE_UUID_LEN];     /* in text order */
	u16 index, get_size, set_size; /* sizes in bytes */
	u32 flags;
	u8 get_version, set_version;
	u16 effects;
};

/* The UUID at the start of the input of Get Feature and Set Feature; NULL: another command. */
const u8 *feature_of_command(u16 opcode, const void *in, size_t len);
/*
 * Entry @i of a Get Supported Features reply. -ENOENT: @i is not below the count in the reply;
 * -EMSGSIZE: the reply ends before the entry does.
 */
int feature_entry_decode(const void *reply, size_t len, u16 i,
			 struct feature_entry *ret) MUST_CHECK;
/* The strongest reset that a setting survives (flags bits 3:1): "none", "cxl_reset", ... */
const char *feature_persistence(u32 flags);

/*
 * One field. get.width 0: not in the Get Feature data; EDAC provides it, or it is a trigger, which
 * can be set and not read.
 */
struct feature_field {
	const char *key;  /* snake_case, includes the unit; in JSON and on the command line */
	const char *help; /* description, one line */
	struct bitfield get;
	u8 set_bits;	    /* size of a value that can be set; 0: read-only */
	enum val_kind kind; /* VAL_BOOL, VAL_UINT, VAL_HEX or VAL_STR (then .value_names) */
	const struct value_name *value_names;
	u64 min, max;	  /* valid range; max 0: limited by .set_bits */
	const char *edac; /* attribute of the kernel's EDAC interface; NULL: not published */
	u64 edac_unit;	  /* value in EDAC = our value * edac_unit; 0: 1 */
	const struct value_name
		*edac_value_names; /* EDAC's numbers for .value_names, if different */
	bool per_group;		   /* repeats per group; key is then "<group>N_<key>" */
	bool inverted;		   /* VAL_BOOL: true if all bits are 0 */
};

/* The kernel rejects Set Feature of Features with known fields, so that EDAC must have it. */
static inline bool feature_field_settable(const struct feature_field *f)
{
	return f->set_bits && f->edac;
}

/* One field of one group, and its value in the field's own unit. */
struct feature_value {
	const struct feature_field *field;
	u16 group; /* 0 for fields that are not repeated */
	u64 value;
};

/* Kind of the EDAC directory of a Feature below /sys/bus/edac/devices/cxl_memN. */
enum edac_kind { EDAC_NONE, EDAC_SCRUB, EDAC_ECS, EDAC_REPAIR };

struct feature_desc {
	const char *name;  /* "patrol-scrub" */
	const char *title; /* "Device patrol scrub control" */
	const char *uuid_text;
	enum edac_kind edac;
	const char *edac_repair_type; /* EDAC_REPAIR: which mem_repairN */
	const struct feature_field *fields;
	u16 count;
	/* Repeated part of the Get Feature data: groups of @get_stride bytes from @get_base on. */
	const char *group;	  /* "fru"; NULL: no repeated part */
	const char *groups_title; /* "FRUs" */
	u16 get_base, get_stride;
};

/*
 * Every Feature known by name. Set Feature is exclusive to the kernel for all of them (EPERM
 * through fwctl, cxl_exclusive_feats in drivers/cxl/core/features.c). In a stable order; NULL past
 * the end.
 */
const struct feature_desc *feature_desc_at(size_t i);
const struct feature_desc *feature_desc_find(const u8 uuid[FEATURE_UUID_LEN]);
/* Number of groups in Get data of @get_len bytes; 0 without a repeated part. */
u16 feature_groups(const struct feature_desc *d, size_t get_len);

/*
 * Decode Get Feature data into the object @out; without a table (@d NULL) as one member "data" in
 * hexadecimal. -EMSGSIZE: short, only complete fields are added.
 */
int feature_decode(const struct feature_desc *d, const u8 *data, size_t len, struct rec *out);

/*
 * The row of the field @key and its group number (0 if not repeated). NULL: no such field in a
 * Feature with @groups groups.
 */
const struct feature_field *feature_field_find(const struct feature_desc *d, const char *key,
					       u16 groups, u16 *group);
/*
 * Parse @text as a number in the unit of the field and check its range. -EINVAL or -ERANGE with a
 * message in @why; read-only fields are -EINVAL.
 */
int feature_value_parse(const struct feature_desc *d, const struct feature_field *f,
			const char *text, u64 *ret, struct fail *why);
/* Format a value as feature_decode() prints it. */
void feature_value_text(const struct feature_field *f, u64 value, char *buf, size_t size);
/* Add a value to the object @out. */
void feature_value_emit(const struct feature_desc *d, const struct feature_value *v,
			struct rec *out);
/*
 * Read the field and group of @v from @data into v->value. -EMSGSIZE when the field lies outside
 * of @data, -ENOENT when it cannot be read at all.
 */
int feature_value_get(const struct feature_desc *d, const u8 *data, size_t len,
		      struct feature_value *v) MUST_CHECK;
/* Call @fn for every field: those that are not repeated first, then group by group. */
int feature_fields_walk(const struct feature_desc *d, u16 groups,
			int (*fn)(void *data, const struct feature_field *f, u16 group),
			void *data);
/* JSON key of a field: "fru1_mode" */
void feature_key(const struct feature_desc *d, const struct feature_value *v, char *buf,
		 size_t size);

#endif

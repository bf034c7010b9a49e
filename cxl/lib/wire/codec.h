/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Payload layouts as tables, and the functions that decode and encode by them. Pure. Units are
 * converted by the table rows only: a decoded size is in bytes.
 */
#ifndef CXL_WIRE_CODEC_H
#define CXL_WIRE_CODEC_H

#include "util/base.h"
#include "util/fail.h"
#include "util/rec.h"

/* Capacities travel in units of 256 MiB (CXL r3.2 8.2.10.9.1.1). */
#define CAPACITY_UNIT (256ULL << 20)

/* Name of a value; tables end with .name NULL. */
struct value_name {
	u64 value;
	const char *name;
};

const char *value_name(const struct value_name *w, u64 value); /* NULL: none */
/* The value called @name; -ENOENT: none. */
int value_by_name(const struct value_name *w, const char *name, u64 *ret) MUST_CHECK;
/* "invalid KEY 'TEXT': expected WORD, WORD or WORD"; -EINVAL */
int value_name_invalid(const struct value_name *w, const char *key, const char *text,
		       struct fail *why);

/* Position of a number in a payload: @bits bits at @shift of @width little-endian bytes at @off. */
struct bitfield {
	u16 off;
	u8 width;	/* 1 to 8; 0: none */
	u8 shift, bits; /* bits 0: the whole width */
};

enum field_flags {
	FIELD_SIGNED = 1 << 0,
	FIELD_HIDE = 1 << 1,	/* leave out when the raw value equals .value */
	FIELD_EQUALS = 1 << 2,	/* a boolean: the raw value equals .value */
	FIELD_TEXT = 1 << 3,	/* .at.width bytes (up to 64) of ASCII, ends at NUL or blanks */
	FIELD_UUID = 1 << 4,	/* 16 bytes */
	FIELD_BYTES = 1 << 5,	/* .at.width bytes as hexadecimal text */
	FIELD_DEFAULT = 1 << 6, /* input: .value is the raw value if the user specifies none */
	FIELD_PART = 1 << 7,	/* an object: the fields of .part, at offsets from .at.off */
};

struct layout;

struct field {
	const char *key;
	struct bitfield at;
	enum val_kind kind;
	const struct value_name
		*value_names; /* printed as the name; unknown values in hexadecimal */
	u8 flags;
	u64 value; /* see FIELD_HIDE, FIELD_EQUALS and FIELD_DEFAULT */
	u64 unit;  /* multiply by this; 0 and 1: as is */
	/* Printed only if this bit is set, which encoding the field does; width 0: always. */
	struct bitfield valid;
	const struct layout *part;
};

/* Records of equal size in the variable part of a payload. */
struct layout_list {
	const char *key;
	u16 at;		       /* offset of the first record */
	struct bitfield count; /* number of records in this payload */
	const struct layout *record;
	const struct layout *end; /* behind the last record, at offsets from there; NULL: none */
};

/* Fields that depend on an identifier in the payload; offsets are those of the whole payload. */
struct layout_form {
	const char *id; /* UUID, or the bytes of the identifier in hexadecimal: "0100" */
	const struct layout *layout;
};

struct layout_forms {
	const char *key; /* the name of the form is printed with this key; NULL: it is not */
	u16 at;
	u8 width;			 /* bytes; 16: UUID */
	const struct layout *other;	 /* for unknown identifiers; NULL: none */
	const struct layout_form *forms; /* ends with .id NULL */
};

struct layout {
	const char *name; /* of a form; else NULL */
	u16 size;	  /* size of a complete payload; newer devices may append fields */
	u16 newer;	  /* with the fields that newer devices append; 0: none */
	bool tail;	  /* data of any length or a list follows */
	u16 count;
	const struct field *fields;
	const struct layout_list *list;
	const struct layout_forms *forms;
};

u64 bitfield_get(const struct bitfield *at, const u8 *buf);
void bitfield_put(const struct bitfield *at, u8 *buf, u64 value);
/* The largest number that fits. */
u64 bitfield_max(const struct bitfield *at);

static inline bool bitfield_fits(const struct bitfield *at, size_t len)
{
	return (size_t)at->off + at->width <= len;
}

#define UUID_TEXT_LEN 36
/* UUIDs are 16 bytes in text order, as in all CXL payloads. */
void uuid_to_text(const u8 *uuid, char text[UUID_TEXT_LEN + 1]);
/* Accepts either case, with four hyphens; otherwise -EINVAL, and @uuid is unchanged. */
int uuid_from_text(const char *text, u8 uuid[16]) MUST_CHECK;

/*
 * Decode the fields and records of @l that lie wholly inside @len into the object @out. Returns 0,
 * -EMSGSIZE when the payload is shorter than layout_size(), or -ERANGE when a size was left out
 * because it exceeds 64 bits in bytes. Never reads outside of @buf.
 */
int layout_decode(const struct layout *l, const void *buf, size_t len, struct rec *out);
/* The form of this payload; NULL: it has none. */
const struct layout *layout_form(const struct layout *l, const void *buf, size_t len);
/* Size of a complete payload: with its form, and as many records as it claims to have. */
u64 layout_size(const struct layout *l, const void *buf, size_t len);
/* Bytes of this payload that layout_decode() covers, at most @len. */
size_t layout_used(const struct layout *l, const void *buf, size_t len);

/* Size of the layout with the fields that newer devices append. */
static inline size_t layout_max_size(const struct layout *l)
{
	return MAX(l->size, l->newer);
}

const struct field *layout_field(const struct layout *l, const char *key); /* NULL: none */
/* Zeroes in @len bytes, and the defaults of the fields that lie inside of them. */
void layout_defaults(const struct layout *l, void *buf, size_t len);
/* A KEY=VALUE argument. */
struct field_text {
	const char *key, *text;
};

/*
 * Write the value of .text to field .key: a number in the unit in which the field is printed, a
 * size with a suffix, a name, a UUID or hexadecimal bytes. -ENOENT unknown field, -EINVAL invalid
 * value, -ERANGE out of range, -EMSGSIZE beyond @len; @why is filled in and @buf is unchanged.
 */
int layout_encode(const struct layout *l, struct field_text value, void *buf, size_t len,
		  struct fail *why) MUST_CHECK;

#endif

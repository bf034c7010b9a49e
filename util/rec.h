/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Records: the typed, ordered tree that every command produces and every writer prints.
 *
 * All nodes of a tree live in one arena that the root owns; rec_free() of the root frees them.
 * Builders never fail: when memory runs out the addition is dropped and rec_failed() tells,
 * which the writers check before they print anything.
 */
#ifndef UTIL_REC_H
#define UTIL_REC_H

#include "util/base.h"

enum val_kind {
	VAL_BOOL,
	VAL_INT, /* signed */
	VAL_UINT,
	VAL_SIZE, /* bytes; "1.00 GiB (1.07 GB)" for people */
	VAL_HEX,  /* a number; "0x..." for people */
	VAL_XSTR, /* opaque 64-bit value, "0x..." always */
	VAL_STR,
	VAL_OBJ,
	VAL_ARR,
};

struct rec_arena;

struct rec {
	const char *key;  /* NULL in arrays and for the root */
	struct rec *next; /* sibling */
	enum val_kind kind;
	u32 count; /* children of an object or array */
	union {
		bool b;
		s64 i;
		u64 u;
		const char *s;
		struct {
			struct rec *first, *last;
			struct rec_arena *arena;
		};
	};
};

struct rec *rec_new_arr(void);
struct rec *rec_new_obj(void);
void rec_free(struct rec *root);
bool rec_failed(const struct rec *root);

/*
 * Add a value to @to: with @key when @to is an object, with NULL when it is an array. @key is
 * borrowed (a literal, or from rec_keyf()); string values are copied. Bytes that are not valid
 * UTF-8 are replaced by '?', so every writer can print every record.
 */
void rec_bool(struct rec *to, const char *key, bool v);
void rec_int(struct rec *to, const char *key, s64 v);
void rec_uint(struct rec *to, const char *key, u64 v);
void rec_num(struct rec *to, const char *key, enum val_kind kind, u64 v);
void rec_str(struct rec *to, const char *key, const char *v);
void rec_strf(struct rec *to, const char *key, const char *fmt, ...) PRINTF_LIKE(3, 4);
struct rec *rec_obj(struct rec *to, const char *key);
struct rec *rec_arr(struct rec *to, const char *key);

/* A container of @near's arena that is not attached yet, and the way to attach it. */
struct rec *rec_loose(const struct rec *near, enum val_kind kind);
void rec_attach(struct rec *to, const char *key, struct rec *child);
const char *rec_keyf(const struct rec *near, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The member @key of an object, or NULL. */
const struct rec *rec_get(const struct rec *obj, const char *key);
const char *rec_get_str(const struct rec *obj, const char *key);
/* A scalar as people read it, into @buf. @bytes: sizes as plain numbers. */
const char *rec_text(const struct rec *r, bool human, bool bytes, char *buf, size_t room);

static inline bool rec_is_container(const struct rec *r)
{
	return r->kind >= VAL_OBJ;
}

#define rec_foreach(r, parent) for (r = (parent)->first; r; r = r->next)

static inline void cleanup_rec(struct rec **r)
{
	rec_free(*r);
}

#define auto_rec __attribute__((cleanup(cleanup_rec)))

#endif

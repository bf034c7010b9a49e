/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Records: the typed, ordered tree of values that every command produces and every writer prints.
 *
 * All nodes of a tree are allocated in one arena; rec_free() of the root frees them. The functions
 * that add never return an error and never NULL: after a failed allocation additions are ignored
 * and rec_failed() is true, which out_print() checks before it prints anything.
 */
#ifndef UTIL_REC_H
#define UTIL_REC_H

#include "util/base.h"

enum val_kind {
	VAL_BOOL,
	VAL_INT, /* signed */
	VAL_UINT,
	VAL_SIZE,   /* bytes; human-readable: "1.00 GiB (1.07 GB)" */
	VAL_BYTES,  /* bytes; human-readable in tables only */
	VAL_TENTHS, /* unsigned, in tenths: 25 is 2.5, 320 is 32 */
	VAL_HEX,    /* number; human-readable: "0x..." */
	VAL_XSTR,   /* opaque 64-bit value; always "0x..." */
	VAL_STR,
	VAL_OBJ,
	VAL_ARR,
};

struct rec_arena;

struct rec {
	const char *key;  /* NULL in arrays and for the root */
	struct rec *next; /* sibling */
	enum val_kind kind;
	u32 count; /* number of children of an object or array */
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

/* A new root; free it with rec_free() or declare it auto_rec. */
struct rec *rec_new_arr(void);
struct rec *rec_new_obj(void);
/* Free the tree of @root (NULL allowed); does nothing for other nodes. */
void rec_free(struct rec *root);
/* An allocation for what belongs in the tree of @near failed. */
void rec_fail(const struct rec *near);
/* Whether an allocation in the tree of @root failed. */
bool rec_failed(const struct rec *root);

/*
 * Add a value to @to. @key is for objects, NULL for arrays; it is borrowed: a literal, or from
 * rec_keyf(). Strings are copied, bytes that are not valid UTF-8 replaced by '?'.
 */
void rec_bool(struct rec *to, const char *key, bool v);
void rec_int(struct rec *to, const char *key, s64 v);
void rec_uint(struct rec *to, const char *key, u64 v);
void rec_num(struct rec *to, const char *key, enum val_kind kind, u64 v);
void rec_str(struct rec *to, const char *key, const char *v);
void rec_strf(struct rec *to, const char *key, const char *fmt, ...) PRINTF_LIKE(3, 4);
struct rec *rec_obj(struct rec *to, const char *key);
struct rec *rec_arr(struct rec *to, const char *key);

/*
 * A new container in the arena of @near, which rec_attach() adds to a container of the same tree
 * later. One that is never attached is freed with the tree.
 */
struct rec *rec_loose(const struct rec *near, enum val_kind kind);
void rec_attach(struct rec *to, const char *key, struct rec *child);
/* Add a copy of @from, which may be of another tree, with all its members to @to. */
void rec_copy(struct rec *to, const char *key, const struct rec *from);
/* A formatted key in the arena of @near. */
const char *rec_keyf(const struct rec *near, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* The member @key of @obj; NULL: none, or @obj is not an object. */
const struct rec *rec_get(const struct rec *obj, const char *key);
/* Its text; NULL: no such member, or not a string. */
const char *rec_get_str(const struct rec *obj, const char *key);
/*
 * Text of a scalar, "" for a container; either in @buf or borrowed from @r. @human: sizes with
 * units, VAL_HEX in hexadecimal. @bytes: sizes as plain numbers all the same.
 */
const char *rec_text(const struct rec *r, bool human, bool bytes, char *buf, size_t size);

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

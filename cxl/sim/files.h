/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Files of the simulated system, for the model of the kernel. It keeps no state of its own: what it
 * needs it reads from these files. Errors of writing are printed, the model cannot report them.
 */
#ifndef SIM_FILES_H
#define SIM_FILES_H

#include "cxl/sim/model.h"

/* A path relative to DIR: "sys/devices/platform/...". Empty: too long. */
struct sim_path {
	char s[512];
};

struct sim_path sim_path_of(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* The directory that has @p. */
struct sim_path sim_path_up(struct sim_path p);
/* The file or link @name in @dir. */
struct sim_path sim_path_in(const struct sim_path *dir, const char *name);
/* Whether @p is below @dir. */
bool sim_path_below(const struct sim_path *p, const struct sim_path *dir);
/* Whether there is a file, directory or link @p. */
bool sim_path_exists(const struct sim *s, const struct sim_path *p);
void sim_path_delete(const struct sim *s, const struct sim_path *p);
/* -ENOENT: there is no @from. Missing directories of @to are created. */
int sim_path_rename(const struct sim *s, const struct sim_path *from, const struct sim_path *to);
void sim_dir_create(const struct sim *s, const struct sim_path *p);
/* Names in @dir, sorted by length and name; none if it does not exist. */
struct namelist sim_dir_names(const struct sim *s, const struct sim_path *dir);

/* The value of an attribute without the newline at its end; empty: none. */
struct sim_attr {
	char s[128];
};

struct sim_attr sim_attr_get(const struct sim *s, const struct sim_path *dir, const char *name);
bool sim_attr_is(const struct sim *s, const struct sim_path *dir, const char *name,
		 const char *value);
/* 0: no number. */
u64 sim_attr_number(const struct sim *s, const struct sim_path *dir, const char *name);
/* Replace or create the attribute; a newline is added. */
void sim_attr_set(const struct sim *s, const struct sim_path *dir, const char *name,
		  const char *fmt, ...) PRINTF_LIKE(4, 5);
/* @value without one newline at its end (sysfs_streq() of the kernel). */
struct sim_attr sim_store_text(const char *value);
/* As kstrtoull() with base 0. */
int sim_store_u64(const char *value, u64 *ret) MUST_CHECK;
/* Create an attribute that cannot be read. */
void sim_attr_write_only(struct sim *s, const struct sim_path *dir, const char *name);

/* The last component of the target of link @name in @dir; empty: no link. */
struct sim_attr sim_link_base(const struct sim *s, const struct sim_path *dir, const char *name);
/* Create or replace a relative link. */
void sim_link_set(const struct sim *s, const struct sim_path *at, const struct sim_path *target);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/* The configuration files, for reconfigure-device --check-config and check-config. */
#ifndef DAXCTL_CONF_ARGS_H
#define DAXCTL_CONF_ARGS_H

#include "daxctl/conf/conf.h"
#include "daxctl/device-args.h"

/* Read the files; what is wrong with them is a warning. EXIT_DONE, or the exit status. */
int conf_args_load(struct inv *inv, struct dax_conf *ret) MUST_CHECK;
/* 0: the section that applies is in @ret, or there is none; an error: it cannot be applied. */
int conf_args_choose(const struct dax_conf *c, const struct conf_facts *f, struct conf_choice *ret,
		     struct fail *why) MUST_CHECK;
/* Whether the memory is added to that of the system, for the first time or again. */
bool conf_args_adds_memory(const struct dax_state *s,
			   const struct conf_section *section) MUST_CHECK;
/* Whether memory is online in another zone than the one that @section requests with a key. */
bool conf_args_moves(const struct dax_state *s, const struct conf_section *section) MUST_CHECK;
/*
 * Add the steps that give the device the alignment and the mode of @section; none if it has them,
 * or no memory. The section is a request to set memory offline: also if conf_args_moves().
 */
int conf_args_plan(struct plan *p, const struct dax_state *s, const struct conf_section *section,
		   struct fail *why) MUST_CHECK;
/* Add "section", "file" and "line". */
void conf_args_record(const struct conf_section *s, struct rec *o);

#define CONF_COLUMNS "section,file,line"

#endif

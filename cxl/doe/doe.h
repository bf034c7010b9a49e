/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of cxl doe. */
#ifndef CXL_DOE_H
#define CXL_DOE_H

#include <limits.h>

#include "cxl/common.h"

struct doe_args {
	struct common_args common;
	/* of "send" */
	const char *input, *hex, *output, *mailbox, *timeout, *confirm;
	bool no_native, unlisted, force;
};

/* A PCI function. */
struct doe_target {
	const struct node *node;     /* memdev or port that it is the host of; NULL: none */
	const struct node *dport_of; /* port that it is a downstream port of; NULL: none */
	char path[PATH_MAX];	     /* below /sys */
};

/* @name: a memdev, a port, or the address of any function. */
int doe_find_target(const struct topo *t, const char *name, struct doe_target *ret,
		    struct fail *why) MUST_CHECK;

struct completion;
/* Offer the protocols that the kernel has found on the function before the word. */
void doe_complete_protocol(struct completion *c, const struct topo *t);

/* "cxl doe list" and "cxl doe send"; they return the exit status. */
int doe_list(struct inv *inv);
int doe_send_object(struct inv *inv);

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Addresses of components: a memory device of this host, an MCTP endpoint, and what is behind one
 * of them. One component has one text, which stands in JSON, in the audit log, in policies and in
 * confirmations. Pure.
 *
 *   mem0, mem0/ld-pool, mctp:1,9, mctp:1,9/port:3, mctp:1,9/port:3/ld:1
 */
#ifndef CXL_WIRE_ADDRESS_H
#define CXL_WIRE_ADDRESS_H

#include "util/base.h"
#include "util/fail.h"

/* Endpoint IDs of components (DSP0236): 0 is none, 1 to 7 are reserved, 255 is broadcast. */
#define ADDRESS_EID_MIN 8
#define ADDRESS_EID_MAX 254
/* Switch, multi-logical device, logical device: more tunnels in tunnels are not defined. */
#define ADDRESS_HOPS_MAX 2

/* To whom a component forwards a Tunnel Management Command (CXL r3.2 7.6.7.3.1). */
enum hop_kind {
	HOP_PORT,    /* of a switch: the FM-owned logical device of the device there */
	HOP_LD,	     /* a logical device of a multi-logical device */
	HOP_LD_POOL, /* the LD pool of a multi-headed device */
};

struct hop {
	enum hop_kind kind;
	u8 id; /* of the port or logical device */
};

struct address {
	bool mctp;
	unsigned int memdev; /* the number of memN; not of MCTP */
	u32 net;	     /* MCTP network, not 0 */
	u8 eid;
	struct hop hops[ADDRESS_HOPS_MAX];
	size_t hop_count;
};

#define ADDRESS_TEXT_MAX 48

/* Whether @text has the form of an address, valid or not, rather than that of a device name. */
bool address_is_meant(const char *text);
/* The next device name in a list, as word_next(): an address has a comma of its own. */
const char *address_next_word(const char **rest, size_t *len);
/* Whether the names in the arguments before @word, which is one of them, have the same text. */
bool address_word_is_repeated(char *const *argv, const char *word, size_t len);
/* -EINVAL: not an address, or not the text that address_text() prints. */
int address_parse(const char *text, struct address *ret, struct fail *why) MUST_CHECK;
/* Their order: less than, equal to or greater than 0. Those behind a component follow it. */
int address_compare(const struct address *a, const struct address *b);
void address_text(const struct address *a, char buf[ADDRESS_TEXT_MAX]);

#endif

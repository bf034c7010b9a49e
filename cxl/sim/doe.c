// SPDX-License-Identifier: GPL-2.0-only
/*
 * DOE mailboxes of the model. The discovery protocol reports the files of doe_features; a reply to
 * another of these protocols has the data of the request. Others get none.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/sim/doe.h"
#include "cxl/sim/fault.h"
#include "cxl/sim/state.h"
#include "util/num.h"
#include "util/strbuf.h"

#define CONFIG_LEN 4096
#define FIRST 0x100 /* extended capability */
#define CAP_DOE 0x2e

/* Registers of the capability. */
#define CONTROL 0x08
#define ABORT BIT(0)
#define GO BIT(31)
#define STATUS 0x0c
#define BUSY BIT(0)
#define ERROR BIT(2)
#define READY BIT(31)
#define WRITE_MAILBOX 0x10
#define READ_MAILBOX 0x14
#define DOE_LEN 0x18

#define OBJECT_WORDS (1U << 18)
#define HEADER_WORDS 2
#define DISCOVERY 0x000001 /* vendor and type, as in an object */

/* One mailbox of one function: a program uses no more. */
static struct {
	u32 *in, *out; /* words, OBJECT_WORDS each */
	u32 in_count, out_count, next;
	u32 status;
	bool used, gone, stuck;
} mailbox;

static int read_space(const struct sim *s, const char *address, struct sys_text *ret)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "bus/pci/devices/%s/config", address);
	return sys_read_file(&s->plain, TREE_SYS, path, CONFIG_LEN, ret);
}

/* The mailbox that has a register at @offset; 0: none. */
static u32 mailbox_at(const struct sys_text *space, u32 offset)
{
	u32 at = FIRST, header;

	while (at >= FIRST && at + DOE_LEN <= space->len) {
		header = (u32)get_le(space->text + at, 4);
		if ((header & 0xffff) == CAP_DOE && offset >= at + CONTROL && offset < at + DOE_LEN)
			return at;
		if (header >> 20 <= at) /* the model adds them in order */
			break;
		at = header >> 20;
	}
	return 0;
}

static int prepare(const struct sys_text *space, u32 at)
{
	if (mailbox.used)
		return 0;
	mailbox.in = calloc(OBJECT_WORDS, sizeof(u32));
	mailbox.out = calloc(OBJECT_WORDS, sizeof(u32));
	if (!mailbox.in || !mailbox.out)
		return -ENOMEM;
	mailbox.status = (u32)get_le(space->text + at + STATUS, 4);
	mailbox.used = true;
	return 0;
}

static void reset(void)
{
	mailbox.in_count = mailbox.out_count = mailbox.next = 0;
	if (!mailbox.stuck)
		mailbox.status = 0;
}

/* "1e98:02" as in an object. */
static bool parse_protocol(const char *text, u32 *ret)
{
	char vendor[5];
	u64 v, type;

	if (strlen(text) != 7 || text[4] != ':')
		return false;
	snprintf(vendor, sizeof(vendor), "%.4s", text);
	if (num_u64(vendor, 16, &v) < 0 || num_u64(text + 5, 16, &type) < 0)
		return false;
	*ret = (u32)v | (u32)type << 16;
	return true;
}

/* Protocol number @index and the next one; vendor ffffh of those that do not exist. */
static u32 discover(const struct sim *s, const char *address, u32 index)
{
	auto_namelist struct namelist l = { 0 };
	char path[PATH_MAX];
	u32 protocol = DISCOVERY, other = 0;
	size_t i;

	snprintf(path, sizeof(path), "bus/pci/devices/%s/doe_features", address);
	if (sys_list(&s->plain, TREE_SYS, path, &l) < 0 || index >= l.count)
		return 0xffff;
	namelist_sort(&l);
	for (i = 0; i < l.count && other < index; i++)
		if (!str_eq(l.names[i], "doe_discovery") && ++other == index &&
		    !parse_protocol(l.names[i], &protocol))
			return 0xffff;
	return protocol | (index + 1 < l.count ? index + 1 : 0) << 24;
}

static bool is_supported(const struct sim *s, const char *address, u32 protocol)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "bus/pci/devices/%s/doe_features/%04x:%02x", address,
		 protocol & 0xffff, protocol >> 16);
	return protocol == DISCOVERY || sys_exists(&s->plain, TREE_SYS, path);
}

/* The words of the reply; 0: none. */
static u32 reply_to(const struct sim *s, const char *address)
{
	const u32 protocol = mailbox.in[0] & 0xffffff;
	u32 words = mailbox.in_count;

	if (words < HEADER_WORDS || mailbox.in[1] % OBJECT_WORDS != words % OBJECT_WORDS ||
	    !is_supported(s, address, protocol))
		return 0;
	memcpy(mailbox.out, mailbox.in, 4 * (size_t)words);
	if (protocol == DISCOVERY) {
		words = HEADER_WORDS + 1;
		mailbox.out[1] = words;
		mailbox.out[2] = discover(s, address, mailbox.in[2] & 0xff);
	}
	return words;
}

static void log_object(struct sim *s, const char *address)
{
	auto_strbuf struct strbuf text = { 0 };
	u32 i;

	strbuf_addf(&text, "%s doe %04x:%02x", address, mailbox.in[0] & 0xffff,
		    mailbox.in[0] >> 16 & 0xff);
	for (i = HEADER_WORDS; i < mailbox.in_count && i < 16; i++)
		strbuf_addf(&text, " %08x", mailbox.in[i]);
	strbuf_addf(&text, "\n");
	if (text.s)
		sim_log_line(s, text.s);
}

/* The device executes the object. */
static int execute(struct sim *s, const char *address)
{
	struct sim_fault fault = { .kind = FAULT_NONE };
	u32 words;
	int rc = sim_begin(s);

	if (rc < 0)
		return rc;
	fault_take(s, address, "doe", &fault);
	log_object(s, address);
	words = reply_to(s, address);
	sim_end(s);
	mailbox.status = BUSY;
	mailbox.gone = fault.kind == FAULT_ONES;
	mailbox.stuck = fault.kind == FAULT_HANG;
	if (fault.kind == FAULT_CODE)
		mailbox.status = ERROR;
	if (fault.kind != FAULT_NONE && fault.kind != FAULT_SHORT && fault.kind != FAULT_LONG)
		return 0;
	if (words == 0)
		return 0;
	mailbox.out_count = words;
	if (fault.kind == FAULT_SHORT)
		mailbox.out_count = MIN(words, HEADER_WORDS + (u32)fault.arg / 4);
	else if (fault.kind == FAULT_LONG)
		mailbox.out_count = MIN(OBJECT_WORDS, words + (u32)fault.arg / 4);
	mailbox.status = (u32)READY;
	return 0;
}

static void next_word(void)
{
	if (mailbox.next < mailbox.out_count)
		mailbox.next++;
	if (mailbox.next == mailbox.out_count)
		reset();
}

int sim_config_open(struct sim *s, const char *address)
{
	struct sim_fault fault = { .kind = FAULT_NONE };
	char name[64];
	int rc = sim_begin(s);

	if (rc < 0)
		return rc;
	snprintf(name, sizeof(name), "%.48s/config", address);
	fault_take_write(s, name, "", &fault);
	sim_end(s);
	return fault.kind == FAULT_ERRNO ? -(int)fault.arg : 0;
}

int sim_config_read(struct sim *s, const char *address, u32 offset, u32 *ret)
{
	auto_sys_text struct sys_text space = { 0 };
	int rc = read_space(s, address, &space);
	u32 at;

	if (rc < 0)
		return rc;
	if (offset + 4 > space.len)
		return -EINVAL;
	at = mailbox_at(&space, offset);
	rc = at ? prepare(&space, at) : 0;
	if (rc < 0)
		return rc;
	*ret = 0;
	if (!at)
		*ret = (u32)get_le(space.text + offset, 4);
	else if (mailbox.gone)
		*ret = UINT32_MAX;
	else if (offset == at + STATUS)
		*ret = mailbox.status;
	else if (offset == at + READ_MAILBOX && mailbox.next < mailbox.out_count)
		*ret = mailbox.out[mailbox.next];
	return 0;
}

int sim_config_write(struct sim *s, const char *address, u32 offset, u32 value)
{
	auto_sys_text struct sys_text space = { 0 };
	int rc = read_space(s, address, &space);
	u32 at = rc < 0 ? 0 : mailbox_at(&space, offset);

	if (rc == 0)
		rc = at ? prepare(&space, at) : -EPERM; /* no other register is modelled */
	if (rc < 0)
		return rc;
	if (offset == at + CONTROL && value & ABORT)
		reset();
	else if (offset == at + CONTROL && value & GO)
		return execute(s, address);
	else if (offset == at + WRITE_MAILBOX && mailbox.in_count < OBJECT_WORDS)
		mailbox.in[mailbox.in_count++] = value;
	else if (offset == at + READ_MAILBOX)
		next_word();
	return 0;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lists of supported logs, requests for logs, and logs known by name (CXL r3.2 8.2.10.5). Pure. */
#ifndef CXL_WIRE_LOG_H
#define CXL_WIRE_LOG_H

#include "cxl/lib/wire/codec.h"

#define LOG_UUID_LEN 16
#define LOGS_HEADER_LEN 8 /* in front of the entries of both lists */
#define LOG_ENTRY_LEN 20
#define LOG_REQUEST_LEN 24
#define LOG_PAGE_REQUEST_LEN 2

struct log_desc {
	const char *name;  /* "vendor-debug" */
	const char *title; /* "Vendor Debug Log" */
	const char *uuid_text;
	bool clearable; /* Linux permits Clear Log */
};

/* Every log known by name, the Command Effects Log first; NULL past the end. */
const struct log_desc *log_desc_at(size_t i);
const struct log_desc *log_desc_find(const u8 uuid[LOG_UUID_LEN]);
/* Find by name, UUID or a unique prefix of at least 4 characters. NULL: none or several. */
const struct log_desc *log_named(const char *text);
/* As log_named(), but accepts unknown UUIDs as well. -EINVAL with a message in @why. */
int log_uuid_parse(const char *text, u8 uuid[LOG_UUID_LEN], struct fail *why) MUST_CHECK;
void log_desc_uuid(const struct log_desc *d, u8 uuid[LOG_UUID_LEN]);

struct log_entry {
	u8 uuid[LOG_UUID_LEN];
	u32 size; /* in bytes, as reported by the device */
};

/*
 * Entry @i of a Get Supported Logs reply. -ENOENT: @i is not below the count in the reply;
 * -EMSGSIZE: the reply ends before the entry does.
 */
int log_entry_decode(const void *reply, size_t len, u16 i, struct log_entry *ret) MUST_CHECK;

/* A part of the list, for devices with more logs than fit into one reply. */
struct log_page {
	u8 count, start;
	u16 total;
};

void log_page_request(u8 max_entries, u8 start, u8 req[LOG_PAGE_REQUEST_LEN]);
/* -EMSGSIZE: short; -EBADMSG: the page has more entries than the total count permits. */
int log_page_decode(const void *reply, size_t len, struct log_page *ret) MUST_CHECK;
/* Entry @i of the page; errors as of log_entry_decode(). */
int log_page_entry(const void *reply, size_t len, u8 i, struct log_entry *ret) MUST_CHECK;

/* Add one log to the object @out: name ("unknown-..." if not known), title, uuid, size. */
void log_entry_record(const struct log_entry *e, struct rec *out);

/* Get Log: @length bytes from @offset on. */
void log_request(const u8 uuid[LOG_UUID_LEN], u32 offset, u32 length, u8 req[LOG_REQUEST_LEN]);

#endif

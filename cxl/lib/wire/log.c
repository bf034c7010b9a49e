// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Lists of logs, and requests for logs. The contents of a log are decoded elsewhere, as in cel.c.
 */

#include "cxl/lib/wire/log.h"
#include "util/strbuf.h"
#include "util/text.h"

#define PREFIX_MIN 4

/* clang-format off */
static const struct log_desc logs[] = {
	{ "cel", "Command Effects Log", "0da9c0b5-bf41-4b78-8f79-96b1623b3f17", false },
	{ "vendor-debug", "Vendor Debug Log", "5e1819d9-11a9-400c-811f-d60719403d86", true },
	{ "component-state-dump", "Component State Dump Log",
	  "b3fab4cf-01b6-4332-943e-5e9962f23567", false },
	{ "ecs", "DDR5 Error Check Scrub Log", "f1720d60-a7a9-4306-a003-11948f9e077c", false },
	{ "media-test-capability", "Media Test Capability Log",
	  "e6dfa32c-d13e-4a5c-8ca8-99bebbf731a4", false },
	{ "media-test-short", "Media Test Results Short Log",
	  "2c255522-8ce4-11ec-b909-0242ac120002", false },
	{ "media-test-long", "Media Test Results Long Log",
	  "c1fe0b3e-7a00-448e-a24e-a6aabbfe587a", false },
};
/* clang-format on */

const struct log_desc *log_desc_at(size_t i)
{
	return i < ARRAY_SIZE(logs) ? &logs[i] : NULL;
}

const struct log_desc *log_desc_find(const u8 uuid[LOG_UUID_LEN])
{
	char text[UUID_TEXT_LEN + 1];
	size_t i;

	uuid_to_text(uuid, text);
	for (i = 0; i < ARRAY_SIZE(logs); i++)
		if (str_eq(logs[i].uuid_text, text))
			return &logs[i];
	return NULL;
}

static bool has_prefix(const struct log_desc *d, const char *text)
{
	size_t len = strlen(text);

	return ascii_same_start(d->name, text, len) || ascii_same_start(d->uuid_text, text, len);
}

const struct log_desc *log_named(const char *text)
{
	const struct log_desc *d, *found = NULL;
	bool several = false;

	for (d = logs; d < logs + ARRAY_SIZE(logs); d++) {
		if (ascii_same(d->name, text))
			return d;
		if (strlen(text) < PREFIX_MIN || !has_prefix(d, text))
			continue;
		several = found;
		found = d;
	}
	return several ? NULL : found;
}

/* @text is no log; it may be the start of some names. */
static int unknown_log(const char *text, struct fail *why)
{
	auto_strbuf struct strbuf some = { 0 };
	const struct log_desc *d;

	for (d = logs; *text && d < logs + ARRAY_SIZE(logs); d++)
		if (has_prefix(d, text))
			strbuf_addf(&some, "%s%s", some.len ? ", " : "", d->name);
	if (!some.s)
		return fail_invalid(why, "unknown_log",
				    "use a UUID or a name such as cel, see 'cxl list-logs'",
				    "unknown log '%s'", text);
	if (strlen(text) < PREFIX_MIN)
		return fail_invalid(why, "unknown_log", "see 'cxl list-logs'",
				    "log '%s' is too short: expected at least %d characters", text,
				    PREFIX_MIN);
	return fail_invalid(why, "unknown_log", "use a longer prefix",
			    "ambiguous log '%s': could be %s", text, some.s);
}

void log_desc_uuid(const struct log_desc *d, u8 uuid[LOG_UUID_LEN])
{
	if (uuid_from_text(d->uuid_text, uuid) < 0)
		memset(uuid, 0, LOG_UUID_LEN); /* not reached: the table is tested */
}

int log_uuid_parse(const char *text, u8 uuid[LOG_UUID_LEN], struct fail *why)
{
	const struct log_desc *d = log_named(text);

	if (d) {
		log_desc_uuid(d, uuid);
		return 0;
	}
	if (uuid_from_text(text, uuid) == 0)
		return 0;
	return unknown_log(text, why);
}

/* Entry @i of a list with @count entries. */
static int list_entry(const u8 *reply, size_t len, u16 count, u16 i, struct log_entry *ret)
{
	size_t at = LOGS_HEADER_LEN + (size_t)i * LOG_ENTRY_LEN;

	if (i >= count)
		return -ENOENT;
	if (len < at + LOG_ENTRY_LEN)
		return -EMSGSIZE;
	memcpy(ret->uuid, reply + at, LOG_UUID_LEN);
	ret->size = (u32)get_le(reply + at + LOG_UUID_LEN, 4);
	return 0;
}

int log_entry_decode(const void *reply, size_t len, u16 i, struct log_entry *ret)
{
	if (len < LOGS_HEADER_LEN)
		return -EMSGSIZE;
	return list_entry(reply, len, (u16)get_le(reply, 2), i, ret);
}

void log_page_request(u8 max_entries, u8 start, u8 req[LOG_PAGE_REQUEST_LEN])
{
	req[0] = max_entries;
	req[1] = start;
}

int log_page_decode(const void *reply, size_t len, struct log_page *ret)
{
	const u8 *p = reply;
	struct log_page page;

	if (len < LOGS_HEADER_LEN)
		return -EMSGSIZE;
	page.count = p[0];
	page.total = (u16)get_le(p + 2, 2);
	page.start = p[4];
	if (page.start + page.count > page.total)
		return -EBADMSG;
	*ret = page;
	return 0;
}

int log_page_entry(const void *reply, size_t len, u8 i, struct log_entry *ret)
{
	struct log_page page;
	int rc = log_page_decode(reply, len, &page);

	return rc < 0 ? rc : list_entry(reply, len, page.count, i, ret);
}

void log_entry_record(const struct log_entry *e, struct rec *out)
{
	const struct log_desc *d = log_desc_find(e->uuid);
	char text[UUID_TEXT_LEN + 1];

	uuid_to_text(e->uuid, text);
	if (d) {
		rec_str(out, "name", d->name);
		rec_str(out, "title", d->title);
	} else {
		rec_strf(out, "name", "unknown-%.8s", text);
	}
	rec_str(out, "uuid", text);
	rec_num(out, "size", VAL_SIZE, e->size);
}

void log_request(const u8 uuid[LOG_UUID_LEN], u32 offset, u32 length, u8 req[LOG_REQUEST_LEN])
{
	memcpy(req, uuid, LOG_UUID_LEN);
	put_le(req + 16, 4, offset);
	put_le(req + 20, 4, length);
}

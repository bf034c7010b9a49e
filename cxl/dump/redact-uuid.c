// SPDX-License-Identifier: GPL-2.0-only
/* UUIDs and other identifiers in a text, and their tokens. See redact.h. */
#include <stdio.h>

#include "cxl/dump/redact-place.h"
#include "cxl/lib/wire/codec.h"
#include "cxl/lib/wire/feature.h"
#include "cxl/lib/wire/log.h"

#define UUID_DIGITS 32

/* A hyphen, also in the forms that systemd and the log of the kernel have. 0: none. */
static size_t hyphen_len(const char *at, size_t left)
{
	/* The last two in JSON. */
	static const char *const forms[] = { "-", "\\x2d", ESCAPED_BACKSLASH "x2d", "\\\\x2d",
					     "\\" ESCAPED_BACKSLASH "x2d" };
	size_t i, n;

	for (i = 0; i < ARRAY_SIZE(forms); i++) {
		n = strlen(forms[i]);
		if (left >= n && memcmp(at, forms[i], n) == 0)
			return n;
	}
	return 0;
}

/* How long the UUID at the place is, and its usual form; 0: there is none. */
static size_t uuid_len(const struct place *p, char ret[UUID_TEXT_LEN + 1])
{
	size_t left, i, n = 0, hyphen;
	const char *at = rest_of(p, &left);

	for (i = 0; i < UUID_TEXT_LEN; i++) {
		if (i == 8 || i == 13 || i == 18 || i == 23) {
			hyphen = hyphen_len(at + n, left - n);
			ret[i] = '-';
		} else {
			hyphen = n < left && hex_digit(at[n]) >= 0;
			ret[i] = hyphen ? at[n] : '\0';
		}
		if (!hyphen)
			return 0;
		n += hyphen;
	}
	ret[i] = '\0';
	return ends_at(p, n) ? n : 0;
}

void redact_add_public(struct redact *r, const char *text, size_t len)
{
	struct place p = { .text = text, .len = len };
	char uuid[UUID_TEXT_LEN + 1];

	for (; p.at < len; p.at++)
		if ((p.at == 0 || !is_word(text[p.at - 1])) && uuid_len(&p, uuid))
			redact_number_of(r, &r->public_uuids, uuid, UUID_TEXT_LEN);
}

/* No UUID at all: of a namespace without region. */
static bool is_nil(const char *text)
{
	return strspn(text, "0-") == UUID_TEXT_LEN;
}

static bool is_public(const struct redact *r, const char *text)
{
	u8 uuid[16];

	return uuid_from_text(text, uuid) < 0 || is_nil(text) || feature_desc_find(uuid) ||
	       log_desc_find(uuid) || str_after(text, REDACT_UUID) ||
	       redact_find_name(&r->public_uuids, text, UUID_TEXT_LEN);
}

static size_t put_uuid(struct redact *r, const struct place *p, struct strbuf *out)
{
	char uuid[UUID_TEXT_LEN + 1];
	const size_t n = uuid_len(p, uuid);

	if (!n || is_public(r, uuid))
		return 0;
	strbuf_addf(out, REDACT_UUID "%012zx", redact_number_of(r, &r->uuids, uuid, UUID_TEXT_LEN));
	return n;
}

/* Hexadecimal digits only, as in "systemd.machine_id=": with hyphens in @ret. */
static bool is_plain_uuid(const struct place *p, char ret[UUID_TEXT_LEN + 1])
{
	const char *at = p->text + p->at;
	size_t i;

	if (word_len(p) != UUID_DIGITS)
		return false;
	for (i = 0; i < UUID_DIGITS; i++)
		if (hex_digit(at[i]) < 0)
			return false;
	snprintf(ret, UUID_TEXT_LEN + 1, "%.8s-%.4s-%.4s-%.4s-%.12s", at, at + 8, at + 12, at + 16,
		 at + 20);
	return true;
}

/* In what may be the bytes of anything, those that are known only. */
size_t redact_put_plain_uuid(struct redact *r, const struct place *p, struct strbuf *out)
{
	char uuid[UUID_TEXT_LEN + 1];

	if (!is_plain_uuid(p, uuid) || is_public(r, uuid) ||
	    (r->keep_bytes && !redact_find_name(&r->uuids, uuid, UUID_TEXT_LEN)))
		return 0;
	strbuf_addf(out, REDACT_PLAIN_UUID "%012zx",
		    redact_number_of(r, &r->uuids, uuid, UUID_TEXT_LEN));
	return UUID_DIGITS;
}

/* Identifiers of file systems, partitions and arrays that have another form than a UUID. */
static size_t put_volume_id(struct redact *r, const struct place *p, struct strbuf *out)
{
	static const char *const before[] = {
		"UUID=",    "uuid=",	 "UUID=\"",
		"by-uuid/", "UUID: ",	 "by-partuuid/",
		"UUID ",    "uuid\\x2d", "uuid" ESCAPED_BACKSLASH "x2d",
	};
	char uuid[UUID_TEXT_LEN + 1], id[64];
	size_t i, left, hyphen, n = 0, len = 0;
	const char *at = rest_of(p, &left);
	bool called = false;

	for (i = 0; i < ARRAY_SIZE(before); i++)
		called = called || follows(p, p->at, before[i]);
	while (called && n < left && len < sizeof(id)) {
		hyphen = hyphen_len(at + n, left - n);
		if (!hyphen && hex_digit(at[n]) < 0 && at[n] != ':')
			break;
		id[len++] = hyphen ? '-' : at[n];
		n += hyphen ? hyphen : 1;
	}
	if (len < 8 || !ends_at(p, n) || uuid_len(p, uuid))
		return 0;
	strbuf_addf(out, REDACT_UUID "%012zx", redact_number_of(r, &r->uuids, id, len));
	return n;
}

/* Of USB devices, in the messages of the kernel. */
static size_t put_serial_text(struct redact *r, const struct place *p, struct strbuf *out)
{
	size_t left, n = 0;
	const char *at = rest_of(p, &left);

	if (!follows(p, p->at, "SerialNumber: "))
		return 0;
	while (n < left && !strchr(" \n\"", at[n]))
		n++;
	strbuf_addf(out, "serial%zu", redact_number_of(r, &r->uuids, at, n));
	return n;
}

size_t redact_put_id(struct redact *r, const struct place *p, struct strbuf *out)
{
	size_t n = put_uuid(r, p, out);

	if (!n)
		n = put_volume_id(r, p, out);
	return n ? n : put_serial_text(r, p, out);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Addresses of components. Pure. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/wire/address.h"
#include "util/num.h"
#include "util/text.h"
#include "util/words.h"

static const char *const hop_names[] = {
	[HOP_PORT] = "port",
	[HOP_LD] = "ld",
	[HOP_LD_POOL] = "ld-pool",
};

bool address_is_meant(const char *text)
{
	const char *slash = strchr(text, '/');

	return str_after(text, "mctp:") || (slash && str_after(text, "mem"));
}

const char *address_next_word(const char **rest, size_t *len)
{
	const char *name = word_next(rest, len);

	if (name && str_after(name, "mctp:") && **rest == ',') {
		*len += 1 + strcspn(*rest + 1, WORDS_SEPARATORS);
		*rest = name + *len;
	}
	return name;
}

bool address_word_is_repeated(char *const *argv, const char *word, size_t len)
{
	const char *rest = *argv, *other;
	size_t n;

	while ((other = address_next_word(&rest, &n)) != word) {
		if (!other)
			rest = *++argv;
		else if (n == len && memcmp(other, word, len) == 0)
			return true;
	}
	return false;
}

/* A decimal number up to @max, then @end or the end of the text; *@text moves behind it. */
static int parse_number(const char **text, u64 max, char end, u64 *ret)
{
	const char *rest = num_prefix(*text, ret);

	/* Another way to write the number would be another text for the same component. */
	if (!rest || rest == *text || *ret > max || (**text == '0' && rest - *text > 1))
		return -EINVAL;
	if (*rest == end && *rest)
		rest++;
	else if (*rest)
		return -EINVAL;
	*text = rest;
	return 0;
}

/* What the kernel does not say: whether a memory device, or one behind a port, has several. */
static bool may_follow(const struct address *a, enum hop_kind kind)
{
	const struct hop *last = a->hop_count ? &a->hops[a->hop_count - 1] : NULL;

	if (a->hop_count == ADDRESS_HOPS_MAX)
		return false;
	if (kind == HOP_PORT)
		return a->mctp && !last;
	return !last || last->kind == HOP_PORT;
}

static int parse_hop(const char **text, struct address *a)
{
	const size_t len = strcspn(*text, ":/");
	struct hop hop = { .kind = HOP_PORT };
	u64 id = 0;
	int rc = 0;

	while (strlen(hop_names[hop.kind]) != len || memcmp(*text, hop_names[hop.kind], len) != 0)
		if (hop.kind++ == HOP_LD_POOL)
			return -EINVAL;
	*text += len;
	if (hop.kind == HOP_LD_POOL && **text == '/')
		(*text)++;
	else if (hop.kind == HOP_LD_POOL && **text)
		return -EINVAL;
	else if (hop.kind != HOP_LD_POOL && *(*text)++ != ':')
		return -EINVAL;
	if (hop.kind != HOP_LD_POOL)
		rc = parse_number(text, UINT8_MAX, '/', &id);
	if (rc < 0 || !may_follow(a, hop.kind))
		return -EINVAL;
	hop.id = (u8)id;
	a->hops[a->hop_count++] = hop;
	return 0;
}

static int parse_start(const char **text, struct address *a)
{
	const char *memdev = str_after(*text, "mem"), *mctp = str_after(*text, "mctp:");
	u64 number, eid;

	if (memdev) {
		*text = memdev;
		if (parse_number(text, UINT32_MAX, '/', &number) < 0)
			return -EINVAL;
		a->memdev = (unsigned int)number;
		return 0;
	}
	if (!mctp)
		return -EINVAL;
	*text = mctp;
	if (parse_number(text, UINT32_MAX, ',', &number) < 0 || !number ||
	    parse_number(text, ADDRESS_EID_MAX, '/', &eid) < 0 || eid < ADDRESS_EID_MIN)
		return -EINVAL;
	a->mctp = true;
	a->net = (u32)number;
	a->eid = (u8)eid;
	return 0;
}

int address_parse(const char *text, struct address *ret, struct fail *why)
{
	struct address a = { 0 };
	const char *rest = text;
	char canonical[ADDRESS_TEXT_MAX];
	int rc = parse_start(&rest, &a);

	while (rc == 0 && *rest)
		rc = parse_hop(&rest, &a);
	if (rc == 0)
		address_text(&a, canonical);
	if (rc < 0 || !str_eq(text, canonical))
		return fail_invalid(
			why, "invalid_address", "see the section ADDRESSES of cxl-list-targets(1)",
			"invalid address '%.64s': expected memN, mctp:NET,EID or one of "
			"them followed by /port:N, /ld:N or /ld-pool",
			text);
	*ret = a;
	return 0;
}

static int compare(u64 a, u64 b)
{
	return (a > b) - (a < b);
}

int address_compare(const struct address *a, const struct address *b)
{
	int rc = compare(a->mctp, b->mctp);
	size_t i;

	if (rc == 0)
		rc = a->mctp ? compare(a->net, b->net) : compare(a->memdev, b->memdev);
	if (rc == 0)
		rc = compare(a->eid, b->eid);
	for (i = 0; rc == 0 && i < MIN(a->hop_count, b->hop_count); i++) {
		rc = compare(a->hops[i].kind, b->hops[i].kind);
		if (rc == 0)
			rc = compare(a->hops[i].id, b->hops[i].id);
	}
	return rc ? rc : compare(a->hop_count, b->hop_count);
}

void address_text(const struct address *a, char buf[ADDRESS_TEXT_MAX])
{
	const struct hop *hop;
	size_t len;

	if (a->mctp)
		len = (size_t)snprintf(buf, ADDRESS_TEXT_MAX, "mctp:%" PRIu32 ",%u", a->net,
				       a->eid);
	else
		len = (size_t)snprintf(buf, ADDRESS_TEXT_MAX, "mem%u", a->memdev);
	for (hop = a->hops; hop < a->hops + a->hop_count; hop++) {
		len += (size_t)snprintf(buf + len, ADDRESS_TEXT_MAX - len, "/%s",
					hop_names[hop->kind]);
		if (hop->kind != HOP_LD_POOL)
			len += (size_t)snprintf(buf + len, ADDRESS_TEXT_MAX - len, ":%u", hop->id);
	}
}

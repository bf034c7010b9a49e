// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which section of the configuration applies to a device. Pure. */
#include <inttypes.h>
#include <stdio.h>

#include "daxctl/conf/conf.h"
#include "util/strbuf.h"

static bool has_serial(const struct conf_facts *f, u64 serial)
{
	size_t i;

	for (i = 0; i < f->memdev_count; i++)
		if (f->memdevs[i].has_serial && f->memdevs[i].serial == serial)
			return true;
	return false;
}

static bool has_pci(const struct conf_facts *f, const char *pci)
{
	size_t i;

	for (i = 0; i < f->memdev_count; i++)
		if (str_eq(f->memdevs[i].pci, pci))
			return true;
	return false;
}

static bool has_value(const struct conf_section *s, const struct conf_facts *f, enum conf_key key)
{
	switch (key) {
	case CONF_NVDIMM_UUID:
		return str_eq(f->nvdimm_uuids[0], s->nvdimm_uuid) ||
		       str_eq(f->nvdimm_uuids[1], s->nvdimm_uuid);
	case CONF_REGION_UUID:
		return str_eq(f->region_uuid, s->region_uuid);
	case CONF_SERIAL:
		return has_serial(f, s->serial);
	case CONF_PCI:
		return has_pci(f, s->pci);
	case CONF_NODE:
		return f->has_node && f->node == s->node;
	default:
		return false;
	}
}

/* What differs decides, whatever cannot be read. */
enum conf_match conf_section_match(const struct conf_section *s, const struct conf_facts *f,
				   enum conf_key *key)
{
	enum conf_match ret = CONF_NO_KEY;
	enum conf_key k;
	bool unknown;

	for (k = 0; k < CONF_SELECTS; k++) {
		if (!(s->given & BIT(k)))
			continue;
		if (ret == CONF_NO_KEY)
			ret = CONF_MATCHES;
		if (!(s->invalid & BIT(k)) && has_value(s, f, k))
			continue;
		unknown = (f->unknown & BIT(k)) && !(s->invalid & BIT(k));
		if (ret == CONF_MATCHES || !unknown)
			*key = k;
		if (!unknown)
			return CONF_DIFFERS;
		ret = CONF_UNKNOWN;
	}
	return ret;
}

/* --- the values of the device, as text */

static void add_value(struct strbuf *b, const char *text)
{
	if (*text)
		strbuf_addf(b, "%s%s", b->len ? ", " : "", text);
}

static void add_serials(struct strbuf *b, const struct conf_facts *f)
{
	char text[24];
	size_t i;

	for (i = 0; i < f->memdev_count; i++) {
		snprintf(text, sizeof(text), "0x%" PRIx64, f->memdevs[i].serial);
		add_value(b, f->memdevs[i].has_serial ? text : "");
	}
}

static void add_values(struct strbuf *b, const struct conf_facts *f, enum conf_key key)
{
	char text[24];
	size_t i;

	switch (key) {
	case CONF_NVDIMM_UUID:
		add_value(b, f->nvdimm_uuids[0]);
		add_value(b, f->nvdimm_uuids[1]);
		return;
	case CONF_REGION_UUID:
		add_value(b, f->region_uuid);
		return;
	case CONF_SERIAL:
		add_serials(b, f);
		return;
	case CONF_PCI:
		for (i = 0; i < f->memdev_count; i++)
			add_value(b, f->memdevs[i].pci);
		return;
	default:
		snprintf(text, sizeof(text), "%" PRIu64, f->node);
		add_value(b, f->has_node ? text : "");
	}
}

void conf_section_reason(const struct conf_section *s, const struct conf_facts *f, char *buf,
			 size_t size)
{
	auto_strbuf struct strbuf values = { 0 };
	enum conf_key key = CONF_KEYS;
	const char *name;

	*buf = '\0';
	switch (conf_section_match(s, f, &key)) {
	case CONF_MATCHES:
		return;
	case CONF_NO_KEY:
		snprintf(buf, size,
			 "it has no key that selects devices: nvdimm.uuid, region.uuid, "
			 "memdev.serial, memdev.pci or node");
		return;
	case CONF_UNKNOWN:
		snprintf(buf, size, "%s of the device cannot be read", conf_key_name(key));
		return;
	case CONF_DIFFERS:
		break;
	}
	name = conf_key_name(key);
	add_values(&values, f, key);
	if (values.len)
		snprintf(buf, size, "%s of the device is %s", name, values.s);
	else
		snprintf(buf, size, "the device has no %s", name);
}

/* --- decision */

static bool same_settings(const struct conf_section *a, const struct conf_section *b)
{
	if (a->mode != b->mode || a->align != b->align)
		return false;
	return a->mode != DAX_SYSTEM_RAM ||
	       (a->online == b->online && (!a->online || a->movable == b->movable));
}

/* Of two that match, the worst result stays. */
static void add_match(struct conf_choice *ret, const struct conf_section *s)
{
	if (ret->result == CONF_RESULT_INVALID || ret->result == CONF_RESULT_AMBIGUOUS)
		return;
	if (s->error) {
		ret->result = CONF_RESULT_INVALID;
		ret->section = s;
	} else if (!ret->section) {
		ret->result = CONF_RESULT_MATCH;
		ret->section = s;
	} else if (!same_settings(ret->section, s)) {
		ret->result = CONF_RESULT_AMBIGUOUS;
		ret->other = s;
	}
}

void dax_conf_choose(const struct dax_conf *c, const struct conf_facts *f, struct conf_choice *ret)
{
	enum conf_key key;
	size_t i;

	*ret = (struct conf_choice){ .result = CONF_RESULT_NONE, .key = CONF_KEYS };
	for (i = 0; i < c->count; i++) {
		const struct conf_section *s = &c->at[i];
		const enum conf_match match = conf_section_match(s, f, &key);

		if (match == CONF_UNKNOWN) {
			*ret = (struct conf_choice){ CONF_RESULT_UNKNOWN, s, NULL, key };
			return;
		}
		if (match == CONF_MATCHES)
			add_match(ret, s);
	}
	if (c->incomplete)
		*ret = (struct conf_choice){ .result = CONF_RESULT_UNKNOWN, .key = CONF_KEYS };
}

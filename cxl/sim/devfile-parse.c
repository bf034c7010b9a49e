// SPDX-License-Identifier: GPL-2.0-only
/* Parser of devices files, "key value" per line. "cxl-sim --help" describes the format. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/sim/devfile-field.h"
#include "cxl/sim/devfile.h"
#include "util/num.h"

#define LINE_MAX_LEN 4096
#define PAYLOAD_MAX_MIN 256 /* smallest payload size, CXL r3.2 8.2.8.4.3 */

struct parser {
	struct sim *sim;
	struct sim_dev *dev;	       /* current section, or NULL */
	struct sim_feature *feature;   /* current subsection, or NULL */
	size_t value_len[VALUE_COUNT]; /* bytes of the Feature's values read so far */
	bool create;		       /* add unknown devices */
	bool cel_seen, features_seen;  /* in this section: the defaults are dropped */
	unsigned int line;
	const char *key;
	char text[48]; /* start of the value, for messages */
	struct fail *why;
};

static int invalid(const struct parser *p, const char *expected)
{
	return fail_set(p->why, -EINVAL, "bad_devices", NULL,
			"line %u: invalid %s '%s': expected %s", p->line, p->key, p->text,
			expected);
}

static int error(const struct parser *p, const char *text)
{
	return fail_set(p->why, -EINVAL, "bad_devices", NULL, "line %u: %s", p->line, text);
}

static int no_memory(const struct parser *p)
{
	return fail_nomem(p->why);
}

static bool parse_number(const char *text, u64 max, u64 *ret)
{
	return num_u64(text, 0, ret) == 0 && *ret <= max;
}

static int parse_bool(const struct parser *p, const char *text, bool *ret)
{
	return num_bool(text, ret) < 0 ? invalid(p, "yes or no") : 0;
}

/* Two numbers, as in "cel 0x4000 0" and "sizes 4 2". */
static bool parse_pair(char *text, u64 max, u64 *a, u64 *b)
{
	char *blank = strpbrk(text, " \t");

	if (!blank)
		return false;
	*blank++ = '\0';
	return parse_number(text, max, a) && parse_number(blank + strspn(blank, " \t"), max, b);
}

/* Append to @len bytes in @buf. */
static bool append_hex(u8 *buf, size_t size, size_t *len, const char *text)
{
	size_t n = size - *len;

	if (num_hex_bytes(text, buf + *len, &n) < 0)
		return false;
	*len += n;
	return true;
}

static u64 field_max(const struct devfile_field *field)
{
	u32 bits = field->bits ? field->bits : field->width * 8U;

	return bits >= 64 ? UINT64_MAX : BIT(bits) - 1;
}

static int parse_field(const struct parser *p, const struct devfile_field *field, const char *text)
{
	u8 *at = p->dev->block[field->block] + field->offset;
	u64 max = field_max(field), v;
	char range[64];
	s64 sv;

	if (field->type == FIELD_TEXT) {
		if (strlen(text) > field->width)
			return invalid(p, "at most 16 characters");
		memset(at, 0, field->width);
		memcpy(at, text, strlen(text));
		return 0;
	}
	if (field->type == FIELD_SIGNED && *text == '-') {
		if (num_s64(text, INT16_MAX + 1, &sv) < 0)
			return invalid(p, "a 16-bit number");
		v = (u64)sv & 0xffff;
	} else if (size_parse(text, &v) < 0) {
		return invalid(p, "a number");
	}
	if (field->type == FIELD_CAPACITY) {
		if (v % DEVFILE_CAPACITY_UNIT)
			return invalid(p, "a multiple of 256M");
		v /= DEVFILE_CAPACITY_UNIT;
	}
	if (v > max) {
		snprintf(range, sizeof(range), "at most %llu", (unsigned long long)max);
		return invalid(p, range);
	}
	if (field->bits)
		v = (get_le(at, field->width) & ~(max << field->shift)) | v << field->shift;
	put_le(at, field->width, v);
	return 0;
}

/* Default and saved values are the current value unless the section has them. */
static void finish_feature(struct parser *p)
{
	struct sim_feature *f = p->feature;
	size_t i;

	for (i = VALUE_DEFAULT; f && f->get_size && i < VALUE_COUNT; i++)
		if (!p->value_len[i])
			memcpy(f->value[i], f->value[VALUE_CURRENT], f->get_size);
	p->feature = NULL;
	memset(p->value_len, 0, sizeof(p->value_len));
}

static int start_feature(struct parser *p, const char *text)
{
	u8 uuid[SIM_UUID];

	finish_feature(p);
	if (!p->features_seen)
		sim_features_clear(p->dev);
	p->features_seen = true;
	if (str_eq(text, "none"))
		return 0;
	if (sim_uuid_parse(text, uuid) < 0)
		return invalid(p, "a UUID");
	p->feature = sim_feature_add(p->dev, uuid);
	if (!p->feature)
		return error(p, "too many Features");
	return sim_feature_sizes(p->feature, 0, 0) < 0 ? no_memory(p) : 0;
}

static int parse_sizes(struct parser *p, char *text)
{
	u64 get_size, set_size;

	if (!parse_pair(text, UINT16_MAX, &get_size, &set_size))
		return invalid(p, "the sizes of Get and Set data");
	memset(p->value_len, 0, sizeof(p->value_len));
	if (sim_feature_sizes(p->feature, (u16)get_size, (u16)set_size) < 0)
		return no_memory(p);
	return 0;
}

static int parse_versions(const struct parser *p, char *text)
{
	u64 get_version, set_version;

	if (!parse_pair(text, UINT8_MAX, &get_version, &set_version))
		return invalid(p, "the versions of Get and Set");
	p->feature->get_version = (u8)get_version;
	p->feature->set_version = (u8)set_version;
	return 0;
}

static int parse_value(struct parser *p, enum sim_value i, const char *text)
{
	struct sim_feature *f = p->feature;

	if (!f->get_size)
		return error(p, "missing 'sizes' line before the value");
	if (!append_hex(f->value[i], f->get_size, &p->value_len[i], text))
		return invalid(p, "hexadecimal bytes, not more than the size");
	return 0;
}

/* Keys of a "feature" section; 1: @p->key is none of them. */
static int parse_feature_key(struct parser *p, char *text)
{
	struct sim_feature *f = p->feature;
	size_t i;
	u64 v;

	if (str_eq(p->key, "sizes"))
		return parse_sizes(p, text);
	if (str_eq(p->key, "versions"))
		return parse_versions(p, text);
	if (str_eq(p->key, "flags")) {
		if (!parse_number(text, UINT32_MAX, &v))
			return invalid(p, "a 32-bit number");
		f->flags = (u32)v;
		return 0;
	}
	if (str_eq(p->key, "effects")) {
		if (!parse_number(text, UINT16_MAX, &v))
			return invalid(p, "a 16-bit number");
		f->effects = (u16)v;
		return 0;
	}
	if (str_eq(p->key, "applies")) {
		f->after_reset = str_eq(text, "reset");
		return f->after_reset || str_eq(text, "now") ? 0 : invalid(p, "now or reset");
	}
	for (i = 0; i < VALUE_COUNT; i++)
		if (str_eq(p->key, devfile_value_names[i]))
			return parse_value(p, (enum sim_value)i, text);
	return 1;
}

static int parse_cel(struct parser *p, char *text)
{
	struct sim_dev *d = p->dev;
	u64 opcode, effects;

	if (!p->cel_seen)
		d->cel_count = 0;
	p->cel_seen = true;
	if (str_eq(text, "none"))
		return 0;
	if (!parse_pair(text, UINT16_MAX, &opcode, &effects))
		return invalid(p, "an opcode and its effects");
	if (d->cel_count == SIM_CEL)
		return error(p, "too many Command Effects Log entries");
	d->cel[d->cel_count].opcode = (u16)opcode;
	d->cel[d->cel_count++].effects = (u16)effects;
	return 0;
}

static struct sim_log *find_log(struct sim_dev *d, const u8 *uuid)
{
	struct sim_log *l;

	for (l = d->logs; l < d->logs + d->log_count; l++)
		if (memcmp(l->uuid, uuid, SIM_UUID) == 0)
			return l;
	if (d->log_count == SIM_LOGS)
		return NULL;
	memcpy(l->uuid, uuid, SIM_UUID);
	d->log_count++;
	return l;
}

/* "log UUID HEX"; lines of the same UUID are appended. */
static int parse_log(const struct parser *p, char *text)
{
	char *hex = strchr(text, ' ');
	size_t size, len = 0;
	u8 uuid[SIM_UUID];
	struct sim_log *l;
	u8 *data;

	if (hex)
		*hex++ = '\0';
	if (sim_uuid_parse(text, uuid) < 0)
		return invalid(p, "a UUID and hexadecimal bytes");
	l = find_log(p->dev, uuid);
	if (!l)
		return error(p, "too many logs");
	size = hex ? strlen(hex) / 2 : 0;
	data = realloc(l->data, l->len + size + 1);
	if (!data)
		return no_memory(p);
	l->data = data;
	if (hex && !append_hex(l->data + l->len, size, &len, hex))
		return invalid(p, "a UUID and hexadecimal bytes");
	l->len += (u32)len;
	return 0;
}

/* "transfer UUID OFFSET HEX": an unfinished Set Feature transfer; lines are appended. */
static int parse_transfer(const struct parser *p, char *text)
{
	static const char expected[] = "a UUID, an offset and hexadecimal bytes";
	struct sim_transfer *t = &p->dev->transfer;
	char *start = strchr(text, ' '), *hex = start ? strchr(start + 1, ' ') : NULL;
	size_t len = t->len;
	u8 uuid[SIM_UUID];
	u64 v;

	if (!hex)
		return invalid(p, expected);
	*start++ = *hex++ = '\0';
	if (sim_uuid_parse(text, uuid) < 0 || !parse_number(start, UINT16_MAX, &v))
		return invalid(p, expected);
	if (!t->active) {
		t->data = malloc(UINT16_MAX);
		if (!t->data)
			return no_memory(p);
		memcpy(t->uuid, uuid, SIM_UUID);
		t->start = (u32)v;
		t->active = true;
	}
	if (!str_eq(hex, "-") && !append_hex(t->data, UINT16_MAX, &len, hex))
		return invalid(p, expected);
	t->len = (u32)len;
	return 0;
}

/* "0xc001 00112233", or "-" for an empty reply; lines of the same opcode are appended. */
static int parse_reply(const struct parser *p, char *text)
{
	struct sim_dev *d = p->dev;
	struct sim_reply *r = d->replies;
	char *hex = strchr(text, ' ');
	size_t len;
	u64 opcode;

	if (hex)
		*hex++ = '\0';
	if (!hex || !parse_number(text, UINT16_MAX, &opcode))
		return invalid(p, "an opcode and hexadecimal bytes");
	while (r < d->replies + d->reply_count && r->opcode != opcode)
		r++;
	if (r == d->replies + SIM_REPLIES)
		return error(p, "too many replies");
	if (r == d->replies + d->reply_count)
		d->replies[d->reply_count++] = (struct sim_reply){ .opcode = (u16)opcode };
	len = r->len;
	if (!str_eq(hex, "-") && !append_hex(r->data, sizeof(r->data), &len, hex))
		return invalid(p, "an opcode and at most 128 hexadecimal bytes");
	r->len = (u8)len;
	return 0;
}

static int parse_address(const struct parser *p, const char *text)
{
	struct sim_dev *d = p->dev;

	if (!str_after(text, "mctp:") || strlen(text) >= SIM_ADDRESS_LEN)
		return invalid(p, "an address such as mctp:1,9/port:3");
	if (d->address_count == SIM_ADDRESSES)
		return error(p, "too many addresses");
	memcpy(d->addresses[d->address_count++], text, strlen(text) + 1);
	return 0;
}

static int parse_device_key(struct parser *p, char *text)
{
	struct sim_dev *d = p->dev;
	size_t i;
	u64 v;

	if (str_eq(p->key, "payload_max")) {
		if (!parse_number(text, SIM_OUT_MAX, &v) || v < PAYLOAD_MAX_MIN)
			return invalid(p, "256 to 1048576");
		d->payload_max = (u32)v;
		return 0;
	}
	if (str_eq(p->key, "split_sets"))
		return parse_bool(p, text, &d->split_sets);
	if (str_eq(p->key, "nvdimm"))
		return parse_bool(p, text, &d->nvdimm);
	if (str_eq(p->key, "cel"))
		return parse_cel(p, text);
	if (str_eq(p->key, "reply"))
		return parse_reply(p, text);
	if (str_eq(p->key, "address"))
		return parse_address(p, text);
	if (str_eq(p->key, "log"))
		return parse_log(p, text);
	if (str_eq(p->key, "transfer"))
		return parse_transfer(p, text);
	for (i = 0; i < devfile_field_count; i++)
		if (str_eq(p->key, devfile_fields[i].key))
			return parse_field(p, &devfile_fields[i], text);
	return fail_set(p->why, -EINVAL, "bad_devices", NULL, "line %u: unknown key '%.40s'",
			p->line, p->key);
}

/* @component: it is added, as it is no memory device of this host. */
static int start_device(struct parser *p, const char *name, bool component)
{
	finish_feature(p);
	p->cel_seen = p->features_seen = false;
	p->dev = sim_device(p->sim, name);
	if (p->dev)
		return 0;
	if (!p->create && !component)
		return invalid(p, "a memdev of the simulated system");
	if (strlen(name) >= SIM_NAME_LEN)
		return invalid(p, "at most 31 characters");
	p->dev = sim_device_add(p->sim, name);
	if (!p->dev)
		return error(p, "too many devices");
	p->dev->component = component;
	return 0;
}

/* A property that the kernel has unless the file says "no". */
static int parse_absent(struct parser *p, char *text, bool *absent)
{
	bool present = true;
	int rc = parse_bool(p, text, &present);

	*absent = !present;
	return rc;
}

static int parse_key(struct parser *p, char *text)
{
	int rc;

	if (str_eq(p->key, "device") || str_eq(p->key, "component"))
		return start_device(p, text, str_eq(p->key, "component"));
	if (str_eq(p->key, "warnings"))
		return parse_absent(p, text, &p->sim->no_warnings);
	if (str_eq(p->key, "query_flags"))
		return parse_absent(p, text, &p->sim->no_flags);
	if (str_eq(p->key, "kmem_state"))
		return parse_absent(p, text, &p->sim->no_kmem_state);
	if (str_eq(p->key, "raw_commands"))
		return parse_bool(p, text, &p->sim->raw_commands);
	if (!p->dev)
		return fail_set(p->why, -EINVAL, "bad_devices", NULL,
				"line %u: unknown key '%.40s' outside of a device section", p->line,
				p->key);
	if (str_eq(p->key, "feature"))
		return start_feature(p, text);
	rc = p->feature ? parse_feature_key(p, text) : 1;
	return rc == 1 ? parse_device_key(p, text) : rc;
}

static int parse_line(struct parser *p, char *line, size_t len)
{
	char *value;

	if (memchr(line, '\0', len))
		return error(p, "unexpected NUL byte");
	while (len && strchr(" \t\r", line[len - 1]))
		line[--len] = '\0';
	line += strspn(line, " \t");
	if (!*line || *line == '#')
		return 0;
	value = line + strcspn(line, " \t");
	if (*value)
		*value++ = '\0';
	value += strspn(value, " \t");
	p->key = line;
	snprintf(p->text, sizeof(p->text), "%.47s", value);
	return parse_key(p, value);
}

int devfile_parse(struct sim *s, const char *text, size_t len, bool create, struct fail *why)
{
	struct parser p = { .sim = s, .create = create, .why = why };
	const char *end = text + len, *nl;
	char line[LINE_MAX_LEN];
	size_t n;
	int rc;

	while (text < end) {
		nl = memchr(text, '\n', (size_t)(end - text));
		n = (size_t)((nl ? nl : end) - text);
		p.line++;
		if (n >= sizeof(line))
			return error(&p, "line too long (maximum is 4095 bytes)");
		memcpy(line, text, n);
		line[n] = '\0';
		rc = parse_line(&p, line, n);
		if (rc < 0)
			return rc;
		text = nl ? nl + 1 : end;
	}
	finish_feature(&p);
	return 0;
}

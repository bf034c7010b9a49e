// SPDX-License-Identifier: GPL-2.0-only
/* Parser of devices files, "key value" per line. "cxl-sim --help" describes the format. */
#include <stdlib.h>

#include "cxl/sim/devfile-field.h"
#include "cxl/sim/devfile.h"
#include "util/num.h"

#define LINE_MAX_LEN 4096

/* Where the reader is: in which section, and how much of each Feature value it has. */
struct reading {
	struct sim *sim;
	struct sim_dev *dev;
	struct sim_feature *feature;
	size_t got[VALUE_COUNT];
	bool create, cel_seen, features_seen;
	const char *problem;
};

static bool parse_number(const char *text, u64 max, u64 *ret)
{
	return num_u64(text, 0, ret) == 0 && *ret <= max;
}

static bool parse_yes(const char *text, bool *ret)
{
	return num_bool(text, ret) == 0;
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

static u64 width_max(const struct devfile_field *field)
{
	u32 bits = field->bits ? field->bits : field->width * 8U;

	return bits >= 64 ? UINT64_MAX : BIT(bits) - 1;
}

static const char *set_field(struct sim_dev *d, const struct devfile_field *field, const char *text)
{
	u8 *at = d->block[field->block] + field->offset;
	u64 v, old;
	s64 sv;

	if (field->type == FIELD_TEXT) {
		if (strlen(text) > field->width)
			return "text too long";
		memset(at, 0, field->width);
		memcpy(at, text, strlen(text));
		return NULL;
	}
	if (field->type == FIELD_SIGNED && *text == '-') {
		if (num_s64(text, INT16_MAX + 1, &sv) < 0)
			return "not a 16-bit number";
		v = (u64)sv & 0xffff;
	} else if (size_parse(text, &v) < 0) {
		return "not a number";
	}
	if (field->type == FIELD_CAPACITY) {
		if (v % DEVFILE_CAPACITY_UNIT)
			return "not a multiple of 256M";
		v /= DEVFILE_CAPACITY_UNIT;
	}
	if (v > width_max(field))
		return "number too large";
	old = get_le(at, field->width);
	if (field->bits)
		v = (old & ~(width_max(field) << field->shift)) | v << field->shift;
	put_le(at, field->width, v);
	return NULL;
}

static const char *read_hex(u8 *to, size_t room, size_t *got, const char *text)
{
	size_t len = room - *got;

	if (num_hex_bytes(text, to + *got, &len) < 0)
		return "not hexadecimal bytes, or too many";
	*got += len;
	return NULL;
}

/* Default and saved are the current value unless the section has its own. */
static void finish_feature(struct reading *r)
{
	struct sim_feature *f = r->feature;
	size_t i;

	for (i = VALUE_DEFAULT; f && f->get_size && i < VALUE_COUNT; i++)
		if (!r->got[i])
			memcpy(f->value[i], f->value[VALUE_CURRENT], f->get_size);
	r->feature = NULL;
	memset(r->got, 0, sizeof(r->got));
}

static const char *start_feature(struct reading *r, const char *text)
{
	u8 uuid[SIM_UUID];

	finish_feature(r);
	if (!r->features_seen) {
		sim_features_clear(r->dev);
		r->features_seen = true;
	}
	if (str_eq(text, "none"))
		return NULL;
	if (sim_uuid_parse(text, uuid) < 0)
		return "not a UUID";
	r->feature = sim_feature_add(r->dev, uuid);
	if (!r->feature)
		return "too many features";
	return sim_feature_sizes(r->feature, 0, 0) < 0 ? "out of memory" : NULL;
}

/* Keys of a "feature" section; sets *@known to false when @key is none of them. */
static const char *feature_key(struct reading *r, const char *key, char *text, bool *known)
{
	struct sim_feature *f = r->feature;
	u64 a, b;
	size_t i;

	if (str_eq(key, "sizes")) {
		if (!parse_pair(text, UINT16_MAX, &a, &b))
			return "sizes: size of get and of set";
		memset(r->got, 0, sizeof(r->got));
		return sim_feature_sizes(f, (u16)a, (u16)b) < 0 ? "out of memory" : NULL;
	}
	if (str_eq(key, "versions")) {
		if (!parse_pair(text, UINT8_MAX, &a, &b))
			return "versions: version of get and of set";
		f->get_version = (u8)a;
		f->set_version = (u8)b;
		return NULL;
	}
	if (str_eq(key, "flags") || str_eq(key, "effects")) {
		if (!parse_number(text, key[0] == 'f' ? UINT32_MAX : UINT16_MAX, &a))
			return "not a number, or too large";
		if (key[0] == 'f')
			f->flags = (u32)a;
		else
			f->effects = (u16)a;
		return NULL;
	}
	if (str_eq(key, "applies")) {
		f->after_reset = str_eq(text, "reset");
		return f->after_reset || str_eq(text, "now") ? NULL : "applies: now or reset";
	}
	for (i = 0; i < VALUE_COUNT; i++)
		if (str_eq(key, devfile_value_names[i]))
			return f->get_size ? read_hex(f->value[i], f->get_size, &r->got[i], text)
					   : "sizes must come first";
	*known = false;
	return NULL;
}

static const char *add_cel(struct reading *r, char *text)
{
	struct sim_dev *d = r->dev;
	u64 op, effects;

	if (!r->cel_seen)
		d->cel_count = 0;
	r->cel_seen = true;
	if (str_eq(text, "none"))
		return NULL;
	if (!parse_pair(text, UINT16_MAX, &op, &effects))
		return "cel: opcode and effects";
	if (d->cel_count == SIM_CEL)
		return "too many opcodes";
	d->cel[d->cel_count].opcode = (u16)op;
	d->cel[d->cel_count++].effects = (u16)effects;
	return NULL;
}

/* "log UUID HEX": further lines of the same UUID go on where the last one ended. */
static const char *add_log(struct sim_dev *d, char *text)
{
	char *blank = strchr(text, ' ');
	size_t room, got = 0;
	u8 uuid[SIM_UUID];
	struct sim_log *l;
	u8 *data;

	if (blank)
		*blank++ = '\0';
	if (sim_uuid_parse(text, uuid) < 0)
		return "not a UUID";
	for (l = d->logs; l < d->logs + d->log_count; l++)
		if (memcmp(l->uuid, uuid, SIM_UUID) == 0)
			break;
	if (l == d->logs + d->log_count) {
		if (d->log_count == SIM_LOGS)
			return "too many logs";
		d->log_count++;
		memcpy(l->uuid, uuid, SIM_UUID);
	}
	room = blank ? strlen(blank) / 2 : 0;
	data = realloc(l->data, l->len + room + 1);
	if (!data)
		return "out of memory";
	l->data = data;
	if (blank && read_hex(l->data + l->len, room, &got, blank))
		return "not hexadecimal bytes";
	l->len += (u32)got;
	return NULL;
}

/* "transfer UUID START HEX": a Set Feature in parts, unfinished; further lines go on. */
static const char *set_transfer(struct sim_dev *d, char *text)
{
	struct sim_transfer *t = &d->transfer;
	char *start = strchr(text, ' '), *hex = start ? strchr(start + 1, ' ') : NULL;
	size_t got = t->len;
	u8 uuid[SIM_UUID];
	u64 v;

	if (!hex)
		return "transfer: UUID, start and data";
	*start++ = *hex++ = '\0';
	if (sim_uuid_parse(text, uuid) < 0 || !parse_number(start, UINT16_MAX, &v))
		return "transfer: UUID, start and data";
	if (!t->active) {
		t->data = malloc(UINT16_MAX);
		if (!t->data)
			return "out of memory";
		memcpy(t->uuid, uuid, SIM_UUID);
		t->start = (u32)v;
		t->active = true;
	}
	if (!str_eq(hex, "-") && read_hex(t->data, UINT16_MAX, &got, hex))
		return "not hexadecimal bytes, or too many";
	t->len = (u32)got;
	return NULL;
}

/* "0xc001 00112233", or "-" for an empty one. */
static const char *add_reply(struct sim_dev *d, char *text)
{
	struct sim_reply r = { 0 };
	char *hex = strchr(text, ' ');
	size_t got = 0;
	u64 opcode;

	if (!hex || d->reply_count == SIM_REPLIES)
		return "reply: opcode and bytes; not more than eight of them";
	*hex++ = '\0';
	if (!parse_number(text, UINT16_MAX, &opcode))
		return "reply: not an opcode";
	if (!str_eq(hex, "-") && read_hex(r.data, sizeof(r.data), &got, hex))
		return "reply: not hexadecimal bytes, or too many";
	r.opcode = (u16)opcode;
	r.len = (u8)got;
	d->replies[d->reply_count++] = r;
	return NULL;
}

static const char *device_key(struct reading *r, const char *key, char *text)
{
	struct sim_dev *d = r->dev;
	size_t i;
	u64 v;

	if (str_eq(key, "payload_max")) {
		if (!parse_number(text, SIM_OUT_MAX, &v) || v < 256)
			return "payload_max: 256 to 1048576";
		d->payload_max = (u32)v;
		return NULL;
	}
	if (str_eq(key, "split_sets"))
		return parse_yes(text, &d->split_sets) ? NULL : "yes or no";
	if (str_eq(key, "nvdimm"))
		return parse_yes(text, &d->nvdimm) ? NULL : "yes or no";
	if (str_eq(key, "cel"))
		return add_cel(r, text);
	if (str_eq(key, "reply"))
		return add_reply(d, text);
	if (str_eq(key, "log"))
		return add_log(d, text);
	if (str_eq(key, "transfer"))
		return set_transfer(d, text);
	for (i = 0; i < devfile_field_count; i++)
		if (str_eq(key, devfile_fields[i].key))
			return set_field(d, &devfile_fields[i], text);
	return "unknown key";
}

static const char *start_device(struct reading *r, const char *name)
{
	finish_feature(r);
	r->cel_seen = r->features_seen = false;
	r->dev = sim_device(r->sim, name);
	if (r->dev)
		return NULL;
	if (!r->create)
		return "no such memory device in the tree";
	if (r->sim->device_count == SIM_DEVICES || strlen(name) >= SIM_NAME_LEN)
		return "too many devices, or name too long";
	r->dev = &r->sim->devices[r->sim->device_count++];
	*r->dev = (struct sim_dev){ .payload_max = 2048 };
	memcpy(r->dev->name, name, strlen(name) + 1);
	return NULL;
}

static const char *parse_key(struct reading *r, const char *key, char *text)
{
	bool known = true, yes = true;
	const char *problem;

	if (str_eq(key, "device"))
		return start_device(r, text);
	if (str_eq(key, "warnings")) {
		problem = parse_yes(text, &yes) ? NULL : "yes or no";
		r->sim->no_warnings = !yes;
		return problem;
	}
	if (str_eq(key, "raw_commands"))
		return parse_yes(text, &r->sim->raw_commands) ? NULL : "yes or no";
	if (!r->dev)
		return "unknown key, or \"device NAME\" is missing above";
	if (str_eq(key, "feature"))
		return start_feature(r, text);
	if (r->feature) {
		problem = feature_key(r, key, text, &known);
		if (known)
			return problem;
	}
	return device_key(r, key, text);
}

static const char *parse_line(struct reading *r, char *line, size_t len)
{
	char *value;

	if (memchr(line, '\0', len))
		return "NUL byte";
	while (len && strchr(" \t\r", line[len - 1]))
		line[--len] = '\0';
	line += strspn(line, " \t");
	if (!*line || *line == '#')
		return NULL;
	value = line + strcspn(line, " \t");
	if (*value)
		*value++ = '\0';
	return parse_key(r, line, value + strspn(value, " \t"));
}

int devfile_parse(struct sim *s, const char *text, size_t len, bool create, struct fail *why)
{
	struct reading r = { .sim = s, .create = create };
	const char *end = text + len, *nl, *problem;
	char line[LINE_MAX_LEN];
	unsigned int n = 0;
	size_t take;

	while (text < end) {
		nl = memchr(text, '\n', (size_t)(end - text));
		take = (size_t)((nl ? nl : end) - text);
		n++;
		if (take >= sizeof(line))
			return fail_set(why, -EINVAL, "bad_devices", NULL, "line %u: too long", n);
		memcpy(line, text, take);
		line[take] = '\0';
		problem = parse_line(&r, line, take);
		if (problem)
			return fail_set(why, -EINVAL, "bad_devices", NULL, "line %u: %s", n,
					problem);
		text = nl ? nl + 1 : end;
	}
	finish_feature(&r);
	return 0;
}

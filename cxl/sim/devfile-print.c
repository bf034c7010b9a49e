// SPDX-License-Identifier: GPL-2.0-only
/* Simulated devices as text, in the format that devfile-parse.c reads. */
#include <inttypes.h>

#include "cxl/sim/devfile-field.h"
#include "cxl/sim/devfile.h"

#define HEX_PER_LINE 32 /* bytes */

static void print_field(const struct sim_dev *d, const struct devfile_field *field, FILE *f)
{
	const u8 *at = d->block[field->block] + field->offset;
	u64 v;

	fprintf(f, "  %s ", field->key);
	if (field->type == FIELD_TEXT) {
		fprintf(f, "%.*s\n", (int)strnlen((const char *)at, field->width),
			(const char *)at);
		return;
	}
	v = get_le(at, field->width);
	if (field->bits)
		v = v >> field->shift & (BIT(field->bits) - 1);
	if (field->type == FIELD_SIGNED && v != 0xffff)
		fprintf(f, "%d\n", (s16)v);
	else if (field->type == FIELD_CAPACITY && v)
		fprintf(f, "%" PRIu64 "M\n", v * 256);
	else
		fprintf(f, "%" PRIu64 "\n", v);
}

/* Lines of HEX_PER_LINE bytes, each with @prefix. */
static void print_hex(FILE *f, const char *prefix, const u8 *data, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	char line[HEX_PER_LINE * 2 + 1];
	size_t from, i, n;

	for (from = 0; from < len; from += n) {
		n = MIN(len - from, (size_t)HEX_PER_LINE);
		for (i = 0; i < n; i++) {
			line[i * 2] = digits[data[from + i] >> 4];
			line[i * 2 + 1] = digits[data[from + i] & 0xf];
		}
		line[n * 2] = '\n';
		fputs(prefix, f);
		fwrite(line, 1, n * 2 + 1, f);
	}
}

static void print_feature(const struct sim_feature *feature, FILE *f)
{
	char uuid[SIM_UUID_TEXT], prefix[32];
	size_t i;

	sim_uuid_text(feature->uuid, uuid);
	fprintf(f, "  feature %s\n", uuid);
	fprintf(f, "    sizes %u %u\n", feature->get_size, feature->set_size);
	fprintf(f, "    versions %u %u\n", feature->get_version, feature->set_version);
	fprintf(f, "    flags %#x\n    effects %#06x\n", feature->flags, feature->effects);
	fprintf(f, "    applies %s\n", feature->after_reset ? "reset" : "now");
	for (i = 0; i < VALUE_COUNT; i++) {
		snprintf(prefix, sizeof(prefix), "    %s ", devfile_value_names[i]);
		print_hex(f, prefix, feature->value[i], feature->get_size);
	}
}

static void print_transfer(const struct sim_transfer *t, FILE *f)
{
	char uuid[SIM_UUID_TEXT], prefix[64];

	sim_uuid_text(t->uuid, uuid);
	snprintf(prefix, sizeof(prefix), "  transfer %s %u ", uuid, t->start);
	print_hex(f, prefix, t->data, t->len);
	if (!t->len)
		fprintf(f, "%s-\n", prefix);
}

static void print_device(const struct sim_dev *d, FILE *f)
{
	char uuid[SIM_UUID_TEXT], prefix[64];
	size_t i;

	fprintf(f, "%s %s\n  payload_max %u\n", d->component ? "component" : "device", d->name,
		d->payload_max);
	for (i = 0; i < d->address_count; i++)
		fprintf(f, "  address %s\n", d->addresses[i]);
	fprintf(f, "  split_sets %s\n", d->split_sets ? "yes" : "no");
	fprintf(f, "  nvdimm %s\n", d->nvdimm ? "yes" : "no");
	for (i = 0; i < devfile_field_count; i++)
		print_field(d, &devfile_fields[i], f);
	if (!d->cel_count)
		fputs("  cel none\n", f);
	for (i = 0; i < d->cel_count; i++)
		fprintf(f, "  cel 0x%04x 0x%04x\n", d->cel[i].opcode, d->cel[i].effects);
	for (i = 0; i < d->log_count; i++) {
		sim_uuid_text(d->logs[i].uuid, uuid);
		snprintf(prefix, sizeof(prefix), "  log %s ", uuid);
		print_hex(f, prefix, d->logs[i].data, d->logs[i].len);
	}
	for (i = 0; i < d->reply_count; i++) {
		snprintf(prefix, sizeof(prefix), "  reply 0x%04x ", d->replies[i].opcode);
		print_hex(f, prefix, d->replies[i].data, d->replies[i].len);
		if (!d->replies[i].len)
			fprintf(f, "%s-\n", prefix);
	}
	if (d->transfer.active)
		print_transfer(&d->transfer, f);
	if (!d->feature_count)
		fputs("  feature none\n", f);
	for (i = 0; i < d->feature_count; i++)
		print_feature(&d->features[i], f);
}

void devfile_print(const struct sim *s, FILE *f, const char *only)
{
	size_t i;

	if (!only)
		fprintf(f, "raw_commands %s\n", s->raw_commands ? "yes" : "no");
	if (!only && s->no_warnings)
		fputs("warnings no\n", f);
	if (!only && s->no_flags)
		fputs("query_flags no\n", f);
	if (!only && s->no_kmem_state)
		fputs("kmem_state no\n", f);
	for (i = 0; i < s->device_count; i++)
		if (!only || str_eq(only, s->devices[i].name))
			print_device(&s->devices[i], f);
}

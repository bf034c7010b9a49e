// SPDX-License-Identifier: GPL-2.0-only
/*
 * Input of composed commands: hexadecimal bytes, field values, field names, opcodes. Byte 0 of the
 * input is an index into the opcode table, byte 1 the payload length, the rest is the text.
 */
#include "fuzz.h"

#include "cxl/lib/wire/opcode.h"
#include "util/num.h"

/* A buffer of exactly the needed size gives the same bytes as a larger one. */
static void check_bytes(const char *text)
{
	size_t size = strlen(text) / 2 + 1, len = size, tight;
	auto_free u8 *out = malloc(size), *exact = NULL;

	check(out);
	if (num_hex_bytes(text, out, &len) < 0) {
		check(len == size);
		return;
	}
	tight = len;
	exact = malloc(len);
	check(num_hex_bytes(text, exact, &tight) == 0 && tight == len);
	check(!len || memcmp(out, exact, len) == 0);
}

/* Encoding the decoded text gives the same bytes. */
static void check_back(const struct layout *l, const struct field *f, const u8 *buf, size_t len)
{
	auto_rec struct rec *r = rec_new_obj();
	auto_free u8 *again = malloc(len);
	const struct rec *value;
	char text[64];

	memcpy(again, buf, len);
	layout_decode(l, buf, len, r);
	print_record(r);
	value = rec_get(r, f->key);
	if (!value) /* sizes that exceed 64 bits are omitted, but text cannot encode them */
		__builtin_trap();
	check(layout_encode(l,
			    (struct field_text){ f->key,
						 rec_text(value, false, true, text, sizeof(text)) },
			    again, len, NULL) == 0);
	check(memcmp(again, buf, len) == 0);
}

static void check_fields(const struct layout *l, const char *text, size_t len)
{
	auto_free u8 *buf = malloc(len), *old = malloc(len);
	const struct field *f;
	struct fail why;
	int rc;

	for (f = l->fields; f < l->fields + l->count; f++) {
		layout_defaults(l, buf, len);
		memcpy(old, buf, len);
		rc = layout_encode(l, (struct field_text){ f->key, text }, buf, len, &why);
		if (rc < 0)
			check(why.code && why.message[0] && memcmp(old, buf, len) == 0);
		else if (bitfield_fits(&f->at, len))
			check_back(l, f, buf, len);
		else
			check(false);
	}
	check(layout_encode(l, (struct field_text){ text, "1" }, buf, len, &why) != -ENOENT ||
	      !layout_field(l, text));
}

static void check_opcode(const char *text)
{
	const struct opcode_desc *d = opcode_named(text);
	struct fail why;
	u16 opcode;

	if (opcode_parse(text, &opcode, &why) == 0)
		check(!d || d->opcode == opcode);
	else
		check(!d && why.code && why.message[0]);
}

static void check_rules(const struct opcode_desc *d, const uint8_t *data, size_t size)
{
	struct fail why;

	if (opcode_input_check(d, data, size, &why) == 0)
		check(size >= opcode_min_input(d));
	else
		check(why.code && why.message[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct opcode_desc *d;
	auto_free char *text = NULL;

	if (size < 2)
		return 0;
	d = opcode_at(data[0]);
	text = input_text(data + 2, size - 2);
	check_bytes(text);
	check_opcode(text);
	if (d)
		check_rules(d, data + 2, size - 2);
	if (d && d->in)
		check_fields(d->in, text, data[1]);
	return 0;
}

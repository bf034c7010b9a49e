// SPDX-License-Identifier: GPL-2.0-only
/*
 * Features. Byte 0 of the input is an index into the Feature table, byte 1 is ignored; the rest is
 * used as Get Feature data, as supported list and as text of a user.
 */
#include "fuzz.h"

#include "cxl/lib/wire/feature.h"

static void decode_entries(const uint8_t *data, size_t size)
{
	struct feature_entry e;
	u16 i;

	for (i = 0; feature_entry_decode(data, size, i, &e) == 0; i++) {
		auto_rec struct rec *names = rec_new_arr();

		effects_names(e.effects, names);
		print_record(names);
		check(feature_persistence(e.flags));
		feature_desc_find(e.uuid);
	}
	check((size_t)i * FEATURE_ENTRY_LEN <= size);
}

/* The text of a settable value is parsed to the same value, that of others is rejected. */
static void check_text(const struct feature_desc *d, const struct feature_field *f, u64 value)
{
	char text[64];
	u64 back;
	int rc;

	feature_value_text(f, value, text, sizeof(text));
	check(text[0]);
	rc = feature_value_parse(d, f, text, &back, NULL);
	if (f->set_bits && value >= f->min)
		check(rc == 0 && back == value);
	else
		check(rc < 0);
}

static void check_values(const struct feature_desc *d, const uint8_t *data, size_t size)
{
	u16 groups = feature_groups(d, size), group;
	const struct feature_field *f;

	for (f = d->fields; f < d->fields + d->count; f++)
		for (group = 0; group < (f->per_group ? groups : 1); group++) {
			struct feature_value v = { f, group, 0 };

			if (feature_value_get(d, data, size, &v) == 0)
				check_text(d, f, v.value);
		}
}

static void check_user_text(const uint8_t *data, size_t size)
{
	auto_free char *text = input_text(data, size);
	const struct feature_desc *d;
	const struct feature_field *f;
	struct fail why;
	u16 group;
	size_t i;
	u64 v;

	for (i = 0; (d = feature_desc_at(i)); i++) {
		f = feature_field_find(d, text, 3, &group);
		check(!f || group < 3);
		for (f = d->fields; f < d->fields + d->count; f++)
			if (feature_value_parse(d, f, text, &v, &why) == 0)
				check(v >= f->min && v <= (BIT(f->set_bits) - 1));
			else
				check(why.code && why.message[0]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_rec struct rec *r = rec_new_obj();
	const struct feature_desc *d;

	if (size < 2)
		return 0;
	d = feature_desc_at(data[0]);
	data += 2;
	size -= 2;
	decode_entries(data, size);
	check_user_text(data, size);
	feature_decode(d, data, size, r);
	print_record(r);
	if (d)
		check_values(d, data, size);
	return 0;
}

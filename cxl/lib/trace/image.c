// SPDX-License-Identifier: LGPL-2.1-or-later
/* The event record of 128 bytes that the kernel has made a trace event from. */
#include "cxl/lib/trace/image.h"

/* Where the record has a field of the trace event; the width is in bytes. */
struct image_row {
	const char *field; /* NULL ends a table */
	u8 at, width;
};

/* clang-format off */
static const struct image_row header[] = {
	{ "hdr_uuid", 0x00, 16 }, { "hdr_length", 0x10, 1 }, { "hdr_flags", 0x11, 3 },
	{ "hdr_handle", 0x14, 2 }, { "hdr_related_handle", 0x16, 2 },
	{ "hdr_timestamp", 0x18, 8 }, { "hdr_maint_op_class", 0x20, 1 },
	{ "hdr_maint_op_sub_class", 0x21, 1 }, { "hdr_ld_id", 0x22, 2 },
	{ "hdr_head_id", 0x24, 1 }, { NULL },
};

/* The kernel separates the flags, in the lowest byte, from the address. */
#define DPA { "dpa", 0x30, 8 }, { "dpa_flags", 0x30, 1 }

static const struct image_row general_media[] = {
	DPA, { "descriptor", 0x38, 1 }, { "type", 0x39, 1 }, { "transaction_type", 0x3a, 1 },
	{ "validity_flags", 0x3b, 2 }, { "channel", 0x3d, 1 }, { "rank", 0x3e, 1 },
	{ "device", 0x3f, 3 }, { "comp_id", 0x42, 16 }, { "cme_threshold_ev_flags", 0x52, 1 },
	{ "cme_count", 0x53, 3 }, { "sub_type", 0x56, 1 }, { NULL },
};

static const struct image_row dram[] = {
	DPA, { "descriptor", 0x38, 1 }, { "type", 0x39, 1 }, { "transaction_type", 0x3a, 1 },
	{ "validity_flags", 0x3b, 2 }, { "channel", 0x3d, 1 }, { "rank", 0x3e, 1 },
	{ "nibble_mask", 0x3f, 3 }, { "bank_group", 0x42, 1 }, { "bank", 0x43, 1 },
	{ "row", 0x44, 3 }, { "column", 0x47, 2 }, { "cor_mask", 0x49, 32 },
	{ "comp_id", 0x69, 16 }, { "sub_channel", 0x79, 1 },
	{ "cme_threshold_ev_flags", 0x7a, 1 }, { "cvme_count", 0x7b, 3 },
	{ "sub_type", 0x7e, 1 }, { NULL },
};

static const struct image_row memory_module[] = {
	{ "event_type", 0x30, 1 }, { "health_status", 0x31, 1 }, { "media_status", 0x32, 1 },
	{ "add_status", 0x33, 1 }, { "life_used", 0x34, 1 }, { "device_temp", 0x35, 2 },
	{ "dirty_shutdown_cnt", 0x37, 4 }, { "cor_vol_err_cnt", 0x3b, 4 },
	{ "cor_per_err_cnt", 0x3f, 4 }, { "validity_flags", 0x43, 2 }, { "comp_id", 0x45, 16 },
	{ "event_sub_type", 0x55, 1 }, { NULL },
};

static const struct image_row memory_sparing[] = {
	{ "flags", 0x32, 1 }, { "result", 0x33, 1 }, { "validity_flags", 0x34, 2 },
	{ "res_avail", 0x3c, 2 }, { "channel", 0x3e, 1 }, { "rank", 0x3f, 1 },
	{ "nibble_mask", 0x40, 3 }, { "bank_group", 0x43, 1 }, { "bank", 0x44, 1 },
	{ "row", 0x45, 3 }, { "column", 0x48, 2 }, { "comp_id", 0x4a, 16 },
	{ "sub_channel", 0x5a, 1 }, { NULL },
};

static const struct image_row generic_event[] = { { "data", 0x30, 80 }, { NULL } };

static const struct {
	const char *name, *uuid; /* .uuid NULL: any */
	const struct image_row *body;
} events[] = {
	{ "general_media", "fbcd0a77-c260-417f-85a9-088b1621eba6", general_media },
	{ "dram", "601dcbb3-9c06-4eab-b8af-4e9bfb5c9624", dram },
	{ "memory_module", "fe927475-dd59-4339-a586-79bab113b774", memory_module },
	{ "memory_sparing", "e71f3a40-2d29-4092-8a39-4d1c966c7c65", memory_sparing },
	{ "generic_event", NULL, generic_event },
};
/* clang-format on */

/* A number is converted to the byte order of the record. */
static void put(struct trace_image *image, const struct trace_record *t,
		const struct image_row *row)
{
	const struct tep_format_field *f = trace_field_find(t, row->field);
	u8 *to = image->bytes + row->at;
	const u8 *from;
	size_t len;
	u64 n;

	if (!f || !trace_field_bytes(t, f, &from, &len))
		return;
	if (trace_field_number(t, row->field, &n))
		put_le(to, row->width, n | (str_eq(row->field, "dpa_flags") ? *to : 0));
	else if (len == row->width)
		memcpy(to, from, len);
	else
		return;
	memset(image->known + row->at, true, row->width);
}

static void put_all(struct trace_image *image, const struct trace_record *t,
		    const struct image_row *row)
{
	for (; row->field; row++)
		put(image, t, row);
}

/*
 * The UUID of the event selects the form. That of the record is left out if it is another one: it
 * is zero if the firmware has reported the event.
 */
static void set_uuid(struct trace_image *image, const char *text)
{
	u8 uuid[16];

	if (!text || uuid_from_text(text, uuid) < 0 || memcmp(uuid, image->bytes, 16) == 0)
		return;
	memcpy(image->bytes, uuid, 16);
	memset(image->known, false, 16);
}

void trace_image_make(struct trace_image *image, const struct trace_record *t, const char *name)
{
	size_t i;

	*image = (struct trace_image){ 0 };
	for (i = 0; i < ARRAY_SIZE(events); i++) {
		if (!str_eq(events[i].name, name))
			continue;
		image->body = events[i].body;
		put_all(image, t, header);
		set_uuid(image, events[i].uuid);
		put_all(image, t, events[i].body);
		return;
	}
}

static bool table_has(const struct image_row *row, const char *field)
{
	for (; row->field; row++)
		if (str_eq(row->field, field))
			return true;
	return false;
}

bool trace_image_has(const struct trace_image *image, const char *field)
{
	return image->body && (table_has(header, field) || table_has(image->body, field));
}

static bool is_known(const struct trace_image *image, const struct bitfield *at)
{
	return bitfield_fits(at, sizeof(image->bytes)) &&
	       !memchr(image->known + at->off, false, at->width);
}

#define FIELDS_MAX 64

/*
 * Decode the fields of @l whose bytes are known. Validity flags that are not known are zero, so
 * that the fields that depend on them are left out.
 */
static void add_known(const struct trace_image *image, const struct layout *l, struct rec *out)
{
	struct field fields[FIELDS_MAX];
	struct layout known = { .size = l->size, .fields = fields };
	size_t i;

	for (i = 0; i < l->count && known.count < FIELDS_MAX; i++)
		if (is_known(image, &l->fields[i].at))
			fields[known.count++] = l->fields[i];
	layout_decode(&known, image->bytes, sizeof(image->bytes), out);
}

void trace_image_add(const struct trace_image *image, struct rec *out)
{
	const struct layout *form;

	if (!image->body)
		return;
	form = layout_form(&event_record_layout, image->bytes, sizeof(image->bytes));
	add_known(image, &event_record_layout, out);
	if (!form)
		return;
	if (image->body == generic_event)
		rec_str(out, "event_type", form->name);
	add_known(image, form, out);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Trace events of the system cxl, decoded with the layouts of event records. */
#include "cxl/lib/trace/event.h"
#include "cxl/lib/trace/image.h"
#include "cxl/lib/wire/layout.h"

#define BITS_MAX 32

enum kind {
	KIND_FIELD,  /* as trace_field_add(), numbers with .as */
	KIND_NAMED,  /* a number with a name */
	KIND_BITS,   /* an array of the names of the bits that are set */
	KIND_FLAGS,  /* a boolean for each bit */
	KIND_UUID,   /* 16 bytes, not printed if they are zero */
	KIND_DWORDS, /* an array, of which the first 16 elements are used */
};

/* A field that is not part of an event record. */
struct row {
	const char *event; /* that has it, without "cxl_"; NULL: any */
	const char *field, *key;
	enum kind kind;
	enum val_kind as; /* of a number */
	const struct value_name *names;
	bool hide; /* a number that equals .none, an empty text */
	u64 none;
};

/* CXL r3.2 8.2.4.17, RAS capability; Linux drivers/cxl/core/trace.h */
static const struct value_name uncorrectable_names[] = {
	{ 0, "cache_data_parity" },
	{ 1, "cache_address_parity" },
	{ 2, "cache_byte_enable_parity" },
	{ 3, "cache_data_ecc" },
	{ 4, "memory_data_parity" },
	{ 5, "memory_address_parity" },
	{ 6, "memory_byte_enable_parity" },
	{ 7, "memory_data_ecc" },
	{ 8, "reinit_threshold" },
	{ 9, "unrecognized_encoding" },
	{ 10, "poison_received" },
	{ 11, "receiver_overflow" },
	{ 14, "component_specific" },
	{ 15, "ide_tx" },
	{ 16, "ide_rx" },
	{ 0, NULL },
};

static const struct value_name correctable_names[] = {
	{ 0, "cache_data_ecc" },	{ 1, "memory_data_ecc" },
	{ 2, "crc_threshold" },		{ 3, "retry_threshold" },
	{ 4, "cache_poison_received" }, { 5, "memory_poison_received" },
	{ 6, "physical_layer" },	{ 0, NULL },
};

static const struct value_name trace_type_names[] = {
	{ 0, "list" },
	{ 1, "inject" },
	{ 2, "clear" },
	{ 0, NULL },
};

static const struct value_name poison_flag_names[] = {
	{ 0, "more_records" },
	{ 1, "overflow" },
	{ 2, "scan_in_progress" },
	{ 0, NULL },
};

/* clang-format off */
static const struct row rows[] = {
	{ NULL, "memdev", "memdev", .hide = true },
	{ NULL, "serial", "serial", .as = VAL_XSTR },
	{ NULL, "host", "host", .hide = true },
	{ NULL, "log", "log", KIND_NAMED, .names = event_severity_names },
	{ NULL, "hpa", "hpa", .as = VAL_HEX, .hide = true, .none = UINT64_MAX },
	{ NULL, "hpa_alias0", "hpa_alias0", .as = VAL_HEX, .hide = true, .none = UINT64_MAX },
	{ NULL, "region_name", "region", .hide = true },
	{ NULL, "region_uuid", "region_uuid", KIND_UUID },
	{ "overflow", "count", "overflow_count", .as = VAL_UINT },
	{ "overflow", "first_ts", "first_overflow_timestamp_ns", .as = VAL_UINT },
	{ "overflow", "last_ts", "last_overflow_timestamp_ns", .as = VAL_UINT },
	{ "poison", "trace_type", "trace_type", KIND_NAMED, .names = trace_type_names },
	{ "poison", "region", "region", .hide = true },
	{ "poison", "uuid", "region_uuid", KIND_UUID },
	{ "poison", "dpa", "dpa", .as = VAL_HEX },
	{ "poison", "dpa_length", "length", .as = VAL_SIZE },
	{ "poison", "source", "source", KIND_NAMED, .names = poison_source_names },
	{ "poison", "flags", "flags", KIND_FLAGS, .names = poison_flag_names },
	{ "poison", "overflow_ts", "overflow_timestamp_ns", .as = VAL_UINT, .hide = true },
	{ "aer_uncorrectable_error", "status", "status", KIND_BITS, .names = uncorrectable_names },
	{ "aer_uncorrectable_error", "first_error", "first_error", KIND_BITS,
	  .names = uncorrectable_names },
	{ "aer_uncorrectable_error", "header_log", "header_log", KIND_DWORDS },
	{ "aer_correctable_error", "status", "status", KIND_BITS, .names = correctable_names },
	{ "port_aer_uncorrectable_error", "status", "status", KIND_BITS,
	  .names = uncorrectable_names },
	{ "port_aer_uncorrectable_error", "first_error", "first_error", KIND_BITS,
	  .names = uncorrectable_names },
	{ "port_aer_uncorrectable_error", "header_log", "header_log", KIND_DWORDS },
	{ "port_aer_correctable_error", "status", "status", KIND_BITS,
	  .names = correctable_names },
};
/* clang-format on */

const char *trace_event_name(const char *event)
{
	const char *name = str_after(event, "cxl_");

	return name ? name : event;
}

/* Values of event_severity_names. */
enum { NO_SEVERITY = -1, SEVERITY_WARNING = 1, SEVERITY_FAILURE = 2 };

/* Protocol errors have no event record; their kind determines the severity. */
static const struct {
	const char *name;
	int severity;
} known[] = {
	{ "general_media", NO_SEVERITY },
	{ "dram", NO_SEVERITY },
	{ "memory_module", NO_SEVERITY },
	{ "memory_sparing", NO_SEVERITY },
	{ "generic_event", NO_SEVERITY },
	{ "overflow", NO_SEVERITY },
	{ "poison", NO_SEVERITY },
	{ "aer_correctable_error", SEVERITY_WARNING },
	{ "aer_uncorrectable_error", SEVERITY_FAILURE },
	{ "port_aer_correctable_error", SEVERITY_WARNING },
	{ "port_aer_uncorrectable_error", SEVERITY_FAILURE },
};

const char *trace_event_known(size_t i)
{
	return i < ARRAY_SIZE(known) ? known[i].name : NULL;
}

static int known_severity(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(known); i++)
		if (str_eq(known[i].name, name))
			return known[i].severity;
	return NO_SEVERITY;
}

int trace_event_severity(const struct trace_record *t)
{
	int severity = known_severity(trace_event_name(t->event->name));
	u64 n;

	if (trace_field_number(t, "hdr_flags", &n))
		severity = (int)(n & 3);
	if (trace_field_number(t, "log", &n) && n <= 3)
		severity = MAX(severity, (int)n);
	return severity;
}

static const struct row *find_row(const char *event, const char *field)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (str_eq(rows[i].field, field) &&
		    (!rows[i].event || str_eq(rows[i].event, event)))
			return &rows[i];
	return NULL;
}

static void add_named(const struct row *row, u64 n, struct rec *out)
{
	const char *name = value_name(row->names, n);

	if (name)
		rec_str(out, row->key, name);
	else
		rec_strf(out, row->key, "0x%llx", (unsigned long long)n);
}

static void add_bits(const struct row *row, u64 n, struct rec *list)
{
	const char *name;
	unsigned int i;

	for (i = 0; i < BITS_MAX; i++) {
		if (!(n & BIT(i)))
			continue;
		name = value_name(row->names, i);
		if (name)
			rec_str(list, NULL, name);
		else
			rec_strf(list, NULL, "bit_%u", i);
	}
}

static void add_flags(const struct row *row, u64 n, struct rec *out)
{
	const struct value_name *w;

	for (w = row->names; w->name; w++)
		rec_bool(out, w->name, n & BIT(w->value));
}

static void add_number(const struct row *row, u64 n, struct rec *out)
{
	if (row->kind == KIND_NAMED)
		add_named(row, n, out);
	else if (row->kind == KIND_BITS)
		add_bits(row, n, rec_arr(out, row->key));
	else if (row->kind == KIND_FLAGS)
		add_flags(row, n, out);
	else if (!row->hide || n != row->none)
		rec_num(out, row->key, row->as, n);
}

static void add_uuid(const struct row *row, const u8 *at, struct rec *out)
{
	static const u8 zero[16];
	char text[UUID_TEXT_LEN + 1];

	if (memcmp(at, zero, sizeof(zero)) == 0)
		return;
	uuid_to_text(at, text);
	rec_str(out, row->key, text);
}

#define DWORDS_MAX 16 /* of the header log of CXL.cachemem; the array of the kernel is larger */

static void add_dwords(const struct row *row, const u8 *at, size_t len, struct rec *out)
{
	struct rec *list = rec_arr(out, row->key);
	size_t i;
	u32 n;

	for (i = 0; i < DWORDS_MAX && (i + 1) * sizeof(n) <= len; i++) {
		memcpy(&n, at + i * sizeof(n), sizeof(n));
		rec_uint(list, NULL, n);
	}
}

/* By its row, if the field is what the row expects. */
static void add_field(const struct trace_record *t, const struct tep_format_field *f,
		      const struct row *row, struct rec *out)
{
	const u8 *at;
	size_t len;
	u64 n;

	if (!trace_field_bytes(t, f, &at, &len))
		return;
	if (row && row->kind == KIND_UUID && len == 16)
		add_uuid(row, at, out);
	else if (row && row->kind == KIND_DWORDS && f->elementsize == sizeof(u32))
		add_dwords(row, at, len, out);
	else if (row && trace_field_number(t, f->name, &n))
		add_number(row, n, out);
	else if (!row || !row->hide || len > 0)
		trace_field_add(t, f, row ? row->key : rec_keyf(out, "%s", f->name), out);
}

/* The first rows, up to "log", are in front of the record. */
#define HEAD_ROWS 4

static void add_head(const struct trace_record *t, struct rec *out)
{
	const struct tep_format_field *f;
	size_t i;

	for (i = 0; i < HEAD_ROWS; i++) {
		f = trace_field_find(t, rows[i].field);
		if (f)
			add_field(t, f, &rows[i], out);
	}
}

void trace_event_add(const struct trace_record *t, const char *time, struct rec *out)
{
	const char *name = trace_event_name(t->event->name);
	const struct tep_format_field *f;
	const struct row *row;
	struct trace_image image;

	if (*time)
		rec_str(out, "time", time);
	rec_str(out, "event", name);
	add_head(t, out);
	trace_image_make(&image, t, name);
	trace_image_add(&image, out);
	for (f = t->event->format.fields; f; f = f->next) {
		row = find_row(name, f->name);
		if (!trace_image_has(&image, f->name) && !(row && row < rows + HEAD_ROWS))
			add_field(t, f, row, out);
	}
}

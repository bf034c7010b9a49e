// SPDX-License-Identifier: GPL-2.0-only
/* Lists of logs, complete and in pages, capabilities, and names of logs. */
#include "fuzz.h"

#include "cxl/lib/wire/layout.h"
#include "cxl/lib/wire/log.h"

static void print_entry(const struct log_entry *e)
{
	auto_rec struct rec *r = rec_new_obj();

	log_entry_record(e, r);
	print_record(r);
	check(rec_get_str(r, "uuid") && rec_get(r, "size")->u == e->size);
	check(rec_get_str(r, "name") && !log_desc_find(e->uuid) == !rec_get(r, "title"));
}

static void check_list(const uint8_t *data, size_t size)
{
	struct log_entry e;
	int rc;
	u16 i;

	for (i = 0; (rc = log_entry_decode(data, size, i, &e)) == 0; i++) {
		if (i < 16)
			print_entry(&e);
	}
	check(rc == -ENOENT || rc == -EMSGSIZE);
	check(LOGS_HEADER_LEN + (size_t)i * LOG_ENTRY_LEN <= MAX(size, LOGS_HEADER_LEN));
}

static void check_page(const uint8_t *data, size_t size)
{
	struct log_entry e;
	struct log_page page;
	unsigned int i;
	int rc;

	if (log_page_decode(data, size, &page) < 0) {
		check(log_page_entry(data, size, 0, &e) < 0);
		return;
	}
	check(page.start + page.count <= page.total);
	for (i = 0; i < page.count; i++) {
		rc = log_page_entry(data, size, (u8)i, &e);
		check(rc == 0 || rc == -EMSGSIZE);
	}
	check(log_page_entry(data, size, 255, &e) < 0);
}

static void check_capabilities(const uint8_t *data, size_t size)
{
	auto_rec struct rec *r = rec_new_obj();
	int rc = layout_decode(&log_capabilities_layout, data, size, r);

	check(rc == (size < 4 ? -EMSGSIZE : 0));
	if (rc == 0)
		check(rec_get(r, "clear_supported")->b == (data[0] & 1) &&
		      rec_get(r, "populate_supported")->b == (data[0] >> 1 & 1) &&
		      rec_get(r, "auto_populate")->b == (data[0] >> 2 & 1) &&
		      rec_get(r, "persists_over_cold_reset")->b == (data[0] >> 3 & 1));
}

static void check_name(const uint8_t *data, size_t size)
{
	auto_free char *text = input_text(data, size);
	const struct log_desc *d = log_named(text);
	u8 uuid[LOG_UUID_LEN];
	struct fail why;
	int rc = log_uuid_parse(text, uuid, &why);

	check(!d || (rc == 0 && log_desc_find(uuid) == d));
	check(rc == 0 || (why.code && why.message[0]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	check_list(data, size);
	check_page(data, size);
	check_capabilities(data, size);
	check_name(data, size);
	return 0;
}

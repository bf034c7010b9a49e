// SPDX-License-Identifier: GPL-2.0-only
/* Pages of a trace buffer, and the records in them, decoded in both ways. */
#include "fuzz.h"

#include "cxl/lib/trace/event.h"
#include "cxl/lib/trace/library.h"
#include "cxl/lib/trace/page.h"

#define PAGE_MAX 4096

#define FIELD(declaration, offset, size)                                                           \
	"	field:" declaration ";	offset:" #offset ";	size:" #size ";	signed:0;\n"
#define COMMON                                                                                     \
	"format:\n" FIELD("unsigned short common_type", 0, 2)                                      \
		FIELD("unsigned char common_flags", 2, 1)                                          \
			FIELD("unsigned char common_preempt_count", 3, 1)                          \
				FIELD("int common_pid", 4, 4) "\n"
#define END "\nprint fmt: \"\"\n"

static const char header_page[] = FIELD(" u64 timestamp", 0, 8) FIELD(" local_t commit", 8, 8)
	FIELD(" int overwrite", 8, 1) FIELD(" char data", 16, 4080);

/* Events 1 and 2. */
static const char *const formats[] = {
	"name: cxl_general_media\nID: 1\n" COMMON FIELD("__data_loc char[] memdev", 8, 4)
		FIELD("int log", 12, 4) FIELD("uuid_t hdr_uuid", 16, 16)
			FIELD("u32 hdr_flags", 32, 4) FIELD("u64 dpa", 36, 8)
				FIELD("u16 validity_flags", 44, 2) FIELD("u32 device", 46, 4)
					FIELD("u8 comp_id[16]", 50, 16) END,
	"name: new\nID: 2\n" COMMON FIELD("__rel_loc char[] text", 8, 4)
		FIELD("u32 words[4]", 12, 16) FIELD("char odd[3]", 28, 3)
			FIELD("__data_loc u16[] list", 31, 4) END,
};

static struct tep_handle *parser(void)
{
	static struct tep_handle *tep;
	size_t i;

	if (tep)
		return tep;
	check(trace_library_load(NULL) == 0);
	tep = trace_lib.tep_alloc();
	check(trace_lib.tep_parse_header_page(tep, (char *)header_page, strlen(header_page), 8) ==
	      0);
	for (i = 0; i < ARRAY_SIZE(formats); i++)
		check(trace_lib.tep_parse_event(tep, formats[i], strlen(formats[i]), "cxl") == 0);
	return tep;
}

static void check_record(struct tep_record *r)
{
	auto_rec struct rec *raw = rec_new_obj(), *decoded = rec_new_obj();
	struct trace_record t = { NULL, r };
	u16 type;

	if (r->size >= (int)sizeof(type)) {
		memcpy(&type, r->data, sizeof(type));
		t.event = trace_lib.tep_find_event(parser(), type);
	}

	if (!t.event)
		return;
	trace_fields_add(&t, raw);
	trace_event_add(&t, "", decoded);
	print_record(raw);
	print_record(decoded);
	check(rec_get_str(decoded, "event"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const size_t len = MIN(size, (size_t)PAGE_MAX);
	struct trace_page p;
	struct tep_record r;
	size_t count = 0;
	u64 lost = 0;

	check(trace_page_init(&p, parser(), len ? len : 1) == 0);
	if (len)
		memcpy(p.data, data, len);
	if (trace_page_load(&p, len, &lost) == 0)
		for (; trace_page_record(&p, &r); trace_page_next(&p)) {
			check((u8 *)r.data >= p.data && (u8 *)r.data + r.size <= p.data + p.end);
			check(++count <= len);
			check_record(&r);
		}
	trace_page_done(&p);
	return 0;
}

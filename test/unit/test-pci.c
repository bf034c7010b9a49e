// SPDX-License-Identifier: GPL-2.0-only
/* Configuration spaces made by hand: capabilities of CXL devices, and lists that are not valid. */
#include "cxl/lib/wire/doe.h"
#include "cxl/lib/wire/pci.h"
#include "unit.h"
#include "util/out-json.h"

struct space {
	u8 b[PCI_CONFIG_MAX];
	u16 last; /* extended capability that was added last; 0: none */
};

static void put(struct space *s, u32 at, u8 width, u64 value)
{
	put_le(s->b + at, width, value);
}

/* A function with a PCIe capability at 0x40: an endpoint by default. */
static void init(struct space *s)
{
	memset(s, 0, sizeof(*s));
	put(s, 0x00, 4, 0x0d938086);
	put(s, 0x06, 2, 0x0010);
	put(s, 0x34, 1, 0x40);
	put(s, 0x40, 4, 0x00020010);
	put(s, 0x4c, 4, 0x00000206); /* 64 GT/s, 32 lanes */
	put(s, 0x52, 2, 0x0081);     /* 2.5 GT/s, 8 lanes */
}

static u32 add_cap(struct space *s, u16 at, u16 id, u8 version)
{
	if (s->last)
		put(s, s->last, 4, get_le(s->b + s->last, 4) | (u32)at << 20);
	put(s, at, 4, id | (u32)version << 16);
	s->last = at;
	return at;
}

static u32 add_dvsec(struct space *s, u16 at, u16 id, u8 revision, u16 len)
{
	add_cap(s, at, 0x23, 1);
	put(s, at + 4U, 4, 0x1e98 | (u32)revision << 16 | (u32)len << 20);
	put(s, at + 8U, 2, id);
	return at;
}

/* In a block of exactly @len bytes. */
static struct pci_config config(const struct space *s, size_t len)
{
	return (struct pci_config){ exact_copy(s->b, len), len };
}

static void check_json(struct rec *r, const char *expected)
{
	auto_free char *line = out_json_line(r);

	assert_false(rec_failed(r));
	assert_string_equal(line, expected);
}

static void check_dvsecs(const struct space *s, size_t len, const char *expected)
{
	auto_rec struct rec *r = rec_new_arr();
	struct pci_config c = config(s, len);

	pci_decode_dvsecs(&c, r);
	check_json(r, expected);
	free((void *)c.data);
}

static void check_problem(const struct space *s, size_t len, const char *expected)
{
	struct pci_config c = config(s, len);
	const char *problem = pci_config_problem(&c);

	if (expected)
		assert_string_equal(problem, expected);
	else
		assert_null(problem);
	free((void *)c.data);
}

static void test_walk(void **state)
{
	static const u16 expected[] = { 0x100, 0x200, 0xffc, 0x140 };
	struct pci_walk w;
	struct pci_cap cap;
	struct pci_config c;
	struct space s;
	size_t i;

	init(&s);
	for (i = 0; i < ARRAY_SIZE(expected); i++)
		add_cap(&s, expected[i], (u16)(0x70 + i), (u8)(i + 12));
	c = (struct pci_config){ s.b, sizeof(s.b) };
	pci_walk_start(&w, &c, true);
	for (i = 0; i < ARRAY_SIZE(expected); i++) {
		assert_true(pci_walk_next(&w, &cap));
		assert_int_equal(cap.offset, expected[i]);
		assert_int_equal(cap.id, 0x70 + i);
		assert_int_equal(cap.version, i + 12);
		assert_int_equal(cap.len, PCI_CONFIG_MAX - expected[i]);
		assert_ptr_equal(cap.data, s.b + expected[i]);
	}
	assert_false(pci_walk_next(&w, &cap));
	assert_null(w.problem);
	/* The second header is not whole. */
	pci_walk_start(&w, &(struct pci_config){ s.b, 0x203 }, true);
	assert_true(pci_walk_next(&w, &cap));
	assert_int_equal(cap.len, 0x103);
	assert_false(pci_walk_next(&w, &cap));
	assert_null(w.problem);
	pci_walk_start(&w, &c, false);
	assert_true(pci_walk_next(&w, &cap));
	assert_int_equal(cap.offset, 0x40);
	assert_int_equal(cap.id, 0x10);
	assert_int_equal(cap.version, 0);
	assert_int_equal(cap.len, 0xc0);
	assert_false(pci_walk_next(&w, &cap));
	assert_null(w.problem);
}

static void test_lists_that_are_not_valid(void **state)
{
	static const char loop[] = "the list of capabilities is a loop";
	static const char offset[] = "a capability is at an invalid offset";
	static const char gone[] = "the device does not respond";
	struct space s;

	init(&s);
	check_problem(&s, 64, NULL);
	check_problem(&s, 256, NULL);
	check_problem(&s, sizeof(s.b), NULL);
	check_problem(&s, 0, NULL);
	check_problem(&s, 63, NULL);
	put(&s, 0x41, 1, 0x40);
	check_problem(&s, 64, NULL);
	check_problem(&s, 256, loop);
	put(&s, 0x41, 1, 0x3c);
	check_problem(&s, 256, offset);
	put(&s, 0x41, 1, 0xfc);
	check_problem(&s, 256, NULL);
	put(&s, 0xfc, 1, 0xff);
	check_problem(&s, 256, gone);
	put(&s, 0x0e, 1, 0x82); /* CardBus */
	check_problem(&s, 256, NULL);
	put(&s, 0x0e, 1, 0x81);
	check_problem(&s, 256, gone);
	put(&s, 0x06, 2, 0);
	check_problem(&s, 256, NULL);

	init(&s);
	add_cap(&s, 0x100, 0x0b, 1);
	add_cap(&s, 0x200, 0x0b, 1);
	check_problem(&s, sizeof(s.b), NULL);
	check_problem(&s, 256, NULL);
	check_problem(&s, 0x203, NULL); /* a part of it was read */
	put(&s, 0x200, 4, 0x1000000b | 0x10000);
	check_problem(&s, sizeof(s.b), loop);
	put(&s, 0x200, 4, 0x0fc1000b);
	check_problem(&s, sizeof(s.b), offset);
	put(&s, 0x200, 4, UINT32_MAX);
	check_problem(&s, sizeof(s.b), gone);
	put(&s, 0x100, 4, UINT32_MAX); /* no extended configuration space */
	check_problem(&s, sizeof(s.b), NULL);
	put(&s, 0x100, 4, 0);
	check_problem(&s, sizeof(s.b), NULL);
	memset(s.b, 0xff, sizeof(s.b));
	check_problem(&s, sizeof(s.b), gone);
	check_problem(&s, 64, gone);
	check_problem(&s, 63, NULL);
	put(&s, 0x08, 4, 0x05021001); /* a virtual function; header type 7f */
	check_problem(&s, 256, NULL);
	put(&s, 0x0e, 1, 0);
	check_problem(&s, 256, gone);
	put(&s, 0x34, 1, 0);
	check_problem(&s, 256, NULL);
}

static void test_link(void **state)
{
	static const u32 codes[] = { 0, 25, 50, 80, 160, 320, 640, 1280, 0 };
	struct pci_config c;
	struct pci_link l;
	struct space s;
	u32 i;

	init(&s);
	c = (struct pci_config){ s.b, 256 };
	assert_true(pci_link_decode(&c, &l));
	assert_int_equal(l.speed, 25);
	assert_int_equal(l.width, 8);
	assert_int_equal(l.max_speed, 640);
	assert_int_equal(l.max_width, 32);
	for (i = 0; i < ARRAY_SIZE(codes); i++)
		assert_int_equal(pci_link_speed(i), codes[i]);
	put(&s, 0x42, 2, 0x0092); /* integrated endpoint */
	assert_false(pci_link_decode(&c, &l));
	put(&s, 0x42, 2, 0x00a2);
	assert_false(pci_link_decode(&c, &l));
	put(&s, 0x42, 2, 0x0042);
	assert_true(pci_link_decode(&c, &l));
	c.len = 64;
	assert_false(pci_link_decode(&c, &l));
	c.len = 0x53;
	assert_false(pci_link_decode(&c, &l));
}

static void test_serial(void **state)
{
	struct pci_config c;
	struct space s;
	u64 v = 1;

	init(&s);
	add_cap(&s, 0x100, 0x03, 1);
	put(&s, 0x104, 8, 0x0123456789abcdef);
	c = (struct pci_config){ s.b, sizeof(s.b) };
	assert_true(pci_serial(&c, &v));
	assert_int_equal(v, 0x0123456789abcdef);
	c.len = 0x10b;
	assert_false(pci_serial(&c, &v));
}

static void test_aer(void **state)
{
	auto_rec struct rec *r = rec_new_obj();
	struct pci_config c;
	struct space s;

	init(&s);
	c = (struct pci_config){ s.b, sizeof(s.b) };
	assert_false(pci_decode_aer(&c, r));
	add_cap(&s, 0x100, 0x01, 2);
	put(&s, 0x104, 4, 1U << 4 | 1U << 31 | 1U << 3);
	put(&s, 0x110, 4, 1U << 6 | 1U << 15);
	assert_true(pci_decode_aer(&c, r));
	check_json(r, "{\"correctable_status\":[\"bad_tlp\",\"header_log_overflow\"],"
		      "\"uncorrectable_status\":[\"bit_3\",\"data_link_protocol\","
		      "\"tlp_translation_egress_blocked\"]}");
}

static void test_doe(void **state)
{
	auto_rec struct rec *r = rec_new_arr();
	struct pci_config c;
	struct space s;

	init(&s);
	add_cap(&s, 0x19c, 0x2e, 1);
	put(&s, 0x1a0, 4, 5U << 1 | 1);
	put(&s, 0x1a4, 4, 2);
	put(&s, 0x1a8, 4, 0x80000007);
	add_cap(&s, 0x200, 0x2e, 2);
	put(&s, 0x204, 4, 5U << 1);
	put(&s, 0x100, 4, 0x19c00000 | 0x10001);
	add_cap(&s, 0xff8, 0x2e, 2);
	c = config(&s, sizeof(s.b));
	pci_decode_doe(&c, r);
	check_json(r, "[{\"offset\":412,\"version\":1,\"interrupt_supported\":true,"
		      "\"interrupt_number\":5,\"interrupt_enabled\":true,\"busy\":true,"
		      "\"interrupt_status\":true,\"error\":true,\"object_ready\":true},"
		      "{\"offset\":512,\"version\":2,\"interrupt_supported\":false,"
		      "\"interrupt_enabled\":false,\"busy\":false,\"interrupt_status\":false,"
		      "\"error\":false,\"object_ready\":false},"
		      "{\"offset\":4088,\"version\":2,\"interrupt_supported\":false,"
		      "\"problem\":\"it exceeds the configuration space\"}]");
	free((void *)c.data);
}

static void test_doe_protocols(void **state)
{
	static const struct doe_protocol discovery = { 1, 0 }, cma = { 1, 1 }, secured = { 1, 2 };
	static const struct doe_protocol compliance = { 0x1e98, 0 }, cdat = { 0x1e98, 2 };
	static const struct doe_protocol other = { 0x1e98, 1 }, vendor = { 0x8086, 0 };
	struct doe_protocol p;
	char text[16];

	assert_int_equal(doe_protocol_parse("1e98:02", &p), 0);
	assert_int_equal(p.vendor, 0x1e98);
	assert_int_equal(p.type, 2);
	doe_protocol_format(&p, text, sizeof(text));
	assert_string_equal(text, "1e98:02");
	assert_int_equal(doe_protocol_parse("ffff:ff", &p), 0);
	assert_int_equal(doe_protocol_parse("10000:00", &p), -EINVAL);
	assert_int_equal(doe_protocol_parse("1e98:100", &p), -EINVAL);
	assert_int_equal(doe_protocol_parse("1e98", &p), -EINVAL);
	assert_int_equal(doe_protocol_parse("00001e98:02", &p), -EINVAL);
	assert_int_equal(doe_protocol_parse("", &p), -EINVAL);
	assert_int_equal(doe_protocol_parse("1e98:", &p), -EINVAL);
	assert_string_equal(doe_protocol_name(&discovery), "discovery");
	assert_string_equal(doe_protocol_name(&cma), "cma_spdm");
	assert_string_equal(doe_protocol_name(&secured), "secured_cma_spdm");
	assert_string_equal(doe_protocol_name(&compliance), "cxl_compliance");
	assert_string_equal(doe_protocol_name(&cdat), "cdat");
	assert_null(doe_protocol_name(&other));
	assert_null(doe_protocol_name(&vendor));
	assert_true(doe_protocol_is_discovery(&discovery));
	assert_false(doe_protocol_is_discovery(&cma) || doe_protocol_is_discovery(&compliance));
}

static void test_dvsec_device(void **state)
{
	struct space s;
	u32 at;

	init(&s);
	at = add_dvsec(&s, 0x100, 0, 3, 0x48);
	put(&s, at + 0x0a, 2, 0x0016); /* io, mem, one range */
	put(&s, at + 0x0c, 2, 0x0004); /* mem enabled */
	put(&s, at + 0x12, 2, 0x8002);
	put(&s, at + 0x14, 2, 1);
	put(&s, at + 0x16, 2, 0x0802);
	put(&s, at + 0x18, 4, 2);	   /* 8 GiB and 256 MiB */
	put(&s, at + 0x1c, 4, 0x1fffff07); /* nonvolatile */
	put(&s, at + 0x20, 4, 1);
	put(&s, at + 0x24, 4, 0xffffffff);
	put(&s, at + 0x38, 4, 0xffffffff); /* no third range */
	check_dvsecs(&s, sizeof(s.b),
		     "[{\"dvsec\":\"device\",\"offset\":256,\"revision\":3,\"length\":72,"
		     "\"cache_capable\":false,\"io_capable\":true,\"mem_capable\":true,"
		     "\"mem_hwinit_mode\":false,\"hdm_count\":1,\"cache_writeback_capable\":false,"
		     "\"cxl_reset_capable\":false,\"cxl_reset_mem_clear_capable\":false,"
		     "\"multiple_logical_device\":false,\"viral_capable\":false,"
		     "\"cache_enabled\":false,\"io_enabled\":false,\"mem_enabled\":true,"
		     "\"viral_enabled\":false,\"viral_status\":false,\"caching_disabled\":false,"
		     "\"cache_invalid\":false,\"cxl_reset_complete\":true,"
		     "\"cxl_reset_error\":false,\"power_management_initialized\":true,"
		     "\"config_locked\":true,\"cache_size_unit\":\"1_mib\",\"cache_size\":8,"
		     "\"ranges\":[{\"range\":1,\"valid\":true,\"active\":true,"
		     "\"media_type\":\"nonvolatile\","
		     "\"base\":8321499136,\"size\":8858370048},"
		     "{\"range\":2,\"valid\":false,\"active\":false,\"media_type\":\"volatile\","
		     "\"base\":0,\"size\":0}]}]");
}

static void test_dvsec_ports(void **state)
{
	struct space s;
	u32 at;

	init(&s);
	at = add_dvsec(&s, 0x100, 3, 0, 0x28);
	put(&s, at + 0x0a, 2, 1);
	put(&s, at + 0x0c, 2, 0x0005);
	put(&s, at + 0x0e, 2, 0x201f);
	at = add_dvsec(&s, 0x140, 4, 0, 0x10);
	put(&s, at + 0x0c, 2, 0x030f); /* 15 ms */
	put(&s, at + 0x0e, 2, 0x0802); /* reserved unit */
	at = add_dvsec(&s, 0x160, 5, 0, 0x10);
	put(&s, at + 0x0a, 2, 0x0603); /* 3 s */
	put(&s, at + 0x0c, 4, 33);
	at = add_dvsec(&s, 0x180, 7, 2, 0x20);
	put(&s, at + 0x0a, 2, 0x0026);
	put(&s, at + 0x0e, 2, 0x6026);
	check_dvsecs(
		&s, sizeof(s.b),
		"[{\"dvsec\":\"port\",\"offset\":256,\"revision\":0,\"length\":40,"
		"\"power_management_initialized\":true,\"viral_status\":false,"
		"\"sbr_unmasked\":true,\"link_disable_unmasked\":false,"
		"\"alternate_memory_enabled\":true,\"alternate_bus_master_enabled\":false,"
		"\"viral_enabled\":false,\"alternate_bus_base\":31,\"alternate_bus_limit\":32},"
		"{\"dvsec\":\"gpf_port\",\"offset\":320,\"revision\":0,\"length\":16,"
		"\"phase1_timeout_us\":15000},"
		"{\"dvsec\":\"gpf_device\",\"offset\":352,\"revision\":0,\"length\":16,"
		"\"phase2_power_mw\":33,\"phase2_time_us\":3000000},"
		"{\"dvsec\":\"flexbus_port\",\"offset\":384,\"revision\":2,\"length\":32,"
		"\"cache_capable\":false,\"io_capable\":true,\"mem_capable\":true,"
		"\"flit_68b_capable\":true,\"multiple_logical_device_capable\":false,"
		"\"flit_256b_low_latency_capable\":false,\"flit_pbr_capable\":false,"
		"\"cache_enabled\":false,\"io_enabled\":true,\"mem_enabled\":true,"
		"\"sync_header_bypass\":false,\"drift_buffer\":false,\"flit_68b\":true,"
		"\"multiple_logical_device\":false,\"flit_256b_low_latency\":true,"
		"\"flit_pbr\":true}]");
}

static void test_dvsec_others(void **state)
{
	struct space s;
	u32 at;

	init(&s);
	at = add_dvsec(&s, 0x100, 8, 0, 0x24);
	put(&s, at + 0x0c, 8, 0x0000000200010102); /* component registers in BAR 2 */
	put(&s, at + 0x14, 8, 0);
	put(&s, at + 0x1c, 8, 0x0000000000000905);
	at = add_dvsec(&s, 0x140, 2, 0, 0x2c);
	put(&s, at + 0x0c, 4, 0x80000001); /* functions 0 and 248 */
	put(&s, at + 0x28, 4, 0x00000002); /* function 15 */
	at = add_dvsec(&s, 0x180, 9, 0, 0x10);
	put(&s, at + 0x0a, 4, 0xa50004);
	add_dvsec(&s, 0x1a0, 6, 1, 0x10);
	at = add_dvsec(&s, 0x1c0, 0, 1, 0x10); /* of another vendor */
	put(&s, at + 4, 2, 0x1af4);
	check_dvsecs(&s, sizeof(s.b),
		     "[{\"dvsec\":\"register_locator\",\"offset\":256,\"revision\":0,"
		     "\"length\":36,\"blocks\":[{\"registers\":\"component\",\"bar_number\":2,"
		     "\"bar_offset\":8590000128},{\"registers\":\"0x9\",\"bar_number\":5,"
		     "\"bar_offset\":0}]},"
		     "{\"dvsec\":\"non_cxl_function_map\",\"offset\":320,\"revision\":0,"
		     "\"length\":44,\"functions\":[0,15,248]},"
		     "{\"dvsec\":\"multiple_logical_device\",\"offset\":384,\"revision\":0,"
		     "\"length\":16,\"logical_devices\":4,\"hot_reset_vector\":165},"
		     "{\"dvsec\":\"6\",\"offset\":416,\"revision\":1,\"length\":16}]");
}

static void test_dvsec_lengths(void **state)
{
	struct space s;

	init(&s);
	add_dvsec(&s, 0x100, 5, 0, 0x0f);
	add_dvsec(&s, 0x120, 5, 0, 0);
	add_dvsec(&s, 0xff4, 5, 0, 0x10);
	check_dvsecs(&s, sizeof(s.b),
		     "[{\"dvsec\":\"gpf_device\",\"offset\":256,\"revision\":0,\"length\":15,"
		     "\"problem\":\"too short\",\"phase2_time_us\":0},"
		     "{\"dvsec\":\"gpf_device\",\"offset\":288,\"revision\":0,\"length\":0,"
		     "\"problem\":\"too short\"},"
		     "{\"dvsec\":\"gpf_device\",\"offset\":4084,\"revision\":0,\"length\":16,"
		     "\"problem\":\"it exceeds the configuration space\"}]");
	check_dvsecs(&s, 256, "[]");
	check_dvsecs(&s, 64, "[]");
	check_dvsecs(&s, 0, "[]");
}

static void test_ide(void **state)
{
	auto_rec struct rec *r = rec_new_obj();
	struct pci_config c;
	struct space s;
	u32 at;

	init(&s);
	c = (struct pci_config){ s.b, sizeof(s.b) };
	assert_false(pci_decode_ide(&c, r));
	at = add_cap(&s, 0x100, 0x30, 1);
	/* link and selective, key management, 2 traffic classes, 3 selective streams, TEE */
	put(&s, at + 0x04, 4, 3 | 1U << 6 | 1U << 13 | 2U << 16 | 1U << 24);
	put(&s, at + 0x0c, 4, 0x11000001); /* link stream 0x11 */
	put(&s, at + 0x10, 4, 2);
	put(&s, at + 0x1c, 4, 2); /* selective: two ranges of addresses */
	put(&s, at + 0x20, 4, 0x22000001);
	put(&s, at + 0x24, 4, 0);
	put(&s, at + 0x1c + 0x14 + 24, 4, 0); /* the second is disabled, the third is not */
	put(&s, at + 0x1c + 0x14 + 24 + 0x14 + 4, 4, 0x33000001);
	put(&s, at + 0x1c + 0x14 + 24 + 0x14 + 8, 4, 3);
	assert_true(pci_decode_ide(&c, r));
	check_json(r, "{\"link\":true,\"selective\":true,\"flow_through\":false,"
		      "\"partial_header_encryption\":false,\"aggregation\":false,\"pcrc\":false,"
		      "\"key_management\":true,\"configuration_requests\":false,"
		      "\"algorithm\":\"aes_gcm_256_96b_mac\",\"tee_limited\":true,"
		      "\"flow_through_enabled\":false,\"link_streams\":2,\"selective_streams\":3,"
		      "\"streams\":[{\"type\":\"link\",\"stream_id\":17,\"enabled\":true,"
		      "\"state\":\"secure\"},{\"type\":\"selective\",\"stream_id\":34,"
		      "\"enabled\":true,\"state\":\"insecure\"},{\"type\":\"selective\","
		      "\"stream_id\":51,\"enabled\":true,\"state\":\"0x3\"}]}");
}

/* More streams than fit. */
static void test_ide_end(void **state)
{
	auto_rec struct rec *r = rec_new_obj();
	struct pci_config c;
	struct space s;
	u32 at;

	init(&s);
	put(&s, 0x100, 4, 0x0001000b);
	s.last = 0x100;
	at = add_cap(&s, 0xfd0, 0x30, 1);
	memset(s.b + at + 4, 0xff, sizeof(s.b) - at - 4);
	c = config(&s, sizeof(s.b));
	assert_true(pci_decode_ide(&c, r));
	assert_int_equal(rec_get(r, "streams")->count, 4);
	assert_int_equal(rec_get(r, "link_streams")->u, 8);
	assert_int_equal(rec_get(r, "selective_streams")->u, 256);
	assert_string_equal(rec_get_str(r, "algorithm"), "0x1f");
	free((void *)c.data);
}

/* The registers of the second selective stream are not whole. */
static void test_ide_part(void **state)
{
	auto_rec struct rec *r = rec_new_obj();
	struct pci_config c;
	struct space s;
	u32 at;

	init(&s);
	at = add_cap(&s, 0x100, 0x30, 1);
	put(&s, at + 0x04, 4, 2 | 7U << 16);
	put(&s, at + 0x10, 4, 1);
	put(&s, at + 0x24, 4, 1);
	c = (struct pci_config){ s.b, at + 0x0c + 2 * 0x14 - 4 };
	assert_true(pci_decode_ide(&c, r));
	assert_int_equal(rec_get(r, "streams")->count, 1);
	assert_int_equal(rec_get(r, "selective_streams")->u, 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_walk),
		cmocka_unit_test(test_lists_that_are_not_valid),
		cmocka_unit_test(test_link),
		cmocka_unit_test(test_serial),
		cmocka_unit_test(test_aer),
		cmocka_unit_test(test_doe),
		cmocka_unit_test(test_doe_protocols),
		cmocka_unit_test(test_dvsec_device),
		cmocka_unit_test(test_dvsec_ports),
		cmocka_unit_test(test_dvsec_others),
		cmocka_unit_test(test_dvsec_lengths),
		cmocka_unit_test(test_ide),
		cmocka_unit_test(test_ide_end),
		cmocka_unit_test(test_ide_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

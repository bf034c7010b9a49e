// SPDX-License-Identifier: GPL-2.0-only
/* Addresses of components, CCI messages and tunnels, compared with messages made by hand. */
#include "cxl/lib/wire/address.h"
#include "cxl/lib/wire/cci.h"
#include "cxl/lib/wire/opcode.h"
#include "cxl/lib/wire/tunnel.h"
#include "unit.h"

/* --- addresses */

static void addresses_are_printed_as_they_are_written(void **state)
{
	static const char *const texts[] = {
		"mem0",
		"mem4294967295",
		"mem3/ld-pool",
		"mem3/ld:1",
		"mctp:1,8",
		"mctp:4294967295,254",
		"mctp:1,9/port:0",
		"mctp:1,9/port:255/ld:15",
		"mctp:1,9/port:3/ld-pool",
		"mctp:1,9/ld:0",
		"mctp:1,9/ld-pool",
	};
	char text[ADDRESS_TEXT_MAX];
	struct address a;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		print_message("%s\n", texts[i]);
		assert_int_equal(address_parse(texts[i], &a, NULL), 0);
		address_text(&a, text);
		assert_string_equal(text, texts[i]);
	}
}

static void parts_of_an_address(void **state)
{
	struct address a;

	assert_int_equal(address_parse("mctp:7,9/port:3/ld:1", &a, NULL), 0);
	assert_true(a.mctp);
	assert_int_equal(a.net, 7);
	assert_int_equal(a.eid, 9);
	assert_int_equal(a.hop_count, 2);
	assert_int_equal(a.hops[0].kind, HOP_PORT);
	assert_int_equal(a.hops[0].id, 3);
	assert_int_equal(a.hops[1].kind, HOP_LD);
	assert_int_equal(a.hops[1].id, 1);
	assert_int_equal(address_parse("mem12/ld-pool", &a, NULL), 0);
	assert_false(a.mctp);
	assert_int_equal(a.memdev, 12);
	assert_int_equal(a.hop_count, 1);
	assert_int_equal(a.hops[0].kind, HOP_LD_POOL);
}

static void other_texts_are_no_addresses(void **state)
{
	static const char *const texts[] = {
		"",
		"mem",
		"mem01",
		"mem4294967296",
		"mem0x1",
		"mem0/",
		"mem0/port:1",
		"mem0/ld",
		"mem0/ld:",
		"mem0/ld:256",
		"mem0/ld:01",
		"mem0/ld-pool:0",
		"mem0/ld-pool/ld:1",
		"mem0/ld:1/ld:1",
		"MEM0",
		"mctp:",
		"mctp:1",
		"mctp:1,",
		"mctp:0,9",
		"mctp:1,7",
		"mctp:1,255",
		"mctp:1,0",
		"mctp:01,9",
		"mctp:4294967296,9",
		"mctp:1,9/",
		"mctp:1,9//port:1",
		"mctp:1,9/port:1/port:2",
		"mctp:1,9/ld:1/port:2",
		"mctp:1,9/port:1/ld:1/ld:1",
		"mctp:1,9 ",
		" mctp:1,9",
		"mctp:1,9,10",
		"mctp:-1,9",
		"mctp:1,9/lds:1",
		"serial:0x1",
	};
	struct fail why = { 0 };
	struct address a;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		print_message("'%s'\n", texts[i]);
		assert_int_equal(address_parse(texts[i], &a, &why), -EINVAL);
		assert_string_equal(why.code, "invalid_address");
	}
}

static void what_is_meant_as_an_address(void **state)
{
	assert_true(address_is_meant("mctp:"));
	assert_true(address_is_meant("mem0/x"));
	assert_false(address_is_meant("mem0"));
	assert_false(address_is_meant("/dev/cxl/mem0"));
	assert_false(address_is_meant("0000:0d:00.0"));
}

/* --- messages */

/* Identify to port 3 (28 bytes), and to logical device 1 of the device there (44 bytes). */
static const u8 to_port[] = {
	0x00, 0x20, 0x00, 0x00, 0x53, 0x10, 0, 0, 0, 0, 0, 0, 0x03, 0x00,
	0x0c, 0x00, 0x00, 0x21, 0x00, 0x01, 0, 0, 0, 0, 0, 0, 0,    0,
};
static const u8 to_ld[] = {
	0x00, 0x33, 0x00, 0x00, 0x53, 0x20, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x00, 0x1c,
	0x00, 0x00, 0x32, 0x00, 0x00, 0x53, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00,
	0x0c, 0x00, 0x00, 0x31, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
};

/* The request @opcode with the tag @tag around @len bytes at their place in @buf. */
static size_t put_request(u8 *buf, u8 tag, u16 opcode, size_t len)
{
	const struct cci_message m = {
		.tag = tag,
		.opcode = opcode,
		.payload = buf + CCI_HEADER_LEN,
		.len = len,
	};

	assert_int_equal(cci_encode(&m, buf, CCI_HEADER_LEN + len, &len), 0);
	return len;
}

static void a_request_in_a_tunnel(void **state)
{
	u8 buf[CCI_HEADER_LEN * 2 + TUNNEL_HEADER_LEN];
	size_t len = put_request(buf + CCI_HEADER_LEN + TUNNEL_HEADER_LEN, 0x21,
				 OP_IDENTIFY_COMPONENT, 0);

	tunnel_put_header(buf + CCI_HEADER_LEN, 3, TUNNEL_TARGET_PORT_OR_LD, len);
	len = put_request(buf, 0x20, OP_TUNNEL, TUNNEL_HEADER_LEN + len);
	assert_int_equal(len, sizeof(to_port));
	assert_memory_equal(buf, to_port, sizeof(to_port));
}

static void a_request_in_two_tunnels(void **state)
{
	u8 buf[sizeof(to_ld)];
	const size_t step = CCI_HEADER_LEN + TUNNEL_HEADER_LEN;
	size_t len = put_request(buf + 2 * step, 0x31, OP_IDENTIFY_COMPONENT, 0);

	tunnel_put_header(buf + step + CCI_HEADER_LEN, 1, TUNNEL_TARGET_PORT_OR_LD, len);
	len = put_request(buf + step, 0x32, OP_TUNNEL, TUNNEL_HEADER_LEN + len);
	tunnel_put_header(buf + CCI_HEADER_LEN, 3, TUNNEL_TARGET_PORT_OR_LD, len);
	len = put_request(buf, 0x33, OP_TUNNEL, TUNNEL_HEADER_LEN + len);
	assert_int_equal(len, sizeof(to_ld));
	assert_memory_equal(buf, to_ld, sizeof(to_ld));
}

static void requests_are_found_in_tunnels(void **state)
{
	struct cci_message m;
	struct tunnelled t;

	assert_int_equal(cci_parse(to_ld, sizeof(to_ld), &m), 0);
	assert_false(m.response);
	assert_int_equal(m.opcode, OP_TUNNEL);
	assert_int_equal(m.tag, 0x33);
	assert_int_equal(tunnel_parse(m.payload, m.len, &t), 0);
	assert_int_equal(t.opcode, OP_TUNNEL);
	assert_int_equal(tunnel_parse(t.in, t.len, &t), 0);
	assert_int_equal(t.opcode, OP_IDENTIFY_COMPONENT);
	assert_int_equal(t.len, 0);
}

/* A response of 4 bytes of payload, with return code and vendor status. */
static const u8 response[] = { 0x01, 0x21, 0, 0x01, 0x00, 4,	0,    0,
			       0x06, 0,	   2, 0x80, 0xaa, 0xbb, 0xcc, 0xdd };

static void parts_of_a_response(void **state)
{
	u8 changed[sizeof(response)];
	struct cci_message m;

	assert_int_equal(cci_parse(response, sizeof(response), &m), 0);
	assert_true(m.response);
	assert_false(m.background);
	assert_int_equal(m.opcode, 0x0001);
	assert_int_equal(m.code, 6);
	assert_int_equal(m.vendor_status, 0x8002);
	assert_int_equal(m.len, 4);
	assert_int_equal(m.payload[3], 0xdd);
	assert_true(cci_is_reply(&m, 0x21, 0x0001));
	assert_false(cci_is_reply(&m, 0x22, 0x0001));
	assert_false(cci_is_reply(&m, 0x21, 0x0101));
	memcpy(changed, response, sizeof(changed));
	changed[7] = 0x80; /* the background operation bit is no length */
	assert_int_equal(cci_parse(changed, sizeof(changed), &m), 0);
	assert_true(m.background);
	changed[0] = 0xf1; /* reserved bits of the category byte */
	assert_int_equal(cci_parse(changed, sizeof(changed), &m), 0);
	changed[0] = 0x00;
	assert_int_equal(cci_parse(changed, sizeof(changed), &m), 0);
	assert_false(cci_is_reply(&m, 0x21, 0x0001));
}

static void messages_with_another_length_are_refused(void **state)
{
	u8 changed[sizeof(response) + 1] = { 0 };
	struct cci_message m;
	size_t len, i;

	memcpy(changed, response, sizeof(response));
	for (len = 0; len <= sizeof(changed); len++)
		assert_int_equal(cci_parse(changed, len, &m),
				 len == sizeof(response) ? 0 : -EBADMSG);
	for (i = 0; i < 23; i++) {
		memcpy(changed, response, sizeof(response));
		changed[5 + i / 8] ^= (u8)(1 << i % 8);
		assert_int_equal(cci_parse(changed, sizeof(response), &m), -EBADMSG);
	}
	memcpy(changed, response, sizeof(response));
	changed[0] = 2;
	assert_int_equal(cci_parse(changed, sizeof(response), &m), -EBADMSG);
}

static void the_reply_of_a_tunnel(void **state)
{
	u8 payload[TUNNEL_HEADER_LEN + sizeof(response)] = { sizeof(response) };
	const u8 *message;
	size_t len, n;

	memcpy(payload + TUNNEL_HEADER_LEN, response, sizeof(response));
	assert_int_equal(tunnel_reply(payload, sizeof(payload), &message, &len), 0);
	assert_ptr_equal(message, payload + TUNNEL_HEADER_LEN);
	assert_int_equal(len, sizeof(response));
	for (n = 0; n < sizeof(payload); n++)
		assert_int_equal(tunnel_reply(payload, n, &message, &len), -EBADMSG);
	payload[0]--;
	assert_int_equal(tunnel_reply(payload, sizeof(payload), &message, &len), -EBADMSG);
	memset(payload, 0, sizeof(payload));
	assert_int_equal(tunnel_reply(payload, TUNNEL_HEADER_LEN, &message, &len), -EBADMSG);
}

static void what_does_not_fit_is_not_encoded(void **state)
{
	const struct cci_message large = { .payload = response, .len = 1 << 20 };
	const struct cci_message m = { .payload = response, .len = sizeof(response) };
	u8 buf[CCI_HEADER_LEN + sizeof(response)];
	size_t len;

	assert_int_equal(cci_encode(&m, buf, sizeof(buf) - 1, &len), -EMSGSIZE);
	assert_int_equal(cci_encode(&m, buf, CCI_HEADER_LEN - 1, &len), -EMSGSIZE);
	assert_int_equal(cci_encode(&large, buf, SIZE_MAX, &len), -EMSGSIZE);
	assert_int_equal(cci_encode(&m, buf, sizeof(buf), &len), 0);
	assert_int_equal(len, sizeof(buf));
}

static void types_of_messages(void **state)
{
	assert_int_equal(cci_mctp_type(0x0001), 8);
	assert_int_equal(cci_mctp_type(0x4000), 8);
	assert_int_equal(cci_mctp_type(0x50ff), 8);
	assert_int_equal(cci_mctp_type(0x5100), 7);
	assert_int_equal(cci_mctp_type(OP_TUNNEL), 7);
	assert_int_equal(cci_mctp_type(0x5605), 7);
	assert_int_equal(cci_mctp_type(0x59ff), 7);
	assert_int_equal(cci_mctp_type(0x5a00), 8);
	assert_int_equal(cci_mctp_type(0xc000), 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_printed_as_they_are_written),
		cmocka_unit_test(parts_of_an_address),
		cmocka_unit_test(other_texts_are_no_addresses),
		cmocka_unit_test(what_is_meant_as_an_address),
		cmocka_unit_test(a_request_in_a_tunnel),
		cmocka_unit_test(a_request_in_two_tunnels),
		cmocka_unit_test(requests_are_found_in_tunnels),
		cmocka_unit_test(parts_of_a_response),
		cmocka_unit_test(messages_with_another_length_are_refused),
		cmocka_unit_test(the_reply_of_a_tunnel),
		cmocka_unit_test(what_does_not_fit_is_not_encoded),
		cmocka_unit_test(types_of_messages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

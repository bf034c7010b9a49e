// SPDX-License-Identifier: GPL-2.0-only
/* Requests and replies by messages, with components that reply as they want. */
#include "cxl/lib/transport/exchange.h"
#include "cxl/lib/wire/cci.h"
#include "cxl/lib/wire/opcode.h"
#include "cxl/lib/wire/status.h"
#include "unit.h"
#include "util/clock.h"

#define REPLIES_MAX 4

/* What is received, in this order; and what was sent. */
struct component {
	u8 sent[256];
	size_t sent_len;
	u8 sent_type;
	int send_error;
	struct {
		u8 bytes[128];
		size_t len;
		int claims; /* length that is returned in place of .len; 0: none */
	} replies[REPLIES_MAX];
	size_t count, next;
	unsigned int waited; /* calls without a message */
	/* Makes the replies from the request. */
	void (*script)(struct component *c);
};

static int send_message(void *data, u8 type, const void *message, size_t len)
{
	struct component *c = data;

	if (c->send_error)
		return c->send_error;
	assert_true(len <= sizeof(c->sent));
	memcpy(c->sent, message, len);
	c->sent_len = len;
	c->sent_type = type;
	if (c->script)
		c->script(c);
	return 0;
}

static int receive_message(void *data, u8 type, struct cci_buffer *to, u64 deadline)
{
	struct component *c = data;

	assert_int_equal(type, c->sent_type);
	assert_true(deadline >= clock_ms() || deadline + 1000 >= clock_ms());
	if (c->next == c->count) {
		c->waited++;
		return -ETIMEDOUT;
	}
	assert_true(c->replies[c->next].len <= to->size);
	memcpy(to->at, c->replies[c->next].bytes, c->replies[c->next].len);
	if (c->replies[c->next].claims)
		return c->replies[c->next++].claims;
	return (int)c->replies[c->next++].len;
}

/* A reply with the header of the request at @at in what was sent. */
static size_t put_reply(u8 *to, const u8 *request, u16 code, const void *payload, size_t len)
{
	memset(to, 0, CCI_HEADER_LEN);
	to[0] = 1;
	memcpy(to + 1, request + 1, 4);
	put_le(to + 5, 3, len);
	put_le(to + 8, 2, code);
	put_le(to + 10, 2, 0xabcd);
	memmove(to + CCI_HEADER_LEN, payload, len);
	return CCI_HEADER_LEN + len;
}

static void add(struct component *c, const void *message, size_t len)
{
	assert_true(c->count < REPLIES_MAX && len <= sizeof(c->replies[0].bytes));
	memcpy(c->replies[c->count].bytes, message, len);
	c->replies[c->count++].len = len;
}

struct answer {
	struct mbox_reply reply;
	struct cci_layers layers;
	int rc;
};

static const u8 input[] = { 0x11, 0x22, 0x33 };

static struct answer ask(struct component *c, const char *address, u16 opcode)
{
	struct cci_channel channel = {
		.send = send_message,
		.receive = receive_message,
		.data = c,
		.timeout_ms = 100,
	};
	const struct mbox_request req = {
		.opcode = opcode,
		.in = input,
		.in_len = sizeof(input),
		.out_max = 8,
	};
	struct answer o = { .rc = 0 };
	struct address to;

	assert_int_equal(address_parse(address, &to, NULL), 0);
	o.rc = cci_exchange(&channel, &to, &req, &o.reply, &o.layers);
	return o;
}

static void reply_ok(struct component *c)
{
	u8 m[32];

	add(c, m, put_reply(m, c->sent, 0, "abcd", 4));
}

static void a_request_and_its_reply(void **state)
{
	static const u8 request[] = { 0, 1, 0, 0x01, 0x04, 3, 0, 0, 0, 0, 0, 0, 0x11, 0x22, 0x33 };
	struct component c = { .script = reply_ok };
	struct answer o = ask(&c, "mctp:1,9", OP_GET_LOG);

	assert_int_equal(o.rc, 0);
	assert_int_equal(c.sent_type, 8);
	assert_int_equal(c.sent_len, sizeof(request));
	assert_memory_equal(c.sent, request, sizeof(request));
	assert_int_equal(o.reply.len, 4);
	assert_memory_equal(o.reply.data, "abcd", 4);
	assert_int_equal(o.layers.count, 1);
	assert_int_equal(o.layers.at[0].opcode, OP_GET_LOG);
	assert_int_equal(o.layers.at[0].vendor_status, 0xabcd);
	mbox_reply_done(&o.reply);
}

static void reply_long(struct component *c)
{
	u8 m[32];

	add(c, m, put_reply(m, c->sent, 0, "0123456789", 10));
}

static void a_reply_is_cut_as_the_caller_wants(void **state)
{
	struct component c = { .script = reply_long };
	struct answer o = ask(&c, "mctp:1,9", OP_GET_LOG);

	assert_int_equal(o.rc, 0);
	assert_int_equal(o.reply.len, 8);
	mbox_reply_done(&o.reply);
}

/* Another tag, another opcode, a request, less than a header: then the reply. */
static void reply_late(struct component *c)
{
	u8 m[32];
	size_t len = put_reply(m, c->sent, 0, "late", 4);

	m[1]++;
	add(c, m, len);
	m[1]--;
	m[3]++;
	add(c, m, len);
	m[3]--;
	m[0] = 0;
	add(c, m, len);
	reply_ok(c);
}

static void stray_messages_are_dropped(void **state)
{
	struct component c = { .script = reply_late };
	struct answer o = ask(&c, "mctp:1,9", OP_GET_LOG);

	assert_int_equal(o.rc, 0);
	assert_int_equal(c.next, 4);
	assert_memory_equal(o.reply.data, "abcd", 4);
	mbox_reply_done(&o.reply);
}

static void silence(struct component *c)
{
	u8 m[32];
	size_t len = put_reply(m, c->sent, 0, "late", 4);

	m[1]++;
	add(c, m, len);
	add(c, m, 5);
}

static void without_a_reply_the_time_is_up(void **state)
{
	struct component c = { .script = silence };
	struct answer o = ask(&c, "mctp:1,9", OP_GET_LOG);

	assert_int_equal(o.rc, -ETIMEDOUT);
	assert_int_equal(o.layers.count, 0);
	assert_int_equal(c.waited, 1);
	assert_null(o.reply.data);
}

static void reply_short(struct component *c)
{
	u8 m[32];
	size_t len = put_reply(m, c->sent, 0, "abcd", 4);

	add(c, m, len - 1);
}

static void reply_too_large(struct component *c)
{
	reply_ok(c);
	c->replies[0].claims = CCI_REPLY_MAX + 1;
}

static void a_reply_with_another_length_is_not_used(void **state)
{
	void (*const scripts[])(struct component * c) = { reply_short, reply_too_large };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(scripts); i++) {
		struct component c = { .script = scripts[i] };
		struct answer o = ask(&c, "mctp:1,9", OP_GET_LOG);

		assert_int_equal(o.rc, -EBADMSG);
		assert_null(o.reply.data);
	}
}

static void what_was_not_sent_is_an_error(void **state)
{
	struct component c = { .send_error = -EHOSTUNREACH };
	struct answer o = ask(&c, "mctp:1,9", OP_GET_LOG);

	assert_int_equal(o.rc, -EHOSTUNREACH);
	assert_int_equal(c.waited, 0);
}

static void reply_code(struct component *c)
{
	u8 m[32];

	add(c, m, put_reply(m, c->sent, MBOX_UNSUPPORTED, "", 0));
}

static void a_return_code_is_a_reply(void **state)
{
	struct component c = { .script = reply_code };
	struct answer o = ask(&c, "mctp:1,9", OP_GET_LOG);

	assert_int_equal(o.rc, 0);
	assert_int_equal(o.reply.code, MBOX_UNSUPPORTED);
	assert_int_equal(o.layers.at[0].code, MBOX_UNSUPPORTED);
	mbox_reply_done(&o.reply);
}

/* --- tunnels */

#define STEP (CCI_HEADER_LEN + TUNNEL_HEADER_LEN)

static struct {
	u16 code[3];	/* of the layers */
	u8 bad_tag;	/* layer whose tag is another one; 0: none */
	int length_off; /* added to the length in the tunnel header of layer 0 */
} tree;

/* Replies of a component behind two others, from the innermost. */
static void reply_behind(struct component *c)
{
	const size_t layers = 1 + (c->sent[STEP + 4] == 0x53 ? 2 : 1);
	u8 m[96], inner[96];
	size_t i = layers, len = 0;

	while (i--) {
		if (i + 1 < layers && tree.code[i] == 0) {
			put_le(inner, 2, len);
			memset(inner + 2, 0, 2);
			memcpy(inner + TUNNEL_HEADER_LEN, m, len);
			if (i == 0)
				inner[0] = (u8)(inner[0] + tree.length_off);
			len += TUNNEL_HEADER_LEN;
		} else if (i + 1 < layers) {
			len = 0;
		} else {
			len = tree.code[i] ? 0 : 4;
			memcpy(inner, "wxyz", 4);
		}
		len = put_reply(m, c->sent + i * STEP, tree.code[i], inner, len);
		if (i && i == tree.bad_tag)
			m[1]++;
	}
	add(c, m, len);
}

static void reset_tree(void)
{
	memset(&tree, 0, sizeof(tree));
}

static void a_request_through_two_tunnels(void **state)
{
	struct component c = { .script = reply_behind };
	struct answer o;

	reset_tree();
	o = ask(&c, "mctp:1,9/port:3/ld:1", OP_IDENTIFY_COMPONENT);
	assert_int_equal(o.rc, 0);
	assert_int_equal(c.sent_type, 7);
	assert_int_equal(c.sent_len, 2 * STEP + CCI_HEADER_LEN + sizeof(input));
	assert_int_equal(c.sent[CCI_HEADER_LEN], 3);		       /* the port */
	assert_int_equal(c.sent[STEP + CCI_HEADER_LEN], 1);	       /* the logical device */
	assert_int_equal(get_le(c.sent + STEP - 2, 2), STEP + 12 + 3); /* length of the message */
	assert_int_equal(get_le(c.sent + 2 * STEP + 3, 2), OP_IDENTIFY_COMPONENT);
	assert_memory_equal(c.sent + 2 * STEP + CCI_HEADER_LEN, input, sizeof(input));
	assert_int_equal(o.layers.count, 3);
	assert_int_equal(o.layers.at[1].opcode, OP_TUNNEL);
	assert_int_equal(o.layers.at[2].opcode, OP_IDENTIFY_COMPONENT);
	assert_memory_equal(o.reply.data, "wxyz", 4);
	mbox_reply_done(&o.reply);
}

static void the_ld_pool_has_a_type_of_its_own(void **state)
{
	struct component c = { .script = reply_behind };
	struct answer o;

	reset_tree();
	o = ask(&c, "mctp:1,9/ld-pool", OP_IDENTIFY_COMPONENT);
	assert_int_equal(o.rc, 0);
	assert_int_equal(c.sent[CCI_HEADER_LEN + 1], TUNNEL_TARGET_LD_POOL);
	mbox_reply_done(&o.reply);
}

static void a_component_on_the_way_refuses(void **state)
{
	size_t i;

	for (i = 0; i < 2; i++) {
		struct component c = { .script = reply_behind };
		struct answer o;

		reset_tree();
		tree.code[i] = 0x15;
		o = ask(&c, "mctp:1,9/port:3/ld:1", OP_IDENTIFY_COMPONENT);
		assert_int_equal(o.rc, -EREMOTEIO);
		assert_int_equal(o.layers.count, i + 1);
		assert_int_equal(o.layers.at[i].code, 0x15);
		assert_null(o.reply.data);
	}
}

static void the_component_behind_a_tunnel_refuses(void **state)
{
	struct component c = { .script = reply_behind };
	struct answer o;

	reset_tree();
	tree.code[2] = MBOX_UNSUPPORTED;
	o = ask(&c, "mctp:1,9/port:3/ld:1", OP_IDENTIFY_COMPONENT);
	assert_int_equal(o.rc, 0);
	assert_int_equal(o.reply.code, MBOX_UNSUPPORTED);
	assert_int_equal(o.reply.len, 0);
	assert_int_equal(o.layers.at[0].code, 0);
	mbox_reply_done(&o.reply);
}

static void inner_replies_are_compared_too(void **state)
{
	static const struct {
		u8 bad_tag;
		int length_off;
	} rows[] = { { 1, 0 }, { 2, 0 }, { 0, 1 }, { 0, -1 } };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct component c = { .script = reply_behind };
		struct answer o;

		reset_tree();
		tree.bad_tag = rows[i].bad_tag;
		tree.length_off = rows[i].length_off;
		o = ask(&c, "mctp:1,9/port:3/ld:1", OP_IDENTIFY_COMPONENT);
		assert_int_equal(o.rc, -EBADMSG);
		assert_null(o.reply.data);
	}
}

static void a_request_that_is_too_long_is_not_sent(void **state)
{
	struct component c = { .script = reply_ok };
	struct cci_channel channel = { .send = send_message,
				       .receive = receive_message,
				       .data = &c };
	static u8 large[UINT16_MAX];
	const struct mbox_request req = { .in = large, .in_len = sizeof(large) };
	struct mbox_reply reply = { 0 };
	struct cci_layers layers;
	struct address to;

	assert_int_equal(address_parse("mctp:1,9", &to, NULL), 0);
	assert_int_equal(cci_exchange(&channel, &to, &req, &reply, &layers), -EMSGSIZE);
	assert_int_equal(c.sent_len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_and_its_reply),
		cmocka_unit_test(a_reply_is_cut_as_the_caller_wants),
		cmocka_unit_test(stray_messages_are_dropped),
		cmocka_unit_test(without_a_reply_the_time_is_up),
		cmocka_unit_test(a_reply_with_another_length_is_not_used),
		cmocka_unit_test(what_was_not_sent_is_an_error),
		cmocka_unit_test(a_return_code_is_a_reply),
		cmocka_unit_test(a_request_through_two_tunnels),
		cmocka_unit_test(the_ld_pool_has_a_type_of_its_own),
		cmocka_unit_test(a_component_on_the_way_refuses),
		cmocka_unit_test(the_component_behind_a_tunnel_refuses),
		cmocka_unit_test(inner_replies_are_compared_too),
		cmocka_unit_test(a_request_that_is_too_long_is_not_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

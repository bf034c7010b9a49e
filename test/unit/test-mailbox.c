// SPDX-License-Identifier: GPL-2.0-only
/* Lists that need several commands, from devices that cxl-sim cannot simulate. */
#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/feature/feature.h"
#include "cxl/lib/mailbox/log.h"
#include "test/unit/fixture.h"

static u16 logs; /* number of logs of the device */

static int node_open_fake(const struct sysroot *root, const char *path, struct dev_node *ret)
{
	*ret = (struct dev_node){ .root = root, .fd = -1, .number = "250:0" };
	return 0;
}

static int query(const struct dev_node *n, struct kernel_cmd *cmds, size_t max, size_t *count)
{
	assert_true(max >= 2);
	cmds[0] =
		(struct kernel_cmd){ opcode_kernel_id(OP_GET_SUPPORTED_LOGS), true, false, 0, -1 };
	cmds[1] = (struct kernel_cmd){ opcode_kernel_id(OP_GET_LOGS_SUB_LIST), true, false, 2, -1 };
	*count = 2;
	return 0;
}

/* One log in each reply; the first byte of its UUID is its position. */
static int send_cmd(const struct dev_node *n, u32 id, const struct mbox_request *req,
		    struct mbox_reply *rsp)
{
	u8 *p = calloc(1, LOGS_HEADER_LEN + LOG_ENTRY_LEN);
	const u8 *in = req->in;

	assert_non_null(p);
	*rsp = (struct mbox_reply){ .data = p, .len = LOGS_HEADER_LEN + LOG_ENTRY_LEN };
	if (id == opcode_kernel_id(OP_GET_SUPPORTED_LOGS)) {
		put_le(p, 2, logs);
		return 0;
	}
	assert_int_equal(in[0], UINT8_MAX);
	p[0] = 1;
	put_le(p + 2, 2, logs);
	p[4] = p[LOGS_HEADER_LEN] = in[1];
	return 0;
}

static int raw(const struct dev_node *n, const struct mbox_request *req, struct mbox_reply *rsp)
{
	return -ENOTTY;
}

/* Get Supported Features: three entries, not in the order of their index. */
static int rpc(const struct dev_node *n, const struct mbox_request *req, struct mbox_reply *rsp)
{
	static const u8 index[] = { 2, 0, 1 };
	u32 len = FEATURE_HEADER_LEN + ARRAY_SIZE(index) * FEATURE_ENTRY_LEN;
	u8 *p = calloc(1, len), *entry = p + FEATURE_HEADER_LEN;
	size_t i;

	assert_non_null(p);
	put_le(p, 2, ARRAY_SIZE(index));
	put_le(p + 2, 2, ARRAY_SIZE(index));
	for (i = 0; i < ARRAY_SIZE(index); i++, entry += FEATURE_ENTRY_LEN)
		entry[0] = entry[16] = index[i];
	*rsp = (struct mbox_reply){ .data = p, .len = len };
	return 0;
}

/* In place of the kernel. */
const struct transport_ops transport = { node_open_fake, query, send_cmd, raw, rpc };

struct device {
	struct fixture f;
	struct cxl_ctx ctx;
	struct memdev m;
};

static void device_open(struct device *d)
{
	struct fail why = { 0 };

	fixture_open(&d->f, "f sys/devices/x/mem0/dev 250:0\n"
			    "f sys/devices/x/mem0/fwctl/fwctl0/dev 250:0\n" LINK("mem0",
										 "devices/x/mem0"));
	assert_int_equal(ctx_open(&d->ctx, d->f.dir, &why), 0);
	d->ctx.read_only = false; /* not a captured tree: there is a device */
	d->ctx.offline = false;
	d->m = memdev_of(&d->ctx, &d->f.t, topo_find(&d->f.t, "mem0"));
}

static void device_close(struct device *d)
{
	ctx_close(&d->ctx);
	fixture_close(&d->f);
}

static void logs_are_listed_up_to_the_last_start_index(void **state)
{
	auto_log_list struct log_list l = { 0 };
	struct fail why = { 0 };
	struct device d;
	size_t i;

	logs = 256;
	device_open(&d);
	assert_int_equal(log_list_read(&d.m, &l, &why), 0);
	assert_int_equal(l.count, logs);
	for (i = 0; i < l.count; i++)
		assert_int_equal(l.at[i].uuid[0], i);
	device_close(&d);
}

/* The start index has 8 bits. */
static void longer_lists_of_logs_are_an_error(void **state)
{
	auto_log_list struct log_list l = { 0 };
	struct fail why = { 0 };
	struct device d;

	logs = 257;
	device_open(&d);
	assert_int_equal(log_list_read(&d.m, &l, &why), -EBADMSG);
	assert_string_equal(why.code, "invalid_log_list");
	assert_int_equal(l.count, 0);
	device_close(&d);
}

static void features_are_sorted_by_index(void **state)
{
	struct feature_list l = { 0 };
	struct fail why = { 0 };
	struct device d;
	size_t i;

	device_open(&d);
	assert_int_equal(feature_list_read(&d.m, &l, &why), 0);
	assert_int_equal(l.count, 3);
	for (i = 0; i < l.count; i++) {
		assert_int_equal(l.at[i].entry.index, i);
		assert_int_equal(l.at[i].entry.uuid[0], i);
	}
	feature_list_done(&l);
	device_close(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(logs_are_listed_up_to_the_last_start_index),
		cmocka_unit_test(longer_lists_of_logs_are_an_error),
		cmocka_unit_test(features_are_sorted_by_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

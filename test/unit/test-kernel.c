// SPDX-License-Identifier: GPL-2.0-only
/*
 * The ioctls of the transport, answered by this test. Offsets are those of
 * include/uapi/linux/cxl_mem.h and include/uapi/fwctl/{fwctl,cxl}.h.
 */
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cxl/lib/transport/transport.h"
#include "test/unit/unit.h"

#define QUERY 0x8008ce01UL
#define SEND 0xc030ce02UL
#define FWCTL_INFO 0x9a00UL
#define FWCTL_RPC 0x9a01UL
#define FD 77

static struct {
	unsigned long requests[4]; /* in order */
	size_t count;
	u8 arg[48];    /* of the last ioctl, as passed */
	u8 in[64];     /* its input payload */
	u32 type;      /* of the fwctl device */
	u32 retval;    /* return code of the device */
	u32 out_size;  /* size that the kernel reports */
	u32 out_len;   /* length of the reply of an RPC */
	u8 payload[8]; /* of the reply */
	int err;       /* errno of SEND and RPC */
} k;

static u8 *pointer(const u8 *p)
{
	return (u8 *)(uintptr_t)get_le(p, 8);
}

/* Three records: typed and enabled, in exclusive use, raw. */
static void answer_query(u8 *arg)
{
	static const u32 records[][4] = {
		{ 1, 1, 0, 67 },
		{ 14, 3, 12, UINT32_MAX },
		{ 2, 0, UINT32_MAX, UINT32_MAX },
	};

	assert_true(get_le(arg, 4) >= ARRAY_SIZE(records));
	memcpy(arg + 8, records, sizeof(records));
}

static void answer_send(u8 *arg)
{
	u32 size = (u32)get_le(arg + 32, 4);

	memcpy(k.in, pointer(arg + 24), get_le(arg + 16, 4));
	if (!k.retval) {
		memcpy(pointer(arg + 40), k.payload, MIN(size, (u32)sizeof(k.payload)));
		put_le(arg + 32, 4, k.out_size);
	}
	put_le(arg + 12, 4, k.retval);
}

static void answer_rpc(u8 *arg)
{
	u8 *out = pointer(arg + 24);
	u32 size = (u32)get_le(arg + 12, 4);

	memcpy(k.in, pointer(arg + 16), get_le(arg + 8, 4));
	put_le(out, 4, k.out_size);
	put_le(out + 4, 4, k.retval);
	memcpy(out + 8, k.payload, MIN(size - 8, (u32)sizeof(k.payload)));
	put_le(arg + 12, 4, k.out_len);
}

/* In place of libc's. */
int ioctl(int fd, unsigned long request, ...)
{
	va_list ap;
	u8 *arg;

	va_start(ap, request);
	arg = va_arg(ap, u8 *);
	va_end(ap);
	assert_int_equal(fd, FD);
	assert_true(k.count < ARRAY_SIZE(k.requests));
	k.requests[k.count++] = request;
	memcpy(k.arg, arg, request == SEND ? 48 : request == FWCTL_RPC ? 32 : 8);
	if (request == FWCTL_INFO) {
		assert_int_equal(get_le(arg, 4), 24);
		assert_int_equal(get_le(arg + 4, 4), 0); /* flags */
		put_le(arg + 8, 4, k.type);
		memcpy(pointer(arg + 16), k.payload, MIN(get_le(arg + 12, 4), 8));
		put_le(arg + 12, 4, k.out_len);
		return 0;
	}
	if (k.err) {
		errno = k.err;
		return -1;
	}
	if (request == QUERY)
		answer_query(arg);
	else if (request == SEND)
		answer_send(arg);
	else
		answer_rpc(arg);
	return 0;
}

static const struct dev_node node = { .fd = FD };
static const u8 input[5] = { 0xa1, 0xa2, 0xa3, 0xa4, 0xa5 };
static const struct mbox_request request = { .opcode = 0x0502,
					     .scope = SCOPE_DEBUG_WRITE,
					     .in = input,
					     .in_len = 5,
					     .out_max = 6 };

static int setup(void **state)
{
	memset(&k, 0, sizeof(k));
	memcpy(k.payload, "abcdefgh", 8);
	k.type = 2;
	k.out_size = 4;
	k.out_len = 16;
	return 0;
}

static void records_of_the_command_table_are_converted(void **state)
{
	struct kernel_cmd cmds[4];
	size_t n = 0;

	assert_int_equal(transport.query(&node, cmds, ARRAY_SIZE(cmds), &n), 0);
	assert_int_equal(k.requests[0], QUERY);
	assert_int_equal(n, 3);
	assert_int_equal(cmds[0].id, 1);
	assert_true(cmds[0].enabled && !cmds[0].exclusive);
	assert_int_equal(cmds[0].size_in, 0);
	assert_int_equal(cmds[0].size_out, 67);
	assert_int_equal(cmds[1].id, 14);
	assert_true(cmds[1].enabled && cmds[1].exclusive);
	assert_int_equal(cmds[1].size_in, 12);
	assert_int_equal(cmds[1].size_out, -1);
	assert_int_equal(cmds[2].id, KERNEL_CMD_RAW);
	assert_true(!cmds[2].enabled && !cmds[2].exclusive);
	assert_int_equal(transport.query(&node, cmds, 2, &n), 0);
	assert_int_equal(n, 2);
	k.err = ENXIO;
	assert_int_equal(transport.query(&node, cmds, 4, &n), -ENXIO);
	assert_int_equal(n, 2);
}

static void assert_reply(const struct mbox_reply *r, u16 code, u32 len, const char *route)
{
	assert_int_equal(r->code, code);
	assert_int_equal(r->len, len);
	assert_memory_equal(r->data, k.payload, len);
	assert_string_equal(r->route, route);
}

static void typed_and_raw_commands_are_sent_as_asked(void **state)
{
	struct mbox_reply r = { 0 };

	assert_int_equal(transport.send(&node, 14, &request, &r), 0);
	assert_int_equal(k.requests[0], SEND);
	assert_int_equal(get_le(k.arg, 4), 14);
	assert_int_equal(get_le(k.arg + 8, 4), 0); /* no raw opcode */
	assert_int_equal(get_le(k.arg + 16, 4), 5);
	assert_int_equal(get_le(k.arg + 32, 4), 6);
	assert_memory_equal(k.in, input, sizeof(input));
	assert_reply(&r, 0, 4, "ioctl");
	mbox_reply_done(&r);

	assert_int_equal(transport.raw(&node, &request, &r), 0);
	assert_int_equal(get_le(k.arg, 4), 2);
	assert_int_equal(get_le(k.arg + 8, 4), 0x0502);
	assert_int_equal(get_le(k.arg + 4, 4), 0); /* flags */
	assert_memory_equal(k.in, input, sizeof(input));
	assert_reply(&r, 0, 4, "raw");
	mbox_reply_done(&r);

	/* The id of raw commands is not a typed command. */
	assert_int_equal(transport.send(&node, KERNEL_CMD_RAW, &request, &r), -EINVAL);
	assert_int_equal(k.count, 2);
}

static void a_reply_is_never_longer_than_its_buffer(void **state)
{
	struct mbox_reply r = { 0 };

	k.out_size = 4096;
	k.out_len = 8192;
	assert_int_equal(transport.raw(&node, &request, &r), 0);
	assert_reply(&r, 0, 6, "raw");
	mbox_reply_done(&r);
	assert_int_equal(transport.rpc(&node, &request, &r), 0);
	assert_reply(&r, 0, 6, "fwctl");
	mbox_reply_done(&r);
}

static void an_error_of_the_device_has_no_reply(void **state)
{
	struct mbox_reply r = { 0 };

	k.retval = 0x16;
	assert_int_equal(transport.send(&node, 14, &request, &r), 0);
	assert_reply(&r, 0x16, 0, "ioctl");
	mbox_reply_done(&r);
	assert_int_equal(transport.rpc(&node, &request, &r), 0);
	assert_reply(&r, 0x16, 0, "fwctl");
	mbox_reply_done(&r);
}

static void an_error_of_the_kernel_leaves_the_reply_as_it_is(void **state)
{
	struct mbox_reply r = { .len = 99 };

	k.err = ETIMEDOUT;
	assert_int_equal(transport.send(&node, 14, &request, &r), -ETIMEDOUT);
	assert_int_equal(transport.raw(&node, &request, &r), -ETIMEDOUT);
	assert_int_equal(transport.rpc(&node, &request, &r), -ETIMEDOUT);
	assert_int_equal(r.len, 99);
	assert_null(r.data);
}

static void an_rpc_has_scope_opcode_and_payload(void **state)
{
	struct mbox_reply r = { 0 };

	assert_int_equal(transport.rpc(&node, &request, &r), 0);
	assert_int_equal(k.requests[0], FWCTL_INFO);
	assert_int_equal(k.requests[1], FWCTL_RPC);
	assert_int_equal(get_le(k.arg, 4), 32);
	assert_int_equal(get_le(k.arg + 4, 4), 2); /* FWCTL_RPC_DEBUG_WRITE */
	assert_int_equal(get_le(k.arg + 8, 4), 16 + 5);
	assert_int_equal(get_le(k.arg + 12, 4), 8 + 6);
	assert_int_equal(get_le(k.in, 4), 0x0502);
	assert_int_equal(get_le(k.in + 4, 4), 0);
	assert_int_equal(get_le(k.in + 8, 4), 5);
	assert_int_equal(get_le(k.in + 12, 4), 0);
	assert_memory_equal(k.in + 16, input, sizeof(input));
	assert_reply(&r, 0, 4, "fwctl");
	mbox_reply_done(&r);
}

static void one_byte_and_no_payload_are_sent_too(void **state)
{
	static const u8 other[1] = { 0x5e };
	struct mbox_request req = request;
	struct mbox_reply r = { 0 };

	req.in = other;
	for (req.in_len = 0; req.in_len < 2; req.in_len++) {
		setup(NULL);
		assert_int_equal(transport.rpc(&node, &req, &r), 0);
		assert_int_equal(get_le(k.arg + 8, 4), 16 + req.in_len);
		assert_int_equal(get_le(k.in + 8, 4), req.in_len);
		assert_memory_equal(k.in + 16, other, req.in_len);
		mbox_reply_done(&r);
		assert_int_equal(transport.raw(&node, &req, &r), 0);
		assert_int_equal(get_le(k.arg + 16, 4), req.in_len);
		assert_memory_equal(k.in, other, req.in_len);
		mbox_reply_done(&r);
	}
}

static void an_rpc_to_another_type_of_device_is_not_sent(void **state)
{
	struct mbox_reply r = { 0 };

	k.type = 1;
	assert_int_equal(transport.rpc(&node, &request, &r), -ENODEV);
	assert_int_equal(k.count, 1);
}

static void an_rpc_without_header_in_its_reply_is_an_error(void **state)
{
	struct mbox_reply r = { 0 };

	k.out_len = 7;
	assert_int_equal(transport.rpc(&node, &request, &r), -EBADMSG);
	k.out_len = 8;
	k.out_size = 0;
	assert_int_equal(transport.rpc(&node, &request, &r), 0);
	assert_int_equal(r.len, 0);
	mbox_reply_done(&r);
}

/* The kernel returns the length of the driver's data, which may exceed the buffer. */
static void a_fwctl_device_says_its_type_and_data(void **state)
{
	struct fwctl_info info;

	k.type = 1;
	k.out_len = 8;
	assert_int_equal(transport.info(&node, &info), 0);
	assert_int_equal(info.type, 1);
	assert_int_equal(info.len, 8);
	assert_memory_equal(info.data, "abcdefgh", 8);
	k.out_len = 4096;
	assert_int_equal(transport.info(&node, &info), 0);
	assert_int_equal(info.len, FWCTL_DATA_MAX);
}

/* Bytes of a file in place of those of registers. */
static void registers_are_read_and_written_as_four_bytes(void **state)
{
	static const u8 bytes[10] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
	static const u8 expected[4] = { 0x44, 0x33, 0x22, 0x11 };
	FILE *f = tmpfile();
	const struct dev_node n = { .fd = fileno(f) }, closed = { .fd = -1 };
	u8 written[4];
	u32 v = 0;

	assert_int_equal(pwrite(n.fd, bytes, sizeof(bytes), 0), sizeof(bytes));
	assert_int_equal(transport.config_read(&n, 4, &v), 0);
	assert_int_equal(v, 0x08070605);
	assert_int_equal(transport.config_write(&n, 4, 0x11223344), 0);
	assert_int_equal(pread(n.fd, written, sizeof(written), 4), sizeof(written));
	assert_memory_equal(written, expected, sizeof(expected));
	/* A user without CAP_SYS_ADMIN gets fewer bytes, or none. */
	assert_int_equal(transport.config_read(&n, 8, &v), -EPERM);
	assert_int_equal(transport.config_read(&n, 64, &v), -EPERM);
	assert_int_equal(v, 0x08070605);
	assert_int_equal(transport.config_read(&closed, 0, &v), -EBADF);
	assert_int_equal(transport.config_write(&closed, 0, 0), -EBADF);
	fclose(f);
}

static void the_configuration_space_of_a_captured_system_is_not_opened(void **state)
{
	const struct sysroot captured = { .captured = true };
	struct dev_node n = { .fd = -1 };

	assert_int_equal(transport.config_open(&captured, "devices/0000:0d:00.0", &n), -ENOENT);
	assert_int_equal(n.fd, -1);
}

#define TEST(function) cmocka_unit_test_setup(function, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(records_of_the_command_table_are_converted),
		TEST(typed_and_raw_commands_are_sent_as_asked),
		TEST(a_reply_is_never_longer_than_its_buffer),
		TEST(an_error_of_the_device_has_no_reply),
		TEST(an_error_of_the_kernel_leaves_the_reply_as_it_is),
		TEST(an_rpc_has_scope_opcode_and_payload),
		TEST(one_byte_and_no_payload_are_sent_too),
		TEST(an_rpc_to_another_type_of_device_is_not_sent),
		TEST(an_rpc_without_header_in_its_reply_is_an_error),
		TEST(a_fwctl_device_says_its_type_and_data),
		TEST(registers_are_read_and_written_as_four_bytes),
		TEST(the_configuration_space_of_a_captured_system_is_not_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

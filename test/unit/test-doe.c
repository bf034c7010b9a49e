// SPDX-License-Identifier: GPL-2.0-only
/*
 * The exchange with a DOE mailbox (PCIe r6.2 6.30.1 and 7.9.24), with a device of this test that
 * follows the specification, or not.
 */
#include <stdlib.h>

#include "cxl/lib/doe/doe.h"
#include "test/unit/fixture.h"

#define CAP 0x19c /* where QEMU has it */
#define BUSY 0x00000001U
#define ERROR 0x00000004U
#define READY 0x80000000U
#define GO 0x80000000U
#define ABORT 0x00000001U

static const u8 data[8] = { 0x01, 0x02, 0x03, 0x04, 0xf5, 0xf6, 0xf7, 0xf8 };

static struct device {
	u32 status;
	u32 written[1U << 18]; /* words of the object */
	u32 count, go, aborts;
	u32 reply[600], words, next; /* .words: that the device has, whatever the length says */
	u32 popped;
	u32 after_go; /* the status then; 0: ready */
	u32 error_at; /* the word of the reply at which there is an error; 0: none */
	u32 slow;  /* readings of the status after the last word, or an abort, until it changes */
	u32 late;  /* the same, left */
	bool gone; /* all ones */
	bool ignores_abort, gone_at_go, gone_at_reply, stop_at_go;
	int err; /* of every access */
	atomic_int stop;
} dev;

/* After .slow readings, it is 0. */
static u32 read_status(void)
{
	u32 status = dev.status;

	if (dev.late && --dev.late == 0)
		dev.status = 0;
	if (status == READY && dev.gone_at_reply)
		dev.gone = true;
	return status;
}

static void finish(void)
{
	if (dev.slow)
		dev.late = dev.slow;
	else
		dev.status = 0;
}

static int config_read(const struct dev_node *n, u32 offset, u32 *ret)
{
	assert_int_equal(offset % 4, 0);
	if (dev.err)
		return dev.err;
	*ret = 0;
	if (dev.gone || (dev.go && dev.gone_at_go))
		*ret = UINT32_MAX;
	else if (offset == CAP + 0x0c)
		*ret = read_status();
	else if (offset == CAP + 0x14)
		*ret = dev.next < dev.words ? dev.reply[dev.next] : 0;
	else
		fail_msg("register 0x%x is read", offset);
	return 0;
}

static void execute(void)
{
	dev.go++;
	dev.late = 0;
	dev.status = dev.after_go ? dev.after_go : READY;
	if (dev.stop_at_go)
		dev.stop = 1;
}

static void pop(void)
{
	dev.popped++;
	if (++dev.next >= dev.words)
		finish();
	else if (dev.error_at && dev.next == dev.error_at)
		dev.status = ERROR;
}

static int config_write(const struct dev_node *n, u32 offset, u32 value)
{
	if (dev.err)
		return dev.err;
	if (offset == CAP + 0x08 && value == ABORT) {
		dev.aborts++;
		dev.count = 0;
		if (!dev.ignores_abort)
			finish();
	} else if (offset == CAP + 0x08 && value == GO) {
		execute();
	} else if (offset == CAP + 0x10) {
		dev.written[dev.count++] = value;
	} else if (offset == CAP + 0x14) {
		pop();
	} else {
		fail_msg("0x%x is written to register 0x%x", value, offset);
	}
	return 0;
}

const struct transport_ops transport = { .config_read = config_read, .config_write = config_write };

static int setup(void **state)
{
	static const u32 reply[] = { 0x00021e98, 4, 0x11223344, 0xaabbccdd };

	memset(&dev, 0, sizeof(dev));
	memcpy(dev.reply, reply, sizeof(reply));
	dev.words = 4;
	return 0;
}

static int exchange(struct doe_reply *ret)
{
	static const struct dev_node node = { .fd = -1 };
	const struct doe_mailbox m = { &node, CAP, 30, &dev.stop };
	const struct doe_object o = { { 0x1e98, 2 }, data, sizeof(data) };

	return doe_exchange(&m, &o, ret);
}

/* It fails with @err, and the mailbox is reset as often as expected: once before the exchange. */
static void fails(int err, u32 aborts)
{
	struct doe_reply r;

	assert_int_equal(exchange(&r), err);
	assert_int_equal(r.started, dev.go > 0);
	assert_int_equal(dev.aborts, aborts);
	assert_false(r.stuck);
	free(r.data);
}

static void header_length_and_data_are_written_then_go(void **state)
{
	static const u8 expected[] = { 0x44, 0x33, 0x22, 0x11, 0xdd, 0xcc, 0xbb, 0xaa };
	struct doe_reply r;

	assert_int_equal(exchange(&r), 0);
	assert_int_equal(dev.count, 4);
	assert_int_equal(dev.written[0], 0x00021e98);
	assert_int_equal(dev.written[1], 4);
	assert_int_equal(dev.written[2], 0x04030201);
	assert_int_equal(dev.written[3], 0xf8f7f6f5);
	assert_int_equal(dev.go, 1);
	assert_int_equal(dev.aborts, 1);
	assert_int_equal(dev.popped, 4);
	assert_true(r.started);
	assert_int_equal(r.len, 8);
	assert_memory_equal(r.data, expected, 8);
	free(r.data);
}

static void the_largest_object_has_length_0(void **state)
{
	static const struct dev_node node = { .fd = -1 };
	const struct doe_mailbox m = { &node, CAP, 30, NULL };
	u8 *large = calloc(1, DOE_DATA_MAX);
	const struct doe_object o = { { 0x1e98, 2 }, large, DOE_DATA_MAX };
	struct doe_reply r;

	assert_int_equal(doe_exchange(&m, &o, &r), 0);
	assert_int_equal(dev.count, 1U << 18);
	assert_int_equal(dev.written[1], 0);
	free(r.data);
	free(large);
}

static void a_reply_without_data_is_valid(void **state)
{
	struct doe_reply r;

	dev.reply[1] = dev.words = 2;
	assert_int_equal(exchange(&r), 0);
	assert_int_equal(r.len, 0);
	free(r.data);
}

static void nothing_is_written_to_a_mailbox_in_use(void **state)
{
	dev.status = BUSY;
	fails(-EBUSY, 0);
	assert_int_equal(dev.count, 0);
	assert_int_equal(dev.go, 0);
}

static void an_old_error_or_object_is_dropped_first(void **state)
{
	static const u32 old[] = { 0, ERROR, READY };
	struct doe_reply r;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(old); i++) {
		setup(NULL);
		dev.status = old[i];
		dev.slow = 3;
		dev.written[0] = 0x00021e98; /* of a program that was killed */
		dev.count = 1;
		assert_int_equal(exchange(&r), 0);
		assert_int_equal(dev.aborts, 1);
		assert_int_equal(dev.count, 4);
		assert_int_equal(dev.written[1], 4);
		free(r.data);
	}
}

static void an_old_object_that_stays_is_not_the_reply(void **state)
{
	struct doe_reply r;

	dev.status = READY;
	dev.ignores_abort = true;
	assert_int_equal(exchange(&r), -ETIMEDOUT);
	assert_true(r.stuck);
	assert_false(r.started);
	assert_int_equal(dev.go, 0);
	assert_int_equal(dev.popped, 0);
}

/* The kernel does not look at all. */
static void the_last_word_may_take_a_moment_to_disappear(void **state)
{
	dev.slow = 5;
	fails(0, 1);
}

static void no_reply_is_a_timeout(void **state)
{
	dev.after_go = BUSY;
	fails(-ETIMEDOUT, 2);
}

static void an_error_is_reported_before_and_in_the_reply(void **state)
{
	dev.after_go = ERROR;
	fails(-EIO, 2);
	setup(NULL);
	dev.error_at = 3;
	fails(-EIO, 2);
}

static void a_device_that_is_gone_is_not_waited_for(void **state)
{
	struct doe_reply r;

	dev.gone_at_go = true;
	assert_int_equal(exchange(&r), -ENXIO);
	assert_true(r.stuck);
	free(r.data);
	setup(NULL);
	dev.gone_at_reply = true;
	assert_int_equal(exchange(&r), -ENXIO);
	assert_true(r.stuck);
	free(r.data);
	setup(NULL);
	dev.gone = true;
	fails(-ENXIO, 0);
	assert_int_equal(dev.count, 0);
}

static void the_reply_must_be_of_the_protocol(void **state)
{
	dev.reply[0] = 0x00001e98;
	fails(-EBADMSG, 2);
	setup(NULL);
	dev.reply[0] = 0x00020001;
	fails(-EBADMSG, 2);
	setup(NULL);
	dev.reply[0] = 0xff021e98; /* reserved bits */
	fails(0, 1);
}

static void the_length_must_be_that_of_the_reply(void **state)
{
	dev.reply[1] = 1; /* shorter than the header */
	fails(-EBADMSG, 2);
	setup(NULL);
	dev.reply[1] = 3; /* another word follows */
	fails(-EBADMSG, 2);
	setup(NULL);
	dev.reply[1] = 5; /* the last word does not exist */
	fails(-EBADMSG, 2);
	setup(NULL);
	dev.reply[1] = 0; /* 1 MiB, of which the device has 8 bytes */
	fails(-EBADMSG, 2);
	assert_true(dev.popped > 4 && dev.popped < 1024);
	setup(NULL);
	dev.reply[1] = 0xfffc0004; /* reserved bits */
	fails(0, 1);
}

static void a_mailbox_that_cannot_be_reset_is_reported(void **state)
{
	struct doe_reply r;

	dev.after_go = BUSY;
	dev.ignores_abort = true;
	assert_int_equal(exchange(&r), -ETIMEDOUT);
	assert_true(r.stuck);
	free(r.data);
	setup(NULL);
	dev.status = ERROR;
	dev.ignores_abort = true;
	assert_int_equal(exchange(&r), -ETIMEDOUT);
	assert_true(r.stuck);
	assert_int_equal(dev.count, 0);
	free(r.data);
}

static void an_interruption_resets_the_mailbox(void **state)
{
	dev.stop_at_go = true;
	dev.after_go = BUSY;
	fails(-EINTR, 2);
	setup(NULL);
	dev.stop = 1; /* while the object is written */
	fails(-EINTR, 2);
	assert_int_equal(dev.go, 0);
}

static void an_object_without_data_is_not_started_either(void **state)
{
	static const struct dev_node node = { .fd = -1 };
	const struct doe_mailbox m = { &node, CAP, 30, &dev.stop };
	const struct doe_object o = { { 0x1e98, 2 }, NULL, 0 };
	struct doe_reply r;

	dev.stop = 1;
	assert_int_equal(doe_exchange(&m, &o, &r), -EINTR);
	assert_false(r.started);
	assert_int_equal(dev.go, 0);
}

static void an_error_of_the_access_is_returned(void **state)
{
	dev.err = -EPERM;
	fails(-EPERM, 0);
}

#define TEST(function) cmocka_unit_test_setup(function, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(header_length_and_data_are_written_then_go),
		TEST(the_largest_object_has_length_0),
		TEST(a_reply_without_data_is_valid),
		TEST(nothing_is_written_to_a_mailbox_in_use),
		TEST(an_old_error_or_object_is_dropped_first),
		TEST(an_old_object_that_stays_is_not_the_reply),
		TEST(the_last_word_may_take_a_moment_to_disappear),
		TEST(no_reply_is_a_timeout),
		TEST(an_error_is_reported_before_and_in_the_reply),
		TEST(a_device_that_is_gone_is_not_waited_for),
		TEST(the_reply_must_be_of_the_protocol),
		TEST(the_length_must_be_that_of_the_reply),
		TEST(a_mailbox_that_cannot_be_reset_is_reported),
		TEST(an_interruption_resets_the_mailbox),
		TEST(an_object_without_data_is_not_started_either),
		TEST(an_error_of_the_access_is_returned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

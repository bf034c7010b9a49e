// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is promised about a command that is sent: confirmation, taint, audit record and
 * interruption, each at its place, or nothing is sent.
 */
#include "cxl/lib/guard/taint.h"
#include "cxl/lib/mailbox/exec.h"
#include "test/unit/fixture.h"

#define HOST(n) "sys/devices/pci0000:0c/0000:0" n ":00.0/"
#define TOKEN "0xa0@0000:0d:00.0"
#define VENDOR_OPCODE 0xc001

/* clang-format off */
static const char tree[] =
	"f " HOST("d") "mem0/dev 250:0\n"
	"f " HOST("d") "mem0/serial 0xa0\n"
	"f " HOST("e") "mem1/dev 250:1\n"
	"f " HOST("e") "mem1/serial 0xa1\n"
	"f sys/kernel/security/lockdown [none] integrity confidentiality\n"
	"f sys/kernel/debug/cxl/mbox/raw_allow_all N\n"
	"f proc/mounts debugfs /sys/kernel/debug debugfs rw 0 0\n"
	"f proc/cmdline ro quiet\n"
	"f proc/sys/kernel/tainted 512\n"
	"f proc/sys/kernel/panic_on_warn 0\n"
	"f proc/sys/kernel/warn_limit 0\n"
	"d run\n"
	"f dev/kmsg \n"
	"f sys/devices/r/endpoint2/decoders_committed 0\n"
	"l sys/devices/r/endpoint2/uport ../../pci0000:0c/0000:0d:00.0/mem0\n"
	"f sys/devices/r/endpoint3/decoders_committed 0\n"
	"l sys/devices/r/endpoint3/uport ../../pci0000:0c/0000:0e:00.0/mem1\n"
	LINK("endpoint2", "devices/r/endpoint2")
	LINK("endpoint3", "devices/r/endpoint3")
	LINK("mem0", "devices/pci0000:0c/0000:0d:00.0/mem0")
	LINK("mem1", "devices/pci0000:0c/0000:0e:00.0/mem1");
/* clang-format on */

static struct device {
	struct fixture f;
	struct cxl_ctx ctx;
	struct memdev m[2];
	atomic_int interrupted, in_flight;
	int questions;
	int sent;
	int send_rc;	       /* result of the transport */
	bool taint_unreadable; /* after it was written */
	bool taint_ignored;    /* the kernel accepts the taint mask and does not set it */
	char at_send[2][64]; /* the taint mask, and the last audit event, when a command was sent */
	char at_taint[64];   /* the last audit event when the taint was set */
} dev;

/* A path below the system root. */
static const char *at(const char *path)
{
	static char buf[256];

	snprintf(buf, sizeof(buf), "%s/%s", dev.f.dir, path);
	return buf;
}

static void content(const char *path, char *buf, size_t size)
{
	int fd = open(at(path), O_RDONLY);
	ssize_t n;

	assert_true(fd >= 0);
	n = read(fd, buf, size - 1);
	assert_true(n >= 0);
	buf[n] = '\0';
	close(fd);
}

static void set_content(const char *path, const char *text)
{
	int fd = open(at(path), O_WRONLY | O_TRUNC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

/* "none", "intent", "refused" or "outcome". */
static void last_event(char *buf, size_t size)
{
	static const char *const names[] = { "intent", "refused", "outcome" };
	char text[8192], key[32];
	const char *found = NULL, *p;
	size_t i;

	snprintf(buf, size, "none");
	if (access(at("dev/kmsg"), F_OK) < 0)
		return;
	content("dev/kmsg", text, sizeof(text));
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		snprintf(key, sizeof(key), "\"event\":\"%s\"", names[i]);
		for (p = strstr(text, key); p; p = strstr(p + 1, key))
			if (!found || p > found) {
				found = p;
				snprintf(buf, size, "%s", names[i]);
			}
	}
}

static void assert_last_event(const char *expected)
{
	char event[64];

	last_event(event, sizeof(event));
	assert_string_equal(event, expected);
}

static void assert_taint(u64 expected)
{
	u64 mask = 0;

	assert_int_equal(taint_read(&dev.ctx.root, &mask), 0);
	assert_int_equal(mask, expected);
}

/* The kernel adds the bits that are written. */
static int store(void *data, enum sys_tree t, const char *path, const char *value)
{
	char text[32];
	u64 mask = 0;

	if (t != TREE_PROC || !str_eq(path, "sys/kernel/tainted"))
		return 0;
	last_event(dev.at_taint, sizeof(dev.at_taint));
	if (dev.taint_ignored)
		return 1;
	if (dev.taint_unreadable) {
		set_content("proc/sys/kernel/tainted", "no number\n");
		return 1;
	}
	assert_int_equal(taint_read(&dev.ctx.root, &mask), 0);
	snprintf(text, sizeof(text), "%llu\n",
		 (unsigned long long)mask | strtoull(value, NULL, 10));
	set_content("proc/sys/kernel/tainted", text);
	return 1;
}

static int open_node(const struct sysroot *root, const char *path, struct dev_node *ret)
{
	*ret = (struct dev_node){ .root = root, .fd = open("/dev/null", O_RDONLY) };
	snprintf(ret->path, sizeof(ret->path), "%s", path);
	snprintf(ret->number, sizeof(ret->number), "250:%c", path[strlen(path) - 1]);
	return 0;
}

static int query(const struct dev_node *n, struct kernel_cmd *cmds, size_t max, size_t *count)
{
	assert_true(max >= 3);
	cmds[0] = (struct kernel_cmd){ opcode_kernel_id(OP_GET_TIMESTAMP), true, false, 0, 8 };
	cmds[1] = (struct kernel_cmd){ opcode_kernel_id(OP_SET_SHUTDOWN_STATE), true, false, 1, 0 };
	cmds[2] = (struct kernel_cmd){ KERNEL_CMD_RAW, false, false, -1, -1 };
	*count = 3;
	return 0;
}

static int send_cmd(const struct dev_node *n, u32 id, const struct mbox_request *req,
		    struct mbox_reply *rsp)
{
	dev.sent++;
	content("proc/sys/kernel/tainted", dev.at_send[0], sizeof(dev.at_send[0]));
	last_event(dev.at_send[1], sizeof(dev.at_send[1]));
	assert_int_equal(dev.in_flight, 1);
	if (dev.send_rc < 0)
		return dev.send_rc;
	*rsp = (struct mbox_reply){ .data = calloc(1, 8), .len = 8 };
	return 0;
}

static int raw(const struct dev_node *n, const struct mbox_request *req, struct mbox_reply *rsp)
{
	return send_cmd(n, KERNEL_CMD_RAW, req, rsp);
}

static int rpc(const struct dev_node *n, const struct mbox_request *req, struct mbox_reply *rsp)
{
	return -ENOTTY;
}

/* In place of the kernel. */
const struct transport_ops transport = { open_node, query, send_cmd, raw, rpc };

static int setup(void **state)
{
	static const char *const names[] = { "mem0", "mem1" };
	struct fail why = { 0 };
	size_t i;

	memset(&dev, 0, sizeof(dev));
	fixture_open(&dev.f, tree);
	assert_int_equal(ctx_open(&dev.ctx, dev.f.dir, &why), 0);
	dev.ctx.read_only = false;
	dev.ctx.offline = false;
	dev.ctx.root.store = store;
	dev.ctx.interrupted = &dev.interrupted;
	dev.ctx.commands_in_flight = &dev.in_flight;
	for (i = 0; i < ARRAY_SIZE(names); i++)
		dev.m[i] = memdev_of(&dev.ctx, &dev.f.t, topo_find(&dev.f.t, names[i]));
	return 0;
}

static int teardown(void **state)
{
	ctx_close(&dev.ctx);
	fixture_close(&dev.f);
	return 0;
}

/* A vendor's command, listed in the Command Effects Log. */
static int send_raw(struct mbox_result *result, struct fail *why)
{
	const struct mbox_request req = { .opcode = VENDOR_OPCODE, .out_max = 8 };
	const struct gate_raw facts = { .rule = RAW_ALLOWED, .listed = GATE_YES };
	const struct gate_request conditions = { .risk = RISK_DESTRUCTIVE, .raw = &facts };
	int rc;

	*why = (struct fail){ 0 };
	rc = mbox_exec(&dev.m[0], &req, &conditions, result, why);
	if (rc == 0)
		mbox_reply_done(&result->reply);
	return rc;
}

/* Set Shutdown State as the first step of a target. */
static int send_setting(const struct memdev *m, enum risk risk, bool question, struct fail *why)
{
	const u8 state = 1;
	const struct mbox_request req = { .opcode = OP_SET_SHUTDOWN_STATE,
					  .in = &state,
					  .in_len = 1 };
	const struct gate_request conditions = { .risk = risk, .needs_confirmation = question };
	struct mbox_result result;
	int rc;

	*why = (struct fail){ 0 };
	m->ctx->changing = false;
	rc = mbox_exec(m, &req, &conditions, &result, why);
	if (rc == 0)
		mbox_reply_done(&result.reply);
	return rc;
}

static void assert_refused(int rc, const struct fail *why, const char *code)
{
	assert_true(rc < 0);
	assert_int_equal(why->outcome, OUTCOME_REFUSED);
	assert_string_equal(why->code, code);
	assert_int_equal(dev.sent, 0);
}

static void the_taint_then_the_intent_then_the_raw_command(void **state)
{
	struct mbox_result result;
	struct fail why;

	dev.ctx.confirm = TOKEN;
	assert_int_equal(send_raw(&result, &why), 0);
	assert_int_equal(dev.sent, 1);
	assert_string_equal(dev.at_taint, "none");
	assert_string_equal(dev.at_send[0], "576\n"); /* U added to W */
	assert_string_equal(dev.at_send[1], "intent");
	assert_last_event("outcome");
	assert_int_equal(dev.in_flight, 0);
	assert_int_equal(result.taint.before, 512);
	assert_int_equal(result.taint.marked, 576);
	assert_int_equal(result.taint.after, 576);
	assert_true(result.taint.set);
	assert_true(result.sent);
}

static void a_taint_bit_that_does_not_stay_set_stops_the_raw_command(void **state)
{
	struct mbox_result result;
	struct fail why;

	dev.ctx.confirm = TOKEN;
	dev.taint_ignored = true;
	assert_refused(send_raw(&result, &why), &why, "taint_not_set");
	assert_false(result.sent);
	assert_last_event("refused");
}

static void a_taint_bit_that_cannot_be_read_back_stops_the_raw_command(void **state)
{
	struct mbox_result result;
	struct fail why;

	dev.ctx.confirm = TOKEN;
	dev.taint_unreadable = true;
	assert_refused(send_raw(&result, &why), &why, "taint_unknown");
	assert_non_null(strstr(why.message, "which may be set"));
	assert_false(result.sent);
	assert_last_event("refused");
}

static void an_interruption_stops_a_command_before_anything_is_done(void **state)
{
	struct mbox_result result;
	struct fail why;

	dev.ctx.confirm = TOKEN;
	dev.interrupted = 1;
	assert_true(send_raw(&result, &why) < 0);
	assert_int_equal(why.outcome, OUTCOME_INTERRUPTED);
	assert_false(result.taint.set);
	assert_false(result.sent);
	assert_taint(512);
	assert_true(send_setting(&dev.m[0], RISK_SETTING, false, &why) < 0);
	assert_int_equal(why.outcome, OUTCOME_INTERRUPTED);
	assert_int_equal(dev.sent, 0);
	assert_last_event("none");
}

static int read_timestamp(const struct memdev *m, struct fail *why)
{
	auto_reply struct mbox_reply reply = { 0 };

	*why = (struct fail){ 0 };
	return mbox_read(m, OP_GET_TIMESTAMP, 8, &reply, why);
}

static void a_device_that_timed_out_is_not_asked_again(void **state)
{
	struct fail why;

	dev.send_rc = -ETIMEDOUT;
	assert_int_equal(read_timestamp(&dev.m[0], &why), -ETIMEDOUT);
	dev.send_rc = 0;
	assert_int_equal(dev.sent, 1);
	assert_int_equal(read_timestamp(&dev.m[0], &why), -ETIMEDOUT);
	assert_string_equal(why.code, "timeout");
	assert_int_equal(why.outcome, OUTCOME_FAILED);
	assert_int_equal(dev.sent, 1);
	assert_int_equal(read_timestamp(&dev.m[1], &why), 0);
	assert_int_equal(dev.sent, 2);
}

/* A change is refused without a question; an open transfer is aborted all the same. */
static void a_device_that_timed_out_is_not_changed(void **state)
{
	const struct mbox_request abort = {
		.opcode = OP_SET_SHUTDOWN_STATE, .in = "", .in_len = 1, .ends_transfer = true
	};
	auto_reply struct mbox_reply reply = { 0 };
	struct fail why;

	dev.send_rc = -ETIMEDOUT;
	assert_int_equal(send_setting(&dev.m[0], RISK_SETTING, false, &why), -ETIMEDOUT);
	dev.send_rc = dev.sent = 0;
	dev.ctx.dry_run = true;
	assert_refused(send_setting(&dev.m[0], RISK_SETTING, true, &why), &why, "timed_out");
	assert_last_event("outcome");
	dev.ctx.dry_run = false;
	assert_refused(send_setting(&dev.m[0], RISK_SETTING, true, &why), &why, "timed_out");
	assert_last_event("refused");
	assert_int_equal(mbox_send(&dev.m[0], &abort, &reply, &why), 0);
	assert_int_equal(dev.sent, 1);
}

/* The device would reject other settings until the transfer is aborted. */
static void an_open_transfer_is_aborted_whatever_has_changed(void **state)
{
	const struct gate_request conditions = { .risk = RISK_SERVICE, .needs_confirmation = true };
	struct mbox_request req = { .opcode = OP_SET_SHUTDOWN_STATE, .in = "", .in_len = 1 };
	auto_reply struct mbox_reply reply = { 0 };
	struct fail why;

	assert_refused(mbox_send_with(&dev.m[0], &req, &conditions, &reply, &why), &why,
		       "needs_yes");
	req.ends_transfer = true;
	assert_int_equal(mbox_send_with(&dev.m[0], &req, &conditions, &reply, &why), 0);
	assert_int_equal(dev.sent, 1);
	assert_last_event("outcome");
	assert_int_equal(unlink(at("dev/kmsg")), 0);
	mbox_reply_done(&reply);
	assert_int_equal(mbox_send_with(&dev.m[0], &req, &conditions, &reply, &why), 0);
	assert_int_equal(dev.sent, 2);
	dev.sent = 0;
	dev.ctx.read_only = true;
	assert_true(dev.ctx.changing);
	assert_int_equal(mbox_send_with(&dev.m[0], &req, &conditions, &reply, &why), -EACCES);
	assert_int_equal(why.outcome, OUTCOME_FAILED); /* something was done before */
	dev.ctx.changing = false;
	assert_refused(mbox_send_with(&dev.m[0], &req, &conditions, &reply, &why), &why,
		       "read_only");
}

static void without_the_token_of_the_device_no_raw_command_is_sent(void **state)
{
	static const char *const wrong[] = {
		"",
		"yes",
		"0xa0",
		"0xa0@",
		"0xa1@0000:0d:00.0",
		"@",
		"all",
		"0xa0@0000:0e:00.0",
		"0xa0@0000:0d:00.0,x",
		TOKEN "1",
		TOKEN " " TOKEN,
	};
	struct mbox_result result;
	struct fail why;
	size_t i;

	dev.ctx.confirmed = true; /* --yes does not replace it */
	assert_refused(send_raw(&result, &why), &why, "needs_token");
	for (i = 0; i < ARRAY_SIZE(wrong); i++) {
		dev.ctx.confirm = wrong[i];
		assert_true(send_raw(&result, &why) < 0);
		assert_int_equal(why.outcome, OUTCOME_REFUSED);
		assert_int_equal(dev.sent, 0);
	}
	assert_taint(512);
	dev.ctx.confirm = TOKEN;
	assert_int_equal(send_raw(&result, &why), 0);
}

static enum answer type_token(const char *question, char *answer, size_t size)
{
	dev.questions++;
	assert_non_null(strstr(question, TOKEN));
	snprintf(answer, size, "%s", TOKEN);
	return ANSWER_YES;
}

static enum answer replace_and_type(const char *question, char *answer, size_t size)
{
	set_content(HOST("d") "mem0/serial", "0xa9\n");
	return type_token(question, answer, size);
}

static enum answer deny_and_type(const char *question, char *answer, size_t size)
{
	set_content("proc/cmdline", "panic_on_taint=0x200\n");
	return type_token(question, answer, size);
}

static void everything_is_checked_again_after_the_token(void **state)
{
	struct mbox_result result;
	struct fail why;

	dev.ctx.prompt_text = replace_and_type;
	assert_refused(send_raw(&result, &why), &why, "device_changed");
	set_content(HOST("d") "mem0/serial", "0xa0\n");
	dev.ctx.typed_token[0] = '\0';
	dev.ctx.prompt_text = deny_and_type;
	assert_refused(send_raw(&result, &why), &why, "panic_on_taint");
	set_content("proc/cmdline", "ro\n");
	dev.ctx.typed_token[0] = '\0';
	dev.ctx.prompt_text = type_token;
	assert_taint(512);
	assert_int_equal(send_raw(&result, &why), 0);
	assert_int_equal(dev.questions, 3);
}

static enum answer answer_yes(const char *question, bool whole_word)
{
	dev.questions++;
	return ANSWER_YES;
}

static enum answer answer_no(const char *question, bool whole_word)
{
	dev.questions++;
	return ANSWER_NO;
}

static void each_device_has_its_own_question(void **state)
{
	struct fail why;

	dev.ctx.prompt = answer_yes;
	assert_int_equal(send_setting(&dev.m[0], RISK_SETTING, true, &why), 0);
	assert_int_equal(send_setting(&dev.m[0], RISK_SETTING, true, &why), 0);
	assert_int_equal(dev.questions, 1);
	assert_int_equal(send_setting(&dev.m[1], RISK_SETTING, true, &why), 0);
	assert_int_equal(dev.questions, 2);
	dev.ctx.prompt = answer_no;
	assert_true(send_setting(&dev.m[0], RISK_SETTING, true, &why) < 0);
	assert_int_equal(why.outcome, OUTCOME_REFUSED);
	assert_int_equal(dev.questions, 3);
	assert_int_equal(dev.sent, 3);
}

static void without_an_answer_nothing_is_sent(void **state)
{
	struct fail why;

	assert_refused(send_setting(&dev.m[0], RISK_SETTING, true, &why), &why, "needs_yes");
	assert_last_event("refused");
	dev.ctx.confirmed = true;
	dev.ctx.prompt = answer_no;
	assert_int_equal(send_setting(&dev.m[0], RISK_SETTING, true, &why), 0);
	dev.ctx.confirmed = false;
	assert_int_equal(send_setting(&dev.m[0], RISK_SETTING, false, &why), 0);
	assert_int_equal(dev.questions, 0);
}

static void a_dry_run_asks_sends_and_records_nothing(void **state)
{
	struct mbox_result result;
	struct fail why;

	dev.ctx.dry_run = true;
	dev.ctx.confirm = TOKEN;
	dev.ctx.confirmed = true;
	dev.ctx.prompt = answer_yes;
	dev.ctx.prompt_text = type_token;
	assert_true(send_raw(&result, &why) < 0);
	assert_int_equal(why.outcome, OUTCOME_DRY_RUN);
	assert_true(send_setting(&dev.m[0], RISK_SETTING, true, &why) < 0);
	assert_int_equal(why.outcome, OUTCOME_DRY_RUN);
	assert_int_equal(dev.questions, 0);
	assert_int_equal(dev.sent, 0);
	assert_taint(512);
	assert_last_event("none");
}

static void what_affects_service_needs_an_audit_record(void **state)
{
	struct mbox_result result;
	struct fail why;

	assert_int_equal(unlink(at("dev/kmsg")), 0);
	assert_refused(send_setting(&dev.m[0], RISK_SERVICE, false, &why), &why,
		       "audit_unavailable");
	dev.ctx.confirm = TOKEN;
	assert_refused(send_raw(&result, &why), &why, "audit_unavailable");
	assert_int_equal(send_setting(&dev.m[0], RISK_SETTING, false, &why), 0);
}

static void reads_are_neither_recorded_nor_counted_as_a_change(void **state)
{
	auto_reply struct mbox_reply reply = { 0 };
	struct fail why = { 0 };

	dev.ctx.read_only = true;
	assert_int_equal(mbox_read(&dev.m[0], OP_GET_TIMESTAMP, 8, &reply, &why), 0);
	assert_last_event("none");
	dev.ctx.read_only = false;
	dev.ctx.offline = false;
	dev.ctx.dry_run = true;
	mbox_reply_done(&reply);
	assert_int_equal(mbox_read(&dev.m[0], OP_GET_TIMESTAMP, 8, &reply, &why), 0);
	assert_int_equal(dev.sent, 2);
	dev.ctx.read_only = true;
	dev.ctx.dry_run = false;
	dev.sent = 0;
	assert_refused(send_setting(&dev.m[0], RISK_SETTING, false, &why), &why, "read_only");
}

static void a_payload_of_another_size_is_not_sent(void **state)
{
	const u8 data[2] = { 1, 0 };
	const struct gate_request conditions = { .risk = RISK_SETTING };
	struct mbox_request req = { .opcode = OP_SET_SHUTDOWN_STATE, .in = data };
	struct mbox_result result;
	struct fail why = { 0 };

	for (req.in_len = 0; req.in_len <= sizeof(data); req.in_len += 2) {
		assert_int_equal(mbox_exec(&dev.m[0], &req, &conditions, &result, &why), -EINVAL);
		assert_string_equal(why.code, "invalid_size");
	}
	assert_int_equal(dev.sent, 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_taint_then_the_intent_then_the_raw_command),
		TEST(a_taint_bit_that_does_not_stay_set_stops_the_raw_command),
		TEST(a_taint_bit_that_cannot_be_read_back_stops_the_raw_command),
		TEST(an_interruption_stops_a_command_before_anything_is_done),
		TEST(a_device_that_timed_out_is_not_asked_again),
		TEST(a_device_that_timed_out_is_not_asked_again),
		TEST(a_device_that_timed_out_is_not_changed),
		TEST(an_open_transfer_is_aborted_whatever_has_changed),
		TEST(without_the_token_of_the_device_no_raw_command_is_sent),
		TEST(everything_is_checked_again_after_the_token),
		TEST(each_device_has_its_own_question),
		TEST(without_an_answer_nothing_is_sent),
		TEST(a_dry_run_asks_sends_and_records_nothing),
		TEST(what_affects_service_needs_an_audit_record),
		TEST(reads_are_neither_recorded_nor_counted_as_a_change),
		TEST(a_payload_of_another_size_is_not_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

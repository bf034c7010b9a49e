// SPDX-License-Identifier: GPL-2.0-only
/* Both write paths: the device that was checked, interruptions, and what a raw command leaves. */
#include <signal.h>

#include "cxl/lib/guard/facts.h"
#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/sysfs-write.h"
#include "cxl/lib/topo/dependents.h"
#include "test/unit/fixture.h"

#define MEM "sys/devices/x/mem0"
#define OTHER "sys/devices/y/mem1"
#define ROOT "sys/devices/r/root0"
#define ENDPOINT ROOT "/port1/endpoint2"

/* clang-format off */
static const char tree[] =
	"f " MEM "/dev 250:0\n"
	"f " MEM "/serial 0xa0\n"
	"f " MEM "/cxl_mem0/scrub0/rate 1\n"
	"f " OTHER "/dev 250:1\n"
	"f " OTHER "/cxl_mem0/scrub0/rate 1\n"
	"l sys/bus/edac/devices/cxl_mem0 ../../../devices/x/mem0/cxl_mem0\n"
	"d run\n"
	"f dev/kmsg \n"
	"f proc/cmdline quiet\n"
	"f proc/sys/kernel/tainted 0\n"
	"f sys/kernel/security/lockdown [none] integrity confidentiality\n"
	LINK("mem0", "devices/x/mem0")
	LINK("mem1", "devices/y/mem1")
	"f " ENDPOINT "/decoders_committed 0\n"
	"f " ENDPOINT "/decoder2.0/size 0x0\n"
	"f " ENDPOINT "/decoder2.0/region region0\n"
	"f " ROOT "/decoder0.0/region0/commit 0\n"
	"l " ENDPOINT "/uport ../../../../x/mem0\n"
	"d sys/bus/cxl/drivers/cxl_mem\n"
	"d etc/cxl/policy.d\n"
	LINK("root0", "devices/r/root0")
	LINK("decoder0.0", "devices/r/root0/decoder0.0")
	LINK("region0", "devices/r/root0/decoder0.0/region0")
	LINK("port1", "devices/r/root0/port1")
	LINK("endpoint2", "devices/r/root0/port1/endpoint2")
	LINK("decoder2.0", "devices/r/root0/port1/endpoint2/decoder2.0");
/* clang-format on */

static struct {
	const char *number; /* device number of the node */
	int opened, sent;   /* calls */
	int open_fd, sent_fd;
} node;

static int open_node(const struct sysroot *root, const char *path, struct dev_node *ret)
{
	*ret = (struct dev_node){ .root = root, .fd = open("/dev/null", O_RDONLY) };
	snprintf(ret->path, sizeof(ret->path), "%s", path);
	snprintf(ret->number, sizeof(ret->number), "%s", node.number);
	node.opened++;
	node.open_fd = ret->fd;
	return 0;
}

static int query(const struct dev_node *n, struct kernel_cmd *cmds, size_t max, size_t *count)
{
	cmds[0] = (struct kernel_cmd){ opcode_kernel_id(OP_GET_TIMESTAMP), true, false, -1, -1 };
	cmds[1] = (struct kernel_cmd){ KERNEL_CMD_RAW, false, false, -1, -1 };
	*count = 2;
	return 0;
}

static int send_cmd(const struct dev_node *n, u32 id, const struct mbox_request *req,
		    struct mbox_reply *rsp)
{
	node.sent++;
	node.sent_fd = n->fd;
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

static struct device {
	struct fixture f;
	struct cxl_ctx ctx;
	struct memdev m;
} dev;

static int setup(void **state)
{
	struct fail why = { 0 };

	memset(&node, 0, sizeof(node));
	node.number = "250:0";
	fixture_open(&dev.f, tree);
	assert_int_equal(ctx_open(&dev.ctx, dev.f.dir, &why), 0);
	dev.ctx.read_only = false;
	dev.ctx.offline = false;
	dev.m = memdev_of(&dev.ctx, &dev.f.t, topo_find(&dev.f.t, "mem0"));
	return 0;
}

static int teardown(void **state)
{
	ctx_close(&dev.ctx);
	fixture_close(&dev.f);
	return 0;
}

/* A path below the system root. */
static const char *at(const char *path)
{
	static char buf[2][256];
	static int i;

	i = !i;
	snprintf(buf[i], sizeof(buf[i]), "%s/%s", dev.f.dir, path);
	return buf[i];
}

static void assert_content(const char *path, const char *expected)
{
	char buf[64] = "";
	int fd = open(at(path), O_RDONLY);

	assert_true(fd >= 0);
	assert_true(read(fd, buf, sizeof(buf) - 1) > 0);
	close(fd);
	assert_string_equal(buf, expected);
}

static void set_content(const char *path, const char *text)
{
	int fd = open(at(path), O_WRONLY | O_CREAT | O_TRUNC, 0644);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void a_node_with_another_number_is_refused(void **state)
{
	auto_reply struct mbox_reply reply = { 0 };
	struct fail why = { 0 };

	node.number = "250:1";
	assert_int_equal(mbox_read(&dev.m, OP_GET_TIMESTAMP, 8, &reply, &why), -EACCES);
	assert_string_equal(why.code, "wrong_node");
	assert_int_equal(why.outcome, OUTCOME_REFUSED);
	node.number = "";
	assert_int_equal(mbox_read(&dev.m, OP_GET_TIMESTAMP, 8, &reply, &why), -EACCES);
	assert_int_equal(node.sent, 0);
	node.number = "250:0";
	assert_int_equal(mbox_read(&dev.m, OP_GET_TIMESTAMP, 8, &reply, &why), 0);
}

static void a_node_without_device_number_is_refused(void **state)
{
	auto_reply struct mbox_reply reply = { 0 };
	struct fail why = { 0 };

	assert_int_equal(unlink(at(MEM "/dev")), 0);
	assert_int_equal(mbox_read(&dev.m, OP_GET_TIMESTAMP, 8, &reply, &why), -ENODEV);
	assert_string_equal(why.code, "device_gone");
	assert_int_equal(mkdir(at(MEM "/dev"), 0700), 0);
	assert_int_equal(mbox_read(&dev.m, OP_GET_TIMESTAMP, 8, &reply, &why), -EACCES);
	assert_string_equal(why.code, "wrong_node");
	assert_int_equal(node.sent, 0);
}

static void a_device_that_took_the_name_is_not_used(void **state)
{
	auto_reply struct mbox_reply reply = { 0 };
	struct fail why = { 0 };

	assert_int_equal(mbox_read(&dev.m, OP_GET_TIMESTAMP, 8, &reply, &why), 0);
	assert_int_equal(rename(at(MEM), at("sys/devices/x/gone")), 0);
	assert_int_equal(rename(at(OTHER), at(MEM)), 0);
	node.number = "250:1"; /* as in its sysfs directory */
	mbox_reply_done(&reply);
	assert_int_equal(mbox_read(&dev.m, OP_GET_TIMESTAMP, 8, &reply, &why), -ENODEV);
	assert_string_equal(why.code, "device_gone");
	assert_int_equal(node.sent, 1);
}

static enum answer agree(const char *question, bool whole_word)
{
	assert_int_equal(node.opened, 1);
	assert_int_equal(node.sent, 0);
	node.number = "250:1"; /* what an open would give from now on */
	return ANSWER_YES;
}

static void the_node_is_open_before_the_question(void **state)
{
	const struct mbox_request req = { .opcode = OP_GET_TIMESTAMP, .out_max = 8 };
	const struct gate_request conditions = { .risk = RISK_SETTING, .needs_confirmation = true };
	struct mbox_result result;
	struct fail why = { 0 };

	dev.ctx.prompt = agree;
	assert_int_equal(mbox_exec(&dev.m, &req, &conditions, &result, &why), 0);
	assert_int_equal(node.opened, 1);
	assert_int_equal(node.sent, 1);
	assert_int_equal(node.sent_fd, node.open_fd);
	mbox_reply_done(&result.reply);
}

static int write_rate(const char *path, struct fail *why)
{
	const struct sysfs_request rq = {
		.memdev = &dev.m,
		.path = path,
		.value = "7",
		.risk = RISK_SETTING,
		.operation = "set rate",
	};

	return sysfs_write(&rq, why);
}

/* Called for each read: the first one comes after the directory was checked. */
static int replace_directory(void *data, enum sys_tree t, const char *path, bool write)
{
	int *calls = data;

	if (!(*calls)++) {
		assert_int_equal(unlink(at("sys/bus/edac/devices/cxl_mem0")), 0);
		assert_int_equal(symlink("../../../devices/y/mem1/cxl_mem0",
					 at("sys/bus/edac/devices/cxl_mem0")),
				 0);
	}
	return 0;
}

static void the_directory_checked_is_the_one_written(void **state)
{
	struct fail why = { 0 };
	int calls = 0;

	dev.ctx.root.fault = replace_directory;
	dev.ctx.root.fault_data = &calls;
	assert_int_equal(write_rate("bus/edac/devices/cxl_mem0/scrub0/rate", &why), 0);
	assert_true(calls > 0);
	assert_content(MEM "/cxl_mem0/scrub0/rate", "7");
	assert_content(OTHER "/cxl_mem0/scrub0/rate", "1\n");
	/* Now the directory belongs to another device. */
	assert_int_equal(write_rate("bus/edac/devices/cxl_mem0/scrub0/rate", &why), -EACCES);
	assert_string_equal(why.code, "device_changed");
	assert_content(OTHER "/cxl_mem0/scrub0/rate", "1\n");
}

#define RATE "bus/edac/devices/cxl_mem0/scrub0/rate"

/* The device is replaced after it was confirmed, and after the first write. */
static void each_write_of_an_action_is_to_the_same_device(void **state)
{
	static const char *const memdevs[] = { "mem0" };
	const struct sysfs_action action = {
		.device = "mem0",
		.memdev = &dev.m,
		.own_attributes = true,
		.operation = "change mem0",
		.memdevs = memdevs,
		.memdev_count = 1,
		.risk = RISK_SETTING,
		.path = RATE,
		.text = "7",
	};
	struct sysfs_sequence s;
	struct fail why = { 0 };

	assert_int_equal(sysfs_begin(&dev.ctx, &action, &s, &why), 0);
	assert_int_equal(sysfs_next(&s, RATE, "7", &why), 0);
	assert_content(MEM "/cxl_mem0/scrub0/rate", "7");
	assert_int_equal(unlink(at("sys/bus/edac/devices/cxl_mem0")), 0);
	assert_int_equal(symlink("../../../devices/y/mem1/cxl_mem0",
				 at("sys/bus/edac/devices/cxl_mem0")),
			 0);
	assert_int_equal(sysfs_next(&s, RATE, "7", &why), -EACCES);
	assert_int_equal(why.outcome, OUTCOME_REFUSED);
	assert_string_equal(why.code, "device_changed");
	assert_int_equal(rename(at(MEM), at("sys/devices/x/gone")), 0);
	assert_int_equal(rename(at(OTHER), at(MEM)), 0);
	assert_int_equal(sysfs_next_data(&s, "devices/x/mem0/cxl_mem0/scrub0/rate", "7", 1, &why),
			 -EACCES);
	assert_content(MEM "/cxl_mem0/scrub0/rate", "1\n");
	sysfs_end(&s);
}

static bool is_logged(const char *text)
{
	char buf[4096] = "";
	int fd = open(at("dev/kmsg"), O_RDONLY);

	assert_true(fd >= 0);
	assert_true(read(fd, buf, sizeof(buf) - 1) > 0);
	close(fd);
	return strstr(buf, text);
}

/* Its steps are not attributes of the device, so each cannot be checked: "bind" of a driver. */
static void an_action_begins_with_the_same_device(void **state)
{
	static const char *const memdevs[] = { "mem0" };
	const struct sysfs_action action = {
		.device = "mem0",
		.memdev = &dev.m,
		.operation = "change mem0",
		.memdevs = memdevs,
		.memdev_count = 1,
		.risk = RISK_SETTING,
		.path = RATE,
		.text = "7",
	};
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct sysfs_sequence s;
	struct fail why = { 0 };

	assert_int_equal(memdev_open(&dev.m, &d), 0);
	assert_int_equal(sysfs_begin(&dev.ctx, &action, &s, &why), 0);
	sysfs_end(&s);
	assert_int_equal(rename(at(MEM), at("sys/devices/x/gone")), 0);
	assert_int_equal(rename(at(OTHER), at(MEM)), 0);
	assert_int_equal(sysfs_begin(&dev.ctx, &action, &s, &why), -EACCES);
	sysfs_end(&s);
	assert_int_equal(why.outcome, OUTCOME_REFUSED);
	assert_string_equal(why.code, "device_changed");
	assert_true(is_logged("\"verdict\":\"device_changed\""));
}

/* As the real run, which is refused. */
static void a_dry_run_needs_the_log(void **state)
{
	const struct sysfs_action action = {
		.device = "mem0",
		.operation = "change mem0",
		.risk = RISK_SERVICE,
		.ignore_use = true,
		.path = RATE,
		.text = "7",
	};
	struct sysfs_sequence s;
	struct fail why = { 0 };

	dev.ctx.dry_run = true;
	assert_int_equal(sysfs_begin(&dev.ctx, &action, &s, &why), -ECANCELED);
	sysfs_end(&s);
	assert_int_equal(why.outcome, OUTCOME_DRY_RUN);
	assert_int_equal(rename(at("dev/kmsg"), at("dev/off")), 0);
	assert_int_equal(sysfs_begin(&dev.ctx, &action, &s, &why), -EACCES);
	sysfs_end(&s);
	assert_string_equal(why.code, "audit_unavailable");
}

static void links_and_other_directories_are_not_written(void **state)
{
	struct fail why = { 0 };

	assert_int_equal(write_rate("devices/y/mem1/cxl_mem0/scrub0/rate", &why), -EACCES);
	assert_true(is_logged("\"event\":\"refused\""));
	assert_true(is_logged("\"path\":\"devices/y/mem1/cxl_mem0/scrub0/rate\""));
	assert_true(is_logged("\"verdict\":\"device_changed\""));
	assert_int_equal(rename(at(MEM "/cxl_mem0/scrub0/rate"), at(MEM "/rate")), 0);
	assert_int_equal(symlink("../../../../y/mem1/cxl_mem0/scrub0/rate",
				 at(MEM "/cxl_mem0/scrub0/rate")),
			 0);
	assert_int_equal(write_rate("devices/x/mem0/cxl_mem0/scrub0/rate", &why), -ELOOP);
	assert_content(OTHER "/cxl_mem0/scrub0/rate", "1\n");
	assert_int_equal(write_rate("devices/x/mem0/rate", &why), 0);
	assert_content(MEM "/rate", "7");
}

static atomic_int interrupted;

static int send_setting(enum risk risk, struct fail *why)
{
	const struct mbox_request req = { .opcode = OP_GET_TIMESTAMP, .out_max = 8 };
	const struct gate_request conditions = { .risk = risk };
	struct mbox_result result;
	int rc = mbox_exec(&dev.m, &req, &conditions, &result, why);

	mbox_reply_done(&result.reply);
	return rc;
}

static void an_interruption_before_the_change_wins(void **state)
{
	struct fail why = { 0 };

	interrupted = SIGINT;
	dev.ctx.interrupted = &interrupted;
	assert_int_equal(send_setting(RISK_SETTING, &why), -EINTR);
	assert_int_equal(why.outcome, OUTCOME_INTERRUPTED);
	assert_int_equal(send_setting(RISK_READ, &why), -EINTR);
	assert_int_equal(write_rate("devices/x/mem0/cxl_mem0/scrub0/rate", &why), -EINTR);
	assert_int_equal(why.outcome, OUTCOME_INTERRUPTED);
	assert_int_equal(node.sent, 0);
	assert_content(MEM "/cxl_mem0/scrub0/rate", "1\n");
	assert_int_equal(access(at("dev/kmsg"), F_OK), 0);
	assert_content("dev/kmsg", "\n");
}

/* The value is read back, but nothing else is changed. */
static void reads_go_on_after_the_change(void **state)
{
	struct fail why = { 0 };

	interrupted = 0;
	dev.ctx.interrupted = &interrupted;
	assert_int_equal(send_setting(RISK_SETTING, &why), 0);
	interrupted = SIGINT;
	assert_int_equal(send_setting(RISK_READ, &why), 0);
	assert_int_equal(send_setting(RISK_SETTING, &why), -EINTR);
	dev.ctx.changing = false;
	assert_int_equal(send_setting(RISK_READ, &why), -EINTR);
	assert_int_equal(node.sent, 2);
}

static int send_raw(struct mbox_result *result, struct fail *why)
{
	static const struct gate_raw unknown = { .listed = GATE_NO, .unlisted = true };
	const struct mbox_request req = { .opcode = 0xc001, .out_max = 8 };
	const struct gate_request conditions = { .risk = RISK_DESTRUCTIVE, .raw = &unknown };

	dev.ctx.confirm = "0xa0@x";
	return mbox_exec(&dev.m, &req, &conditions, result, why);
}

static void nothing_is_tainted_for_what_cannot_be_sent(void **state)
{
	struct mbox_result result;
	struct fail why = { 0 };

	assert_int_equal(rename(at("dev/kmsg"), at("dev/off")), 0);
	assert_int_equal(send_raw(&result, &why), -EACCES);
	assert_string_equal(why.code, "audit_unavailable");
	assert_int_equal(rename(at("dev/off"), at("dev/kmsg")), 0);
	interrupted = SIGINT;
	dev.ctx.interrupted = &interrupted;
	assert_int_equal(send_raw(&result, &why), -EINTR);
	interrupted = 0;
	node.number = "1:3";
	assert_int_equal(send_raw(&result, &why), -EACCES);
	assert_string_equal(why.code, "wrong_node");
	assert_content("proc/sys/kernel/tainted", "0\n");
	assert_int_equal(node.sent, 0);
	node.number = "250:0";
	assert_int_equal(send_raw(&result, &why), 0);
	assert_content("proc/sys/kernel/tainted", "64");
	assert_true(result.taint.set && result.sent);
	mbox_reply_done(&result.reply);
}

static int interrupt_taint(void *data, enum sys_tree t, const char *path, const char *value)
{
	if (t == TREE_PROC)
		interrupted = SIGINT;
	return 0;
}

static int break_log(void *data, enum sys_tree t, const char *path, const char *value)
{
	if (t == TREE_PROC)
		assert_int_equal(unlink(at("dev/kmsg")), 0);
	return 0;
}

/* What happens while the taint is set is too late for the taint, but not for the command. */
static void a_taint_without_a_command_is_reported(void **state)
{
	struct mbox_result result;
	struct fail why = { 0 };

	interrupted = 0;
	dev.ctx.interrupted = &interrupted;
	dev.ctx.root.store = interrupt_taint;
	assert_int_equal(send_raw(&result, &why), -EINTR);
	assert_true(result.taint.set && !result.sent);
	interrupted = 0;
	dev.ctx.root.store = break_log;
	assert_int_equal(send_raw(&result, &why), -EACCES);
	assert_string_equal(why.code, "audit_unavailable");
	assert_true(result.taint.set && !result.sent);
	assert_int_equal(node.sent, 0);
}

static const char *in_use(void)
{
	static char text[400];
	auto_topo struct topo t = { 0 };
	struct dependent_list l;
	struct memdev m;

	assert_int_equal(topo_scan(&t, &dev.ctx.root, TOPO_ALL, NULL), 0);
	m = memdev_of(&dev.ctx, &t, topo_find(&t, "mem0"));
	dependents_find(&m, &l);
	dependents_text(&l, text, sizeof(text));
	return text;
}

static void committed_decoders_are_in_use(void **state)
{
	assert_string_equal(in_use(), "");
	set_content(ENDPOINT "/decoders_committed", "1\n");
	assert_string_equal(in_use(), "its decoders are committed");
	set_content(ROOT "/decoder0.0/region0/commit", "1\n");
	assert_string_equal(in_use(), "part of region0, cannot read which DAX devices are in its "
				      "addresses");
	set_content(ROOT "/decoder0.0/region0/size", "0x0\n");
	assert_string_equal(in_use(), "part of region0");
	set_content(ROOT "/decoder0.0/region0/commit", "0\n");
	assert_int_equal(unlink(at(ENDPOINT "/decoders_committed")), 0);
	assert_string_equal(in_use(), ""); /* Linux before 6.7 */
	set_content(ENDPOINT "/decoder2.0/size", "0x1000\n");
	assert_string_equal(in_use(), "its decoders are committed");
	assert_int_equal(mkdir(at(ENDPOINT "/decoders_committed"), 0700), 0);
	assert_string_equal(in_use(), "cannot read whether its decoders are committed");
}

/* Decoders set up by the firmware decode memory even if no driver is bound. */
static void without_endpoint_it_may_be_in_use(void **state)
{
	assert_int_equal(unlink(at("sys/bus/cxl/devices/endpoint2")), 0);
	assert_string_equal(in_use(), "it has no endpoint, so its decoders are not known");
}

/* A container may have a file of its own there: what is written to it is in no log. */
static void another_file_is_no_kernel_log(void **state)
{
	set_content("dev/kmsg", "");
	assert_int_equal(audit_check(&dev.ctx), 0);
	dev.ctx.root.captured = false;
	assert_int_equal(audit_check(&dev.ctx), -ENODEV);
}

/* The number that the next file would get. */
static int next_fd(void)
{
	int fd = open("/dev/null", O_RDONLY);

	assert_true(fd >= 0);
	close(fd);
	return fd;
}

static void no_node_stays_open(void **state)
{
	const int before = next_fd();
	struct mbox_reply reply;
	struct kernel_cmds cmds;

	assert_int_equal(kernel_cmds_read(&dev.m, &cmds, NULL), 0);
	assert_int_equal(next_fd(), before);
	assert_int_equal(mbox_read(&dev.m, OP_GET_TIMESTAMP, 8, &reply, NULL), 0);
	mbox_reply_done(&reply);
	assert_int_equal(next_fd(), before);
	assert_true(mbox_read(&dev.m, OP_GET_LOG, 8, &reply, NULL) < 0);
	assert_int_equal(next_fd(), before);
	assert_int_equal(node.opened, 3);
}

/* A setting that the kernel lacks is off; without sysctl it is not known. */
static void missing_settings_of_the_kernel(void **state)
{
	u64 v = 7;

	set_content("proc/sys/kernel/warn_limit", "3\n");
	assert_int_equal(facts_kernel_number(&dev.ctx, "warn_limit", &v), 0);
	assert_int_equal(v, 3);
	assert_int_equal(facts_kernel_number(&dev.ctx, "panic_on_warn", &v), 0);
	assert_int_equal(v, 0);
	set_content("proc/sys/kernel/warn_limit", "x\n");
	assert_int_equal(facts_kernel_number(&dev.ctx, "warn_limit", &v), -EBADMSG);
	assert_int_equal(rename(at("proc/sys/kernel"), at("proc/sys/away")), 0);
	assert_int_equal(facts_kernel_number(&dev.ctx, "panic_on_warn", &v), -ENOENT);
}

static enum answer agree_in_use(const char *question, bool whole_word)
{
	set_content(ENDPOINT "/decoders_committed", "1\n");
	return ANSWER_YES;
}

static enum answer agree_denied(const char *question, bool whole_word)
{
	set_content("etc/cxl/policy.d/10.conf", "deny ALL:ALL\n");
	return ANSWER_YES;
}

static void facts_are_gathered_again_after_the_question(void **state)
{
	const struct mbox_request req = { .opcode = OP_GET_TIMESTAMP, .out_max = 8 };
	const struct gate_request conditions = { .risk = RISK_SERVICE, .needs_confirmation = true };
	struct mbox_result result;
	struct fail why = { 0 };

	dev.ctx.prompt = agree_denied;
	assert_int_equal(mbox_exec(&dev.m, &req, &conditions, &result, &why), -EACCES);
	assert_memory_equal(why.code, "policy_", 7);
	assert_int_equal(unlink(at("etc/cxl/policy.d/10.conf")), 0);
	*dev.ctx.confirmed_device = '\0';
	ctx_drop_policy(&dev.ctx);
	dev.ctx.prompt = agree_in_use;
	assert_int_equal(mbox_exec(&dev.m, &req, &conditions, &result, &why), -EACCES);
	assert_string_equal(why.code, "in_use");
	assert_int_equal(node.sent, 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_node_with_another_number_is_refused),
		TEST(a_node_without_device_number_is_refused),
		TEST(a_device_that_took_the_name_is_not_used),
		TEST(the_node_is_open_before_the_question),
		TEST(the_directory_checked_is_the_one_written),
		TEST(each_write_of_an_action_is_to_the_same_device),
		TEST(an_action_begins_with_the_same_device),
		TEST(a_dry_run_needs_the_log),
		TEST(links_and_other_directories_are_not_written),
		TEST(an_interruption_before_the_change_wins),
		TEST(reads_go_on_after_the_change),
		TEST(nothing_is_tainted_for_what_cannot_be_sent),
		TEST(a_taint_without_a_command_is_reported),
		TEST(committed_decoders_are_in_use),
		TEST(without_endpoint_it_may_be_in_use),
		TEST(another_file_is_no_kernel_log),
		TEST(no_node_stays_open),
		TEST(missing_settings_of_the_kernel),
		TEST(facts_are_gathered_again_after_the_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

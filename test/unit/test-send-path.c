// SPDX-License-Identifier: GPL-2.0-only
/* Both write paths act on the device that was checked. */
#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/sysfs-write.h"
#include "test/unit/fixture.h"

#define MEM "sys/devices/x/mem0"
#define OTHER "sys/devices/y/mem1"

/* clang-format off */
static const char tree[] =
	"f " MEM "/dev 250:0\n"
	"f " MEM "/serial 0xa0\n"
	"f " MEM "/cxl_mem0/scrub0/rate 1\n"
	"f " OTHER "/dev 250:1\n"
	"f " OTHER "/cxl_mem0/scrub0/rate 1\n"
	"l sys/bus/edac/devices/cxl_mem0 ../../../devices/x/mem0/cxl_mem0\n"
	"f dev/kmsg \n"
	LINK("mem0", "devices/x/mem0")
	LINK("mem1", "devices/y/mem1");
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

static bool agree(const char *question)
{
	assert_int_equal(node.opened, 1);
	assert_int_equal(node.sent, 0);
	node.number = "250:1"; /* what an open would give from now on */
	return true;
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

static void links_and_other_directories_are_not_written(void **state)
{
	struct fail why = { 0 };

	assert_int_equal(write_rate("devices/y/mem1/cxl_mem0/scrub0/rate", &why), -EACCES);
	assert_int_equal(rename(at(MEM "/cxl_mem0/scrub0/rate"), at(MEM "/rate")), 0);
	assert_int_equal(symlink("../../../../y/mem1/cxl_mem0/scrub0/rate",
				 at(MEM "/cxl_mem0/scrub0/rate")),
			 0);
	assert_int_equal(write_rate("devices/x/mem0/cxl_mem0/scrub0/rate", &why), -ELOOP);
	assert_content(OTHER "/cxl_mem0/scrub0/rate", "1\n");
	assert_int_equal(write_rate("devices/x/mem0/rate", &why), 0);
	assert_content(MEM "/rate", "7");
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
		TEST(links_and_other_directories_are_not_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

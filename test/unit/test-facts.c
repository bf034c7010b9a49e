// SPDX-License-Identifier: GPL-2.0-only
/* Facts for the gate: what uses a device, what it is busy with, what was confirmed. */
#include "cxl/lib/guard/facts.h"
#include "cxl/lib/topo/dependents.h"
#include "test/unit/fixture.h"

#define ROOT "sys/devices/r/root0"
#define REGION ROOT "/decoder0.0/region0"
#define MEM0 "sys/devices/x/mem0"
#define BLOCK "../../devices/r/root0/nvdimm-bridge0/block/"

/* clang-format off */
/* mem0 is part of a persistent region, mem1 has no endpoint, mem2 is not in use. */
static const char tree[] =
	"f " MEM0 "/serial 0xa0\n"
	"f " MEM0 "/security/state disabled\n"
	"f " MEM0 "/firmware/mem0/status idle\n"
	"d sys/devices/x/mem1\n"
	"d sys/devices/x/mem2\n"
	LINK("root0", "devices/r/root0")
	LINK("mem0", "devices/x/mem0")
	LINK("mem1", "devices/x/mem1")
	LINK("mem2", "devices/x/mem2")
	LINK("endpoint3", "devices/r/root0/endpoint3")
	LINK("endpoint4", "devices/r/root0/endpoint4")
	LINK("decoder0.0", "devices/r/root0/decoder0.0")
	LINK("decoder3.0", "devices/r/root0/endpoint3/decoder3.0")
	LINK("region0", "devices/r/root0/decoder0.0/region0")
	"l " ROOT "/endpoint3/uport ../../../x/mem0\n"
	"l " ROOT "/endpoint4/uport ../../../x/mem2\n"
	"f " ROOT "/endpoint4/decoders_committed 0\n"
	"f " ROOT "/endpoint3/decoder3.0/region region0\n"
	"f " REGION "/mode pmem\n"
	"f " REGION "/size 0x0\n"
	"f " REGION "/commit 1\n"
	"l sys/class/block/pmem0 " BLOCK "pmem0\n"
	"l sys/class/block/pmem1 " BLOCK "pmem1\n"
	"f proc/mounts /dev/pmem1 /mnt ext4 rw 0 0\n"
	"f proc/swaps Filename\n"
	"d proc/1/fd\n"
	"f proc/1/maps \n"
	"f dev/pmem0 -\n"
	"f dev/pmem1 -\n"
	"d etc/cxl/policy.d\n";
/* clang-format on */

static struct {
	struct fixture f;
	struct cxl_ctx ctx;
} sys;

static int setup(void **state)
{
	struct fail why = { 0 };

	fixture_open(&sys.f, tree);
	assert_int_equal(ctx_open(&sys.ctx, sys.f.dir, &why), 0);
	return 0;
}

static int teardown(void **state)
{
	ctx_close(&sys.ctx);
	fixture_close(&sys.f);
	return 0;
}

static struct gate_facts gather(const struct gate_request *r, const char *device)
{
	const struct audit_entry e = { .device = device, .path = "x" };
	struct gate_facts f;

	facts_gather(&sys.ctx, r, &e, &f);
	return f;
}

static void what_uses_a_device(void **state)
{
	static const char *const memdevs[] = { "mem2", "mem0" };
	struct gate_facts f = gather(&(struct gate_request){ .risk = RISK_SERVICE }, "mem0");

	assert_string_equal(f.in_use, "part of region0, pmem1 is mounted on /mnt");
	assert_true(f.region_in_use && f.memory_in_use);
	assert_false(f.use_unknown || f.process_in_use);
	f = gather(&(struct gate_request){ .risk = RISK_SETTING }, "mem0");
	assert_string_equal(f.in_use, "");
	f = gather(&(struct gate_request){ .risk = RISK_SERVICE }, "mem2");
	assert_string_equal(f.in_use, "");
	f = gather(&(struct gate_request){ RISK_SERVICE, .memdevs = memdevs, .memdev_count = 2 },
		   "port1");
	assert_string_equal(f.in_use, "mem0: part of region0, pmem1 is mounted on /mnt");
	f = gather(&(struct gate_request){ RISK_SERVICE, .memory_only = true }, "mem0");
	assert_string_equal(f.in_use, "pmem1 is mounted on /mnt");
	f = gather(&(struct gate_request){ RISK_SERVICE, .region = "region0" }, "region0");
	assert_string_equal(f.in_use, "pmem1 is mounted on /mnt");
	assert_false(f.region_in_use);
}

static int no_access(void *data, enum sys_tree t, const char *path, bool write)
{
	return t == TREE_SYS && strstr(path, data) ? -EACCES : 0;
}

/* What cannot be determined counts as use. */
static void what_is_not_known_is_in_use(void **state)
{
	struct gate_facts f = gather(&(struct gate_request){ .risk = RISK_SERVICE }, "mem9");

	assert_string_equal(f.in_use, "cannot read what depends on it");
	assert_true(f.use_unknown);
	f = gather(&(struct gate_request){ .risk = RISK_SERVICE, .region = "region9" }, "region9");
	assert_string_equal(f.in_use, "cannot read what depends on it");
	assert_true(f.use_unknown);
	f = gather(&(struct gate_request){ .risk = RISK_SERVICE, .region = "mem0" }, "region0");
	assert_true(f.use_unknown);
	f = gather(&(struct gate_request){ .risk = RISK_SERVICE }, "mem1");
	assert_string_equal(f.in_use, "it has no endpoint, so its decoders are not known");
	assert_true(f.use_unknown);
	sys.ctx.root.fault = no_access;
	sys.ctx.root.fault_data = (char *)"region0/commit";
	f = gather(&(struct gate_request){ .risk = RISK_SERVICE }, "mem0");
	assert_true(f.region_in_use);
}

/* That of one device at the prompt is not one of another. */
static void the_device_that_was_confirmed(void **state)
{
	const struct gate_request r = { .risk = RISK_SETTING };

	assert_false(gather(&r, "mem0").confirmed);
	strcpy(sys.ctx.confirmed_device, "mem1");
	assert_false(gather(&r, "mem0").confirmed);
	assert_true(gather(&r, "mem1").confirmed);
	assert_false(gather(&r, "").confirmed);
	sys.ctx.confirmed_device[0] = '\0';
	assert_false(gather(&r, "").confirmed);
	sys.ctx.confirmed = true;
	assert_true(gather(&r, "mem0").confirmed);
}

static void set(const char *attr, const char *text)
{
	struct sysdir d = { .fd = -1 };

	assert_int_equal(sysdir_open(&d, &sys.ctx.root, TREE_SYS, "devices/x/mem0"), 0);
	assert_int_equal(sysdir_write(&d, attr, text), 0);
	sysdir_close(&d);
}

static void what_a_device_is_busy_with(void **state)
{
	assert_null(facts_busy(&sys.ctx, "mem0"));
	assert_null(facts_busy(&sys.ctx, "mem1")); /* it has neither attribute */
	set("firmware/mem0/status", "receiving");
	assert_string_equal(facts_busy(&sys.ctx, "mem0"), "a firmware update is in progress");
	set("security/state", "sanitize");
	assert_string_equal(facts_busy(&sys.ctx, "mem0"), "the device is being sanitized");
	set("security/state", "disabled");
	set("firmware/mem0/status", "idle");
	sys.ctx.root.fault = no_access;
	sys.ctx.root.fault_data = (char *)"security/state";
	assert_string_equal(facts_busy(&sys.ctx, "mem0"),
			    "cannot read whether the device is being sanitized");
	sys.ctx.root.fault_data = (char *)"firmware/mem0/status";
	assert_string_equal(facts_busy(&sys.ctx, "mem0"),
			    "cannot read whether a firmware update is in progress");
}

static const char *block_users(int err, bool captured)
{
	static char text[400];
	struct dependent_list l;

	sys.f.root.captured = captured;
	sys.f.root.fault_data = &err;
	dependents_find_region(&sys.f.t, topo_find(&sys.f.t, "region0"), &l);
	dependents_text(&l, text, sizeof(text));
	return text;
}

static int open_block(void *data, enum sys_tree t, const char *path, bool write)
{
	return t == TREE_DEV && str_after(path, "pmem") ? *(int *)data : 0;
}

/* In the running system, an exclusive open finds what /proc/mounts does not show. */
static void block_devices_in_exclusive_use(void **state)
{
	sys.f.root.fault = open_block;
	assert_string_equal(block_users(0, false), "pmem1 is mounted on /mnt");
	assert_string_equal(block_users(-EBUSY, false),
			    "pmem1 is mounted on /mnt, pmem0 is in exclusive use, such as by a "
			    "mount of a container");
	assert_string_equal(block_users(-EIO, false),
			    "pmem1 is mounted on /mnt, cannot read whether a block device is in "
			    "use");
	assert_string_equal(block_users(-ENOENT, false),
			    "pmem1 is mounted on /mnt, cannot read whether a block device is in "
			    "use");
	assert_string_equal(block_users(-EBUSY, true), "pmem1 is mounted on /mnt");
}

/* In a dump: nothing but reads; reads with side effects in a section that was asked for. */
static void what_a_context_for_reading_allows(void **state)
{
	struct gate_request r = { 0 };
	int risk;

	for (risk = RISK_READ; risk <= RISK_DESTRUCTIVE; risk++) {
		r.risk = (enum risk)risk;
		sys.ctx.read_only = sys.ctx.read_effects = false;
		assert_false(gather(&r, "mem2").read_only);
		sys.ctx.read_only = true;
		assert_true(gather(&r, "mem2").read_only);
		sys.ctx.read_effects = true;
		assert_int_equal(gather(&r, "mem2").read_only, risk > RISK_READ_EFFECTS);
	}
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_uses_a_device),
		TEST(what_is_not_known_is_in_use),
		TEST(the_device_that_was_confirmed),
		TEST(what_a_device_is_busy_with),
		TEST(block_devices_in_exclusive_use),
		TEST(what_a_context_for_reading_allows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

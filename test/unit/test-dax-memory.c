// SPDX-License-Identifier: GPL-2.0-only
/* Memory blocks of a DAX device that are set online and offline: order, failures, time limits. */
#include <limits.h>
#include <signal.h>
#include <sys/time.h>
#include <time.h>

#include "daxctl/memory-work.h"
#include "test/unit/fixture.h"

/* clang-format off */
#define MEMORY "sys/devices/system/memory/"
#define DAX "devices/platform/hmem_platform.0/hmem.3/dax3.0"
#define BLOCK(number)                                                                              \
	"f " MEMORY "memory" number "/state online\n"                                              \
	"f " MEMORY "memory" number "/valid_zones Movable\n"

/* Three blocks of 128 MiB, which are online. */
static const char tree[] =
	"f " MEMORY "block_size_bytes 8000000\n"
	BLOCK("32") BLOCK("33") BLOCK("34")
	"f sys/" DAX "/size 402653184\n"
	"f sys/" DAX "/align 2097152\n"
	"f sys/" DAX "/mapping0/start 0x100000000\n"
	"f sys/" DAX "/mapping0/end 0x117ffffff\n"
	"l sys/" DAX "/driver ../../../../../bus/dax/drivers/kmem\n"
	"l sys/bus/dax/devices/dax3.0 ../../../" DAX "\n"
	"d run\n"
	"f dev/kmsg \n"
	"d etc/cxl/policy.d\n";
/* clang-format on */

static atomic_int signalled;

/* What the kernel is like: how it answers a write to the state of block .number. */
static struct {
	char text[200]; /* all writes: "34=offline 33=offline" */
	int number;
	int error;
	int times;	/* that it fails; -1: always */
	bool done;	/* by another program, before the error */
	bool interrupt; /* a signal arrives with the error */
	bool waits;	/* for pages, until a signal arrives or after 5 seconds */
} kernel;

static struct {
	struct fixture f;
	struct cxl_ctx ctx;
	struct inv inv;
	struct dax_nodes devices;
	struct dax_state s;
	struct memory_request rq;
	struct memory_result r;
	struct rec *o;
} sys;

static void set_state(int number, const char *value)
{
	char path[PATH_MAX];
	FILE *file;

	snprintf(path, sizeof(path), "%s/" MEMORY "memory%d/state", sys.f.dir, number);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(value, file);
	fclose(file);
}

static int answer(int number, const char *value)
{
	const struct timespec pages = { .tv_sec = 5 };

	if (number == kernel.number && kernel.waits)
		return nanosleep(&pages, NULL) < 0 ? -errno : 0;
	if (number != kernel.number || !kernel.times)
		return 0;
	kernel.times -= kernel.times > 0;
	if (kernel.done)
		set_state(number, value);
	if (kernel.interrupt)
		signalled = SIGINT;
	return kernel.error;
}

static int store(void *data, enum sys_tree tree_id, const char *path, const char *value)
{
	int number, rc;

	if (tree_id != TREE_SYS)
		return 0;
	assert_int_equal(sscanf(path, "devices/system/memory/memory%d/state", &number), 1);
	sprintf(kernel.text + strlen(kernel.text), "%s%d=%s", *kernel.text ? " " : "", number,
		value);
	rc = answer(number, value);
	if (rc < 0)
		return rc;
	set_state(number, str_eq(value, "offline") ? value : "online");
	return 1;
}

static int setup(void **state)
{
	struct fail why = { 0 };

	memset(&sys, 0, sizeof(sys));
	memset(&kernel, 0, sizeof(kernel));
	signalled = 0;
	fixture_open(&sys.f, tree);
	assert_int_equal(ctx_open(&sys.ctx, sys.f.dir, &why), 0);
	sys.ctx.read_only = sys.ctx.offline = false;
	sys.ctx.verb = "offline-memory";
	sys.ctx.interrupted = &signalled;
	sys.ctx.root.store = store;
	sys.inv.ctx = &sys.ctx;
	sys.rq = (struct memory_request){ .topo = &sys.f.t, .risk = RISK_SERVICE };
	sys.o = rec_new_obj();
	return 0;
}

static int teardown(void **state)
{
	rec_free(sys.o);
	dax_state_done(&sys.s);
	dax_nodes_free(&sys.devices);
	ctx_close(&sys.ctx);
	fixture_close(&sys.f);
	return 0;
}

static int work(void)
{
	struct fail why = { 0 };

	dax_state_done(&sys.s);
	dax_nodes_free(&sys.devices);
	assert_int_equal(dax_scan(&sys.ctx.root, &sys.devices), 0);
	assert_int_equal(sys.devices.count, 1);
	assert_int_equal(dax_state_read(&sys.ctx.root, sys.devices.at, &sys.s, &why), 0);
	*kernel.text = '\0';
	return memory_work(&sys.inv, &sys.s, &sys.rq, sys.o, &sys.r);
}

static void assert_result(size_t changed, size_t already, size_t failed)
{
	assert_int_equal(sys.r.changed, changed);
	assert_int_equal(sys.r.already, already);
	assert_int_equal(sys.r.failed, failed);
}

/* Memory is removed from its end, and added from its beginning. */
static void order(void **state)
{
	assert_int_equal(work(), 0);
	assert_string_equal(kernel.text, "34=offline 33=offline 32=offline");
	assert_result(3, 0, 0);
	assert_int_equal(work(), 0);
	assert_string_equal(kernel.text, "");
	assert_result(0, 3, 0);
	sys.rq.online = sys.rq.movable = true;
	assert_int_equal(work(), 0);
	assert_string_equal(kernel.text, "32=online_movable 33=online_movable 34=online_movable");
	set_state(33, "offline");
	sys.rq.movable = false;
	assert_int_equal(work(), 0);
	assert_string_equal(kernel.text, "33=online_kernel");
	assert_result(1, 2, 0);
}

/* state_store() of drivers/base/memory.c returns EINVAL if the block has the state already. */
static void another_program_was_faster(void **state)
{
	kernel.number = 33;
	kernel.error = -EINVAL;
	kernel.times = -1;
	kernel.done = true;
	assert_int_equal(work(), 0);
	assert_result(2, 1, 0);
	assert_null(rec_get(sys.o, "failed_blocks"));

	set_state(33, "online");
	kernel.done = false;
	assert_int_equal(work(), -EINVAL);
	assert_result(0, 2, 1);
	assert_int_equal(rec_get(sys.o, "failed_blocks")->count, 1);
}

/* Other errors are failures, whatever the state is. */
static void other_errors(void **state)
{
	kernel.number = 33;
	kernel.error = -EIO;
	kernel.times = -1;
	kernel.done = true;
	assert_int_equal(work(), -EIO);
	assert_result(2, 0, 1);
}

/* Blocks that are busy are tried again with a time limit, after the others. */
static void busy_blocks(void **state)
{
	kernel.number = 33;
	kernel.error = -EBUSY;
	kernel.times = 2;
	assert_int_equal(work(), -EBUSY);
	assert_string_equal(kernel.text, "34=offline 33=offline 32=offline");
	assert_result(2, 0, 1);
	assert_non_null(strstr(sys.r.why.message, "memory block 33 (0x108000000-0x10fffffff)"));
	assert_non_null(strstr(sys.r.why.message, "; 2 of 3 memory blocks are offline"));

	set_state(32, "online");
	set_state(34, "online");
	kernel.times = 2;
	sys.rq.timeout = 60;
	assert_int_equal(work(), 0);
	assert_string_equal(kernel.text, "34=offline 33=offline 32=offline 33=offline 33=offline");
	assert_result(3, 0, 0);
}

/* The kernel tries to free pages until a signal arrives: that of the timer ends the write. */
static void time_is_over_in_the_kernel(void **state)
{
	struct itimerval timer;

	kernel.number = 33;
	kernel.waits = true;
	sys.rq.timeout = 1;
	assert_int_equal(work(), -ETIMEDOUT);
	assert_string_equal(kernel.text, "34=offline 33=offline");
	assert_result(1, 0, 1);
	assert_string_equal(sys.r.why.message,
			    "memory block 33 (0x108000000-0x10fffffff): timed out; 1 of 3 "
			    "memory blocks are offline");
	assert_non_null(strstr(sys.r.why.hint, "pages of it are in use"));
	assert_int_equal(getitimer(ITIMER_REAL, &timer), 0);
	assert_int_equal(timer.it_value.tv_sec, 0);
	assert_int_equal(timer.it_value.tv_usec, 0);
}

/* Blocks that were not tried remain. */
static void interrupted(void **state)
{
	kernel.number = 33;
	kernel.error = -EBUSY;
	kernel.times = -1;
	kernel.interrupt = true;
	assert_int_equal(work(), -EINTR);
	assert_string_equal(kernel.text, "34=offline 33=offline");
	assert_int_equal(sys.r.why.outcome, OUTCOME_INTERRUPTED);
	assert_string_equal(sys.r.why.message, "interrupted; 1 of 3 memory blocks are offline");
}

/* All blocks were tried: what the last one has failed with counts, and it is not tried again. */
static void interrupted_at_the_end(void **state)
{
	kernel.number = 32;
	kernel.error = -EBUSY;
	kernel.times = -1;
	kernel.interrupt = true;
	sys.rq.timeout = 60;
	assert_int_equal(work(), -EBUSY);
	assert_string_equal(kernel.text, "34=offline 33=offline 32=offline");
	assert_result(2, 0, 1);
	assert_int_equal(sys.r.why.outcome, OUTCOME_FAILED);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(order),
		TEST(another_program_was_faster),
		TEST(other_errors),
		TEST(busy_blocks),
		TEST(time_is_over_in_the_kernel),
		TEST(interrupted),
		TEST(interrupted_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

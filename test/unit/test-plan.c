// SPDX-License-Identifier: GPL-2.0-only
/* Plans: order, failures, interruptions, undo, and the record. */
#include <limits.h>
#include <signal.h>

#include "cxl/lib/plan/driver.h"
#include "test/unit/fixture.h"

/* clang-format off */
static const char tree[] =
	"f sys/devices/x/mem0/serial 0xa0\n"
	"f sys/devices/x/mem0/a 0\n"
	"f sys/devices/x/mem0/b 0\n"
	"f sys/devices/x/mem0/c 0\n"
	"d run\n"
	"f dev/kmsg \n"
	"d etc/cxl/policy.d\n"
	LINK("mem0", "devices/x/mem0");
/* clang-format on */

static atomic_int signalled;

/* What the writes are, in order, and which of them fails or is interrupted. */
static struct {
	char text[400];
	const char *fails;	 /* "c=1" */
	const char *fails_too;	 /* "a=0" */
	int error;		 /* with which they fail; 0: -EBUSY */
	const char *interrupted; /* a signal arrives while it is written */
	const char *logged;	 /* by the kernel, to .kmsg, when a write fails */
	const char *logged_undo; /* likewise, when "a=0" is written */
	const char *kmsg;
} writes;

static void log_message(const char *text)
{
	FILE *f = fopen(writes.kmsg, "a");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static int store(void *data, enum sys_tree tree_id, const char *path, const char *value)
{
	char write[64];

	if (tree_id != TREE_SYS)
		return 0;
	snprintf(write, sizeof(write), "%s=%s", path_base(path), value);
	strcat(strcat(writes.text, *writes.text ? " " : ""), write);
	if (writes.interrupted && str_eq(write, writes.interrupted))
		signalled = SIGINT;
	if (writes.logged_undo && str_eq(write, "a=0"))
		log_message(writes.logged_undo);
	if ((writes.fails && str_eq(write, writes.fails)) ||
	    (writes.fails_too && str_eq(write, writes.fails_too))) {
		if (writes.logged)
			log_message(writes.logged);
		return writes.error ? writes.error : -EBUSY;
	}
	return 1;
}

struct system {
	struct fixture f;
	struct cxl_ctx ctx;
	struct plan plan;
	struct plan_result result;
	struct fail why;
};

static void add(struct plan *p, char attr)
{
	char text[] = "set ?", path[] = "devices/x/mem0/?";

	text[sizeof(text) - 2] = path[sizeof(path) - 2] = attr;
	plan_add(p, text, path, "1");
	plan_undo(p, NULL, "0");
}

static void open_system(struct system *s)
{
	struct fail why = { 0 };

	*s = (struct system){ 0 };
	memset(&writes, 0, sizeof(writes));
	signalled = 0;
	fixture_open(&s->f, tree);
	assert_int_equal(ctx_open(&s->ctx, s->f.dir, &why), 0);
	s->ctx.read_only = false;
	s->ctx.offline = false;
	s->ctx.verb = "test";
	s->ctx.interrupted = &signalled;
	s->ctx.root.store = store;
	add(&s->plan, 'a');
	add(&s->plan, 'b');
	add(&s->plan, 'c');
}

static void close_system(struct system *s)
{
	plan_free(&s->plan);
	ctx_close(&s->ctx);
	fixture_close(&s->f);
}

static int apply(struct system *s)
{
	static const char *const memdevs[] = { "mem0" };
	struct plan_action action = {
		.ctx = &s->ctx,
		.sysfs = {
			.device = "mem0",
			.operation = "change mem0",
			.memdevs = memdevs,
			.memdev_count = 1,
			.risk = RISK_SETTING,
		},
	};

	return plan_apply(&s->plan, &action, &s->result, &s->why);
}

/* The kernel log of the fixture. */
static void assert_recorded(struct system *s, const char *result)
{
	auto_sys_text struct sys_text log = { 0 };
	char expected[64];

	assert_int_equal(sys_read_file(&s->ctx.root, TREE_DEV, "kmsg", 1 << 16, &log), 0);
	snprintf(expected, sizeof(expected), "\"result\":\"%s\"", result);
	assert_non_null(strstr(log.text, "\"event\":\"intent\""));
	assert_non_null(strstr(log.text, expected));
}

static void set_attr(const struct system *s, const char *attr, const char *value)
{
	char path[PATH_MAX];
	FILE *f;

	snprintf(path, sizeof(path), "%s/sys/devices/x/mem0/%s", s->f.dir, attr);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(value, f);
	fclose(f);
}

static void test_done(void **state)
{
	struct system s;

	open_system(&s);
	assert_int_equal(apply(&s), 0);
	assert_string_equal(writes.text, "a=1 b=1 c=1");
	assert_int_equal(s.result.done, 3);
	assert_recorded(&s, "done");
	close_system(&s);
}

static void test_failure(void **state)
{
	struct system s;

	open_system(&s);
	writes.fails = "c=1";
	assert_int_equal(apply(&s), -EBUSY);
	assert_string_equal(writes.text, "a=1 b=1 c=1 b=0 a=0");
	assert_non_null(strstr(s.why.message, "/c"));
	assert_non_null(strstr(s.why.message, "the changes before it were undone"));
	assert_int_equal(s.result.done, 0);
	assert_int_equal(s.result.undone, 2);
	assert_int_equal(s.why.outcome, OUTCOME_FAILED);
	assert_recorded(&s, "failed");
	close_system(&s);
}

/* "Not supported" of a later step does not say that nothing was done. */
static void test_not_supported(void **state)
{
	struct system s;

	open_system(&s);
	writes.error = -EOPNOTSUPP;
	writes.fails = "a=1";
	assert_int_equal(apply(&s), -EOPNOTSUPP);
	assert_int_equal(s.why.outcome, OUTCOME_UNSUPPORTED);
	writes.fails = "b=1";
	assert_int_equal(apply(&s), -EOPNOTSUPP);
	assert_int_equal(s.why.outcome, OUTCOME_FAILED);
	close_system(&s);
}

/* The first step fails: nothing was changed. */
static void test_first(void **state)
{
	struct system s;

	open_system(&s);
	writes.fails = "a=1";
	assert_int_equal(apply(&s), -EBUSY);
	assert_string_equal(writes.text, "a=1");
	assert_null(strstr(s.why.message, "undone"));
	close_system(&s);
}

/* What cannot be undone is named; the rest is undone all the same. */
static void test_not_undone(void **state)
{
	struct system s;

	open_system(&s);
	writes.fails = "c=1";
	writes.fails_too = "b=0";
	assert_int_equal(apply(&s), -EBUSY);
	assert_string_equal(writes.text, "a=1 b=1 c=1 b=0 a=0");
	assert_non_null(strstr(s.why.message, "1 change remains: set b ("));
	assert_null(strstr(s.why.message, "set a"));
	assert_int_equal(s.result.done, 1);
	assert_int_equal(s.result.undone, 1);
	close_system(&s);

	open_system(&s);
	s.plan.at[1].undo.path = NULL;
	writes.fails = "c=1";
	assert_int_equal(apply(&s), -EBUSY);
	assert_string_equal(writes.text, "a=1 b=1 c=1 a=0");
	assert_non_null(strstr(s.why.message, "1 change remains: set b"));
	close_system(&s);

	/* several, in the order of the plan */
	open_system(&s);
	s.plan.at[0].undo.path = s.plan.at[1].undo.path = NULL;
	writes.fails = "c=1";
	assert_int_equal(apply(&s), -EBUSY);
	assert_non_null(strstr(s.why.message, "2 changes remain: set a, set b"));
	close_system(&s);

	open_system(&s);
	s.plan.at[1].needs_no_undo = true;
	writes.fails = "c=1";
	assert_int_equal(apply(&s), -EBUSY);
	assert_string_equal(writes.text, "a=1 b=1 c=1 a=0");
	assert_non_null(strstr(s.why.message, "the changes before it were undone"));
	close_system(&s);
}

/* Another step may have undone it: then, its own undo fails. */
static void test_undone_by_another(void **state)
{
	static const char *const values[] = { "160", "161" };
	struct system s;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(values); i++) {
		open_system(&s);
		s.plan.count = 2;
		plan_undone_if(&s.plan, "serial", values[i]);
		s.plan.count = 3;
		writes.fails = "c=1";
		writes.fails_too = "b=0";
		assert_int_equal(apply(&s), -EBUSY);
		assert_int_equal(!!strstr(s.why.message, "1 change remains: set b ("), i);
		assert_int_equal(s.result.undone, 2 - i);
		close_system(&s);
	}
}

/* If the undo fails, whether something remains depends on the device, not on the directory. */
static void test_device_removed(void **state)
{
	static const struct {
		const char *undo, *needs, *message;
	} cases[] = {
		{ "devices/x/gone/b", NULL, "; the changes before it were undone" },
		{ "devices/x/gone/b", "devices/x/mem0", "1 change remains: set b (" },
		{ "devices/x/mem0/b", "devices/x/gone", "; the changes before it were undone" },
		{ "devices/x/mem0/b", NULL, "1 change remains: set b (" },
	};
	struct system s;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		open_system(&s);
		s.plan.at[1].undo.path = cases[i].undo;
		if (cases[i].needs)
			s.plan.at[1].needs = cases[i].needs;
		writes.fails = "c=1";
		writes.fails_too = "b=0";
		assert_int_equal(apply(&s), -EBUSY);
		assert_non_null(strstr(s.why.message, cases[i].message));
		close_system(&s);
	}
}

static void test_interrupted(void **state)
{
	struct system s;

	/* during the second step */
	open_system(&s);
	writes.interrupted = "b=1";
	assert_int_equal(apply(&s), -EINTR);
	assert_string_equal(writes.text, "a=1 b=1 b=0 a=0");
	assert_int_equal(s.why.outcome, OUTCOME_INTERRUPTED);
	close_system(&s);

	/* during the last step, which completes the plan */
	open_system(&s);
	writes.interrupted = "c=1";
	assert_int_equal(apply(&s), 0);
	assert_string_equal(writes.text, "a=1 b=1 c=1");
	close_system(&s);

	/* a write that it ends */
	open_system(&s);
	writes.fails = writes.interrupted = "b=1";
	writes.error = -EINTR;
	assert_int_equal(apply(&s), -EINTR);
	assert_string_equal(writes.text, "a=1 b=1 a=0");
	assert_int_equal(s.why.outcome, OUTCOME_INTERRUPTED);
	close_system(&s);

	/* before the first one */
	open_system(&s);
	signalled = SIGINT;
	assert_int_equal(apply(&s), -EINTR);
	assert_string_equal(writes.text, "");
	assert_non_null(strstr(s.why.message, "nothing was changed"));
	close_system(&s);
}

/* All bytes of binary data, which alone is the payload in the record. */
static void test_data(void **state)
{
	auto_sys_text struct sys_text written = { 0 }, log = { 0 };
	char data[10000];
	struct system s;
	size_t i;

	for (i = 0; i < sizeof(data); i++)
		data[i] = (char)(i % 251);
	open_system(&s);
	plan_free(&s.plan);
	add(&s.plan, 'a');
	plan_add(&s.plan, "write b", "devices/x/mem0/b", "10000 bytes");
	plan_data(&s.plan, data, sizeof(data));
	plan_needs_no_undo(&s.plan);
	add(&s.plan, 'c');
	assert_int_equal(apply(&s), 0);
	assert_string_equal(writes.text, "a=1 c=1");
	assert_int_equal(sys_read_file(&s.ctx.root, TREE_SYS, "devices/x/mem0/b", 1 << 16,
				       &written),
			 0);
	assert_int_equal(written.len, sizeof(data));
	assert_memory_equal(written.text, data, sizeof(data));
	assert_int_equal(sys_read_file(&s.ctx.root, TREE_DEV, "kmsg", 1 << 16, &log), 0);
	assert_non_null(strstr(log.text, "\"payload_bytes\":10000,"));

	*writes.text = '\0';
	writes.interrupted = "a=1";
	assert_int_equal(apply(&s), -EINTR);
	assert_string_equal(writes.text, "a=1 a=0");
	assert_int_equal(s.why.outcome, OUTCOME_INTERRUPTED);
	close_system(&s);
}

/* What the kernel accepts without effect is noticed: the steps before the last one are undone. */
static void test_verify(void **state)
{
	struct system s;

	open_system(&s);
	plan_verify(&s.plan, "devices/x/mem0/serial", false);
	assert_int_equal(apply(&s), -EIO);
	assert_string_equal(s.why.code, "readback_differs");
	assert_string_equal(writes.text, "a=1 b=1 c=1 b=0 a=0");
	assert_int_equal(s.result.failed, 2);
	assert_int_equal(s.result.undone, 2);
	assert_int_equal(s.result.done, 0);
	assert_recorded(&s, "failed");
	plan_verify(&s.plan, "devices/x/mem0/serial", true);
	assert_int_equal(apply(&s), 0);
	close_system(&s);

	/* without undo */
	open_system(&s);
	s.plan.at[0].undo.path = NULL;
	plan_verify(&s.plan, "devices/x/mem0/serial", false);
	assert_int_equal(apply(&s), -EIO);
	assert_string_equal(writes.text, "a=1 b=1 c=1");
	assert_int_equal(s.result.done, 3);
	assert_int_equal(s.result.failed, 3);
	assert_recorded(&s, "failed");
	close_system(&s);
}

/* All attributes that were written before must still have their values. */
static void test_recheck(void **state)
{
	struct system s;

	open_system(&s);
	plan_recheck(&s.plan);
	set_attr(&s, "a", "1");
	assert_int_equal(apply(&s), -EIO);
	assert_string_equal(s.why.code, "readback_differs");
	assert_non_null(strstr(s.why.message, "/b was set to 1, but is '0'"));
	assert_string_equal(writes.text, "a=1 b=1 b=0 a=0");
	set_attr(&s, "b", "1");
	assert_int_equal(apply(&s), 0);
	close_system(&s);
}

/* A step that only waits is done even after a signal. */
static void test_wait(void **state)
{
	struct system s;

	open_system(&s);
	s.plan.at[2].needs_no_undo = true;
	writes.interrupted = "b=1";
	assert_int_equal(apply(&s), 0);
	assert_string_equal(writes.text, "a=1 b=1 c=1");
	close_system(&s);
}

/* One without effect that is followed by others is not. */
static void test_setting_not_done(void **state)
{
	struct system s;

	open_system(&s);
	s.plan.at[1].needs_no_undo = true;
	writes.interrupted = "a=1";
	assert_int_equal(apply(&s), -EINTR);
	assert_string_equal(writes.text, "a=1 a=0");
	close_system(&s);
}

/* A step that may have an effect although it fails is undone, too, and first. */
static void test_undo_failed(void **state)
{
	struct system s;

	open_system(&s);
	plan_undo_failed(&s.plan);
	writes.fails = "c=1";
	writes.fails_too = "c=0";
	assert_int_equal(apply(&s), -EBUSY);
	assert_string_equal(writes.text, "a=1 b=1 c=1 c=0 b=0 a=0");
	assert_int_equal(s.result.failed, 2);
	assert_null(strstr(s.why.message, "remain"));
	close_system(&s);

	/* It has none if it was not tried. */
	open_system(&s);
	s.plan.at[1].undo_failed = true;
	writes.interrupted = "a=1";
	assert_int_equal(apply(&s), -EINTR);
	assert_string_equal(writes.text, "a=1 a=0");
	close_system(&s);
}

static void test_optional(void **state)
{
	struct system s;

	open_system(&s);
	s.plan.at[1].optional = true;
	writes.fails = "b=1";
	assert_int_equal(apply(&s), 0);
	assert_string_equal(writes.text, "a=1 b=1 c=1");
	assert_int_equal(s.result.skipped, 1);
	assert_int_equal(s.result.failed, 3);
	assert_non_null(strstr(s.result.skipped_text, "/b"));
	close_system(&s);

	/* It is undone, and named if that fails, only if it was done. */
	open_system(&s);
	set_attr(&s, "a", "1");
	s.plan.at[0].optional = s.plan.at[1].optional = true;
	writes.fails = "c=1";
	writes.fails_too = "a=0";
	assert_int_equal(apply(&s), -EBUSY);
	assert_string_equal(writes.text, "a=1 b=1 c=1 a=0");
	assert_non_null(strstr(s.why.message, "1 change remains: set a ("));
	close_system(&s);

	/* An interruption is no failure that can be skipped. */
	open_system(&s);
	s.plan.at[1].optional = true;
	writes.fails = writes.interrupted = "b=1";
	assert_int_equal(apply(&s), -EBUSY);
	assert_string_equal(writes.text, "a=1 b=1 a=0");
	close_system(&s);
}

/* What the kernel logs meanwhile, without what it has logged before, and what is not about CXL. */
static void test_kernel_log(void **state)
{
	char kmsg[PATH_MAX];
	struct system s;

	open_system(&s);
	snprintf(kmsg, sizeof(kmsg), "%s/dev/kmsg", s.f.dir);
	writes.kmsg = kmsg;
	writes.logged = "4,1,2,-;cxl region1: earlier message\n";
	log_message(writes.logged);
	writes.logged = "4,2,3,-;cxl_region region0: Failed to synchronize CPU cache state\n"
			" SUBSYSTEM=cxl\n4,3,4,-;usb 1-1: new device\n";
	writes.fails = "b=1";
	assert_int_equal(apply(&s), -EBUSY);
	assert_non_null(
		strstr(s.why.message,
		       "; the kernel: cxl_region region0: Failed to synchronize CPU cache state"));
	assert_null(strstr(s.why.message, "earlier"));
	assert_null(strstr(s.why.message, "usb"));
	assert_non_null(strstr(s.why.hint, "CONFIG_CXL_REGION_INVALIDATION_TEST"));
	close_system(&s);

	/* A message of unknown meaning is printed; other messages are not. */
	open_system(&s);
	snprintf(kmsg, sizeof(kmsg), "%s/dev/kmsg", s.f.dir);
	writes.kmsg = kmsg;
	writes.logged = "6,1,2,-;cxl_port port1: something\n";
	writes.fails = "a=1";
	assert_int_equal(apply(&s), -EBUSY);
	assert_non_null(strstr(s.why.message, "; the kernel: cxl_port port1: something"));
	writes.logged = "6,1,2,-;usb 1-1: something\n";
	assert_int_equal(apply(&s), -EBUSY);
	assert_null(strstr(s.why.message, "the kernel: "));
	close_system(&s);

	/* What the undo causes is not the reason. */
	open_system(&s);
	snprintf(kmsg, sizeof(kmsg), "%s/dev/kmsg", s.f.dir);
	writes.kmsg = kmsg;
	writes.logged = "4,1,2,-;cxl region0: decoder out of order\n";
	writes.logged_undo =
		"6,2,3,-;cxl_region region0: Bypassing cpu_cache_invalidate_memregion\n";
	writes.fails = "b=1";
	assert_int_equal(apply(&s), -EBUSY);
	assert_string_equal(writes.text, "a=1 b=1 a=0");
	assert_non_null(strstr(s.why.message, "; the kernel: cxl region0: decoder out of order"));
	assert_null(strstr(s.why.message, "Bypassing"));
	close_system(&s);
}

static void test_dry_run(void **state)
{
	struct system s;

	open_system(&s);
	s.ctx.dry_run = true;
	assert_int_equal(apply(&s), 0);
	assert_string_equal(writes.text, "");
	close_system(&s);

	/* an attribute that does not exist */
	open_system(&s);
	s.ctx.dry_run = true;
	s.plan.at[0].write.path = "devices/x/mem0/missing";
	assert_int_equal(apply(&s), -ENOENT);
	close_system(&s);

	/* one that exists only after a step */
	open_system(&s);
	s.ctx.dry_run = true;
	s.plan.at[1].write.path = "devices/x/mem0/missing";
	assert_int_equal(apply(&s), -ENOENT);
	s.plan.at[0].creates = true;
	assert_int_equal(apply(&s), 0);
	close_system(&s);
}

/* CXL_DEVICE_REGION is 6. A module that binds the region leaves nothing to do. */
static void test_module(void **state)
{
	static const char region[] = "devices/x/region0";
	struct plan plan = { 0 };
	struct system s;
	struct topo t;

	open_system(&s);
	t = (struct topo){ .root = &s.ctx.root };
	assert_int_equal(plan_bind_region(&plan, &t, region, true, &s.why), 0);
	assert_string_equal(plan.at[0].write.path, "bus/cxl/drivers/cxl_region/bind");
	assert_string_equal(plan.at[0].modalias, "cxl:t6");
	assert_string_equal(plan.at[0].unless, "devices/x/region0/driver");
	assert_int_equal(plan_bind_region(&plan, &t, region, false, &s.why), -ENOENT);
	assert_null(plan.at[1].modalias);
	plan_free(&plan);
	close_system(&s);
}

static void test_empty(void **state)
{
	struct plan plan = { 0 };
	struct system s;

	open_system(&s);
	plan_free(&s.plan);
	s.plan = plan;
	assert_int_equal(apply(&s), 0);
	assert_string_equal(writes.text, "");
	close_system(&s);
}

/* Without memory nothing is written, and the result says so. */
static void test_no_memory(void **state)
{
	auto_rec struct rec *steps = rec_new_arr();
	struct system s;

	open_system(&s);
	s.plan.at[1].write = (struct plan_write){ .path = NULL };
	s.plan.failed = true;
	s.result.done = 7;
	assert_int_equal(apply(&s), -ENOMEM);
	assert_int_equal(s.result.done, 0);
	assert_int_equal(s.result.failed, 3);
	assert_string_equal(writes.text, "");
	plan_record(&s.plan, s.plan.count, steps);
	assert_int_equal(steps->count, 0);
	close_system(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_done),	       cmocka_unit_test(test_failure),
		cmocka_unit_test(test_not_supported),  cmocka_unit_test(test_first),
		cmocka_unit_test(test_not_undone),     cmocka_unit_test(test_undone_by_another),
		cmocka_unit_test(test_device_removed), cmocka_unit_test(test_interrupted),
		cmocka_unit_test(test_dry_run),	       cmocka_unit_test(test_empty),
		cmocka_unit_test(test_verify),	       cmocka_unit_test(test_recheck),
		cmocka_unit_test(test_wait),	       cmocka_unit_test(test_setting_not_done),
		cmocka_unit_test(test_undo_failed),    cmocka_unit_test(test_optional),
		cmocka_unit_test(test_kernel_log),     cmocka_unit_test(test_data),
		cmocka_unit_test(test_no_memory),      cmocka_unit_test(test_module),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

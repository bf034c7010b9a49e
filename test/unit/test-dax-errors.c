// SPDX-License-Identifier: GPL-2.0-only
/* What is said about a step of a plan for a DAX device that has failed. */
#include <errno.h>

#include "daxctl/plan/plan.h"
#include "test/unit/unit.h"

#define DAX "devices/platform/root0/region0/dax_region0/dax0.0"

/* What the kernel means by an error depends on the attribute. */
static void explained_errors(void **state)
{
	static const struct {
		const char *path, *value;
		int err;
		const char *hint; /* a part of it; "": none */
	} cases[] = {
		{ "devices/system/memory/memory32/state", "offline", -EBUSY, "a page of it is" },
		{ DAX "/state", "unplugged", -EBUSY, "a page of it is" },
		{ DAX "/state", "online_movable", -EBUSY, "" },
		{ "bus/dax/drivers/kmem/bind", "dax0.0", -EINVAL, "kmem adds whole memory blocks" },
		{ "bus/dax/drivers/kmem/bind", "dax0.0", -ENODEV, "" },
		{ "bus/dax/drivers/device_dax/bind", "dax0.0", -EINVAL, "" },
		{ DAX "/mapping", "0-1", -ENOMEM, "it is outside of the region" },
		{ DAX "/mapping", "0-1", -EINVAL, "" },
		{ DAX "/size", "1", -ENXIO, "the region is disabled" },
		{ DAX "/size", "1", -EBUSY, "" },
	};
	const struct dax_state s = { .driver = "" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_plan struct plan p = { 0 };
		struct fail why = { 0 };

		plan_add(&p, "first step", "bus/x", "1");
		plan_add(&p, "this step", cases[i].path, cases[i].value);
		fail_set(&why, cases[i].err, "write_failed", "", "cannot write");
		dax_plan_explain(&p, &s, 1, &why);
		assert_string_equal(why.message, "this step: cannot write");
		assert_non_null(strstr(why.hint, cases[i].hint));
		assert_int_equal(!*why.hint, !*cases[i].hint);

		/* the reason that the kernel gives is better */
		fail_set(&why, cases[i].err, "write_failed", "", "cannot write; the kernel: no");
		dax_plan_explain(&p, &s, 1, &why);
		assert_string_equal(why.hint, "");
	}
}

/* A kernel without the driver does not support the mode, unless a step before was done. */
static void missing_drivers(void **state)
{
	const struct dax_state s = { .driver = "" };
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	plan_add(&p, "a step", "bus/x", "1");
	plan_add(&p, "a second one", "bus/x", "1");
	fail_set(&why, -ENOENT, "no_driver", "", "the driver is not loaded");
	dax_plan_explain(&p, &s, 1, &why);
	assert_int_equal(why.outcome, OUTCOME_FAILED);
	fail_set(&why, -ENOENT, "no_driver", "", "the driver is not loaded");
	dax_plan_explain(&p, &s, 0, &why);
	assert_int_equal(why.outcome, OUTCOME_UNSUPPORTED);
	/* refusals, and failures of no step, are left as they are */
	fail_refuse(&why, "in_use", "stop it", "refusing");
	dax_plan_explain(&p, &s, 0, &why);
	assert_string_equal(why.message, "refusing");
	fail_set(&why, -EIO, "other", "", "other");
	dax_plan_explain(&p, &s, p.count, &why);
	assert_string_equal(why.message, "other");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(explained_errors),
		cmocka_unit_test(missing_drivers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

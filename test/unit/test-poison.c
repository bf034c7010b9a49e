// SPDX-License-Identifier: GPL-2.0-only
/* Poison events as records; field values as in drivers/cxl/core/trace.h. */
#include "cxl/lib/poison/poison.h"
#include "unit.h"
#include "util/out-json.h"

static const u64 zero;

static void check_json(struct rec *list, const char *expected)
{
	auto_free char *line = out_json_line(list);

	assert_string_equal(line, expected);
}

/* @base: of the region; NULL: the record of a memdev. */
static void check(const struct poison_event *e, const u64 *base, const char *expected)
{
	auto_rec struct rec *list = rec_new_arr();

	poison_record(e, base, base ? base : &zero, list);
	check_json(list, expected);
}

static void offsets_are_relative_to_the_device_or_region(void **state)
{
	const struct poison_event e = {
		.dpa = 0x1000,
		.hpa = 0x10040,
		.length = 64,
		.source = 3,
	};
	const u64 base = 0x10000;

	check(&e, NULL, "[{\"offset\":4096,\"length\":64,\"source\":\"Injected\"}]");
	check(&e, &base, "[{\"offset\":64,\"length\":64,\"source\":\"Injected\"}]");
}

/* The kernel reports a HPA of all ones if it cannot translate the DPA. */
static void unknown_addresses_are_left_out(void **state)
{
	struct poison_event e = {
		.dpa = 0,
		.hpa = UINT64_MAX,
		.length = 128,
		.source = 1,
	};
	const u64 base = 0x10000;
	auto_rec struct rec *list = rec_new_arr();

	poison_record(&e, false, NULL, list);
	check_json(list, "[{\"length\":128,\"source\":\"External\"}]");
	check(&e, &base, "[{\"length\":128,\"source\":\"External\"}]");
	check(&e, &zero, "[{\"length\":128,\"source\":\"External\"}]");
	check(&e, NULL, "[{\"offset\":0,\"length\":128,\"source\":\"External\"}]");
	e.hpa = base - 1;
	check(&e, &base, "[{\"length\":128,\"source\":\"External\"}]");
	e.dpa = UINT64_MAX;
	check(&e, NULL, "[{\"length\":128,\"source\":\"External\"}]");
}

static void sources_and_flags_have_names(void **state)
{
	struct poison_event e = { .hpa = UINT64_MAX, .source = 7, .flags = 0x07, .overflow_ns = 9 };

	check(&e, NULL,
	      "[{\"offset\":0,\"length\":0,\"source\":\"Vendor Specific\","
	      "\"flags\":\"More,Scanning,Overflow,\",\"overflow_t\":9}]");
	e.source = 4;
	e.flags = 0x01;
	check(&e, NULL,
	      "[{\"offset\":0,\"length\":0,\"source\":\"Reserved\",\"flags\":\"More,\"}]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offsets_are_relative_to_the_device_or_region),
		cmocka_unit_test(unknown_addresses_are_left_out),
		cmocka_unit_test(sources_and_flags_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

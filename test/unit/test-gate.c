// SPDX-License-Identifier: GPL-2.0-only
/* The gate: its verdicts as a table, its words, and the facts that are parsed from text. */
#include "unit.h"

#include "cxl/lib/guard/facts.h"
#include "cxl/lib/guard/gate.h"
#include "cxl/lib/guard/taint.h"

#define J BIT(TAINT_FWCTL_BIT)
#define U BIT(TAINT_USER_BIT)

static const struct {
	const char *what;
	struct gate_facts facts;
	struct gate_request request;
	enum gate_verdict want;
} cases[] = {
	{ "anybody may read", { 0 }, { RISK_READ, 0 }, GATE_OPEN },
	{ "a read-only context may read", { .read_only = true }, { RISK_READ, 0 }, GATE_OPEN },
	{ "but not with side effects", { .read_only = true }, { RISK_READ_EFFECTS, 0 },
	  GATE_READ_ONLY },
	{ "nor set anything", { .read_only = true }, { RISK_SETTING, 0 }, GATE_READ_ONLY },
	{ "nor with a yes", { .read_only = true, .confirmed = true }, { RISK_SERVICE, J },
	  GATE_READ_ONLY },
	{ "a dry run changes nothing", { .read_only = true, .dry_run = true }, { RISK_SETTING, 0 },
	  GATE_OPEN },
	{ "a setting needs no yes", { 0 }, { RISK_SETTING, 0 }, GATE_OPEN },
	{ "a taint does", { 0 }, { RISK_SERVICE, J }, GATE_NEEDS_YES },
	{ "also when the bit is set already", { .taint = J }, { RISK_SERVICE, J },
	  GATE_NEEDS_YES },
	{ "and with one it passes", { .confirmed = true }, { RISK_SERVICE, J }, GATE_OPEN },
	{ "a dry run is not asked", { .dry_run = true }, { RISK_SERVICE, J }, GATE_OPEN },
	{ "a yes does not crash the host", { .confirmed = true, .panic_on_taint = J },
	  { RISK_SERVICE, J }, GATE_PANIC_ON_TAINT },
	{ "and a dry run says so", { .dry_run = true, .panic_on_taint = J | U },
	  { RISK_SERVICE, J }, GATE_PANIC_ON_TAINT },
	{ "before it asks for a yes", { .panic_on_taint = J }, { RISK_SERVICE, J },
	  GATE_PANIC_ON_TAINT },
	{ "read-only comes first", { .read_only = true, .panic_on_taint = J }, { RISK_SERVICE, J },
	  GATE_READ_ONLY },
	{ "other bits do not matter", { .confirmed = true, .panic_on_taint = U },
	  { RISK_SERVICE, J }, GATE_OPEN },
};

static void verdicts(void **state)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		print_message("%s\n", cases[i].what);
		assert_int_equal(gate_check(&cases[i].facts, &cases[i].request), cases[i].want);
	}
}

static void refusals_have_code_and_next_step(void **state)
{
	static const char *const codes[] = {
		[GATE_READ_ONLY] = "read_only", [GATE_PANIC_ON_TAINT] = "panic_on_taint",
		[GATE_NEEDS_YES] = "needs_yes",
	};
	const struct gate_request r = { RISK_SERVICE, J };
	enum gate_verdict v;

	for (v = GATE_READ_ONLY; v <= GATE_NEEDS_YES; v++) {
		struct fail why = { 0 };

		assert_int_equal(gate_refuse(v, &f, &r, &why), -EACCES);
		assert_string_equal(why.code, codes[v]);
		assert_string_equal(gate_code(v), codes[v]);
		assert_true(why.refused);
		assert_true(*why.next);
		assert_null(strchr(why.message, '\n'));
		if (v != GATE_READ_ONLY)
			assert_non_null(strstr(why.message, "J: fwctl"));
	}
	assert_int_equal(gate_refuse(GATE_OPEN, &f, &r, NULL), 0);
	assert_int_equal(gate_refuse(GATE_NEEDS_YES, &f, &r, NULL), -EACCES);
}

static const struct {
	const char *cmdline;
	u64 want;
} cmdlines[] = {
	{ "", 0 },
	{ "root=/dev/sda1 ro quiet\n", 0 },
	{ "panic_on_taint=80000", J },
	{ "panic_on_taint=0x80000 quiet", J },
	{ "quiet panic_on_taint=80040,nousertaint ro", J | U },
	{ "panic-on-taint=40", U },
	{ "panic_on_taint=40 panic_on_taint=80000", J },
	{ "panic_on_taint=", 0 },
	{ "panic_on_taint=,nousertaint", 0 },
	{ "panic_on_taint=xyz", 0 },
	{ "xpanic_on_taint=40", 0 },
	{ "panic_on_tain", 0 },
	{ "init=/bin/sh -- panic_on_taint=40", 0 },
	{ "panic_on_taint=ffffffffffffffff", BIT(20) - 1 },
	{ "panic_on_taint=10000000000000000000000000000000000000000000040", 0 },
};

static void panic_on_taint_is_found(void **state)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cmdlines); i++) {
		print_message("%s\n", cmdlines[i].cmdline);
		assert_int_equal(panic_on_taint_parse(cmdlines[i].cmdline), cmdlines[i].want);
	}
}

static void taint_bits_have_letters(void **state)
{
	char text[65];

	taint_letters(0, text, sizeof(text));
	assert_string_equal(text, "");
	taint_letters(BIT(TAINT_USER_BIT) | BIT(TAINT_WARN_BIT) | J, text, sizeof(text));
	assert_string_equal(text, "UWJ");
	taint_letters(BIT(0) | BIT(40), text, sizeof(text));
	assert_string_equal(text, "P?");
	taint_letters(UINT64_MAX, text, 4);
	assert_string_equal(text, "PFS");
	assert_null(taint_bit_at(20));
	assert_int_equal(taint_bit_at(18)->letter, 'N');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(verdicts),
		cmocka_unit_test(refusals_have_code_and_next_step),
		cmocka_unit_test(panic_on_taint_is_found),
		cmocka_unit_test(taint_bits_have_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

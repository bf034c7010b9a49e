// SPDX-License-Identifier: GPL-2.0-only
/* The gate: verdicts, messages, and parsing of facts. */
#include "test/unit/fixture.h"

#include "cxl/lib/guard/facts.h"
#include "cxl/lib/guard/gate.h"
#include "cxl/lib/guard/taint.h"

#define J BIT(TAINT_FWCTL_BIT)
#define U BIT(TAINT_USER_BIT)

/* clang-format off */
static const struct {
	const char *title;
	struct gate_facts facts;
	struct gate_request request;
	enum gate_verdict expected;
} cases[] = {
	{ "read is allowed", { 0 }, { RISK_READ, 0 }, GATE_ALLOWED },
	{ "read-only: read is allowed", { .read_only = true }, { RISK_READ, 0 }, GATE_ALLOWED },
	{ "read-only: read with side effects is refused",
	  { .read_only = true }, { RISK_READ_EFFECTS, 0 }, GATE_READ_ONLY },
	{ "read-only: setting is refused",
	  { .read_only = true }, { RISK_SETTING, 0 }, GATE_READ_ONLY },
	{ "read-only: confirmation does not override",
	  { .read_only = true, .confirmed = true }, { RISK_SERVICE, J }, GATE_READ_ONLY },
	{ "read-only: dry run is allowed",
	  { .read_only = true, .dry_run = true }, { RISK_SETTING, 0 }, GATE_ALLOWED },
	{ "setting requires no confirmation", { 0 }, { RISK_SETTING, 0 }, GATE_ALLOWED },
	{ "taint requires confirmation", { 0 }, { RISK_SERVICE, J }, GATE_NEEDS_YES },
	{ "taint is allowed with confirmation",
	  { .confirmed = true }, { RISK_SERVICE, J }, GATE_ALLOWED },
	{ "dry run without confirmation has the verdict of the real run",
	  { .dry_run = true }, { RISK_SERVICE, J }, GATE_NEEDS_YES },
	{ "panic_on_taint: confirmation does not override",
	  { .confirmed = true, .panic_on_taint = J },
	  { RISK_SERVICE, J }, GATE_PANIC_ON_TAINT },
	{ "panic_on_taint: dry run is refused", { .dry_run = true, .panic_on_taint = J | U },
	  { RISK_SERVICE, J }, GATE_PANIC_ON_TAINT },
	{ "panic_on_taint precedes confirmation", { .panic_on_taint = J }, { RISK_SERVICE, J },
	  GATE_PANIC_ON_TAINT },
	{ "read-only precedes panic_on_taint",
	  { .read_only = true, .panic_on_taint = J }, { RISK_SERVICE, J }, GATE_READ_ONLY },
	{ "panic_on_taint: unknown is refused", { .confirmed = true, .panic_on_taint_unknown = true },
	  { RISK_SERVICE, J }, GATE_PANIC_ON_TAINT_UNKNOWN },
	{ "panic_on_taint: unknown does not matter without a taint",
	  { .panic_on_taint_unknown = true }, { RISK_SETTING, 0 }, GATE_ALLOWED },
	{ "panic_on_taint for other bits is ignored", { .confirmed = true, .panic_on_taint = U },
	  { RISK_SERVICE, J }, GATE_ALLOWED },
};
/* clang-format on */

static void verdicts_of_common_checks(void **state)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		print_message("%s\n", cases[i].title);
		assert_int_equal(gate_check(&cases[i].facts, &cases[i].request), cases[i].expected);
	}
}

static const struct policy_rule rule = { .file = "10-site.conf",
					 .line = 7,
					 .text = "deny ALL ALL" };

/* Removes the cause of verdict @v, so that the next check in order decides. */
static void fix_facts(enum gate_verdict v, struct gate_facts *f)
{
	switch (v) {
	case GATE_READ_ONLY:
		f->read_only = false;
		break;
	case GATE_POLICY_INVALID:
		f->policy_invalid = false;
		break;
	case GATE_POLICY_DENIED:
		f->policy.decision = POLICY_NOT_LISTED;
		break;
	case GATE_POLICY_NOT_LISTED:
		f->policy.decision = POLICY_TUNNEL_UNKNOWN;
		break;
	case GATE_TUNNEL_UNKNOWN:
		f->policy.decision = POLICY_ALLOWED;
		break;
	case GATE_LOCKDOWN_INTEGRITY:
		f->lockdown = LOCKDOWN_CONFIDENTIALITY;
		break;
	case GATE_LOCKDOWN_CONFIDENTIALITY:
		f->lockdown = LOCKDOWN_UNKNOWN;
		break;
	case GATE_LOCKDOWN_UNKNOWN:
		f->lockdown = LOCKDOWN_NONE;
		break;
	case GATE_PANIC_ON_TAINT_UNKNOWN:
		f->panic_on_taint_unknown = false;
		break;
	case GATE_RAW_RULE_UNKNOWN:
		f->raw_allow_all = GATE_YES;
		break;
	case GATE_PANIC_UNKNOWN:
		f->panic_unknown = false;
		break;
	case GATE_PANIC_ON_WARN:
		f->panic_on_warn = false;
		break;
	case GATE_WARN_LIMIT:
		f->warn_limit = 0;
		break;
	case GATE_PANIC_ON_TAINT:
		f->panic_on_taint = J;
		break;
	case GATE_BUSY:
		f->busy = NULL;
		break;
	case GATE_IN_USE:
		*f->in_use = '\0';
		break;
	case GATE_DEVICE_CHANGED:
		f->device_changed = false;
		break;
	case GATE_TOKEN_UNREADABLE:
		f->token_unreadable = false;
		break;
	case GATE_WRONG_TOKEN:
		f->token = TOKEN_NONE;
		break;
	case GATE_NEEDS_TOKEN:
		f->token = TOKEN_MATCHES;
		break;
	default:
		break;
	}
}

static void fix_raw(enum gate_verdict v, struct gate_facts *f, struct gate_raw *raw)
{
	switch (v) {
	case GATE_RAW_NOT_BUILT:
		raw->built = GATE_UNKNOWN;
		break;
	case GATE_RAW_UNKNOWN:
		raw->built = GATE_YES;
		break;
	case GATE_RAW_OPCODE:
		raw->rule = RAW_DENIED_SET;
		break;
	case GATE_RAW_SET:
		f->raw_allow_all = GATE_UNKNOWN;
		break;
	case GATE_DRIVER_UNKNOWN:
		f->driver_unknown = false;
		break;
	case GATE_DRIVER_BOUND:
		*f->driver = '\0';
		break;
	case GATE_PROTOCOL_UNKNOWN:
		f->kernel_uses = GATE_YES;
		break;
	case GATE_PROTOCOL_USED:
		f->kernel_uses = GATE_NO;
		break;
	case GATE_NATIVE:
		raw->no_native = true;
		break;
	case GATE_CEL_UNREADABLE:
		raw->listed = GATE_NO;
		break;
	case GATE_PROTOCOLS_UNREADABLE:
		f->protocol_listed = GATE_NO;
		break;
	case GATE_NOT_IN_CEL:
	case GATE_PROTOCOL_NOT_LISTED:
		raw->unlisted = true;
		break;
	default:
		fix_facts(v, f);
	}
}

/* Of a mailbox command, or of the DOE object @doe. Returns the number of checks that apply. */
static int raw_checks_are_in_order(const struct gate_doe *doe)
{
	struct gate_facts f = {
		.read_only = true,
		.policy_invalid = true,
		.policy = { POLICY_DENIED, &rule },
		.lockdown = LOCKDOWN_INTEGRITY,
		.raw_allow_all = GATE_NO,
		.panic_unknown = true,
		.panic_on_warn = true,
		.warn_limit = 3,
		.panic_on_taint = U,
		.panic_on_taint_unknown = true,
		.driver = "vfio-pci",
		.driver_unknown = true,
		.kernel_uses = GATE_UNKNOWN,
		.protocol_listed = GATE_UNKNOWN,
		.busy = "it is busy",
		.in_use = "region0",
		.device_changed = true,
		.token_unreadable = true,
		.token = TOKEN_WRONG,
		.confirmed = true,
	};
	struct gate_raw raw = {
		.doe = doe,
		.rule = RAW_DENIED_OPCODE,
		.native = "cxl list",
		.listed = GATE_UNKNOWN,
	};
	const struct gate_request r = { RISK_DESTRUCTIVE, U | BIT(TAINT_WARN_BIT), .raw = &raw,
					.opcode = doe ? 0 : OP_TUNNEL };
	enum gate_verdict v;
	int applied = 0;

	for (v = GATE_READ_ONLY; v <= GATE_NEEDS_TOKEN; v++) {
		struct fail why = { 0 };

		if (!gate_applies(v, &r))
			continue;
		applied++;
		print_message("%s\n", gate_code(v));
		assert_int_equal(gate_check(&f, &r), v);
		assert_true(gate_holds(v, &f, &r));
		assert_true(gate_refuse(v, &f, &r, "send 0xc001", &why) < 0);
		assert_string_equal(why.code, gate_code(v));
		fix_raw(v, &f, &raw);
	}
	/* --yes, --force or the token of another device do not replace the token. */
	assert_int_equal(gate_check(&f, &r), GATE_ALLOWED);
	f.token = TOKEN_NONE;
	assert_int_equal(gate_check(&f, &r), GATE_NEEDS_TOKEN);
	return applied;
}

static void checks_of_raw_commands_are_in_order(void **state)
{
	assert_int_equal(raw_checks_are_in_order(NULL), 27);
}

static void checks_of_doe_objects_are_in_order(void **state)
{
	static const struct gate_doe doe = { { 0x1e98, 0 }, 0x19c };

	assert_int_equal(raw_checks_are_in_order(&doe), 22);
}

static void raw_allow_all_allows_listed_opcodes(void **state)
{
	const struct gate_raw raw = { .built = GATE_YES,
				      .rule = RAW_DENIED_SET,
				      .listed = GATE_YES };
	struct gate_request r = { RISK_DESTRUCTIVE, U, .raw = &raw };
	struct gate_facts f = { .token = TOKEN_MATCHES, .in_use = "region0" };

	assert_int_equal(gate_check(&f, &r), GATE_RAW_SET);
	f.raw_allow_all = GATE_UNKNOWN;
	assert_int_equal(gate_check(&f, &r), GATE_RAW_RULE_UNKNOWN);
	f.raw_allow_all = GATE_YES;
	assert_int_equal(gate_check(&f, &r), GATE_IN_USE);
	r.ignore_use = true;
	assert_int_equal(gate_check(&f, &r), GATE_ALLOWED);
}

static const struct fail not_locked = { .message = "the device is locked" };

/* clang-format off */
static const struct {
	const char *title;
	struct gate_facts facts;
	struct gate_request request;
	enum gate_verdict expected;
} more_cases[] = {
	{ "policy denies reads", { .policy = { POLICY_DENIED, &rule } }, { RISK_READ, 0 },
	  GATE_POLICY_DENIED },
	{ "policy denies dry runs", { .dry_run = true, .policy = { POLICY_NOT_LISTED, &rule } },
	  { RISK_SETTING, 0 }, GATE_POLICY_NOT_LISTED },
	{ "invalid policy blocks reads with side effects", { .policy_invalid = true },
	  { RISK_READ_EFFECTS, 0 }, GATE_POLICY_INVALID },
	{ "invalid policy does not block reads",
	  { .policy_invalid = true }, { RISK_READ, 0 }, GATE_ALLOWED },
	{ "lockdown applies to raw commands only", { .lockdown = LOCKDOWN_INTEGRITY },
	  { RISK_SETTING, 0 }, GATE_ALLOWED },
	{ "panic_on_warn and warn_limit apply to raw commands only",
	  { .confirmed = true, .panic_on_warn = true, .warn_limit = 1 },
	  { RISK_SERVICE, J }, GATE_ALLOWED },
	{ "device in use is refused", { .confirmed = true, .in_use = "region0" }, { RISK_SERVICE },
	  GATE_IN_USE },
	{ "device in use: the token does not replace --force",
	  { .token = TOKEN_MATCHES, .in_use = "region0" }, { RISK_DESTRUCTIVE }, GATE_IN_USE },
	{ "device in use: --force overrides", { .in_use = "region0" },
	  { RISK_SERVICE, .ignore_use = true }, GATE_ALLOWED },
	{ "device in use: setting is allowed", { .in_use = "region0" }, { RISK_SETTING },
	  GATE_ALLOWED },
	{ "device that is not locked: a setting is refused", { 0 },
	  { RISK_SETTING, .not_locked = &not_locked }, GATE_BUSY },
	{ "device that is not locked: reads are allowed", { 0 },
	  { RISK_READ_EFFECTS, .not_locked = &not_locked }, GATE_ALLOWED },
	{ "passthrough command requires confirmation",
	  { 0 }, { RISK_SETTING, .needs_confirmation = true }, GATE_NEEDS_YES },
	{ "passthrough command is allowed with confirmation",
	  { .confirmed = true }, { RISK_SETTING, .needs_confirmation = true }, GATE_ALLOWED },
	{ "destructive command requires the token", { .confirmed = true }, { RISK_DESTRUCTIVE, 0 },
	  GATE_NEEDS_TOKEN },
	{ "wrong token is refused",
	  { .token = TOKEN_WRONG }, { RISK_DESTRUCTIVE, 0 }, GATE_WRONG_TOKEN },
	{ "token is refused if the device changed",
	  { .token = TOKEN_MATCHES, .device_changed = true },
	  { RISK_DESTRUCTIVE, 0 }, GATE_DEVICE_CHANGED },
	{ "destructive command is allowed with the token",
	  { .token = TOKEN_MATCHES }, { RISK_DESTRUCTIVE, 0 }, GATE_ALLOWED },
	{ "dry run without token has the verdict of the real run",
	  { .dry_run = true }, { RISK_DESTRUCTIVE, 0 }, GATE_NEEDS_TOKEN },
	{ "dry run reports a wrong token", { .dry_run = true, .token = TOKEN_WRONG },
	  { RISK_DESTRUCTIVE, 0 }, GATE_WRONG_TOKEN },
};
/* clang-format on */

static void verdicts_of_policy_use_and_token(void **state)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(more_cases); i++) {
		print_message("%s\n", more_cases[i].title);
		assert_int_equal(gate_check(&more_cases[i].facts, &more_cases[i].request),
				 more_cases[i].expected);
	}
}

static void refusals_have_code_and_hint(void **state)
{
	const struct gate_facts f = {
		.panic_on_taint = J,
		.policy = { POLICY_DENIED, &rule },
		.busy = "it is busy",
		.in_use = "part of region0",
	};
	const struct gate_raw raw = { .native = "cxl list" };
	const struct gate_request r = { RISK_SERVICE, J, .raw = &raw };
	enum gate_verdict v, other;

	for (v = GATE_READ_ONLY; v < GATE_VERDICTS; v++) {
		bool unsupported = v == GATE_RAW_NOT_BUILT;
		struct fail why = { 0 };

		assert_int_equal(gate_refuse(v, &f, &r, "send 0xc001", &why),
				 unsupported ? -EOPNOTSUPP : -EACCES);
		assert_string_equal(why.code, gate_code(v));
		for (other = GATE_ALLOWED; other < v; other++)
			assert_string_not_equal(gate_code(other), gate_code(v));
		assert_int_equal(why.outcome, unsupported ? OUTCOME_UNSUPPORTED : OUTCOME_REFUSED);
		assert_true(*why.hint);
		assert_null(strchr(why.message, '\n'));
		assert_ptr_equal(strstr(why.message, unsupported ? "cannot send 0xc001: "
								 : "refusing to send 0xc001: "),
				 why.message);
		if (v == GATE_PANIC_ON_TAINT || v == GATE_NEEDS_YES)
			assert_non_null(
				strstr(why.message, "J: mutating debug operation through fwctl"));
		if (v == GATE_POLICY_DENIED || v == GATE_POLICY_NOT_LISTED)
			assert_non_null(strstr(why.message, "10-site.conf:7"));
	}
	assert_int_equal(gate_refuse(GATE_ALLOWED, &f, &r, "x", NULL), 0);
	assert_int_equal(gate_refuse(GATE_NEEDS_YES, &f, &r, "x", NULL), -EACCES);
}

static void tokens_must_name_serial_and_host(void **state)
{
	static const char token[] = "0xa0@0000:0d:00.0";
	static const char *const same[] = {
		"160@0000:0d:00.0",
		"0xA0@0000:0D:00.0",
		"0XA0@0d:00.0",
		"160@0D:00.0",
	};
	static const char *const other[] = {
		"a0@0000:0d:00.0",
		"161@0000:0d:00.0",
		"0xa0",
		"160",
		"0xa0@",
		"@0000:0d:00.0",
		"@",
		"0000:0d:00.0",
		"0xa0@0001:0d:00.0",
		"0xa0@d:00.0",
		"0xa0@0000:0d:00.0@",
		"-160@0d:00.0",
		"0xa0@mem0",
		"serial:160@0d:00.0",
		"0xa0@0000:0000:0d:00.0",
	};
	size_t i;

	assert_int_equal(token_compare(token, NULL), TOKEN_NONE);
	assert_int_equal(token_compare(token, ""), TOKEN_NONE);
	assert_int_equal(token_compare(token, " \n"), TOKEN_NONE);
	assert_int_equal(token_compare(token, token), TOKEN_MATCHES);
	assert_int_equal(token_compare(token, " 0xa0@0000:0d:00.0\n"), TOKEN_MATCHES);
	assert_int_equal(token_compare(token, "0xa0@0000:0d:00.0 yes"), TOKEN_WRONG);
	assert_int_equal(token_compare(token, "0xa0@0000:0d:00.1"), TOKEN_WRONG);
	assert_int_equal(token_compare(token, "0xa0@0000:0d:00"), TOKEN_WRONG);
	for (i = 0; i < ARRAY_SIZE(same); i++)
		assert_int_equal(token_compare(token, same[i]), TOKEN_MATCHES);
	for (i = 0; i < ARRAY_SIZE(other); i++)
		assert_int_equal(token_compare(token, other[i]), TOKEN_WRONG);
	assert_int_equal(token_compare("0xa0@0001:0d:00.0", "0xa0@0d:00.0"), TOKEN_WRONG);
	assert_int_equal(token_compare("0xa0@cxl_mem.0", "160@cxl_mem.0"), TOKEN_MATCHES);
	assert_int_equal(token_compare("0xa0@cxl_mem.0", "0xa0@CXL_MEM.0"), TOKEN_WRONG);
	assert_int_equal(token_compare("0xffffffffffffffff@0000:0d:00.0",
				       "18446744073709551615@0d:00.0"),
			 TOKEN_MATCHES);
	assert_int_equal(token_compare(token, "all"), TOKEN_WRONG);
	assert_int_equal(token_compare(token, "y"), TOKEN_WRONG);
	assert_int_equal(token_compare("", ""), TOKEN_NONE);
	assert_int_equal(token_compare("", "x"), TOKEN_WRONG);
}

static void lockdown_mode_is_parsed(void **state)
{
	assert_int_equal(lockdown_parse("[none] integrity confidentiality"), LOCKDOWN_NONE);
	assert_int_equal(lockdown_parse("none [integrity] confidentiality"), LOCKDOWN_INTEGRITY);
	assert_int_equal(lockdown_parse("none integrity [confidentiality]"),
			 LOCKDOWN_CONFIDENTIALITY);
	assert_int_equal(lockdown_parse(""), LOCKDOWN_UNKNOWN);
	assert_int_equal(lockdown_parse("none integrity confidentiality"), LOCKDOWN_UNKNOWN);
	assert_int_equal(lockdown_parse("none [other]"), LOCKDOWN_UNKNOWN);
}

static const struct {
	const char *cmdline;
	u64 expected;
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
	{ "panic_on_taint=0000000000000000000000000000000000000000000040", U },
	/* panic_on_taint_setup(): what kstrtoul() rejects keeps the mask, 0 clears it */
	{ "panic_on_taint=40 panic_on_taint=zzz", U },
	{ "panic_on_taint=40 panic_on_taint=", U },
	{ "panic_on_taint=40 panic_on_taint", U },
	{ "panic_on_taint=40 panic_on_taint=-1", U },
	{ "panic_on_taint=40 panic_on_taint=0x", U },
	{ "panic_on_taint=40 panic_on_taint=0xg", U },
	{ "panic_on_taint=40 panic_on_taint=80000z", U },
	{ "panic_on_taint=40 panic_on_taint=10000000000080000", U },
	{ "panic_on_taint=40 panic_on_taint=0", 0 },
	{ "panic_on_taint=40 panic_on_taint=0x0,nousertaint", 0 },
	{ "panic_on_taint=40 panic_on_taint=100000", 0 },
	{ "panic_on_taint=zzz panic_on_taint=40", U },
	/* kstrtoul() with base 16 */
	{ "panic_on_taint=+40", U },
	{ "panic_on_taint=+0X40", U },
	{ "panic_on_taint=0x+40", 0 },
	{ "panic_on_taint=++40", 0 },
	{ "panic_on_taint=Ff", 0xff },
	{ "panic_on_taint=40 ,80000", U },
	{ "panic_on_taint=\"40\n\" ro", U },
	{ "panic_on_taint=\"40\n\n\" ro", 0 },
	{ "panic_on_taint=\"\n\" ro", 0 },
	/* next_arg(): quotes around the value, the argument, or in it */
	{ "panic_on_taint=\"40\"", U },
	{ "panic_on_taint=\"40\" ro", U },
	{ "ro panic_on_taint=\"40,nousertaint\" ro", U },
	{ "\"panic_on_taint=40\" ro", U },
	{ "\"panic_on_taint=\"40\"\" ro", 0 },
	{ "\"panic_on_taint\"=40 ro", 0 },
	{ "panic_on_taint=4\"0 \" ro", 0 },
	{ "panic_on_taint=40\" ro", 0 },
	{ "panic_on_taint=\"40", U },
	{ "panic_on_taint=\"40 ro", 0 },
	{ "\"panic_on_taint=40", U },
	{ "panic_on_taint=\"", 0 },
	{ "\"panic_on_taint=\"", 0 },
	{ "panic_on_taint=40 \"", U },
	{ "foo=\"bar\"panic_on_taint=40", 0 },
	{ "foo=\"a panic_on_taint=40 b\" ro", 0 },
	{ "foo=\"a\" panic_on_taint=40", U },
	{ "=panic_on_taint=40", 0 },
	{ "panic_on_taint==40", 0 },
	/* isspace() */
	{ "\t ro\vx\fpanic_on_taint=40\r\n", U },
	{ "ro\xa0panic_on_taint=40\xa0rw", U },
	{ "ro\x85panic_on_taint=40", 0 },
	/* parse_args(): stop at "--" without a value */
	{ "foo=\"a -- b\" panic_on_taint=40", U },
	{ "\"--\" panic_on_taint=40", 0 },
	{ "--=1 panic_on_taint=40", U },
	{ "--x panic_on_taint=40", U },
	{ "-- panic_on_taint=40", 0 },
	{ "panic_on_taint=40 -- panic_on_taint=0", U },
	/* parameq() */
	{ "panic-on_taint=40", U },
	{ "Panic_on_taint=40", 0 },
	{ "panic_on_taintx=40", 0 },
	{ "kernel.panic_on_taint=40", 0 },
};

static void panic_on_taint_is_parsed(void **state)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cmdlines); i++) {
		print_message("%s\n", cmdlines[i].cmdline);
		assert_int_equal(panic_on_taint_parse(cmdlines[i].cmdline), cmdlines[i].expected);
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

static void a_taint_that_cannot_be_read_is_an_error(void **state)
{
	struct fixture f;
	u64 mask = 77;

	fixture_open(&f, "d sys\nd proc\n");
	assert_int_equal(taint_read(&f.root, &mask), -ENOENT);
	assert_int_equal(taint_check(&f.root), -ENOENT);
	fixture_close(&f);
	fixture_open(&f, "d sys\nf proc/sys/kernel/tainted x\n");
	assert_int_equal(taint_read(&f.root, &mask), -EBADMSG);
	assert_int_equal(mask, 77);
	fixture_close(&f);
	fixture_open(&f, "d sys\nf proc/sys/kernel/tainted 4096\n");
	assert_int_equal(taint_read(&f.root, &mask), 0);
	assert_int_equal(mask, 4096);
	assert_int_equal(taint_check(&f.root), 0);
	fixture_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(verdicts_of_common_checks),
		cmocka_unit_test(checks_of_raw_commands_are_in_order),
		cmocka_unit_test(checks_of_doe_objects_are_in_order),
		cmocka_unit_test(raw_allow_all_allows_listed_opcodes),
		cmocka_unit_test(verdicts_of_policy_use_and_token),
		cmocka_unit_test(refusals_have_code_and_hint),
		cmocka_unit_test(tokens_must_name_serial_and_host),
		cmocka_unit_test(lockdown_mode_is_parsed),
		cmocka_unit_test(panic_on_taint_is_parsed),
		cmocka_unit_test(a_taint_that_cannot_be_read_is_an_error),
		cmocka_unit_test(taint_bits_have_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

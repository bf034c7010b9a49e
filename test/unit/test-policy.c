// SPDX-License-Identifier: GPL-2.0-only
/* Policy: parsing of rules, and decisions. */
#include "unit.h"

#include "cxl/lib/guard/policy.h"
#include "cxl/lib/wire/tunnel.h"

static const char *verb_at(size_t i)
{
	static const char *const verbs[] = { "list", "set-feature", "send-command",
					     "sanitize-memdev", NULL };

	return verbs[i];
}

static const struct {
	const char *line;
	int expected;
	u8 by, kind;
} lines[] = {
	{ "", 0 },
	{ "   \t ", 0 },
	{ "# deny ALL ALL", 0 },
	{ "deny ALL ALL", 1, POLICY_ALL, POLICY_ANY },
	{ "deny ALL:ALL", 1, POLICY_ALL, POLICY_ANY },
	{ "deny ALL:ALL ALL # for now", 1, POLICY_ALL, POLICY_ANY },
	{ "allow pci 1af4:1100 ALL", 1, POLICY_PCI, POLICY_ANY },
	{ "allow 1af4:ALL ALL", 1, POLICY_PCI, POLICY_ANY },
	{ "deny serial 0xa0 opcode 0xc001", 1, POLICY_SERIAL, POLICY_OPCODE },
	{ "deny serial 160 opcode 0xc000-0xffff", 1, POLICY_SERIAL, POLICY_OPCODE },
	{ "deny firmware \"fw 1.2*\" verb set-feature", 1, POLICY_FIRMWARE, POLICY_VERB },
	{ "deny ALL opcode set-lsa", 1, POLICY_ALL, POLICY_OPCODE },
	{ "deny ALL raw ALL", 1, POLICY_ALL, POLICY_RAW },
	{ "deny ALL feature patrol-scrub", 1, POLICY_ALL, POLICY_FEATURE },
	{ "deny ALL feature 96DAD7D6-fde8-482b-a733-75774e06db8a", 1, POLICY_ALL, POLICY_FEATURE },
	{ "deny ALL doe 1e98:02", 1, POLICY_ALL, POLICY_DOE },
	{ "deny ALL doe 1e98:ALL", 1, POLICY_ALL, POLICY_DOE },
	{ "deny ALL verb sanitize-memdev", 1, POLICY_ALL, POLICY_VERB },
	{ "\tdeny\tALL\tverb\tset-*", 1, POLICY_ALL, POLICY_VERB },
	{ "deny", -EINVAL },
	{ "deny ALL", -EINVAL },
	{ "permit ALL ALL", -EINVAL },
	{ "DENY ALL ALL", -EINVAL },
	{ "deny mem0 ALL", -EINVAL },
	{ "deny pci 1af4 ALL", -EINVAL },
	{ "deny pci 11af4:1100 ALL", -EINVAL },
	{ "deny pci 1af4:g100 ALL", -EINVAL },
	{ "deny pci : ALL", -EINVAL },
	{ "deny serial x ALL", -EINVAL },
	{ "deny serial 99999999999999999999 ALL", -EINVAL },
	{ "deny firmware \"1.2 ALL", -EINVAL },
	{ "deny firmware \"\" ALL", -EINVAL },
	{ "deny ALL opcode", -EINVAL },
	{ "deny ALL opcode 4200", -EINVAL },
	{ "deny ALL opcode 0x10000", -EINVAL },
	{ "deny ALL opcode 0xc001-0xc000", -EINVAL },
	{ "deny ALL opcode 0xc001-", -EINVAL },
	{ "deny ALL opcode no-such-command", -EINVAL },
	{ "deny ALL feature patr", -EINVAL },
	{ "deny ALL feature 96dad7d6", -EINVAL },
	{ "deny ALL doe 1e98", -EINVAL },
	{ "deny ALL doe 1e98:102", -EINVAL },
	{ "deny ALL verb Set", -EINVAL },
	{ "deny ALL verb", -EINVAL },
	{ "deny ALL verb set-featur", -EINVAL },
	{ "deny ALL verb set-features", -EINVAL },
	{ "deny ALL verb sett-*", -EINVAL },
	{ "deny ALL verb *-memdevs", -EINVAL },
	{ "deny ALL verb *-memdev", 1, POLICY_ALL, POLICY_VERB },
	{ "deny ALL verb ALL", 1, POLICY_ALL, POLICY_VERB },
	{ "deny ALL ALL ALL", -EINVAL },
	{ "deny ALL:ALL ALL ALL", -EINVAL },
	{ "deny ALL port 1", -EINVAL },
	{ "deny ALL ALL\r", -EINVAL },
	{ "deny ALL ALL # \x7f", -EINVAL },
	{ "a b c d e f g h", -EINVAL },
};

static void invalid_lines_are_rejected(void **state)
{
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		struct policy_rule r = { .by = 99 };
		struct fail why = { 0 };
		auto_free u8 *copy = NULL;

		len = strlen(lines[i].line);
		copy = exact_copy(lines[i].line, len);
		print_message("%s\n", lines[i].line);
		assert_int_equal(policy_line(verb_at, (const char *)copy, len, &r, &why),
				 lines[i].expected);
		if (lines[i].expected < 0)
			assert_true(*why.message);
		if (lines[i].expected != 1) {
			assert_int_equal(r.by, 99);
			continue;
		}
		assert_int_equal(r.by, lines[i].by);
		assert_int_equal(r.kind, lines[i].kind);
	}
}

/* clang-format off */
static const u8 scrub[16] = {
	0x96, 0xda, 0xd7, 0xd6, 0xfd, 0xe8, 0x48, 0x2b, 0xa7, 0x33, 0x75, 0x77, 0x4e, 0x06, 0xdb,
	0x8a,
};
/* clang-format on */
static const u8 vendor[16] = { 0xff };

#define OP(o)                                                                                      \
	{                                                                                          \
		.verb = "send-command", .has_opcode = true, .opcode = o                            \
	}
#define RAW(o)                                                                                     \
	{                                                                                          \
		.verb = "send-command", .has_opcode = true, .raw = true, .opcode = o               \
	}
#define VERB(v)                                                                                    \
	{                                                                                          \
		.verb = v                                                                          \
	}
#define FEATURE(u)                                                                                 \
	{                                                                                          \
		.verb = "set-feature", .feature = u                                                \
	}

/* clang-format off */
static const struct {
	const char *policy;
	struct policy_action action;
	enum policy_decision expected;
	unsigned int line;
} decisions[] = {
	{ "", OP(0xc001), POLICY_NO_RULE, 0 },
	{ "deny ALL ALL", OP(0xc001), POLICY_DENIED, 1 },
	{ "deny ALL:ALL", VERB("list"), POLICY_DENIED, 1 },
	{ "deny ALL opcode 0xc001", OP(0xc001), POLICY_DENIED, 1 },
	{ "deny ALL opcode 0xc001", OP(0xc002), POLICY_NO_RULE, 0 },
	{ "deny ALL opcode 0xc000-0xffff", OP(0xffff), POLICY_DENIED, 1 },
	{ "deny ALL opcode 0xc000-0xffff", OP(0xbfff), POLICY_NO_RULE, 0 },
	{ "deny ALL opcode ALL", VERB("enable-region"), POLICY_NO_RULE, 0 },
	{ "deny ALL raw ALL", RAW(0x4000), POLICY_DENIED, 1 },
	{ "deny ALL raw ALL", OP(0x4000), POLICY_NO_RULE, 0 },
	{ "deny ALL verb send-command", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny ALL verb s*-command", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny ALL verb send-command*", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny ALL verb send-*", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny ALL verb set-*", OP(0x4000), POLICY_NO_RULE, 0 },
	{ "deny ALL feature patrol-scrub", FEATURE(scrub), POLICY_DENIED, 1 },
	{ "deny ALL feature patrol-scrub", FEATURE(vendor), POLICY_NO_RULE, 0 },
	{ "deny ALL feature ALL", FEATURE(vendor), POLICY_DENIED, 1 },
	{ "deny ALL doe 1e98:00", { .has_doe = true, .doe_vendor = 0x1e98 }, POLICY_DENIED, 1 },
	{ "deny ALL doe 1e98:02", { .has_doe = true, .doe_vendor = 0x1e98, .doe_type = 2 },
	  POLICY_DENIED, 1 },
	{ "deny ALL doe 1e98:02", { .has_doe = true, .doe_vendor = 0x1e98 }, POLICY_NO_RULE, 0 },
	{ "deny ALL doe 1e98:02", { .has_doe = true, .doe_vendor = 1, .doe_type = 2 },
	  POLICY_NO_RULE, 0 },
	{ "deny ALL doe 1e98:ALL", { .has_doe = true, .doe_vendor = 0x1e98, .doe_type = 2 },
	  POLICY_DENIED, 1 },
	{ "deny ALL doe ALL", { .has_doe = true, .doe_vendor = 1, .doe_type = 2 }, POLICY_DENIED, 1 },
	/* deny takes precedence, regardless of the order */
	{ "allow ALL ALL\n\ndeny ALL opcode 0xc001\nallow ALL opcode 0xc001", OP(0xc001),
	  POLICY_DENIED, 3 },
	{ "allow ALL ALL", OP(0xc001), POLICY_ALLOWED, 1 },
	/* an allow rule creates an allow list of its kind */
	{ "allow ALL opcode 0x4000", OP(0x4000), POLICY_ALLOWED, 1 },
	{ "allow ALL opcode 0x4000", OP(0xc001), POLICY_NOT_LISTED, 1 },
	{ "allow ALL opcode 0x4000\nallow ALL opcode 0xc001", OP(0xc001), POLICY_ALLOWED, 2 },
	{ "allow ALL opcode 0x4000", VERB("enable-region"), POLICY_NO_RULE, 0 },
	{ "allow serial 0xa0 opcode 0x4000", OP(0xc001), POLICY_NOT_LISTED, 1 },
	{ "allow serial 0xa1 opcode 0x4000", OP(0xc001), POLICY_NO_RULE, 0 },
	{ "allow ALL verb list\nallow ALL verb send-command", OP(0xc001), POLICY_ALLOWED, 2 },
	{ "allow ALL verb list", OP(0xc001), POLICY_NOT_LISTED, 1 },
	/* devices */
	{ "deny serial 0xa0 ALL", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny serial 0xa1 ALL", OP(0x4000), POLICY_NO_RULE, 0 },
	{ "deny pci 8086:0d93 ALL", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny pci 8086:ALL ALL", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny pci 8087:ALL ALL", OP(0x4000), POLICY_NO_RULE, 0 },
	{ "deny firmware \"1.*\" ALL", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny firmware \"1.2 beta*\" ALL", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny firmware \"1.2 *\" ALL", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny firmware * ALL", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny firmware *beta ALL", OP(0x4000), POLICY_DENIED, 1 },
	{ "deny firmware 1.2 ALL", OP(0x4000), POLICY_NO_RULE, 0 },
	{ "allow pci 8086:ALL ALL", OP(0x4000), POLICY_ALLOWED, 1 },
	{ "allow pci 8087:ALL ALL", OP(0x4000), POLICY_NOT_LISTED, 1 },
};
/* clang-format on */

static const struct policy_device device = {
	.pci_known = true,
	.vendor = 0x8086,
	.device = 0x0d93,
	.serial_known = true,
	.serial = 0xa0,
	.firmware_known = true,
	.firmware = "1.2 beta",
};

static void check_decision(const char *text, const struct policy_device *d,
			   const struct policy_action *w, enum policy_decision expected,
			   unsigned int line)
{
	const struct policy_source from = { .file = "10-site.conf" };
	auto_policy struct policy p = { .verb_at = verb_at };
	struct policy_verdict v = { POLICY_DENIED, NULL };

	print_message("%s\n", text);
	assert_int_equal(policy_parse(&p, &from, text, strlen(text)), 0);
	policy_decide(&p, d, w, &v);
	assert_int_equal(v.decision, expected);
	assert_int_equal(v.rule ? v.rule->line : 0, line);
	if (v.rule)
		assert_string_equal(v.rule->file, "10-site.conf");
}

static void rules_are_applied(void **state)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(decisions); i++)
		check_decision(decisions[i].policy, &device, &decisions[i].action,
			       decisions[i].expected, decisions[i].line);
}

static void unknown_properties_match_deny_rules_only(void **state)
{
	const struct policy_device unknown = { 0 };
	const struct policy_action w = OP(0x4000);

	check_decision("deny serial 0xa1 ALL", &unknown, &w, POLICY_DENIED, 1);
	check_decision("deny firmware 9 ALL", &unknown, &w, POLICY_DENIED, 1);
	check_decision("deny pci 1:2 ALL", &unknown, &w, POLICY_DENIED, 1);
	check_decision("allow serial 0xa0 ALL", &unknown, &w, POLICY_NOT_LISTED, 1);
	/* An allow list that may be for this device is closed, and has nothing on it. */
	check_decision("allow serial 0xa0 opcode 0xc001", &unknown, &w, POLICY_NOT_LISTED, 1);
	check_decision("allow serial 0xa0 opcode 0x4000", &unknown, &w, POLICY_NOT_LISTED, 1);
	check_decision("allow firmware \"sim 1.0\" verb list", &unknown, &w, POLICY_NOT_LISTED, 1);
	check_decision("allow pci 1:2 verb send-*", &unknown, &w, POLICY_NOT_LISTED, 1);
	check_decision("allow pci 1:2 feature ALL", &unknown, &w, POLICY_NO_RULE, 0);
}

/* Identify to port 3, and to logical device 1 of the device at port 3, without the outer header. */
/* clang-format off */
static const u8 tunnel_identify[] = {
	0x03, 0x00, 0x0c, 0x00,
	0x00, 0x21, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
};

static const u8 tunnel_twice[] = {
	0x03, 0x00, 0x1c, 0x00,
	0x00, 0x32, 0x00, 0x00, 0x53, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x01, 0x00, 0x0c, 0x00,
	0x00, 0x31, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
};

/* A third level is not defined. */
static const u8 tunnel_thrice[] = {
	0x03, 0x00, 0x2c, 0x00,
	0x00, 0x33, 0x00, 0x00, 0x53, 0x20, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x03, 0x00, 0x1c, 0x00,
	0x00, 0x32, 0x00, 0x00, 0x53, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x01, 0x00, 0x0c, 0x00,
	0x00, 0x31, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
};

/* Set Feature with the UUID of patrol scrub and nothing else, to the LD pool. */
static const u8 tunnel_scrub[] = {
	0x00, 0x01, 0x1c, 0x00,
	0x00, 0x07, 0x00, 0x02, 0x05, 0x10, 0x00, 0x00, 0x00, 0x00, 0xcd, 0xab,
	0x96, 0xda, 0xd7, 0xd6, 0xfd, 0xe8, 0x48, 0x2b, 0xa7, 0x33, 0x75, 0x77, 0x4e, 0x06, 0xdb,
	0x8a,
};

#define TUNNEL(bytes) bytes, sizeof(bytes)

static const struct {
	const char *policy;
	const u8 *in;
	size_t len;
	enum policy_decision expected;
	u16 tunnelled; /* the opcode that is denied; 0: none */
} tunnels[] = {
	{ "", TUNNEL(tunnel_identify), POLICY_NO_RULE, 0 },
	{ "deny ALL opcode 0x5300", TUNNEL(tunnel_identify), POLICY_DENIED, 0 },
	{ "deny ALL opcode 0x0001", TUNNEL(tunnel_identify), POLICY_DENIED, 0x0001 },
	{ "deny ALL raw 0x0001", TUNNEL(tunnel_identify), POLICY_DENIED, 0x0001 },
	{ "deny ALL opcode 0x0002", TUNNEL(tunnel_identify), POLICY_NO_RULE, 0 },
	/* The destination is unknown: it may be the device of any rule. */
	{ "deny serial 0xa1 opcode 0x0001", TUNNEL(tunnel_identify), POLICY_DENIED, 0x0001 },
	{ "deny serial 0xa1 opcode 0x5300", TUNNEL(tunnel_identify), POLICY_NO_RULE, 0 },
	/* Allow rules for the device apply to what is sent through it. */
	{ "allow ALL opcode 0x5300", TUNNEL(tunnel_identify), POLICY_NOT_LISTED, 0x0001 },
	{ "allow ALL opcode 0x5300\nallow serial 0xa0 opcode 0x0001", TUNNEL(tunnel_identify),
	  POLICY_ALLOWED, 0 },
	{ "allow serial 0xa1 ALL", TUNNEL(tunnel_identify), POLICY_NOT_LISTED, 0 },
	{ "", TUNNEL(tunnel_twice), POLICY_NO_RULE, 0 },
	{ "deny ALL opcode 0x0001", TUNNEL(tunnel_twice), POLICY_DENIED, 0x0001 },
	{ "allow ALL opcode 0x5300", TUNNEL(tunnel_twice), POLICY_NOT_LISTED, 0x0001 },
	{ "", TUNNEL(tunnel_thrice), POLICY_TUNNEL_UNKNOWN, 0 },
	{ "deny ALL feature patrol-scrub", TUNNEL(tunnel_scrub), POLICY_DENIED, 0x0502 },
	{ "deny ALL feature ecs", TUNNEL(tunnel_scrub), POLICY_NO_RULE, 0 },
	/* What cannot be parsed needs a rule for the opcode itself. */
	{ "", NULL, 0, POLICY_TUNNEL_UNKNOWN, 0 },
	{ "allow ALL ALL", NULL, 0, POLICY_TUNNEL_UNKNOWN, 0 },
	{ "allow ALL verb ALL", NULL, 0, POLICY_TUNNEL_UNKNOWN, 0 },
	{ "allow ALL opcode 0x5300", NULL, 0, POLICY_ALLOWED, 0 },
	{ "allow serial 0xa0 raw 0x5300", NULL, 0, POLICY_ALLOWED, 0 },
	{ "allow serial 0xa1 raw 0x5300", NULL, 0, POLICY_TUNNEL_UNKNOWN, 0 },
	{ "allow ALL opcode 0x5300\ndeny ALL raw ALL", NULL, 0, POLICY_DENIED, 0 },
};
/* clang-format on */

static void tunnelled_commands_are_evaluated(void **state)
{
	struct policy_action w = RAW(0x5300);
	struct policy_verdict v;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(tunnels); i++) {
		const struct policy_source from = { .file = "a.conf" };
		auto_policy struct policy p = { .verb_at = verb_at };
		auto_free u8 *in = exact_copy(tunnels[i].in ? (const void *)tunnels[i].in : "",
					      tunnels[i].len);

		print_message("%zu %s\n", i, tunnels[i].policy);
		assert_int_equal(policy_parse(&p, &from, tunnels[i].policy,
					      strlen(tunnels[i].policy)),
				 0);
		w.in = in;
		w.in_len = tunnels[i].len;
		policy_decide(&p, &device, &w, &v);
		assert_int_equal(v.decision, tunnels[i].expected);
		assert_int_equal(v.tunnelled, tunnels[i].tunnelled != 0);
		assert_int_equal(v.opcode, v.decision == POLICY_TUNNEL_UNKNOWN
						   ? 0x5300
						   : tunnels[i].tunnelled);
	}
}

/* Commands that act behind the device in another way need a rule for their own opcode. */
static void what_reaches_other_components_needs_a_rule(void **state)
{
	static const struct {
		u16 opcode;
		const char *policy;
		enum policy_decision expected;
	} rows[] = {
		{ 0x5809, "", POLICY_TUNNEL_UNKNOWN },
		{ 0x5302, "", POLICY_TUNNEL_UNKNOWN },
		{ 0x5301, "", POLICY_TUNNEL_UNKNOWN },
		{ 0x5103, "", POLICY_TUNNEL_UNKNOWN },
		{ 0x5701, "", POLICY_TUNNEL_UNKNOWN },
		{ 0x5102, "", POLICY_NO_RULE },
		{ 0x5809, "allow ALL ALL", POLICY_TUNNEL_UNKNOWN },
		{ 0x5809, "allow ALL opcode 0x5300", POLICY_NOT_LISTED },
		{ 0x5809, "allow ALL opcode 0x5809", POLICY_ALLOWED },
		{ 0x5302, "allow serial 0xa0 raw 0x5302", POLICY_ALLOWED },
	};
	static const u8 in[] = { 0x01, 0x00, 0x0c, 0x00, 0x00, 0x21, 0x00, 0x01,
				 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00 };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct policy_source from = { .file = "a.conf" };
		auto_policy struct policy p = { .verb_at = verb_at };
		struct policy_action w = RAW(rows[i].opcode);
		struct policy_verdict v;

		print_message("0x%04x %s\n", rows[i].opcode, rows[i].policy);
		assert_int_equal(policy_parse(&p, &from, rows[i].policy, strlen(rows[i].policy)),
				 0);
		w.in = in;
		w.in_len = sizeof(in);
		policy_decide(&p, &device, &w, &v);
		assert_int_equal(v.decision, rows[i].expected);
		if (v.decision == POLICY_TUNNEL_UNKNOWN)
			assert_int_equal(v.opcode, rows[i].opcode);
	}
}

/* Each byte that makes the message something else than one complete request. */
static void incomplete_tunnels_are_rejected(void **state)
{
	static const struct {
		u8 at, value;
	} wrong[] = {
		{ 1, 2 },			      /* target type */
		{ 2, 0x0b },			      /* size of the message */
		{ 2, 0x0d },  { 3, 1 },	    { 4, 1 }, /* a response */
		{ 9, 1 },			      /* length of the payload */
		{ 11, 0x20 }, { 11, 0x80 },
	};
	struct tunnelled t;
	size_t i, len;

	for (i = 0; i < ARRAY_SIZE(wrong); i++) {
		auto_free u8 *in = exact_copy(tunnel_identify, sizeof(tunnel_identify));

		assert_int_equal(tunnel_parse(in, sizeof(tunnel_identify), &t), 0);
		in[wrong[i].at] = wrong[i].value;
		print_message("%zu\n", i);
		assert_int_equal(tunnel_parse(in, sizeof(tunnel_identify), &t), -EBADMSG);
	}
	for (len = 0; len < sizeof(tunnel_twice); len++) {
		auto_free u8 *in = exact_copy(tunnel_twice, len);

		assert_int_equal(tunnel_parse(in, len, &t), -EBADMSG);
	}
	assert_int_equal(tunnel_parse(tunnel_twice, sizeof(tunnel_twice), &t), 0);
	assert_int_equal(t.opcode, 0x5300);
	assert_int_equal(t.len, 16);
	assert_ptr_equal(t.in, tunnel_twice + 16);
}

/* @unsafe, then @safe, each one line. The reason must be a rule of @file. */
static enum policy_decision decide_both(const char *safe, const char *unsafe,
					const struct policy_action *w, const char *file)
{
	const struct policy_source from[] = { { .file = "safe" },
					      { .file = "unsafe", .unsafe = true } };
	auto_policy struct policy p = { .verb_at = verb_at };
	struct policy_verdict v;

	assert_int_equal(policy_parse(&p, &from[1], unsafe, strlen(unsafe)), 0);
	assert_int_equal(policy_parse(&p, &from[0], safe, strlen(safe)), 0);
	policy_decide(&p, &device, w, &v);
	if (v.decision != POLICY_NO_RULE)
		assert_string_equal(v.rule->file, file);
	return v.decision;
}

static void rules_of_unsafe_files_only_deny_more(void **state)
{
	static const char id[] = "allow ALL opcode 0x4000", health[] = "allow ALL opcode 0x4200";
	static const char deny[] = "deny ALL opcode 0x4000";
	const struct policy_action identify = OP(0x4000), get_health = OP(0x4200);
	const struct policy_action get_alerts = OP(0x4201);

	assert_int_equal(decide_both("", deny, &identify, "unsafe"), POLICY_DENIED);
	assert_int_equal(decide_both("", deny, &get_health, ""), POLICY_NO_RULE);
	assert_int_equal(decide_both(deny, deny, &identify, "safe"), POLICY_DENIED);
	assert_int_equal(decide_both("", id, &identify, "unsafe"), POLICY_ALLOWED);
	assert_int_equal(decide_both("", id, &get_health, "unsafe"), POLICY_NOT_LISTED);
	assert_int_equal(decide_both(id, health, &identify, "safe"), POLICY_ALLOWED);
	assert_int_equal(decide_both(id, id, &identify, "safe"), POLICY_ALLOWED);
	assert_int_equal(decide_both(id, health, &get_health, "safe"), POLICY_NOT_LISTED);
	assert_int_equal(decide_both(id, health, &get_alerts, "safe"), POLICY_NOT_LISTED);
}

/* The valid deny rules of an invalid file remain in effect. */
static void invalid_lines_are_reported_and_others_apply(void **state)
{
	static const char text[] =
		"# site\n\ndeny ALL verb list\nnonsense\ndeny ALL opcode 0xc001\n"
		"allow ALL";
	const struct policy_source from = { .file = "a.conf" };
	auto_policy struct policy p = { .verb_at = verb_at };
	const struct policy_action w = OP(0xc001);
	struct policy_verdict v;

	assert_int_equal(policy_parse(&p, &from, text, strlen(text)), 0);
	assert_int_equal(p.fault_count, 2);
	assert_string_equal(p.faults[0].file, from.file);
	assert_non_null(strstr(p.faults[0].why.message, "line 4: "));
	assert_non_null(strstr(p.faults[1].why.message, "line 6: "));
	assert_int_equal(p.count, 2);
	policy_decide(&p, &device, &w, &v);
	assert_int_equal(v.decision, POLICY_DENIED);
	assert_int_equal(v.rule->line, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(invalid_lines_are_rejected),
		cmocka_unit_test(rules_are_applied),
		cmocka_unit_test(unknown_properties_match_deny_rules_only),
		cmocka_unit_test(rules_of_unsafe_files_only_deny_more),
		cmocka_unit_test(tunnelled_commands_are_evaluated),
		cmocka_unit_test(what_reaches_other_components_needs_a_rule),
		cmocka_unit_test(incomplete_tunnels_are_rejected),
		cmocka_unit_test(invalid_lines_are_reported_and_others_apply),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

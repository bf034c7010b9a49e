// SPDX-License-Identifier: GPL-2.0-only
/* Policy files, and log lines with audit records. */
#include "fuzz.h"

#include "cxl/lib/guard/audit-read.h"
#include "cxl/lib/guard/policy.h"

static const char *verb_at(size_t i)
{
	static const char *const verbs[] = { "list", "set-feature", "send-command", NULL };

	return verbs[i];
}

static void decide(const struct policy *p)
{
	static const u8 uuid[16] = { 0x96, 0xda };
	/* clang-format off */
	const struct policy_device devices[] = {
		{ 0 },
		{ .serial_known = true, .firmware_known = true, .pci_known = true,
		  .serial = 0xa0, .firmware = "1.2 beta", .vendor = 0x8086, .device = 0x0d93 },
	};
	/* clang-format on */
	/* clang-format off */
	const struct policy_action actions[] = {
		{ .verb = NULL }, { .verb = "list" },
		{ .verb = "send-command", .has_opcode = true, .raw = true, .opcode = 0xc001 },
		{ .verb = "set-feature", .feature = uuid },
		{ .has_doe = true, .doe_vendor = 0x1e98, .doe_type = 2 },
	};
	/* clang-format on */
	struct policy_verdict v;
	size_t d, w;

	for (d = 0; d < ARRAY_SIZE(devices); d++)
		for (w = 0; w < ARRAY_SIZE(actions); w++) {
			policy_decide(p, &devices[d], &actions[w], &v);
			check((v.decision == POLICY_NO_RULE) == !v.rule);
			check(!v.rule || v.rule->deny == (v.decision == POLICY_DENIED));
			check(!v.rule || v.rule->line > 0);
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_rec struct rec *entry = rec_new_obj();
	const struct policy_source from = { .file = "fuzz.conf" };
	auto_policy struct policy p = { .verb_at = verb_at };
	size_t i;
	int rc;

	rc = policy_parse(&p, &from, (const char *)data, size);
	check(rc <= 0);
	for (i = 0; i < p.fault_count; i++)
		check(*p.faults[i].why.message);
	decide(&p);
	rc = audit_line_parse(size % 3, (const char *)data, size, entry);
	check(rc <= 0);
	print_record(entry);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-only
/* Configuration files of daxctl: sections, and which of them applies. */
#include "fuzz.h"

#include "daxctl/conf/conf.h"

static void choose(const struct dax_conf *c, const struct conf_facts *f)
{
	char reason[CONF_REASON_MAX];
	struct conf_choice choice;
	enum conf_key key;
	size_t i, matches = 0;
	bool unknown = c->incomplete;

	for (i = 0; i < c->count; i++) {
		const enum conf_match match = conf_section_match(&c->at[i], f, &key);

		conf_section_reason(&c->at[i], f, reason, sizeof(reason));
		check(!*reason == (match == CONF_MATCHES));
		check(strlen(reason) < sizeof(reason) - 1);
		matches += match == CONF_MATCHES;
		unknown |= match == CONF_UNKNOWN;
	}
	dax_conf_choose(c, f, &choice);
	check(unknown == (choice.result == CONF_RESULT_UNKNOWN));
	check(unknown || (matches == 0) == (choice.result == CONF_RESULT_NONE));
	check(choice.result != CONF_RESULT_MATCH || !choice.section->error);
	check((choice.result == CONF_RESULT_AMBIGUOUS) == (choice.other != NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct conf_facts none = { 0 }, known = {
		.nvdimm_uuids = { "ed93e918-e165-49d8-921d-383d7b9660c5" },
		.has_node = true,
		.node = 1,
		.memdevs = { { true, 0xa0, "0000:0d:00.0" }, { true, 0xa1, "" } },
		.memdev_count = 2,
	}, unknown = { .unknown = BIT(CONF_REGION_UUID) | BIT(CONF_PCI) };
	auto_dax_conf struct dax_conf c = { 0 };
	size_t i;

	check(dax_conf_parse(&c, "fuzz.conf", (const char *)data, size) == 0);
	for (i = 0; i < c.problem_count; i++)
		check(c.problems[i].line > 0 && *c.problems[i].text);
	for (i = 0; i < c.count; i++)
		check(c.at[i].mode < DAX_MODES && strlen(c.at[i].pci) < sizeof(c.at[i].pci));
	choose(&c, &none);
	choose(&c, &known);
	choose(&c, &unknown);
	return 0;
}

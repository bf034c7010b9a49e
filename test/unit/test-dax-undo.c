// SPDX-License-Identifier: GPL-2.0-only
/* Which commands undo a change of a DAX device. */
#include "daxctl/undo-lines.h"
#include "test/unit/unit.h"

static const char *mode_lines(const struct dax_state *s, enum dax_mode mode)
{
	static char text[300];
	auto_strbuf struct strbuf lines = { 0 };

	if (!undo_lines_mode(s, mode, &lines))
		return "never";
	snprintf(text, sizeof(text), "%s", lines.s ? lines.s : "");
	return text;
}

/* Which commands restore the device; some states are none that a command restores. */
static void undone_modes(void **state)
{
	struct memory_block blocks[] = { { 32, true, false, "Movable" },
					 { 33, true, false, "Movable" } };
	struct dax_node node = { .name = "dax0.0" };
	struct dax_state s = { .node = &node, .mode = DAX_MODES };

	assert_string_equal(mode_lines(&s, DAX_DEVDAX), "disable-device\tdax0.0");
	assert_string_equal(mode_lines(&s, DAX_SYSTEM_RAM),
			    "offline-memory\tdax0.0\n"
			    "reconfigure-device\tdax0.0\t--mode\tdevdax\n"
			    "disable-device\tdax0.0");
	strcpy(s.driver, "other");
	assert_string_equal(mode_lines(&s, DAX_DEVDAX), "never");
	strcpy(s.driver, "device_dax");
	s.mode = DAX_DEVDAX;
	assert_string_equal(mode_lines(&s, DAX_MODES), "enable-device\tdax0.0");
	assert_string_equal(mode_lines(&s, DAX_FAMFS),
			    "reconfigure-device\tdax0.0\t--mode\tdevdax");
	strcpy(s.driver, "kmem");
	s.mode = DAX_SYSTEM_RAM;
	s.memory = (struct memory_blocks){ .at = blocks, .count = 2, .size = 128 << 20 };
	assert_string_equal(mode_lines(&s, DAX_DEVDAX),
			    "reconfigure-device\tdax0.0\t--mode\tsystem-ram");
	strcpy(blocks[0].zone, "Normal");
	assert_string_equal(mode_lines(&s, DAX_DEVDAX), "never"); /* two zones */
	strcpy(blocks[1].zone, "Normal");
	assert_string_equal(mode_lines(&s, DAX_DEVDAX),
			    "reconfigure-device\tdax0.0\t--mode\tsystem-ram\t--no-movable");
	blocks[1] = (struct memory_block){ .number = 33 };
	assert_string_equal(mode_lines(&s, DAX_DEVDAX), "never"); /* one of two is online */
	blocks[0] = (struct memory_block){ .number = 32 };
	assert_string_equal(mode_lines(&s, DAX_DEVDAX),
			    "reconfigure-device\tdax0.0\t--mode\tsystem-ram\t--no-online");
}

static void undone_sizes(void **state)
{
	auto_strbuf struct strbuf larger = { 0 }, align = { 0 }, smaller = { 0 };
	struct dax_node node = { .name = "dax0.1" };
	struct dax_state s = { .node = &node, .size = 4 << 20, .align = 4096 };

	assert_true(undo_lines_shape(&s, 8 << 20, 2 << 20, &larger));
	assert_string_equal(larger.s, "reconfigure-device\tdax0.1\t--size\t4194304"
				      "\t--align\t4096");
	assert_true(undo_lines_shape(&s, 4 << 20, 2 << 20, &align));
	assert_string_equal(align.s, "reconfigure-device\tdax0.1\t--align\t4096");
	assert_false(undo_lines_shape(&s, 2 << 20, 0, &smaller));
}

/* Memory that was online or offline in part is no state that one command restores. */
static void undone_memory(void **state)
{
	static const struct {
		const char *zones[2];	      /* NULL: offline */
		const char *online, *offline; /* what undoes it; NULL: nothing */
	} cases[] = {
		{ { NULL, NULL }, "offline-memory\tdax0.0", NULL },
		{ { "Movable", "Movable" }, NULL, "online-memory\tdax0.0" },
		{ { "Normal", "Normal" }, NULL, "online-memory\tdax0.0\t--no-movable" },
		{ { "Normal", "Movable" }, NULL, NULL },
		{ { "Movable", NULL }, NULL, NULL },
		{ { NULL, "Movable" }, NULL, NULL },
	};
	struct dax_node node = { .name = "dax0.0" };
	size_t i, j;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct memory_block blocks[2] = { { .number = 32 }, { .number = 33 } };
		const struct dax_state s = { .node = &node,
					     .mode = DAX_SYSTEM_RAM,
					     .memory = { .at = blocks, .count = 2 } };

		for (j = 0; j < 2; j++)
			if (cases[i].zones[j]) {
				blocks[j].online = true;
				strcpy(blocks[j].zone, cases[i].zones[j]);
			}
		for (j = 0; j < 2; j++) {
			const char *expected = j ? cases[i].online : cases[i].offline;
			auto_strbuf struct strbuf lines = { 0 };

			assert_int_equal(undo_lines_memory(&s, j, &lines), expected != NULL);
			if (expected)
				assert_string_equal(lines.s, expected);
		}
	}
}

static void undone_creation(void **state)
{
	auto_strbuf struct strbuf lines = { 0 };

	undo_lines_create("dax0.2", &lines);
	assert_string_equal(lines.s, "disable-device\tdax0.2\ndestroy-device\tdax0.2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(undone_modes),
		cmocka_unit_test(undone_sizes),
		cmocka_unit_test(undone_memory),
		cmocka_unit_test(undone_creation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-only
/* Mailbox commands: consistency of the opcode table, lookup, and rules. */
#include <ctype.h>

#include "unit.h"

#include "cxl/common.h"
#include "cxl/lib/wire/opcode.h"

static bool is_name(const char *text, char between)
{
	const char *p;

	for (p = text; *p; p++)
		if (!islower(*p) && !isdigit(*p) && (*p != between || p == text || !p[1]))
			return false;
	return p > text && islower(*text);
}

static void rows_are_sorted_and_complete(void **state)
{
	const struct opcode_desc *d, *before = NULL;
	size_t i;

	for (i = 0; (d = opcode_at(i)); before = d, i++) {
		assert_true(!before || d->opcode > before->opcode);
		assert_true(d->title && d->title[0] && isupper(d->title[0]));
		assert_true(is_name(d->name, '-'));
		assert_true(!d->alias || is_name(d->alias, '-'));
		assert_string_not_equal(opcode_set_name((u8)(d->opcode >> 8)), "Unknown");
		assert_true(d->risk <= RISK_DESTRUCTIVE);
		assert_true(d->writes ? d->risk >= RISK_SETTING : !d->background);
		assert_ptr_equal(opcode_find(d->opcode), d);
		assert_ptr_equal(opcode_named(d->name), d);
		assert_true(!d->alias || opcode_named(d->alias) == d);
	}
	assert_true(i > 150);
	assert_null(opcode_at(i));
	assert_null(opcode_at(SIZE_MAX));
}

/*
 * Where the word of a name ends in @title: it starts with a word of the title and has letters of
 * it in order, as "config" of "Configuration" or "lsa" of "Label Storage Area". NULL: nowhere.
 */
static const char *word_in(const char *title, const char *word, size_t len)
{
	const char *start, *at;
	size_t i;

	for (start = title; *start; start++) {
		if (start > title && isalnum(start[-1]))
			continue;
		for (at = start, i = 0; *at && i < len; at++)
			if (tolower(*at) == word[i])
				i++;
			else if (i == 0)
				break;
		if (i == len)
			return at;
	}
	return NULL;
}

static void names_abbreviate_the_titles(void **state)
{
	const struct opcode_desc *d;
	const char *word, *at;
	size_t i, len;

	for (i = 0; (d = opcode_at(i)); i++) {
		at = d->title;
		/* There is an Identify for memory devices, too. */
		for (word = d->name; at && d->opcode != 0x0001; word += len + 1) {
			len = strcspn(word, "-");
			print_message("%s: %s\n", d->title, word);
			at = word_in(at, word, len);
			assert_non_null(at);
			if (!word[len])
				break;
		}
	}
	assert_string_equal(opcode_find(0x0001)->name, "identify-component");
}

static void names_and_aliases_are_unique(void **state)
{
	const struct opcode_desc *a, *b;
	size_t i, j;

	for (i = 0; (a = opcode_at(i)); i++)
		for (j = 0; (b = opcode_at(j)); j++) {
			assert_true(i == j || !str_eq(a->name, b->name));
			assert_true(!b->alias || !str_eq(a->name, b->alias));
			assert_true(i == j || !a->alias || !b->alias ||
				    !str_eq(a->alias, b->alias));
		}
}

/* Commands that Linux uses or rejects have a native interface. */
static void kernel_owned_commands_have_a_native_interface(void **state)
{
	static const u16 owned[] = {
		0x0100, 0x0101, 0x0103, 0x0201, 0x0202, 0x0301, 0x0500, 0x0501, 0x0502, 0x0600,
	};
	const struct opcode_desc *d;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(owned); i++)
		assert_int_not_equal(opcode_find(owned[i])->native.kind, NATIVE_NONE);
	for (i = 0; (d = opcode_at(i)); i++) {
		char text[160];

		opcode_native_text(&d->native, text, sizeof(text));
		assert_true(!*text || strlen(text) > 8);
		assert_true(!*text == (!d->native.name && !d->native.note));
		assert_true(d->native.kind == NATIVE_NONE || d->native.name);
		assert_true(opcode_raw_rule(d->opcode) == RAW_ALLOWED || *text);
		/* A typed command has both a kernel id and its route. */
		assert_int_equal(d->kernel_id != 0, d->route == ROUTE_IOCTL);
		if (d->kernel_id)
			assert_int_equal(opcode_by_kernel_id(d->kernel_id), d->opcode);
	}
}

/*
 * A sysfs attribute sends one command: it is no alternative to another one, and a command without
 * an alternative has no attribute as route.
 */
static void sysfs_attributes_belong_to_one_command(void **state)
{
	const struct opcode_desc *a, *b;
	size_t i, j;

	for (i = 0; (a = opcode_at(i)); i++) {
		if (a->route == ROUTE_SYSFS || a->route == ROUTE_EDAC)
			assert_int_not_equal(a->native.kind, NATIVE_NONE);
		if (a->native.kind != NATIVE_SYSFS)
			continue;
		for (j = 0; (b = opcode_at(j)); j++)
			assert_true(i == j || b->native.kind != NATIVE_SYSFS ||
				    !str_eq(a->native.name, b->native.name));
	}
	assert_int_equal(opcode_find(0x4402)->native.kind, NATIVE_NONE);
	assert_int_equal(opcode_find(0x4402)->route, ROUTE_NONE);
}

static void rules_have_reasons(void **state)
{
	const struct opcode_desc *d;
	size_t i;

	for (i = 0; (d = opcode_at(i)); i++) {
		assert_true(!d->never_zero.width || d->never);
		assert_true(!d->never_zero.width ||
			    bitfield_fits(&d->never_zero, opcode_min_input(d)));
		assert_true(!d->never || opcode_min_input(d) > 0);
		assert_true(!d->in || opcode_min_input(d) >= d->in->size);
	}
}

static const u8 *bits_of(const struct field *f, const struct layout *l, u8 *mask)
{
	size_t size = layout_max_size(l);

	memset(mask, 0, size);
	if (f->flags & (FIELD_TEXT | FIELD_UUID | FIELD_BYTES | FIELD_PART))
		memset(mask + f->at.off, 0xff, f->at.width);
	else
		bitfield_put(&f->at, mask, UINT64_MAX);
	return mask;
}

static void check_field(const struct layout *l, const struct field *f)
{
	bool number = !(f->flags & (FIELD_TEXT | FIELD_UUID | FIELD_BYTES | FIELD_PART));

	assert_true(is_name(f->key, '_'));
	assert_true(f->at.width > 0);
	assert_true(bitfield_fits(&f->at, layout_max_size(l)));
	assert_true(!number || f->at.width <= 8);
	assert_true(!number || f->at.shift + f->at.bits <= f->at.width * 8);
	assert_true(!(f->flags & FIELD_TEXT) || f->at.width <= 64);
	assert_true(!(f->flags & FIELD_UUID) || f->at.width == 16);
	assert_int_equal(f->part != NULL, (f->flags & FIELD_PART) != 0);
	assert_true(!f->part || f->at.width == f->part->size);
	assert_true(!f->valid.width || bitfield_fits(&f->valid, layout_max_size(l)));
	assert_true(!(f->flags & FIELD_DEFAULT) || f->value <= bitfield_max(&f->at));
	assert_int_equal(f->value_names != NULL, number && f->kind == VAL_STR);
	assert_true(f->kind != VAL_BOOL || f->at.bits == 1 || f->flags & FIELD_EQUALS);
}

/* Keys are unique, and no two fields share a bit unless both have FIELD_EQUALS. */
static void check_pairs(const struct layout *l)
{
	u8 a[256], b[256];
	size_t i, j, n;

	assert_true(layout_max_size(l) <= sizeof(a));
	for (i = 0; i < l->count; i++)
		for (j = 0; j < i; j++) {
			assert_string_not_equal(l->fields[i].key, l->fields[j].key);
			if (l->fields[i].flags & l->fields[j].flags & FIELD_EQUALS)
				continue;
			bits_of(&l->fields[i], l, a);
			bits_of(&l->fields[j], l, b);
			for (n = 0; n < layout_max_size(l); n++)
				assert_int_equal(a[n] & b[n], 0);
		}
}

static void check_names(const struct value_name *w)
{
	const struct value_name *other;

	for (; w && w->name; w++) {
		assert_true(w->name[0]);
		for (other = w + 1; other->name; other++) {
			assert_true(other->value != w->value);
			assert_string_not_equal(other->name, w->name);
		}
	}
}

/* Fields are in the order of the payload, but for flags that belong to another field. */
static bool in_order(const struct field *a, const struct field *b)
{
	static const char *const others[] = { "_alert_change", "component_id_format", "volatile",
					      "source" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(others); i++)
		if (strstr(b->key, others[i]))
			return true;
	return a->at.off * 8 + a->at.shift <= b->at.off * 8 + b->at.shift;
}

static void check_fields(const struct layout *l)
{
	size_t i;

	assert_true(l->size > 0 && l->count > 0);
	assert_true(!l->newer || l->newer > l->size);
	for (i = 0; i < l->count; i++) {
		check_field(l, &l->fields[i]);
		assert_true(i == 0 || in_order(&l->fields[i - 1], &l->fields[i]));
		check_names(l->fields[i].value_names);
	}
	check_pairs(l);
}

/* The keys of a form are none of the fixed part. */
static void check_forms(const struct layout *l)
{
	const struct layout_form *f;
	size_t i;

	if (!l->forms)
		return;
	for (f = l->forms->forms; f->id; f++) {
		assert_int_equal(strlen(f->id),
				 l->forms->width == 16 ? UUID_TEXT_LEN : 2 * l->forms->width);
		check_fields(f->layout);
		assert_true(f->layout->name && f->layout->name[0]);
		for (i = 0; i < f->layout->count; i++)
			assert_null(layout_field(l, f->layout->fields[i].key));
	}
}

static void check_layout(const struct layout *l)
{
	check_fields(l);
	check_forms(l);
	if (!l->list)
		return;
	assert_true(l->tail);
	assert_true(is_name(l->list->key, '_'));
	assert_null(layout_field(l, l->list->key));
	assert_true(l->list->at >= l->size);
	assert_true(bitfield_fits(&l->list->count, l->size));
	check_fields(l->list->record);
	check_forms(l->list->record);
	if (l->list->end)
		check_fields(l->list->end);
}

static void layouts_are_consistent(void **state)
{
	const struct opcode_desc *d;
	size_t i;

	for (i = 0; (d = opcode_at(i)); i++) {
		if (d->in)
			check_layout(d->in);
		if (d->out)
			check_layout(d->out);
	}
}

static void names_match_completely_in_any_case(void **state)
{
	assert_int_equal(opcode_named("get-health-info")->opcode, 0x4200);
	assert_int_equal(opcode_named("Get-Health-Info")->opcode, 0x4200);
	assert_int_equal(opcode_named("identify-memory-device")->opcode, 0x4000);
	assert_int_equal(opcode_named("identify")->opcode, 0x4000);
	assert_int_equal(opcode_named("set-feature")->opcode, 0x0502);
	assert_null(opcode_named("get-health-inf"));
	assert_null(opcode_named(""));
	assert_null(opcode_named("0x4200"));
}

static void opcodes_are_parsed(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text;
		int rc, expected;
	} cases[] = {
		{ "get-log", 0, 0x0401 }, { "IDENTIFY", 0, 0x4000 }, { "0x4200", 0, 0x4200 },
		{ "0X42", 0, 0x42 }, { "4200h", 0, 0x4200 }, { "c0DEH", 0, 0xc0de },
		{ "0xffff", 0, 0xffff }, { "0", -EINVAL, 0 }, { "4200", -EINVAL, 0 },
		{ "0x10000", -ERANGE, 0 }, { "10000h", -ERANGE, 0 },
		{ "0xffffffffffffffffff", -ERANGE, 0 }, { "0x", -EINVAL, 0 }, { "h", -EINVAL, 0 },
		{ "", -EINVAL, 0 }, { "-1", -EINVAL, 0 }, { " 0x1", -EINVAL, 0 },
		{ "0x1 ", -EINVAL, 0 }, { "xyzh", -EINVAL, 0 }, { "00000004200h", -EINVAL, 0 },
	};
	/* clang-format on */
	struct fail why;
	size_t i;
	u16 v;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		why.code = NULL;
		v = 0;
		assert_int_equal(opcode_parse(cases[i].text, &v, &why), cases[i].rc);
		assert_int_equal(v, cases[i].expected);
		assert_int_equal(why.code != NULL, cases[i].rc != 0);
	}
	assert_int_equal(opcode_parse("nonsense", &v, NULL), -EINVAL);
}

static void command_sets_have_names(void **state)
{
	assert_string_equal(opcode_set_name(0x04), "Logs");
	assert_string_equal(opcode_set_name(0x44), "Sanitize and Media Operations");
	assert_string_equal(opcode_set_name(0x4a), "Unknown");
	assert_string_equal(opcode_set_name(0x3f), "Unknown");
	assert_string_equal(opcode_set_name(0xbf), "Unknown");
	assert_string_equal(opcode_set_name(0xc0), "Vendor");
	assert_string_equal(opcode_set_name(0xff), "Vendor");
}

static void unknown_commands_are_destructive(void **state)
{
	assert_int_equal(opcode_risk(0xc000), RISK_DESTRUCTIVE);
	assert_int_equal(opcode_risk(0x4a00), RISK_DESTRUCTIVE);
	assert_int_equal(opcode_risk(0xffff), RISK_DESTRUCTIVE);
	assert_int_equal(opcode_risk(0x0000), RISK_DESTRUCTIVE);
	assert_null(opcode_find(0xc000));
	assert_int_equal(opcode_risk(0x4200), RISK_READ);
	assert_int_equal(opcode_risk(0x4305), RISK_READ_EFFECTS);
	assert_int_equal(opcode_risk(0x4202), RISK_SETTING);
	assert_int_equal(opcode_risk(0x0502), RISK_SERVICE);
	assert_int_equal(opcode_risk(0x4400), RISK_DESTRUCTIVE);
	assert_int_equal(opcode_risk(0x4601), RISK_DESTRUCTIVE);
}

/* cxl_mem_raw_command_allowed() of drivers/cxl/core/mbox.c. */
static void raw_rules_match_linux(void **state)
{
	static const u16 refused[] = {
		0x0202, 0x0500, 0x0501, 0x0502, 0x4101, 0x4103,
		0x4204, 0x4300, 0x4301, 0x4302, 0x4304, 0x4305,
	};
	unsigned int opcode, n = 0;
	size_t i;

	for (opcode = 0; opcode <= UINT16_MAX; opcode++)
		n += opcode_raw_rule((u16)opcode) == RAW_DENIED_OPCODE;
	assert_int_equal(n, ARRAY_SIZE(refused));
	for (i = 0; i < ARRAY_SIZE(refused); i++)
		assert_int_equal(opcode_raw_rule(refused[i]), RAW_DENIED_OPCODE);
	for (opcode = 0x4400; opcode <= 0x46ff; opcode++)
		assert_int_equal(opcode_raw_rule((u16)opcode), RAW_DENIED_SET);
	assert_int_equal(opcode_raw_rule(0x43ff), RAW_ALLOWED);
	assert_int_equal(opcode_raw_rule(0x4700), RAW_ALLOWED);
	assert_int_equal(opcode_raw_rule(0x0201), RAW_ALLOWED);
	assert_int_equal(opcode_raw_rule(0xc000), RAW_ALLOWED);
}

static void check_input(u16 opcode, const u8 *in, size_t len, const char *expected)
{
	auto_free u8 *exact = exact_copy(in, len);
	struct fail why = { 0 };
	int rc = opcode_input_check(opcode_find(opcode), exact, len, &why);

	if (!expected) {
		assert_int_equal(rc, 0);
	} else {
		assert_int_equal(rc, str_eq(expected, "never_sent") ? -EACCES : -EINVAL);
		assert_int_equal(why.outcome, str_eq(expected, "never_sent") ? OUTCOME_REFUSED
									     : OUTCOME_INVALID);
		assert_string_equal(why.code, expected);
		assert_true(why.message[0]);
	}
}

static void inputs_that_crash_devices_are_rejected(void **state)
{
	static const u8 zero[0x60], lsa[] = { 0, 0, 0, 0, 1, 0, 0, 0 };
	static const u8 odd[] = { 1, 1, 1, 1, 0, 0, 0, 0, 9 };

	check_input(0x4102, lsa, 8, NULL);
	check_input(0x4102, zero, 8, "never_sent");
	check_input(0x4102, odd, 9, "never_sent");
	check_input(0x4102, lsa, 7, "input_too_short");
	check_input(0x4102, lsa, 0, "input_too_short");
	check_input(0x4103, zero, 0, "input_too_short");
	check_input(0x4103, zero, 8, "input_too_short");
	check_input(0x4103, zero, 9, NULL);
	check_input(0x0600, zero, 0, "input_too_short");
	check_input(0x0600, zero, 1, "input_too_short");
	check_input(0x0600, zero, 2, NULL);
}

static void short_inputs_are_rejected(void **state)
{
	static const u8 zero[0x60];

	check_input(0x4200, zero, 0, NULL);
	check_input(0x0401, zero, 0x17, "input_too_short");
	check_input(0x0401, zero, 0x18, NULL);
	check_input(0x0502, zero, 0x20, "input_too_short");
	check_input(0x0502, zero, 0x21, NULL);
	check_input(0x4501, zero, 0x5f, "input_too_short");
	check_input(0x4501, zero, 0x60, NULL);
	check_input(0x0103, zero, 4, NULL);
	check_input(0x0103, zero, 3, "input_too_short");
}

static void check_kernel(u16 opcode, const void *in, size_t len, bool permitted)
{
	auto_free u8 *exact = exact_copy(in, len);
	struct fail why = { 0 };
	int rc = opcode_kernel_check(opcode_find(opcode), exact, len, &why);

	assert_int_equal(rc == 0, permitted);
	assert_int_equal(why.outcome, permitted ? OUTCOME_FAILED : OUTCOME_UNSUPPORTED);
	if (!permitted)
		assert_string_equal(why.code, "kernel_rejects");
}

/* As cxl_payload_from_user_allowed() of Linux 7.2, which answers EBUSY. */
static void inputs_that_linux_rejects_are_found(void **state)
{
	static const u8 vendor[] = { 0x5e, 0x18, 0x19, 0xd9, 0x11, 0xa9, 0x40, 0x0c,
				     0x81, 0x1f, 0xd6, 0x07, 0x19, 0x40, 0x3d, 0x86 };
	static const u8 cel[] = { 0x0d, 0xa9, 0xc0, 0xb5, 0xbf, 0x41, 0x4b, 0x78,
				  0x8f, 0x79, 0x96, 0xb1, 0x62, 0x3b, 0x3f, 0x17 };
	u8 partition[10] = { 1, 1, 1, 1, 1, 1, 1, 1, 0xfe, 0xff };

	check_kernel(0x0403, vendor, 16, true);
	check_kernel(0x0403, cel, 16, false);
	check_kernel(0x0403, vendor, 15, false);
	check_kernel(0x0403, vendor, 0, true);
	check_kernel(0x0404, cel, 16, true);
	check_kernel(0x4101, partition, 10, true);
	check_kernel(0x4101, partition, 9, true);
	check_kernel(0x4101, partition, 8, false);
	check_kernel(0x4101, partition, 0, true);
	partition[8] = 1;
	check_kernel(0x4101, partition, 10, false);
	check_kernel(0x4103, partition, 10, true);
	assert_int_equal(opcode_kernel_check(NULL, cel, 16, NULL), 0);
}

/*
 * Otherwise a raw command would need no --no-native where the kernel has an interface. Typed
 * commands are found in the table of the kernel.
 */
static void native_commands_exist(void **state)
{
	const struct opcode_desc *d;
	size_t i, len;

	for (i = 0; (d = opcode_at(i)); i++) {
		const struct cmd *const *c = cxl_tool.cmds;

		if (d->native.kind != NATIVE_VERB || d->kernel_id)
			continue;
		print_message("%s\n", d->native.name);
		len = strcspn(d->native.name, " ");
		while (*c && (strlen((*c)->name) != len || memcmp((*c)->name, d->native.name, len)))
			c++;
		assert_non_null(*c);
	}
}

/* A layout of the response is known only if that of the input is. */
static void commands_without_input_are_known(void **state)
{
	const struct opcode_desc *d;
	size_t i;

	for (i = 0; (d = opcode_at(i)); i++) {
		assert_false(d->no_input && (d->in || d->min_in || d->never));
		assert_true(d->in || d->min_in || !d->out || d->no_input);
	}
	assert_true(opcode_find(0x4400)->no_input);
	assert_true(opcode_find(0x4504)->no_input);
	assert_false(opcode_find(0x4501)->no_input);
	assert_false(opcode_find(0x5700)->no_input); /* not known */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_sorted_and_complete),
		cmocka_unit_test(names_abbreviate_the_titles),
		cmocka_unit_test(names_and_aliases_are_unique),
		cmocka_unit_test(kernel_owned_commands_have_a_native_interface),
		cmocka_unit_test(sysfs_attributes_belong_to_one_command),
		cmocka_unit_test(rules_have_reasons),
		cmocka_unit_test(layouts_are_consistent),
		cmocka_unit_test(names_match_completely_in_any_case),
		cmocka_unit_test(opcodes_are_parsed),
		cmocka_unit_test(command_sets_have_names),
		cmocka_unit_test(unknown_commands_are_destructive),
		cmocka_unit_test(raw_rules_match_linux),
		cmocka_unit_test(inputs_that_crash_devices_are_rejected),
		cmocka_unit_test(commands_without_input_are_known),
		cmocka_unit_test(short_inputs_are_rejected),
		cmocka_unit_test(inputs_that_linux_rejects_are_found),
		cmocka_unit_test(native_commands_exist),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

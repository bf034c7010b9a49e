// SPDX-License-Identifier: LGPL-2.1-or-later
/* Parser of policy rules. Pure. */
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "cxl/lib/guard/policy.h"
#include "cxl/lib/wire/address.h"
#include "cxl/lib/wire/feature.h"
#include "cxl/lib/wire/opcode.h"
#include "util/array.h"
#include "util/cleanup.h"
#include "util/num.h"
#include "util/text.h"

#define WORDS_MAX 6
#define WORD_MAX 80

/* The words of a line; blanks in quotes are part of a word. */
struct line {
	char words[WORDS_MAX][WORD_MAX + 1];
	size_t count, at;
	const char *(*verb_at)(size_t i);
};

#define reject(why, ...)                                                                           \
	fail_set(why, -EINVAL, "policy_invalid", "see 'cxl help policy'", __VA_ARGS__)

static int add_word(struct line *l, const char *text, size_t len, struct fail *why)
{
	if (l->count == WORDS_MAX)
		return reject(why, "too many tokens");
	if (len > WORD_MAX)
		return reject(why, "token too long (the maximum is %d characters)", WORD_MAX);
	memcpy(l->words[l->count], text, len);
	l->words[l->count++][len] = '\0';
	return 0;
}

static int split(struct line *l, const char *text, size_t len, struct fail *why)
{
	const char *end = text + len, *start;
	int rc = 0;

	while (rc == 0) {
		while (text < end && (*text == ' ' || *text == '\t'))
			text++;
		if (text == end || *text == '#')
			return 0;
		start = text;
		if (*text == '"') {
			start = ++text;
			while (text < end && *text != '"')
				text++;
			if (text == end)
				return reject(why, "missing closing quote");
			rc = add_word(l, start, (size_t)(text++ - start), why);
			continue;
		}
		while (text < end && *text != ' ' && *text != '\t')
			text++;
		rc = add_word(l, start, (size_t)(text - start), why);
	}
	return rc;
}

static const char *next_word(struct line *l)
{
	return l->at < l->count ? l->words[l->at++] : "";
}

static bool is_all(const char *word)
{
	return str_eq(word, "ALL");
}

/* "1e98" of up to @digits hexadecimal digits, or ALL. */
static int hex_range(const char *text, size_t len, size_t digits, struct policy_range *ret)
{
	char buf[8];
	u64 v;

	if (len == 3 && memcmp(text, "ALL", 3) == 0) {
		*ret = (struct policy_range){ 0, UINT32_MAX };
		return 0;
	}
	if (len == 0 || len > digits)
		return -EINVAL;
	memcpy(buf, text, len);
	buf[len] = '\0';
	if (num_u64(buf, 16, &v) < 0)
		return -EINVAL;
	*ret = (struct policy_range){ (u32)v, (u32)v };
	return 0;
}

/* "VVVV:DDDD"; ALL stands for any of either. */
static int hex_pair(const char *text, size_t digits, struct policy_range *first,
		    struct policy_range *second)
{
	const char *colon = strchr(text, ':');

	if (!colon || hex_range(text, (size_t)(colon - text), 4, first) < 0)
		return -EINVAL;
	return hex_range(colon + 1, strlen(colon + 1), digits, second);
}

/* An address, also of a PCI function; with wildcards, what can be the begin of one. */
static bool is_address(const char *text)
{
	struct address a;

	if (!strchr(text, '*'))
		return address_parse(text, &a, NULL) == 0 ||
		       (strchr(text, '.') && strspn(text, "0123456789abcdef:.") == strlen(text));
	return strspn(text, "0123456789abcdef:.,/-*mtplor") == strlen(text) &&
	       (*text == '*' || str_after(text, "mem") || str_after(text, "mctp:") ||
		strspn(text, "0123456789abcdef:.*") == strlen(text));
}

static int read_device(struct line *l, struct policy_rule *r, struct fail *why)
{
	const char *word = next_word(l);

	if (is_all(word) || str_eq(word, "ALL:ALL"))
		return 0;
	if (str_eq(word, "serial")) {
		r->by = POLICY_SERIAL;
		word = next_word(l);
		if (num_u64_or_signed(word, &r->serial) < 0)
			return reject(why,
				      "invalid serial number '%s': expected a number such as 0xa0, "
				      "without leading zeros",
				      word);
		return 0;
	}
	if (str_eq(word, "firmware")) {
		r->by = POLICY_FIRMWARE;
		word = next_word(l);
		if (!*word || strlen(word) > POLICY_FIRMWARE_MAX)
			return reject(why,
				      "invalid firmware version '%s': expected 1 to %d characters",
				      word, POLICY_FIRMWARE_MAX);
		memcpy(r->firmware, word, strlen(word) + 1);
		return 0;
	}
	if (str_eq(word, "address")) {
		r->by = POLICY_ADDRESS;
		word = next_word(l);
		if (strlen(word) > POLICY_ADDRESS_MAX || !is_address(word))
			return reject(why,
				      "invalid address '%s': expected one such as mctp:1,9/port:3",
				      word);
		memcpy(r->address, word, strlen(word) + 1);
		return 0;
	}
	r->by = POLICY_PCI;
	if (str_eq(word, "pci"))
		word = next_word(l);
	if (hex_pair(word, 4, &r->vendor, &r->device) < 0)
		return reject(why,
			      "invalid device '%s': expected pci VENDOR:DEVICE, serial NUMBER,"
			      " firmware VERSION, address ADDRESS or ALL",
			      word);
	return 0;
}

/* ALL, a command's name, 0xc001, 0xc000-0xc0ff. */
static int read_opcodes(const char *word, struct policy_rule *r, struct fail *why)
{
	const char *dash = str_after(word, "0x") ? strchr(word, '-') : NULL;
	char first[WORD_MAX + 1];
	u16 from, to;

	r->opcodes = (struct policy_range){ 0, UINT32_MAX };
	if (is_all(word))
		return 0;
	memcpy(first, word, strlen(word) + 1);
	if (dash)
		first[dash - word] = '\0';
	if (opcode_parse(first, &from, NULL) < 0)
		return reject(why,
			      "invalid opcode '%s': expected a command name, an opcode, a range of"
			      " opcodes or ALL",
			      word);
	to = from;
	if (dash && (opcode_parse(dash + 1, &to, NULL) < 0 || to < from))
		return reject(
			why,
			"invalid opcode range '%s': expected FIRST-LAST, for example 0xc000-0xffff",
			word);
	r->opcodes = (struct policy_range){ from, to };
	return 0;
}

static int read_feature(const char *word, struct policy_rule *r, struct fail *why)
{
	const struct feature_desc *d;
	size_t i;

	r->any_feature = is_all(word);
	if (r->any_feature || uuid_from_text(word, r->feature) == 0)
		return 0;
	/* Prefixes are not accepted, since they may become ambiguous in a later release. */
	for (i = 0; (d = feature_desc_at(i)); i++)
		if (ascii_same_start(d->name, word, SIZE_MAX))
			return uuid_from_text(d->uuid_text, r->feature);
	return reject(
		why,
		"invalid Feature '%s': expected a name from 'cxl --list-features', a UUID of 36 characters or ALL",
		word);
}

static int read_verb(const char *word, struct policy_rule *r, struct fail *why)
{
	const char *p;

	if (is_all(word))
		word = "*";
	for (p = word; ascii_is_lower(*p) || *p == '-' || *p == '*'; p++)
		;
	if (!*word || *p || strlen(word) > POLICY_VERB_MAX)
		return reject(
			why,
			"invalid verb '%s': expected the name of a cxl command, * matches any characters",
			word);
	memcpy(r->verb, word, strlen(word) + 1);
	return 0;
}

static int read_doe(const char *word, struct policy_rule *r, struct fail *why)
{
	if (is_all(word))
		word = "ALL:ALL";
	return hex_pair(word, 2, &r->doe_vendor, &r->doe_type) < 0
		       ? reject(why, "invalid DOE protocol '%s': expected VENDOR:TYPE", word)
		       : 0;
}

/* A pattern that matches nothing is a mistyped one, too. */
static int check_verb(const struct line *l, const char *pattern, struct fail *why)
{
	const char *verb;
	size_t i;

	for (i = 0; l->verb_at && (verb = l->verb_at(i)); i++)
		if (policy_glob(pattern, verb))
			return 0;
	return str_eq(pattern, "*")
		       ? 0
		       : reject(why, "unknown verb '%s': expected one from 'cxl --list-cmds'",
				pattern);
}

static int parse_action(struct line *l, struct policy_rule *r, struct fail *why)
{
	/* clang-format off */
	static const struct {
		const char *word;
		enum policy_kind kind;
		int (*read)(const char *word, struct policy_rule *r, struct fail *why);
	} rows[] = {
		{ "opcode", POLICY_OPCODE, read_opcodes }, { "raw", POLICY_RAW, read_opcodes },
		{ "feature", POLICY_FEATURE, read_feature }, { "doe", POLICY_DOE, read_doe },
		{ "verb", POLICY_VERB, read_verb },
	};
	/* clang-format on */
	const char *word;
	size_t i;
	int rc;

	/* "deny ALL:ALL": device and action in one word. */
	if (r->deny && l->count == 2 && str_eq(l->words[1], "ALL:ALL"))
		return 0;
	word = next_word(l);
	if (is_all(word))
		return 0;
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (str_eq(rows[i].word, word)) {
			r->kind = (u8)rows[i].kind;
			rc = rows[i].read(next_word(l), r, why);
			return rc == 0 && r->kind == POLICY_VERB ? check_verb(l, r->verb, why) : rc;
		}
	if (!*word)
		return reject(why,
			      "missing action: expected opcode, raw, feature, doe, verb or ALL");
	if (r->by == POLICY_FIRMWARE)
		return reject(why,
			      "invalid action '%s': expected opcode, raw, feature, doe, verb or ALL"
			      " (a firmware version that contains blanks must be quoted)",
			      word);
	return reject(why, "invalid action '%s': expected opcode, raw, feature, doe, verb or ALL",
		      word);
}

static bool printable(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (((unsigned char)text[i] < 0x20 && text[i] != '\t') || text[i] == 0x7f)
			return false;
	return true;
}

int policy_line(const char *(*verb_at)(size_t i), const char *text, size_t len,
		struct policy_rule *ret, struct fail *why)
{
	struct line l = { .verb_at = verb_at };
	struct policy_rule r = { 0 };
	const char *word;
	int rc;

	if (!printable(text, len))
		return reject(why, "invalid control character");
	rc = split(&l, text, len, why);
	if (rc < 0 || l.count == 0)
		return rc;
	word = next_word(&l);
	r.deny = str_eq(word, "deny");
	if (!r.deny && !str_eq(word, "allow"))
		return reject(why, "invalid rule '%s': expected deny or allow", word);
	rc = read_device(&l, &r, why);
	if (rc == 0)
		rc = parse_action(&l, &r, why);
	if (rc == 0 && l.at < l.count)
		rc = reject(why, "unexpected '%s'", l.words[l.at]);
	if (rc < 0)
		return rc;
	snprintf(r.text, sizeof(r.text), "%.*s", (int)MIN(len, sizeof(r.text) - 1), text);
	*ret = r;
	return 1;
}

int policy_next(struct policy_lines *l, struct policy_rule *ret, struct fail *why)
{
	const char *from, *nl;
	char prefix[32];
	int rc = 0;

	while (rc == 0 && l->text < l->end) {
		from = l->text;
		nl = memchr(from, '\n', (size_t)(l->end - from));
		l->text = nl ? nl + 1 : l->end;
		l->line++;
		rc = policy_line(l->verb_at, from, (size_t)((nl ? nl : l->end) - from), ret, why);
	}
	if (rc < 0) {
		snprintf(prefix, sizeof(prefix), "line %u", l->line);
		fail_prefix(why, prefix);
	}
	return rc;
}

static int add_rule(struct policy *p, const struct policy_rule *r)
{
	struct policy_rule *rules = array_grow(p->rules, p->count, sizeof(*rules));

	if (!rules)
		return -ENOMEM;
	p->rules = rules;
	p->rules[p->count++] = *r;
	return 0;
}

const char *policy_add_file(struct policy *p, const char *file)
{
	char **files = array_grow(p->files, p->file_count, sizeof(*files));

	if (!files)
		return NULL;
	p->files = files;
	files[p->file_count] = strdup(file);
	return files[p->file_count] ? files[p->file_count++] : NULL;
}

void policy_add_fault(struct policy *p, const char *file, const struct fail *why)
{
	struct policy_fault *faults;
	const char *name;

	if (!p->faults)
		p->fault_count = 0;
	faults = array_grow(p->faults, p->fault_count, sizeof(*faults));
	/* Out of memory: the count alone blocks changes. */
	if (!faults) {
		p->fault_count = MAX(p->fault_count, 1U);
		return;
	}
	p->faults = faults;
	faults[p->fault_count++] = (struct policy_fault){ .why = *why, .file = "" };
	name = policy_add_file(p, file);
	if (name)
		faults[p->fault_count - 1].file = name;
}

int policy_parse(struct policy *p, const struct policy_source *from, const char *text, size_t len)
{
	struct policy_lines l = { p->verb_at, text, len ? text + len : text, 0 };
	const char *name = policy_add_file(p, from->file);
	struct policy_rule r;
	int rc;

	if (!name)
		return -ENOMEM;
	for (;;) {
		struct fail why = { 0 };

		rc = policy_next(&l, &r, &why);
		if (rc == 0)
			return 0;
		if (rc < 0) {
			policy_add_fault(p, name, &why);
			continue;
		}
		r.unsafe = from->unsafe;
		r.file = name;
		r.line = l.line;
		if (add_rule(p, &r) < 0)
			return -ENOMEM;
	}
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * panic_on_taint= of the kernel command line, with the rules of the kernel: parse_args() and
 * do_early_param() for arguments, panic_on_taint_setup() for the value. Pure.
 */
#include "cxl/lib/guard/facts.h"
#include "util/text.h"

#define TAINT_MASK (BIT(20) - 1) /* the kernel ignores higher bits */

struct text {
	const char *at;
	size_t len;
};

struct argument {
	struct text name, value;
	bool has_value;
};

/* isspace() of the kernel, for which a no-break space of Latin-1 is one as well. */
static bool is_space(char c)
{
	return (c >= '\t' && c <= '\r') || c == ' ' || (u8)c == 0xa0;
}

static const char *skip_spaces(const char *at)
{
	while (is_space(*at))
		at++;
	return at;
}

/*
 * Quotes protect spaces wherever they are, and are not removed, except around the whole argument or
 * the whole value. A missing one ends with the text. A '=' in the first place is part of the name.
 */
static const char *next_argument(const char *at, struct argument *ret)
{
	bool whole = *at == '"', in_quotes = whole, quoted = whole;
	const char *start = at + whole, *end, *equals = NULL, *value;

	for (end = start; *end && (in_quotes || !is_space(*end)); end++) {
		if (*end == '=' && !equals && end > start)
			equals = end;
		if (*end == '"')
			in_quotes = !in_quotes;
	}
	value = equals ? equals + 1 : end;
	if (value < end && *value == '"') {
		quoted = true;
		value++;
	}
	at = skip_spaces(end);
	if (quoted && end > start && end[-1] == '"')
		end--;
	*ret = (struct argument){
		.name = { start, (size_t)((equals ? equals : end) - start) },
		.value = { value, value < end ? (size_t)(end - value) : 0 },
		.has_value = equals,
	};
	return at;
}

/* The kernel treats '-' and '_' as equal in parameter names. */
static bool is_param(const struct text *t, const char *name)
{
	size_t i;

	if (t->len != strlen(name))
		return false;
	for (i = 0; i < t->len; i++)
		if ((t->at[i] == '-' ? '_' : t->at[i]) != name[i])
			return false;
	return true;
}

/* kstrtoul() with base 16: one '+', "0x", at least one digit, one newline. */
static bool mask_parse(struct text t, u64 *ret)
{
	u64 mask = 0;
	size_t i;

	if (t.len && *t.at == '+')
		t = (struct text){ t.at + 1, t.len - 1 };
	if (t.len >= 2 && t.at[0] == '0' && (t.at[1] | 0x20) == 'x')
		t = (struct text){ t.at + 2, t.len - 2 };
	if (t.len && t.at[t.len - 1] == '\n')
		t.len--;
	for (i = 0; i < t.len; i++) {
		if (hex_digit(t.at[i]) < 0 || mask >> 60)
			return false;
		mask = mask << 4 | (u64)hex_digit(t.at[i]);
	}
	*ret = mask;
	return t.len > 0;
}

/* A value that the kernel rejects leaves the mask of an earlier argument in place; 0 clears it. */
u64 panic_on_taint_parse(const char *cmdline)
{
	const char *comma;
	struct argument a;
	u64 mask = 0, v;

	cmdline = skip_spaces(cmdline);
	while (*cmdline) {
		cmdline = next_argument(cmdline, &a);
		if (!a.has_value && a.name.len == 2 && memcmp(a.name.at, "--", 2) == 0)
			break; /* arguments of init follow */
		if (!a.has_value || !is_param(&a.name, "panic_on_taint"))
			continue;
		comma = memchr(a.value.at, ',', a.value.len);
		if (comma)
			a.value.len = (size_t)(comma - a.value.at);
		if (mask_parse(a.value, &v))
			mask = v & TAINT_MASK;
	}
	return mask;
}

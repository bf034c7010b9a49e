// SPDX-License-Identifier: GPL-2.0-only
/* Which words of a text identify a system, and their tokens. See redact.h. */
#include <limits.h>
#include <stdio.h>

#include "cxl/dump/redact-place.h"
#include "cxl/lib/wire/codec.h"
#include "util/num.h"
#include "util/sysroot.h"
#include "util/text.h"

#define SERIAL_DIGITS 16

static bool is_key_char(char c)
{
	return is_word(c) || c == '_';
}

/* Whether the @n characters are a part of a key of a JSON object. */
static bool is_key(const struct place *p, size_t n)
{
	size_t from = p->at, to = p->at + n;

	while (from > 0 && is_key_char(p->text[from - 1]))
		from--;
	while (to < p->len && is_key_char(p->text[to]))
		to++;
	return from > 0 && p->text[from - 1] == '"' && to + 1 < p->len && p->text[to] == '"' &&
	       p->text[to + 1] == ':';
}

/* In the name of a file or device node, which is that of the kernel: "cxl/mem0". */
static bool is_path(const struct place *p)
{
	size_t at = p->at;

	while (at > 0 && p->at - at < PATH_MAX && p->text[at - 1] != '"')
		at--;
	return follows(p, at, "\"node\":\"") || follows(p, at, "\"file\":\"");
}

static bool is_below(const struct place *p, size_t at, enum sys_tree tree)
{
	const char *name = sys_tree_name(tree);
	const size_t n = strlen(name);

	return p->len - at >= n && strncmp(p->text + at, name, n) == 0 &&
	       (p->len - at == n || strchr("/ \t\n\"'", p->text[at + n]));
}

/* Part of a path of the kernel, of a host that is called "debug": that of debugfs. */
static bool is_kernel_path(const struct place *p)
{
	size_t at = p->at;

	while (at > 0 && p->at - at < PATH_MAX && !strchr(" \t\n\"'=", p->text[at - 1]))
		at--;
	return is_below(p, at, TREE_SYS) || is_below(p, at, TREE_PROC);
}

static const char *host_token(size_t i)
{
	return i == REDACT_DOMAIN ? "domain1" : i == REDACT_MACHINE ? "machine1" : REDACT_HOST;
}

static size_t put_host(struct redact *r, const struct place *p, struct strbuf *out)
{
	size_t i, n, left;
	const char *at = rest_of(p, &left);

	if (r->keep_hosts || (r->is_json && !p->quoted))
		return 0;
	for (i = 0; i < ARRAY_SIZE(r->hosts); i++) {
		n = strlen(r->hosts[i]);
		if (!n || n > left || !ascii_same_start(at, r->hosts[i], n) || !ends_at(p, n) ||
		    is_key(p, n) || is_path(p) || is_kernel_path(p))
			continue;
		strbuf_addf(out, "%s", host_token(i));
		return n;
	}
	return 0;
}

/* "serial": 1, serial=0x1, serial:0x1, serial number 1, 0x1@0000:0d:00.0 */
static bool is_called_serial(const struct place *p)
{
	size_t at = p->at, n = strlen("serial"), end = at + word_len(p);

	if (end + 1 < p->len && p->text[end] == '@' && hex_digit(p->text[end + 1]) >= 0)
		return true;
	while (at > 0 && p->at - at < 4 && strchr("\"=: -", p->text[at - 1]))
		at--;
	if (at < p->at && (follows(p, at, " number") || follows(p, at, "_number")))
		at -= strlen(" number");
	return at < p->at && at >= n && ascii_same_start(p->text + at - n, "serial", n);
}

/* The kernel's "Serial: 8250/16550 driver" is in the log of every system. */
static bool is_uart(const struct place *p)
{
	static const char uart[] = "8250/16550";
	size_t left;
	const char *at = rest_of(p, &left);

	return left >= strlen(uart) && memcmp(at, uart, strlen(uart)) == 0;
}

/* No number that is found in many places, such as a small one, a size or an address. */
static bool is_rare(u64 value)
{
	return value >> 52 || (value >= 0x100000 && value & 0xfff);
}

/* A serial number in a text. */
struct serial {
	u64 value, token;
	int base;
	bool negative;
};

/* Any number: one that is found in many places is replaced where it is called so only. */
static void learn_digits(struct redact *r, const char *digits, int base)
{
	u64 value;

	if (num_u64(digits, base, &value) == 0 && value)
		redact_add_serial(r, value);
}

/* Of digits only, both: "serial:1234567890123456". */
static void learn_number(struct redact *r, const struct place *p)
{
	char word[24];
	size_t n = word_len(p);
	u64 value;

	if (n >= sizeof(word))
		return;
	snprintf(word, sizeof(word), "%.*s", (int)n, p->text + p->at);
	if (n > 2 && word[0] == '0' && ascii_lower(word[1]) == 'x') {
		learn_digits(r, word + 2, 16);
		return;
	}
	if (p->at && p->text[p->at - 1] == '-' && num_u64(word, 10, &value) == 0 && is_rare(-value))
		redact_add_serial(r, -value);
	else
		learn_digits(r, word, 10);
	if (n == SERIAL_DIGITS || strspn(word, "0123456789") < n)
		learn_digits(r, word, 16);
}

void redact_learn_serials(struct redact *r, const char *text, size_t len)
{
	struct place p = { .text = text, .len = len };

	for (; p.at < len; p.at++)
		if (is_word(text[p.at]) && (p.at == 0 || !is_word(text[p.at - 1])) &&
		    is_called_serial(&p) && !is_uart(&p))
			learn_number(r, &p);
}

static bool find_digits(const struct redact *r, const char *digits, int base, struct serial *ret)
{
	u64 value;

	if (num_u64(digits, base, &value) < 0)
		return false;
	*ret = (struct serial){ value, redact_serial(r, value), base, false };
	return ret->token != value;
}

/* In texts of trace events those from 2^63 on are negative. */
static bool find_negative(const struct redact *r, const char *digits, struct serial *ret)
{
	u64 value;

	if (num_u64(digits, 10, &value) < 0)
		return false;
	*ret = (struct serial){ -value, redact_serial(r, -value), 10, true };
	return ret->token != -value;
}

/* Without prefix; what has decimal digits only is one in hexadecimal only if it has all of them. */
static bool find_decimal(const struct redact *r, const struct place *p, const char *word,
			 struct serial *ret)
{
	return (strlen(word) == SERIAL_DIGITS && find_digits(r, word, 16, ret)) ||
	       find_digits(r, word, 10, ret) ||
	       (p->at && p->text[p->at - 1] == '-' && find_negative(r, word, ret)) ||
	       (strspn(word, "0123456789") < strlen(word) && find_digits(r, word, 16, ret));
}

static size_t put_serial(struct redact *r, const struct place *p, struct strbuf *out)
{
	char word[24];
	size_t n = word_len(p), prefix;
	struct serial s;

	if (n >= sizeof(word))
		return 0;
	snprintf(word, sizeof(word), "%.*s", (int)n, p->text + p->at);
	prefix = n > 2 && word[0] == '0' && ascii_lower(word[1]) == 'x' ? 2 : 0;
	if (!(prefix ? find_digits(r, word + prefix, 16, &s) : find_decimal(r, p, word, &s)) ||
	    !(is_rare(s.value) || is_called_serial(p)))
		return 0;
	if (s.negative && out->len)
		out->len--;
	if (s.base == 10)
		strbuf_addf(out, "%llu", (unsigned long long)s.token);
	else
		strbuf_addf(out, "%s%0*llx", prefix ? "0x" : "",
			    n - prefix == SERIAL_DIGITS ? SERIAL_DIGITS : 1,
			    (unsigned long long)s.token);
	return n;
}

/* The bytes of what a device replied, in hexadecimal: a serial number in little-endian order. */
static size_t put_bytes(struct redact *r, const struct place *p, struct strbuf *out)
{
	const char *at = p->text + p->at;
	size_t n = word_len(p), i;
	u64 bytes = 0, token;
	char digits[SERIAL_DIGITS + 1];
	u8 le[8];

	if (n < SERIAL_DIGITS || n % 2 || strspn(at, "0123456789abcdefABCDEF") < n)
		return 0;
	for (i = 0; i < n; i += 2) {
		bytes = bytes >> 8 | (u64)(hex_digit(at[i]) << 4 | hex_digit(at[i + 1])) << 56;
		strbuf_add(out, at + i, 2);
		token = i >= SERIAL_DIGITS - 2 && is_rare(bytes) ? redact_serial(r, bytes) : bytes;
		if (token == bytes || out->failed)
			continue;
		put_le(le, 8, token);
		out->len -= SERIAL_DIGITS;
		hex_format(le, 8, digits);
		strbuf_add(out, digits, SERIAL_DIGITS);
		bytes = 0;
	}
	return n;
}

/* The rest of an escape sequence, which the word is behind: "\\x09host", "\\040host". 0: none. */
static size_t escape_len(const struct place *p)
{
	const char c = p->text[p->at];

	if (!follows(p, p->at, "\\") && !follows(p, p->at, ESCAPED_BACKSLASH))
		return 0;
	return c == 'x' || (c >= '0' && c <= '3') ? 3 : c == 'u' ? 5 : 1;
}

static size_t put_word(struct redact *r, const struct place *p, struct strbuf *out)
{
	size_t n = redact_put_id(r, p, out);

	if (!n)
		n = put_host(r, p, out);
	if (!n)
		n = redact_put_plain_uuid(r, p, out);
	if (!n)
		n = put_serial(r, p, out);
	if (!n)
		n = put_bytes(r, p, out);
	if (!n) {
		n = word_len(p);
		if (escape_len(p))
			n = MIN(n, escape_len(p));
		strbuf_add(out, p->text + p->at, n);
	}
	return n;
}

static bool is_quote(const struct place *p)
{
	size_t escapes = 0;

	while (escapes < p->at && p->text[p->at - escapes - 1] == '\\')
		escapes++;
	return p->text[p->at] == '"' && escapes % 2 == 0;
}

void redact_text(struct redact *r, const char *text, size_t len, struct strbuf *out)
{
	struct place p = { .text = text, .len = len };

	while (p.at < len) {
		if (is_word(text[p.at])) {
			p.at += put_word(r, &p, out);
			continue;
		}
		p.quoted ^= is_quote(&p);
		strbuf_add(out, text + p.at++, 1);
	}
}

void redact_label(struct redact *r, const char *line, size_t len, struct strbuf *out)
{
	static const char key[] = "\"name\":\"";
	const char *at = memmem(line, len, key, strlen(key)), *end;

	at = at ? at + strlen(key) : line;
	end = memrchr(at, '"', (size_t)(line + len - at));
	if (at == line || !end) {
		redact_text(r, line, len, out);
		return;
	}
	strbuf_add(out, line, (size_t)(at - line));
	if (end > at)
		strbuf_addf(out, "label%zu",
			    redact_number_of(r, &r->labels, at, (size_t)(end - at)));
	strbuf_add(out, end, (size_t)(line + len - end));
}

/* --- records */

/* A host may be called "ok" or "cxl". Names of files: see redact_path(). */
static bool is_own_word(const char *key)
{
	static const char *const keys[] = { "file", "section", "memdev", "result", "code" };
	size_t i;

	for (i = 0; key && i < ARRAY_SIZE(keys); i++)
		if (str_eq(keys[i], key))
			return true;
	return false;
}

/* Recursive over what this program has written. */
static void replace_strings(struct redact *r, struct rec *o)
{
	struct rec *v;

	rec_foreach(v, o) {
		auto_strbuf struct strbuf out = { 0 };

		if (rec_is_container(v)) {
			replace_strings(r, v);
		} else if (v->kind == VAL_STR) {
			if (is_own_word(v->key))
				continue;
			r->keep_hosts = false;
			redact_text(r, v->s, strlen(v->s), &out);
			r->failed |= out.failed;
			v->s = rec_keyf(o, "%s", out.s ? out.s : "");
		}
	}
}

int redact_strings(struct redact *r, struct rec *o)
{
	replace_strings(r, o);
	return r->failed ? -ENOMEM : 0;
}

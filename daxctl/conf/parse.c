// SPDX-License-Identifier: LGPL-2.1-or-later
/* Parser of configuration files. Pure. */
#include <stdio.h>
#include <stdlib.h>

#include "daxctl/conf/conf.h"
#include "util/array.h"
#include "util/num.h"
#include "util/text.h"

#define SECTION "reconfigure-device"

struct parser {
	struct dax_conf *conf;
	const char *file;
	const char *text, *end;
	unsigned int line, next; /* of the current line; of the text that follows */
	bool in_section;	 /* the last one of .conf; else one that is not known */
	bool after_section;	 /* any */
};

void dax_conf_free(struct dax_conf *c)
{
	free(c->at);
	free(c->problems);
	arena_free(&c->memory);
	*c = (struct dax_conf){ 0 };
}

int dax_conf_problem(struct dax_conf *c, const char *file, unsigned int line, const char *text, ...)
{
	struct conf_problem problem = { .line = line }, *at;
	char buf[400];
	va_list ap;

	if (c->problem_count == CONF_PROBLEMS_MAX) {
		c->more_problems++;
		return 0;
	}
	va_start(ap, text);
	message_format(buf, sizeof(buf), text, ap);
	va_end(ap);
	problem.file = arena_strdup(&c->memory, file);
	problem.text = arena_strdup(&c->memory, buf);
	at = array_grow(c->problems, c->problem_count, sizeof(*at));
	if (!problem.file || !problem.text || !at)
		return -ENOMEM;
	c->problems = at;
	at[c->problem_count++] = problem;
	return 0;
}

/* --- values */

static int parse_uuid(const char *text, char ret[CONF_UUID_SIZE])
{
	char buf[CONF_UUID_SIZE];
	size_t i;

	for (i = 0; i < sizeof(buf) - 1; i++) {
		buf[i] = ascii_lower(text[i]);
		if (i == 8 || i == 13 || i == 18 || i == 23
			    ? buf[i] != '-'
			    : !buf[i] || !strchr("0123456789abcdef", buf[i]))
			return -EINVAL;
	}
	if (text[i])
		return -EINVAL;
	buf[i] = '\0';
	memcpy(ret, buf, sizeof(buf));
	return 0;
}

static int parse_nvdimm_uuid(struct conf_section *s, const char *text)
{
	return parse_uuid(text, s->nvdimm_uuid);
}

static int parse_region_uuid(struct conf_section *s, const char *text)
{
	return parse_uuid(text, s->region_uuid);
}

static int parse_serial(struct conf_section *s, const char *text)
{
	return num_u64_or_signed(text, &s->serial);
}

/* Digits of @text, in lower case, at most @max; NULL: none, or more. */
static const char *hex_digits(const char *text, size_t min, size_t max, char *ret)
{
	size_t len = strspn(text, "0123456789abcdefABCDEF"), i;

	if (len < min || len > max)
		return NULL;
	for (i = 0; i < len; i++)
		ret[i] = ascii_lower(text[i]);
	ret[len] = '\0';
	return text + len;
}

/* The domain may be left out; with VMD, it has 5 digits. */
static int parse_pci(struct conf_section *s, const char *text)
{
	char domain[9] = "0000", bus[3], device[3], function[2];
	const char *rest = hex_digits(text, 4, 8, domain);

	if (rest && *rest != ':')
		return -EINVAL;
	rest = hex_digits(rest ? rest + 1 : text, 2, 2, bus);
	rest = rest && *rest == ':' ? hex_digits(rest + 1, 2, 2, device) : NULL;
	rest = rest && *rest == '.' ? hex_digits(rest + 1, 1, 1, function) : NULL;
	if (!rest || *rest || *function > '7')
		return -EINVAL;
	snprintf(s->pci, sizeof(s->pci), "%s:%s:%s.%s", domain, bus, device, function);
	return 0;
}

static int parse_node(struct conf_section *s, const char *text)
{
	return num_u64(text, 10, &s->node);
}

static int parse_mode(struct conf_section *s, const char *text)
{
	const enum dax_mode mode = dax_mode_parse(text);

	if (mode == DAX_MODES)
		return -EINVAL;
	s->mode = mode;
	return 0;
}

/* As iniparser. */
static int parse_bool(const char *text, bool *ret)
{
	if (!*text || !strchr("tTyY1fFnN0", *text))
		return -EINVAL;
	*ret = strchr("tTyY1", *text) != NULL;
	return 0;
}

static int parse_online(struct conf_section *s, const char *text)
{
	return parse_bool(text, &s->online);
}

static int parse_movable(struct conf_section *s, const char *text)
{
	return parse_bool(text, &s->movable);
}

static int parse_align(struct conf_section *s, const char *text)
{
	u64 align;

	if (size_parse(text, &align) < 0 || !dax_align_is_valid(align))
		return -EINVAL;
	s->align = align;
	return 0;
}

static const struct {
	const char *name;
	int (*parse)(struct conf_section *s, const char *text);
	const char *expected;
} keys[CONF_KEYS] = {
	[CONF_NVDIMM_UUID] = { "nvdimm.uuid", parse_nvdimm_uuid, "a UUID" },
	[CONF_REGION_UUID] = { "region.uuid", parse_region_uuid, "a UUID" },
	[CONF_SERIAL] = { "memdev.serial", parse_serial, "a number, hexadecimal with 0x" },
	[CONF_PCI] = { "memdev.pci", parse_pci, "an address such as 0000:0d:00.0" },
	[CONF_NODE] = { "node", parse_node, "the number of a node" },
	[CONF_MODE] = { "mode", parse_mode, "system-ram, devdax or famfs" },
	[CONF_ONLINE] = { "online", parse_online, "true or false" },
	[CONF_MOVABLE] = { "movable", parse_movable, "true or false" },
	[CONF_ALIGN] = { "align", parse_align, DAX_ALIGN_EXPECTED },
};

const char *conf_key_name(enum conf_key key)
{
	return keys[key].name;
}

/* --- lines */

static char *trim(char *text)
{
	size_t len;

	while (ascii_is_space(*text))
		text++;
	for (len = strlen(text); len && ascii_is_space(text[len - 1]); len--)
		text[len - 1] = '\0';
	return text;
}

/* Only the first error of a section is kept; all are problems. */
static int reject(struct parser *p, const char *text)
{
	struct dax_conf *c = p->conf;
	struct conf_section *s = p->in_section ? &c->at[c->count - 1] : NULL;
	int rc = dax_conf_problem(c, p->file, p->line, "%s", text);

	if (rc < 0 || !s || s->error)
		return rc;
	s->error = arena_strdup(&c->memory, text);
	s->error_line = p->line;
	return s->error ? 0 : -ENOMEM;
}

/*
 * Copy the next line, and those that continue it, to @buf. Returns its length; -E2BIG: too long,
 * -EBADMSG: it contains a NUL byte. The caller has checked that there is one.
 */
static int read_line(struct parser *p, char buf[CONF_LINE_MAX])
{
	const char *newline;
	size_t len = 0, n;
	bool fits = true;

	p->line = p->next;
	do {
		newline = memchr(p->text, '\n', (size_t)(p->end - p->text));
		n = (size_t)((newline ? newline : p->end) - p->text);
		len -= len > 0; /* the backslash */
		fits = fits && len + n < CONF_LINE_MAX;
		if (fits)
			memcpy(buf + len, p->text, n);
		len = fits ? len + n : 0;
		while (len && ascii_is_space(buf[len - 1]))
			len--;
		p->text = newline ? newline + 1 : p->end;
		p->next++;
	} while (len && buf[len - 1] == '\\' && p->text < p->end);
	if (!fits)
		return -E2BIG;
	buf[len] = '\0';
	return strlen(buf) == len ? (int)len : -EBADMSG;
}

static int check_unique(struct parser *p, const char *name)
{
	const struct dax_conf *c = p->conf;
	size_t i;

	for (i = 0; i < c->count; i++)
		if (ascii_same(c->at[i].name, name))
			return dax_conf_problem(p->conf, p->file, p->line,
						"section '%s' exists already (%s:%u)", name,
						c->at[i].file, c->at[i].line);
	return 0;
}

static int add_section(struct parser *p, const char *name)
{
	struct dax_conf *c = p->conf;
	struct conf_section *at;
	int rc = check_unique(p, name);

	if (rc < 0)
		return rc;
	if (c->count == CONF_SECTIONS_MAX) {
		c->incomplete = true;
		return dax_conf_problem(c, p->file, p->line, "more than %d sections",
					CONF_SECTIONS_MAX);
	}
	at = array_grow(c->at, c->count, sizeof(*at));
	if (!at)
		return -ENOMEM;
	c->at = at;
	at[c->count] = (struct conf_section){
		.file = p->file,
		.name = arena_strdup(&c->memory, name),
		.line = p->line,
		.mode = DAX_SYSTEM_RAM,
		.online = true,
		.movable = true,
	};
	if (!at[c->count].name)
		return -ENOMEM;
	c->count++;
	p->in_section = true;
	return 0;
}

/* @text is behind the bracket. */
static int parse_section(struct parser *p, char *text)
{
	char *end = strchr(text, ']'), *rest, *name;
	size_t len;

	p->in_section = false;
	p->after_section = true;
	rest = end ? trim(end + 1) : NULL;
	if (!rest || (*rest && *rest != '#' && *rest != ';'))
		return reject(p, "invalid section: expected [" SECTION " NAME]");
	*end = '\0';
	text = trim(text);
	len = strcspn(text, " \t");
	if (len != strlen(SECTION) || !ascii_same_start(text, SECTION, len))
		return dax_conf_problem(p->conf, p->file, p->line,
					"unknown section '%s', which is ignored", text);
	name = trim(text + len);
	return add_section(p, name);
}

/* The end of a value: @text becomes the value. NULL: a closing quote is missing. */
static char *parse_value(char *text)
{
	char *end;

	text = trim(text);
	if (*text == '"' || *text == '\'') {
		end = strchr(text + 1, *text);
		if (!end)
			return NULL;
		*end = '\0';
		return text + 1;
	}
	text[strcspn(text, "#;")] = '\0';
	return trim(text);
}

static enum conf_key find_key(const char *name)
{
	enum conf_key key = 0;

	while (key < CONF_KEYS && !ascii_same(keys[key].name, name))
		key++;
	return key;
}

static int set_value(struct parser *p, enum conf_key key, const char *value)
{
	struct dax_conf *c = p->conf;
	struct conf_section *s = &c->at[c->count - 1];
	char text[300];
	int rc = 0;

	if (s->given & BIT(key))
		rc = dax_conf_problem(c, p->file, p->line,
				      "%s was set before in this section; the last value is used",
				      keys[key].name);
	s->given |= (unsigned int)BIT(key);
	s->invalid &= ~(unsigned int)BIT(key);
	if (rc < 0 || keys[key].parse(s, value) == 0)
		return rc;
	s->invalid |= (unsigned int)BIT(key);
	snprintf(text, sizeof(text), "invalid %s '%.100s': expected %s", keys[key].name, value,
		 keys[key].expected);
	return reject(p, text);
}

static int parse_setting(struct parser *p, char *text)
{
	char *equals = strchr(text, '='), *name, *value;
	enum conf_key key;

	if (!equals)
		return reject(p, "invalid line: expected [" SECTION
				 " NAME], KEY = VALUE or a comment");
	if (!p->in_section && p->after_section)
		return 0; /* of an unknown section */
	*equals = '\0';
	name = trim(text);
	key = find_key(name);
	if (!p->in_section)
		return dax_conf_problem(p->conf, p->file, p->line,
					"key '%.100s' before the first section, which is ignored",
					name);
	if (key == CONF_KEYS)
		return dax_conf_problem(p->conf, p->file, p->line,
					"unknown key '%.100s', which is ignored", name);
	value = parse_value(equals + 1);
	return value ? set_value(p, key, value) : reject(p, "missing closing quote");
}

static int parse_line(struct parser *p)
{
	char buf[CONF_LINE_MAX], *text;
	int len = read_line(p, buf);

	if (len == -E2BIG)
		return reject(p, "line too long");
	if (len < 0)
		return reject(p, "line with a NUL byte");
	text = trim(buf);
	if (!*text || *text == '#' || *text == ';')
		return 0;
	return *text == '[' ? parse_section(p, text + 1) : parse_setting(p, text);
}

int dax_conf_parse(struct dax_conf *c, const char *file, const char *text, size_t len)
{
	struct parser p = { .conf = c, .text = text, .end = text + len, .next = 1 };
	int rc = 0;

	p.file = arena_strdup(&c->memory, file);
	if (!p.file)
		return -ENOMEM;
	while (rc == 0 && p.text < p.end)
		rc = parse_line(&p);
	return rc;
}

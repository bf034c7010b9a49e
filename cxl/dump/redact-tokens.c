// SPDX-License-Identifier: GPL-2.0-only
/* What identifies a system, and the numbers of its tokens. See redact.h. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "cxl/dump/redact.h"
#include "util/array.h"
#include "util/text.h"

#define FILE_MAX (64U << 10) /* bytes of a file that has a domain */
#define NAMES_MAX 4096	     /* more have one token: of an absurd device, not of a system */

/* --- names of the host */

/* Hyphens are doubled in names of device-mapper: "rhel_my--host-root". */
static void double_hyphens(const char *name, char *buf, size_t size)
{
	size_t n = 0;

	for (; *name && n + 2 < size; name++) {
		buf[n++] = *name;
		if (*name == '-')
			buf[n++] = '-';
	}
	buf[n] = '\0';
}

/* The domain that @word, in a line that starts with @first, has or is; "": none. */
static const char *domain_of(const char *word, const char *first, const char *host)
{
	const char *rest = str_after(word, host);

	if (rest && *rest == '.')
		return rest + 1;
	return str_eq(first, "search") || str_eq(first, "domain") ? word : "";
}

/* The first domain in @line that has a dot, except at its end. */
static void find_in_line(char *line, const char *host, char *buf, size_t size)
{
	const char *first = NULL, *domain;
	char *word, *save = NULL;
	size_t len;

	line[strcspn(line, "#;")] = '\0'; /* comments have words such as "search domains." */
	for (word = strtok_r(line, " \t", &save); word && !*buf;
	     word = strtok_r(NULL, " \t", &save)) {
		first = first ? first : word;
		domain = domain_of(word, first, host);
		len = strlen(domain);
		while (len && domain[len - 1] == '.')
			len--;
		if (memchr(domain, '.', len))
			snprintf(buf, size, "%.*s", (int)len, domain);
	}
}

/*
 * "127.0.1.1 node-7.example.org node-7", or "search example.org": the first domain with a dot.
 * Others, such as "local", identify nothing.
 */
static void find_domain(const struct sysroot *root, const char *host, char *buf, size_t size)
{
	static const char *const files[] = { "hosts", "resolv.conf" };
	char *rest, *line;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(files) && !*buf; i++) {
		auto_sys_text struct sys_text file = { 0 };

		if (sys_read_file(root, TREE_ETC, files[i], FILE_MAX, &file) < 0)
			continue;
		for (rest = file.text; !*buf && (line = strsep(&rest, "\n"));)
			find_in_line(line, host, buf, size);
	}
}

/* Of NIS, of the name, or of its address. */
static void read_domain(const struct sysroot *root, const char *host, char *buf, size_t size)
{
	const char *dot = strchr(host, '.');

	if (getdomainname(buf, size - 1) < 0 || str_eq(buf, "(none)"))
		*buf = '\0';
	if (dot)
		snprintf(buf, size, "%s", dot + 1);
	else if (!*buf && *host)
		find_domain(root, host, buf, size);
}

void redact_start(struct redact *r, const struct sysroot *root)
{
	struct utsname host = { .nodename = "" };
	char domain[sizeof(r->hosts[REDACT_FULL])] = "";

	*r = (struct redact){ 0 };
	uname(&host);
	read_domain(root, host.nodename, domain, sizeof(domain));
	host.nodename[strcspn(host.nodename, ".")] = '\0';
	snprintf(r->hosts[REDACT_FULL], sizeof(r->hosts[REDACT_FULL]), "%s%s%.180s", host.nodename,
		 *domain ? "." : "", domain);
	snprintf(r->hosts[REDACT_SHORT], sizeof(r->hosts[REDACT_SHORT]), "%s", host.nodename);
	double_hyphens(host.nodename, r->hosts[REDACT_MAPPER], sizeof(r->hosts[REDACT_MAPPER]));
	snprintf(r->hosts[REDACT_DOMAIN], sizeof(r->hosts[REDACT_DOMAIN]), "%s", domain);
	if (sys_read(root, TREE_ETC, "machine-id", r->hosts[REDACT_MACHINE],
		     sizeof(r->hosts[REDACT_MACHINE])) < 0)
		r->hosts[REDACT_MACHINE][0] = '\0';
}

/* --- serial numbers */

void redact_add_serial(struct redact *r, u64 serial)
{
	u64 *at = array_grow(r->serials, r->serial_count, sizeof(*at));

	if (!at) {
		r->failed = true;
		return;
	}
	r->serials = at;
	at[r->serial_count++] = serial;
}

static int by_value(const void *a, const void *b)
{
	const u64 *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

void redact_sort(struct redact *r)
{
	size_t i, n = 0;

	if (r->serial_count)
		qsort(r->serials, r->serial_count, sizeof(*r->serials), by_value);
	for (i = 0; i < r->serial_count; i++)
		if (i == 0 || r->serials[i] != r->serials[i - 1])
			r->serials[n++] = r->serials[i];
	r->serial_count = n;
}

static const u64 *find_serial(const struct redact *r, u64 serial)
{
	return r->serial_count ? bsearch(&serial, r->serials, r->serial_count, sizeof(*r->serials),
					 by_value)
			       : NULL;
}

u64 redact_serial(const struct redact *r, u64 serial)
{
	const u64 *found = find_serial(r, serial);

	return found ? REDACT_SERIAL + (u64)(found - r->serials) + 1 : serial;
}

/* --- names */

size_t redact_find_name(const struct redact_names *l, const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (strlen(l->at[i]) == len && ascii_same_start(l->at[i], text, len))
			return i + 1;
	return 0;
}

size_t redact_number_of(struct redact *r, struct redact_names *l, const char *text, size_t len)
{
	size_t number = redact_find_name(l, text, len);
	char **at;

	if (number || l->count == NAMES_MAX)
		return number ? number : NAMES_MAX;
	at = array_grow(l->at, l->count, sizeof(*at));
	if (at) {
		l->at = at;
		at[l->count] = strndup(text, len);
	}
	if (!at || !at[l->count]) {
		r->failed = true;
		return NAMES_MAX;
	}
	return ++l->count;
}

static void free_names(struct redact_names *l)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		free(l->at[i]);
	free(l->at);
}

void redact_free(struct redact *r)
{
	size_t i;

	for (i = 0; i < r->taken_count; i++) {
		free(r->taken[i].path);
		free(r->taken[i].name);
	}
	free(r->taken);
	free_names(&r->public_uuids);
	free_names(&r->uuids);
	free_names(&r->labels);
	free(r->serials);
}

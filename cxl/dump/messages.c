// SPDX-License-Identifier: GPL-2.0-only
/* Kernel messages about CXL, memory and PCIe errors, as dmesg(1) prints them. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "cxl/dump/copy.h"
#include "cxl/dump/dump.h"
#include "util/num.h"
#include "util/strbuf.h"
#include "util/text.h"

#define RECORD_MAX 8192 /* of the kernel */

/* In lower or upper case. */
static const char *const words[] = {
	"cxl",	"dax",	   "kmem",     "nvdimm", "nd_pmem",	  "edac",     "poison",
	"mce:", "machine", "memory",   "numa",	 "soft reserved", "acpi:",    "hmat",
	"srat", "cedt",	   "einj",     "aer:",	 "aer_",	  "pcieport", "command line",
	"ghes", "taint",   "lockdown", "fwctl",	 "linux version",
};

static bool contains(const char *text, size_t len, const char *word)
{
	const size_t n = strlen(word);
	size_t i;

	for (i = 0; i + n <= len; i++)
		if (ascii_same_start(text + i, word, n))
			return true;
	return false;
}

static bool is_wanted(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (contains(text, len, words[i]))
			return true;
	return false;
}

/* "priority,sequence,microseconds,flags": the third one. */
static int parse_time(const char *head, size_t len, u64 *us)
{
	char copy[80], *at = copy, *field = NULL;
	int i;

	snprintf(copy, sizeof(copy), "%.*s", (int)len, head);
	for (i = 0; i < 3; i++)
		field = strsep(&at, ",");
	return field ? num_u64(field, 10, us) : -EINVAL;
}

/* The text is behind ";". Lines that begin with a blank have properties of the device. */
static void put_message(FILE *f, const char *line, size_t len)
{
	const char *text = memchr(line, ';', len);
	u64 us;

	if (!text || *line == ' ' || parse_time(line, (size_t)(text - line), &us) < 0)
		return;
	text++;
	len -= (size_t)(text - line);
	if (is_wanted(text, len))
		fprintf(f, "[%5llu.%06llu] %.*s\n", (unsigned long long)us / 1000000,
			(unsigned long long)us % 1000000, (int)len, text);
}

/* The text, which may end in a part of a line, without that part. */
static void put_messages(FILE *f, struct strbuf *text)
{
	const char *line = text->s, *end;

	while ((end = memchr(line, '\n', (size_t)(text->s + text->len - line)))) {
		put_message(f, line, (size_t)(end - line));
		line = end + 1;
	}
	text->len -= (size_t)(line - text->s);
	memmove(text->s, line, text->len);
}

static int filter(struct dump_copy *c, int from, FILE *to)
{
	auto_strbuf struct strbuf text = { 0 };
	char buf[RECORD_MAX];
	ssize_t n;

	for (;;) {
		n = read(from, buf, sizeof(buf));
		if (n < 0 && (errno == EINTR || errno == EPIPE)) /* EPIPE: overwritten messages */
			continue;
		if (n <= 0)
			return n < 0 && errno != EAGAIN ? -errno : 0;
		strbuf_add(&text, buf, (size_t)n);
		if (text.failed)
			return -ENOMEM;
		put_messages(to, &text);
		if (text.len > RECORD_MAX)
			text.len = 0;
		if ((u64)ftello(to) > c->bytes)
			return -EFBIG;
	}
}

int copy_messages(struct dump_copy *c)
{
	auto_close int from = sys_open(c->root, TREE_DEV, "kmsg", O_RDONLY), fd = -1;
	auto_file FILE *to = NULL;
	int rc;

	if (from < 0)
		return from == -ENOENT ? 0 : copy_listed(c, MESSAGES, from);
	fd = dump_create(c->dir, MESSAGES, 0600);
	to = fd < 0 ? NULL : fdopen(fd, "w");
	if (!to)
		return fd < 0 ? fd : -errno;
	fd = -1;
	rc = filter(c, from, to);
	if (fflush(to) != 0)
		return -errno;
	return copy_listed(c, MESSAGES, rc);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* /proc/iomem: what has which addresses. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/region/iomem.h"
#include "util/array.h"
#include "util/num.h"
#include "util/strbuf.h"

#define IOMEM_MAX (16U << 20) /* bytes */
#define NAMED_MAX 8

/* "  110000000-18fffffff : region0"; the indentation is the depth. */
struct range {
	size_t depth;
	u64 start, end;
	const char *name;
};

static bool parse_line(char *line, struct range *ret)
{
	char *end, *name, *at = line + strspn(line, " ");

	ret->depth = (size_t)(at - line);
	end = strchr(at, '-');
	name = strstr(at, " : ");
	if (!end || !name || end > name)
		return false;
	*end++ = '\0';
	*name = '\0';
	ret->name = name + strlen(" : ");
	return num_u64(at, 16, &ret->start) == 0 && num_u64(end, 16, &ret->end) == 0;
}

static void add_range(struct strbuf *text, size_t number, const struct range *r)
{
	if (number < NAMED_MAX)
		strbuf_addf(text, "%s%.60s (0x%" PRIx64 "-0x%" PRIx64 ")", number ? ", " : "",
			    r->name, r->start, r->end);
	else if (number == NAMED_MAX)
		strbuf_addf(text, ", and more");
}

void iomem_explain(const struct sysroot *root, u64 start, u64 size, struct fail *why)
{
	auto_sys_text struct sys_text file = { 0 };
	auto_strbuf struct strbuf text = { 0 };
	struct range r, window = { .name = NULL };
	char *next = NULL, *line;
	size_t count = 0;

	if (!size || sys_read_file(root, TREE_PROC, "iomem", IOMEM_MAX, &file) < 0)
		return;
	for (line = strtok_r(file.text, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
		if (!parse_line(line, &r))
			continue;
		if (window.name && r.depth <= window.depth)
			break;
		if (!window.name && r.start == start && r.end - r.start == size - 1)
			window = r;
		else if (window.name && r.depth == window.depth + 2)
			add_range(&text, count++, &r);
	}
	if (text.len)
		fail_append(why, "; in use are %s", text.s);
}

bool iomem_has_ram(const struct sysroot *root, u64 start, u64 last)
{
	auto_sys_text struct sys_text file = { 0 };
	char *next = NULL, *line;
	bool known = false; /* without CAP_SYS_ADMIN, all addresses read as 0 */
	struct range r;

	if (sys_read_file(root, TREE_PROC, "iomem", IOMEM_MAX, &file) < 0)
		return true;
	for (line = strtok_r(file.text, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
		if (!parse_line(line, &r))
			continue;
		known = known || r.end;
		if (str_after(r.name, "System RAM") && r.start <= last && r.end >= start)
			return true;
	}
	return !known;
}

void iomem_free(struct iomem *m)
{
	free(m->at);
	*m = (struct iomem){ 0 };
}

/* The last range before that is less deep: the one before, or one that it is inside of. */
static size_t find_parent(const struct iomem *m, size_t depth)
{
	size_t i = m->count ? m->count - 1 : 0;

	while (i > 0 && m->at[i].depth >= depth)
		i = m->at[i].parent;
	return i;
}

static int add_line(struct iomem *m, const struct range *r)
{
	struct iomem_range *at;

	if (m->count == IOMEM_RANGES_MAX)
		return -EFBIG;
	at = array_grow(m->at, m->count, sizeof(*at));
	if (!at)
		return -ENOMEM;
	m->at = at;
	at[m->count] = (struct iomem_range){ .start = r->start, .last = r->end, .depth = r->depth };
	snprintf(at[m->count].name, sizeof(at[m->count].name), "%s", r->name);
	at[m->count].parent = find_parent(m, r->depth);
	m->count++;
	return 0;
}

int iomem_read(const struct sysroot *root, struct iomem *ret)
{
	auto_sys_text struct sys_text file = { 0 };
	auto_iomem struct iomem m = { 0 };
	char *next = NULL, *line;
	bool known = false;
	struct range r;
	int rc = sys_read_file(root, TREE_PROC, "iomem", IOMEM_MAX, &file);

	if (rc < 0)
		return rc;
	for (line = strtok_r(file.text, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
		if (!parse_line(line, &r))
			continue;
		known = known || r.end;
		rc = add_line(&m, &r);
		if (rc < 0)
			return rc;
	}
	if (!known)
		return -EACCES;
	*ret = m;
	m = (struct iomem){ 0 };
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-only
/* What the report reads from the files of a dump. They may have any content. */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cxl/dump/report.h"
#include "util/clock.h"
#include "util/in-json.h"
#include "util/num.h"
#include "util/sysroot.h"

/* Bytes of a file. That of a system with 1024 memory devices has 3 MiB. */
#define FILE_BYTES_MAX (6U << 20)
#define HEALTH_BYTES_MAX 16384 /* the health of all devices is in memory at once */
#define DEVICES_MAX 4096

/* --- the manifest */

const struct rec *report_entry(const struct report *r, const char *name, const struct rec *at)
{
	const struct rec *list = rec_get(r->manifest, "sections");
	const char *section;

	for (at = at ? at->next : list ? list->first : NULL; at; at = at->next) {
		section = rec_get_str(at, "section");
		if (section && (!name || str_eq(section, name)))
			return at;
	}
	return NULL;
}

bool report_is_bad(const struct rec *entry)
{
	const char *result = rec_get_str(entry, "result");

	return !result || (!str_eq(result, "ok") && !str_eq(result, "unsupported"));
}

bool report_is_over(struct report *r)
{
	if (html_is_full(&r->html) || clock_ms() >= r->end)
		r->over = r->incomplete = true;
	return r->over;
}

/* --- files */

static struct rec *read_json(const struct report *r, const char *file, size_t max)
{
	auto_close int fd = openat(r->dir, file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	auto_sys_text struct sys_text text = { 0 };

	if (fd < 0 || sys_read_fd(fd, max, &text) < 0)
		return NULL;
	return json_parse(text.text, text.len);
}

/* The output of a command is the first file of its section; copies of files are never read. */
static const char *file_of(const struct rec *entry)
{
	const struct rec *files = rec_get(entry, "files");
	const char *file = files && files->kind == VAL_ARR && files->first
				   ? rec_get_str(files->first, "file")
				   : NULL;

	return file && str_ends(file, ".json") ? file : NULL;
}

struct rec *report_read(struct report *r, const struct rec *entry)
{
	const char *file = file_of(entry);

	return file && !report_is_over(r) ? read_json(r, file, FILE_BYTES_MAX) : NULL;
}

const struct rec *report_result(const struct rec *envelope)
{
	const struct rec *result = envelope ? rec_get(envelope, "result") : NULL;

	return result && result->kind == VAL_ARR ? result : NULL;
}

bool report_read_text(const struct report *r, const char *file, char *buf, size_t size)
{
	auto_close int fd = openat(r->dir, file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, buf, size - 1);

	if (n <= 0)
		return false;
	buf[n] = '\0';
	buf[strcspn(buf, "\n")] = '\0';
	return true;
}

/* --- values */

static bool is_size(const char *key)
{
	return str_ends(key, "size") && !str_ends(key, "get_size") && !str_ends(key, "set_size");
}

static bool is_address(const char *key)
{
	return str_eq(key, "serial") || str_ends(key, "dpa") || str_ends(key, "resource");
}

/* Names of scalars, separated by commas. */
static void list_text(const struct rec *list, char *buf, size_t size)
{
	char text[HTML_TEXT_MAX];
	const struct rec *v;
	size_t len = 0;

	*buf = '\0';
	rec_foreach(v, list) {
		if (len + 4 >= size)
			return;
		snprintf(buf + len, size - len, "%s%s", len ? ", " : "",
			 rec_is_container(v) ? "..."
					     : rec_text(v, false, false, text, sizeof(text)));
		len = strlen(buf);
	}
	if (!list->count)
		snprintf(buf, size, "none");
}

const char *report_text(const struct rec *v, char *buf, size_t size)
{
	if (v->kind == VAL_BOOL)
		return v->b ? "yes" : "no";
	if (v->kind == VAL_OBJ) {
		snprintf(buf, size, "%" PRIu32 " values", v->count);
		return buf;
	}
	if (v->kind == VAL_ARR) {
		if (v->first && rec_is_container(v->first))
			snprintf(buf, size, "%" PRIu32 " entries", v->count);
		else
			list_text(v, buf, size);
		return buf;
	}
	return rec_text(v, false, false, buf, size);
}

const char *report_value(const struct rec *o, const char *key, char *buf, size_t size)
{
	const struct rec *v = rec_get(o, key);

	if (!v)
		return NULL;
	if (v->kind == VAL_UINT || (v->kind == VAL_INT && v->i >= 0)) {
		if (is_size(key) && v->u) {
			size_exact(v->u, buf, size);
			return buf;
		}
		if (is_address(key)) {
			snprintf(buf, size, "0x%" PRIx64, v->u);
			return buf;
		}
	}
	return report_text(v, buf, size);
}

/* --- memory devices */

struct report_device *report_find_device(const struct report *r, const char *name)
{
	size_t i;

	for (i = 0; i < r->count; i++)
		if (str_eq(r->devices[i].name, name))
			return &r->devices[i];
	return NULL;
}

static const char *verdict_of(const struct rec *health)
{
	static const char *const verdicts[] = { "ok", "attention", "critical" };
	const char *text = health ? rec_get_str(health, "verdict") : NULL;
	size_t i;

	for (i = 0; text && i < ARRAY_SIZE(verdicts); i++)
		if (str_eq(text, verdicts[i]))
			return verdicts[i];
	return "unknown";
}

static void load_health(struct report *r, const struct rec *entry)
{
	const char *name = rec_get_str(entry, "memdev"), *file = file_of(entry);
	struct report_device *d = name ? report_find_device(r, name) : NULL;
	const struct rec *result;

	if (!d || d->entry)
		return;
	d->verdict = "unknown";
	d->entry = entry;
	if (!file || report_is_over(r))
		return;
	d->envelope = read_json(r, file, HEALTH_BYTES_MAX);
	result = report_result(d->envelope);
	d->health =
		result && result->first && result->first->kind == VAL_OBJ ? result->first : NULL;
	d->verdict = verdict_of(d->health);
}

static int load_devices(struct report *r)
{
	const struct rec *e = NULL;
	const char *name;
	size_t n = 0;

	while ((e = report_entry(r, "memdev", e)))
		n++;
	n = MIN(n, (size_t)DEVICES_MAX);
	r->devices = calloc(n + 1, sizeof(*r->devices));
	if (!r->devices)
		return -ENOMEM;
	while (r->count < n && (e = report_entry(r, "memdev", e)))
		if ((name = rec_get_str(e, "memdev")))
			r->devices[r->count++].name = name;
	e = NULL;
	while ((e = report_entry(r, "health", e)))
		load_health(r, e);
	return 0;
}

int report_load(struct report *r)
{
	const struct rec *list = report_entry(r, "list", NULL);
	const struct report_device *d;
	struct map_item *i;
	int rc = load_devices(r);

	if (rc == 0 && list)
		r->list = report_read(r, list);
	if (rc == 0)
		rc = map_read(&r->map, report_result(r->list));
	if (rc < 0)
		return rc;
	for (i = r->map.items; i < r->map.items + r->map.count; i++) {
		d = i->kind == MAP_MEMDEV ? report_find_device(r, i->name) : NULL;
		i->bad |= d && d->verdict && !str_eq(d->verdict, "ok");
	}
	return rc;
}

void report_unload(struct report *r)
{
	size_t i;

	for (i = 0; i < r->count; i++)
		rec_free(r->devices[i].envelope);
	free(r->devices);
	map_free(&r->map);
	rec_free(r->list);
}

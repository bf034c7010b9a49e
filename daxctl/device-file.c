// SPDX-License-Identifier: GPL-2.0-only
/* The JSON of a DAX device in a file. */
#include <stdlib.h>

#include "daxctl/device-file.h"
#include "util/blob.h"
#include "util/in-json.h"
#include "util/num.h"

#define FILE_MAX (1U << 20)
#define RANGES_MAX 4096

struct range_row {
	struct dax_range range;
	u64 page_offset;
};

void device_file_done(struct device_file *f)
{
	free(f->ranges.at);
}

static int invalid(struct fail *why, const char *what)
{
	return fail_invalid(why, "invalid_file", "see daxctl-create-device(1)",
			    "not the JSON of one device: %s", what);
}

/* A number, or its text as --human prints it: "0x110000000". */
static int get_number(const struct rec *o, const char *key, u64 *ret, struct fail *why)
{
	const struct rec *r = rec_get(o, key);

	if (r && (r->kind == VAL_UINT || (r->kind == VAL_INT && r->i >= 0))) {
		*ret = r->u;
		return 0;
	}
	if (r && r->kind == VAL_STR && num_u64(r->s, 0, ret) == 0)
		return 0;
	return invalid(why, r ? "a value is not a number" : "a value is missing");
}

static int by_offset(const void *a, const void *b)
{
	const struct range_row *x = a, *y = b;

	return (x->page_offset > y->page_offset) - (x->page_offset < y->page_offset);
}

static int by_start(const void *a, const void *b)
{
	const struct range_row *x = a, *y = b;

	return (x->range.start > y->range.start) - (x->range.start < y->range.start);
}

/* Sorts the rows. */
static bool overlap(struct range_row *rows, size_t count)
{
	size_t i;

	qsort(rows, count, sizeof(*rows), by_start);
	for (i = 1; i < count; i++)
		if (rows[i].range.start <= rows[i - 1].range.end)
			return true;
	return false;
}

static int read_row(const struct rec *o, struct range_row *row, struct fail *why)
{
	int rc = get_number(o, "page_offset", &row->page_offset, why);

	if (rc == 0)
		rc = get_number(o, "start", &row->range.start, why);
	if (rc == 0)
		rc = get_number(o, "end", &row->range.end, why);
	if (rc == 0 && row->range.start > row->range.end)
		rc = invalid(why, "a range ends before its start");
	return rc;
}

static int read_mappings(const struct rec *list, struct device_file *f, struct fail *why)
{
	auto_free struct range_row *rows = NULL;
	const struct rec *o;
	size_t i = 0;
	int rc;

	if (!list || list->kind != VAL_ARR || !list->count)
		return invalid(why, "it has no mappings");
	if (list->count > RANGES_MAX)
		return invalid(why, "it has more than 4096 mappings");
	rows = calloc(list->count, sizeof(*rows));
	f->ranges.at = calloc(list->count, sizeof(*f->ranges.at));
	if (!rows || !f->ranges.at)
		return fail_nomem(why);
	rec_foreach(o, list) {
		rc = read_row(o, &rows[i++], why);
		if (rc < 0)
			return rc;
	}
	if (overlap(rows, list->count))
		return invalid(why, "two of its ranges overlap");
	qsort(rows, list->count, sizeof(*rows), by_offset);
	for (i = 0; i < list->count; i++)
		f->ranges.at[i] = rows[i].range;
	f->ranges.count = list->count;
	return 0;
}

static int check_size(const struct device_file *f, struct fail *why)
{
	u64 sum = 0, size;
	size_t i;

	for (i = 0; i < f->ranges.count; i++) {
		size = f->ranges.at[i].end - f->ranges.at[i].start + 1;
		if (!size || __builtin_add_overflow(sum, size, &sum))
			return invalid(why, "its ranges are too large");
	}
	return sum == f->size ? 0 : invalid(why, "its size is not that of its mappings");
}

static int read_device(const struct rec *o, struct device_file *f, struct fail *why)
{
	const char *name = rec_get_str(o, "chardev");
	u64 number;
	int rc;

	if (!name || !dax_parse_name(name, &f->region, &number))
		return invalid(why, "it has no chardev");
	rc = get_number(o, "size", &f->size, why);
	if (rc == 0)
		rc = get_number(o, "align", &f->align, why);
	if (rc == 0 && !dax_align_is_valid(f->align))
		rc = invalid(why, "its alignment is not " DAX_ALIGN_EXPECTED);
	if (rc == 0)
		rc = read_mappings(rec_get(o, "mappings"), f, why);
	return rc == 0 ? check_size(f, why) : rc;
}

int device_file_read(const char *path, struct device_file *ret, struct fail *why)
{
	struct device_file f = { 0 };
	auto_free u8 *data = NULL;
	struct rec *top;
	size_t len;
	int rc = blob_read(path, FILE_MAX, &data, &len);

	if (rc < 0)
		return fail_set(why, rc, "read_failed", "", "cannot read the file: %s",
				strerror(-rc));
	top = json_parse((const char *)data, len);
	if (!top)
		return invalid(why, "invalid JSON");
	/* An array with one object is what list prints. */
	rc = read_device(top->kind == VAL_ARR && top->count == 1 ? top->first : top, &f, why);
	rec_free(top);
	if (rc < 0)
		device_file_done(&f);
	else
		*ret = f;
	return rc;
}

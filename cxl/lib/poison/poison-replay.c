// SPDX-License-Identifier: LGPL-2.1-or-later
/* Poison lists from a dump: memdevs/MEMDEV/poison.json, the output of "cxl list -ML". */
#include <stdio.h>

#include "cxl/lib/poison/poison.h"
#include "util/array.h"
#include "util/in-json.h"
#include "util/sysroot.h"

#define FILE_MAX (16U << 20) /* bytes */
#define RECORDS_MAX 65536    /* of a device: a dump may have many, and anything in them */
#define WHAT "media errors"

static int file_of(const char *memdev, char *buf, size_t size)
{
	return path_join(buf, size, memdev, "poison.json");
}

bool poison_is_captured(const struct sysroot *root, const char *memdev)
{
	char file[64];

	return file_of(memdev, file, sizeof(file)) == 0 && sys_exists(root, TREE_MEMDEVS, file);
}

/* --- one record */

/* @none: if there is no such key. False: it is no number. */
static bool get_number(const struct rec *record, const char *key, u64 none, u64 *ret)
{
	const struct rec *v = rec_get(record, key);

	if (v && v->kind != VAL_UINT && (v->kind != VAL_INT || v->i < 0))
		return false;
	*ret = !v ? none : v->kind == VAL_UINT ? v->u : (u64)v->i;
	return true;
}

static bool get_text(const struct rec *record, const char *key, u8 *ret,
		     bool (*parse)(const char *text, u8 *ret))
{
	const struct rec *v = rec_get(record, key);

	return !v || (v->kind == VAL_STR && parse(v->s, ret));
}

static bool get_event(const struct rec *record, const char *memdev, struct poison_event *e)
{
	*e = (struct poison_event){ .hpa = POISON_NO_ADDRESS };
	snprintf(e->memdev, sizeof(e->memdev), "%s", memdev);
	return record->kind == VAL_OBJ && rec_get_str(record, "source") &&
	       get_number(record, "offset", POISON_NO_ADDRESS, &e->dpa) &&
	       get_number(record, "length", 0, &e->length) &&
	       get_number(record, "overflow_t", 0, &e->overflow_ns) &&
	       get_text(record, "source", &e->source, poison_source_parse) &&
	       get_text(record, "flags", &e->flags, poison_flags_parse);
}

static int keep(struct poison_log *log, const struct poison_event *e)
{
	struct poison_event *events = array_grow(log->events, log->count, sizeof(*events));

	if (!events)
		return -ENOMEM;
	log->events = events;
	events[log->count++] = *e;
	return 0;
}

/* --- one file */

static int damaged(struct fail *why)
{
	return fail_set(why, -EBADMSG, "invalid_dump", "",
			"poison.json in the dump is damaged or incomplete");
}

static int replay_records(struct poison_log *log, const struct rec *list, const char *memdev,
			  struct fail *why)
{
	const struct rec *record;
	struct poison_event e;

	if (list->kind != VAL_ARR || list->count > RECORDS_MAX)
		return damaged(why);
	rec_foreach(record, list) {
		if (!get_event(record, memdev, &e))
			return damaged(why);
		if (keep(log, &e) < 0)
			return fail_nomem(why);
	}
	return 0;
}

/* The command has failed, or has warned that the list is missing or not complete. */
static bool was_unread(const struct rec *envelope)
{
	const struct rec *errors = rec_get(envelope, "errors");
	const struct rec *warnings = rec_get(envelope, "warnings"), *w;

	if (errors && (errors->kind != VAL_ARR || errors->first))
		return true;
	if (!warnings || warnings->kind != VAL_ARR)
		return warnings != NULL;
	rec_foreach(w, warnings)
		if (w->kind == VAL_STR && strstr(w->s, WHAT))
			return true;
	return false;
}

static int replay_envelope(struct poison_log *log, const struct rec *envelope, const char *memdev,
			   struct fail *why)
{
	const struct rec *result = rec_get(envelope, "result"), *device, *list;
	const char *name;
	int rc;

	device = result && result->kind == VAL_ARR ? result->first : NULL;
	name = device && device->kind == VAL_OBJ ? rec_get_str(device, "memdev") : NULL;
	if (name && !str_eq(name, memdev))
		return damaged(why);
	list = name ? rec_get(device, "media_errors") : NULL;
	rc = list ? replay_records(log, list, memdev, why) : 0;
	if (rc == 0 && (!name || was_unread(envelope)))
		rc = fail_set(why, -ENODATA, "not_captured", "",
			      "the dump does not have all of them");
	return rc;
}

static int replay(struct poison_log *log, const char *memdev, struct fail *why)
{
	auto_sys_text struct sys_text text = { 0 };
	auto_rec struct rec *envelope = NULL;
	char file[64];
	int rc = file_of(memdev, file, sizeof(file));

	if (rc == 0)
		rc = sys_read_file(&log->ctx->root, TREE_MEMDEVS, file, FILE_MAX, &text);
	if (rc < 0)
		return fail_set(why, rc, "read_failed", "", "cannot read poison.json: %s",
				sys_error_text(rc));
	envelope = json_parse(text.text, text.len);
	if (!envelope || envelope->kind != VAL_OBJ)
		return damaged(why);
	return replay_envelope(log, envelope, memdev, why);
}

void poison_replay(struct poison_log *log, size_t first)
{
	struct poison_source *s;
	size_t i;

	for (i = first; i < log->source_count; i++) {
		s = &log->sources[i];
		s->rc = replay(log, s->memdev.name, &s->why);
	}
}

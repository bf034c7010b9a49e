// SPDX-License-Identifier: LGPL-2.1-or-later
/* Poison lists of memory devices, through a private trace instance. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/poison/poison.h"
#include "cxl/lib/sysfs-write.h"
#include "cxl/lib/trace/tracefs.h"
#include "util/array.h"
#include "util/signals.h"

struct reader {
	struct poison_log *log;
	size_t first; /* source that is read */
	int rc;
};

static void cleanup_instance(struct tracefs_instance **i)
{
	if (!*i)
		return;
	trace_lib.instance_destroy(*i);
	trace_lib.instance_free(*i);
}

static u64 number(struct tep_event *event, struct tep_record *record, const char *field, u64 none)
{
	unsigned long long v;

	return trace_lib.tep_get_field_val(NULL, event, field, record, &v, 0) == 0 ? v : none;
}

static void text(struct tep_event *event, struct tep_record *record, const char *field, char *buf,
		 size_t size)
{
	int len = 0;
	const char *s = trace_lib.tep_get_field_raw(NULL, event, field, record, &len, 0);

	snprintf(buf, size, "%.*s", s && len > 0 ? len : 0, s ? s : "");
}

static int keep(struct poison_log *log, const struct poison_event *e)
{
	struct poison_event *events = array_grow(log->events, log->count, sizeof(*events));

	if (!events)
		return -ENOMEM;
	log->events = events;
	log->events[log->count++] = *e;
	return 0;
}

static bool is_reader(const struct reader *r, pid_t thread)
{
	size_t i;

	for (i = r->first; i < r->log->source_count; i++)
		if (r->log->sources[i].thread == thread)
			return true;
	return false;
}

static int on_event(struct tep_event *event, struct tep_record *record, int cpu, void *context)
{
	struct reader *r = context;
	struct poison_event e = { 0 };

	if (!str_eq(event->name, "cxl_poison") ||
	    !is_reader(r, trace_lib.tep_data_pid(event->tep, record)))
		return 0;
	text(event, record, "memdev", e.memdev, sizeof(e.memdev));
	text(event, record, "region", e.region, sizeof(e.region));
	e.dpa = number(event, record, "dpa", POISON_NO_ADDRESS);
	e.hpa = number(event, record, "hpa", POISON_NO_ADDRESS);
	e.length = number(event, record, "dpa_length", 0);
	e.source = (u8)number(event, record, "source", 0);
	e.flags = (u8)number(event, record, "flags", 0);
	e.overflow_ns = number(event, record, "overflow_ts", 0);
	r->rc = keep(r->log, &e);
	return r->rc;
}

static int trigger(const struct memdev *m, struct fail *why)
{
	char path[PATH_MAX];
	const struct sysfs_request rq = {
		.memdev = m,
		.path = path,
		.value = "1",
		.risk = opcode_risk(OP_GET_POISON_LIST),
		.opcode = OP_GET_POISON_LIST,
		.operation = "read the poison list",
	};

	if (path_join(path, sizeof(path), m->path, "trigger_poison_list") < 0)
		return fail_set(why, -ENAMETOOLONG, "internal", "", "path too long");
	return sysfs_write(&rq, why);
}

static void trigger_one(void *data, size_t i)
{
	const struct reader *r = data;
	struct poison_source *s = &r->log->sources[r->first + i];

	s->thread = gettid();
	s->rc = trigger(&s->memdev, &s->why);
}

/* Order the events that were read by their devices; those of one device keep their order. */
static int sort_events(const struct reader *r, size_t first)
{
	struct poison_log *log = r->log;
	size_t count = log->count - first, n = 0, i, e;
	auto_free struct poison_event *sorted = calloc(count + 1, sizeof(*sorted));

	if (!sorted)
		return -ENOMEM;
	for (i = r->first; i < log->source_count; i++)
		for (e = first; e < log->count; e++)
			if (str_eq(log->events[e].memdev, log->sources[i].memdev.name))
				sorted[n++] = log->events[e];
	if (n)
		memcpy(log->events + first, sorted, n * sizeof(*sorted));
	log->count = first + n;
	return 0;
}

/* Trigger all devices, then read all events, since the setup of a trace instance is slow. */
static int trace_lists(struct poison_log *log, size_t first, struct fail *why)
{
	__attribute__((cleanup(cleanup_instance))) struct tracefs_instance *instance = NULL;
	auto_trace_parser struct tep_handle *tep = NULL;
	struct reader r = { .log = log, .first = first };
	size_t events = log->count;
	char name[64];
	int rc = trace_use_mounted(&log->ctx->root, why);

	if (rc < 0)
		return rc;
	snprintf(name, sizeof(name), "cxl-list-%d", (int)getpid());
	instance = trace_lib.instance_create(name);
	if (!instance)
		return fail_set(why, -EIO, "no_tracefs", "run as root",
				"cannot create a trace instance");
	tep = trace_parser_new();
	if (!tep || trace_parser_add(tep, "cxl", "cxl_poison") < 0 ||
	    trace_lib.event_enable(instance, "cxl", "cxl_poison") < 0)
		return fail_set(why, -EIO, "no_trace_event", NULL,
				"cannot enable tracing: the kernel has no cxl_poison event");
	mbox_parallel(log->ctx, log->source_count - first, trigger_one, &r);
	if (trace_lib.iterate_raw_events(tep, instance, NULL, 0, on_event, &r) < 0)
		r.rc = -EIO;
	trace_lib.event_disable(instance, "cxl", "cxl_poison");
	if (r.rc == 0)
		r.rc = sort_events(&r, events);
	return r.rc < 0 ? fail_set(why, r.rc, "trace_unreadable", NULL, "cannot read the trace")
			: 0;
}

/* Signals are blocked until the trace instance is removed: it outlives the process. */
static int trace_uninterrupted(struct poison_log *log, size_t first, struct fail *why)
{
	sigset_t before;
	int rc;

	signals_block(&before);
	rc = trace_lists(log, first, why);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return rc;
}

static bool was_read(const struct poison_log *log, const struct node *memdev)
{
	size_t i;

	for (i = 0; i < log->source_count; i++)
		if (log->sources[i].memdev.node == memdev)
			return true;
	return false;
}

int poison_read(struct poison_log *log, struct node *const *memdevs, size_t count, struct fail *why)
{
	struct poison_source *sources =
		realloc(log->sources, (log->source_count + count + 1) * sizeof(*sources));
	size_t first = log->source_count, i;

	if (!sources)
		return fail_nomem(why);
	log->sources = sources;
	for (i = 0; i < count; i++)
		if (!was_read(log, memdevs[i]))
			log->sources[log->source_count++] = (struct poison_source){
				.memdev = memdev_of(log->ctx, log->topo, memdevs[i]),
			};
	if (log->ctx->root.captured)
		poison_replay(log, first);
	else if (log->source_count > first)
		return trace_uninterrupted(log, first, why);
	return 0;
}

void poison_free(struct poison_log *log)
{
	free(log->events);
	free(log->sources);
	*log = (struct poison_log){ 0 };
}

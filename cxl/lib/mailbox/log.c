// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading the logs of a device (CXL r3.2 8.2.10.5). */
#include <stdlib.h>

#include "cxl/lib/mailbox/log.h"
#include "util/array.h"

#define OVERLAP 16U /* bytes that consecutive chunks share */

static int list_add(struct log_list *l, const struct log_entry *e)
{
	struct log_entry *at = array_grow(l->at, l->count, sizeof(*at));

	if (!at)
		return -ENOMEM;
	l->at = at;
	l->at[l->count++] = *e;
	return 0;
}

void log_list_done(struct log_list *l)
{
	free(l->at);
	*l = (struct log_list){ 0 };
}

static int sub_list(const struct memdev *m, u8 start, struct mbox_reply *rsp, struct fail *why)
{
	u8 in[LOG_PAGE_REQUEST_LEN];
	struct mbox_request req = {
		.opcode = OP_GET_LOGS_SUB_LIST,
		.in = in,
		.in_len = sizeof(in),
		.out_max = memdev_payload_max(m),
	};

	log_page_request(UINT8_MAX, start, in);
	return mbox_send(m, &req, rsp, why);
}

static int incomplete(int err, struct fail *why)
{
	return fail_set(why, err, "invalid_log_list", "",
			"Get Supported Logs: the list is incomplete");
}

/* The rest of a list that does not fit into one reply. */
static int list_pages(const struct memdev *m, struct log_list *l, struct fail *why)
{
	struct log_page page = { .total = UINT16_MAX };
	struct log_entry e;
	u8 i;
	int rc;

	while (l->count < page.total && l->count <= UINT8_MAX) {
		auto_reply struct mbox_reply rsp = { 0 };

		rc = sub_list(m, (u8)l->count, &rsp, why);
		if (rc < 0)
			return rc;
		rc = log_page_decode(rsp.data, rsp.len, &page);
		for (i = 0; rc == 0 && i < page.count; i++) {
			rc = log_page_entry(rsp.data, rsp.len, i, &e);
			if (rc == 0 && list_add(l, &e) < 0)
				return fail_nomem(why);
		}
		if (rc < 0 || page.count == 0)
			return incomplete(rc < 0 ? rc : -EBADMSG, why);
	}
	/* The start index of a page has 8 bits. */
	return l->count < page.total ? incomplete(-EBADMSG, why) : 0;
}

int log_list_read(const struct memdev *m, struct log_list *ret, struct fail *why)
{
	auto_log_list struct log_list l = { 0 };
	auto_reply struct mbox_reply rsp = { 0 };
	struct log_entry e;
	int rc;

	rc = mbox_read(m, OP_GET_SUPPORTED_LOGS, memdev_payload_max(m), &rsp, why);
	if (rc < 0)
		return rc;
	while ((rc = log_entry_decode(rsp.data, rsp.len, (u16)l.count, &e)) == 0 &&
	       l.count < UINT16_MAX)
		if (list_add(&l, &e) < 0)
			return fail_nomem(why);
	if (rc == -EMSGSIZE) {
		rc = list_pages(m, &l, why);
		if (rc < 0)
			return rc;
	}
	*ret = l;
	l = (struct log_list){ 0 };
	return 0;
}

int log_find(const struct memdev *m, const u8 uuid[LOG_UUID_LEN], struct log_entry *ret,
	     struct fail *why)
{
	auto_log_list struct log_list l = { 0 };
	const struct log_desc *desc;
	size_t i;
	int rc = log_list_read(m, &l, why);

	for (i = 0; rc == 0 && i < l.count; i++)
		if (memcmp(l.at[i].uuid, uuid, LOG_UUID_LEN) == 0) {
			*ret = l.at[i];
			return 0;
		}
	if (rc < 0)
		return rc;
	desc = log_desc_find(uuid);
	return fail_unsupported(why, "no_such_log", "see 'cxl list-logs'",
				"the device does not support the log%s%s", desc ? " " : "",
				desc ? desc->name : "");
}

struct log_reader {
	const struct memdev *m;
	const u8 *uuid;
	u32 size, done, chunk;
	u8 tail[OVERLAP]; /* the last bytes read */
};

/* Read a chunk that starts OVERLAP bytes before the end of the data read so far, and compare. */
static int read_chunk(struct log_reader *r, struct mbox_reply *rsp, u32 *known, struct fail *why)
{
	u8 in[LOG_REQUEST_LEN];
	struct mbox_request req = { .opcode = OP_GET_LOG, .in = in, .in_len = sizeof(in) };
	int rc;

	*known = r->done >= OVERLAP ? OVERLAP : 0;
	req.out_max = MIN(r->chunk, r->size - r->done + *known);
	log_request(r->uuid, r->done - *known, req.out_max, in);
	rc = mbox_send(r->m, &req, rsp, why);
	if (rc < 0)
		return rc;
	if (rsp->len <= *known)
		return fail_set(why, -EMSGSIZE, "log_short", "",
				"the log ends after %u of %u bytes", r->done, r->size);
	if (memcmp(rsp->data, r->tail, *known) != 0)
		return fail_set(
			why, -EBADMSG, "log_chunks_differ",
			"try again; if this persists, report it to the device vendor",
			"log chunks differ at offset %u: the log has changed, or the device handles offsets incorrectly",
			r->done);
	return 0;
}

static void save_tail(struct log_reader *r, const u8 *data, u32 len)
{
	u32 new = MIN(len, OVERLAP);

	memmove(r->tail, r->tail + new, OVERLAP - new);
	memcpy(r->tail + OVERLAP - new, data + len - new, new);
}

static int copy_chunk(struct log_reader *r, const struct log_sink *sink, struct fail *why)
{
	auto_reply struct mbox_reply rsp = { 0 };
	u32 known, len;
	int rc;

	rc = read_chunk(r, &rsp, &known, why);
	if (rc == -EBADMSG) { /* the log may have changed */
		mbox_reply_done(&rsp);
		rc = read_chunk(r, &rsp, &known, why);
	}
	if (rc < 0)
		return rc;
	len = MIN(rsp.len - known, r->size - r->done);
	rc = sink->put(sink->data, rsp.data + known, len);
	if (rc < 0)
		return fail_set(why, rc, "write_failed", "", "cannot write the log: %s",
				strerror(-rc));
	save_tail(r, rsp.data + known, len);
	r->done += len;
	return 0;
}

int log_read(const struct memdev *m, const u8 uuid[LOG_UUID_LEN], u32 size,
	     const struct log_sink *sink, struct fail *why)
{
	struct log_reader r = {
		.m = m,
		.uuid = uuid,
		.size = size,
		.chunk = memdev_payload_max(m),
	};
	int rc = 0;

	while (rc == 0 && r.done < size) {
		if (ctx_interrupted(m->ctx))
			return fail_interrupted(why, "interrupted after %u of %u bytes", r.done,
						size);
		rc = copy_chunk(&r, sink, why);
		if (rc == 0 && sink->progress)
			sink->progress(sink->data, r.done, size);
	}
	return rc;
}

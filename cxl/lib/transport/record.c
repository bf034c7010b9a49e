// SPDX-License-Identifier: LGPL-2.1-or-later
/* The transport of this program, with a record of each call and its result. */
#include <pthread.h>

#include "cxl/lib/transport/record.h"
#include "util/out-json.h"
#include "util/rec.h"
#include "util/text.h"

static void (*record)(void *data, const char *line);
static void *record_data;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; /* devices are queried in threads */

void transport_record(void (*fn)(void *data, const char *line), void *data)
{
	record = fn;
	record_data = data;
}

bool transport_is_recorded(void)
{
	return record != NULL;
}

static void add_hex(struct rec *o, const char *key, const void *data, u32 len)
{
	auto_free char *text = malloc(2 * (size_t)len + 1);

	if (!text) {
		rec_fail(o);
		return;
	}
	hex_format(data, len, text);
	rec_str(o, key, text);
}

static struct rec *new_call(const char *node, const char *call)
{
	struct rec *o = rec_new_obj();

	rec_str(o, "node", node);
	rec_str(o, "call", call);
	return o;
}

/* A line that cannot be written is missing in the dump: the command itself has worked. */
static void end_call(struct rec *o, int rc)
{
	auto_free char *line = NULL;

	if (rc < 0)
		rec_uint(o, "errno", (u64)-rc);
	line = out_json_line(o);
	pthread_mutex_lock(&mutex);
	if (line)
		record(record_data, line);
	pthread_mutex_unlock(&mutex);
}

static int record_open(const struct sysroot *root, const char *path, struct dev_node *ret)
{
	auto_rec struct rec *o = new_call(path, "open");
	int rc = transport.open(root, path, ret);

	if (rc == 0)
		rec_str(o, "number", ret->number);
	end_call(o, rc);
	return rc;
}

static int record_query(const struct dev_node *n, struct kernel_cmd *cmds, size_t max,
			size_t *count)
{
	auto_rec struct rec *o = new_call(n->path, "query");
	int rc = transport.query(n, cmds, max, count);
	struct rec *list, *c;
	size_t i;

	list = rec_arr(o, "commands");
	for (i = 0; rc == 0 && i < *count; i++) {
		c = rec_obj(list, NULL);
		rec_uint(c, "id", cmds[i].id);
		rec_bool(c, "enabled", cmds[i].enabled);
		rec_bool(c, "exclusive", cmds[i].exclusive);
		rec_int(c, "size_in", cmds[i].size_in);
		rec_int(c, "size_out", cmds[i].size_out);
	}
	end_call(o, rc);
	return rc;
}

static void record_command(const struct dev_node *n, const char *call,
			   const struct mbox_request *req, const struct mbox_reply *rsp, int rc)
{
	auto_rec struct rec *o = new_call(n->path, call);

	rec_strf(o, "opcode", "0x%04x", req->opcode);
	add_hex(o, "in", req->in, req->in_len);
	rec_uint(o, "out_max", req->out_max);
	if (rc == 0) {
		rec_uint(o, "code", rsp->code);
		add_hex(o, "out", rsp->data, rsp->len);
	}
	end_call(o, rc);
}

static int record_send(const struct dev_node *n, u32 id, const struct mbox_request *req,
		       struct mbox_reply *rsp)
{
	int rc = transport.send(n, id, req, rsp);

	record_command(n, "send", req, rsp, rc);
	return rc;
}

static int record_raw(const struct dev_node *n, const struct mbox_request *req,
		      struct mbox_reply *rsp)
{
	int rc = transport.raw(n, req, rsp);

	record_command(n, "raw", req, rsp, rc);
	return rc;
}

static int record_rpc(const struct dev_node *n, const struct mbox_request *req,
		      struct mbox_reply *rsp)
{
	int rc = transport.rpc(n, req, rsp);

	record_command(n, "rpc", req, rsp, rc);
	return rc;
}

const struct transport_ops recorded_transport = {
	.open = record_open,
	.query = record_query,
	.send = record_send,
	.raw = record_raw,
	.rpc = record_rpc,
};

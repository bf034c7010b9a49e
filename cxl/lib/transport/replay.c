// SPDX-License-Identifier: LGPL-2.1-or-later
/* A transport that answers from recorded replies. */
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cxl/lib/transport/replay.h"
#include "util/array.h"
#include "util/in-json.h"
#include "util/num.h"
#include "util/text.h"

#define FILE_MAX (64U << 20) /* bytes */
#define SUFFIX ".jsonl"

/* The calls of one tree, read when its first node is opened, and kept. */
struct replies {
	struct replies *next;
	dev_t dev; /* of the directory */
	ino_t ino;
	struct rec **at;
	size_t count;
};

static struct replies *trees;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* Lines that are no call are passed over. */
static int add_line(struct replies *to, const char *line, size_t len)
{
	struct rec *call = json_parse(line, len), **at;

	if (!call || call->kind != VAL_OBJ || !rec_get_str(call, "node") ||
	    !rec_get_str(call, "call")) {
		rec_free(call);
		return 0;
	}
	at = array_grow(to->at, to->count, sizeof(*at));
	if (!at) {
		rec_free(call);
		return -ENOMEM;
	}
	to->at = at;
	to->at[to->count++] = call;
	return 0;
}

static int add_file(struct replies *to, const struct sysroot *root, const char *name)
{
	auto_sys_text struct sys_text text = { 0 };
	const char *at, *end;
	int rc = sys_read_file(root, TREE_REPLIES, name, FILE_MAX, &text);

	for (at = text.text; rc == 0 && at < text.text + text.len; at = end + 1) {
		end = memchr(at, '\n', (size_t)(text.text + text.len - at));
		if (!end)
			end = text.text + text.len;
		rc = add_line(to, at, (size_t)(end - at));
	}
	return rc;
}

static int load(const struct sysroot *root, struct replies *to)
{
	auto_namelist struct namelist names = { 0 };
	size_t i;
	int rc = sys_list(root, TREE_REPLIES, ".", &names);

	namelist_sort(&names);
	for (i = 0; rc == 0 && i < names.count; i++)
		if (str_ends(names.names[i], SUFFIX))
			rc = add_file(to, root, names.names[i]);
	return rc;
}

static void replies_free(struct replies *r)
{
	size_t i;

	for (i = 0; i < r->count; i++)
		rec_free(r->at[i]);
	free(r->at);
	free(r);
}

static int load_new(const struct sysroot *root, const struct stat *st, struct replies **ret)
{
	struct replies *r = calloc(1, sizeof(*r));
	int rc;

	if (!r)
		return -ENOMEM;
	r->dev = st->st_dev;
	r->ino = st->st_ino;
	rc = load(root, r);
	if (rc < 0) {
		replies_free(r);
		return rc;
	}
	r->next = trees;
	trees = r;
	*ret = r;
	return 0;
}

/* Two dumps may be open at once. What was read is not changed any more, and needs no lock. */
static int replies_of(const struct sysroot *root, struct replies **ret)
{
	const int dir = root->trees[TREE_REPLIES];
	struct replies *r;
	struct stat st;
	int rc = 0;

	if (dir < 0)
		return dir;
	if (fstat(dir, &st) < 0)
		return -errno;
	pthread_mutex_lock(&mutex);
	for (r = trees; r && (r->dev != st.st_dev || r->ino != st.st_ino); r = r->next)
		;
	if (r)
		*ret = r;
	else
		rc = load_new(root, &st, ret);
	pthread_mutex_unlock(&mutex);
	return rc;
}

void replay_release(const struct sysroot *root)
{
	const int dir = root->trees[TREE_REPLIES];
	struct replies **at, *r = NULL;
	struct stat st;

	if (dir < 0 || fstat(dir, &st) < 0)
		return;
	pthread_mutex_lock(&mutex);
	for (at = &trees; *at && ((*at)->dev != st.st_dev || (*at)->ino != st.st_ino);)
		at = &(*at)->next;
	if (*at) {
		r = *at;
		*at = r->next;
	}
	pthread_mutex_unlock(&mutex);
	if (r)
		replies_free(r);
}

static bool has(const struct rec *call, const char *key, const char *text)
{
	const char *value = rec_get_str(call, key);

	return value && str_eq(value, text);
}

/* A call; for commands with their opcode and input, else NULL. */
struct key {
	const char *node, *call, *opcode, *in;
};

/* The last one; NULL: none. */
static const struct rec *find(const struct replies *replies, const struct key *k)
{
	const struct rec *r;
	size_t i;

	for (i = replies->count; i-- > 0;) {
		r = replies->at[i];
		if ((!k->opcode || has(r, "opcode", k->opcode)) && has(r, "call", k->call) &&
		    has(r, "node", k->node) && (!k->in || has(r, "in", k->in)))
			return r;
	}
	return NULL;
}

static u64 number(const struct rec *call, const char *key)
{
	const struct rec *r = rec_get(call, key);

	return r && r->kind == VAL_UINT ? r->u : 0;
}

/* 0: it succeeded. */
static int recorded_error(const struct rec *call)
{
	const u64 err = number(call, "errno");

	if (!rec_get(call, "errno"))
		return 0;
	return err > 0 && err < 4096 ? -(int)err : -EBADMSG;
}

static int replay_open(const struct sysroot *root, const char *path, struct dev_node *ret)
{
	const struct key key = { .node = path, .call = "open" };
	struct dev_node n = { .root = root, .fd = -1 };
	const struct rec *call;
	struct replies *replies;
	int rc = replies_of(root, &replies);

	if (rc < 0)
		return rc;
	call = find(replies, &key);
	rc = call ? recorded_error(call) : -ENOENT;
	if (rc < 0)
		return rc;
	n.fd = sys_open(root, TREE_REPLIES, ".", O_PATH | O_DIRECTORY); /* stands for the node */
	if (n.fd < 0)
		return n.fd;
	snprintf(n.path, sizeof(n.path), "%s", path);
	if (rec_get_str(call, "number"))
		snprintf(n.number, sizeof(n.number), "%s", rec_get_str(call, "number"));
	*ret = n;
	return 0;
}

static s64 size_of(const struct rec *command, const char *key)
{
	const struct rec *r = rec_get(command, key);

	return r && r->kind == VAL_UINT && r->u <= UINT32_MAX ? (s64)r->u : -1;
}

static bool is_true(const struct rec *command, const char *key)
{
	const struct rec *r = rec_get(command, key);

	return r && r->kind == VAL_BOOL && r->b;
}

static int replay_query(const struct dev_node *n, struct kernel_cmd *cmds, size_t max,
			size_t *count)
{
	const struct key key = { .node = n->path, .call = "query" };
	const struct rec *call, *list, *c;
	struct replies *replies;
	size_t i = 0;
	int rc = replies_of(n->root, &replies);

	if (rc < 0)
		return rc;
	call = find(replies, &key);
	rc = call ? recorded_error(call) : -ENODATA;
	if (rc < 0)
		return rc;
	list = rec_get(call, "commands");
	if (!list || list->kind != VAL_ARR)
		return -ENODATA;
	rec_foreach(c, list) {
		if (i == max)
			break;
		if (!rec_get(c, "id") || number(c, "id") > UINT32_MAX)
			continue;
		cmds[i++] = (struct kernel_cmd){
			.id = (u32)number(c, "id"),
			.enabled = is_true(c, "enabled"),
			.exclusive = is_true(c, "exclusive"),
			.size_in = size_of(c, "size_in"),
			.size_out = size_of(c, "size_out"),
		};
	}
	*count = i;
	return 0;
}

/* @route as of struct mbox_reply. Whole bytes only, as the recorder writes them. */
static int reply_of(const struct rec *call, u32 out_max, const char *route, struct mbox_reply *rsp)
{
	const struct rec *code = rec_get(call, "code");
	const char *text = rec_get_str(call, "out");
	size_t len = text ? strlen(text) / 2 : 0;
	auto_free u8 *out = calloc(1, MAX(len, (size_t)out_max) + 1);
	int rc = recorded_error(call);

	if (rc < 0)
		return rc;
	if (!out)
		return TRANSPORT_NO_MEMORY;
	if (!text || !code || code->kind != VAL_UINT || code->u > UINT16_MAX ||
	    num_hex_bytes(text, out, &len) < 0)
		return -EBADMSG;
	*rsp = (struct mbox_reply){
		.code = (u16)code->u,
		.len = (u32)MIN(len, (size_t)out_max),
		.data = out,
		.route = route,
	};
	out = NULL;
	return 0;
}

static int replay(const struct dev_node *n, const char *call, const char *route,
		  const struct mbox_request *req, struct mbox_reply *rsp)
{
	auto_free char *in = malloc(2 * (size_t)req->in_len + 1);
	struct replies *replies;
	const struct rec *found;
	char opcode[8];
	int rc = in ? replies_of(n->root, &replies) : TRANSPORT_NO_MEMORY;

	if (rc < 0)
		return rc;
	hex_format(req->in, req->in_len, in);
	snprintf(opcode, sizeof(opcode), "0x%04x", req->opcode);
	found = find(replies, &(struct key){ n->path, call, opcode, in });
	return found ? reply_of(found, req->out_max, route, rsp) : -ENODATA;
}

static int replay_send(const struct dev_node *n, u32 id, const struct mbox_request *req,
		       struct mbox_reply *rsp)
{
	return replay(n, "send", "ioctl", req, rsp);
}

static int replay_raw(const struct dev_node *n, const struct mbox_request *req,
		      struct mbox_reply *rsp)
{
	return replay(n, "raw", "raw", req, rsp);
}

static int replay_rpc(const struct dev_node *n, const struct mbox_request *req,
		      struct mbox_reply *rsp)
{
	return replay(n, "rpc", "fwctl", req, rsp);
}

const struct transport_ops replayed_transport = {
	.open = replay_open,
	.query = replay_query,
	.send = replay_send,
	.raw = replay_raw,
	.rpc = replay_rpc,
};

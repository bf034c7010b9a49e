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
#define CALL_MAX (5U << 20)  /* bytes of a line; a payload has up to 1 MiB */
#define LINES_MAX (1U << 20) /* of all files */
#define ALL_MAX (256U << 20) /* bytes of all files */
#define COMMAS_MAX 2048	     /* in a line; the longest ones list the commands of the kernel */
#define SUFFIX ".jsonl"

/* Where a line is, and what it is a reply to. */
struct line {
	u64 key; /* see key_hash() */
	u32 file, at, len;
};

/* The lines of one tree, found when its first node is opened. Their content is not kept. */
struct replies {
	struct replies *next;
	dev_t dev; /* of the directory */
	ino_t ino;
	struct namelist files;
	struct line *lines; /* in order of key, file and place */
	u64 bytes;
	size_t count, seen; /* .seen: with those that are no call */
	int error;	    /* of reading them */
};

static struct replies *trees;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* A call; for commands with their opcode and input, else "". */
struct key {
	const char *node, *call, *opcode, *in;
};

/* FNV-1a, with the NUL of each string. */
static u64 key_hash(const struct key *k)
{
	const char *const parts[] = { k->node, k->call, k->opcode, k->in };
	u64 hash = 0xcbf29ce484222325;
	const char *at;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(parts); i++) {
		at = parts[i];
		do
			hash = (hash ^ (u8)*at) * 0x100000001b3;
		while (*at++);
	}
	return hash;
}

static const char *text_of(const struct rec *call, const char *key)
{
	const char *text = rec_get_str(call, key);

	return text ? text : "";
}

static struct key key_of(const struct rec *call)
{
	return (struct key){ text_of(call, "node"), text_of(call, "call"), text_of(call, "opcode"),
			     text_of(call, "in") };
}

static bool is_same(const struct key *a, const struct key *b)
{
	return str_eq(a->node, b->node) && str_eq(a->call, b->call) &&
	       str_eq(a->opcode, b->opcode) && str_eq(a->in, b->in);
}

/* Values need much more memory than their text. */
static bool has_many_values(const char *line, size_t len)
{
	const char *const end = line + len;
	size_t commas = 0;

	for (; (line = memchr(line, ',', (size_t)(end - line))); line++)
		if (++commas > COMMAS_MAX)
			return true;
	return false;
}

/* NULL: the line is no call. */
static struct rec *parse_call(const char *line, size_t len)
{
	struct rec *call = NULL;

	if (len <= CALL_MAX && !has_many_values(line, len))
		call = json_parse(line, len);
	if (call && call->kind == VAL_OBJ && rec_get_str(call, "node") && rec_get_str(call, "call"))
		return call;
	rec_free(call);
	return NULL;
}

/* Lines that are no call are passed over. */
static int add_line(struct replies *to, const char *text, const struct line *at)
{
	auto_rec struct rec *call = NULL;
	struct line *lines;
	struct key key;

	if (++to->seen > LINES_MAX)
		return -EFBIG;
	call = parse_call(text, at->len);
	if (!call)
		return 0;
	lines = array_grow(to->lines, to->count, sizeof(*lines));
	if (!lines)
		return -ENOMEM;
	key = key_of(call);
	to->lines = lines;
	lines[to->count] = *at;
	lines[to->count++].key = key_hash(&key);
	return 0;
}

static int add_file(struct replies *to, const struct sysroot *root, u32 file)
{
	auto_sys_text struct sys_text text = { 0 };
	struct line line = { .file = file };
	const char *at, *end;
	int rc = sys_read_file(root, TREE_REPLIES, to->files.names[file], FILE_MAX, &text);

	to->bytes += text.len;
	if (rc == 0 && to->bytes > ALL_MAX)
		rc = -EFBIG;
	for (at = text.text; rc == 0 && at < text.text + text.len; at = end + 1) {
		end = memchr(at, '\n', (size_t)(text.text + text.len - at));
		if (!end)
			end = text.text + text.len;
		line.at = (u32)(at - text.text);
		line.len = (u32)(end - at);
		rc = add_line(to, at, &line);
	}
	return rc;
}

static int compare(const void *a, const void *b)
{
	const struct line *l = a, *m = b;

	if (l->key != m->key)
		return l->key < m->key ? -1 : 1;
	if (l->file != m->file)
		return l->file < m->file ? -1 : 1;
	return l->at < m->at ? -1 : l->at > m->at;
}

static int load(const struct sysroot *root, struct replies *to)
{
	size_t i;
	int rc = sys_list(root, TREE_REPLIES, ".", &to->files);

	namelist_sort(&to->files);
	for (i = 0; rc == 0 && i < to->files.count; i++)
		if (str_ends(to->files.names[i], SUFFIX))
			rc = add_file(to, root, (u32)i);
	if (to->count)
		qsort(to->lines, to->count, sizeof(*to->lines), compare);
	return rc;
}

static void replies_free(struct replies *r)
{
	namelist_free(&r->files);
	free(r->lines);
	free(r);
}

/* Also after a failure, which is that of each call then. NULL: out of memory. */
static struct replies *load_new(const struct sysroot *root, const struct stat *st)
{
	struct replies *r = calloc(1, sizeof(*r));

	if (!r)
		return NULL;
	r->dev = st->st_dev;
	r->ino = st->st_ino;
	r->error = load(root, r);
	r->next = trees;
	trees = r;
	return r;
}

/* Two dumps may be open at once. What was read is not changed any more, and needs no lock. */
static int replies_of(const struct sysroot *root, struct replies **ret)
{
	const int dir = root->trees[TREE_REPLIES];
	struct replies *r;
	struct stat st;

	if (dir < 0)
		return dir;
	if (fstat(dir, &st) < 0)
		return -errno;
	pthread_mutex_lock(&mutex);
	for (r = trees; r && (r->dev != st.st_dev || r->ino != st.st_ino); r = r->next)
		;
	if (!r)
		r = load_new(root, &st);
	pthread_mutex_unlock(&mutex);
	if (!r)
		return TRANSPORT_NO_MEMORY;
	*ret = r;
	return r->error;
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

/* *@ret: NULL if the file has changed. */
static int read_line(const struct sysroot *root, const char *file, const struct line *l,
		     struct rec **ret)
{
	auto_close int fd = sys_open(root, TREE_REPLIES, file, O_RDONLY);
	auto_free char *text = malloc(l->len + 1);
	size_t len = 0;
	ssize_t n = 1;

	if (fd < 0)
		return fd;
	if (!text)
		return TRANSPORT_NO_MEMORY;
	while (n > 0 && len < l->len) {
		n = pread(fd, text + len, l->len - len, (off_t)(l->at + len));
		if (n < 0)
			return -errno;
		len += (size_t)n;
	}
	*ret = parse_call(text, len);
	return 0;
}

/* The number of lines whose key is at most @key. */
static size_t lines_up_to(const struct replies *r, u64 key)
{
	size_t low = 0, high = r->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (r->lines[middle].key <= key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The last one; *@ret: NULL if there is none, else freed by the caller. */
static int find(const struct sysroot *root, const struct key *k, struct rec **ret)
{
	struct replies *r = NULL;
	struct key found;
	u64 key = key_hash(k);
	size_t i;
	int rc = replies_of(root, &r);

	*ret = NULL;
	if (rc < 0)
		return rc;
	for (i = lines_up_to(r, key); i-- > 0 && r->lines[i].key == key;) {
		rc = read_line(root, r->files.names[r->lines[i].file], &r->lines[i], ret);
		if (rc < 0)
			return rc;
		if (!*ret)
			continue;
		found = key_of(*ret);
		if (is_same(&found, k))
			return 0;
		rec_free(*ret);
		*ret = NULL;
	}
	return 0;
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
	const struct key key = { path, "open", "", "" };
	struct dev_node n = { .root = root, .fd = -1 };
	auto_rec struct rec *call = NULL;
	int rc = find(root, &key, &call);

	if (rc < 0)
		return rc;
	rc = call ? recorded_error(call) : root->trees[TREE_REPLIES] >= 0 ? -ENODATA : -ENOENT;
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
	const struct key key = { n->path, "query", "", "" };
	auto_rec struct rec *call = NULL;
	const struct rec *list, *c;
	size_t i = 0;
	int rc = find(n->root, &key, &call);

	if (rc < 0)
		return rc;
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
	auto_rec struct rec *found = NULL;
	char opcode[8];
	int rc;

	if (!in)
		return TRANSPORT_NO_MEMORY;
	hex_format(req->in, req->in_len, in);
	snprintf(opcode, sizeof(opcode), "0x%04x", req->opcode);
	rc = find(n->root, &(struct key){ n->path, call, opcode, in }, &found);
	if (rc < 0)
		return rc;
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

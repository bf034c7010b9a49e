// SPDX-License-Identifier: GPL-2.0-only
/* Recorded replies of devices, played back: hostile lines, several files, several trees. */
#include <fcntl.h>
#include <ftw.h>
#include <malloc.h>
#include <sys/stat.h>

#include "unit.h"

#include "cxl/lib/transport/replay.h"

#define DIRS 64

/* Directories stay until the end: a new one must not get the inode number of an earlier one. */
static char dirs[DIRS][40];
static size_t dir_count;

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *at)
{
	return remove(path);
}

static int remove_dirs(void **state)
{
	while (dir_count > 0)
		nftw(dirs[--dir_count], remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	return 0;
}

static void add_file(const char *name, const char *text)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/replies/%s", dirs[dir_count - 1], name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void new_dir(bool has_replies)
{
	char path[64], *dir;

	assert_true(dir_count < DIRS);
	dir = dirs[dir_count++];
	strcpy(dir, "/tmp/replies-XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/sys", dir);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof(path), "%s/replies", dir);
	if (has_replies)
		assert_int_equal(mkdir(path, 0700), 0);
}

static void new_root(struct sysroot *root, const char *text)
{
	new_dir(true);
	add_file("a.jsonl", text);
	assert_int_equal(sysroot_open(root, dirs[dir_count - 1]), 0);
}

#define OPEN "{\"node\":\"cxl/mem0\",\"call\":\"open\",\"number\":\"252:0\"}\n"
#define SEND "{\"node\":\"cxl/mem0\",\"call\":\"send\",\"opcode\":\"0x4000\",\"in\":\"0a0b\","

/* The error of a command to mem0 in the tree @root; of the first step that fails. */
static int send_in(const struct sysroot *root, u32 out_max, struct mbox_reply *rsp)
{
	static const u8 in[] = { 0x0a, 0x0b };
	const struct mbox_request req = {
		.opcode = 0x4000, .in = in, .in_len = sizeof(in), .out_max = out_max
	};
	struct dev_node n = { .fd = -1 };
	int rc = replayed_transport.open(root, "cxl/mem0", &n);

	if (rc == 0)
		rc = replayed_transport.send(&n, 1, &req, rsp);
	dev_node_close(&n);
	return rc;
}

static int send_text(const char *text, u32 out_max, struct mbox_reply *rsp)
{
	struct sysroot root;
	int rc;

	new_root(&root, text);
	rc = send_in(&root, out_max, rsp);
	sysroot_close(&root);
	return rc;
}

/* clang-format off */
static const struct {
	const char *text;
	int rc; /* or, with 0: */
	u16 code;
	u32 len;
	u8 first;
} replies[] = {
	{ "", -ENODATA },
	{ "\n\n\n", -ENODATA },
	{ OPEN, -ENODATA },
	{ OPEN SEND "\"code\":0,\"out\":\"31\"}\n", 0, 0, 1, 0x31 },
	{ OPEN SEND "\"code\":0,\"out\":\"31\"}", 0, 0, 1, 0x31 },
	{ OPEN SEND "\"code\":0,\"out\":\"\"}\n", 0, 0, 0, 0 },
	{ OPEN SEND "\"code\":22,\"out\":\"\"}\n", 0, 22, 0, 0 },
	{ OPEN SEND "\"code\":65535,\"out\":\"\"}\n", 0, 65535, 0, 0 },
	/* longer than the request allows */
	{ OPEN SEND "\"code\":0,\"out\":\"3132333435363738393a\"}\n", 0, 0, 8, 0x31 },
	/* lines that are cut off or no calls are passed over */
	{ OPEN SEND "\"code\":0,\"out\":\"31", -ENODATA },
	{ OPEN SEND "\"code\":0,\"out\":\"31\"}\n" SEND "\"code\":0,\"out\":\"32", 0, 0, 1, 0x31 },
	{ "x\n[]\n[1,2]\n\"\"\n{}\nnull\n" OPEN SEND "\"code\":0,\"out\":\"31\"}\n", 0, 0, 1, 0x31 },
	{ "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n" OPEN SEND "\"code\":0,\"out\":\"31\"}\n",
	  0, 0, 1, 0x31 },
	{ "{\"node\":1,\"call\":\"open\"}\n", -ENODATA },
	{ "{\"node\":\"cxl/mem0\",\"call\":[]}\n", -ENODATA },
	{ "{\"node\":\"cxl/mem00\",\"call\":\"open\"}\n", -ENODATA },
	{ "{\"node\":\"cxl/mem0\",\"call\":\"open\",\"number\":{\"a\":1}}\n" SEND
	  "\"code\":0,\"out\":\"31\"}\n", 0, 0, 1, 0x31 },
	/* other requests */
	{ OPEN "{\"node\":\"cxl/mem0\",\"call\":\"send\",\"opcode\":\"0x4000\",\"in\":\"0a\","
	  "\"code\":0,\"out\":\"31\"}\n", -ENODATA },
	{ OPEN "{\"node\":\"cxl/mem0\",\"call\":\"send\",\"opcode\":\"0x4001\",\"in\":\"0a0b\","
	  "\"code\":0,\"out\":\"31\"}\n", -ENODATA },
	{ OPEN "{\"node\":\"cxl/mem0\",\"call\":\"raw\",\"opcode\":\"0x4000\",\"in\":\"0a0b\","
	  "\"code\":0,\"out\":\"31\"}\n", -ENODATA },
	{ OPEN "{\"node\":\"cxl/mem1\",\"call\":\"send\",\"opcode\":\"0x4000\",\"in\":\"0a0b\","
	  "\"code\":0,\"out\":\"31\"}\n", -ENODATA },
	{ OPEN "{\"node\":\"cxl/mem0\",\"call\":\"send\",\"opcode\":16384,\"in\":\"0a0b\","
	  "\"code\":0,\"out\":\"31\"}\n", -ENODATA },
	/* results that no recorder writes */
	{ OPEN SEND "\"code\":0,\"out\":\"313\"}\n", -EBADMSG },
	{ OPEN SEND "\"code\":0,\"out\":\"3x\"}\n", -EBADMSG },
	{ OPEN SEND "\"code\":0,\"out\":12}\n", -EBADMSG },
	{ OPEN SEND "\"code\":0,\"out\":[\"31\"]}\n", -EBADMSG },
	{ OPEN SEND "\"code\":0}\n", -EBADMSG },
	{ OPEN SEND "\"out\":\"31\"}\n", -EBADMSG },
	{ OPEN SEND "\"code\":\"0\",\"out\":\"31\"}\n", -EBADMSG },
	{ OPEN SEND "\"code\":-1,\"out\":\"31\"}\n", -EBADMSG },
	{ OPEN SEND "\"code\":65536,\"out\":\"31\"}\n", -EBADMSG },
	{ OPEN SEND "\"code\":18446744073709551615,\"out\":\"31\"}\n", -EBADMSG },
	{ OPEN SEND "\"code\":99999999999999999999999,\"out\":\"31\"}\n", -EBADMSG },
	/* errors */
	{ OPEN SEND "\"errno\":16}\n", -EBUSY },
	{ OPEN SEND "\"errno\":4095}\n", -4095 },
	{ OPEN SEND "\"errno\":4096,\"code\":0,\"out\":\"31\"}\n", -EBADMSG },
	{ OPEN SEND "\"errno\":0,\"code\":0,\"out\":\"31\"}\n", -EBADMSG },
	{ OPEN SEND "\"errno\":-5,\"code\":0,\"out\":\"31\"}\n", -EBADMSG },
	{ OPEN SEND "\"errno\":\"EIO\",\"code\":0,\"out\":\"31\"}\n", -EBADMSG },
	{ OPEN SEND "\"errno\":4294967301,\"code\":0,\"out\":\"31\"}\n", -EBADMSG },
	{ "{\"node\":\"cxl/mem0\",\"call\":\"open\",\"errno\":13}\n", -EACCES },
	{ "{\"node\":\"cxl/mem0\",\"call\":\"open\",\"errno\":13}\n" OPEN SEND
	  "\"code\":0,\"out\":\"31\"}\n", 0, 0, 1, 0x31 },
	/* the last of several */
	{ OPEN SEND "\"code\":0,\"out\":\"31\"}\n" SEND "\"code\":1,\"out\":\"3233\"}\n",
	  0, 1, 2, 0x32 },
	{ OPEN SEND "\"code\":0,\"out\":\"31\"}\n" SEND "\"errno\":110}\n", -ETIMEDOUT },
	{ OPEN SEND "\"code\":0,\"code\":7,\"out\":\"31\",\"out\":\"34\"}\n", 0, 7, 1, 0x34 },
};
/* clang-format on */

static void replies_are_checked(void **state)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(replies); i++) {
		auto_reply struct mbox_reply rsp = { 0 };
		int rc = send_text(replies[i].text, 8, &rsp);

		if (rc != replies[i].rc || rsp.code != replies[i].code ||
		    rsp.len != replies[i].len || (rc < 0 && rsp.data) ||
		    (rsp.len && rsp.data[0] != replies[i].first))
			fail_msg("%zu: %s: %d, code %u, %u bytes", i, replies[i].text, rc, rsp.code,
				 rsp.len);
	}
}

static void a_tree_without_replies_has_no_nodes(void **state)
{
	struct dev_node n = { .fd = -1 };
	struct sysroot root;

	new_dir(false);
	assert_int_equal(sysroot_open(&root, dirs[dir_count - 1]), 0);
	assert_int_equal(replayed_transport.open(&root, "cxl/mem0", &n), -ENOENT);
	sysroot_close(&root);
}

static void the_last_file_by_name_wins(void **state)
{
	auto_reply struct mbox_reply rsp = { 0 };
	struct sysroot root;

	new_dir(true);
	add_file("c.json", SEND "\"code\":0,\"out\":\"33\"}\n");
	add_file("b.jsonl", SEND "\"code\":0,\"out\":\"32\"}\n");
	add_file("a.jsonl", OPEN SEND "\"code\":0,\"out\":\"31\"}\n");
	assert_int_equal(sysroot_open(&root, dirs[dir_count - 1]), 0);
	assert_int_equal(send_in(&root, 8, &rsp), 0);
	assert_int_equal(rsp.len, 1);
	assert_int_equal(rsp.data[0], 0x32);
	sysroot_close(&root);
}

/* As when two dumps are compared. */
static void trees_do_not_mix(void **state)
{
	struct sysroot roots[2];
	size_t i;

	new_root(&roots[0], OPEN SEND "\"code\":0,\"out\":\"31\"}\n");
	new_root(&roots[1], OPEN SEND "\"code\":0,\"out\":\"32\"}\n");
	for (i = 0; i < 4; i++) {
		auto_reply struct mbox_reply rsp = { 0 };

		assert_int_equal(send_in(&roots[i % 2], 8, &rsp), 0);
		assert_int_equal(rsp.data[0], 0x31 + i % 2);
	}
	sysroot_close(&roots[0]);
	sysroot_close(&roots[1]);
}

static size_t query_text(const char *commands, struct kernel_cmd *cmds, size_t max, int *rc)
{
	struct dev_node n = { .fd = -1 };
	struct sysroot root;
	char text[1024];
	size_t count = 0;

	snprintf(text, sizeof(text), OPEN "{\"node\":\"cxl/mem0\",\"call\":\"query\"%s}\n",
		 commands);
	new_root(&root, text);
	assert_int_equal(replayed_transport.open(&root, "cxl/mem0", &n), 0);
	assert_string_equal(n.path, "cxl/mem0");
	assert_string_equal(n.number, "252:0");
	*rc = replayed_transport.query(&n, cmds, max, &count);
	dev_node_close(&n);
	sysroot_close(&root);
	return count;
}

static void command_tables_are_checked(void **state)
{
	struct kernel_cmd cmds[3];
	int rc;

	assert_int_equal(query_text(",\"commands\":[]", cmds, 3, &rc), 0);
	assert_int_equal(rc, 0);
	assert_int_equal(query_text("", cmds, 3, &rc), 0);
	assert_int_equal(rc, -ENODATA);
	assert_int_equal(query_text(",\"commands\":{\"id\":1}", cmds, 3, &rc), 0);
	assert_int_equal(rc, -ENODATA);
	assert_int_equal(query_text(",\"errno\":25", cmds, 3, &rc), 0);
	assert_int_equal(rc, -ENOTTY);

	assert_int_equal(
		query_text(",\"commands\":[{\"id\":1,\"enabled\":true,\"exclusive\":false,"
			   "\"size_in\":0,\"size_out\":-1},{\"id\":4294967296},[1],\"x\",{},"
			   "{\"id\":7,\"enabled\":1,\"exclusive\":\"true\","
			   "\"size_in\":4294967296,\"size_out\":\"8\"}]",
			   cmds, 3, &rc),
		2);
	assert_int_equal(rc, 0);
	assert_int_equal(cmds[0].id, 1);
	assert_true(cmds[0].enabled && !cmds[0].exclusive);
	assert_int_equal(cmds[0].size_in, 0);
	assert_int_equal(cmds[0].size_out, -1);
	assert_int_equal(cmds[1].id, 7);
	assert_true(!cmds[1].enabled && !cmds[1].exclusive);
	assert_int_equal(cmds[1].size_in, -1);
	assert_int_equal(cmds[1].size_out, -1);
}

static void tables_that_are_too_long_are_cut(void **state)
{
	struct kernel_cmd cmds[2] = { 0 };
	int rc;

	assert_int_equal(query_text(",\"commands\":[{\"id\":1},{\"id\":2},{\"id\":3}]", cmds, 2,
				    &rc),
			 2);
	assert_int_equal(rc, 0);
	assert_int_equal(cmds[1].id, 2);
}

/* @count times @part between @head and @tail. The caller frees it. */
static char *repeat(const char *head, const char *part, size_t count, const char *tail)
{
	const size_t len = strlen(part);
	char *text = malloc(strlen(head) + count * len + strlen(tail) + 1), *at;

	assert_non_null(text);
	for (at = stpcpy(text, head); count--; at += len)
		memcpy(at, part, len);
	strcpy(at, tail);
	return text;
}

/* The first byte of the reply; or the error. */
static int send_long(const char *text)
{
	auto_reply struct mbox_reply rsp = { 0 };
	int rc = send_text(text, 8, &rsp);

	return rc < 0 ? rc : rsp.data[0];
}

#define BEFORE OPEN SEND "\"code\":0,\"out\":\"31\"}\n" SEND

static void lines_without_bounds_are_passed_over(void **state)
{
	auto_free char *values = repeat(BEFORE, "\"x\":0,", 3000, "\"code\":0,\"out\":\"32\"}");
	auto_free char *fewer = repeat(BEFORE, "\"x\":0,", 1000, "\"code\":0,\"out\":\"32\"}");
	auto_free char *bytes =
		repeat(BEFORE "\"", "00000000", 1 << 20, "\":0,\"code\":0,\"out\":\"\"}");
	auto_free char *lines = repeat(BEFORE, "\n", 1 << 20, "");

	assert_int_equal(send_long(values), 0x31);
	assert_int_equal(send_long(fewer), 0x32);
	assert_int_equal(send_long(bytes), 0x31);
	assert_int_equal(send_long(lines), -EFBIG);
}

/* The largest payload, in both directions. */
static void replies_are_not_kept_in_memory(void **state)
{
	auto_free char *line = repeat(SEND "\"code\":0,\"out\":\"", "32", 1 << 20, "\"}\n");
	auto_free char *text = repeat(OPEN, line, 8, "");
	auto_reply struct mbox_reply rsp = { 0 };
	struct sysroot root;
	size_t before;

	new_root(&root, text);
	before = mallinfo2().uordblks + mallinfo2().hblkhd;
	assert_int_equal(send_in(&root, 1 << 20, &rsp), 0);
	assert_int_equal(rsp.len, 1 << 20);
	assert_true(mallinfo2().uordblks + mallinfo2().hblkhd < before + (4 << 20));
	sysroot_close(&root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replies_are_checked),
		cmocka_unit_test(a_tree_without_replies_has_no_nodes),
		cmocka_unit_test(the_last_file_by_name_wins),
		cmocka_unit_test(trees_do_not_mix),
		cmocka_unit_test(command_tables_are_checked),
		cmocka_unit_test(tables_that_are_too_long_are_cut),
		cmocka_unit_test(lines_without_bounds_are_passed_over),
		cmocka_unit_test(replies_are_not_kept_in_memory),
	};

	return cmocka_run_group_tests(tests, NULL, remove_dirs);
}

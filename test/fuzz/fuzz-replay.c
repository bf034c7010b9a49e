// SPDX-License-Identifier: GPL-2.0-only
/* JSON text, and a file of recorded replies. */
#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/lib/transport/replay.h"
#include "util/in-json.h"

static void read_json(const uint8_t *data, size_t size)
{
	auto_rec struct rec *r = json_parse((const char *)data, size);

	if (r)
		print_record(r);
}

static void send_one(const struct dev_node *n)
{
	const struct mbox_request req = { .opcode = 0x4000, .out_max = 16 };
	auto_reply struct mbox_reply rsp = { 0 };
	int rc = replayed_transport.send(n, 1, &req, &rsp);

	check(rc <= 0);
	check(rc < 0 || (rsp.data && rsp.len <= req.out_max));
}

static void query_all(const struct dev_node *n)
{
	struct kernel_cmd cmds[4];
	size_t count = 0, i;
	int rc = replayed_transport.query(n, cmds, ARRAY_SIZE(cmds), &count);

	check(rc <= 0 && count <= ARRAY_SIZE(cmds));
	for (i = 0; i < count; i++)
		check(cmds[i].size_in >= -1 && cmds[i].size_out >= -1);
}

/* Each input is a tree of its own. */
static void replay_file(const char *dir)
{
	struct dev_node n = { .fd = -1 };
	struct sysroot root;

	check(sysroot_open(&root, dir) == 0);
	if (replayed_transport.open(&root, "cxl/mem0", &n) == 0) {
		query_all(&n);
		send_one(&n);
	}
	dev_node_close(&n);
	replay_release(&root);
	sysroot_close(&root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char dir[] = "/tmp/fuzz-XXXXXX", sys[32], sub[32], file[48];
	FILE *f;

	read_json(data, size);
	check(mkdtemp(dir));
	snprintf(sys, sizeof(sys), "%s/sys", dir);
	snprintf(sub, sizeof(sub), "%s/replies", dir);
	snprintf(file, sizeof(file), "%s/a.jsonl", sub);
	check(mkdir(sys, 0700) == 0 && mkdir(sub, 0700) == 0);
	f = fopen(file, "w");
	check(f);
	check(fwrite(data, 1, size, f) == size);
	check(fclose(f) == 0);
	replay_file(dir);
	check(unlink(file) == 0 && rmdir(sub) == 0 && rmdir(sys) == 0 && rmdir(dir) == 0);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * cxl-sim's verbs on an existing model: faults, state, log and reset, and direct calls of the
 * simulated kernel without the checks of cxl.
 */
#include <inttypes.h>

#include "cxl/sim/devfile.h"
#include "cxl/sim/device.h"
#include "cxl/sim/fault.h"
#include "cxl/sim/hooks.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/node.h"
#include "cxl/sim/state.h"
#include "cxl/sim/tree.h"
#include "cxl/sim/verbs.h"
#include "util/cmd.h"
#include "util/num.h"

#define HEX_PER_LINE 32		/* bytes */
#define CAPACITY (256ULL << 20) /* bytes, unit of partitions */

static int usage(const char *text)
{
	fprintf(stderr, "usage: cxl-sim %s\n", text);
	return EXIT_USAGE;
}

static void print_error(const struct fail *why)
{
	fprintf(stderr, "cxl-sim: %s%s%s\n", why->message, *why->hint ? "; " : "", why->hint);
}

/* A verb on the locked state; @argv without the directory. */
typedef int state_fn(struct sim *s, int argc, char **argv, struct fail *why);

/* Run @fn on the locked state of @dir and save its changes. */
static int with_state(const char *dir, state_fn *fn, int argc, char **argv)
{
	struct sim *s = calloc(1, sizeof(*s));
	struct fail why = { 0 };
	int rc, end;

	if (!s)
		return EXIT_INTERNAL;
	rc = sim_open(s, dir, &why);
	if (rc == 0)
		rc = sim_begin(s);
	if (rc == 0) {
		rc = fn(s, argc, argv, &why);
		end = sim_end(s);
		rc = rc < 0 ? rc : end;
	}
	if (rc < 0 && *why.message)
		print_error(&why);
	sim_close(s);
	free(s);
	return rc < 0 ? EXIT_FAILED : EXIT_DONE;
}

static int no_device(const char *name, struct fail *why)
{
	return fail_set(why, -ENODEV, "no_device", NULL, "cannot find memdev '%s'", name);
}

/* "none" removes every fault of its target. */
static int set_fault(struct sim *s, int argc, char **argv, struct fail *why)
{
	struct sim_fault f;
	size_t i, n = 0;
	int rc = fault_parse(&f, argc, argv, why);

	if (rc < 0)
		return rc;
	if (!fault_of_sysfs(&f) && !str_eq(f.target, "doe") && !sim_device(s, f.memdev))
		return no_device(f.memdev, why);
	if (f.kind != FAULT_NONE)
		return fault_add(s, &f);
	for (i = 0; i < s->fault_count; i++)
		if (!str_eq(s->faults[i].memdev, f.memdev) ||
		    !str_eq(s->faults[i].target, f.target))
			s->faults[n++] = s->faults[i];
	s->fault_count = n;
	return 0;
}

int verb_fault(int argc, char **argv)
{
	if (argc < 4)
		return usage("fault DIR MEMDEV OPCODE|edac:ATTR KIND [ARG] "
			     "[--after N] [--count N]\n"
			     "   or: cxl-sim fault DIR sysfs ATTR KIND [ARG] "
			     "[--after N] [--count N]");
	return with_state(argv[0], set_fault, argc - 1, argv + 1);
}

static int list_faults(struct sim *s, int argc, char **argv, struct fail *why)
{
	faults_print(s, stdout);
	return 0;
}

int verb_faults(int argc, char **argv)
{
	return argc == 1 ? with_state(argv[0], list_faults, 0, NULL) : usage("faults DIR");
}

static int show(struct sim *s, int argc, char **argv, struct fail *why)
{
	if (argc > 0 && !sim_device(s, argv[0]))
		return no_device(argv[0], why);
	devfile_print(s, stdout, argc > 0 ? argv[0] : NULL);
	return 0;
}

int verb_show(int argc, char **argv)
{
	if (argc < 1 || argc > 2)
		return usage("show DIR [MEMDEV]");
	return with_state(argv[0], show, argc - 1, argv + 1);
}

/* Print state/@name; with @clear it is emptied then. */
static int print_log(struct sim *s, const char *name, bool clear, struct fail *why)
{
	auto_free char *text = NULL;
	size_t len;
	int rc = sim_read_file(s->statefd, name, &text, &len);

	if (rc == -ENOENT)
		return 0;
	if (rc < 0)
		return fail_set(why, rc, "io", NULL, "cannot read state/%s: %s", name,
				strerror(-rc));
	fwrite(text, 1, len, stdout);
	return clear ? sim_write_file(s->statefd, name, "", 0) : 0;
}

static int show_log(struct sim *s, int argc, char **argv, struct fail *why)
{
	return print_log(s, "log", argc > 0, why);
}

static int show_writes(struct sim *s, int argc, char **argv, struct fail *why)
{
	return print_log(s, "writes", argc > 0, why);
}

int verb_log(int argc, char **argv)
{
	if (argc < 1 || argc > 2 || (argc == 2 && !str_eq(argv[1], "--clear")))
		return usage("log DIR [--clear]");
	return with_state(argv[0], show_log, argc - 1, argv + 1);
}

int verb_writes(int argc, char **argv)
{
	if (argc < 1 || argc > 2 || (argc == 2 && !str_eq(argv[1], "--clear")))
		return usage("writes DIR [--clear]");
	return with_state(argv[0], show_writes, argc - 1, argv + 1);
}

static void set_size(struct sim *s, const char *memdev, const char *type, u64 size)
{
	struct sim_path dir;

	if (sim_node_find(s, "cxl", memdev, &dir) < 0)
		return;
	dir = sim_path_in(&dir, type);
	if (sim_path_exists(s, &dir))
		sim_attr_set(s, &dir, "size", "0x%" PRIx64, size);
}

/* The next partition, if there is one, becomes the active one. */
static void reset_partition(struct sim *s, struct sim_dev *d)
{
	u8 *part = d->block[BLOCK_PARTITION];
	const u64 ram = get_le(part + 0x10, 8), pmem = get_le(part + 0x18, 8);

	if (!ram && !pmem)
		return;
	memcpy(part, part + 0x10, 0x10);
	memset(part + 0x10, 0, 0x10);
	set_size(s, d->name, "ram", ram * CAPACITY);
	set_size(s, d->name, "pmem", pmem * CAPACITY);
}

/*
 * Cold reset: saved values, the next partition and staged firmware become current, unfinished
 * transfers are dropped.
 */
static int reset_device(struct sim *s, int argc, char **argv, struct fail *why)
{
	struct sim_dev *d = sim_device(s, argv[0]);
	struct sim_feature *f;

	if (!d)
		return no_device(argv[0], why);
	for (f = d->features; f < d->features + d->feature_count; f++)
		if (f->get_size)
			memcpy(f->value[VALUE_CURRENT], f->value[VALUE_SAVED], f->get_size);
	reset_partition(s, d);
	sim_transfer_clear(&d->transfer);
	device_firmware_reset(d);
	edac_refresh(s, d);
	return 0;
}

int verb_reset(int argc, char **argv)
{
	return argc == 2 ? with_state(argv[0], reset_device, 1, argv + 1)
			 : usage("reset DIR MEMDEV");
}

static int attach(struct cxl_ctx *ctx, const char *dir)
{
	struct fail why = { 0 };
	int rc = sim_attach(ctx, dir, &why);

	if (rc < 0)
		print_error(&why);
	return rc;
}

static int detach(struct cxl_ctx *ctx)
{
	sim_detach(ctx);
	ctx_close(ctx);
	return EXIT_DONE;
}

static struct cxl_ctx closed_ctx(void)
{
	struct cxl_ctx ctx = { 0 };

	memset(ctx.root.trees, -1, sizeof(ctx.root.trees));
	return ctx;
}

static void print_errno(int err)
{
	const char *name = errno_to_name(err);

	printf("%s\n", name ? name : strerror(-err));
}

static void print_reply(int rc, const struct mbox_reply *rsp)
{
	u32 i;

	if (rc < 0) {
		print_errno(rc);
		return;
	}
	printf("code 0x%02x, %u bytes\n", rsp->code, rsp->len);
	for (i = 0; i < rsp->len; i++)
		printf("%02x%s", rsp->data[i],
		       i % HEX_PER_LINE == HEX_PER_LINE - 1 || i == rsp->len - 1 ? "\n" : "");
}

/* Two optional arguments: hexadecimal payload ("-": none) and maximum size of the reply. */
static int parse_payload(int argc, char **argv, u8 *in, struct mbox_request *req)
{
	size_t len = SIM_OUT_MAX;
	u64 max = 4096;

	req->in = in;
	if (argc > 0 && !str_eq(argv[0], "-")) {
		if (num_hex_bytes(argv[0], in, &len) < 0)
			return -EINVAL;
		req->in_len = (u32)len;
	}
	if (argc > 1 && (num_u64(argv[1], 0, &max) < 0 || max > SIM_OUT_MAX))
		return -EINVAL;
	req->out_max = (u32)max;
	return 0;
}

int verb_query(int argc, char **argv)
{
	struct cxl_ctx ctx = closed_ctx();
	struct kernel_cmd cmds[64];
	size_t count = 0, i;
	int rc;

	if (argc != 2)
		return usage("query DIR MEMDEV");
	if (attach(&ctx, argv[0]) < 0)
		return EXIT_FAILED;
	rc = sim_query(ctx.root.fault_data, argv[1], cmds, ARRAY_SIZE(cmds), &count);
	if (rc < 0)
		print_errno(rc);
	for (i = 0; i < count; i++)
		printf("id %u in %d out %d%s%s\n", cmds[i].id, (int)cmds[i].size_in,
		       (int)cmds[i].size_out, cmds[i].enabled ? " enabled" : "",
		       cmds[i].exclusive ? " exclusive" : "");
	return detach(&ctx);
}

int verb_send(int argc, char **argv)
{
	auto_free u8 *in = calloc(1, SIM_OUT_MAX);
	auto_reply struct mbox_reply rsp = { 0 };
	struct cxl_ctx ctx = closed_ctx();
	struct mbox_request req = { 0 };
	u64 id, opcode = 0;

	if (!in)
		return EXIT_INTERNAL;
	/* "2:0xc000": raw command with opcode. */
	if (argc > 2 && str_after(argv[2], "2:")) {
		if (num_u64(argv[2] + 2, 16, &opcode) < 0 || opcode > UINT16_MAX)
			argc = 0;
		argv[2][1] = '\0';
	}
	if (argc < 3 || argc > 5 || num_u64(argv[2], 10, &id) < 0 || id > UINT32_MAX ||
	    parse_payload(argc - 3, argv + 3, in, &req) < 0)
		return usage("send DIR MEMDEV ID|2:OPCODE [HEX|-] [SIZE]");
	req.opcode = (u16)opcode;
	if (attach(&ctx, argv[0]) < 0)
		return EXIT_FAILED;
	print_reply(sim_send(ctx.root.fault_data, argv[1], (u32)id, &req, &rsp), &rsp);
	return detach(&ctx);
}

int verb_rpc(int argc, char **argv)
{
	auto_free u8 *in = calloc(1, SIM_OUT_MAX);
	auto_reply struct mbox_reply rsp = { 0 };
	struct cxl_ctx ctx = closed_ctx();
	struct mbox_request req = { 0 };
	u64 scope, opcode;

	if (!in)
		return EXIT_INTERNAL;
	if (argc < 4 || argc > 6 || num_u64(argv[2], 10, &scope) < 0 || scope > INT32_MAX ||
	    num_u64(argv[3], 16, &opcode) < 0 || opcode > UINT16_MAX ||
	    parse_payload(argc - 4, argv + 4, in, &req) < 0)
		return usage("rpc DIR FWCTL SCOPE OPCODE [HEX|-] [SIZE]");
	req.scope = (enum fwctl_scope)scope;
	req.opcode = (u16)opcode;
	if (attach(&ctx, argv[0]) < 0)
		return EXIT_FAILED;
	print_reply(sim_rpc(ctx.root.fault_data, argv[1], &req, &rsp), &rsp);
	return detach(&ctx);
}

/* Tree of "sys/bus/..." and the path below it. */
static const char *split_path(const char *path, enum sys_tree *tree)
{
	static const char *const prefixes[TREE_COUNT] = {
		"sys/", "proc/", "dev/", "etc/", "usr/lib/", "var/log/",
	};
	const char *relative;
	size_t i;

	for (i = 0; i < TREE_COUNT; i++) {
		relative = prefixes[i] ? str_after(path, prefixes[i]) : NULL;
		if (relative) {
			*tree = (enum sys_tree)i;
			return relative;
		}
	}
	return NULL;
}

int verb_read(int argc, char **argv)
{
	struct cxl_ctx ctx = closed_ctx();
	enum sys_tree tree = TREE_SYS;
	const char *path = argc == 2 ? split_path(argv[1], &tree) : NULL;
	char text[4096];
	int rc;

	if (!path)
		return usage("read DIR sys/PATH|proc/PATH|dev/PATH|etc/PATH");
	if (attach(&ctx, argv[0]) < 0)
		return EXIT_FAILED;
	rc = sys_read(&ctx.root, tree, path, text, sizeof(text));
	if (rc < 0)
		print_errno(rc);
	else
		printf("%s\n", text);
	detach(&ctx);
	return rc < 0 ? EXIT_FAILED : EXIT_DONE;
}

int verb_write(int argc, char **argv)
{
	struct cxl_ctx ctx = closed_ctx();
	enum sys_tree tree = TREE_SYS;
	const char *path = argc == 3 ? split_path(argv[1], &tree) : NULL;
	int rc;

	if (!path)
		return usage("write DIR sys/PATH|proc/PATH|dev/PATH|etc/PATH VALUE");
	if (attach(&ctx, argv[0]) < 0)
		return EXIT_FAILED;
	rc = sys_write(&ctx.root, tree, path, argv[2]);
	if (rc < 0)
		print_errno(rc);
	detach(&ctx);
	return rc < 0 ? EXIT_FAILED : EXIT_DONE;
}

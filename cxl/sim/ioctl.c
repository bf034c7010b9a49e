// SPDX-License-Identifier: GPL-2.0-only
/*
 * The simulated kernel's CXL_MEM_QUERY_COMMANDS and CXL_MEM_SEND_COMMAND. Checks, their order and
 * their errnos are those of drivers/cxl/core/mbox.c.
 */
#include <fcntl.h>

#include "cxl/sim/device.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/state.h"

#define VARIABLE (-1)
#define ID_RAW 2
#define TAINT_WARN 9

/* clang-format off */
static const struct typed {
	u16 opcode;
	s16 in, out;
	u8 id;
	bool forced;		/* enabled without an entry in the CEL */
} typed[] = {
	{ 0x4000, 0, 0x43, 1, true },
	{ 0x0400, 0, VARIABLE, 3, true },
	{ 0x0200, 0, 0x50, 4, false },
	{ 0x4100, 0, 0x20, 5, false },
	{ 0x4102, 8, VARIABLE, 6, false },
	{ 0x4200, 0, 0x12, 7, false },
	{ 0x0401, 0x18, VARIABLE, 8, true },
	{ 0x4101, 0x0a, 0, 9, false },
	{ 0x4103, VARIABLE, 0, 10, false },
	{ 0x4201, 0, 0x10, 11, false },
	{ 0x4202, 0x0c, 0, 12, false },
	{ 0x4203, 0, 1, 13, false },
	{ 0x4204, 1, 0, 14, false },
	{ 0x4303, 0x10, 4, 18, false },
	{ 0x0300, 0, 8, 21, false },
	{ 0x0402, 0x10, 4, 22, false },
	{ 0x0403, 0x10, 0, 23, false },
	{ 0x0405, 2, VARIABLE, 24, false },
};
/* clang-format on */

static bool is_enabled(const struct sim_dev *d, const struct typed *t)
{
	return t->forced || sim_in_cel(d, t->opcode);
}

/* Exclusive commands of cxl_pmem while it is bound. */
static bool is_exclusive(const struct sim_dev *d, const struct typed *t)
{
	return d->nvdimm && (t->opcode == 0x4103 || t->opcode == 0x4204);
}

static int find_device(struct sim *s, const char *name, struct sim_dev **ret)
{
	char path[64];

	snprintf(path, sizeof(path), "dev/cxl/%s", name);
	if (faccessat(s->dirfd, path, F_OK, 0) < 0)
		return -ENXIO; /* as for a device that was removed after open(2) */
	*ret = sim_device(s, name);
	return *ret ? 0 : -ENXIO;
}

/* Kernels without flags lack the last commands, too: Get Timestamp, Get Log Capabilities... */
static bool in_table(const struct sim *s, const struct typed *t)
{
	return !s->no_flags || t->id <= 20;
}

static void fill_query(const struct sim *s, const struct sim_dev *d, struct kernel_cmd *cmds,
		       size_t max, size_t *count)
{
	size_t i, n = 0;

	for (i = 0; i < ARRAY_SIZE(typed); i++) {
		/* RAW is never marked enabled. */
		if (i == 1 && s->raw_commands && n < max)
			cmds[n++] = (struct kernel_cmd){
				.id = ID_RAW,
				.size_in = VARIABLE,
				.size_out = VARIABLE,
			};
		if (n < max && in_table(s, &typed[i]))
			cmds[n++] = (struct kernel_cmd){
				.id = typed[i].id,
				.enabled = !s->no_flags && is_enabled(d, &typed[i]),
				.exclusive = !s->no_flags && is_exclusive(d, &typed[i]),
				.size_in = typed[i].in,
				.size_out = typed[i].out,
			};
	}
	*count = n;
}

int sim_query(struct sim *s, const char *name, struct kernel_cmd *cmds, size_t max, size_t *count)
{
	struct sim_dev *d;
	int rc = sim_begin(s);

	if (rc < 0)
		return rc;
	rc = find_device(s, name, &d);
	if (rc == 0)
		fill_query(s, d, cmds, max, count);
	sim_end(s);
	return rc;
}

/* cxl_disabled_raw_commands and security commands. */
static bool raw_denied(u16 opcode)
{
	static const u16 denied[] = {
		0x0202, 0x0500, 0x0501, 0x0502, 0x4101, 0x4103,
		0x4204, 0x4300, 0x4301, 0x4302, 0x4304, 0x4305,
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(denied); i++)
		if (denied[i] == opcode)
			return true;
	return opcode >> 8 >= 0x44 && opcode >> 8 <= 0x46;
}

static bool file_contains(struct sim *s, const char *path, const char *text)
{
	auto_free char *contents = NULL;
	size_t len;

	return sim_read_file(s->dirfd, path, &contents, &len) == 0 && strstr(contents, text);
}

static bool locked_down(struct sim *s)
{
	static const char path[] = "sys/kernel/security/lockdown";

	return file_contains(s, path, "[integrity]") || file_contains(s, path, "[confidentiality]");
}

/*
 * WARN_ONCE() of the kernel, before the command is sent. Without CONFIG_BUG ("warnings no") it has
 * no effect.
 */
static void warn_raw(struct sim *s)
{
	if (s->no_warnings || faccessat(s->statefd, "warned", F_OK, 0) == 0)
		return;
	if (file_contains(s, "proc/sys/kernel/panic_on_warn", "1")) {
		fprintf(stderr, "cxl-sim: the simulated kernel panicked: panic_on_warn\n");
		_exit(134);
	}
	if (sim_write_file(s->statefd, "warned", "", 0) < 0)
		fprintf(stderr, "cxl-sim: cannot write %s/state/warned: %s\n", s->dir,
			strerror(errno));
	sim_taint(s, BIT(TAINT_WARN));
}

static int check_raw(struct sim *s, const struct sim_dev *d, const struct mbox_request *req)
{
	if (req->out_max > d->payload_max)
		return -EINVAL;
	if (!s->raw_commands || locked_down(s))
		return -EPERM;
	if (raw_denied(req->opcode) &&
	    !file_contains(s, "sys/kernel/debug/cxl/mbox/raw_allow_all", "Y"))
		return -EPERM;
	warn_raw(s);
	return 0;
}

/* cxl_payload_from_user_allowed(), which does not look at an empty payload. */
static int check_payload(u16 opcode, const u8 *in, u32 len)
{
	/* clang-format off */
	static const u8 vendor_debug[SIM_UUID] = {
		0x5e, 0x18, 0x19, 0xd9, 0x11, 0xa9, 0x40, 0x0c, 0x81, 0x1f, 0xd6, 0x07, 0x19, 0x40,
		0x3d, 0x86,
	};
	/* clang-format on */

	if (len > 0 && opcode == 0x4101 && (len < 9 || in[8] & 1))
		return -EBUSY;
	if (len > 0 && opcode == 0x0403 && (len < SIM_UUID || memcmp(in, vendor_debug, SIM_UUID)))
		return -EBUSY;
	return 0;
}

static int check_typed(const struct sim_dev *d, const struct typed *t,
		       const struct mbox_request *req)
{
	if (!is_enabled(d, t))
		return -ENOTTY;
	if (is_exclusive(d, t))
		return -EBUSY;
	if (t->in != VARIABLE && req->in_len != (u32)t->in)
		return -ENOMEM;
	if (t->out != VARIABLE && req->out_max < (u32)t->out)
		return -ENOMEM;
	return 0;
}

static int check(struct sim *s, const struct sim_dev *d, u32 id, const struct mbox_request *req,
		 u16 *opcode)
{
	size_t i;
	int rc;

	if (id != ID_RAW) {
		for (i = 0; i < ARRAY_SIZE(typed) && typed[i].id != id; i++)
			;
		if (i == ARRAY_SIZE(typed))
			return -ENOTTY;
		*opcode = typed[i].opcode;
	}
	if (req->in_len > d->payload_max)
		return -EINVAL;
	if (id == ID_RAW) {
		*opcode = req->opcode;
		rc = check_raw(s, d, req);
	} else {
		rc = check_typed(d, &typed[i], req);
	}
	return rc < 0 ? rc : check_payload(*opcode, req->in, req->in_len);
}

/* The reply for the caller; without data unless the command succeeded. */
static int reply(const struct sim_cmd *c, const struct sim_dev *d, const struct mbox_request *req,
		 struct mbox_reply *rsp)
{
	u32 max = MIN(req->out_max, d->payload_max);
	u8 *data = calloc(1, req->out_max + 1U);

	if (!data)
		return -ENOMEM;
	*rsp = (struct mbox_reply){ .code = c->code, .data = data, .route = "ioctl" };
	if (c->code == RC_SUCCESS) {
		rsp->len = MIN(c->out_len, max);
		memcpy(data, c->out, rsp->len);
	}
	return 0;
}

static int send_locked(struct sim *s, const char *name, u32 id, const struct mbox_request *req,
		       struct mbox_reply *rsp)
{
	auto_free u8 *out = calloc(1, SIM_OUT_MAX);
	struct sim_cmd c = {
		.in = req->in,
		.in_len = req->in_len,
		.out = out,
		.scope = -1,
		.route = id == ID_RAW ? "raw" : "ioctl",
	};
	struct sim_dev *d;
	int rc;

	if (!out)
		return -ENOMEM;
	rc = find_device(s, name, &d);
	if (rc == 0)
		rc = check(s, d, id, req, &c.opcode);
	if (rc == 0)
		rc = sim_mbox(s, d, &c);
	return rc < 0 ? rc : reply(&c, d, req, rsp);
}

int sim_send(struct sim *s, const char *name, u32 id, const struct mbox_request *req,
	     struct mbox_reply *rsp)
{
	auto_close int lock __attribute__((unused)) = sim_device_lock(s, name);
	int rc = sim_begin(s);

	if (rc < 0)
		return rc;
	rc = send_locked(s, name, id, req, rsp);
	sim_end(s);
	return rc;
}

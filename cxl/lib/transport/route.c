// SPDX-License-Identifier: LGPL-2.1-or-later
/* Route selection. */
#include <stdio.h>

#include "cxl/lib/transport/route.h"
#include "util/num.h"

/* EINVAL has several reasons; the known ones are checked before sending. */
/* clang-format off */
static const struct {
	int err;
	const char *code, *text, *hint;
} error_rows[] = {
	{ EACCES, "permission", "permission denied for the device node", "run as root" },
	{ EPERM, "permission", "not permitted by the kernel",
	  "run as root, or see the kernel log" },
	{ ENOENT, "no_node", "no device node", "check that udev is running and /dev is mounted" },
	{ ENXIO, "device_gone", "the device has been removed", "see 'cxl list -i'" },
	{ ENODEV, "device_gone", "the device has been removed", "see 'cxl list -i'" },
	{ ENOTTY, "not_enabled", "the kernel has not enabled this command for the device", "" },
	{ EBUSY, "device_busy", "the mailbox is busy or the device is being sanitized",
	  "try again later" },
	{ ETIMEDOUT, "timeout", "timed out; the device may have executed it",
	  "see the kernel log before sending it again" },
	{ EINVAL, "rejected", "rejected by the kernel", "see the kernel log" },
	{ ENOMEM, "invalid_size", "the kernel expects another payload size", "" },
	{ EMSGSIZE, "too_large", "the payload is larger than one transfer", "" },
};
/* clang-format on */

int transport_fail(int err, u16 opcode, struct fail *why)
{
	char prefix[32] = "";
	size_t i;

	if (opcode)
		snprintf(prefix, sizeof(prefix), "command 0x%04x: ", opcode);
	if (err == -ETIMEDOUT && (!opcode || opcode_risk(opcode) == RISK_READ))
		return fail_set(why, err, "timeout", "see the kernel log", "%stimed out", prefix);
	for (i = 0; i < ARRAY_SIZE(error_rows); i++)
		if (error_rows[i].err == -err)
			return fail_set(why, err, error_rows[i].code, error_rows[i].hint, "%s%s",
					prefix, error_rows[i].text);
	fail_set(why, err, "transport", "see the kernel log", "%s%s", prefix, strerror(-err));
	if (why && err == -EOPNOTSUPP)
		why->outcome = OUTCOME_UNSUPPORTED;
	return err;
}

/* @opcode: the command that needs the table, for the message; 0: none. */
static int query(const struct memdev *m, u16 opcode, struct kernel_cmds *ret, struct fail *why)
{
	int rc;

	ret->count = 0;
	rc = transport.query(&m->ctx->root, m->name, ret->at, ARRAY_SIZE(ret->at), &ret->count);
	return rc < 0 ? transport_fail(rc, opcode, why) : 0;
}

int kernel_cmds_read(const struct memdev *m, struct kernel_cmds *ret, struct fail *why)
{
	return query(m, 0, ret, why);
}

const struct kernel_cmd *kernel_cmds_find(const struct kernel_cmds *cmds, u32 id)
{
	size_t i;

	for (i = 0; id && i < cmds->count; i++)
		if (cmds->at[i].id == id)
			return &cmds->at[i];
	return NULL;
}

const struct kernel_cmd *kernel_cmds_typed(const struct kernel_cmds *cmds, u16 opcode)
{
	const struct kernel_cmd *cmd = kernel_cmds_find(cmds, opcode_kernel_id(opcode));

	return cmd && cmd->enabled ? cmd : NULL;
}

/* The kernel creates at most one; of several, use the lowest number. */
int fwctl_find(const struct memdev *m, char *buf, size_t size)
{
	auto_namelist struct namelist l = { 0 };
	u64 n, best = UINT64_MAX;
	const char *rest;
	char dir[512];
	size_t i;
	int rc;

	rc = path_join(dir, sizeof(dir), m->path, "fwctl");
	if (rc == 0)
		rc = sys_list(&m->ctx->root, TREE_SYS, dir, &l);
	if (rc < 0)
		return rc;
	for (i = 0; i < l.count; i++) {
		rest = str_after(l.names[i], "fwctl");
		rest = rest ? num_prefix(rest, &n) : NULL;
		if (rest && !*rest && n < best && strlen(l.names[i]) < size) {
			best = n;
			memcpy(buf, l.names[i], strlen(l.names[i]) + 1);
		}
	}
	return best == UINT64_MAX ? -ENOENT : 0;
}

static int select_fwctl(const struct memdev *m, struct selected_route *ret, struct fail *why)
{
	struct selected_route r = { .route = ROUTE_FWCTL };
	int rc = fwctl_find(m, r.name, sizeof(r.name));

	if (rc < 0)
		return fail_unsupported(
			why, "no_fwctl",
			"needs CONFIG_CXL_FEATURES and a device with Features that are not exclusive to the kernel",
			"the kernel provides no fwctl device for this memory device");
	*ret = r;
	return 0;
}

static int select_ioctl(const struct memdev *m, u16 opcode, struct selected_route *ret,
			struct fail *why)
{
	struct selected_route r = { .route = ROUTE_IOCTL };
	const struct kernel_cmd *cmd;
	struct kernel_cmds cmds;
	int rc;

	snprintf(r.name, sizeof(r.name), "%s", m->name);
	rc = query(m, opcode, &cmds, why);
	if (rc < 0)
		return rc;
	cmd = kernel_cmds_typed(&cmds, opcode);
	if (!cmd)
		return fail_unsupported(why, "not_enabled", "",
					"command 0x%04x is not supported by this device or kernel",
					opcode);
	if (cmd->exclusive)
		return fail_set(why, -EBUSY, "exclusive",
				"disable the nvdimm bridge or regions of the device first",
				"command 0x%04x is in exclusive use by the kernel", opcode);
	r.cmd = *cmd;
	*ret = r;
	return 0;
}

static int no_route(const struct opcode_desc *d, u16 opcode, struct fail *why)
{
	const char *name = d && d->native.kind == NATIVE_SYSFS ? d->native.name : NULL;

	if (d && (d->route == ROUTE_SYSFS || d->route == ROUTE_EDAC))
		return fail_unsupported(why, "no_route", "see 'cxl list-commands'",
					"command 0x%04x is available only through %s%s%s", opcode,
					d->route == ROUTE_EDAC ? "EDAC" : "sysfs", name ? " " : "",
					name ? name : "");
	return fail_unsupported(why, "no_route", "see 'cxl list-commands'",
				"the kernel has no interface for command 0x%04x", opcode);
}

int route_select(const struct memdev *m, u16 opcode, struct selected_route *ret, struct fail *why)
{
	const struct opcode_desc *d = opcode_find(opcode);

	switch (d ? d->route : ROUTE_NONE) {
	case ROUTE_IOCTL:
		return select_ioctl(m, opcode, ret, why);
	case ROUTE_FWCTL:
		return select_fwctl(m, ret, why);
	default:
		return no_route(d, opcode, why);
	}
}

/* For replies of a fixed size the kernel requires a buffer of that size. */
static int send_typed(const struct memdev *m, const struct selected_route *route,
		      const struct mbox_request *req, struct mbox_reply *rsp)
{
	struct mbox_request q = *req;
	int rc;

	if (route->cmd.size_out > (s64)q.out_max)
		q.out_max = (u32)route->cmd.size_out;
	rc = transport.send(&m->ctx->root, route->name, route->cmd.id, &q, rsp);
	if (rc == 0 && rsp->len > req->out_max)
		rsp->len = req->out_max;
	return rc;
}

int route_send(const struct memdev *m, const struct selected_route *route,
	       const struct mbox_request *req, struct mbox_reply *rsp)
{
	switch (route->route) {
	case ROUTE_RAW:
		return transport.raw(&m->ctx->root, route->name, req, rsp);
	case ROUTE_FWCTL:
		return transport.rpc(&m->ctx->root, route->name, req, rsp);
	default:
		return send_typed(m, route, req, rsp);
	}
}

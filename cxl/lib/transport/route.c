// SPDX-License-Identifier: LGPL-2.1-or-later
/* Route selection. */
#include <stdio.h>

#include "cxl/lib/transport/component.h"
#include "cxl/lib/transport/record.h"
#include "cxl/lib/transport/replay.h"
#include "cxl/lib/transport/route.h"
#include "util/num.h"
#include "util/sys-errors.h"

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
	{ EBUSY, "device_busy", "the mailbox is busy or the device is being sanitized",
	  "try again later" },
	{ ETIMEDOUT, "timeout", "timed out; the device may have executed it",
	  "see the kernel log before sending it again" },
	{ EINVAL, "rejected", "rejected by the kernel", "see the kernel log" },
	{ ENOMEM, "invalid_size", "the kernel expects another payload size", "" },
	{ ENODATA, "not_in_dump", "the dump does not have the reply", "" },
	{ EBADMSG, "invalid_reply", "the reply is not valid", "" },
	{ EFBIG, "dump_too_large", "the dump has too many replies or one that is too large", "" },
	{ EMSGSIZE, "too_large", "the payload is larger than one transfer", "" },
};
/* clang-format on */

static int not_in_kernel(const struct opcode_desc *d, struct fail *why)
{
	char hint[80];

	snprintf(hint, sizeof(hint), "needs %s", d->needs);
	return fail_unsupported(why, "not_in_kernel", hint,
				"command 0x%04x is not supported by this kernel", d->opcode);
}

static int not_enabled(u16 opcode, struct fail *why)
{
	return fail_unsupported(why, "not_enabled", "",
				"command 0x%04x is not supported by this device or kernel", opcode);
}

/* The device, what a dump has of it, or the device with a record of its replies. */
static const struct transport_ops *transport_for(const struct cxl_ctx *ctx)
{
	if (ctx->offline)
		return &replayed_transport;
	return transport_is_recorded() ? &recorded_transport : &transport;
}

int transport_fail(int err, u16 opcode, struct fail *why)
{
	char prefix[32] = "";
	size_t i;

	if (err == -ENOTTY && opcode) {
		not_enabled(opcode, why);
		return err;
	}
	if (opcode)
		snprintf(prefix, sizeof(prefix), "command 0x%04x: ", opcode);
	if (err == TRANSPORT_NO_MEMORY)
		return fail_set(why, -ENOMEM, "no_memory", "", "%sout of memory", prefix);
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

int check_mailbox(const struct memdev *m, struct fail *why)
{
	if (!memdev_lacks_mailbox(m))
		return 0;
	return fail_unsupported(why, "no_mailbox", "accelerators (Type 2) have none",
				"the device has no mailbox");
}

/* Fill in @why for an errno from a node of @m and return a negative errno. */
static int node_fail(const struct memdev *m, int err, u16 opcode, struct fail *why)
{
	int rc = check_mailbox(m, why);

	if (rc == 0)
		rc = transport_fail(err, opcode, why);
	if (why && err == -ENOENT && !ctx_has_replies(m->ctx))
		snprintf(why->hint, sizeof(why->hint),
			 "specify a dump of 'cxl dump' instead of a copy of /sys");
	return rc;
}

static int wrong_node(const struct dev_node *n, const char *expected, struct fail *why)
{
	return fail_refuse(why, "wrong_node", "check that udev is running",
			   "refusing to use %s/%s: device number is %s, expected %s",
			   sys_tree_name(TREE_DEV), n->path, *n->number ? n->number : "unknown",
			   expected);
}

/*
 * Compare the open node with the device number in the sysfs directory of @m. @attr: the attribute
 * below this directory.
 */
static int check_node(const struct memdev *m, const struct dev_node *n, const char *attr,
		      struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char number[sizeof(n->number)];
	int rc;

	rc = memdev_open(m, &d);
	if (rc == 0)
		rc = sysdir_read(&d, attr, number, sizeof(number));
	if (rc == -ENODEV || rc == -ENOENT)
		return transport_fail(-ENODEV, 0, why);
	if (rc < 0)
		return fail_refuse(why, "wrong_node", "",
				   "refusing to use %s/%s: cannot read %s: %s",
				   sys_tree_name(TREE_DEV), n->path, attr, strerror(-rc));
	return *n->number && str_eq(n->number, number) ? 0 : wrong_node(n, number, why);
}

/* @opcode: the command that needs the node, for the message; 0: none. */
static int node_open_checked(const struct memdev *m, const char *path, u16 opcode,
			     struct dev_node *ret, struct fail *why)
{
	struct dev_node n = { .fd = -1 };
	const char *slash = strchr(path, '/');
	const struct transport_ops *ops;
	char attr[64] = "dev";
	int rc;

	ops = transport_for(m->ctx);
	rc = ops->open(&m->ctx->root, path, &n);
	n.ops = ops;
	if (rc < 0)
		return node_fail(m, rc, opcode, why);
	if (str_after(path, "fwctl/"))
		snprintf(attr, sizeof(attr), "fwctl%s/dev", slash);
	rc = check_node(m, &n, attr, why);
	if (rc < 0) {
		dev_node_close(&n);
		return rc;
	}
	*ret = n;
	return 0;
}

static int open_memdev(const struct memdev *m, u16 opcode, struct dev_node *ret, struct fail *why)
{
	char path[64];

	snprintf(path, sizeof(path), "cxl/%s", m->name);
	return node_open_checked(m, path, opcode, ret, why);
}

static int query(const struct memdev *m, const struct dev_node *n, u16 opcode,
		 struct kernel_cmds *ret, struct fail *why)
{
	size_t i;
	int rc;

	ret->count = 0;
	ret->has_flags = false;
	rc = n->ops->query(n, ret->at, ARRAY_SIZE(ret->at), &ret->count);
	/* Kernels that return flags enable some commands on every device. */
	for (i = 0; rc == 0 && i < ret->count; i++)
		ret->has_flags |= ret->at[i].enabled || ret->at[i].exclusive;
	return rc < 0 ? node_fail(m, rc, opcode, why) : 0;
}

int kernel_cmds_read(const struct memdev *m, struct kernel_cmds *ret, struct fail *why)
{
	struct dev_node n = { .fd = -1 };
	int rc;

	ret->count = 0;
	if (m->node->component)
		return fail_unsupported(why, "no_typed", "", "the kernel has no commands for it");
	rc = open_memdev(m, 0, &n, why);
	if (rc == 0)
		rc = query(m, &n, 0, ret, why);
	dev_node_close(&n);
	return rc;
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

	return cmd && (cmd->enabled || !cmds->has_flags) ? cmd : NULL;
}

static int no_fwctl(const struct memdev *m, int err, struct fail *why)
{
	if (!sys_is_absent(err))
		return fail_set(why, err, "read_failed", "", "cannot read %s/%s/fwctl: %s",
				sys_tree_name(TREE_SYS), m->path, sys_error_text(err));
	return fail_unsupported(why, "no_fwctl",
				"needs " NEEDS_FWCTL
				" and a device with Features that are not exclusive to the kernel",
				"the kernel provides no fwctl device for this memory device");
}

/* The kernel creates at most one; of several, use the lowest number. */
int fwctl_find(const struct memdev *m, char *buf, size_t size, struct fail *why)
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
		return no_fwctl(m, rc, why);
	for (i = 0; i < l.count; i++) {
		rest = str_after(l.names[i], "fwctl");
		rest = rest ? num_prefix(rest, &n) : NULL;
		if (rest && !*rest && n < best && strlen(l.names[i]) < size) {
			best = n;
			memcpy(buf, l.names[i], strlen(l.names[i]) + 1);
		}
	}
	return best == UINT64_MAX ? no_fwctl(m, -ENOENT, why) : 0;
}

int fwctl_info_read(const struct sysroot *root, const char *name, struct fwctl_info *ret)
{
	char path[64], attr[80], number[24];
	struct dev_node n = { .fd = -1 };
	struct sysroot reading = *root;
	int rc;

	reading.read_only = true; /* the node, too, is opened for reading */
	if (path_join(path, sizeof(path), "fwctl", name) < 0 ||
	    snprintf(attr, sizeof(attr), "class/fwctl/%s/dev", name) >= (int)sizeof(attr))
		return -ENAMETOOLONG;
	rc = transport.open(&reading, path, &n);
	if (rc < 0)
		return rc;
	rc = sys_read(root, TREE_SYS, attr, number, sizeof(number));
	if (rc >= 0)
		rc = str_eq(number, n.number) ? transport.info(&n, ret) : -ENODEV;
	dev_node_close(&n);
	return rc;
}

static int select_fwctl(const struct memdev *m, u16 opcode, struct selected_route *ret,
			struct fail *why)
{
	struct selected_route r = { .route = ROUTE_FWCTL };
	char name[32], path[64];
	int rc = fwctl_find(m, name, sizeof(name), why);

	if (rc < 0 && check_mailbox(m, why) < 0)
		return -EOPNOTSUPP;
	if (rc < 0)
		return rc;
	snprintf(path, sizeof(path), "fwctl/%s", name);
	rc = node_open_checked(m, path, opcode, &r.node, why);
	if (rc == 0)
		*ret = r;
	return rc;
}

/* The typed command for @opcode in the kernel's table. */
static int find_typed(const struct kernel_cmds *cmds, u16 opcode, struct kernel_cmd *ret,
		      struct fail *why)
{
	const struct kernel_cmd *cmd = kernel_cmds_typed(cmds, opcode);
	const struct opcode_desc *d = opcode_find(opcode);

	if (!cmd && d && d->needs && !kernel_cmds_find(cmds, d->kernel_id))
		return not_in_kernel(d, why);
	if (!cmd)
		return not_enabled(opcode, why);
	if (cmd->exclusive)
		return fail_refuse(why, "exclusive",
				   "disable its regions and the memory device first, see "
				   "cxl-disable-memdev(1)",
				   "command 0x%04x (%s) is in exclusive use by the kernel", opcode,
				   d ? d->title : "unknown command");
	*ret = *cmd;
	return 0;
}

static int select_ioctl(const struct memdev *m, u16 opcode, struct selected_route *ret,
			struct fail *why)
{
	struct selected_route r = { .route = ROUTE_IOCTL };
	struct kernel_cmds cmds;
	int rc;

	rc = open_memdev(m, opcode, &r.node, why);
	if (rc < 0)
		return rc;
	rc = query(m, &r.node, opcode, &cmds, why);
	if (rc == 0)
		rc = find_typed(&cmds, opcode, &r.cmd, why);
	r.has_flags = rc == 0 && cmds.has_flags;
	if (rc == 0)
		*ret = r;
	else
		route_close(&r);
	return rc;
}

int route_select_raw(const struct memdev *m, struct selected_route *ret, struct kernel_cmds *cmds,
		     struct fail *why)
{
	struct selected_route r = { .route = ROUTE_RAW };
	int rc;

	ret->route = ROUTE_RAW;
	if (m->node->component)
		return fail_invalid(why, "not_of_this_host", "use it without --raw",
				    "raw commands are for memory devices of this host");
	rc = open_memdev(m, 0, &r.node, why);
	if (rc < 0)
		return rc;
	rc = query(m, &r.node, 0, cmds, why);
	if (rc == 0)
		*ret = r;
	else
		route_close(&r);
	return rc;
}

int route_check(const struct memdev *m, const struct opcode_desc *d)
{
	char path[512];
	int rc = 0;

	if (d->route == ROUTE_SYSFS)
		rc = path_join(path, sizeof(path), m->path, d->attr);
	else if (d->route == ROUTE_EDAC)
		snprintf(path, sizeof(path), "bus/edac/devices/cxl_%s", m->name);
	else
		return 0;
	if (rc == 0)
		rc = sys_check(&m->ctx->root, TREE_SYS, path);
	return sys_is_absent(rc) ? -ENOENT : rc;
}

/* The kernel hides an attribute of a command that the device lacks, not the directory. */
static bool is_hidden(const struct memdev *m, const struct opcode_desc *d)
{
	char path[PATH_MAX], dir[64];
	const char *slash = d->route == ROUTE_SYSFS ? strrchr(d->attr, '/') : NULL;

	if (!slash)
		return false;
	snprintf(dir, sizeof(dir), "%.*s", (int)(slash - d->attr), d->attr);
	return path_join(path, sizeof(path), m->path, dir) == 0 &&
	       sys_exists(&m->ctx->root, TREE_SYS, path);
}

static int no_route(const struct memdev *m, const struct opcode_desc *d, u16 opcode,
		    struct fail *why)
{
	char text[160] = "sysfs";

	if (d && route_check(m, d) == -ENOENT)
		return is_hidden(m, d) ? not_enabled(opcode, why) : not_in_kernel(d, why);
	if (!d || (d->route != ROUTE_SYSFS && d->route != ROUTE_EDAC))
		return fail_unsupported(why, "no_route", "see 'cxl list-commands'",
					"the kernel has no interface for command 0x%04x", opcode);
	if (d->native.kind == NATIVE_SYSFS || d->native.kind == NATIVE_DEBUGFS ||
	    d->native.kind == NATIVE_VERB)
		opcode_native_text(&d->native, text, sizeof(text));
	return fail_unsupported(why, "no_route", "see 'cxl list-commands'",
				"command 0x%04x is available only through %s", opcode,
				d->route == ROUTE_EDAC ? "EDAC" : text);
}

int route_endpoints(const struct cxl_ctx *ctx, const struct mctp_sink *sink, struct fail *why)
{
	const struct transport_ops *ops = transport_for(ctx);
	int rc = ops->mctp_routes ? ops->mctp_routes(&ctx->root, sink) : -ENODATA;

	return rc < 0 ? component_open_fail(rc, why) : 0;
}

int route_open(const struct memdev *m, struct fail *why)
{
	return component_open(m->node->component, transport_for(m->ctx), why);
}

int route_select(const struct memdev *m, u16 opcode, struct selected_route *ret, struct fail *why)
{
	const struct opcode_desc *d = opcode_find(opcode);

	if (m->node->component) {
		ret->route = ROUTE_MCTP;
		ret->component = m->node->component;
		return route_open(m, why);
	}
	ret->route = d ? d->route : ROUTE_NONE;
	switch (ret->route) {
	case ROUTE_IOCTL:
		return select_ioctl(m, opcode, ret, why);
	case ROUTE_FWCTL:
		return select_fwctl(m, opcode, ret, why);
	default:
		return no_route(m, d, opcode, why);
	}
}

/* For replies of a fixed size the kernel requires a buffer of that size. */
static int send_typed(const struct selected_route *route, const struct mbox_request *req,
		      struct mbox_reply *rsp)
{
	struct mbox_request q = *req;
	int rc;

	if (route->cmd.size_out > (s64)q.out_max)
		q.out_max = (u32)route->cmd.size_out;
	rc = route->node.ops->send(&route->node, route->cmd.id, &q, rsp);
	if (rc == 0 && rsp->len > req->out_max)
		rsp->len = req->out_max;
	return rc;
}

static int send_on(const struct selected_route *route, const struct mbox_request *req,
		   struct mbox_reply *rsp)
{
	switch (route->route) {
	case ROUTE_RAW:
		return route->node.ops->raw(&route->node, req, rsp);
	case ROUTE_FWCTL:
		return route->node.ops->rpc(&route->node, req, rsp);
	case ROUTE_MCTP:
		return component_send(route->component, req, route->again, rsp);
	default:
		return send_typed(route, req, rsp);
	}
}

int route_send(const struct selected_route *route, const struct mbox_request *req,
	       struct mbox_reply *rsp)
{
	const char *to = route->component ? route->component->text : route->node.path;
	int rc = send_on(route, req, rsp);

	if (!log_tracing())
		return rc;
	if (rc < 0)
		log_trace("command 0x%04x to %s by %s, %u bytes in: %s", req->opcode, to,
			  route_name(route->route), req->in_len, strerror(-rc));
	else
		log_trace("command 0x%04x to %s by %s, %u bytes in: return code 0x%04x,"
			  " %u of up to %u bytes out",
			  req->opcode, to, route_name(route->route), req->in_len, rsp->code,
			  rsp->len, req->out_max);
	return rc;
}

int route_fail(int err, const struct selected_route *route, u16 opcode,
	       const struct cci_layers *layers, struct fail *why)
{
	if (!route->component)
		return transport_fail(err, opcode, why);
	component_fail(err, route->component, opcode, layers, why);
	/* A request that changes something may have been executed. */
	if (why && !route->again && (err == -ETIMEDOUT || err == -EBADMSG)) {
		fail_append(why, "; the outcome is unknown");
		snprintf(why->hint, sizeof(why->hint), "read its state before sending it again");
	}
	return err;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The running kernel as transport: ioctls of /dev/cxl/memN and /dev/fwctl/fwctlN. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "cxl/lib/transport/mctp.h"
#include "cxl/lib/transport/transport.h"
#include "cxl/lib/transport/uapi.h"

#define QUERY_MAX 64

/* A captured tree has no devices; a device node in it would refer to a device of this host. */
static int kernel_open(const struct sysroot *root, const char *path, struct dev_node *ret)
{
	struct dev_node n = { .root = root };
	struct stat st;

	n.fd = root->captured ? -ENOENT
			      : sys_open(root, TREE_DEV, path, root->read_only ? O_RDONLY : O_RDWR);
	if (n.fd < 0)
		return n.fd;
	snprintf(n.path, sizeof(n.path), "%s", path);
	if (fstat(n.fd, &st) == 0 && S_ISCHR(st.st_mode))
		snprintf(n.number, sizeof(n.number), "%u:%u", major(st.st_rdev), minor(st.st_rdev));
	*ret = n;
	return 0;
}

static s64 variable(u32 size)
{
	return size == UAPI_CXL_VARIABLE ? -1 : (s64)size;
}

/*
 * The kernel returns the number of records only for a count of 0. For other counts it fills in the
 * records it has; the others keep id 0 of the zeroed buffer.
 */
static int kernel_query(const struct dev_node *node, struct kernel_cmd *cmds, size_t max,
			size_t *count)
{
	union {
		struct uapi_cxl_query head;
		u8 size[sizeof(struct uapi_cxl_query) + QUERY_MAX * sizeof(struct uapi_cxl_info)];
	} q = { .head.count = QUERY_MAX };
	size_t i, n = 0;

	if (ioctl(node->fd, UAPI_CXL_QUERY, &q) < 0)
		return -errno;
	for (i = 0; i < QUERY_MAX && n < max; i++) {
		const struct uapi_cxl_info *info = &q.head.commands[i];

		if (info->id == 0)
			continue;
		cmds[n++] = (struct kernel_cmd){
			.id = info->id,
			.enabled = info->flags & UAPI_CXL_ENABLED,
			.exclusive = info->flags & UAPI_CXL_EXCLUSIVE,
			.size_in = variable(info->size_in),
			.size_out = variable(info->size_out),
		};
	}
	*count = n;
	return 0;
}

/*
 * @cmd has id and raw opcode. If the return code is not success, the kernel does not change size
 * and buffer: there is no reply.
 */
static int send_cmd(const struct dev_node *n, struct uapi_cxl_send cmd,
		    const struct mbox_request *req, struct mbox_reply *rsp)
{
	auto_free u8 *out = calloc(1, (size_t)req->out_max + 1);

	if (!out)
		return TRANSPORT_NO_MEMORY;
	cmd.in.size = req->in_len;
	cmd.in.payload = (u64)(uintptr_t)req->in;
	cmd.out.size = req->out_max;
	cmd.out.payload = (u64)(uintptr_t)out;
	if (ioctl(n->fd, UAPI_CXL_SEND, &cmd) < 0)
		return -errno;
	*rsp = (struct mbox_reply){
		.code = (u16)cmd.retval,
		.len = cmd.retval ? 0 : MIN(cmd.out.size, req->out_max),
		.data = out,
		.route = cmd.id == KERNEL_CMD_RAW ? "raw" : "ioctl",
	};
	out = NULL;
	return 0;
}

static int kernel_send(const struct dev_node *n, u32 id, const struct mbox_request *req,
		       struct mbox_reply *rsp)
{
	const struct uapi_cxl_send cmd = { .id = id };

	return id == KERNEL_CMD_RAW ? -EINVAL : send_cmd(n, cmd, req, rsp);
}

static int kernel_raw(const struct dev_node *n, const struct mbox_request *req,
		      struct mbox_reply *rsp)
{
	const struct uapi_cxl_send cmd = { .id = KERNEL_CMD_RAW, .raw = req->opcode };

	return send_cmd(n, cmd, req, rsp);
}

/* The kernel asks the driver only for a buffer that is not empty, and fills it up with zeros. */
static int kernel_info(const struct dev_node *n, struct fwctl_info *ret)
{
	struct fwctl_info r = { 0 };
	struct uapi_fwctl_info info = {
		.size = sizeof(info),
		.data_len = sizeof(r.data),
		.data = (u64)(uintptr_t)r.data,
	};

	if (ioctl(n->fd, UAPI_FWCTL_INFO, &info) < 0)
		return -errno;
	r.type = info.device_type;
	r.len = MIN(info.data_len, (u32)sizeof(r.data));
	*ret = r;
	return 0;
}

static int fwctl_check_type(const struct dev_node *n)
{
	struct fwctl_info info;
	int rc = kernel_info(n, &info);

	if (rc < 0)
		return rc;
	return info.type == UAPI_FWCTL_TYPE_CXL ? 0 : -ENODEV;
}

/*
 * The returned length may exceed the buffer and includes padding, so the inner size is used,
 * limited to the size of the buffer.
 */
static int fwctl_call(int fd, const struct mbox_request *req, const u8 *in, size_t in_len,
		      struct mbox_reply *rsp)
{
	auto_free u8 *out = calloc(1, sizeof(struct uapi_fwctl_cxl_out) + req->out_max + 1);
	struct uapi_fwctl_cxl_out head;
	struct uapi_fwctl_rpc rpc = {
		.size = sizeof(rpc),
		.scope = (u32)req->scope,
		.in_len = (u32)in_len,
		.out_len = (u32)sizeof(head) + req->out_max,
		.in = (u64)(uintptr_t)in,
		.out = (u64)(uintptr_t)out,
	};

	if (!out)
		return TRANSPORT_NO_MEMORY;
	if (ioctl(fd, UAPI_FWCTL_RPC, &rpc) < 0)
		return -errno;
	if (rpc.out_len < sizeof(head))
		return -EBADMSG;
	memcpy(&head, out, sizeof(head));
	memmove(out, out + sizeof(head), req->out_max);
	*rsp = (struct mbox_reply){
		.code = (u16)head.retval,
		.len = head.retval ? 0 : MIN(head.size, req->out_max),
		.data = out,
		.route = "fwctl",
	};
	out = NULL;
	return 0;
}

static int kernel_rpc(const struct dev_node *n, const struct mbox_request *req,
		      struct mbox_reply *rsp)
{
	struct uapi_fwctl_cxl_in head = { .opcode = req->opcode, .op_size = req->in_len };
	size_t in_len = sizeof(head) + req->in_len;
	auto_free u8 *in = malloc(in_len);
	int rc;

	if (!in)
		return TRANSPORT_NO_MEMORY;
	memcpy(in, &head, sizeof(head));
	if (req->in_len > 0)
		memcpy(in + sizeof(head), req->in, req->in_len);
	rc = fwctl_check_type(n);
	return rc < 0 ? rc : fwctl_call(n->fd, req, in, in_len, rsp);
}

/* The kernel accesses registers of 4 bytes at once only if they are read and written so. */
static int kernel_config_open(const struct sysroot *root, const char *path, struct dev_node *ret)
{
	struct dev_node n = { .root = root };
	char config[PATH_MAX];
	int rc = path_join(config, sizeof(config), path, "config");

	if (rc < 0)
		return rc;
	n.fd = root->captured ? -ENOENT : sys_open(root, TREE_SYS, config, O_RDWR);
	if (n.fd < 0)
		return n.fd;
	snprintf(n.path, sizeof(n.path), "%s", path_base(path));
	*ret = n;
	return 0;
}

static int kernel_config_read(const struct dev_node *n, u32 offset, u32 *ret)
{
	u8 bytes[4];
	ssize_t len = pread(n->fd, bytes, sizeof(bytes), offset);

	if (len < 0)
		return -errno;
	if (len < (ssize_t)sizeof(bytes)) /* of a user without CAP_SYS_ADMIN */
		return -EPERM;
	*ret = (u32)get_le(bytes, sizeof(bytes));
	return 0;
}

static int kernel_config_write(const struct dev_node *n, u32 offset, u32 value)
{
	u8 bytes[4];
	ssize_t len;

	put_le(bytes, sizeof(bytes), value);
	len = pwrite(n->fd, bytes, sizeof(bytes), offset);
	if (len < 0)
		return -errno;
	return len < (ssize_t)sizeof(bytes) ? -EIO : 0;
}

const struct transport_ops transport = {
	.open = kernel_open,
	.query = kernel_query,
	.send = kernel_send,
	.raw = kernel_raw,
	.rpc = kernel_rpc,
	.info = kernel_info,
	.mctp_routes = mctp_routes,
	.mctp_open = mctp_open,
	.mctp_send = mctp_send,
	.mctp_receive = mctp_receive,
	.config_open = kernel_config_open,
	.config_read = kernel_config_read,
	.config_write = kernel_config_write,
};

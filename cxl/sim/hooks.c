// SPDX-License-Identifier: GPL-2.0-only
/* Connection of the commands to the model: transport and file hooks. */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>

#include "cxl/sim/component.h"
#include "cxl/sim/doe.h"
#include "cxl/sim/firmware.h"
#include "cxl/sim/hooks.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/state.h"
#include "cxl/sim/store.h"
#include "util/num.h"

#define KMSG_RECORD_MAX 1024 /* bytes, PRINTKRB_RECORD_MAX of the kernel */

static const char *const tree_names[TREE_COUNT] = {
	"sys", "proc", "dev", "etc", "usr/lib", "var/log", "run", "var/lib", "boot",
};

/* @path with links resolved, relative to DIR: "sys/devices/...". */
static int canonical(const struct sim *s, enum sys_tree tree, const char *path, char *buf,
		     size_t size)
{
	auto_close int fd = sys_open(&s->plain, tree, path, O_PATH);
	char link[64], real[PATH_MAX];
	const char *relative;
	ssize_t n;

	if (fd < 0)
		return fd;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, real, sizeof(real) - 1);
	if (n < 0)
		return path_join(buf, size, tree_names[tree], path);
	real[n] = '\0';
	relative = str_after(real, s->dir);
	if (!relative || *relative != '/' || strlen(relative) > size)
		return -EXDEV;
	memcpy(buf, relative + 1, strlen(relative));
	return 0;
}

static int error_for(const struct sim *s, const char *path)
{
	size_t i;

	for (i = 0; i < s->error_count; i++)
		if (str_eq(s->errors[i].path, path))
			return s->errors[i].err;
	return 0;
}

static int read_firmware(struct sim *s, const char *path)
{
	auto_close int lock __attribute__((unused)) = -1;
	char memdev[SIM_NAME_LEN];
	struct sim_path dir;
	const char *attr;
	int rc;

	if (!sim_firmware_split(path, memdev, &dir, &attr))
		return 0;
	lock = sim_device_lock(s, memdev);
	rc = sim_begin(s);
	if (rc < 0)
		return rc;
	rc = sim_firmware_read(s, memdev, &dir, attr);
	sim_end(s);
	return rc;
}

/* Errors of the tree; EDAC attributes are updated from the device before they are read. */
static int hook_fault(void *data, enum sys_tree tree, const char *path, bool write)
{
	auto_close int lock __attribute__((unused)) = -1;
	char real[PATH_MAX], memdev[SIM_NAME_LEN];
	struct sim *s = data;
	const char *attr;
	int rc;

	if (write || canonical(s, tree, path, real, sizeof(real)) < 0)
		return 0;
	rc = error_for(s, real);
	if (rc == 0)
		rc = read_firmware(s, real);
	if (rc < 0 || !sim_store_edac_split(real, memdev, sizeof(memdev), &attr))
		return rc;
	lock = sim_device_lock(s, memdev);
	rc = sim_begin(s);
	if (rc < 0)
		return rc;
	rc = edac_read(s, memdev, attr);
	sim_end(s);
	return rc == -ENOENT ? 0 : rc;
}

static int store_kmsg(const struct sim *s, const char *value)
{
	auto_close int fd = -1;
	size_t len = strlen(value);

	if (len > KMSG_RECORD_MAX)
		return -EINVAL;
	fd = sys_open(&s->plain, TREE_DEV, "kmsg", O_WRONLY | O_APPEND);
	if (fd < 0)
		return fd;
	if (write(fd, value, len) < 0)
		return -errno;
	if (len && value[len - 1] != '\n' && write(fd, "\n", 1) < 0)
		return -errno;
	return 1;
}

/* A write can set bits only. */
static int store_tainted(struct sim *s, const char *value)
{
	u64 mask;
	int rc;

	if (!sim_has_rawio(s))
		return -EPERM;
	if (num_u64(value, 10, &mask) < 0)
		return -EINVAL;
	rc = sim_begin(s);
	if (rc < 0)
		return rc;
	sim_taint(s, mask & (BIT(20) - 1));
	rc = sim_end(s);
	return rc < 0 ? rc : 1;
}

static int hook_store(void *data, enum sys_tree tree, const char *path, const char *value)
{
	struct sim *s = data;
	char real[PATH_MAX];

	if (canonical(s, tree, path, real, sizeof(real)) < 0)
		return 0;
	if (str_eq(real, "dev/kmsg"))
		return store_kmsg(s, value);
	if (str_eq(real, "proc/sys/kernel/tainted"))
		return store_tainted(s, value);
	return str_after(real, "sys/") ? sim_store_sysfs(s, real, value) : 0;
}

static int hook_store_data(void *data, const char *path, const void *buf, size_t len)
{
	struct sim *s = data;
	char real[PATH_MAX];
	int rc = canonical(s, TREE_SYS, path, real, sizeof(real));

	return rc < 0 ? rc : sim_store_data(s, real, buf, len);
}

int sim_attach(struct cxl_ctx *ctx, const char *dir, struct fail *why)
{
	const bool read_only = ctx->root.read_only; /* cxl_only_read() */
	struct sim *s = calloc(1, sizeof(*s));
	int rc;

	if (!s)
		return fail_nomem(why);
	rc = sim_open(s, dir, why);
	if (rc == 0) {
		sysroot_close(&ctx->root);
		rc = ctx_open_root(ctx, s->dir);
		if (rc < 0)
			fail_set(why, rc, "sysroot", "", "cannot open system root %s: %s", s->dir,
				 strerror(-rc));
	}
	if (rc < 0) {
		sim_close(s);
		free(s);
		return rc;
	}
	ctx->root.fault = hook_fault;
	ctx->root.store = hook_store;
	ctx->root.store_data = hook_store_data;
	ctx->root.fault_data = s;
	ctx->root.read_only = read_only;
	ctx->read_only = read_only;
	ctx->offline = false;
	return 0;
}

void sim_detach(struct cxl_ctx *ctx)
{
	struct sim *s = ctx->root.fault_data;

	if (!s)
		return;
	ctx->root.fault = NULL;
	ctx->root.store = NULL;
	ctx->root.store_data = NULL;
	ctx->root.fault_data = NULL;
	sim_close(s);
	free(s);
}

/* The content of the file that stands for a device node is its device number. */
static int xport_open(const struct sysroot *root, const char *path, struct dev_node *ret)
{
	struct dev_node n = { .root = root, .fd = -1 };
	const struct sim *s = root->fault_data;
	int rc;

	if (!s)
		return -ENODEV;
	rc = sys_read(&s->plain, TREE_DEV, path, n.number, sizeof(n.number));
	if (rc < 0)
		return rc;
	n.fd = sys_open(&s->plain, TREE_DEV, path, O_RDONLY);
	if (n.fd < 0)
		return n.fd;
	snprintf(n.path, sizeof(n.path), "%s", path);
	*ret = n;
	return 0;
}

/* The device of an open node, by name; a node that was replaced refers to a removed device. */
static int node_device(const struct dev_node *n, struct sim **s, const char **name)
{
	auto_close int fd = -1;
	struct stat open, now;

	if (!n->root->fault_data)
		return -ENODEV;
	*s = n->root->fault_data;
	*name = path_base(n->path);
	fd = sys_open(&(*s)->plain, TREE_DEV, n->path, O_PATH);
	if (fd < 0 || fstat(fd, &now) < 0 || fstat(n->fd, &open) < 0 || now.st_ino != open.st_ino)
		return str_after(n->path, "fwctl/") ? -ENODEV : -ENXIO;
	return 0;
}

static int xport_query(const struct dev_node *n, struct kernel_cmd *cmds, size_t max, size_t *count)
{
	const char *name;
	struct sim *s;
	int rc = node_device(n, &s, &name);

	return rc < 0 ? rc : sim_query(s, name, cmds, max, count);
}

static int xport_send(const struct dev_node *n, u32 id, const struct mbox_request *req,
		      struct mbox_reply *rsp)
{
	const char *name;
	struct sim *s;
	int rc = node_device(n, &s, &name);

	return rc < 0 ? rc : sim_send(s, name, id, req, rsp);
}

static int xport_raw(const struct dev_node *n, const struct mbox_request *req,
		     struct mbox_reply *rsp)
{
	int rc = xport_send(n, KERNEL_CMD_RAW, req, rsp);

	if (rc == 0)
		rsp->route = "raw";
	return rc;
}

static int xport_rpc(const struct dev_node *n, const struct mbox_request *req,
		     struct mbox_reply *rsp)
{
	const char *name;
	struct sim *s;
	int rc = node_device(n, &s, &name);

	return rc < 0 ? rc : sim_rpc(s, name, req, rsp);
}

static int xport_info(const struct dev_node *n, struct fwctl_info *ret)
{
	const char *name;
	struct sim *s;
	int rc = node_device(n, &s, &name);

	return rc < 0 ? rc : sim_fwctl_info(s, name, ret);
}

static int xport_config_open(const struct sysroot *root, const char *path, struct dev_node *ret)
{
	struct dev_node n = { .root = root, .fd = -1 };
	struct sim *s = root->fault_data;
	char config[PATH_MAX];
	int rc = path_join(config, sizeof(config), path, "config");

	if (rc < 0 || !s)
		return rc < 0 ? rc : -ENODEV;
	rc = sim_config_open(s, path_base(path));
	if (rc < 0)
		return rc;
	n.fd = sys_open(&s->plain, TREE_SYS, config, O_RDONLY);
	if (n.fd < 0)
		return n.fd;
	snprintf(n.path, sizeof(n.path), "%s", path_base(path));
	*ret = n;
	return 0;
}

static int xport_config_read(const struct dev_node *n, u32 offset, u32 *ret)
{
	return sim_config_read(n->root->fault_data, n->path, offset, ret);
}

static int xport_config_write(const struct dev_node *n, u32 offset, u32 value)
{
	return sim_config_write(n->root->fault_data, n->path, offset, value);
}

static int xport_mctp_routes(const struct sysroot *root, const struct mctp_sink *sink)
{
	return root->fault_data ? sim_mctp_routes(root->fault_data, sink) : -ENODEV;
}

static int xport_mctp_open(const struct sysroot *root, u32 net, u8 eid, struct dev_node *ret)
{
	struct dev_node n = { .root = root, .fd = -1, .net = net, .eid = eid };
	int rc = root->fault_data ? sim_mctp_open(root->fault_data, &n.fd) : -ENODEV;

	if (rc == 0)
		*ret = n;
	return rc;
}

static int xport_mctp_send(const struct dev_node *n, u8 type, const void *message, size_t len)
{
	const struct sim_message m = { message, len, type };
	char endpoint[SIM_ADDRESS_LEN];

	snprintf(endpoint, sizeof(endpoint), "mctp:%u,%u", n->net, n->eid);
	return sim_mctp_send(n->root->fault_data, n->fd, endpoint, &m);
}

static int xport_mctp_receive(const struct dev_node *n, u8 type, struct cci_buffer *to,
			      u64 deadline)
{
	return sim_mctp_receive(n->fd, type, to->at, to->size, deadline);
}

const struct transport_ops transport = {
	.open = xport_open,
	.query = xport_query,
	.send = xport_send,
	.raw = xport_raw,
	.rpc = xport_rpc,
	.info = xport_info,
	.mctp_routes = xport_mctp_routes,
	.mctp_open = xport_mctp_open,
	.mctp_send = xport_mctp_send,
	.mctp_receive = xport_mctp_receive,
	.config_open = xport_config_open,
	.config_read = xport_config_read,
	.config_write = xport_config_write,
};

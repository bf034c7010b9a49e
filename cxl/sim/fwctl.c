// SPDX-License-Identifier: GPL-2.0-only
/*
 * The simulated kernel's fwctl: 0500h to 0502h with the checks of drivers/fwctl/main.c and
 * drivers/cxl/core/features.c, in their order. As in the kernel, a mailbox error is reported as
 * success without data.
 */
#include <fcntl.h>

#include "cxl/sim/device.h"
#include "cxl/sim/fault.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/state.h"

#define TAINT_FWCTL 19
#define FWCTL_TYPE_CXL 2
#define SET_HEADER 32
#define GET_IN 21
#define ENTRY_LEN 48
#define RPC_MAX (2U << 20)
#define RPC_HEADER 16

#define IMMEDIATE 0x001e /* configuration, data, policy, log */
#define RESET 0x0c01	 /* cold, conventional and CXL reset */
#define BACKGROUND 0x0040
#define RESERVED 0xf000

/* The memdev of "fwctl0": a component of its class link. @ret: SIM_NAME_LEN bytes. */
static int memdev_of_fwctl(const struct sim *s, const char *name, char *ret)
{
	char path[128], link[4096], *end, *start;
	ssize_t n;

	snprintf(path, sizeof(path), "dev/fwctl/%s", name);
	if (faccessat(s->dirfd, path, F_OK, 0) < 0)
		return -errno;
	snprintf(path, sizeof(path), "sys/class/fwctl/%s", name);
	n = readlinkat(s->dirfd, path, link, sizeof(link) - 1);
	if (n < 0)
		return -ENODEV;
	link[n] = '\0';
	end = strstr(link, "/fwctl/");
	while (end && strstr(end + 1, "/fwctl/"))
		end = strstr(end + 1, "/fwctl/");
	if (!end)
		return -ENODEV;
	*end = '\0';
	start = strrchr(link, '/');
	if (!start || strlen(start + 1) >= SIM_NAME_LEN)
		return -ENODEV;
	memcpy(ret, start + 1, strlen(start + 1) + 1);
	return 0;
}

/* The reply for the caller: @code and at most out_max of @len bytes. */
static int reply(const struct mbox_request *req, u16 code, const u8 *data, u32 len,
		 struct mbox_reply *rsp)
{
	u8 *copy = calloc(1, req->out_max + 1U);

	if (!copy)
		return -ENOMEM;
	*rsp = (struct mbox_reply){ .code = code, .data = copy, .route = "fwctl" };
	if (code == RC_SUCCESS && len) {
		rsp->len = MIN(len, req->out_max);
		memcpy(copy, data, rsp->len);
	}
	return 0;
}

/* The kernel replies from its cache of probe time; only scripted faults change the reply. */
static int get_supported(struct sim *s, struct sim_dev *d, const struct mbox_request *req, u8 *out,
			 struct mbox_reply *rsp)
{
	struct sim_fault fault = { .kind = FAULT_NONE };
	u32 max, start, n = 0, len;
	const u8 *in = req->in;
	u8 *entry;

	if (req->in_len != 8)
		return -EINVAL;
	max = (u32)get_le(in, 4) / ENTRY_LEN;
	start = (u32)get_le(in + 4, 2);
	if (start >= d->feature_count)
		return -EINVAL;
	fault_take(s, d->name, "0x0500", &fault);
	if (fault.kind == FAULT_ERRNO)
		return -(int)fault.arg;
	if (fault.kind == FAULT_CODE)
		return reply(req, (u16)fault.arg, NULL, 0, rsp);
	for (; n < max && start + n < d->feature_count; n++) {
		entry = out + 8 + n * ENTRY_LEN;
		sim_feature_entry(&d->features[start + n], (u16)(start + n), entry);
		if (!edac_owned(entry))
			continue;
		put_le(entry + 0x14, 2, 0);
		put_le(entry + 0x16, 4, get_le(entry + 0x16, 4) & ~BIT(0));
	}
	put_le(out, 2, n);
	put_le(out + 2, 2, d->feature_count);
	len = 8 + n * ENTRY_LEN;
	if (fault.kind == FAULT_SHORT)
		len = MIN(len, (u32)fault.arg);
	return reply(req, RC_SUCCESS, out, fault.kind == FAULT_LOST ? 0 : len, rsp);
}

/* Send one command; the scope is for the log. */
static int send_cmd(struct sim *s, struct sim_dev *d, const struct mbox_request *req,
		    struct sim_cmd *c)
{
	c->opcode = req->opcode;
	c->route = "fwctl";
	c->scope = (int)req->scope;
	return sim_mbox(s, d, c);
}

/* Reads in parts of at most payload_max bytes; a short part fails the call. */
static int get_feature(struct sim *s, struct sim_dev *d, const struct mbox_request *req, u8 *out,
		       struct mbox_reply *rsp)
{
	u32 offset, count, got = 0;
	u8 in[GET_IN];
	struct sim_cmd c = { .in = in, .in_len = GET_IN };
	int rc;

	if (req->in_len != GET_IN)
		return -EINVAL;
	memcpy(in, req->in, GET_IN);
	offset = (u32)get_le(in + 0x10, 2);
	count = (u32)get_le(in + 0x12, 2);
	if (count == 0 || count > req->out_max)
		return -EINVAL;
	while (got < count) {
		u32 part_len = MIN(count - got, d->payload_max);

		put_le(in + 0x10, 2, offset + got);
		put_le(in + 0x12, 2, part_len);
		c.out = out + got;
		rc = send_cmd(s, d, req, &c);
		if (rc < 0 && c.fault == FAULT_ERRNO)
			return rc;
		if (rc < 0 || c.code != RC_SUCCESS || MIN(c.out_len, part_len) < part_len)
			return reply(req, c.code, NULL, 0, rsp);
		got += part_len;
	}
	return reply(req, RC_SUCCESS, out, got, rsp);
}

/* Checks of the kernel before Set Feature, in its order. */
static int check_set(const struct sim_feature *f, const struct mbox_request *req)
{
	if (!f || !(f->flags & BIT(0)))
		return -EINVAL;
	if (f->effects & (RESERVED | BACKGROUND))
		return -EINVAL;
	if (!(f->effects & (IMMEDIATE | RESET)))
		return -EINVAL;
	if (req->scope < (f->effects & IMMEDIATE ? SCOPE_DEBUG_WRITE_FULL : SCOPE_DEBUG_WRITE))
		return -EINVAL;
	if (req->in_len <= SET_HEADER)
		return -EINVAL;
	if (edac_owned(f->uuid))
		return -EPERM;
	return 0;
}

/* The kernel splits the data and always sets "saved across reset" (flag bit 3). */
static int set_parts(struct sim *s, struct sim_dev *d, const struct mbox_request *req, u8 *out,
		     u16 *code)
{
	const u8 *data = (const u8 *)req->in + SET_HEADER;
	u32 len = req->in_len - SET_HEADER, max = d->payload_max - SET_HEADER, done = 0, part_len;
	u32 offset = (u32)get_le((const u8 *)req->in + 0x14, 2), part = 0;
	auto_free u8 *in = calloc(1, d->payload_max);
	struct sim_cmd c = { .in = in, .out = out };
	int rc = 0;

	if (!in)
		return -ENOMEM;
	for (; done < len && rc == 0 && c.code == RC_SUCCESS; done += part_len) {
		part_len = MIN(len - done, max);
		if (len > max)
			part = done == 0 ? 1 : done + part_len == len ? 3 : 2;
		memcpy(in, req->in, SET_HEADER);
		put_le(in + 0x10, 4, part | BIT(3));
		put_le(in + 0x14, 2, offset + done);
		memset(in + 0x17, 0, 9);
		memcpy(in + SET_HEADER, data + done, part_len);
		c.in_len = SET_HEADER + part_len;
		rc = send_cmd(s, d, req, &c);
	}
	*code = c.code;
	return rc < 0 && c.fault == FAULT_ERRNO ? rc : 0;
}

/*
 * A kernel that does not split ("split_sets yes"): more than one payload is refused, and the
 * transfer bits of the caller are passed on.
 */
static int set_unsplit(struct sim *s, struct sim_dev *d, const struct mbox_request *req, u8 *out,
		       u16 *code)
{
	auto_free u8 *in = malloc(req->in_len + 1U);
	struct sim_cmd c = { .in = in, .in_len = req->in_len, .out = out };
	int rc;

	if (!in)
		return -ENOMEM;
	if (req->in_len > d->payload_max)
		return -EMSGSIZE;
	memcpy(in, req->in, req->in_len);
	in[0x10] |= BIT(3);
	rc = send_cmd(s, d, req, &c);
	*code = c.code;
	return rc < 0 && c.fault == FAULT_ERRNO ? rc : 0;
}

static int set_feature(struct sim *s, struct sim_dev *d, const struct mbox_request *req, u8 *out,
		       struct mbox_reply *rsp)
{
	const struct sim_feature *f;
	u16 code = RC_SUCCESS;
	int rc;

	if (!sim_in_cel(d, 0x0502) || req->in_len < SIM_UUID)
		return -EINVAL;
	f = sim_feature_find(d, req->in);
	/* Abort has no data; only a caller that splits the data itself sends it. */
	if (f && d->split_sets && req->in_len == SET_HEADER &&
	    (((const u8 *)req->in)[0x10] & 7) == 4)
		rc = 0;
	else
		rc = check_set(f, req);
	if (rc == 0)
		rc = d->split_sets ? set_unsplit(s, d, req, out, &code)
				   : set_parts(s, d, req, out, &code);
	return rc < 0 ? rc : reply(req, code, NULL, 0, rsp);
}

static int rpc_locked(struct sim *s, const char *memdev, const struct mbox_request *req,
		      struct mbox_reply *rsp)
{
	auto_free u8 *out = calloc(2, SIM_OUT_MAX);
	struct sim_dev *d = sim_device(s, memdev);

	if (!out)
		return -ENOMEM;
	if (!d)
		return -ENODEV;
	if (req->in_len > RPC_MAX - RPC_HEADER || req->out_max > RPC_MAX - 8)
		return -EMSGSIZE;
	if (req->scope > SCOPE_DEBUG_WRITE_FULL)
		return -EOPNOTSUPP;
	if (req->scope == SCOPE_DEBUG_WRITE_FULL && !sim_has_rawio(s))
		return -EPERM;
	if (req->scope >= SCOPE_DEBUG_WRITE)
		sim_taint(s, BIT(TAINT_FWCTL));
	switch (req->opcode) {
	case 0x0500:
		return get_supported(s, d, req, out, rsp);
	case 0x0501:
		return get_feature(s, d, req, out, rsp);
	case 0x0502:
		return set_feature(s, d, req, out, rsp);
	default:
		return -EINVAL;
	}
}

int sim_rpc(struct sim *s, const char *name, const struct mbox_request *req, struct mbox_reply *rsp)
{
	auto_close int lock __attribute__((unused)) = -1;
	char memdev[SIM_NAME_LEN];
	int rc = memdev_of_fwctl(s, name, memdev);

	if (rc < 0)
		return rc;
	lock = sim_device_lock(s, memdev);
	rc = sim_begin(s);
	if (rc < 0)
		return rc;
	rc = rpc_locked(s, memdev, req, rsp);
	sim_end(s);
	return rc;
}

int sim_fwctl_info(const struct sim *s, const char *name, struct fwctl_info *ret)
{
	char memdev[SIM_NAME_LEN];
	int rc = memdev_of_fwctl(s, name, memdev);

	if (rc == 0)
		*ret = (struct fwctl_info){ .type = FWCTL_TYPE_CXL };
	return rc;
}

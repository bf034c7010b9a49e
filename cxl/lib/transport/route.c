// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which way a mailbox command takes. */
#include <stdio.h>

#include "cxl/lib/transport/route.h"
#include "util/num.h"

/* Ids are ABI: include/uapi/linux/cxl_mem.h; deprecated ones are left out. */
static const struct {
	u16 opcode;
	u8 id;
} ids[] = {
	{ 0x0200, 4 },	{ 0x0300, 21 }, { 0x0400, 3 },	{ 0x0401, 8 },	{ 0x0402, 22 },
	{ 0x0403, 23 }, { 0x0405, 24 }, { 0x4000, 1 },	{ 0x4100, 5 },	{ 0x4101, 9 },
	{ 0x4102, 6 },	{ 0x4103, 10 }, { 0x4200, 7 },	{ 0x4201, 11 }, { 0x4202, 12 },
	{ 0x4203, 13 }, { 0x4204, 14 }, { 0x4303, 18 },
};

#define KERNEL_CMDS_MAX 64

u32 kernel_cmd_id(u16 opcode)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ids); i++)
		if (ids[i].opcode == opcode)
			return ids[i].id;
	return 0;
}

u16 kernel_cmd_opcode(u32 id)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ids); i++)
		if (ids[i].id == id)
			return ids[i].opcode;
	return 0;
}

/* What the transports' errnos mean; what hides behind EINVAL is told apart beforehand. */
static const struct {
	int err;
	const char *code, *text, *next;
} transport_rows[] = {
	{ EACCES, "permission", "no permission to open its device node", "run it as root" },
	{ EPERM, "permission", "the kernel does not permit it", "run it as root" },
	{ ENOENT, "no_node", "it has no device node", "is udev running, and /dev mounted?" },
	{ ENXIO, "device_gone", "the device is gone", "see 'cxl list -i'" },
	{ ENODEV, "device_gone", "the device is gone", "see 'cxl list -i'" },
	{ ENOTTY, "not_enabled", "the kernel does not offer this command for it", "" },
	{ EBUSY, "device_busy", "its mailbox is busy, or it is being sanitized", "try again" },
	{ ETIMEDOUT, "timeout", "the device did not answer in time", "see the kernel log" },
	{ EINVAL, "rejected", "the kernel rejected the request", "see the kernel log" },
	{ ENOMEM, "bad_size", "the kernel found the request of the wrong size", "" },
	{ EMSGSIZE, "too_large", "the request is larger than one transfer", "" },
};

int transport_fail(int rc, u16 opcode, struct fail *why)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(transport_rows); i++)
		if (transport_rows[i].err == -rc)
			break;
	if (i == ARRAY_SIZE(transport_rows))
		fail_set(why, rc, "transport", "see the kernel log", "command %04xh failed: %s",
			 opcode, strerror(-rc));
	if (i == ARRAY_SIZE(transport_rows) && why && rc == -EOPNOTSUPP)
		why->outcome = OUTCOME_UNSUPPORTED;
	if (i == ARRAY_SIZE(transport_rows))
		return rc;
	if (!opcode) /* it was no command that failed, but the question for all of them */
		return fail_set(why, rc, transport_rows[i].code, transport_rows[i].next, "%s",
				transport_rows[i].text);
	return fail_set(why, rc, transport_rows[i].code, transport_rows[i].next,
			"command %04xh: %s", opcode, transport_rows[i].text);
}

/* Of several, which the kernel does not make, the lowest number. */
int fwctl_find(const struct sysroot *root, const char *path, char *buf, size_t room)
{
	auto_namelist struct namelist l = { 0 };
	u64 n, best = UINT64_MAX;
	const char *rest;
	char dir[512];
	size_t i;
	int rc;

	rc = path_join(dir, sizeof(dir), path, "fwctl");
	if (rc == 0)
		rc = sys_list(root, TREE_SYS, dir, &l);
	if (rc < 0)
		return rc;
	for (i = 0; i < l.count; i++) {
		rest = str_after(l.names[i], "fwctl");
		rest = rest ? num_prefix(rest, &n) : NULL;
		if (rest && !*rest && n < best && strlen(l.names[i]) < room) {
			best = n;
			memcpy(buf, l.names[i], strlen(l.names[i]) + 1);
		}
	}
	return best == UINT64_MAX ? -ENOENT : 0;
}

static int pick_fwctl(const struct sysroot *root, const char *path, struct route *ret,
		      struct fail *why)
{
	struct route r = { .kind = ROUTE_FWCTL };
	int rc = fwctl_find(root, path, r.name, sizeof(r.name));

	if (rc < 0)
		return fail_unsupported(
			why, "no_fwctl",
			"it takes a kernel with CONFIG_CXL_FEATURES and a device with"
			" Features that are not the kernel's own",
			"the kernel offers no fwctl device for it");
	*ret = r;
	return 0;
}

static int pick_ioctl(const struct sysroot *root, const char *memdev, u16 opcode, u32 id,
		      struct route *ret, struct fail *why)
{
	struct kernel_cmd cmds[KERNEL_CMDS_MAX];
	struct route r = { .kind = ROUTE_IOCTL };
	size_t i, count = 0;
	int rc;

	snprintf(r.name, sizeof(r.name), "%s", memdev);
	rc = transport.query(root, memdev, cmds, ARRAY_SIZE(cmds), &count);
	if (rc < 0)
		return transport_fail(rc, opcode, why);
	for (i = 0; i < count && cmds[i].id != id; i++)
		;
	if (i == count || !cmds[i].enabled)
		return fail_unsupported(
			why, "not_enabled", "",
			"the device does not support command %04xh, or this kernel does"
			" not offer it",
			opcode);
	if (cmds[i].exclusive)
		return fail_set(why, -EBUSY, "exclusive",
				"disable its nvdimm bridge or region first",
				"the kernel is using command %04xh itself", opcode);
	r.cmd = cmds[i];
	*ret = r;
	return 0;
}

int route_pick(const struct sysroot *root, const char *memdev, const char *path, u16 opcode,
	       struct route *ret, struct fail *why)
{
	u32 id = kernel_cmd_id(opcode);

	if (id)
		return pick_ioctl(root, memdev, opcode, id, ret, why);
	if (opcode >= 0x0500 && opcode <= 0x0502)
		return pick_fwctl(root, path, ret, why);
	return fail_unsupported(why, "no_route", "",
				"the kernel has no interface for command %04xh", opcode);
}

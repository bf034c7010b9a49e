// SPDX-License-Identifier: LGPL-2.1-or-later
/* Poison that is injected or cleared through debugfs. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/poison/inject.h"
#include "cxl/lib/topo/debugfs.h"
#include "util/num.h"

static int read_size(const struct sysdir *d, const char *attr, u64 *ret)
{
	int rc = sysdir_read_u64(d, attr, ret);

	if (rc == -ENOENT)
		*ret = 0; /* no partition of this type */
	return rc == -ENOENT ? 0 : rc;
}

/* Device physical addresses start at 0. Without its sizes, the kernel has to check it. */
static int check_address(const struct memdev *m, u64 address, struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 ram, pmem;

	if (address % POISON_ALIGNMENT)
		return fail_set(why, -EINVAL, "not_aligned", NULL,
				"address %" PRIu64 " (0x%" PRIx64 ") is not a multiple of %d",
				address, address, POISON_ALIGNMENT);
	if (memdev_open(m, &d) < 0 || read_size(&d, "ram/size", &ram) < 0 ||
	    read_size(&d, "pmem/size", &pmem) < 0 || ram > UINT64_MAX - pmem)
		return 0;
	if (address < ram + pmem)
		return 0;
	return fail_set(why, -EINVAL, "out_of_range", NULL,
			"address 0x%" PRIx64 " exceeds the capacity of the device, 0x%" PRIx64
			" bytes",
			address, ram + pmem);
}

static int find_file(const struct memdev *m, bool inject, char *buf, struct fail *why)
{
	const char *name = inject ? "inject_poison" : "clear_poison";
	char attr[NAME_MAX + 32];
	int rc;

	snprintf(attr, sizeof(attr), "%s/%s", m->name, name);
	rc = topo_debugfs_check(m->topo, attr);
	if (rc == -ENODATA)
		return topo_no_debugfs(why);
	if (rc == -ENOENT && !m->node->enabled)
		return fail_set(why, -ENXIO, "disabled", "see 'cxl enable-memdev'",
				"the memory device is disabled");
	if (rc == -ENOENT)
		return fail_unsupported(why, "not_supported", "",
					"%s poison is not supported by this device or kernel "
					"(needs Linux 6.4)",
					inject ? "injecting" : "clearing");
	if (rc < 0)
		return fail_set(why, rc, "permission", "run as root", "cannot read debugfs: %s",
				strerror(-rc));
	snprintf(buf, PATH_MAX, "%s/cxl/%s", m->topo->debugfs, attr);
	return 0;
}

/* An address that is given twice. */
static bool has_write(const struct plan *p, const char *path, const char *value)
{
	size_t i;

	for (i = 0; !p->failed && i < p->count; i++)
		if (str_eq(p->at[i].write.path, path) && str_eq(p->at[i].write.value, value))
			return true;
	return false;
}

int plan_poison(struct plan *p, const struct memdev *m, bool inject, u64 address, struct fail *why)
{
	char path[PATH_MAX], value[32], text[120];
	int rc = check_address(m, address, why);

	if (rc == 0)
		rc = find_file(m, inject, path, why);
	if (rc < 0)
		return rc;
	snprintf(value, sizeof(value), "0x%" PRIx64 "\n", address);
	snprintf(text, sizeof(text), "%s poison at 0x%" PRIx64, inject ? "inject" : "clear",
		 address);
	if (!has_write(p, path, value)) {
		plan_add(p, text, path, value);
		plan_starts(p);
	}
	return 0;
}

int poison_check_panic(const struct cxl_ctx *ctx, struct fail *why)
{
	/* A kernel without the setting does not panic because of it. */
	static const struct {
		const char *name;
		u64 panics;
	} rows[] = {
		{ "panic_on_unrecoverable_memory_failure", 1 },
		{ "memory_failure_recovery", 0 },
	};
	char path[80], text[32];
	size_t i;
	u64 v;
	int rc;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		snprintf(path, sizeof(path), "sys/vm/%s", rows[i].name);
		rc = sys_read(&ctx->root, TREE_PROC, path, text, sizeof(text));
		if (rc == -ENOENT)
			continue;
		if (rc < 0 || num_u64(text, 10, &v) < 0)
			return fail_refuse(why, "panic_unknown", "",
					   "refusing to inject poison: cannot read whether the "
					   "kernel panics on memory failures (vm.%s)",
					   rows[i].name);
		if (!!v == !!rows[i].panics)
			return fail_refuse(why, "panic_on_memory_failure",
					   "change it with sysctl(8)",
					   "refusing to inject poison: the kernel would panic when "
					   "the memory is accessed: vm.%s is %s",
					   rows[i].name, text);
	}
	return 0;
}

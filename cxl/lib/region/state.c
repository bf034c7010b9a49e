// SPDX-License-Identifier: LGPL-2.1-or-later
/* What sysfs tells about a region. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/lib/region/state.h"

static int read_targets(const struct topo *t, const struct sysdir *d, struct region_state *r)
{
	char attr[32], text[64];
	u64 i;
	int rc;

	for (i = 0; i < r->ways; i++) {
		snprintf(attr, sizeof(attr), "target%" PRIu64, i);
		rc = sysdir_read(d, attr, text, sizeof(text));
		if (rc < 0)
			return rc;
		if (!*text)
			continue;
		if (!region_target(t, d, i, &r->targets[i]) || !r->targets[i].memdev)
			return -ESTALE;
		r->target_count++;
	}
	return 0;
}

/* Before Linux 6.3, all regions are persistent, and have no such attribute. */
static int read_mode(const struct sysdir *d, struct region_state *r)
{
	int rc = sysdir_read(d, "mode", r->mode, sizeof(r->mode));

	if (rc == -ENOENT)
		memcpy(r->mode, "pmem", sizeof("pmem"));
	return rc < 0 && rc != -ENOENT ? rc : 0;
}

/* Before Linux 7.1, no region is. */
static int read_locked(const struct sysdir *d, struct region_state *r)
{
	u64 locked = 0;
	int rc = sysdir_read_u64(d, "locked", &locked);

	r->locked = locked != 0;
	return rc == -ENOENT ? 0 : rc;
}

static int read_all(const struct topo *t, const struct sysdir *d, struct region_state *r)
{
	u64 commit = 0;
	int rc = read_mode(d, r);

	if (rc == 0)
		rc = sysdir_read_u64(d, "size", &r->size);
	if (rc == -ENODATA)
		return -EBADMSG; /* it is 0 if it is not set */
	if (rc == 0)
		rc = sysdir_read_u64(d, "resource", &r->start);
	r->has_range = rc == 0 && r->size;
	if (rc == -ENODATA && !r->size)
		rc = 0;
	if (rc == 0)
		rc = sysdir_read_u64(d, "interleave_ways", &r->ways);
	if (rc == 0 && r->ways > REGION_WAYS_MAX)
		rc = -EBADMSG;
	if (rc == 0)
		rc = sysdir_read_u64(d, "commit", &commit);
	if (rc == 0)
		rc = read_locked(d, r);
	r->committed = commit != 0;
	/* Memory in use at addresses that are not known would not be found. */
	if (rc == 0 && !r->has_range && (r->committed || r->node->enabled))
		rc = -EBADMSG;
	return rc < 0 ? rc : read_targets(t, d, r);
}

int region_read(const struct topo *t, const struct node *region, struct region_state *ret,
		struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct region_state r = { .node = region };
	int rc = node_open(t, region, &d);

	if (rc == 0)
		rc = read_all(t, &d, &r);
	if (rc < 0)
		return fail_set(why, rc, "read_failed", rc == -EACCES ? "run as root" : "",
				"cannot read the attributes of %s: %s", region->name,
				sys_error_text(rc));
	*ret = r;
	return 0;
}

bool region_has_memdev(const struct region_state *r, const struct node *memdev)
{
	u64 i;

	for (i = 0; i < r->ways; i++)
		if (r->targets[i].memdev == memdev)
			return true;
	return false;
}

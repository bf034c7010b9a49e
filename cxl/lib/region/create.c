// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Create regions, in the order that the kernel demands (drivers/cxl/core/region.c): the size after
 * the interleave settings and the UUID, the targets after it, each with its reservation.
 */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/plan/driver.h"
#include "cxl/lib/region/create.h"
#include "cxl/lib/region/dpa.h"

int region_next_name(const struct topo *t, const struct window *w, const char *mode,
		     struct region_identity *ret, struct fail *why)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char attr[40];
	int rc = node_open(t, w->decoder, &d);

	snprintf(attr, sizeof(attr), "create_%s_region", mode);
	if (rc == 0)
		rc = sysdir_read(&d, attr, ret->name, sizeof(ret->name));
	if (rc >= 0 && !node_is_name(ret->name, NODE_REGION))
		rc = sysdir_invalid(&d, attr);
	if (rc < 0)
		return fail_set(why, rc, "read_failed", "", "cannot read %s of %s: %s", attr,
				w->decoder->name, sys_error_text(rc));
	return 0;
}

/* The region whose attributes are written. */
struct draft {
	struct plan *p;
	const char *name;
	char path[PATH_MAX];
};

/* A setting that vanishes with the region. */
static void add_setting(const struct draft *d, const char *attr, const char *value)
{
	plan_set(d->p, d->path, attr, value, "set %s of %s to %.*s", attr, d->name,
		 (int)strcspn(value, "\n"), value);
	plan_read_back(d->p);
	plan_needs_no_undo(d->p);
}

static void add_number(const struct draft *d, const char *attr, u64 number)
{
	char value[32];

	snprintf(value, sizeof(value), "%" PRIu64, number);
	add_setting(d, attr, value);
}

static void add_size(const struct draft *d, u64 size)
{
	char value[32];

	snprintf(value, sizeof(value), "0x%" PRIx64, size);
	add_setting(d, "size", value);
}

/* The kernel expects a line, with its end. */
static void add_uuid(const struct draft *d, const char *uuid)
{
	char value[UUID_TEXT_SIZE + 1];

	snprintf(value, sizeof(value), "%.36s\n", uuid);
	add_setting(d, "uuid", value);
}

static void add_create(const struct draft *d, const struct window *w, const char *mode)
{
	char attr[40];

	snprintf(attr, sizeof(attr), "create_%s_region", mode);
	plan_set(d->p, w->decoder->path, attr, d->name, "create %s in %s", d->name,
		 w->decoder->name);
	plan_creates(d->p);
	plan_undo(d->p, "delete_region", d->name);
	plan_undone_without(d->p, d->path);
}

static void add_reservation(const struct draft *d, const struct candidate *c, u64 size)
{
	if (c->reserved == size)
		return;
	plan_dpa_size(d->p, c->decoder, size, c->reserved);
	plan_undo_failed(d->p); /* the kernel releases the former reservation first */
}

/* A target stays attached if the last of them makes the interleave impossible. */
static void add_target(const struct draft *d, unsigned int position, const struct candidate *c)
{
	char attr[32];

	snprintf(attr, sizeof(attr), "target%u", position);
	plan_set(d->p, d->path, attr, c->decoder->name, "set %s of %s to %s", attr, d->name,
		 c->decoder->name);
	plan_read_back(d->p);
	plan_undo(d->p, NULL, "\n");
	plan_undo_failed(d->p);
}

static void add_commit(const struct draft *d)
{
	plan_set(d->p, d->path, "commit", "1", "commit the decoders of %s", d->name);
	plan_read_back(d->p);
	plan_undo(d->p, NULL, "0");
}

int region_check_uuid(const struct topo *t, const char *uuid, struct fail *why)
{
	const struct node_list *l = &t->kinds[NODE_REGION];
	char text[64];
	size_t i;

	for (i = 0; *uuid && i < l->count; i++) {
		auto_sysdir struct sysdir d = { .fd = -1 };

		if (node_open(t, l->at[i], &d) == 0 &&
		    sysdir_read(&d, "uuid", text, sizeof(text)) > 0 && str_eq(text, uuid))
			return fail_set(why, -EEXIST, "uuid_in_use", "", "%s has the UUID %s",
					l->at[i]->name, uuid);
	}
	return 0;
}

int plan_create_region(struct plan *p, const struct topo *t, const struct region_layout *r,
		       const struct region_identity *id, struct fail *why)
{
	struct draft d = { .p = p, .name = id->name };
	unsigned int i;

	snprintf(d.path, sizeof(d.path), "%.4000s/%s", r->window->decoder->path, id->name);
	add_create(&d, r->window, r->mode);
	if (*id->uuid)
		add_uuid(&d, id->uuid);
	add_number(&d, "interleave_granularity", r->granularity);
	add_number(&d, "interleave_ways", r->ways);
	add_size(&d, r->size);
	for (i = 0; i < r->ways; i++) {
		if (!r->at[i]->reserved)
			plan_dpa_mode(p, r->at[i]->decoder, r->mode);
		add_reservation(&d, r->at[i], r->size / r->ways);
		add_target(&d, i, r->at[i]);
	}
	add_commit(&d);
	return plan_bind_region(p, t, d.path, id->load, why);
}

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
	char path[PATH_MAX], text[160];

	snprintf(path, sizeof(path), "%.4000s/%s", d->path, attr);
	snprintf(text, sizeof(text), "set %s of %s to %.*s", attr, d->name,
		 (int)strcspn(value, "\n"), value);
	plan_add(d->p, text, path, value);
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
	char path[PATH_MAX], text[160];

	snprintf(path, sizeof(path), "%.4000s/create_%s_region", w->decoder->path, mode);
	snprintf(text, sizeof(text), "create %s in %s", d->name, w->decoder->name);
	plan_add(d->p, text, path, d->name);
	plan_creates(d->p);
	snprintf(path, sizeof(path), "%.4000s/delete_region", w->decoder->path);
	plan_undo(d->p, path, d->name);
}

/* The mode of a decoder without a reservation is of no consequence. */
static void add_mode(const struct draft *d, const struct candidate *c, const char *mode)
{
	char path[PATH_MAX], text[160];

	snprintf(path, sizeof(path), "%.4000s/mode", c->decoder->path);
	snprintf(text, sizeof(text), "set the mode of %s to %s", c->decoder->name, mode);
	plan_add(d->p, text, path, mode);
	plan_read_back(d->p);
	plan_needs_no_undo(d->p);
}

static void add_reservation(const struct draft *d, const struct candidate *c, u64 size)
{
	char path[PATH_MAX], text[160], value[32];

	snprintf(path, sizeof(path), "%.4000s/dpa_size", c->decoder->path);
	snprintf(text, sizeof(text), "reserve 0x%" PRIx64 " bytes of %s with %s", size,
		 c->memdev->name, c->decoder->name);
	snprintf(value, sizeof(value), "0x%" PRIx64, size);
	plan_add(d->p, text, path, value);
	plan_read_back(d->p);
	snprintf(value, sizeof(value), "0x%" PRIx64, c->reserved);
	plan_undo(d->p, path, value);
	plan_undo_failed(d->p); /* the kernel releases the former reservation first */
}

/* A target stays attached if the last of them makes the interleave impossible. */
static void add_target(const struct draft *d, unsigned int position, const struct candidate *c)
{
	char path[PATH_MAX], text[160];

	snprintf(path, sizeof(path), "%.4000s/target%u", d->path, position);
	snprintf(text, sizeof(text), "set target%u of %s to %s", position, d->name,
		 c->decoder->name);
	plan_add(d->p, text, path, c->decoder->name);
	plan_read_back(d->p);
	plan_undo(d->p, path, "\n");
	plan_undo_failed(d->p);
}

static void add_commit(const struct draft *d)
{
	char path[PATH_MAX], text[160];

	snprintf(path, sizeof(path), "%.4000s/commit", d->path);
	snprintf(text, sizeof(text), "commit the decoders of %s", d->name);
	plan_add(d->p, text, path, "1");
	plan_read_back(d->p);
	plan_undo(d->p, path, "0");
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
			add_mode(&d, r->at[i], r->mode);
		if (r->at[i]->reserved != r->size / r->ways)
			add_reservation(&d, r->at[i], r->size / r->ways);
		add_target(&d, i, r->at[i]);
	}
	add_commit(&d);
	return plan_bind_region(p, t, d.path, id->load, why);
}

// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: decoders and regions. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/check/check.h"
#include "cxl/lib/region/state.h"
#include "util/num.h"

/* --- decoders */

struct decoder {
	const struct node *node;
	u64 start, size, dpa_size; /* bytes */
	char region[64], mode[32];
	bool has_start;
};

static int read_decoder(const struct check *c, const struct node *n, struct decoder *ret)
{
	const bool endpoint = n->parent->kind == NODE_ENDPOINT;
	auto_sysdir struct sysdir d = { .fd = -1 };
	int rc = node_open(&c->topo, n, &d);

	*ret = (struct decoder){ .node = n };
	if (rc == 0)
		rc = sysdir_read_u64(&d, "size", &ret->size);
	if (rc == 0)
		rc = sysdir_read(&d, "region", ret->region, sizeof(ret->region));
	if (rc >= 0 && endpoint)
		rc = sysdir_read_u64(&d, "dpa_size", &ret->dpa_size);
	if (rc >= 0 && endpoint)
		rc = sysdir_read(&d, "mode", ret->mode, sizeof(ret->mode));
	ret->has_start = rc >= 0 && sysdir_read_u64(&d, "start", &ret->start) == 0;
	return rc < 0 ? rc : 0;
}

/*
 * Decoders of a port are committed in the order of their numbers. Those of switches keep their size
 * when they are reset, so that without the attribute, before Linux 6.7, it is not known: 1, 0, or a
 * negative errno.
 */
static int is_committed(const struct check *c, const struct decoder *d)
{
	const struct node *port = d->node->parent;
	auto_sysdir struct sysdir dir = { .fd = -1 };
	u64 committed;
	int rc = node_open(&c->topo, port, &dir);

	if (rc == 0)
		rc = sysdir_read_u64(&dir, "decoders_committed", &committed);
	if (rc == -ENOENT && port->kind == NODE_ENDPOINT)
		return 1;
	return rc < 0 ? rc : d->node->sub < committed;
}

static bool is_mode(const char *mode)
{
	return !*mode || str_eq(mode, "ram") || str_eq(mode, "pmem") || str_eq(mode, "none") ||
	       str_after(mode, "dynamic_ram");
}

/* The device whose driver has to be bound again so that the kernel reads the decoder again. */
static void rebind(const struct node *port, struct finding *f)
{
	const char *name = port->peer ? port->peer->name : port->name;
	const char *kind = port->peer ? "memdev" : "port";

	finding_command(f, "cxl disable-%s %s && cxl enable-%s %s", kind, name, kind, name);
}

static bool is_below(const struct node *n, const struct node *port)
{
	while (n && n != port)
		n = n->parent;
	return n;
}

/* An endpoint below the port decodes the same addresses, so that both belong to one region. */
static struct finding *find_endpoint_decoder(const struct check *c, const struct decoder *d)
{
	struct finding *f = check_find_addresses(c, "decoder", d->start, d->size);

	while (f && !(f->start == d->start && f->size == d->size &&
		      is_below(topo_find(&c->topo, f->device), d->node->parent)))
		f = finding_next(f);
	return f;
}

static void report_committed(struct check *c, const struct decoder *d)
{
	const struct node *port = d->node->parent;
	char size[SIZE_EXACT_MAX];
	struct finding *f;

	size_exact(d->size, size, sizeof(size));
	f = check_report(
		c, CHECK_WARN, d->node->name,
		"it decodes %s, but is part of no region: set up by the firmware, or left from "
		"an earlier region",
		size);
	finding_because(f, check_find(c, "kernel-driver", "cxl_region"));
	if (port->kind == NODE_PORT && d->has_start)
		finding_because(f, find_endpoint_decoder(c, d));
	f->start = d->start;
	f->size = d->has_start ? d->size : 0;
	check_quote_log(c, port->name, f);
	finding_action(f, "bind its driver again, so that the kernel looks for the region; if that "
			  "fails, the kernel log has the reason");
	rebind(port, f);
}

static void check_endpoint_decoder(struct check *c, const struct decoder *d)
{
	const struct node *memdev = d->node->parent->peer;
	char size[SIZE_EXACT_MAX];
	struct finding *f;

	if (!is_mode(d->mode)) {
		f = check_report(c, CHECK_WARN, d->node->name, "it is in the mode '%s'", d->mode);
		finding_action(f, "its device memory crosses partitions, or is not known: bind the "
				  "driver of the memory device again");
		rebind(d->node->parent, f);
	} else if (d->dpa_size && !d->size && !*d->region && memdev) {
		size_exact(d->dpa_size, size, sizeof(size));
		f = check_report(c, CHECK_WARN, d->node->name,
				 "it has %s of %s reserved, but is part of no region", size,
				 memdev->name);
		finding_action(f, "release the memory, so that regions can use it");
		finding_command(f, "cxl free-dpa -d %s %s", d->node->name, memdev->name);
	}
}

static void check_decoder(struct check *c, const struct node *n)
{
	struct decoder d;
	int rc = read_decoder(c, n, &d), committed = 0;

	if (rc < 0) {
		check_unknown(c, n->name, NULL, "cannot read its attributes: %s",
			      sys_error_text(rc));
		return;
	}
	if (d.size && !*d.region)
		committed = is_committed(c, &d);
	if (committed == -ENOENT)
		check_unknown(c, n->name, NULL,
			      "it has a size, but is part of no region: whether it decodes "
			      "addresses is not known before Linux 6.7");
	else if (committed < 0)
		check_unknown(c, n->name, NULL, "cannot read whether it decodes addresses: %s",
			      sys_error_text(committed));
	else if (committed)
		report_committed(c, &d);
	else if (n->parent->kind == NODE_ENDPOINT)
		check_endpoint_decoder(c, &d);
}

static size_t check_decoders_of(struct check *c, enum node_kind kind)
{
	const struct node_list *l = &c->topo.kinds[NODE_DECODER];
	size_t i, count = 0;

	for (i = 0; i < l->count; i++) {
		if (!l->at[i]->parent || l->at[i]->parent->kind != kind)
			continue;
		count++;
		check_decoder(c, l->at[i]);
	}
	return count;
}

void check_decoders(struct check *c)
{
	size_t count = check_decoders_of(c, NODE_ENDPOINT);

	/* What is wrong with those of a port follows from those of the endpoints below it. */
	count += check_decoders_of(c, NODE_PORT);
	check_pass(c, "decoders that are free or part of a region: %zu", count);
}

/* --- regions */

/*
 * A target without driver keeps a region from being enabled. Which device is to be a target that is
 * missing is not known.
 */
static void find_cause(const struct check *c, const struct region_state *r, struct finding *f)
{
	u64 i;

	finding_because(f, check_find(c, "kernel-driver", "cxl_region"));
	for (i = 0; i < r->ways; i++)
		if (r->targets[i].memdev)
			finding_because(f,
					check_find(c, "memdev-driver", r->targets[i].memdev->name));
}

static void report_incomplete(struct check *c, const struct region_state *r)
{
	struct finding *f;

	if (!r->ways || !r->size)
		f = check_report(c, CHECK_FAIL, r->node->name, "it is incomplete: %s is not set",
				 r->ways ? "its size" : "the number of its targets");
	else
		f = check_report(c, CHECK_FAIL, r->node->name,
				 "it is incomplete: %zu of %" PRIu64 " memory devices",
				 r->target_count, r->ways);
	find_cause(c, r, f);
	if (f->cause)
		finding_action(
			f,
			"solve the problem of the rule %s first; then destroy it, and create "
			"it again with 'cxl create-region'",
			f->cause->rule->name);
	else
		finding_action(f, "destroy it, and create it again with 'cxl create-region'");
	finding_command(f, "cxl destroy-region %s", r->node->name);
}

static void check_region(struct check *c, const struct node *n)
{
	struct fail why = { 0 };
	struct region_state r;
	struct finding *f;
	char line[200];

	if (region_read(&c->topo, n, &r, &why) < 0) {
		check_unknown(c, n->name, why.hint, "%s", why.message);
		return;
	}
	if (!r.ways || !r.size || r.target_count < r.ways) {
		report_incomplete(c, &r);
		return;
	}
	if (r.committed && (!check_driver_known(c, n) || n->enabled))
		return;
	f = check_report(c, CHECK_FAIL, n->name,
			 r.committed ? "it has no driver (cxl_region): its memory cannot be used"
				     : "it is not committed: its decoders are not active");
	find_cause(c, &r, f);
	check_quote_log(c, n->name, f);
	check_log_line(c, n->name, "synchronize CPU cache", line, sizeof(line));
	if (*line) {
		finding_action(
			f, "the kernel cannot invalidate the CPU caches here, as in most virtual "
			   "machines; for tests, boot a kernel with "
			   "CONFIG_CXL_REGION_INVALIDATION_TEST");
		return;
	}
	if (f->cause)
		finding_action(f, "solve the problem of the rule %s first, then enable it",
			       f->cause->rule->name);
	else
		finding_action(f, "enable it");
	finding_command(f, "cxl enable-region %s", n->name);
}

void check_regions(struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_REGION];
	size_t i;

	for (i = 0; i < l->count; i++)
		check_region(c, l->at[i]);
	check_pass(c, "regions that are complete and enabled: %zu", l->count);
}

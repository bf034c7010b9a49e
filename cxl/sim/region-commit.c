// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commit and reset of a region: the decoders of all its targets and of the ports above them. The
 * failure of CPU cache invalidation is not modelled; use a fault.
 */
#include "cxl/sim/decoder.h"
#include "cxl/sim/region.h"

typedef void decoder_fn(struct sim *s, const struct sim_path *decoder);

/* Each decoder of a target, or of a port that no target before has. */
static void each_decoder(struct sim *s, const struct sim_region *r, decoder_fn *fn)
{
	struct sim_path ports[REGION_DEPTH], decoder;
	unsigned int i, other;
	size_t n, k;

	for (i = 0; i < r->ways; i++) {
		n = *r->targets[i].s ? sim_target_ports(&r->targets[i], ports, REGION_DEPTH) : 0;
		for (k = 0; k < n; k++) {
			for (other = 0; other < i; other++)
				if (sim_path_below(&r->targets[other], &ports[k]))
					break;
			if (other == i && sim_region_decoder(s, r, &ports[k], &decoder))
				fn(s, &decoder);
		}
	}
}

static int check_all(struct sim *s, const struct sim_region *r)
{
	struct sim_path ports[REGION_DEPTH], decoder;
	unsigned int i;
	size_t n, k;
	int rc = 0;

	for (i = 0; rc == 0 && i < r->ways; i++) {
		n = sim_target_ports(&r->targets[i], ports, REGION_DEPTH);
		for (k = 0; rc == 0 && k < n; k++)
			if (sim_region_decoder(s, r, &ports[k], &decoder))
				rc = sim_decoder_check_commit(s, &decoder);
	}
	return rc;
}

/* The region is not committed for those who look whether its decoders are enabled. */
void sim_region_reset(struct sim *s, struct sim_region *r)
{
	sim_attr_set(s, &r->dir, "commit", "0");
	r->committed = false;
	each_decoder(s, r, sim_decoder_reset);
}

static int commit(struct sim *s, struct sim_region *r)
{
	int rc;

	if (r->committed)
		return 0;
	if (sim_region_state(s, r) < REGION_ACTIVE)
		return -ENXIO;
	/* The kernel resets what it has committed when a decoder fails. */
	rc = check_all(s, r);
	if (rc < 0)
		return rc;
	each_decoder(s, r, sim_decoder_commit);
	sim_attr_set(s, &r->dir, "commit", "1");
	return 0;
}

/* kstrtobool() of the kernel checks the first character only. */
int sim_region_store_commit(struct sim *s, struct sim_region *r, const char *value)
{
	if (!*value || !strchr("yYtT1nNfF0", *value))
		return -EINVAL;
	if (strchr("yYtT1", *value))
		return commit(s, r);
	if (sim_attr_is(s, &r->dir, "locked", "1"))
		return -EPERM;
	sim_region_release(s, &r->dir);
	if (r->committed)
		sim_region_reset(s, r);
	return 0;
}

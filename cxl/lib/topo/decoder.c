// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a decoder refers to: its region and the dports it decodes to. */
#include "cxl/lib/topo/decoder.h"
#include "util/num.h"

void decoder_parse_targets(char *text, struct decoder_targets *ret)
{
	char *save = NULL, *token;

	ret->count = 0;
	for (token = strtok_r(text, ",", &save); token && ret->count < DECODER_TARGETS_MAX;
	     token = strtok_r(NULL, ",", &save))
		if (num_u64(token, 10, &ret->ids[ret->count]) == 0)
			ret->count++;
}

struct node *decoder_region(const struct topo *t, const struct node *decoder)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct node *region;
	char name[64];

	if (node_open(t, decoder, &d) < 0 || sysdir_read(&d, "region", name, sizeof(name)) <= 0)
		return NULL;
	region = topo_find(t, name);
	return region && region->kind == NODE_REGION ? region : NULL;
}

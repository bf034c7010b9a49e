// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a decoder refers to: its region and the dports it decodes to. */
#include "cxl/lib/topo/decoder.h"
#include "util/num.h"

int decoder_parse_targets(char *text, struct decoder_targets *ret)
{
	u32 position;
	char *token;
	int rc = 0;
	u64 id;

	ret->count = 0;
	for (position = 0; position < DECODER_TARGETS_MAX; position++) {
		token = strsep(&text, ",");
		if (!token)
			break;
		if (!*token)
			continue;
		if (num_u64(token, 10, &id) < 0 || id > UINT32_MAX) {
			rc = -EBADMSG;
			continue;
		}
		ret->at[ret->count++] = (struct decoder_target){ (u32)id, position };
	}
	return rc;
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

// SPDX-License-Identifier: GPL-2.0-only
/* The same bytes as every payload with a fixed layout. */
#include "fuzz.h"

#include "cxl/lib/wire/codec.h"

static void decode_layout(const struct layout *l, const uint8_t *data, size_t size)
{
	auto_rec struct rec *r = rec_new_obj();
	int rc = layout_decode(l, data, size, r);

	check(rc == (size < l->size ? -EMSGSIZE : 0));
	print_record(r);
}

static void decode_fw_info(const uint8_t *data, size_t size)
{
	struct fw_info info;
	size_t i;

	if (fw_info_decode(data, size, &info) < 0)
		return;
	check(info.slots <= FW_SLOTS);
	for (i = 0; i < FW_SLOTS; i++)
		check(strnlen(info.revision[i], sizeof(info.revision[i])) <= FW_REVISION_LEN);
}

static void decode_capacities(const uint8_t *data, size_t size)
{
	struct identify_info identify;
	struct partition_info partition;

	if (identify_decode(data, size, &identify) == 0)
		check(identify.total_size % CAPACITY_UNIT == 0);
	if (partition_decode(data, size, &partition) == 0)
		check(partition.next_persistent % CAPACITY_UNIT == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	decode_layout(&health_layout, data, size);
	decode_layout(&alert_config_layout, data, size);
	decode_capacities(data, size);
	decode_fw_info(data, size);
	return 0;
}

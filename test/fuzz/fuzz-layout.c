// SPDX-License-Identifier: GPL-2.0-only
/* Decodes the input with every fixed layout of replies and inputs. */
#include "fuzz.h"

#include "cxl/lib/wire/fw.h"
#include "cxl/lib/wire/health-verdict.h"
#include "cxl/lib/wire/opcode.h"

/* Records do not outnumber those that fit into the payload, whatever it claims. */
static void check_records(const struct layout *l, const uint8_t *data, size_t size,
			  const struct rec *r)
{
	const struct rec *records = l->list ? rec_get(r, l->list->key) : NULL;

	check(layout_used(l, data, size) <= size);
	check(!l->list || (size < l->list->at) == !records);
	check(!records || records->count <= (size - l->list->at) / l->list->record->size);
	check(!records || layout_size(l, data, size) > size ||
	      records->count == bitfield_get(&l->list->count, data));
}

static void decode_layout(const struct layout *l, const uint8_t *data, size_t size)
{
	const struct layout *form = layout_form(l, data, size);
	auto_rec struct rec *r = rec_new_obj();
	int rc = layout_decode(l, data, size, r);
	u32 max = l->count + (form ? form->count + 1U : 0);

	if (l->list)
		max += 1 + (l->list->end ? l->list->end->count : 0);
	check((rc == -EMSGSIZE) == (size < layout_size(l, data, size)));
	check(rc == -EMSGSIZE || rc == -ERANGE || rc == 0);
	check(r->count <= max);
	check_records(l, data, size, r);
	print_record(r);
}

static void decode_all_layouts(const uint8_t *data, size_t size)
{
	const struct opcode_desc *d;
	size_t i;

	for (i = 0; (d = opcode_at(i)); i++) {
		if (d->in)
			decode_layout(d->in, data, size);
		if (d->out)
			decode_layout(d->out, data, size);
	}
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

/* The verdict is "ok" if and only if there are no findings. */
static void check_health(const uint8_t *data, size_t size)
{
	auto_rec struct rec *r = rec_new_obj();

	if (health_verdict(data, size, r) < 0) {
		check(size < health_layout.size && r->count == 0);
		return;
	}
	print_record(r);
	check(str_eq(rec_get_str(r, "verdict"), "ok") == (rec_get(r, "findings")->count == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	decode_all_layouts(data, size);
	decode_fw_info(data, size);
	check_health(data, size);
	return 0;
}

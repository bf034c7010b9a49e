// SPDX-License-Identifier: GPL-2.0-only
/* Feature commands of the simulated device: 0500h, 0501h, 0502h (CXL r3.2 8.2.10.6). */
#include "cxl/sim/device.h"

#define GET_IN 21
#define SET_HEADER 32
#define ENTRY_LEN 48

enum transfer { FULL, INITIATE, CONTINUE, FINISH, ABORT };

u32 sim_feature_entry(const struct sim_feature *f, u16 index, u8 *entry)
{
	memset(entry, 0, ENTRY_LEN);
	memcpy(entry, f->uuid, SIM_UUID);
	put_le(entry + 0x10, 2, index);
	put_le(entry + 0x12, 2, f->get_size);
	put_le(entry + 0x14, 2, f->set_size);
	put_le(entry + 0x16, 4, f->flags);
	entry[0x1a] = f->get_version;
	entry[0x1b] = f->set_version;
	put_le(entry + 0x1c, 2, f->effects);
	return ENTRY_LEN;
}

static u16 get_supported(struct sim_dev *d, struct sim_cmd *c)
{
	u32 size, start, n = 0;

	if (c->in_len != 8)
		return RC_PAYLOAD_LENGTH;
	size = (u32)get_le(c->in, 4);
	start = (u32)get_le(c->in + 4, 2);
	if (size < 8 || start > d->feature_count)
		return RC_INVALID_INPUT;
	size = MIN(size, d->payload_max) - 8;
	for (; start + n < d->feature_count && (n + 1) * ENTRY_LEN <= size; n++)
		sim_feature_entry(&d->features[start + n], (u16)(start + n),
				  c->out + 8 + n * ENTRY_LEN);
	put_le(c->out, 2, n);
	put_le(c->out + 2, 2, d->feature_count);
	c->out_len = 8 + n * ENTRY_LEN;
	return RC_SUCCESS;
}

static u16 get_feature(struct sim_dev *d, struct sim_cmd *c)
{
	const struct sim_feature *f;
	u32 offset, count;
	u8 selection;

	if (c->in_len != GET_IN)
		return RC_PAYLOAD_LENGTH;
	f = sim_feature_find(d, c->in);
	if (!f)
		return RC_UNSUPPORTED;
	offset = (u32)get_le(c->in + 0x10, 2);
	count = (u32)get_le(c->in + 0x12, 2);
	selection = c->in[0x14];
	if (d->transfer.active && memcmp(d->transfer.uuid, f->uuid, SIM_UUID) == 0)
		return RC_TRANSFER_IN_PROGRESS;
	if (selection >= VALUE_COUNT || (selection == VALUE_DEFAULT && !(f->flags & BIT(5))) ||
	    (selection == VALUE_SAVED && !(f->flags & BIT(6))))
		return RC_FEATURE_SELECTION;
	if (offset >= f->get_size || count > d->payload_max)
		return RC_INVALID_INPUT;
	c->out_len = MIN(count, f->get_size - offset);
	memcpy(c->out, f->value[selection] + offset, c->out_len);
	return RC_SUCCESS;
}

/*
 * Settable fields of standard Features: .len bytes at offset .get of Get data and at .set of Set
 * data. Fields of FRUs repeat every .get_step and .set_step bytes.
 */
/* clang-format off */
static const struct field {
	const char *uuid;
	u8 get, set, len, get_step, set_step;
} fields[] = {
	{ "96dad7d6-fde8-482b-a733-75774e06db8a", 1, 0, 1, 0, 0 },	/* patrol scrub: hours */
	{ "96dad7d6-fde8-482b-a733-75774e06db8a", 3, 1, 1, 0, 0 },	/* enable */
	{ "e5b13f22-2328-4a14-b8ba-b9691e893386", 0, 0, 1, 0, 0 },	/* ECS: log entry type */
	{ "e5b13f22-2328-4a14-b8ba-b9691e893386", 2, 1, 2, 4, 2 },	/* configuration per FRU */
	{ "892ba475-fad8-474e-9d3e-692c917568bb", 3, 0, 2, 0, 0 },	/* sPPR: operation mode */
	{ "892ba475-fad8-474e-9d3e-692c917568bb", 19, 2, 1, 0, 0 },	/* PPR mode */
	{ "80ea4521-786f-4127-afb1-ec7459fb0e24", 3, 0, 2, 0, 0 },	/* hPPR */
	{ "80ea4521-786f-4127-afb1-ec7459fb0e24", 19, 2, 1, 0, 0 },
	{ "96c33386-91dd-44c7-9ecb-fdaf6503bac4", 3, 0, 2, 0, 0 },	/* cacheline sparing */
	{ "450ebf67-b135-4f97-a498-c2d57f279bed", 3, 0, 2, 0, 0 },	/* row */
	{ "78b79636-90ac-4b64-a4ef-faac5d18a863", 3, 0, 2, 0, 0 },	/* bank */
	{ "34dbaff5-0552-4281-8f76-da0b5e7a76a7", 3, 0, 2, 0, 0 },	/* rank */
};
/* clang-format on */

static bool is_uuid(const struct sim_feature *f, const char *text)
{
	char buf[SIM_UUID_TEXT];

	sim_uuid_text(f->uuid, buf);
	return str_eq(buf, text);
}

/* Copy one field between Get data (@value) and Set data (@image). */
static void copy_field(const struct sim_feature *f, const struct field *p, u8 *value, u8 *image,
		       bool to_image)
{
	u32 get = p->get, set = p->set;

	while (get + p->len <= f->get_size && set + p->len <= f->set_size) {
		if (to_image)
			memcpy(image + set, value + get, p->len);
		else
			memcpy(value + get, image + set, p->len);
		if (!p->get_step)
			break;
		get += p->get_step;
		set += p->set_step;
	}
}

static void copy_fields(const struct sim_feature *f, u8 *value, u8 *image, bool to_image)
{
	bool any = false;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fields); i++) {
		if (!is_uuid(f, fields[i].uuid))
			continue;
		any = true;
		copy_field(f, &fields[i], value, image, to_image);
	}
	if (any)
		return;
	if (to_image)
		memcpy(image, value, MIN(f->get_size, f->set_size));
	else
		memcpy(value, image, MIN(f->get_size, f->set_size));
}

void sim_feature_image(const struct sim_feature *f, const u8 *value, u8 *image)
{
	memset(image, 0, f->set_size);
	copy_fields(f, (u8 *)value, image, true);
}

/* Checks of standard Features; clears bits of @value, the new Get data, that are not stored. */
static u16 check_value(const struct sim_feature *f, const u8 *old, u8 *value)
{
	u32 fru;

	if (is_uuid(f, "96dad7d6-fde8-482b-a733-75774e06db8a") && f->get_size >= 4) {
		if (!(old[0] & 1) && value[1] != old[1])
			return RC_INVALID_INPUT;
		if (value[1] < value[2] || value[3] > 1)
			return RC_INVALID_INPUT;
	}
	if (is_uuid(f, "e5b13f22-2328-4a14-b8ba-b9691e893386")) {
		if (value[0] > 1)
			return RC_INVALID_INPUT;
		for (fru = 1; fru + 4 <= f->get_size; fru += 4) {
			if ((value[fru + 1] & 7) < 3 || (value[fru + 1] & 7) > 5)
				return RC_INVALID_INPUT;
			value[fru + 1] &= (u8)~0x10; /* Reset Counter reads as 0 */
		}
	}
	return RC_SUCCESS;
}

/* Data of one Set Feature, with all parts of a transfer. */
struct set_data {
	const u8 *data;
	u32 len, offset; /* in the Set data of the Feature */
	bool save;	 /* also the saved value */
	bool ignore;	 /* report success, change nothing */
};

static u16 apply(struct sim_feature *f, const struct set_data *set)
{
	auto_free u8 *image = calloc(1, f->set_size + 1U), *value = malloc(f->get_size + 1U);
	u16 rc;

	if (!image || !value)
		return RC_INTERNAL;
	memcpy(value, f->value[f->after_reset ? VALUE_SAVED : VALUE_CURRENT], f->get_size);
	sim_feature_image(f, value, image);
	memcpy(image + set->offset, set->data, set->len);
	copy_fields(f, value, image, false);
	rc = check_value(f, f->value[VALUE_CURRENT], value);
	if (rc != RC_SUCCESS || set->ignore)
		return rc;
	if (!f->after_reset)
		memcpy(f->value[VALUE_CURRENT], value, f->get_size);
	if (set->save || f->after_reset)
		memcpy(f->value[VALUE_SAVED], value, f->get_size);
	return RC_SUCCESS;
}

/* Parts of a transfer must be contiguous; there is one transfer per device. */
static u16 transfer_part(struct sim_dev *d, struct sim_feature *f, const struct sim_cmd *c,
			 bool ignore)
{
	struct sim_transfer *t = &d->transfer;
	u32 flags = (u32)get_le(c->in + 0x10, 4), offset = (u32)get_le(c->in + 0x14, 2);
	u32 len = c->in_len - SET_HEADER, part = flags & 7;
	u16 rc;

	if (t->active && memcmp(t->uuid, f->uuid, SIM_UUID) != 0)
		return RC_TRANSFER_IN_PROGRESS;
	if (part == INITIATE ? t->active : !t->active)
		return part == INITIATE ? RC_TRANSFER_IN_PROGRESS : RC_TRANSFER_ORDER;
	if (part == ABORT) {
		sim_transfer_clear(t);
		return RC_SUCCESS;
	}
	if (part == INITIATE) {
		t->data = malloc(UINT16_MAX);
		if (!t->data)
			return RC_INTERNAL;
		t->active = true;
		t->start = offset;
		memcpy(t->uuid, f->uuid, SIM_UUID);
	}
	if (offset != t->start + t->len)
		return RC_TRANSFER_ORDER;
	if (offset + len > f->set_size) {
		sim_transfer_clear(t);
		return RC_PAYLOAD_LENGTH;
	}
	memcpy(t->data + t->len, c->in + SET_HEADER, len);
	t->len += len;
	if (part != FINISH)
		return RC_SUCCESS;
	rc = apply(f, &(struct set_data){
			      .data = t->data,
			      .len = t->len,
			      .offset = t->start,
			      .save = flags & BIT(3),
			      .ignore = ignore,
		      });
	sim_transfer_clear(t);
	return rc;
}

static u16 set_feature(struct sim_dev *d, struct sim_cmd *c, bool ignore)
{
	struct sim_feature *f;
	u32 flags, offset, len;

	if (c->in_len < SET_HEADER)
		return RC_PAYLOAD_LENGTH;
	f = sim_feature_find(d, c->in);
	if (!f)
		return RC_UNSUPPORTED;
	flags = (u32)get_le(c->in + 0x10, 4);
	offset = (u32)get_le(c->in + 0x14, 2);
	len = c->in_len - SET_HEADER;
	if (!(f->flags & BIT(0)) || (flags & 7) > ABORT)
		return RC_INVALID_INPUT;
	if (c->in[0x16] != f->set_version)
		return RC_FEATURE_VERSION;
	if ((flags & 7) != FULL)
		return transfer_part(d, f, c, ignore);
	if (d->transfer.active)
		return RC_TRANSFER_IN_PROGRESS;
	if (len == 0 || offset + len > f->set_size)
		return RC_PAYLOAD_LENGTH;
	return apply(f, &(struct set_data){
				.data = c->in + SET_HEADER,
				.len = len,
				.offset = offset,
				.save = flags & BIT(3),
				.ignore = ignore,
			});
}

u16 device_feature(struct sim_dev *d, struct sim_cmd *c, bool ignore)
{
	switch (c->opcode) {
	case 0x0500:
		return get_supported(d, c);
	case 0x0501:
		return get_feature(d, c);
	default:
		return set_feature(d, c, ignore);
	}
}

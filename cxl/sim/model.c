// SPDX-License-Identifier: GPL-2.0-only
/* Data of the simulated system: find, add and free. */
#include "cxl/sim/model.h"
#include "util/array.h"
#include "util/num.h"

struct sim_dev *sim_device(struct sim *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->device_count; i++)
		if (str_eq(s->devices[i].name, name))
			return &s->devices[i];
	return NULL;
}

struct sim_dev *sim_device_add(struct sim *s, const char *name)
{
	struct sim_dev *d = s->device_count < SIM_DEVICES
				    ? array_grow(s->devices, s->device_count, sizeof(*d))
				    : NULL;

	if (!d)
		return NULL;
	s->devices = d;
	d += s->device_count++;
	*d = (struct sim_dev){ .payload_max = 2048 };
	snprintf(d->name, sizeof(d->name), "%s", name);
	return d;
}

int sim_uuid_parse(const char *text, u8 *uuid)
{
	char plain[33];
	size_t n = 0, len = SIM_UUID, i;

	if (strlen(text) != SIM_UUID_TEXT - 1)
		return -EINVAL;
	for (i = 0; text[i]; i++) {
		if (i == 8 || i == 13 || i == 18 || i == 23) {
			if (text[i] != '-')
				return -EINVAL;
		} else {
			plain[n++] = text[i];
		}
	}
	plain[n] = '\0';
	if (n != 32 || strspn(plain, "0123456789abcdefABCDEF") != 32)
		return -EINVAL;
	return num_hex_bytes(plain, uuid, &len);
}

void sim_uuid_text(const u8 *u, char *buf)
{
	snprintf(buf, SIM_UUID_TEXT,
		 "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", u[0], u[1],
		 u[2], u[3], u[4], u[5], u[6], u[7], u[8], u[9], u[10], u[11], u[12], u[13], u[14],
		 u[15]);
}

static void feature_clear(struct sim_feature *f)
{
	size_t i;

	for (i = 0; i < VALUE_COUNT; i++)
		free(f->value[i]);
	*f = (struct sim_feature){ 0 };
}

void sim_features_clear(struct sim_dev *d)
{
	while (d->feature_count)
		feature_clear(&d->features[--d->feature_count]);
}

void sim_transfer_clear(struct sim_transfer *t)
{
	free(t->data);
	*t = (struct sim_transfer){ 0 };
}

void sim_dev_clear(struct sim_dev *d)
{
	size_t i;

	sim_features_clear(d);
	for (i = 0; i < d->log_count; i++)
		free(d->logs[i].data);
	sim_transfer_clear(&d->transfer);
	*d = (struct sim_dev){ 0 };
}

struct sim_feature *sim_feature_find(struct sim_dev *d, const u8 *uuid)
{
	size_t i;

	for (i = 0; i < d->feature_count; i++)
		if (memcmp(d->features[i].uuid, uuid, SIM_UUID) == 0)
			return &d->features[i];
	return NULL;
}

struct sim_feature *sim_feature_add(struct sim_dev *d, const u8 *uuid)
{
	struct sim_feature *f = sim_feature_find(d, uuid);

	if (f) {
		feature_clear(f);
	} else {
		if (d->feature_count == SIM_FEATURES)
			return NULL;
		f = &d->features[d->feature_count++];
	}
	*f = (struct sim_feature){ .get_version = 1, .set_version = 1, .flags = 1 };
	memcpy(f->uuid, uuid, SIM_UUID);
	return f;
}

int sim_feature_sizes(struct sim_feature *f, u16 get_size, u16 set_size)
{
	size_t i;

	for (i = 0; i < VALUE_COUNT; i++) {
		free(f->value[i]);
		f->value[i] = calloc(1, get_size + 1U);
		if (!f->value[i])
			return -ENOMEM;
	}
	f->get_size = get_size;
	f->set_size = set_size;
	return 0;
}

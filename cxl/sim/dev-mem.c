// SPDX-License-Identifier: GPL-2.0-only
/* Commands of the simulated device, without Features (CXL r3.2 8.2.10). */
#include <fcntl.h>
#include <sys/stat.h>

#include "cxl/sim/device.h"
#include "cxl/sim/state.h"

#define LOG_ENTRY 20
#define LOG_GET_IN 24
#define CAPACITY (256ULL << 20) /* bytes, unit of capacities */

/* clang-format off */
static const u8 cel_uuid[SIM_UUID] = {
	0x0d, 0xa9, 0xc0, 0xb5, 0xbf, 0x41, 0x4b, 0x78, 0x8f, 0x79, 0x96, 0xb1, 0x62, 0x3b, 0x3f,
	0x17,
};
/* clang-format on */

/* Commands that return a fixed structure. */
/* clang-format off */
static const struct fixed {
	u16 opcode, size;
	enum sim_block block;
} fixed[] = {
	{ 0x0200, 0x50, BLOCK_FW },	 { 0x0300, 8, BLOCK_TIMESTAMP },
	{ 0x4000, 0x45, BLOCK_IDENTIFY }, { 0x4100, 0x20, BLOCK_PARTITION },
	{ 0x4200, 0x12, BLOCK_HEALTH },	 { 0x4201, 0x10, BLOCK_ALERTS },
	{ 0x4203, 1, BLOCK_SHUTDOWN },
};
/* clang-format on */

/* Contents of log @i, 0 is the Command Effects Log; returns the size. @data may be NULL. */
static u32 log_bytes(const struct sim_dev *d, size_t i, u8 *data)
{
	size_t n;

	if (i > 0) {
		if (data)
			memcpy(data, d->logs[i - 1].data, d->logs[i - 1].len);
		return d->logs[i - 1].len;
	}
	for (n = 0; data && n < d->cel_count; n++) {
		put_le(data + 4 * n, 2, d->cel[n].opcode);
		put_le(data + 4 * n + 2, 2, d->cel[n].effects);
	}
	return (u32)(4 * d->cel_count);
}

static const u8 *log_uuid(const struct sim_dev *d, size_t i)
{
	return i ? d->logs[i - 1].uuid : cel_uuid;
}

static int log_find(const struct sim_dev *d, const u8 *uuid)
{
	size_t i;

	for (i = 0; i <= d->log_count; i++)
		if (memcmp(log_uuid(d, i), uuid, SIM_UUID) == 0)
			return (int)i;
	return -1;
}

static u16 supported_logs(const struct sim_dev *d, struct sim_cmd *c)
{
	size_t start = 0, max = (d->payload_max - 8) / LOG_ENTRY, n;
	u8 *at = c->out + 8;

	if (c->opcode == 0x0405) {
		if (c->in_len != 2)
			return RC_PAYLOAD_LENGTH;
		start = c->in[1];
		max = MIN(max, c->in[0]);
		if (start > d->log_count)
			return RC_INVALID_INPUT;
	}
	memset(c->out, 0, 8);
	for (n = 0; n < max && start + n <= d->log_count; n++, at += LOG_ENTRY) {
		memcpy(at, log_uuid(d, start + n), SIM_UUID);
		put_le(at + SIM_UUID, 4, log_bytes(d, start + n, NULL));
	}
	if (c->opcode == 0x0405) {
		c->out[0] = (u8)n;
		put_le(c->out + 2, 2, d->log_count + 1);
		c->out[4] = (u8)start;
	} else {
		put_le(c->out, 2, n);
	}
	c->out_len = (u32)(at - c->out);
	return RC_SUCCESS;
}

static u16 get_log(const struct sim_dev *d, struct sim_cmd *c)
{
	auto_free u8 *data = NULL;
	u64 offset, len, at;
	u32 size;
	int i;

	if (c->in_len != LOG_GET_IN)
		return RC_PAYLOAD_LENGTH;
	i = log_find(d, c->in);
	if (i < 0)
		return RC_INVALID_LOG;
	offset = get_le(c->in + 0x10, 4);
	len = get_le(c->in + 0x14, 4);
	size = log_bytes(d, (size_t)i, NULL);
	if (offset + len > size || len > d->payload_max)
		return RC_INVALID_INPUT;
	data = malloc(size + 1U);
	if (!data)
		return RC_INTERNAL;
	log_bytes(d, (size_t)i, data);
	at = c->fault == FAULT_OFFSET_UNITS ? 4 * offset : offset;
	memset(c->out, 0, len);
	if (at < size)
		memcpy(c->out, data + at, MIN(len, size - at));
	c->out_len = (u32)len;
	return RC_SUCCESS;
}

/* 0402h and 0403h. All logs except the Command Effects Log can be cleared. */
static u16 log_control(struct sim_dev *d, struct sim_cmd *c)
{
	int i = c->in_len == SIM_UUID ? log_find(d, c->in) : -1;

	if (c->in_len != SIM_UUID)
		return RC_PAYLOAD_LENGTH;
	if (i < 0)
		return RC_INVALID_LOG;
	if (c->opcode == 0x0402) {
		put_le(c->out, 4, i > 0);
		c->out_len = 4;
		return RC_SUCCESS;
	}
	if (i == 0)
		return RC_INVALID_INPUT;
	memset(d->logs[i - 1].data, 0, d->logs[i - 1].len);
	return RC_SUCCESS;
}

/* Label storage area, in the sparse file state/NAME.lsa. */
static u16 label_storage(struct sim *s, struct sim_dev *d, struct sim_cmd *c)
{
	u64 size = get_le(d->block[BLOCK_IDENTIFY] + 0x38, 4), offset, len;
	auto_close int fd = -1;
	char name[SIM_NAME_LEN + 8];
	ssize_t n;

	if (c->in_len < 8 || (c->opcode == 0x4102 && c->in_len != 8))
		return RC_PAYLOAD_LENGTH;
	offset = get_le(c->in, 4);
	len = c->opcode == 0x4102 ? get_le(c->in + 4, 4) : c->in_len - 8;
	if (len == 0 || offset + len > size || len > d->payload_max)
		return RC_INVALID_INPUT;
	snprintf(name, sizeof(name), "%s.lsa", d->name);
	fd = sim_open_file(s->statefd, name, O_RDWR | O_CREAT);
	if (fd < 0 || ftruncate(fd, (off_t)size) < 0)
		return RC_INTERNAL;
	if (c->opcode == 0x4102) {
		n = pread(fd, c->out, len, (off_t)offset);
		c->out_len = (u32)len;
	} else {
		n = pwrite(fd, c->in + 8, len, (off_t)offset);
	}
	return n == (ssize_t)len ? RC_SUCCESS : RC_INTERNAL;
}

/*
 * The next partition; with flag bit 0, the active one. The payload has the volatile part of the
 * capacity that can be partitioned.
 */
static u16 set_partition(struct sim_dev *d, const struct sim_cmd *c)
{
	u8 *id = d->block[BLOCK_IDENTIFY], *part = d->block[BLOCK_PARTITION];
	u64 total = get_le(id + 0x10, 8), volatile_only = get_le(id + 0x18, 8);
	u64 persistent_only = get_le(id + 0x20, 8), align = get_le(id + 0x28, 8), size;
	bool immediate;

	if (c->in_len != 9 && c->in_len != 10)
		return RC_PAYLOAD_LENGTH;
	size = get_le(c->in, 8);
	immediate = c->in[8] & 1;
	if (!align)
		return RC_UNSUPPORTED;
	if (size > total - volatile_only - persistent_only || size % align)
		return RC_INVALID_INPUT;
	size += volatile_only;
	put_le(part + (immediate ? 0x00 : 0x10), 8, size);
	put_le(part + (immediate ? 0x08 : 0x18), 8, total - size);
	return RC_SUCCESS;
}

/*
 * Byte 0 selects the alerts to change, byte 1 enables them. A warning threshold must be below its
 * critical threshold, above it for under-temperature.
 */
static u16 set_alerts(struct sim_dev *d, const struct sim_cmd *c)
{
	/* clang-format off */
	static const struct {
		u8 bit, in, width, out, critical;
		int sign;		/* 1: warning below critical, -1: above, 0: no critical */
	} rows[] = {
		{ 0, 0x2, 1, 0x3, 0x2, 1 },	{ 1, 0x4, 2, 0x8, 0x4, 1 },
		{ 2, 0x6, 2, 0xa, 0x6, -1 },	{ 3, 0x8, 2, 0xc, 0, 0 },
		{ 4, 0xa, 2, 0xe, 0, 0 },
	};
	/* clang-format on */
	u8 *a = d->block[BLOCK_ALERTS], next[16];
	s64 warn, critical;
	size_t i;

	if (c->in_len != 12)
		return RC_PAYLOAD_LENGTH;
	memcpy(next, a, sizeof(next));
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!(c->in[0] & BIT(rows[i].bit)))
			continue;
		next[0] = (u8)(next[0] & ~BIT(rows[i].bit));
		if (!(c->in[1] & BIT(rows[i].bit)))
			continue;
		warn = (s16)get_le(c->in + rows[i].in, rows[i].width);
		critical = (s16)get_le(a + rows[i].critical, rows[i].width);
		if (rows[i].sign && warn * rows[i].sign >= critical * rows[i].sign)
			return RC_INVALID_INPUT;
		put_le(next + rows[i].out, rows[i].width, (u64)warn);
		next[0] = (u8)(next[0] | BIT(rows[i].bit));
	}
	memcpy(a, next, sizeof(next));
	return RC_SUCCESS;
}

/* Estimated time: 1 ms for 1 KiB. */
static u16 scan_media_caps(const struct sim_dev *d, struct sim_cmd *c)
{
	u64 capacity = get_le(d->block[BLOCK_IDENTIFY] + 0x10, 8) * CAPACITY, dpa, len;

	if (c->in_len != 16)
		return RC_PAYLOAD_LENGTH;
	dpa = get_le(c->in, 8);
	len = get_le(c->in + 8, 8);
	if (dpa % 64)
		return RC_INVALID_INPUT;
	if (dpa > capacity || len > (capacity - dpa) / 64)
		return RC_POISON_PADDR;
	put_le(c->out, 4, len / 16);
	c->out_len = 4;
	return RC_SUCCESS;
}

static u16 set_block(struct sim_dev *d, const struct sim_cmd *c, enum sim_block block, u32 size)
{
	if (c->in_len != size)
		return RC_PAYLOAD_LENGTH;
	memcpy(d->block[block], c->in, size);
	return RC_SUCCESS;
}

static u16 get_fixed(const struct sim_dev *d, struct sim_cmd *c)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(fixed); i++) {
		if (fixed[i].opcode != c->opcode)
			continue;
		if (c->in_len)
			return RC_PAYLOAD_LENGTH;
		memcpy(c->out, d->block[fixed[i].block], fixed[i].size);
		c->out_len = fixed[i].size;
		return RC_SUCCESS;
	}
	return RC_UNSUPPORTED;
}

/* Perform Maintenance: post package repair and memory sparing. */
static u16 maintenance(const struct sim_dev *d, const struct sim_cmd *c)
{
	size_t i;

	if (c->in_len < 2)
		return RC_PAYLOAD_LENGTH;
	for (i = 0; i < d->feature_count; i++) {
		const struct sim_feature *f = &d->features[i];

		if (f->get_size < 7 || (c->in[0] != 1 && c->in[0] != 2) ||
		    memcmp(f->value[VALUE_CURRENT] + 5, c->in, 2) != 0)
			continue;
		return c->in_len == (c->in[0] == 1 ? 14 : 16) ? RC_SUCCESS : RC_PAYLOAD_LENGTH;
	}
	return RC_INVALID_INPUT;
}

u16 device_memory(struct sim *s, struct sim_dev *d, struct sim_cmd *c)
{
	switch (c->opcode) {
	case 0x0201:
	case 0x0202:
		return device_firmware(s, d, c);
	case 0x0301:
		return set_block(d, c, BLOCK_TIMESTAMP, 8);
	case 0x0400:
	case 0x0405:
		return supported_logs(d, c);
	case 0x0401:
		return get_log(d, c);
	case 0x0402:
	case 0x0403:
		return log_control(d, c);
	case 0x0600:
		return maintenance(d, c);
	case 0x4101:
		return set_partition(d, c);
	case 0x4102:
	case 0x4103:
		return label_storage(s, d, c);
	case 0x4202:
		return set_alerts(d, c);
	case 0x4204:
		return set_block(d, c, BLOCK_SHUTDOWN, 1);
	case 0x4400:
	case 0x4401:
		return c->in_len ? RC_PAYLOAD_LENGTH : RC_SUCCESS;
	case 0x4303:
		return scan_media_caps(d, c);
	default:
		return get_fixed(d, c);
	}
}

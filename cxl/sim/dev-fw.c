// SPDX-License-Identifier: GPL-2.0-only
/*
 * Firmware update of the simulated device (CXL r3.2 8.2.10.3). The image is in state/NAME.image, in
 * parts as they were sent; printable characters at its start are the revision of the slot.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "cxl/sim/device.h"
#include "cxl/sim/state.h"

#define HEADER 0x80
#define UNIT 128 /* bytes, of offsets */
#define SLOTS 4
#define REVISION_AT 0x10
#define REVISION 16

enum action { FULL, INITIATE, CONTINUE, END, ABORT };

static u8 active_slot(const struct sim_dev *d)
{
	return d->block[BLOCK_FW][1] & 7;
}

/* Neither missing nor active. */
static bool slot_is_free(const struct sim_dev *d, u8 slot)
{
	return slot && slot <= d->block[BLOCK_FW][0] && slot <= SLOTS && slot != active_slot(d);
}

static void set_revision(struct sim_dev *d, u8 slot, int fd)
{
	u8 *at = d->block[BLOCK_FW] + REVISION_AT + (slot - 1) * REVISION;
	char text[REVISION];
	ssize_t n = pread(fd, text, sizeof(text), 0), i;

	memset(at, 0, REVISION);
	for (i = 0; i < n && text[i] > ' ' && text[i] <= '~'; i++)
		at[i] = (u8)text[i];
}

static u16 transfer(struct sim *s, struct sim_dev *d, const struct sim_cmd *c)
{
	auto_close int fd = -1;
	char name[SIM_NAME_LEN + 8];
	off_t offset, size;
	ssize_t len;
	u8 action;

	if (c->in_len < HEADER)
		return RC_PAYLOAD_LENGTH;
	action = c->in[0];
	offset = (off_t)get_le(c->in + 4, 4) * UNIT;
	len = (ssize_t)(c->in_len - HEADER);
	if (action > ABORT)
		return RC_INVALID_INPUT;
	if ((action == FULL || action == END) && !slot_is_free(d, c->in[1]))
		return RC_FW_SLOT;
	snprintf(name, sizeof(name), "%s.image", d->name);
	fd = sim_open_file(s->statefd, name, O_RDWR | O_CREAT);
	if (fd < 0)
		return RC_INTERNAL;
	if ((action <= INITIATE || action == ABORT) && ftruncate(fd, 0) < 0)
		return RC_INTERNAL;
	size = lseek(fd, 0, SEEK_END);
	if (action == ABORT)
		return RC_SUCCESS;
	if (offset != (size + UNIT - 1) / UNIT * UNIT)
		return RC_FW_ORDER;
	if (pwrite(fd, c->in + HEADER, (size_t)len, offset) != len)
		return RC_INTERNAL;
	if (action == FULL || action == END)
		set_revision(d, c->in[1], fd);
	return RC_SUCCESS;
}

/* Action 0: at once, 1: at the next reset. */
static u16 activate(struct sim_dev *d, const struct sim_cmd *c)
{
	u8 *fw = d->block[BLOCK_FW];

	if (c->in_len != 2)
		return RC_PAYLOAD_LENGTH;
	if (c->in[0] > 1 || (c->in[0] == 0 && !(fw[2] & 1)))
		return RC_INVALID_INPUT;
	if (!slot_is_free(d, c->in[1]))
		return RC_FW_SLOT;
	fw[1] = c->in[0] ? (u8)(active_slot(d) | c->in[1] << 3) : c->in[1];
	return RC_SUCCESS;
}

u16 device_firmware(struct sim *s, struct sim_dev *d, const struct sim_cmd *c)
{
	return c->opcode == 0x0201 ? transfer(s, d, c) : activate(d, c);
}

void device_firmware_reset(struct sim_dev *d)
{
	u8 *fw = d->block[BLOCK_FW], staged = fw[1] >> 3 & 7;

	if (staged)
		fw[1] = staged;
}

// SPDX-License-Identifier: GPL-2.0-only
/* Mailbox of the simulated device, with scripted faults. */
#include "cxl/sim/device.h"
#include "cxl/sim/fault.h"
#include "cxl/sim/state.h"

#define DOORBELL_TIMEOUT_MS 2000 /* CXL_MAILBOX_TIMEOUT_MS of the kernel */

bool sim_in_cel(const struct sim_dev *d, u16 opcode)
{
	size_t i;

	for (i = 0; i < d->cel_count; i++)
		if (d->cel[i].opcode == opcode)
			return true;
	return false;
}

/* Commands that work without an entry in the Command Effects Log. */
static bool is_mandatory(u16 opcode)
{
	return opcode == 0x0400 || opcode == 0x0401 || opcode == 0x4000;
}

/* Commands that FAULT_IGNORE skips; Set Feature checks its input first, see dev-feature.c. */
static bool is_skipped(u16 opcode)
{
	return opcode == 0x0201 || opcode == 0x0202 || opcode == 0x0301 || opcode == 0x0403 ||
	       opcode == 0x4101 || opcode == 0x4103 || opcode == 0x4202 || opcode == 0x4204;
}

static const struct sim_reply *find_reply(const struct sim_dev *d, u16 opcode)
{
	size_t i;

	for (i = 0; i < d->reply_count; i++)
		if (d->replies[i].opcode == opcode)
			return &d->replies[i];
	return NULL;
}

static u16 dispatch(struct sim *s, struct sim_dev *d, struct sim_cmd *c, bool ignore)
{
	const struct sim_reply *reply = find_reply(d, c->opcode);

	if (reply) {
		memcpy(c->out, reply->data, reply->len);
		c->out_len = reply->len;
		return RC_SUCCESS;
	}
	if (!is_mandatory(c->opcode) && !sim_in_cel(d, c->opcode))
		return RC_UNSUPPORTED;
	if (c->in_len > d->payload_max)
		return RC_PAYLOAD_LENGTH;
	if (ignore && is_skipped(c->opcode))
		return RC_SUCCESS;
	if (c->opcode >> 8 == 0x05)
		return device_feature(d, c, ignore);
	return device_memory(s, d, c);
}

/* Faults instead of the command. 1: none, execute the command. */
static int fail_before(struct sim *s, const struct sim_fault *f, struct sim_cmd *c)
{
	switch (f->kind) {
	case FAULT_CODE:
		c->code = (u16)f->arg;
		return 0;
	case FAULT_LATE:
		s->wait.ms += f->arg;
		return 1;
	case FAULT_TOGETHER:
		s->wait.opcode = c->opcode;
		s->wait.commands = f->arg;
		return 1;
	case FAULT_HANG:
		s->wait.ms += DOORBELL_TIMEOUT_MS;
		return -ETIMEDOUT;
	case FAULT_TIMEOUT:
		return -ETIMEDOUT;
	case FAULT_BUSY:
		return -EBUSY;
	case FAULT_LOST:
		return -EIO;
	case FAULT_ERRNO:
		return -(int)f->arg;
	default:
		return 1;
	}
}

/* Faults that change the reply. */
static int fail_after(const struct sim_fault *f, struct sim_cmd *c)
{
	u32 extra;

	switch (f->kind) {
	case FAULT_SHORT:
		c->out_len = MIN(c->out_len, (u32)f->arg);
		return 0;
	case FAULT_LONG:
		extra = MIN((u32)f->arg, SIM_OUT_MAX - c->out_len);
		memset(c->out + c->out_len, 0xa5, extra);
		c->out_len += extra;
		return 0;
	case FAULT_ONES:
		memset(c->out, 0xff, c->out_len);
		return 0;
	case FAULT_FLIP:
		if (f->arg < c->out_len)
			c->out[f->arg] ^= 0xff;
		return 0;
	case FAULT_BACKGROUND:
		c->code = RC_BACKGROUND;
		c->out_len = 0;
		return -ETIMEDOUT;
	default:
		return 0;
	}
}

int sim_mbox(struct sim *s, struct sim_dev *d, struct sim_cmd *c)
{
	struct sim_fault fault = { .kind = FAULT_NONE };
	char target[16];
	int rc;

	snprintf(target, sizeof(target), "0x%04x", c->opcode);
	fault_take(s, d->name, target, &fault);
	c->fault = fault.kind;
	c->out_len = 0;
	c->code = RC_SUCCESS;
	rc = fail_before(s, &fault, c);
	if (rc == 1) {
		c->code = dispatch(s, d, c, fault.kind == FAULT_IGNORE);
		if (c->code != RC_SUCCESS)
			c->out_len = 0;
		rc = fail_after(&fault, c);
	}
	sim_log_command(s, d, c, rc);
	return rc;
}

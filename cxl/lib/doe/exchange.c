// SPDX-License-Identifier: LGPL-2.1-or-later
/* The registers of a DOE mailbox. */
#include <stdlib.h>
#include <time.h>

#include "cxl/lib/doe/doe.h"
#include "util/clock.h"

#define POLL_MS 1	/* between two readings of the status */
#define CHECK_WORDS 256 /* of a reply, between two checks of status and signals */
#define LENGTH_MASK 0x3ffff

static int read_register(const struct doe_mailbox *m, u32 at, u32 *ret)
{
	return transport.config_read(m->config, m->offset + at, ret);
}

static int write_register(const struct doe_mailbox *m, u32 at, u32 value)
{
	return transport.config_write(m->config, m->offset + at, value);
}

static int read_status(const struct doe_mailbox *m, u32 *ret)
{
	int rc = read_register(m, DOE_STATUS, ret);

	return rc == 0 && *ret == UINT32_MAX ? -ENXIO : rc;
}

static void pause_ms(u32 ms)
{
	const struct timespec t = { ms / 1000, (long)(ms % 1000) * 1000000 };

	nanosleep(&t, NULL);
}

static bool stopped(const struct doe_mailbox *m)
{
	return m->stop && *m->stop;
}

/* Reset the mailbox; the device drops what was written, and the object that it has. */
static int abort_exchange(const struct doe_mailbox *m)
{
	const u64 end = clock_ms() + DOE_TIMEOUT_MS;
	bool last = false;
	u32 status;
	int rc = write_register(m, DOE_CONTROL, (u32)DOE_CONTROL_ABORT);

	while (rc == 0) {
		pause_ms(POLL_MS); /* first: the status may still be that before the abort */
		rc = read_status(m, &status);
		if (rc < 0 || !(status & (DOE_STATUS_BUSY | DOE_STATUS_ERROR | DOE_STATUS_READY)))
			break;
		if (last)
			return -ETIMEDOUT;
		last = clock_ms() >= end;
	}
	return rc;
}

/*
 * Drop an old error, an object that was not read, and the part of an object that a killed program
 * left. The status does not show the latter, and this object would be appended to it.
 */
static int prepare(const struct doe_mailbox *m)
{
	u32 status;
	int rc = read_status(m, &status);

	if (rc < 0)
		return rc;
	return status & DOE_STATUS_BUSY ? -EBUSY : abort_exchange(m);
}

static int write_object(const struct doe_mailbox *m, const struct doe_object *o)
{
	u32 words = (o->len + DOE_HEADER_LEN) / 4, i;
	int rc = write_register(m, DOE_WRITE, o->protocol.vendor | (u32)o->protocol.type << 16);

	if (rc == 0)
		rc = write_register(m, DOE_WRITE, words & LENGTH_MASK);
	for (i = 0; rc == 0 && i < o->len; i += 4)
		rc = stopped(m) ? -EINTR
				: write_register(m, DOE_WRITE, (u32)get_le(o->data + i, 4));
	return rc;
}

static int wait_for_reply(const struct doe_mailbox *m)
{
	const u64 end = clock_ms() + m->timeout_ms;
	bool last;
	u32 status;
	int rc;

	for (;;) {
		last = clock_ms() >= end;
		rc = read_status(m, &status);
		if (rc < 0)
			return rc;
		if (status & DOE_STATUS_ERROR)
			return -EIO;
		if (status & DOE_STATUS_READY)
			return 0;
		if (stopped(m))
			return -EINTR;
		if (last)
			return -ETIMEDOUT;
		pause_ms(POLL_MS);
	}
}

/* Writing anything to the register asks for the next word. */
static int read_word(const struct doe_mailbox *m, u32 *ret)
{
	int rc = read_register(m, DOE_READ, ret);

	return rc < 0 ? rc : write_register(m, DOE_READ, 0);
}

/* Whether there is another word; every word of a long reply is not worth an access of its own. */
static int check_ready(const struct doe_mailbox *m)
{
	u32 status;
	int rc = stopped(m) ? -EINTR : read_status(m, &status);

	if (rc < 0)
		return rc;
	if (status & DOE_STATUS_ERROR)
		return -EIO;
	return status & DOE_STATUS_READY ? 0 : -EBADMSG;
}

static int read_data(const struct doe_mailbox *m, u32 words, struct doe_reply *ret)
{
	u32 i, word;
	int rc = 0;

	ret->data = malloc(4 * (size_t)words + 1);
	if (!ret->data)
		return -ENOMEM;
	for (i = 0; rc == 0 && i < words; i++) {
		if (i % CHECK_WORDS == 0 || i + 1 == words)
			rc = check_ready(m);
		if (rc == 0)
			rc = read_word(m, &word);
		if (rc == 0) {
			put_le(ret->data + 4 * (size_t)i, 4, word);
			ret->len = 4 * (i + 1);
		}
	}
	return rc;
}

/* Whether the last word was read: the length may be less than the device has. */
static int check_end(const struct doe_mailbox *m)
{
	const u64 end = clock_ms() + DOE_TIMEOUT_MS;
	bool last = false;
	u32 status;
	int rc;

	for (;;) {
		rc = read_status(m, &status);
		if (rc < 0)
			return rc;
		if (status & DOE_STATUS_ERROR)
			return -EIO;
		if (!(status & DOE_STATUS_READY))
			return 0;
		if (last)
			return -EBADMSG;
		last = clock_ms() >= end;
		pause_ms(POLL_MS);
	}
}

/* Not the reply, or all ones, since the device is gone. */
static int invalid_header(const struct doe_mailbox *m)
{
	u32 status;
	int rc = read_status(m, &status);

	return rc < 0 ? rc : -EBADMSG;
}

static int read_reply(const struct doe_mailbox *m, const struct doe_protocol *p,
		      struct doe_reply *ret)
{
	u32 header, words;
	int rc = read_word(m, &header);

	if (rc == 0)
		rc = read_word(m, &words);
	if (rc < 0)
		return rc;
	put_le(ret->header, 4, header);
	put_le(ret->header + 4, 4, words);
	ret->has_header = true;
	words &= LENGTH_MASK;
	if (words == 0)
		words = LENGTH_MASK + 1;
	if ((header & 0xffffff) != (p->vendor | (u32)p->type << 16) || words < DOE_HEADER_LEN / 4)
		return invalid_header(m);
	rc = read_data(m, words - DOE_HEADER_LEN / 4, ret);
	return rc == 0 ? check_end(m) : rc;
}

static int execute(const struct doe_mailbox *m, const struct doe_object *object,
		   struct doe_reply *ret)
{
	int rc = stopped(m) ? -EINTR : 0;

	if (rc == 0)
		rc = write_register(m, DOE_CONTROL, (u32)DOE_CONTROL_GO);
	ret->started = rc == 0;
	if (rc == 0)
		rc = wait_for_reply(m);
	return rc == 0 ? read_reply(m, &object->protocol, ret) : rc;
}

int doe_exchange(const struct doe_mailbox *m, const struct doe_object *object,
		 struct doe_reply *ret)
{
	int rc = prepare(m);

	*ret = (struct doe_reply){ .stuck = rc == -ETIMEDOUT };
	if (rc < 0)
		return rc;
	rc = write_object(m, object);
	if (rc == 0)
		rc = execute(m, object, ret);
	if (rc < 0)
		ret->stuck = abort_exchange(m) < 0;
	return rc;
}

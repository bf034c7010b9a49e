// SPDX-License-Identifier: GPL-2.0-only
/*
 * MCTP packets (DSP0236) in frames of a serial line (DSP0253): 7E, version, length of the packet,
 * the packet with 7E and 7D escaped, FCS, 7E.
 */
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "cxl/sim/mctp.h"

#define FLAG 0x7e
#define ESCAPE 0x7d
#define VERSION 1
#define HEADER 4   /* of a packet: version, destination, source, flags */
#define PAYLOAD 64 /* of a packet, at most */
#define BEFORE 3   /* flag, version and length of a frame */
#define AFTER 3	   /* FCS and flag */
#define FCS_START 0xffff

/* Flags of a packet. */
#define FIRST 0x80
#define LAST 0x40
#define SEQUENCE 4 /* shift, 2 bits */
#define OWNER 0x08
#define TAG 0x07

static u16 fcs_add(u16 fcs, u8 byte)
{
	int i;

	fcs ^= byte;
	for (i = 0; i < 8; i++)
		fcs = fcs & 1 ? (u16)(fcs >> 1 ^ 0x8408) : (u16)(fcs >> 1);
	return fcs;
}

/* Version, length and packet. */
static u16 fcs_of(const u8 *data, size_t len)
{
	u16 fcs = FCS_START;

	while (len--)
		fcs = fcs_add(fcs, *data++);
	return fcs;
}

/* --- receiving */

/* Take one byte of a frame; true: it is complete. */
static bool take(struct mctp_packets *p, u8 byte)
{
	const size_t in_packet = p->frame_len - BEFORE;
	const u8 len = p->frame[2];

	if (p->frame_len == 0 && byte != FLAG)
		return false;
	if (p->frame_len == 1 && byte == FLAG) /* the end of the one before */
		return false;
	if (p->frame_len >= BEFORE && in_packet < len && byte == ESCAPE && !p->escaped) {
		p->escaped = true;
		return false;
	}
	p->frame[p->frame_len++] = p->escaped ? byte | 0x20 : byte;
	p->escaped = false;
	if (p->frame_len == BEFORE && (byte < HEADER || byte > HEADER + PAYLOAD))
		p->frame_len = 0;
	return p->frame_len > BEFORE && p->frame_len == (size_t)BEFORE + p->frame[2] + AFTER;
}

static bool is_valid(const u8 *frame)
{
	const u8 len = frame[2];
	const u16 fcs = fcs_of(frame + 1, 2U + len);

	return frame[1] == VERSION && frame[BEFORE + len] == fcs >> 8 &&
	       frame[BEFORE + len + 1] == (fcs & 0xff) && frame[BEFORE + len + 2] == FLAG &&
	       (frame[BEFORE] & 0xf) == 1;
}

/* A packet of a request; true: it was the last one. */
static bool add_packet(struct mctp_packets *p)
{
	const u8 *packet = p->frame + BEFORE;
	const size_t len = p->frame[2] - HEADER;
	const u8 flags = packet[3];

	if (!(flags & OWNER))
		return false;
	if (flags & FIRST) {
		p->message_len = 0;
		p->started = true;
		p->to = packet[1];
		p->from = packet[2];
		p->tag = flags & TAG;
	}
	if (!p->started || p->message_len + len > sizeof(p->message))
		return false;
	memcpy(p->message + p->message_len, packet + HEADER, len);
	p->message_len += len;
	if (!(flags & LAST))
		return false;
	p->started = false;
	return true;
}

int mctp_packets_receive(struct mctp_packets *p)
{
	bool valid;
	ssize_t n;
	u8 byte;

	for (;;) {
		n = read(p->fd, &byte, 1);
		if (n <= 0)
			return n < 0 ? -errno : -EPIPE;
		if (!take(p, byte))
			continue;
		valid = is_valid(p->frame);
		p->frame_len = 0;
		if (valid && add_packet(p))
			return (int)p->message_len;
	}
}

/* --- sending */

static int write_all(int fd, const u8 *data, size_t len)
{
	ssize_t n;

	for (; len; data += n, len -= (size_t)n) {
		n = write(fd, data, len);
		if (n < 0)
			return -errno;
	}
	return 0;
}

static int send_frame(int fd, const u8 *packet, u8 len)
{
	u8 plain[2 + HEADER + PAYLOAD] = { VERSION, len }, frame[2 * sizeof(plain) + AFTER];
	size_t n = 0, i;
	u16 fcs;

	memcpy(plain + 2, packet, len);
	fcs = fcs_of(plain, 2U + len);
	frame[n++] = FLAG;
	frame[n++] = VERSION;
	frame[n++] = len;
	for (i = 0; i < len; i++) {
		if (packet[i] == FLAG || packet[i] == ESCAPE)
			frame[n++] = ESCAPE;
		frame[n++] =
			packet[i] == FLAG || packet[i] == ESCAPE ? packet[i] & ~0x20U : packet[i];
	}
	frame[n++] = (u8)(fcs >> 8);
	frame[n++] = (u8)(fcs & 0xff);
	frame[n++] = FLAG;
	return write_all(fd, frame, n);
}

int mctp_packets_reply(struct mctp_packets *p, const u8 *message, size_t len)
{
	u8 packet[HEADER + PAYLOAD];
	size_t at = 0, part;
	u8 sequence = 0;
	int rc = 0;

	while (rc == 0 && at < len) {
		part = MIN(len - at, (size_t)PAYLOAD);
		packet[0] = 1;
		packet[1] = p->from;
		packet[2] = p->to;
		packet[3] = (u8)((at == 0 ? FIRST : 0) | (at + part == len ? LAST : 0) |
				 (sequence++ & 3) << SEQUENCE | p->tag);
		memcpy(packet + HEADER, message + at, part);
		rc = send_frame(p->fd, packet, (u8)(HEADER + part));
		at += part;
	}
	return rc;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Capabilities in the configuration space of a PCI function. */
#include "cxl/lib/wire/pci.h"
#include "cxl/lib/wire/doe.h"
#include "util/num.h"

#define STATUS 0x06
#define STATUS_CAP_LIST 0x10
#define REVISION 0x08
#define HEADER_TYPE 0x0e
#define CAP_LIST 0x34
#define EXT_CAPS 0x100

#define CAP_EXPRESS 0x10
#define EXT_AER 0x01
#define EXT_SERIAL 0x03
#define EXT_DVSEC 0x23
#define EXT_DOE 0x2e
#define EXT_IDE 0x30
#define VENDOR_CXL 0x1e98
#define CXL_MEM_ENABLE 0x0004

static const char no_response[] = "the device does not respond";

/* --- lists of capabilities */

static size_t space_end(const struct pci_walk *w)
{
	return MIN(w->config.len, w->extended ? (size_t)PCI_CONFIG_MAX : PCI_CONVENTIONAL_LEN);
}

void pci_walk_start(struct pci_walk *w, const struct pci_config *c, bool extended)
{
	*w = (struct pci_walk){ .config = *c, .extended = extended };
	if (extended) {
		w->next = c->len > PCI_CONVENTIONAL_LEN ? EXT_CAPS : 0;
		return;
	}
	if (c->len < PCI_HEADER_LEN || !(get_le(c->data + STATUS, 2) & STATUS_CAP_LIST))
		return;
	if ((c->data[HEADER_TYPE] & 0x7f) > 1) /* a CardBus bridge has another layout */
		return;
	w->next = c->data[CAP_LIST] & 0xfc;
}

static bool stop(struct pci_walk *w, const char *problem)
{
	w->next = 0;
	w->problem = problem;
	return false;
}

static bool is_first(const struct pci_walk *w, u16 at)
{
	return w->extended && at == EXT_CAPS;
}

/* Whether a capability can be at .next. */
static bool check_next(struct pci_walk *w)
{
	u16 at = w->next, slot = at / 4;

	if (at < (w->extended ? EXT_CAPS : PCI_HEADER_LEN))
		return stop(w, "a capability is at an invalid offset");
	if (w->seen[slot / 64] >> slot % 64 & 1)
		return stop(w, "the list of capabilities is a loop");
	w->seen[slot / 64] |= 1ULL << slot % 64;
	if ((size_t)at + 4 <= space_end(w))
		return true;
	/* Only a part could be read. */
	return stop(w, NULL);
}

bool pci_walk_next(struct pci_walk *w, struct pci_cap *ret)
{
	u16 at = w->next;
	u32 header;

	if (at == 0 || !check_next(w))
		return false;
	header = (u32)get_le(w->config.data + at, 4);
	if (header == UINT32_MAX || (!w->extended && (header & 0xff) == 0xff))
		return stop(w, is_first(w, at) ? NULL : no_response);
	if (header == 0 && is_first(w, at))
		return stop(w, NULL);
	*ret = (struct pci_cap){ .offset = at, .data = w->config.data + at };
	ret->len = space_end(w) - at;
	ret->id = w->extended ? header & 0xffff : header & 0xff;
	ret->version = w->extended ? header >> 16 & 0xf : 0;
	w->next = w->extended ? header >> 20 & 0xffc : header >> 8 & 0xfc;
	return true;
}

/* The next one of @id with at least @size bytes. */
static bool next_of(struct pci_walk *w, u16 id, size_t size, struct pci_cap *ret)
{
	struct pci_cap cap;

	while (pci_walk_next(w, &cap))
		if (cap.id == id && cap.len >= size) {
			*ret = cap;
			return true;
		}
	return false;
}

static bool find(const struct pci_config *c, bool extended, u16 id, size_t size,
		 struct pci_cap *ret)
{
	struct pci_walk w;

	pci_walk_start(&w, c, extended);
	return next_of(&w, id, size, ret);
}

/* All ones. A virtual function has them as vendor and device, but not as revision and class. */
static bool is_gone(const struct pci_config *c)
{
	return c->len >= PCI_HEADER_LEN && get_le(c->data, 4) == UINT32_MAX &&
	       get_le(c->data + REVISION, 4) == UINT32_MAX;
}

const char *pci_config_problem(const struct pci_config *c)
{
	struct pci_walk w;
	struct pci_cap cap;
	int extended;

	if (is_gone(c))
		return no_response;
	for (extended = 0; extended < 2; extended++) {
		pci_walk_start(&w, c, extended);
		while (pci_walk_next(&w, &cap))
			;
		if (w.problem)
			return w.problem;
	}
	return NULL;
}

/* --- link, serial number, errors */

u32 pci_link_speed(u32 code)
{
	static const u32 speeds[] = { 0, 25, 50, 80, 160, 320, 640, 1280 };

	return code < ARRAY_SIZE(speeds) ? speeds[code] : 0;
}

bool pci_link_decode(const struct pci_config *c, struct pci_link *ret)
{
	struct pci_cap cap;
	u32 type, caps, status;

	if (!find(c, false, CAP_EXPRESS, 0x14, &cap))
		return false;
	type = (u32)get_le(cap.data + 2, 2) >> 4 & 0xf;
	/* Root Complex Integrated Endpoint and Event Collector */
	if (type == 9 || type == 10)
		return false;
	caps = (u32)get_le(cap.data + 0x0c, 4);
	status = (u32)get_le(cap.data + 0x12, 2);
	*ret = (struct pci_link){
		.speed = pci_link_speed(status & 0xf),
		.width = status >> 4 & 0x3f,
		.max_speed = pci_link_speed(caps & 0xf),
		.max_width = caps >> 4 & 0x3f,
	};
	return true;
}

size_t pci_serial_offset(const struct pci_config *c)
{
	struct pci_cap cap;

	return find(c, true, EXT_SERIAL, 0x0c, &cap) ? cap.offset + 4U : 0;
}

bool pci_serial(const struct pci_config *c, u64 *ret)
{
	size_t at = pci_serial_offset(c);

	if (at)
		*ret = get_le(c->data + at, 8);
	return at != 0;
}

static void add_errors(const struct value_name *names, u32 status, struct rec *out, const char *key)
{
	struct rec *list = rec_arr(out, key);
	const char *name;
	u32 i;

	for (i = 0; i < 32; i++) {
		if (!(status >> i & 1))
			continue;
		name = value_name(names, i);
		if (name)
			rec_str(list, NULL, name);
		else
			rec_strf(list, NULL, "bit_%u", i);
	}
}

bool pci_decode_aer(const struct pci_config *c, struct rec *out)
{
	struct pci_cap cap;

	if (!find(c, true, EXT_AER, 0x14, &cap))
		return false;
	add_errors(aer_correctable, (u32)get_le(cap.data + 0x10, 4), out, "correctable_status");
	add_errors(aer_uncorrectable, (u32)get_le(cap.data + 4, 4), out, "uncorrectable_status");
	return true;
}

/* --- DVSECs */

/* Two double words, the high one first. */
static u64 high_low(const u8 *at)
{
	return get_le(at, 4) << 32 | (get_le(at + 4, 4) & 0xf0000000);
}

static void add_ranges(const struct pci_cap *cap, struct rec *out)
{
	struct rec *list = rec_arr(out, "ranges"), *o;
	const u8 *at = cap->data + 0x18;
	u64 n = 0;

	for (; at + 0x10 <= cap->data + MIN(cap->len, (size_t)0x38); at += 0x10) {
		o = rec_obj(list, NULL);
		rec_uint(o, "range", ++n);
		if (layout_decode(&dvsec_range_layout, at + 4, 4, o) < 0)
			continue;
		rec_num(o, "base", VAL_HEX, high_low(at + 8));
		rec_num(o, "size", VAL_SIZE, high_low(at));
	}
}

/* Bit X of register N is that of function 8 * X + N: function N of device X without ARI. */
static void add_functions(const struct pci_cap *cap, struct rec *out)
{
	struct rec *list = rec_arr(out, "functions");
	u32 device, n;

	for (device = 0; device < 32; device++)
		for (n = 0; n < 8; n++)
			if (0x0c + 4 * (size_t)n + 4 <= cap->len &&
			    get_le(cap->data + 0x0c + 4 * n, 4) >> device & 1)
				rec_uint(list, NULL, 8 * device + n);
}

/* A value of four bits, and the power of ten of its unit. */
static void add_timeout(const struct pci_cap *cap, size_t offset, const char *key, struct rec *out)
{
	u32 word, scale;
	u64 us;

	if (cap->len < offset + 2)
		return;
	word = (u32)get_le(cap->data + offset, 2);
	us = word & 0xf;
	for (scale = word >> 8 & 0xf; scale > 0 && scale <= 7; scale--)
		us *= 10;
	if (scale == 0)
		rec_uint(out, key, us);
}

static void add_blocks(const struct pci_cap *cap, struct rec *out)
{
	struct rec *list = rec_arr(out, "blocks");
	size_t at;

	for (at = 0x0c; at + 8 <= cap->len; at += 8)
		if (cap->data[at + 1] && /* an empty block */
		    layout_decode(&dvsec_block_layout, cap->data + at, 8, rec_obj(list, NULL)) < 0)
			return;
}

static void decode_dvsec(const struct pci_cap *cap, const struct dvsec_desc *d, struct rec *o)
{
	if (layout_decode(d->layout, cap->data, cap->len, o) == -EMSGSIZE)
		rec_str(o, "problem", "too short");
	switch (d->id) {
	case 0:
		add_ranges(cap, o);
		break;
	case 2:
		add_functions(cap, o);
		break;
	case 4:
		add_timeout(cap, 0x0c, "phase1_timeout_us", o);
		add_timeout(cap, 0x0e, "phase2_timeout_us", o);
		break;
	case 5:
		add_timeout(cap, 0x0a, "phase2_time_us", o);
		break;
	case 8:
		add_blocks(cap, o);
		break;
	default:
		break;
	}
}

void pci_decode_dvsecs(const struct pci_config *c, struct rec *list)
{
	const struct dvsec_desc *d;
	struct pci_walk w;
	struct pci_cap cap;
	struct rec *o;
	u32 header, id;

	pci_walk_start(&w, c, true);
	while (next_of(&w, EXT_DVSEC, 0x0a, &cap)) {
		header = (u32)get_le(cap.data + 4, 4);
		id = (u32)get_le(cap.data + 8, 2);
		if ((header & 0xffff) != VENDOR_CXL)
			continue;
		o = rec_obj(list, NULL);
		for (d = dvsec_descs; d->name && d->id != id; d++)
			;
		if (d->name)
			rec_str(o, "dvsec", d->name);
		else
			rec_strf(o, "dvsec", "%u", id);
		rec_num(o, "offset", VAL_HEX, cap.offset);
		rec_uint(o, "revision", header >> 16 & 0xf);
		rec_uint(o, "length", header >> 20);
		if (header >> 20 > cap.len)
			rec_str(o, "problem", "it exceeds the configuration space");
		else if (d->name) {
			cap.len = header >> 20;
			decode_dvsec(&cap, d, o);
		}
	}
}

/* --- DOE */

void pci_decode_doe(const struct pci_config *c, struct rec *list)
{
	struct pci_walk w;
	struct pci_cap cap;
	struct rec *o;

	pci_walk_start(&w, c, true);
	while (next_of(&w, EXT_DOE, 4, &cap)) {
		o = rec_obj(list, NULL);
		rec_num(o, "offset", VAL_HEX, cap.offset);
		rec_uint(o, "version", cap.version);
		if (layout_decode(&doe_mailbox_layout, cap.data, cap.len, o) == -EMSGSIZE)
			rec_str(o, "problem", "it exceeds the configuration space");
	}
}

size_t pci_doe_mailboxes(const struct pci_config *c, u16 *offsets, size_t max)
{
	struct pci_walk w;
	struct pci_cap cap;
	size_t n = 0;

	pci_walk_start(&w, c, true);
	while (next_of(&w, EXT_DOE, DOE_LEN, &cap)) {
		if (n < max)
			offsets[n] = cap.offset;
		n++;
	}
	return n;
}

bool pci_doe_busy(const struct pci_config *c, u16 offset, bool *ret)
{
	struct pci_walk w;
	struct pci_cap cap;
	u32 status;

	pci_walk_start(&w, c, true);
	while (next_of(&w, EXT_DOE, DOE_LEN, &cap)) {
		if (cap.offset != offset)
			continue;
		status = (u32)get_le(cap.data + DOE_STATUS, 4);
		*ret = status & DOE_STATUS_BUSY;
		return status != UINT32_MAX;
	}
	return false;
}

/* A space without extended capabilities was not read as a whole, or is of no CXL device. */
bool pci_mem_enabled(const struct pci_config *c, bool *ret)
{
	struct pci_walk w;
	struct pci_cap cap;

	if (c->len <= PCI_CONVENTIONAL_LEN || pci_config_problem(c))
		return false;
	*ret = false;
	pci_walk_start(&w, c, true);
	while (next_of(&w, EXT_DVSEC, 0x0e, &cap))
		if (get_le(cap.data + 4, 2) == VENDOR_CXL && get_le(cap.data + 8, 2) == 0)
			*ret = *ret || get_le(cap.data + 0x0c, 2) & CXL_MEM_ENABLE;
	return true;
}

bool pci_has_doe(const struct pci_config *c)
{
	struct pci_cap cap;

	return find(c, true, EXT_DOE, 4, &cap);
}

/* --- IDE */

static void add_stream(struct rec *list, const char *type, const u8 *control)
{
	struct rec *o = rec_obj(list, NULL);

	rec_str(o, "type", type);
	if (layout_decode(&ide_stream_layout, control, ide_stream_layout.size, o) < 0)
		rec_str(o, "problem", "too short");
}

/* The registers of all streams follow each other; only those that are enabled are listed. */
static void add_streams(const struct pci_cap *cap, u32 link, u32 selective, struct rec *out)
{
	struct rec *list = rec_arr(out, "streams");
	size_t at = 0x0c;
	u32 i;

	for (i = 0; i < link && at + 8 <= cap->len; i++, at += 8)
		if (cap->data[at] & 1)
			add_stream(list, "link", cap->data + at);
	for (i = 0; i < selective && at + 0x14 <= cap->len; i++) {
		if (cap->data[at + 4] & 1)
			add_stream(list, "selective", cap->data + at + 4);
		/* Registers of 12 bytes for each range of addresses. */
		at += 0x14 + 12 * (size_t)(cap->data[at] & 0xf);
	}
}

bool pci_decode_ide(const struct pci_config *c, struct rec *out)
{
	struct pci_cap cap;
	u32 caps, link, selective;

	if (!find(c, true, EXT_IDE, ide_layout.size, &cap) ||
	    layout_decode(&ide_layout, cap.data, cap.len, out) < 0)
		return false;
	caps = (u32)get_le(cap.data + 4, 4);
	link = caps & 1 ? (caps >> 13 & 7) + 1 : 0;
	selective = caps & 2 ? (caps >> 16 & 0xff) + 1 : 0;
	rec_uint(out, "link_streams", link);
	rec_uint(out, "selective_streams", selective);
	add_streams(&cap, link, selective, out);
	return true;
}

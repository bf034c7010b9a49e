// SPDX-License-Identifier: GPL-2.0-only
/*
 * cxl list-targets: what commands can be sent to: memory devices of this host, MCTP endpoints, and
 * the components behind them.
 */
#include <stdlib.h>

#include "cxl/common.h"
#include "cxl/fm/switch.h"
#include "cxl/lib/guard/identity.h"
#include "cxl/lib/mailbox/component-check.h"
#include "cxl/lib/mailbox/component-info.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/transport/route.h"
#include "cxl/lib/wire/address.h"
#include "cxl/lib/wire/cci.h"
#include "util/array.h"

#define PORTS 256
/* Return code of a forwarder for a port without a device: invalid input. */
#define EMPTY_PORT 2
#define LD_COUNT_AT 8 /* in the reply to Get LD Info */
#define LDS_MAX 16    /* of a device (CXL r3.2 2.4) */

/* A component, and what it says is behind it. */
struct entry {
	struct address address;
	struct memdev m;
	const char *source; /* "route", "argument" or "component" */
	bool asked;	    /* it has replied */
	int rc;
	struct fail why;
	struct hop behind[PORTS];
	size_t behind_count;
};

struct entries {
	struct inv *inv;
	struct topo *t;
	struct entry **at;
	size_t count;
	int rc;
};

static int by_address(const void *a, const void *b)
{
	const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;

	return address_compare(&x->address, &y->address);
}

static bool is_known(const struct entries *l, const struct address *a)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (address_compare(&l->at[i]->address, a) == 0)
			return true;
	return false;
}

static void add(struct entries *l, const struct address *a, const char *source)
{
	struct entry **at, *e;

	if (is_known(l, a))
		return;
	at = array_grow(l->at, l->count, sizeof(struct entry *));
	e = calloc(1, sizeof(*e));
	if (at)
		l->at = at;
	if (!at || !e) {
		free(e);
		l->rc = -ENOMEM;
		return;
	}
	e->address = *a;
	e->source = source;
	e->rc = component_memdev(l->inv->ctx, l->t, a, &e->m, &e->why);
	at[l->count++] = e;
}

static void add_route(void *data, u32 net, u8 first, u8 last)
{
	struct address a = { .mctp = true, .net = net };
	unsigned int eid;

	for (eid = MAX(first, ADDRESS_EID_MIN); eid <= MIN(last, ADDRESS_EID_MAX); eid++) {
		a.eid = (u8)eid;
		add(data, &a, "route");
	}
}

static void entries_done(struct entries *l)
{
	while (l->count)
		free(l->at[--l->count]);
	free(l->at);
}

/* --- asking */

static void add_hop(struct entry *e, enum hop_kind kind, unsigned int id)
{
	if (e->behind_count < ARRAY_SIZE(e->behind))
		e->behind[e->behind_count++] = (struct hop){ kind, (u8)id };
}

static int find_ports(struct entry *e)
{
	struct fm_switch s = { .port_count = 0 };
	int rc = fm_switch_read(&e->m, &s, &e->why);
	size_t i;

	for (i = 0; i < s.port_count; i++)
		add_hop(e, HOP_PORT, s.ports[i]);
	return rc;
}

static int find_lds(struct entry *e)
{
	auto_reply struct mbox_reply reply = { 0 };
	int rc = mbox_read(&e->m, OP_GET_LD_INFO, memdev_payload_max(&e->m), &reply, &e->why);
	u64 ld, count = 0;

	if (rc == 0 && reply.len < LD_COUNT_AT + 2)
		return fail_set(&e->why, -EBADMSG, "short_reply", "",
				"command 0x%04x: the response is too short: %u bytes",
				OP_GET_LD_INFO, reply.len);
	if (rc == 0)
		count = MIN(get_le(reply.data + LD_COUNT_AT, 2), (u64)LDS_MAX);
	for (ld = 0; ld < count; ld++)
		add_hop(e, HOP_LD, (unsigned int)ld);
	return rc;
}

/* Only of those that forward messages, and tell to whom. */
static int find_behind(struct entry *e)
{
	const bool is_switch = component_identity(&e->m)->type == COMPONENT_SWITCH;
	const u16 opcode = is_switch ? OP_IDENTIFY_SWITCH : OP_GET_LD_INFO;
	enum risk risk = RISK_READ;
	int rc;

	if (e->address.hop_count == ADDRESS_HOPS_MAX)
		return 0;
	rc = component_raise(&e->m, OP_TUNNEL, &risk, &e->why);
	if (rc == 0)
		rc = component_raise(&e->m, opcode, &risk, &e->why);
	if (rc < 0)
		return e->why.outcome == OUTCOME_UNSUPPORTED ? 0 : rc;
	return is_switch ? find_ports(e) : find_lds(e);
}

static void ask(void *data, size_t i)
{
	struct entry *e = ((struct entry **)data)[i];

	if (e->rc == 0)
		e->rc = component_ask(&e->m, &e->why);
	e->asked = e->rc == 0;
	if (e->rc == 0)
		e->rc = find_behind(e);
}

/* Ask all, then those that are behind them, and so on. */
static void ask_all(struct entries *l)
{
	size_t from = 0, to, i, n;

	while (l->rc == 0 && from < l->count) {
		to = l->count;
		mbox_parallel(l->inv->ctx, to - from, ask, l->at + from);
		for (i = from; i < to; i++)
			for (n = 0; l->at[i]->rc == 0 && n < l->at[i]->behind_count; n++) {
				struct address a = l->at[i]->address;

				a.hops[a.hop_count++] = l->at[i]->behind[n];
				add(l, &a, "component");
			}
		from = to;
	}
}

/* --- output */

static void show_ids(u32 vendor, u32 device, struct rec *o)
{
	rec_strf(o, "vendor", "0x%04x", vendor);
	rec_strf(o, "device", "0x%04x", device);
}

static void show_component(struct inv *inv, const struct entry *e, struct rec *top)
{
	const struct component_identity *id;
	struct rec *o;

	/* A port without a device. */
	if (e->rc == -EREMOTEIO && str_eq(e->source, "component") &&
	    e->why.device_status == EMPTY_PORT)
		return;
	if (!e->asked && str_eq(e->source, "argument")) {
		inv_fail(inv, e->m.name, inv->cmd->name, &e->why);
		return;
	}
	inv->done++;
	o = rec_obj(top, NULL);
	rec_str(o, "memdev", e->m.name);
	if (e->asked) {
		id = component_identity(&e->m);
		rec_str(o, "type", component_type_name(id->type));
		show_ids(id->vendor, id->device, o);
		if (id->serial)
			rec_strf(o, "serial", "0x%llx", (unsigned long long)id->serial);
	}
	rec_str(o, "source", e->source);
	if (e->rc == 0)
		return;
	rec_str(o, "error", e->why.code);
	rec_str(o, "message", e->why.message);
}

static void show_memdev(struct inv *inv, const struct memdev *m, struct rec *top)
{
	struct rec *o = rec_obj(top, NULL);
	struct device_identity id;

	device_identity_read(inv->ctx, m->name, &id);
	rec_str(o, "memdev", m->name);
	rec_str(o, "type", memdev_lacks_mailbox(m) ? "type2" : "type3");
	if (id.pci_known)
		show_ids(id.vendor, id.device, o);
	if (*id.serial_text)
		rec_str(o, "serial", id.serial_text);
	rec_str(o, "source", "sysfs");
	inv->done++;
}

/* --- targets */

static int add_argument(struct entries *l, const char *text, struct rec *top, struct fail *why)
{
	struct inv *inv = l->inv;
	struct address a;
	struct memdev m;
	int rc;

	if (!address_is_meant(text)) {
		rc = cxl_target(inv, l->t, text, &m, why);
		if (rc == 0)
			show_memdev(inv, &m, top);
		return rc;
	}
	rc = address_parse(text, &a, why);
	if (rc == 0)
		rc = component_memdev(inv->ctx, l->t, &a, &m, why);
	if (rc == 0)
		add(l, &a, "argument");
	return rc;
}

static void add_arguments(struct entries *l, struct rec *top)
{
	struct inv *inv = l->inv;
	const char *rest, *word;
	size_t len;
	int i;

	for (i = 0; i < inv->argc; i++)
		for (rest = inv->argv[i]; (word = address_next_word(&rest, &len));) {
			auto_free char *text = strndup(word, len);
			struct fail why = { 0 };

			if (!text)
				l->rc = -ENOMEM;
			else if (add_argument(l, text, top, &why) < 0)
				inv_fail(inv, text, "find", &why);
		}
}

/* Kernels without MCTP have memory devices, too. */
static void add_endpoints(struct entries *l)
{
	struct inv *inv = l->inv;
	const struct mctp_sink sink = { add_route, l };
	struct fail why = { 0 };

	if (route_endpoints(inv->ctx, &sink, &why) < 0 && why.outcome != OUTCOME_UNSUPPORTED)
		inv_fail(inv, "mctp", inv->cmd->name, &why);
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_topo struct topo t = { 0 };
	struct entries l = { .inv = inv, .t = &t };
	struct memdev m;
	size_t i;

	if (!cxl_scan(inv, &t, TOPO_MEMDEVS))
		return inv_exit_status(inv);
	for (i = 0; !inv->argc && i < t.kinds[NODE_MEMDEV].count; i++) {
		m = memdev_of(inv->ctx, &t, t.kinds[NODE_MEMDEV].at[i]);
		show_memdev(inv, &m, top);
	}
	if (inv->argc)
		add_arguments(&l, top);
	else
		add_endpoints(&l);
	ask_all(&l);
	qsort(l.at, l.count, sizeof(struct entry *), by_address);
	for (i = 0; i < l.count; i++)
		show_component(inv, l.at[i], top);
	entries_done(&l);
	return l.rc < 0 ? EXIT_INTERNAL : inv_print(inv, top);
}

const struct cmd cmd_list_targets = {
	.name = "list-targets",
	.args = "[<address>...] [<options>]",
	.group = "Mailbox commands",
	.help = "list memory devices, MCTP endpoints and what is behind them",
	.columns = "memdev,type,vendor,device,serial,source,message",
	.minor_columns = "source,vendor,device",
	.more_columns = "error",
	.args_size = sizeof(struct common_args),
	.flags = CMD_OUTPUT | CMD_COMPONENTS,
	.opcodes = "0x0001,0x0400,0x0401,0x0405,0x5100,0x5300,0x5400",
	.needs = "root",
	.risk = RISK_READ,
	.max_args = -1,
	.positional = "memdevs...",
	.run = run,
};

// SPDX-License-Identifier: GPL-2.0-only
/* cxl doe: DOE mailboxes and protocols of PCI functions, their TSM and IDE state. */
#include "cxl/columns.h"
#include "cxl/common.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/pci-record.h"

struct args {
	struct common_args common;
};

/* A PCI function. */
struct target {
	const struct node *node;     /* memdev or port that it is the host of; NULL: none */
	const struct node *dport_of; /* port that it is a downstream port of; NULL: none */
	char path[PATH_MAX];	     /* below /sys */
};

struct list_state {
	struct inv *inv;
	struct topo t;
	struct rec *top;
	struct pci_gaps gaps;
};

static bool is_listed(const struct list_state *s, const char *path)
{
	const char *address;
	const struct rec *o;

	rec_foreach(o, s->top) {
		address = rec_get_str(o, "address");
		if (address && str_eq(address, path_base(path)))
			return true;
	}
	return false;
}

/* Each function is listed once. */
static void add_target(struct list_state *s, const struct target *target, bool named)
{
	auto_pci struct pci_function f = { .dir.fd = -1 };
	struct rec *o = rec_loose(s->top, VAL_OBJ);
	const struct node *n = target->node;
	const struct pci_subject subject = { &s->t, n, &s->gaps };
	struct fail why = { 0 };
	int rc;

	if (is_listed(s, target->path))
		return;
	rc = pci_open(&s->t, target->path, &f);
	if (rc < 0) {
		fail_set(&why, rc, "read_failed", "", "cannot open the PCI function: %s",
			 sys_error_text(rc));
		inv_fail(s->inv, f.address, s->inv->cmd->name, &why);
		return;
	}
	rec_str(o, "address", f.address);
	if (n)
		rec_str(o, n->kind == NODE_MEMDEV ? "memdev" : "port", n->name);
	if (target->dport_of)
		rec_str(o, "dport_of", target->dport_of->name);
	if (!pci_add_doe(&subject, &f, o) && target->dport_of && !named)
		return;
	rec_attach(s->top, NULL, o);
	s->inv->done++;
}

static void add_dports(struct list_state *s, const struct node *port)
{
	const struct dport_list *l = port_dports(&s->t, port);
	size_t i;

	for (i = 0; i < l->count; i++) {
		struct target target = { .dport_of = port };

		if (!pci_is_address(l->at[i].name))
			continue;
		snprintf(target.path, sizeof(target.path), "%s", l->at[i].path);
		add_target(s, &target, false);
	}
}

static void add_all_of(struct list_state *s, enum node_kind kind)
{
	const struct node_list *l = &s->t.kinds[kind];
	size_t i;

	for (i = 0; i < l->count; i++) {
		struct target target = { .node = l->at[i] };

		if (pci_node_path(&s->t, target.node, target.path, sizeof(target.path)) == 0)
			add_target(s, &target, false);
		if (kind == NODE_PORT)
			add_dports(s, l->at[i]);
	}
}

/* The memdev or port whose host has the address @name; NULL: none. */
static const struct node *find_host(const struct topo *t, const char *name)
{
	static const enum node_kind kinds[] = { NODE_MEMDEV, NODE_PORT };
	const struct node_list *l;
	size_t k, i;

	for (k = 0; k < ARRAY_SIZE(kinds); k++)
		for (l = &t->kinds[kinds[k]], i = 0; i < l->count; i++)
			if (l->at[i]->host && host_has_name(l->at[i]->host, name))
				return l->at[i];
	return NULL;
}

/* False: no port has the downstream port @name. */
static bool find_dport(const struct topo *t, const char *name, struct target *ret)
{
	const struct node_list *ports = &t->kinds[NODE_PORT];
	const struct dport_list *l;
	size_t p, i;

	for (p = 0; p < ports->count; p++) {
		l = port_dports(t, ports->at[p]);
		for (i = 0; i < l->count; i++) {
			if (!host_has_name(l->at[i].name, name))
				continue;
			ret->dport_of = ports->at[p];
			snprintf(ret->path, sizeof(ret->path), "%s", l->at[i].path);
			return true;
		}
	}
	return false;
}

static int find_node(const struct topo *t, const char *name, struct target *ret, struct fail *why)
{
	struct node *n = topo_find(t, name);
	int rc = 0;

	if (!n || n->kind != NODE_PORT)
		rc = memdev_find(t, name, &n, why);
	ret->node = n;
	return rc;
}

static int find_target(const struct topo *t, const char *name, struct target *ret, struct fail *why)
{
	bool is_address = pci_is_address(name);
	int rc = 0;

	*ret = (struct target){ .node = is_address ? find_host(t, name) : NULL };
	if (!is_address)
		rc = find_node(t, name, ret, why);
	if (rc < 0)
		return rc;
	if (ret->node)
		rc = pci_node_path(t, ret->node, ret->path, sizeof(ret->path));
	else if (!find_dport(t, name, ret))
		rc = pci_find_path(t, name, ret->path, sizeof(ret->path));
	if (rc == -ENODEV && ret->node)
		return fail_set(why, rc, "no_pci", "", "the device is not a PCI function");
	if (rc < 0)
		return fail_set(why, rc, "not_found", "", "no such PCI function");
	return 0;
}

static int list(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	const bool all = inv->argc == 1 || (inv->argc == 2 && str_eq(inv->argv[1], "all"));
	struct list_state s = { .inv = inv, .top = top };
	struct target target;
	struct fail why;
	int i;

	if (!cxl_scan(inv, &s.t, TOPO_ROOT_DECODERS))
		return inv_exit_status(inv);
	if (all) {
		add_all_of(&s, NODE_MEMDEV);
		add_all_of(&s, NODE_PORT);
		if (!inv->done && !inv->failed)
			inv_warn(inv, "no CXL device is a PCI function");
	}
	for (i = 1; i < inv->argc && !all; i++) {
		why = (struct fail){ 0 };
		if (find_target(&s.t, inv->argv[i], &target, &why) == 0)
			add_target(&s, &target, true);
		else
			inv_fail(inv, inv->argv[i], "find", &why);
	}
	pci_warn_gaps(inv, &s.gaps);
	topo_free(&s.t);
	return inv_print(inv, top);
}

static int run(struct inv *inv)
{
	static const struct {
		const char *word;
		int (*run)(struct inv *inv);
	} rows[] = { { "list", list } };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (str_eq(rows[i].word, inv->argv[0]))
			return rows[i].run(inv);
	return inv_usage(inv, "invalid doe command '%s': expected list", inv->argv[0]);
}

static void add_columns(const struct inv *inv, struct strbuf *names)
{
	columns_merge(names, PCI_DOE_KEYS "," PCI_PROTOCOL_KEYS);
	columns_add_layout(names, "", &doe_mailbox_layout);
	columns_add_layout(names, "ide", &ide_layout);
	columns_add_layout(names, "", &ide_stream_layout);
}

const struct cmd cmd_doe = {
	.name = "doe",
	.args = "list [<memdev>|<port>|<address>]...|all [<options>]",
	.group = "Topology",
	.help = "list DOE mailboxes and protocols of PCI functions",
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.risk = RISK_READ,
	.needs = "CAP_SYS_ADMIN",
	.min_args = 1,
	.max_args = -1,
	.positional = "=list pci-function...",
	.minor_columns = "interrupt_enabled,interrupt_status,interrupt_supported,object_ready",
	.more_columns = "memdev,port,dport_of,address,problem",
	.add_columns = add_columns,
	.run = run,
};

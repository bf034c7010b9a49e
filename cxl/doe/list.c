// SPDX-License-Identifier: GPL-2.0-only
/* cxl doe list: DOE mailboxes and protocols of PCI functions, their TSM and IDE state. */
#include "cxl/doe/doe.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/pci-record.h"

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
static void add_target(struct list_state *s, const struct doe_target *target, bool named)
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
		struct doe_target target = { .dport_of = port };

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
		struct doe_target target = { .node = l->at[i] };

		if (pci_node_path(&s->t, target.node, target.path, sizeof(target.path)) == 0)
			add_target(s, &target, false);
		if (kind == NODE_PORT)
			add_dports(s, l->at[i]);
	}
}

int doe_list(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	const bool all = inv->argc == 1 || (inv->argc == 2 && str_eq(inv->argv[1], "all"));
	struct list_state s = { .inv = inv, .top = top };
	struct doe_target target;
	struct cxl_ctx *ctx = inv->ctx;
	struct fail why;
	int i;

	ctx->to_change = false; /* a read, although the verb can change something */
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
		if (doe_find_target(&s.t, inv->argv[i], &target, &why) == 0)
			add_target(&s, &target, true);
		else
			inv_fail(inv, inv->argv[i], "find", &why);
	}
	pci_warn_gaps(inv, &s.gaps);
	topo_free(&s.t);
	return inv_print(inv, top);
}

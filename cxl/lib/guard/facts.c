// SPDX-License-Identifier: LGPL-2.1-or-later
/* Gathering of the facts that the gate evaluates. */
#include <stdio.h>

#include "cxl/lib/guard/facts.h"
#include "cxl/lib/topo/dependents.h"
#include "cxl/lib/topo/pci.h"
#include "cxl/lib/wire/doe.h"
#include "cxl/lib/wire/pci.h"
#include "util/num.h"

#define CMDLINE_MAX (1U << 20)

enum lockdown lockdown_parse(const char *text)
{
	if (strstr(text, "[integrity]"))
		return LOCKDOWN_INTEGRITY;
	if (strstr(text, "[confidentiality]"))
		return LOCKDOWN_CONFIDENTIALITY;
	return strstr(text, "[none]") ? LOCKDOWN_NONE : LOCKDOWN_UNKNOWN;
}

/* A kernel without lockdown has no such file in securityfs, but no securityfs is no proof. */
enum lockdown facts_lockdown(const struct cxl_ctx *ctx)
{
	auto_free char *securityfs = NULL;
	char path[256], text[64];
	int rc = sys_read(&ctx->root, TREE_SYS, "kernel/security/lockdown", text, sizeof(text));

	if (rc == -ENOENT) {
		if (sys_find_mount(&ctx->root, "securityfs", &securityfs) < 0 ||
		    path_join(path, sizeof(path), securityfs, "lockdown") < 0)
			return LOCKDOWN_UNKNOWN;
		rc = sys_read(&ctx->root, TREE_SYS, path, text, sizeof(text));
		if (rc == -ENOENT)
			return LOCKDOWN_NONE;
	}
	return rc < 0 ? LOCKDOWN_UNKNOWN : lockdown_parse(text);
}

enum gate_known facts_raw_allow_all(const struct cxl_ctx *ctx)
{
	auto_free char *debugfs = NULL;
	char path[256], text[16];

	if (sys_find_mount(&ctx->root, "debugfs", &debugfs) < 0 ||
	    path_join(path, sizeof(path), debugfs, "cxl/mbox/raw_allow_all") < 0 ||
	    sys_read(&ctx->root, TREE_SYS, path, text, sizeof(text)) < 0)
		return GATE_UNKNOWN;
	return str_eq(text, "Y") ? GATE_YES : GATE_NO;
}

int facts_kernel_number(const struct cxl_ctx *ctx, const char *name, u64 *ret)
{
	char path[64], text[32];
	int rc;

	rc = path_join(path, sizeof(path), "sys/kernel", name);
	if (rc == 0)
		rc = sys_read(&ctx->root, TREE_PROC, path, text, sizeof(text));
	/* Without sysctl the setting may still be in the command line. */
	if (rc == -ENOENT && sys_exists(&ctx->root, TREE_PROC, "sys/kernel")) {
		*ret = 0;
		return 0;
	}
	if (rc < 0)
		return rc;
	return num_u64(text, 10, ret) < 0 ? -EBADMSG : 0;
}

const char *facts_busy(const struct cxl_ctx *ctx, const char *device)
{
	char path[160], text[32];
	int rc;

	snprintf(path, sizeof(path), "bus/cxl/devices/%s/security/state", device);
	rc = sys_read(&ctx->root, TREE_SYS, path, text, sizeof(text));
	if (rc >= 0 && str_eq(text, "sanitize"))
		return "the device is being sanitized";
	if (rc < 0 && rc != -ENOENT)
		return "cannot read whether the device is being sanitized";
	snprintf(path, sizeof(path), "bus/cxl/devices/%s/firmware/%s/status", device, device);
	rc = sys_read(&ctx->root, TREE_SYS, path, text, sizeof(text));
	if (rc >= 0 && !str_eq(text, "idle"))
		return "a firmware update is in progress";
	if (rc < 0 && rc != -ENOENT)
		return "cannot read whether a firmware update is in progress";
	return NULL;
}

/* The kernel ends the command line with a newline; without it, something else is in its place. */
int facts_panic_on_taint(const struct cxl_ctx *ctx, u64 *ret)
{
	auto_sys_text struct sys_text cmdline = { 0 };
	int rc = sys_read_file(&ctx->root, TREE_PROC, "cmdline", CMDLINE_MAX, &cmdline);

	if (rc < 0)
		return rc;
	if (strlen(cmdline.text) != cmdline.len || !cmdline.len ||
	    cmdline.text[cmdline.len - 1] != '\n')
		return -EBADMSG;
	cmdline.text[cmdline.len - 1] = '\0';
	*ret = panic_on_taint_parse(cmdline.text);
	return 0;
}

/* A mailbox that is used while an object of this program is in it replies to the wrong one. */
static void gather_mailbox(const struct pci_config *c, const struct gate_doe *doe,
			   struct gate_facts *f)
{
	bool busy;

	if (!pci_doe_busy(c, doe->mailbox, &busy))
		f->busy = "cannot read the status of the DOE mailbox";
	else if (busy)
		f->busy = "the DOE mailbox is busy";
}

/* Without a driver, whatever has enabled the memory may still use it. */
static void gather_memory(const struct pci_config *c, struct gate_facts *f)
{
	const char *problem = pci_config_problem(c);
	bool enabled = false;
	bool known = pci_mem_enabled(c, &enabled);

	if (known && !enabled)
		return;
	f->use_unknown = true;
	snprintf(f->in_use, sizeof(f->in_use), "%s",
		 known	   ? "its memory is enabled (CXL.mem)"
		 : problem ? problem
			   : "cannot read the PCI configuration space");
}

/* Whether the kernel has found @protocol on the function. */
static enum gate_known is_listed(const struct pci_function *f, const char *protocol)
{
	auto_namelist struct namelist l = { 0 };
	size_t i;

	if (pci_read_doe(f, &l) < 0)
		return GATE_UNKNOWN;
	for (i = 0; i < l.count; i++)
		if (str_eq(l.names[i], protocol))
			return GATE_YES;
	return GATE_NO;
}

static void gather_doe(const struct cxl_ctx *ctx, const char *address, const struct gate_doe *doe,
		       struct gate_facts *ret)
{
	auto_pci struct pci_function f = { .dir.fd = -1 };
	auto_topo struct topo t = { 0 };
	struct pci_config c;
	char path[PATH_MAX], protocol[16];
	bool used;
	int rc;

	doe_protocol_format(&doe->protocol, protocol, sizeof(protocol));
	ret->driver_unknown = true;
	ret->kernel_uses = ret->protocol_listed = GATE_UNKNOWN;
	if (topo_scan(&t, &ctx->root, TOPO_USE, NULL) < 0 ||
	    pci_find_path(&t, address, path, sizeof(path)) < 0 || pci_open(&t, path, &f) < 0)
		return;
	c = (struct pci_config){ (const u8 *)f.space.text, f.space.len };
	rc = sysdir_link_name(&f.dir, "driver", ret->driver, sizeof(ret->driver));
	if (rc < 0)
		ret->driver[0] = '\0';
	ret->driver_unknown = rc < 0 && rc != -ENOENT;
	ret->protocol_listed = is_listed(&f, protocol);
	if (doe_protocol_is_discovery(&doe->protocol))
		ret->kernel_uses = GATE_NO;
	else if (pci_doe_used(&t, pci_find_node(&t, address), &f, protocol, &used) == 0)
		ret->kernel_uses = used ? GATE_YES : GATE_NO;
	gather_mailbox(&c, doe, ret);
	gather_memory(&c, ret);
}

static void gather_raw(const struct cxl_ctx *ctx, const char *device, struct gate_facts *f)
{
	u64 panic_on_warn = 0;

	f->lockdown = facts_lockdown(ctx);
	f->raw_allow_all = facts_raw_allow_all(ctx);
	f->panic_unknown = facts_kernel_number(ctx, "panic_on_warn", &panic_on_warn) < 0 ||
			   facts_kernel_number(ctx, "warn_limit", &f->warn_limit) < 0;
	f->panic_on_warn = panic_on_warn != 0;
	if (!f->busy)
		f->busy = facts_busy(ctx, device);
}

/* The memory device number @i that the action affects. */
static const char *target(const struct gate_request *r, const struct audit_entry *e, size_t i)
{
	return r->memdev_count ? r->memdevs[i] : e->device;
}

static bool policy_refuses(const struct policy_verdict *v)
{
	return v->decision != POLICY_NO_RULE && v->decision != POLICY_ALLOWED;
}

/* Both commands of the kernel must be allowed. */
static void decide(const struct policy *p, const struct policy_device *d,
		   const struct policy_action *action, u16 then_opcode, struct policy_verdict *ret)
{
	struct policy_action then = *action;

	policy_decide(p, d, action, ret);
	if (!then_opcode || policy_refuses(ret))
		return;
	then.opcode = then_opcode;
	policy_decide(p, d, &then, ret);
}

/* Each component in front of the target must be allowed to forward the command. */
static void decide_forwarding(const struct cxl_ctx *ctx, const struct policy *p, const char *target,
			      const struct policy_action *action, struct policy_verdict *ret)
{
	struct policy_action forward = *action;
	const char *slash = target;
	char front[64];

	forward.opcode = OP_TUNNEL;
	forward.feature = NULL;
	forward.any_in = true;
	while (!policy_refuses(ret) && (slash = strchr(slash, '/'))) {
		struct policy_device device = { 0 };

		snprintf(front, sizeof(front), "%.*s", (int)(slash - target), target);
		if (p->count)
			policy_device_read(ctx, front, &device);
		decide(p, &device, &forward, 0, ret);
		slash++;
	}
}

/* The first verdict that refuses counts, if the action affects several devices. */
static void gather_policy(struct cxl_ctx *ctx, const struct gate_request *r,
			  const struct audit_entry *e, struct gate_facts *f)
{
	const struct gate_doe *doe = r->raw ? r->raw->doe : NULL;
	const struct policy *p = guard_policy(ctx);
	struct policy_action action = {
		.verb = *ctx->verb ? ctx->verb : NULL,
		.has_opcode = !e->path || r->opcode,
		.opcode = r->opcode,
		.in = e->path ? NULL : e->payload,
		.in_len = e->path ? 0 : e->len,
		.raw = r->raw != NULL,
		.has_doe = doe != NULL,
		.doe_vendor = doe ? doe->protocol.vendor : 0,
		.doe_type = doe ? doe->protocol.type : 0,
		.feature = r->feature,
	};
	struct policy_device unknown = { 0 };
	size_t i = 0;

	f->policy_invalid = !p || p->fault_count > 0;
	if (!p)
		return;
	do {
		struct policy_device device = { 0 };

		if (p->count)
			policy_device_read(ctx, target(r, e, i), &device);
		decide(p, &device, &action, r->then_opcode, &f->policy);
	} while (++i < r->memdev_count && !policy_refuses(&f->policy));
	if (r->component)
		decide_forwarding(ctx, p, e->device, &action, &f->policy);
	if (r->more_memdevs && !policy_refuses(&f->policy))
		decide(p, &unknown, &action, r->then_opcode, &f->policy);
}

/* The memory device is named if the target is another device. */
static void describe_use(const struct audit_entry *e, const char *memdev,
			 const struct dependent_list *l, struct gate_facts *f)
{
	char text[sizeof(f->in_use)];
	size_t i;

	dependents_text(l, text, sizeof(text));
	if (*text && !str_eq(memdev, e->device))
		snprintf(f->in_use, sizeof(f->in_use), "%s: %.360s", memdev, text);
	else
		snprintf(f->in_use, sizeof(f->in_use), "%s", text);
	for (i = 0; i < l->count; i++) {
		f->memory_in_use |=
			dependent_is_memory(&l->at[i]) && l->at[i].kind != DEPENDENT_PROCESS;
		f->process_in_use |= l->at[i].kind == DEPENDENT_PROCESS;
		f->use_unknown |= l->at[i].kind == DEPENDENT_UNKNOWN;
		f->region_in_use |= l->at[i].kind == DEPENDENT_REGION;
	}
}

static void use_is_unknown(struct gate_facts *f)
{
	snprintf(f->in_use, sizeof(f->in_use), "cannot read what depends on it");
	f->use_unknown = true;
}

static void gather_region_use(const struct topo *t, const char *name, const struct audit_entry *e,
			      struct gate_facts *f)
{
	const struct node *n = t ? topo_find(t, name) : NULL;
	struct dependent_list l;

	if (!n || n->kind != NODE_REGION) {
		use_is_unknown(f);
		return;
	}
	dependents_find_region(t, n, &l);
	describe_use(e, name, &l, f);
}

/* Read from sysfs each time: what depends on the device may change while a prompt waits. */
static void gather_use(struct cxl_ctx *ctx, const struct gate_request *r,
		       const struct audit_entry *e, struct gate_facts *f)
{
	struct dependent_list l;
	auto_topo struct topo t = { 0 };
	const bool scanned = topo_scan(&t, &ctx->root, TOPO_USE, NULL) == 0;
	const struct node *n;
	struct memdev m;
	size_t i = 0;

	if (r->component) {
		snprintf(f->in_use, sizeof(f->in_use), "%s", GATE_COMPONENT_USE);
		f->use_unknown = true;
		return;
	}
	if (r->region) {
		gather_region_use(scanned ? &t : NULL, r->region, e, f);
		return;
	}
	do {
		n = scanned ? topo_find(&t, target(r, e, i)) : NULL;
		if (!n || n->kind != NODE_MEMDEV) {
			use_is_unknown(f);
			return;
		}
		m = memdev_of(ctx, &t, n);
		dependents_find(&m, &l);
		if (r->memory_only)
			dependents_memory(&l);
		describe_use(e, m.name, &l, f);
	} while (++i < r->memdev_count && !*f->in_use);
}

static void gather_token(const struct cxl_ctx *ctx, const char *device, struct gate_facts *f)
{
	char token[TOKEN_MAX] = "";

	f->token_unreadable = token_read(ctx, device, token, sizeof(token)) < 0;
	f->token = token_compare(token, ctx->confirm ? ctx->confirm : ctx->typed_token);
}

void facts_gather(struct cxl_ctx *ctx, const struct gate_request *r, const struct audit_entry *e,
		  struct gate_facts *ret)
{
	*ret = (struct gate_facts){
		.read_only = ctx->read_only && !(ctx->read_effects && r->risk <= RISK_READ_EFFECTS),
		.dry_run = ctx->dry_run,
		.confirmed =
			ctx->confirmed || (*e->device && str_eq(ctx->confirmed_device, e->device)),
	};
	gather_policy(ctx, r, e, ret);
	if (r->raw && r->raw->doe)
		gather_doe(ctx, e->device, r->raw->doe, ret);
	else if (r->risk >= RISK_SERVICE && !r->ignore_use)
		gather_use(ctx, r, e, ret);
	if (gate_applies(GATE_TOKEN_UNREADABLE, r))
		gather_token(ctx, e->device, ret);
	if (r->raw)
		gather_raw(ctx, e->device, ret);
	if (r->taints)
		ret->panic_on_taint_unknown = facts_panic_on_taint(ctx, &ret->panic_on_taint) < 0;
}

bool facts_capable(const struct cxl_ctx *ctx, unsigned int bit)
{
	static const char key[] = "\nCapEff:\t";
	char status[8192], digits[17] = "";
	const char *at;
	u64 caps;

	if (sys_read(&ctx->root, TREE_PROC, "self/status", status, sizeof(status)) < 0)
		return true;
	at = strstr(status, key);
	if (!at)
		return true;
	strncpy(digits, at + sizeof(key) - 1, sizeof(digits) - 1);
	return num_u64(digits, 16, &caps) < 0 || caps & BIT(bit);
}

// SPDX-License-Identifier: GPL-2.0-only
/* cxl inject-protocol-error: inject a CXL.cache or CXL.mem error into a downstream port. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/common.h"
#include "cxl/driver-args.h"
#include "cxl/lib/plan/plan.h"
#include "cxl/lib/topo/debugfs.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/einj.h"
#include "cxl/summary.h"
#include "util/strbuf.h"

struct args {
	struct common_args common;
	const char *protocol, *severity;
	bool force;
};

static const char *const protocols[] = { "mem", "cache", NULL };
static const char *const severities[] = { "correctable", "uncorrectable", "fatal", NULL };

static const struct opt opts[] = {
	OPT_ENUM_ROW('p', "protocol", struct args, protocol, "mem|cache", protocols,
		     "protocol of the error"),
	OPT_ENUM_ROW('s', "severity", struct args, severity, "correctable|uncorrectable|fatal",
		     severities, "severity of the error"),
	OPT_WHOLE_BOOL_ROW('f', "force", struct args, force,
			   "even if memory below the port is in use"),
	{ 0 },
};

static const struct dport *find_dport(const struct topo *t, const char *name)
{
	static const enum node_kind kinds[] = { NODE_BUS, NODE_PORT };
	const struct dport_list *l;
	size_t k, i, d;

	for (k = 0; k < ARRAY_SIZE(kinds); k++)
		for (i = 0; i < t->kinds[kinds[k]].count; i++) {
			l = port_dports(t, t->kinds[kinds[k]].at[i]);
			for (d = 0; d < l->count; d++)
				if (host_has_name(l->at[d].name, name))
					return &l->at[d];
		}
	return NULL;
}

static const struct protocol_error *wanted_error(const struct args *a)
{
	const struct protocol_error *e;
	char name[40];

	snprintf(name, sizeof(name), "%s-%s", a->protocol, a->severity);
	for (e = protocol_errors; e->name && !str_eq(e->name, name); e++)
		;
	return e;
}

/* The errors that the platform supports, for the message. */
static void list_errors(u64 types, struct strbuf *names)
{
	const struct protocol_error *e;

	for (e = protocol_errors; e->name; e++)
		if (types & e->bit)
			strbuf_addf(names, "%s%s", names->len ? ", " : "", e->name);
}

static int check_type(const struct topo *t, const struct protocol_error *e, struct fail *why)
{
	auto_strbuf struct strbuf names = { 0 };
	char path[PATH_MAX], text[2048];
	u64 types;
	int rc;

	if (!t->debugfs)
		return topo_no_debugfs(why);
	snprintf(path, sizeof(path), "%s/cxl/einj_types", t->debugfs);
	rc = sys_read(t->root, TREE_SYS, path, text, sizeof(text));
	if (rc == -ENOENT)
		return fail_unsupported(
			why, "no_einj", "load the module einj",
			"the platform or the kernel cannot inject errors of CXL "
			"protocols (needs Linux 6.9 with CONFIG_ACPI_APEI_EINJ_CXL)");
	if (rc < 0)
		return fail_set(why, rc, "permission", "run as root", "cannot read /sys/%s: %s",
				path, strerror(-rc));
	types = protocol_errors_parse(text);
	if (types & e->bit)
		return 0;
	list_errors(types, &names);
	return fail_unsupported(why, "no_error_type", "",
				"the platform does not support the error %s: supported are %s",
				e->name, names.len ? names.s : "none");
}

static int make_plan(struct plan *p, const struct topo *t, const struct dport *d,
		     const struct protocol_error *e, struct fail *why)
{
	char attr[PATH_MAX], path[PATH_MAX], value[32], text[120];
	int rc = check_type(t, e, why);

	if (rc < 0)
		return rc;
	snprintf(attr, sizeof(attr), "%s/einj_inject", d->name);
	rc = topo_debugfs_check(t, attr);
	if (rc == -ENOENT)
		return fail_unsupported(why, "not_injectable", "see 'cxl list -PT'",
					"errors cannot be injected into this port: only root ports "
					"and restricted hosts are supported");
	if (rc < 0)
		return fail_set(why, rc, "permission", "run as root", "cannot read debugfs: %s",
				strerror(-rc));
	snprintf(path, sizeof(path), "%.3000s/cxl/%.1000s", t->debugfs, attr);
	snprintf(value, sizeof(value), "0x%" PRIx64 "\n", e->bit);
	snprintf(text, sizeof(text), "inject %s", e->name);
	plan_add(p, text, path, value);
	plan_starts(p);
	return 0;
}

/* The memory devices that the error may affect; free the array. */
static const char **memdevs_below(const struct topo *t, const struct dport *d, size_t *count)
{
	const struct node_list *l = &t->kinds[NODE_MEMDEV];
	const char **names = calloc(l->count + 1, sizeof(*names));
	size_t i;

	*count = 0;
	for (i = 0; names && i < l->count; i++)
		if (l->at[i]->peer && dport_maps(d, l->at[i]))
			names[(*count)++] = l->at[i]->name;
	return names;
}

/* @why: of a dry run, or NULL. */
static void show_result(const struct cxl_ctx *ctx, const struct dport *d, const struct plan *p,
			const struct fail *why, struct rec *top)
{
	struct rec *o = rec_obj(top, NULL);

	rec_str(o, "dport", d->name);
	change_record(ctx, true, why, o);
	if (p->count)
		plan_record(p, p->count, rec_arr(o, "steps"));
}

static int inject(struct inv *inv, const struct topo *t, const struct dport *d, struct rec *top)
{
	const struct args *a = inv->args;
	const struct protocol_error *e = wanted_error(a);
	const bool correctable = str_eq(a->severity, "correctable");
	auto_plan struct plan p = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	struct plan_result result;
	struct fail why = { 0 };
	size_t count;
	auto_free const char **memdevs = memdevs_below(t, d, &count);
	char operation[NAME_MAX + 40];
	struct plan_action action = {
		.ctx = ctx,
		.sysfs = {
			.device = d->name,
			.operation = operation,
			.memdevs = memdevs,
			.memdev_count = count,
			.risk = RISK_SERVICE,
			.ignore_use = a->force || correctable || !count,
			.memory_only = true,
		},
	};

	if (!memdevs)
		return -ENOMEM;
	snprintf(operation, sizeof(operation), "inject %s into %s", e->name, d->name);
	if (make_plan(&p, t, d, e, &why) < 0 || plan_apply(&p, &action, &result, &why) < 0) {
		if (ctx->dry_run)
			show_result(ctx, d, &p, &why, top);
		inv_fail(inv, d->name, inv->cmd->name, &why);
		return 0;
	}
	inv->done++;
	show_result(ctx, d, &p, NULL, top);
	if (!ctx->dry_run)
		fprintf(stderr, "injected %s protocol error.\n", e->name);
	return 0;
}

static int run(struct inv *inv)
{
	const struct args *a = inv->args;
	auto_rec struct rec *top = rec_new_arr();
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_topo struct topo t = { 0 };
	const struct dport *d;
	struct fail why = { 0 };

	if (!a->protocol || !a->severity)
		return inv_usage(inv, "missing --%s", a->protocol ? "severity" : "protocol");
	driver_args_lock(inv, &lock);
	if (!cxl_scan(inv, &t, TOPO_ALL))
		return inv_exit_status(inv);
	d = find_dport(&t, inv->argv[0]);
	if (!d) {
		fail_set(&why, -ENODEV, "no_such_dport", "see 'cxl list -PT'",
			 "no such downstream port");
		inv_fail(inv, inv->argv[0], "find", &why);
	} else if (inject(inv, &t, d, top) < 0) {
		return EXIT_INTERNAL;
	}
	return summary_wants_result(inv) ? inv_print(inv, top) : summary_none(inv);
}

const struct cmd cmd_inject_protocol_error = {
	.name = "inject-protocol-error",
	.args = "<dport> -p <protocol> -s <severity> [<options>]",
	.group = "Error injection",
	.help = "inject a protocol error into a downstream port",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL | CMD_DEBUG,
	.risk = RISK_SERVICE,
	.needs = "root",
	.min_args = 1,
	.max_args = 1,
	.positional = "dport",
	.more_columns = "dport," DRIVER_COLUMNS,
	.run = run,
};

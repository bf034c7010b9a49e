// SPDX-License-Identifier: GPL-2.0-only
/* What the commands that change DAX devices share. */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/topo/device-users.h"
#include "cxl/undo-log.h"
#include "daxctl/device-args.h"
#include "util/words.h"

/* --- targets */

void device_system_done(struct device_system *s)
{
	topo_free(&s->topo);
	dax_nodes_free(&s->devices);
}

void device_targets_done(struct device_targets *t)
{
	device_system_done(&t->system);
	free(t->at);
}

/* Whether the @len characters at @word are "all", or @name with or without @prefix before it. */
static bool word_names(const char *word, size_t len, const char *prefix, const char *name)
{
	return (len == 3 && memcmp(word, "all", 3) == 0) ||
	       (len == strlen(name) && memcmp(word, name, len) == 0) ||
	       (len + strlen(prefix) == strlen(name) &&
		memcmp(word, name + strlen(prefix), len) == 0);
}

bool device_in_region(const struct dax_node *d, const char *list)
{
	bool found = !list;
	const char *word;
	char region[32];
	size_t len;

	snprintf(region, sizeof(region), "region%" PRIu64, d->region);
	while (!found && (word = word_next(&list, &len)))
		found = word_names(word, len, "region", region);
	return found;
}

bool device_is_named(const struct dax_node *d, const char *list)
{
	const char *word, *slash;
	bool found = !list;
	size_t len, skip;

	while (!found && (word = word_next(&list, &len))) {
		slash = memrchr(word, '/', len);
		skip = slash ? (size_t)(slash - word) + 1 : 0;
		found = word_names(word + skip, len - skip, "dax", d->name);
	}
	return found;
}

#define DEVICE_NAME_MAX 64

/* The name of a device in a list, without a directory; "": it is too long for one. */
static void base_name(const char *word, size_t len, char buf[DEVICE_NAME_MAX])
{
	const char *slash = memrchr(word, '/', len);
	const size_t skip = slash ? (size_t)(slash - word) + 1 : 0;

	buf[0] = '\0';
	if (len - skip < DEVICE_NAME_MAX)
		snprintf(buf, DEVICE_NAME_MAX, "%.*s", (int)(len - skip), word + skip);
}

static void add_once(struct device_targets *t, const struct dax_node *d)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		if (t->at[i] == d)
			return;
	t->at[t->count++] = d;
}

/* Before a number, but not before "region1". */
static const char *region_word(const char *region)
{
	return str_after(region, "region") ? "" : "region ";
}

/* A device that is named, but not in the region of --region, is not selected either. */
static void add_name(struct inv *inv, const char *name, const char *base, struct device_targets *t)
{
	const struct dax_nodes *l = &t->system.devices;
	const struct device_args *a = inv->args;
	struct fail why = { 0 };
	bool found = false;
	size_t i;

	for (i = 0; i < l->count; i++)
		if (device_is_named(&l->at[i], base) && device_in_region(&l->at[i], a->region)) {
			add_once(t, &l->at[i]);
			found = true;
		}
	if (!found && str_eq(base, "all") && a->region && inv->cmd->flags & CMD_CHANGES)
		inv_warn(inv, "no DAX device in %s%s", region_word(a->region), a->region);
	if (found || str_eq(base, "all"))
		return;
	if (!*name || str_ends(name, "/"))
		fail_set(&why, -ENODEV, "no_such_device", "see 'daxctl list -i'",
			 "the name of the DAX device is empty");
	else
		fail_set(&why, -ENODEV, "no_such_device", "see 'daxctl list -i'",
			 "no such DAX device%s%s%s", a->region ? " in " : "",
			 a->region ? region_word(a->region) : "", a->region ? a->region : "");
	inv_fail(inv, name, "find", &why);
}

/* A list without a name has an empty one. */
static void add_names(struct inv *inv, const char *list, struct device_targets *t)
{
	const char *word;
	char name[200], base[DEVICE_NAME_MAX];
	size_t len;

	if (!list[strspn(list, WORDS_SEPARATORS)])
		add_name(inv, "", "", t);
	while ((word = word_next(&list, &len))) {
		snprintf(name, sizeof(name), "%.*s", (int)len, word);
		base_name(word, len, base);
		add_name(inv, name, base, t);
	}
}

int device_args_scan_devices(struct inv *inv, struct dax_nodes *ret)
{
	const struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };
	int rc = dax_scan(&ctx->root, ret);

	if (rc == 0)
		return EXIT_DONE;
	fail_set(&why, rc, "read_failed", "", "cannot read the DAX devices: %s",
		 sys_error_text(rc));
	inv_fail(inv, "dax", "scan", &why);
	return inv_exit_status(inv);
}

static int scan_system(struct inv *inv, struct device_system *ret)
{
	if (!cxl_scan(inv, &ret->topo, TOPO_USE))
		return inv_exit_status(inv);
	return device_args_scan_devices(inv, &ret->devices);
}

/* If that fails, the gate finds it out, too. */
static void lock_topology(struct inv *inv, struct memdev_lock *lock)
{
	struct fail why;

	if (topo_lock(inv->ctx, lock, &why) < 0)
		lock->ctx = NULL;
}

int device_args_scan(struct inv *inv, struct memdev_lock *lock, struct device_system *ret)
{
	lock_topology(inv, lock);
	return scan_system(inv, ret);
}

int device_args_targets(struct inv *inv, const char *what, struct device_targets *ret)
{
	int i, rc;

	if (inv->argc == 0)
		return inv_usage(inv, "specify a device to %s, or \"all\"", what);
	rc = scan_system(inv, &ret->system);
	if (rc != EXIT_DONE)
		return rc;
	ret->at = calloc(ret->system.devices.count + 1, sizeof(*ret->at));
	if (!ret->at)
		return EXIT_INTERNAL;
	for (i = 0; i < inv->argc; i++)
		add_names(inv, inv->argv[i], ret);
	if (inv->failed && (inv->cmd->flags & CMD_CHANGES)) {
		if (ret->count)
			inv_warn(inv, "no device was changed");
		ret->count = 0;
	}
	return EXIT_DONE;
}

int device_args_begin(struct inv *inv, const char *what, struct memdev_lock *lock,
		      struct device_targets *ret)
{
	if (inv->argc)
		lock_topology(inv, lock);
	return device_args_targets(inv, what, ret);
}

/* --- memory devices */

void device_owners_find(const struct topo *t, const struct dax_node *d, struct device_owners *ret)
{
	auto_sysdir struct sysdir dir = { .fd = -1 };
	const struct node *region = region_of_path(t, d->path), *memdev;
	u64 i, ways;

	*ret = (struct device_owners){ .more = region };
	if (!region || node_open(t, region, &dir) < 0)
		return;
	ways = region_ways(&dir);
	for (i = 0; i < ways; i++) {
		memdev = region_memdev(t, &dir, i);
		if (memdev)
			ret->names[ret->count++] = memdev->name;
	}
	ret->more = !ways || ret->count < ways;
}

void device_owners_set(const struct device_owners *o, struct sysfs_action *act)
{
	act->memdevs = o->names;
	act->memdev_count = o->count;
	act->more_memdevs = o->more;
}

/* --- changes */

static void operation_text(const struct inv *inv, const struct dax_state *s, char *buf, size_t size)
{
	const char *verb = inv->cmd->name;

	snprintf(buf, size, "%.*s %s", (int)strcspn(verb, "-"), verb, s->node->name);
}

static struct rec *show_result(const struct inv *inv, const struct dax_state *s,
			       const struct plan *p, const struct fail *why, struct rec *top)
{
	struct rec *o = rec_obj(top, NULL);

	rec_str(o, "chardev", s->node->name);
	change_record(inv->ctx, p->count > 0, why, o);
	if (p->count)
		plan_record(p, p->count, rec_arr(o, "steps"));
	return o;
}

static void fail_change(struct inv *inv, const struct dax_state *s, const struct plan *p,
			const struct fail *why, struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;

	if (ctx->dry_run)
		show_result(inv, s, p, why, top);
	inv_fail(inv, s->node->name, inv->cmd->name, why);
}

void device_args_fail(struct inv *inv, const struct dax_state *s, const struct fail *why,
		      struct rec *top)
{
	const struct plan none = { .count = 0 };

	fail_change(inv, s, &none, why, top);
}

/* Programs that have the character device open, or mapped. */
static bool find_users(const struct cxl_ctx *ctx, const struct dax_state *s, const char *operation,
		       struct fail *why)
{
	struct dependent_list *l = calloc(1, sizeof(*l));
	struct dax_device device = { 0 };
	char text[400];
	bool found;

	if (!l) {
		fail_nomem(why);
		return true;
	}
	snprintf(device.name, sizeof(device.name), "%s", s->node->name);
	snprintf(device.driver, sizeof(device.driver), "%s", s->driver);
	device_users_dax(&ctx->root, &device, l);
	dependents_text(l, text, sizeof(text));
	found = l->count > 0;
	free(l);
	if (found)
		fail_refuse(why, "in_use", "stop using it, or use --force", "refusing to %s: %s",
			    operation, text);
	return found;
}

void device_args_undo(struct cxl_ctx *ctx, const struct topo *t, const struct dax_state *s,
		      const char *lines)
{
	const struct dax_node *d = s->node;
	struct device_owners owners;
	char remains[120];
	struct memdev m;
	size_t i;

	if (!lines) {
		undo_log_never(ctx, UNDO_KIND);
		return;
	}
	undo_log_add_lines(ctx, lines);
	/* No command but that to another mode unplugs it. */
	snprintf(remains, sizeof(remains), "%s has memory blocks, offline, and had none", d->name);
	if (str_eq(s->request, "unplugged"))
		undo_log_remains(ctx, remains);
	undo_log_refers_node(ctx, d->name);
	device_owners_find(t, d, &owners);
	for (i = 0; i < owners.count; i++) {
		m = memdev_of(ctx, t, topo_find(t, owners.names[i]));
		undo_log_refers(ctx, &m);
	}
}

/* The devices without a driver, which the kernel may bind when another one is added to a driver. */
static bool has_driver(const struct sysroot *root, const struct dax_node *d)
{
	char path[PATH_MAX];

	return path_join(path, sizeof(path), d->path, "driver") < 0 ||
	       sys_exists(root, TREE_SYS, path);
}

static void find_disabled(const struct sysroot *root, const struct dax_state *s,
			  struct dax_nodes *ret)
{
	size_t i, count = 0;

	if (dax_scan(root, ret) < 0)
		return;
	for (i = 0; i < ret->count; i++) {
		if (str_eq(ret->at[i].name, s->node->name) || has_driver(root, &ret->at[i]))
			free(ret->at[i].path);
		else
			ret->at[count++] = ret->at[i];
	}
	ret->count = count;
}

static void warn_enabled(struct inv *inv, const struct dax_nodes *disabled)
{
	const struct cxl_ctx *ctx = inv->ctx;
	size_t i;

	for (i = 0; i < disabled->count && !ctx->dry_run; i++)
		if (has_driver(&ctx->root, &disabled->at[i]))
			inv_warn(inv, "the kernel has enabled %s, too", disabled->at[i].name);
}

bool device_args_apply(struct inv *inv, const struct device_change *c, const struct plan *p,
		       struct rec *top)
{
	const struct device_args *a = inv->args;
	const struct dax_state *s = c->state;
	struct cxl_ctx *ctx = inv->ctx;
	auto_dax_nodes struct dax_nodes disabled = { 0 };
	struct device_owners owners;
	struct plan_result result;
	struct fail why = { 0 }, refusal = { 0 };
	char operation[120];
	struct plan_action action = {
		.ctx = ctx,
		.sysfs = {
			.device = s->node->name,
			.operation = operation,
			.risk = inv->cmd->risk,
			.ignore_use = true, /* which is that of memory devices */
		},
	};

	operation_text(inv, s, operation, sizeof(operation));
	device_owners_find(c->topo, s->node, &owners);
	device_owners_set(&owners, &action.sysfs);
	if (p->count && c->uses_device && !a->force && *s->driver && s->mode != DAX_SYSTEM_RAM &&
	    find_users(ctx, s, operation, &refusal))
		action.sysfs.refusal = &refusal;
	if (p->count)
		find_disabled(&ctx->root, s, &disabled);
	ctx->changing = false;
	if (undo_log_apply(p, &action, &result, &why) < 0) {
		dax_plan_explain(p, s, result.failed, &why);
		fail_change(inv, s, p, &why, top);
		return false;
	}
	warn_enabled(inv, &disabled);
	if (p->count)
		device_args_undo(ctx, c->topo, s, c->undo);
	inv->done++;
	show_result(inv, s, p, NULL, top);
	return true;
}

static void apply_one(struct inv *inv, const struct device_work *w, const struct topo *t,
		      const struct dax_node *d, struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	auto_dax_state struct dax_state s = { .node = d };
	struct device_change change = { t, &s, NULL, w->uses_device };
	auto_strbuf struct strbuf undo = { 0 };
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	if (dax_state_read(&ctx->root, d, &s, &why) < 0) {
		device_args_fail(inv, &s, &why, top);
		return;
	}
	if (w->with_memory && device_args_skips(inv, &s))
		return;
	if (w->plan(inv, &s, &p, &why) < 0) {
		device_args_fail(inv, &s, &why, top);
		return;
	}
	if (w->undo && w->undo(&s, &undo) && !undo.failed)
		change.undo = undo.s;
	device_args_apply(inv, &change, &p, top);
}

static int finish(struct inv *inv, const char *done, const struct rec *top, bool print)
{
	const struct summary s = { done, { "device", "devices" }, .plural_zero = true };
	int rc = print ? inv_print(inv, top) : summary_none(inv);

	if (!inv->invalid) /* the usage follows */
		summary_print(inv, &s);
	return rc;
}

int device_args_finish(struct inv *inv, const char *done, const struct rec *top)
{
	return finish(inv, done, top, summary_wants_result(inv));
}

int device_args_finish_list(struct inv *inv, const char *done, const struct rec *top)
{
	return finish(inv, done, top, top->count || summary_wants_result(inv));
}

/* Whether the arguments have "all", and whether they name @d (NULL: none) besides. */
static bool has_all(const struct inv *inv, const struct dax_node *d, bool *named)
{
	const char *rest, *word;
	char base[DEVICE_NAME_MAX];
	bool all = false;
	size_t len;
	int i;

	*named = false;
	for (i = 0; i < inv->argc; i++)
		for (rest = inv->argv[i]; (word = word_next(&rest, &len));) {
			base_name(word, len, base);
			if (str_eq(base, "all"))
				all = true;
			else
				*named |= d && device_is_named(d, base);
		}
	return all;
}

bool device_args_all(const struct inv *inv)
{
	bool named;

	return has_all(inv, NULL, &named);
}

/* "all" are those that the command is about; ndctl does not list devices without memory either. */
bool device_args_skips(const struct inv *inv, const struct dax_state *s)
{
	bool named;

	return s->size == 0 && has_all(inv, s->node, &named) && !named;
}

int device_args_run(struct inv *inv, const struct device_work *w)
{
	auto_device_targets struct device_targets targets = { 0 };
	auto_memdev_lock struct memdev_lock lock = { .fd = -1 };
	auto_rec struct rec *top = rec_new_arr();
	size_t i;
	int rc;

	rc = device_args_begin(inv, w->what, &lock, &targets);
	if (rc != EXIT_DONE)
		return rc;
	for (i = 0; i < targets.count; i++)
		apply_one(inv, w, &targets.system.topo, targets.at[i], top);
	return device_args_finish(inv, w->done, top);
}

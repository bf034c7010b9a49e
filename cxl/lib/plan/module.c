// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Kernel modules. libkmod is loaded on first use: with the libraries that it needs, it would double
 * the time that a command takes to start.
 */
#include "cxl/lib/plan/module.h"
#include "util/library.h"

#define SONAME "libkmod.so.2"

LIBRARY_NOTE(kmod, SONAME, "modules", "Loading of missing drivers", "recommended");

#define APPLY_BLACKLIST 0x20000U /* KMOD_PROBE_APPLY_BLACKLIST */
#define FILTER_BLACKLIST 1	 /* KMOD_FILTER_BLACKLIST */

struct kmod_ctx;
struct kmod_list;
struct kmod_module;

struct kmod {
	struct kmod_ctx *(*new)(const char *dir, const char *const *configurations);
	struct kmod_ctx *(*unref)(struct kmod_ctx *c);
	int (*lookup)(struct kmod_ctx *c, const char *alias, struct kmod_list **ret);
	struct kmod_list *(*list_next)(const struct kmod_list *l, const struct kmod_list *at);
	struct kmod_module *(*get_module)(const struct kmod_list *at);
	int (*probe)(struct kmod_module *m, unsigned int flags, const char *options,
		     int (*run_install)(struct kmod_module *m, const char *cmd, void *data),
		     const void *data,
		     void (*print_action)(struct kmod_module *m, bool install,
					  const char *options));
	int (*filter)(const struct kmod_ctx *c, int filter, const struct kmod_list *l,
		      struct kmod_list **ret);
	struct kmod_module *(*module_unref)(struct kmod_module *m);
	int (*list_unref)(struct kmod_list *l);
};

static int load_library(struct kmod *k, struct fail *why)
{
	const struct library_symbol symbols[] = {
		{ "kmod_new", &k->new },
		{ "kmod_unref", &k->unref },
		{ "kmod_module_new_from_lookup", &k->lookup },
		{ "kmod_list_next", &k->list_next },
		{ "kmod_module_get_module", &k->get_module },
		{ "kmod_module_probe_insert_module", &k->probe },
		{ "kmod_module_apply_filter", &k->filter },
		{ "kmod_module_unref", &k->module_unref },
		{ "kmod_module_unref_list", &k->list_unref },
		{ 0 },
	};

	return library_load(SONAME, symbols, why);
}

/* 0, or the first error. */
static int probe_all(const struct kmod *k, const struct kmod_list *list)
{
	const struct kmod_list *at;
	struct kmod_module *m;
	int rc = 0, err = 0;

	for (at = list; at; at = k->list_next(list, at)) {
		m = k->get_module(at);
		rc = k->probe(m, APPLY_BLACKLIST, NULL, NULL, NULL, NULL);
		k->module_unref(m);
		if (rc && !err)
			err = rc < 0 ? rc : -EPERM;
	}
	return err;
}

/* Whether one may be loaded. */
static int check_all(const struct kmod *k, const struct kmod_ctx *c, const struct kmod_list *list)
{
	struct kmod_list *allowed = NULL;
	int rc = k->filter(c, FILTER_BLACKLIST, list, &allowed);

	if (rc == 0 && !allowed)
		rc = -EPERM;
	k->list_unref(allowed);
	return rc;
}

static int find(const struct kmod *k, const char *alias, bool load, struct fail *why)
{
	struct kmod_list *list = NULL;
	struct kmod_ctx *c = k->new (NULL, NULL);
	int rc;

	if (!c)
		return fail_nomem(why);
	rc = k->lookup(c, alias, &list);
	if (rc >= 0)
		rc = !list ? -ENOENT : load ? probe_all(k, list) : check_all(k, c, list);
	k->list_unref(list);
	k->unref(c);
	return rc < 0 ? fail_set(why, rc, "no_driver",
				 rc == -EPERM ? "see modprobe.d(5) and the kernel log"
					      : "see the kernel log",
				 "cannot load the kernel module for '%s': %s", alias, strerror(-rc))
		      : 0;
}

static int load_or_check(const struct cxl_ctx *ctx, const char *alias, bool load, struct fail *why)
{
	struct fail cause = { 0 };
	struct kmod k = { 0 };

	if (ctx->root.captured)
		return fail_set(why, -ENOENT, "no_driver", "", "the driver is not loaded");
	if (load_library(&k, &cause) < 0)
		return fail_set(why, -ENOENT, "no_driver", "load it with modprobe(8)",
				"the driver is not loaded: %s", cause.message);
	return find(&k, alias, load, why);
}

int module_load(const struct cxl_ctx *ctx, const char *alias, struct fail *why)
{
	return load_or_check(ctx, alias, true, why);
}

int module_check(const struct cxl_ctx *ctx, const char *alias, struct fail *why)
{
	return load_or_check(ctx, alias, false, why);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The Features of a memdev, from the device through fwctl and from EDAC. */
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/lib/feature/plan.h"
#include "cxl/lib/guard/facts.h"
#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/transport/route.h"
#include "util/array.h"
#include "util/num.h"
#include "util/strbuf.h"
#include "util/sys-errors.h"
#include "util/text.h"

#define ENTRIES_PER_CALL 32
#define REPLY_MAX (FEATURE_HEADER_LEN + ENTRIES_PER_CALL * FEATURE_ENTRY_LEN)
#define PREFIX_MIN 3

static int by_index(const void *a, const void *b)
{
	const struct feature *x = a, *y = b;

	return (x->entry.index > y->entry.index) - (x->entry.index < y->entry.index);
}

static struct feature *list_add(struct feature_list *l)
{
	struct feature *at = array_grow(l->at, l->count, sizeof(*at));

	if (!at)
		return NULL;
	l->at = at;
	at[l->count] = (struct feature){ 0 };
	return &at[l->count++];
}

/* --- from fwctl */

static int add_entry(struct feature_list *l, const struct feature_entry *e)
{
	struct feature *f = list_add(l);

	if (!f)
		return -ENOMEM;
	f->entry = *e;
	f->listed = true;
	uuid_to_text(e->uuid, f->uuid);
	f->desc = feature_desc_find(e->uuid);
	if (f->desc) {
		snprintf(f->name, sizeof(f->name), "%s", f->desc->name);
		f->groups = feature_groups(f->desc, e->get_size);
	} else {
		snprintf(f->name, sizeof(f->name), "unknown-%.8s", f->uuid);
	}
	return 0;
}

/* Progress of reading the list. */
struct listing {
	struct feature_list *list;
	u16 next, total;
};

/* Read up to ENTRIES_PER_CALL entries; .next is unchanged if there are no more. */
static int list_some(const struct memdev *m, struct listing *g, struct fail *why)
{
	u8 in[8] = { 0 };
	struct mbox_request req = {
		.opcode = OP_GET_SUPPORTED_FEATURES,
		.in = in,
		.in_len = sizeof(in),
		.out_max = m->node->component ? memdev_payload_max(m) : REPLY_MAX,
	};
	auto_reply struct mbox_reply rsp = { 0 };
	struct feature_entry e;
	int rc;
	u16 i;

	put_le(in, 4, req.out_max);
	put_le(in + 4, 2, g->next);
	rc = mbox_send(m, &req, &rsp, why);
	if (rc < 0)
		return rc;
	if (rsp.len < FEATURE_HEADER_LEN)
		return fail_set(why, -EIO, "short_reply", "",
				"Get Supported Features: the response is too short");
	g->total = (u16)get_le(rsp.data + 2, 2);
	for (i = 0; i < ENTRIES_PER_CALL && g->next < g->total; i++) {
		if (feature_entry_decode(rsp.data, rsp.len, i, &e) < 0)
			break;
		if (add_entry(g->list, &e) < 0)
			return fail_nomem(why);
		g->next++;
	}
	return 0;
}

static int list_fwctl(const struct memdev *m, struct feature_list *l, struct fail *why)
{
	struct listing g = { .list = l };
	u16 before;
	int rc;

	do {
		before = g.next;
		rc = list_some(m, &g, why);
	} while (rc == 0 && g.next < g.total && g.next > before);
	if (rc == 0 && g.next < g.total)
		return fail_set(why, -EIO, "short_reply", "",
				"the device listed only %u of %u Features", g.next, g.total);
	return rc;
}

/* --- from EDAC */

static struct feature *find_or_add(struct feature_list *l, const struct feature_desc *d)
{
	struct feature *f;
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i].desc == d)
			return &l->at[i];
	f = list_add(l);
	if (!f)
		return NULL;
	f->desc = d;
	snprintf(f->name, sizeof(f->name), "%s", d->name);
	snprintf(f->uuid, sizeof(f->uuid), "%s", d->uuid_text);
	return f;
}

int feature_list_known(struct feature_list *ret)
{
	auto_feature_list struct feature_list l = { 0 };
	const struct feature_desc *d;
	struct feature *f;
	size_t i;

	for (i = 0; (d = feature_desc_at(i)); i++) {
		f = find_or_add(&l, d);
		if (!f)
			return -ENOMEM;
		f->groups = UINT16_MAX;
	}
	*ret = l;
	l = (struct feature_list){ 0 };
	return 0;
}

/* The numbers of mem_repairN are arbitrary; repair_type identifies the Feature. */
static int repair_matches(const struct sysdir *d, const char *name, const char *type)
{
	char attr[64], text[32];
	int rc;

	rc = path_join(attr, sizeof(attr), name, "repair_type");
	if (rc == 0)
		rc = sysdir_read(d, attr, text, sizeof(text));
	if (rc == -E2BIG || sys_is_absent(rc))
		return 0;
	return rc < 0 ? rc : str_eq(text, type);
}

/* 1: the directory @name belongs to the Feature; 0: it does not; negative errno: not known. */
static int edac_matches(const struct sysdir *dir, const char *name, const struct feature_desc *d,
			u64 *number)
{
	static const char *const prefixes[] = {
		[EDAC_SCRUB] = "scrub",
		[EDAC_ECS] = "ecs_fru",
		[EDAC_REPAIR] = "mem_repair",
	};
	const char *rest = d->edac == EDAC_NONE ? NULL : str_after(name, prefixes[d->edac]);

	rest = rest ? num_prefix(rest, number) : NULL;
	if (!rest || *rest)
		return 0;
	return d->edac == EDAC_REPAIR ? repair_matches(dir, name, d->edac_repair_type) : 1;
}

static int fail_edac(const struct sysdir *dir, const char *name, int err, struct fail *why)
{
	return fail_set(why, err, "read_failed", "", "cannot read %s/%s/%s/repair_type: %s",
			sys_tree_name(TREE_SYS), dir->path, name, sys_error_text(err));
}

/* Adds all that can be read; the first error that is not about a missing file is returned. */
static int merge_edac(struct feature_list *l, const struct sysdir *dir,
		      const struct namelist *names, struct fail *why)
{
	const struct feature_desc *d;
	struct feature *f;
	int rc, ret = 0;
	size_t i, at;
	u64 number;

	for (i = 0; (d = feature_desc_at(i)); i++)
		for (at = 0; at < names->count; at++) {
			if (strlen(names->names[at]) >= sizeof(f->edac))
				continue;
			rc = edac_matches(dir, names->names[at], d, &number);
			if (rc < 0 && ret == 0)
				ret = fail_edac(dir, names->names[at], rc, why);
			if (rc <= 0)
				continue;
			f = find_or_add(l, d);
			if (!f)
				return fail_nomem(why);
			if (!*f->edac || number == 0)
				snprintf(f->edac, sizeof(f->edac), "%s", names->names[at]);
			if (d->edac == EDAC_ECS && number >= f->groups && number < UINT16_MAX)
				f->groups = (u16)(number + 1);
		}
	return ret;
}

/* An interface that could not be read, as opposed to one that the kernel or device lacks. */
static bool not_known(const struct fail *why)
{
	return why->code && why->outcome != OUTCOME_UNSUPPORTED;
}

/* OUTCOME_UNSUPPORTED: EDAC does not have the device; others: not known. */
static int list_edac(const struct memdev *m, struct feature_list *l, struct fail *why)
{
	auto_namelist struct namelist names = { 0 };
	auto_sysdir struct sysdir dir = { .fd = -1 };
	char path[96];
	int rc;

	snprintf(path, sizeof(path), "bus/edac/devices/cxl_%s", m->name);
	rc = sysdir_open(&dir, &m->ctx->root, TREE_SYS, path);
	if (rc == 0)
		rc = sysdir_list(&dir, false, &names);
	if (rc == 0)
		return merge_edac(l, &dir, &names, why);
	if (!sys_is_absent(rc))
		return fail_set(why, rc, "read_failed", "", "cannot read %s/%s: %s",
				sys_tree_name(TREE_SYS), path, sys_error_text(rc));
	return fail_unsupported(why, "no_edac", "", "EDAC does not have the device");
}

/* --- both */

static bool needs_set_command(const struct feature_list *l)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->at[i].listed && !feature_kernel_owned(&l->at[i]))
			return true;
	return false;
}

static void decide(const struct memdev *m, struct feature_list *l, const struct fail *edac)
{
	struct feature_facts facts = {
		.rawio = facts_capable(m->ctx, CAP_SYS_RAWIO),
		.edac_unread = not_known(edac) ? edac : NULL,
		.disabled = !memdev_is_enabled(m),
	};
	size_t i;

	if (needs_set_command(l))
		facts.no_set = cel_lists(m, OP_SET_FEATURE, NULL) == 0;
	for (i = 0; i < l->count; i++)
		feature_decide(&l->at[i], &facts);
}

/* Nothing was found: @incomplete tells why, if set. */
static int no_features(const struct memdev *m, const struct fail *incomplete, struct fail *why)
{
	int rc = check_mailbox(m, why);

	if (rc < 0)
		return rc;
	if (!incomplete->code && !memdev_is_enabled(m))
		return fail_set(why, -ENXIO, "disabled", "see 'cxl enable-memdev'",
				"the kernel provides no Features of this device while it is "
				"disabled");
	if (!incomplete->code)
		return fail_unsupported(why, "no_features", "needs " NEEDS_FWCTL " or " NEEDS_EDAC,
					"the kernel provides no Features of this device");
	if (why)
		*why = *incomplete;
	return incomplete->err;
}

/* A captured tree has the attributes of EDAC, but no device that can be asked. */
static bool is_captured(const struct memdev *m)
{
	return !ctx_has_replies(m->ctx);
}

static int captured(struct fail *why)
{
	return fail_unsupported(
		why, "captured", "",
		"only Features with an EDAC interface are available with --sysroot");
}

/* The kernel has no part in it. */
static int list_component(const struct memdev *m, struct feature_list *ret, struct fail *why)
{
	struct feature_list l = { 0 };
	int rc = list_fwctl(m, &l, why);
	size_t i;

	if (rc < 0) {
		feature_list_done(&l);
		return rc;
	}
	for (i = 0; i < l.count; i++)
		l.at[i].route = FEATURE_ROUTE_MCTP;
	*ret = l;
	return 0;
}

int feature_list_read(const struct memdev *m, struct feature_list *ret, struct fail *why)
{
	struct feature_list l = { 0 };
	struct fail edac_why = { 0 };
	char fwctl[32];
	int rc, edac;

	if (m->node->component)
		return list_component(m, ret, why);
	rc = fwctl_find(m, fwctl, sizeof(fwctl), &l.incomplete);
	if (rc == 0)
		rc = is_captured(m) ? captured(&l.incomplete) : list_fwctl(m, &l, &l.incomplete);
	else if (!not_known(&l.incomplete))
		l.incomplete = (struct fail){ 0 }; /* EDAC has all Features that are available */
	l.fwctl_incomplete = l.incomplete.code != NULL;
	if (l.count > 0)
		qsort(l.at, l.count, sizeof(*l.at), by_index);
	edac = list_edac(m, &l, &edac_why);
	if (not_known(&edac_why) && !not_known(&l.incomplete))
		l.incomplete = edac_why;
	if (l.count == 0 && (rc < 0 || edac < 0)) {
		rc = no_features(m, &l.incomplete, why);
		feature_list_done(&l);
		return rc;
	}
	decide(m, &l, &edac_why);
	*ret = l;
	return 0;
}

void feature_list_done(struct feature_list *l)
{
	free(l->at);
	*l = (struct feature_list){ 0 };
}

static bool is_prefix(const struct feature *f, const char *text)
{
	size_t len = strlen(text);

	return ascii_same_start(f->name, text, len) || ascii_same_start(f->uuid, text, len);
}

/* The names of unknown Features contain only a part of the UUID and may be equal. */
static void add_candidate(struct strbuf *b, const struct feature_list *l, const struct feature *f)
{
	size_t i, same = 0;

	for (i = 0; i < l->count; i++)
		same += str_eq(l->at[i].name, f->name);
	strbuf_addf(b, "%s%s", b->len ? ", " : "", same > 1 ? f->uuid : f->name);
}

/* A complete UUID, or the name of a Feature that devices may have. */
static bool is_complete(const char *text)
{
	const struct feature_desc *d;
	u8 uuid[FEATURE_UUID_LEN];
	size_t i;

	if (uuid_from_text(text, uuid) == 0)
		return true;
	for (i = 0; (d = feature_desc_at(i)); i++)
		if (ascii_same(d->name, text))
			return true;
	return false;
}

int feature_find(const struct feature_list *l, const char *text, const struct feature **ret,
		 struct fail *why)
{
	auto_strbuf struct strbuf all = { 0 }, some = { 0 };
	const struct feature *found = NULL, *exact = NULL;
	size_t i, count = 0, same = 0;

	for (i = 0; i < l->count; i++) {
		const struct feature *f = &l->at[i];

		add_candidate(&all, l, f);
		if (ascii_same(f->uuid, text) || ascii_same(f->name, text)) {
			exact = f;
			same++;
		}
		if (is_prefix(f, text)) {
			found = f;
			count++;
			add_candidate(&some, l, f);
		}
	}
	if (same == 0 && strlen(text) < PREFIX_MIN)
		return fail_invalid(why, "short_prefix", "see 'cxl list-features'",
				    "invalid Feature '%s': expected at least %d characters", text,
				    PREFIX_MIN);
	if (same == 1 || (same == 0 && count == 1)) {
		*ret = same == 1 ? exact : found;
		return 0;
	}
	if (count > 1)
		return fail_set(why, -ENOTUNIQ, "ambiguous_feature", "use a longer prefix",
				"ambiguous Feature '%s': could be %s", text, some.s ? some.s : "");
	if (l->incomplete.code) {
		if (why)
			*why = l->incomplete;
		return l->incomplete.err;
	}
	if (is_complete(text))
		return fail_unsupported(why, "no_such_feature", "see 'cxl list-features'",
					"the device does not have the Feature %s", text);
	return fail_set(why, -ENOENT, "no_such_feature", "see 'cxl list-features'",
			"no such Feature '%s': expected %s", text, all.s ? all.s : "none");
}

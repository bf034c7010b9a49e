// SPDX-License-Identifier: GPL-2.0-only
/* cxl set-alert-config: set the thresholds of device warnings (4202h). */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/change.h"
#include "cxl/lib/mailbox/setting.h"
#include "cxl/lib/wire/alert.h"
#include "cxl/memdev-args.h"
#include "cxl/undo-log.h"
#include "util/num.h"
#include "util/strbuf.h"

struct args {
	struct memdev_args memdev;
	const char *threshold[ALERT_COUNT], *alert[ALERT_COUNT];
};

static const char *const actions[] = { "on", "off", NULL };
/* The names of the options, without "-threshold" and "-alert". */
static const char *const names[ALERT_COUNT] = {
	"life-used", "over-temperature", "under-temperature", "volatile-mem-err", "pmem-err",
};

/* clang-format off */
#define ALERT_OPTS(i, letter, name, text, unit) \
	OPT_STR_ROW(letter, name "-threshold", struct args, threshold[i], "threshold", \
		    "threshold of the warning about " text ", " unit), \
	OPT_ENUM_ROW(0, name "-alert", struct args, alert[i], "on|off", actions, \
		     "enable or disable the warning about " text)

static const struct opt opts[] = {
	MEMDEV_OPTS,
	ALERT_OPTS(0, 'L', "life-used", "the life used", "in percent"),
	ALERT_OPTS(1, 'O', "over-temperature", "a high temperature", "in degrees Celsius"),
	ALERT_OPTS(2, 'U', "under-temperature", "a low temperature", "in degrees Celsius"),
	ALERT_OPTS(3, 'V', "volatile-mem-err", "corrected errors of volatile memory",
		   "number of errors"),
	ALERT_OPTS(4, 'P', "pmem-err", "corrected errors of persistent memory",
		   "number of errors"),
	{ 0 },
};
/* clang-format on */

static bool has_values(const u8 *reply, const u8 *input, const void *data)
{
	return alert_matches(reply, input);
}

static bool has_thresholds(const u8 *reply, const u8 *input, const void *data)
{
	return alert_has_thresholds(reply, input);
}

static const struct setting alert_config = {
	.get_opcode = OP_GET_ALERT_CONFIG,
	.set_opcode = OP_SET_ALERT_CONFIG,
	.operation = "set the alert configuration",
	.reply_len = ALERT_REPLY_SIZE,
	.matches = has_values,
	.accepts = has_thresholds, /* QEMU never reports an alert as enabled */
};

static int parse_threshold(struct inv *inv, size_t i, struct alert_setting *ret)
{
	const struct args *a = inv->args;
	const struct alert_desc *d = &alert_descs[i];
	s64 v;

	if (num_s64(num_option(a->threshold[i]), UINT16_MAX, &v) < 0 || v < d->min || v > d->max)
		return inv_usage(inv,
				 "invalid --%s-threshold '%s': expected a number from %d to %d",
				 names[i], a->threshold[i], d->min, d->max);
	ret->threshold = (int)v;
	return EXIT_DONE;
}

/* The two options of one alert. */
static int parse_alert(struct inv *inv, size_t i, struct alert_change *c)
{
	const struct args *a = inv->args;
	struct alert_setting *to = &c->at[i].to;

	if (!a->alert[i] && !a->threshold[i])
		return EXIT_DONE;
	if (!a->alert[i])
		return inv_usage(inv, "--%s-threshold requires --%s-alert=on", names[i], names[i]);
	to->enabled = str_eq(a->alert[i], "on");
	if (to->enabled && !a->threshold[i])
		return inv_usage(inv, "--%s-alert=on requires --%s-threshold", names[i], names[i]);
	if (!to->enabled && a->threshold[i])
		return inv_usage(inv, "--%s-threshold cannot be used with --%s-alert=off", names[i],
				 names[i]);
	c->at[i].change = true;
	return to->enabled ? parse_threshold(inv, i, to) : EXIT_DONE;
}

static int parse_alerts(struct inv *inv, struct alert_change *ret)
{
	size_t i, count = 0;
	int rc;

	for (i = 0; i < ALERT_COUNT; i++) {
		rc = parse_alert(inv, i, ret);
		if (rc != EXIT_DONE)
			return rc;
		count += ret->at[i].change;
	}
	return count ? EXIT_DONE
		     : inv_usage(inv, "no alert given: expected, for example, "
				      "--life-used-threshold=80 --life-used-alert=on");
}

static void warn_state(struct inv *inv, const struct memdev *m, const struct alert_change *c,
		       const struct setting_result *r)
{
	bool enabled;
	size_t i;

	for (i = 0; r->new_known && i < ALERT_COUNT; i++) {
		enabled = alert_setting_of(r->new, i).enabled;
		if (c->at[i].change && enabled != c->at[i].to.enabled)
			inv_warn(inv, "%s: the device reports that the %s alert is %s", m->name,
				 alert_descs[i].name, enabled ? "enabled" : "disabled");
	}
}

static void show_alert(size_t i, const struct alert_change *c, const struct setting_result *r,
		       struct rec *list)
{
	const struct alert_setting *to = &c->at[i].to;
	struct alert_setting old;
	struct rec *o = rec_obj(list, NULL);

	rec_str(o, "alert", alert_descs[i].key);
	if (r->old_known) {
		old = alert_setting_of(r->old, i);
		rec_bool(o, "old_enabled", old.enabled);
		if (old.enabled)
			rec_int(o, "old_threshold", old.threshold);
	}
	rec_bool(o, "enabled", to->enabled);
	if (to->enabled)
		rec_int(o, "threshold", to->threshold);
}

/* @why: of a dry run, or NULL. */
static void show_result(const struct memdev *m, const struct alert_change *c,
			const struct setting_result *r, const struct fail *why, struct rec *top)
{
	struct rec *o = cxl_memdev_rec(top, m), *list;
	size_t i;

	change_record(m->ctx, r->changed, why, o);
	list = rec_arr(o, "alerts");
	for (i = 0; i < ALERT_COUNT; i++)
		if (c->at[i].change)
			show_alert(i, c, r, list);
}

static int set_alerts(const struct memdev *m, const struct alert_change *c,
		      struct setting_result *r, struct fail *why)
{
	u8 input[ALERT_INPUT_SIZE];
	const struct setting_request rq = {
		.setting = &alert_config,
		.input = input,
		.input_len = sizeof(input),
	};
	int rc;

	alert_encode(c, input);
	rc = setting_apply(m, &rq, r, why);
	if (rc < 0 && why->device_status != NO_DEVICE_STATUS)
		snprintf(why->hint, sizeof(why->hint), "see 'cxl get-alert-config'");
	return rc;
}

static void record_undo(const struct memdev *m, const struct alert_change *c,
			const struct setting_result *r)
{
	auto_strbuf struct strbuf text = { 0 };
	struct alert_setting old;
	size_t i;

	for (i = 0; r->old_known && i < ALERT_COUNT; i++) {
		if (!c->at[i].change)
			continue;
		old = alert_setting_of(r->old, i);
		strbuf_addf(&text, "\t--%s-alert=%s", names[i], old.enabled ? "on" : "off");
		if (old.enabled)
			strbuf_addf(&text, "\t--%s-threshold=%d", names[i], old.threshold);
	}
	if (!text.len || text.failed) {
		undo_log_never(m->ctx, UNDO_OLD_UNKNOWN);
		return;
	}
	undo_log_refers(m->ctx, m);
	undo_log_add(m->ctx, "set-alert-config\t%s%s", m->name, text.s);
}

static bool is_set(const struct setting_result *r, size_t i, const struct alert_setting *to)
{
	const struct alert_setting old = alert_setting_of(r->old, i);

	return old.enabled == to->enabled && (!to->enabled || old.threshold == to->threshold);
}

/* Devices reject these with a code that does not say which alert it is. */
static int check_alert(const struct setting_result *r, size_t i, const struct alert_setting *to,
		       struct fail *why)
{
	int critical;

	if (is_set(r, i, to))
		return 0;
	if (!alert_is_writable(r->old, i))
		return fail_set(why, -EINVAL, "not_changeable", "see 'cxl get-alert-config'",
				"the threshold of the %s alert cannot be set", alert_descs[i].name);
	if (!to->enabled || alert_is_below_critical(r->old, i, to->threshold, &critical))
		return 0;
	return fail_set(why, -EINVAL, "invalid_threshold", "see 'cxl get-alert-config'",
			"the threshold of the %s warning, %d, is at or beyond that of the critical "
			"alert, %d",
			alert_descs[i].name, to->threshold, critical);
}

static int check_alerts(const struct alert_change *c, const struct setting_result *r,
			struct fail *why)
{
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && r->old_known && i < ALERT_COUNT; i++)
		if (c->at[i].change)
			rc = check_alert(r, i, &c->at[i].to, why);
	return rc;
}

/* No device is changed if the alerts of one of them cannot be read or set. */
static void read_all(struct inv *inv, struct targets *targets, const struct alert_change *c,
		     struct setting_result *ret, struct rec *top)
{
	const struct cxl_ctx *ctx = inv->ctx;
	size_t i;

	for (i = 0; i < targets->count; i++) {
		struct fail why = { 0 };

		if (setting_read(&targets->at[i], &alert_config, &ret[i], &why) == 0 &&
		    check_alerts(c, &ret[i], &why) == 0)
			continue;
		if (ctx->dry_run)
			show_result(&targets->at[i], c, &ret[i], &why, top);
		inv_fail(inv, targets->at[i].name, inv->cmd->name, &why);
	}
	memdev_args_require_all(inv, targets);
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_targets struct targets targets = { 0 };
	auto_free struct setting_result *results = NULL;
	auto_topo struct topo t = { 0 };
	struct alert_change change = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	size_t i, kept = 0;
	int rc = parse_alerts(inv, &change);

	if (rc == EXIT_DONE)
		rc = memdev_args_targets(inv, &t, TOPO_ALL, &targets);
	if (rc != EXIT_DONE)
		return rc;
	results = calloc(targets.count + 1, sizeof(*results));
	if (!results)
		return EXIT_INTERNAL;
	read_all(inv, &targets, &change, results, top);
	for (i = 0; i < targets.count; i++) {
		struct fail why = { 0 };

		ctx->changing = false;
		if (set_alerts(&targets.at[i], &change, &results[i], &why) < 0) {
			undo_log_failed(ctx, &why);
			if (ctx->dry_run)
				show_result(&targets.at[i], &change, &results[i], &why, top);
			inv_fail(inv, targets.at[i].name, inv->cmd->name, &why);
			continue;
		}
		inv->done++;
		if (results[i].changed)
			record_undo(&targets.at[i], &change, &results[i]);
		warn_state(inv, &targets.at[i], &change, &results[i]);
		show_result(&targets.at[i], &change, &results[i], NULL, top);
		targets.at[kept++] = targets.at[i];
	}
	change_record_others(ctx, &targets, top);
	targets.count = kept;
	return memdev_args_finish_list(inv, "set alert configuration for", top, &targets,
				       LIST_ALERTS);
}

const struct cmd cmd_set_alert_config = {
	.name = "set-alert-config",
	.args = "<memdev>...|all [<options>]",
	.group = "Memory devices",
	.help = "set the thresholds of the warnings of memory devices",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_JSON | CMD_NDCTL | CMD_COMPONENTS,
	.opcodes = "0x4201,0x4202",
	.risk = RISK_SETTING,
	.needs = "root",
	.min_args = 1,
	.max_args = -1,
	.positional = "memdevs...",
	.more_columns = "memdev,serial," CHANGE_COLUMNS
			",alert,old_enabled,old_threshold,enabled,threshold",
	.run = run,
};

// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: services that record events, and rules that configure DAX devices. */
#include <paths.h>
#include <stdio.h>

#include "cxl/check/check.h"
#include "util/sys-errors.h"

#define UNIT "cxl-monitor.service"
#define FILE_MAX (1U << 20) /* bytes of a unit */

/* --- recording of events */

/* In the order of precedence. */
static const enum sys_tree trees[] = { TREE_ETC, TREE_RUN, TREE_LIB };

/* A link in the .wants directory of a target, in one of the first @count trees. */
static bool is_wanted(const struct check *c, const char *unit, size_t count)
{
	static const char *const targets[] = { "multi-user", "default", "graphical" };
	char path[120], target[PATH_MAX];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(targets) * count; i++) {
		snprintf(path, sizeof(path), "systemd/system/%s.target.wants/%s",
			 targets[i / count], unit);
		if (sys_readlink(&c->ctx->root, trees[i % count], path, target, sizeof(target)) > 0)
			return true;
	}
	return false;
}

enum unit { UNIT_MISSING, UNIT_MASKED, UNIT_THERE };

/* A link to /dev/null masks it, as does an empty file, which a dump has in its place. */
static enum unit unit_state(const struct check *c, const char *unit)
{
	char path[120], target[PATH_MAX];
	size_t i;
	int rc;

	snprintf(path, sizeof(path), "systemd/system/%s", unit);
	for (i = 0; i < ARRAY_SIZE(trees); i++) {
		auto_sys_text struct sys_text file = { 0 };

		if (sys_readlink(&c->ctx->root, trees[i], path, target, sizeof(target)) > 0 &&
		    str_eq(target, _PATH_DEVNULL))
			return UNIT_MASKED;
		rc = sys_read_file(&c->ctx->root, trees[i], path, FILE_MAX, &file);
		if (rc == 0 && !file.len)
			return UNIT_MASKED;
		if (rc != -ENOENT)
			return UNIT_THERE;
	}
	return UNIT_MISSING;
}

static bool is_enabled(const struct check *c, const char *unit)
{
	return is_wanted(c, unit, ARRAY_SIZE(trees)) && unit_state(c, unit) == UNIT_THERE;
}

/* A captured tree without the directory has no units, whatever the system had. */
static bool units_known(const struct check *c)
{
	return sys_exists(&c->ctx->root, TREE_LIB, "systemd/system");
}

void check_monitor(struct check *c)
{
	struct finding *f;
	enum unit state;

	if (!c->topo.kinds[NODE_MEMDEV].count) {
		check_pass(c, "there is no device whose events could be recorded");
		return;
	}
	if (!units_known(c)) {
		check_unknown(c, NULL, NULL, "cannot read the units of systemd");
		return;
	}
	state = unit_state(c, UNIT);
	if (state == UNIT_MISSING && is_wanted(c, UNIT, ARRAY_SIZE(trees))) {
		f = check_report(c, CHECK_WARN, UNIT,
				 "this service is enabled, but its unit is missing: no events are "
				 "recorded");
		finding_action(
			f, "install the unit again, with the package of cxl, or remove the link");
		if (is_wanted(c, UNIT, 1)) /* disable does not remove links of packages */
			finding_command(f, "systemctl disable " UNIT);
		return;
	}
	if (is_enabled(c, UNIT) || is_enabled(c, "rasdaemon.service")) {
		check_pass(c, "a service that records the events of devices is enabled");
		return;
	}
	f = check_report(c, CHECK_INFO, UNIT,
			 "no enabled service records the events of devices, such as media errors");
	finding_action(f, "enable this one, or rasdaemon");
	if (state == UNIT_MASKED)
		finding_command(f, "systemctl unmask " UNIT " && systemctl enable --now " UNIT);
	else if (state == UNIT_THERE)
		finding_command(f, "systemctl enable --now " UNIT);
}

/* --- DAX devices */

void check_udev(struct check *c)
{
	/* A section of the configuration of daxctl that a udev rule applies to new devices. */
	static const char *const section[] = { "[reconfigure-device", NULL };
	static const char *const words[] = { "\"dax\"", "daxdev-reconfigure", NULL };
	const struct check_search config = { "daxctl.conf.d", ".conf", true, check_has_words,
					     section };
	const struct check_search rule = { "udev/rules.d", ".rules", false, check_has_words,
					   words };
	struct finding *f;
	char path[200], found[200];
	bool known;

	if (check_find_file(c, &config, path, sizeof(path)) < 0) {
		check_unknown(c, NULL, NULL, "cannot read /etc/daxctl.conf.d");
		return;
	}
	if (!*path) {
		check_pass(c, "no configuration of DAX devices needs a udev rule");
		return;
	}
	known = check_find_file(c, &rule, found, sizeof(found)) == 0;
	if (*found) {
		check_pass(c, "a udev rule applies %s", path);
		return;
	}
	if (!known) {
		check_unknown(c, NULL, NULL, "cannot read the udev rules, which %s needs", path);
		return;
	}
	f = check_report(
		c, CHECK_WARN, NULL,
		"%s configures DAX devices, but the udev rule of daxctl that applies it is "
		"missing",
		path);
	finding_action(f,
		       "install the rule again, with the package of daxctl; until then, apply the "
		       "configuration by hand");
	finding_command(f, "daxctl reconfigure-device --check-config all");
}

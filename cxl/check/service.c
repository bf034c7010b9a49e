// SPDX-License-Identifier: GPL-2.0-only
/* cxl check: services that record events, and rules that configure DAX devices. */
#include <stdio.h>

#include "cxl/check/check.h"
#include "util/sys-errors.h"

#define UNIT "cxl-monitor.service"

/* --- recording of events */

/* Whether the unit is started at boot: a link in the .wants directory of a target. */
static bool is_enabled(const struct check *c, const char *unit)
{
	static const char *const targets[] = { "multi-user", "default", "graphical" };
	char path[120], target[PATH_MAX];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(targets); i++) {
		snprintf(path, sizeof(path), "systemd/system/%s.target.wants/%s", targets[i], unit);
		if (sys_readlink(&c->ctx->root, TREE_ETC, path, target, sizeof(target)) > 0)
			return true;
	}
	return false;
}

static bool unit_exists(const struct check *c, const char *unit)
{
	static const enum sys_tree trees[] = { TREE_ETC, TREE_RUN, TREE_LIB };
	char path[120];
	size_t i;

	snprintf(path, sizeof(path), "systemd/system/%s", unit);
	for (i = 0; i < ARRAY_SIZE(trees); i++)
		if (sys_exists(&c->ctx->root, trees[i], path))
			return true;
	return false;
}

/* A captured tree without the directory has no units, whatever the system had. */
static bool units_known(const struct check *c)
{
	return sys_exists(&c->ctx->root, TREE_LIB, "systemd/system");
}

void check_monitor(struct check *c)
{
	struct finding *f;

	if (!c->topo.kinds[NODE_MEMDEV].count) {
		check_pass(c, "there is no device whose events could be recorded");
		return;
	}
	if (!units_known(c)) {
		check_unknown(c, NULL, NULL, "cannot read the units of systemd");
		return;
	}
	if (is_enabled(c, UNIT) && !unit_exists(c, UNIT)) {
		f = check_report(c, CHECK_WARN, UNIT,
				 "this service is enabled, but its unit is missing: no events are "
				 "recorded");
		finding_action(
			f, "install the unit again, with the package of cxl, or remove the link");
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
	if (unit_exists(c, UNIT))
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

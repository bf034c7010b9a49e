// SPDX-License-Identifier: LGPL-2.1-or-later
/* The names of all commands. Those of cxl are not linked with daxctl, and the other way round. */
#include "cxl/lib/guard/verbs.h"
#include "util/base.h"

/* clang-format off */
static const char *const verbs[] = {
	"version", "list", "help", "zero-labels", "read-labels", "write-labels", "disable-memdev",
	"enable-memdev", "reserve-dpa", "free-dpa", "update-firmware", "set-alert-config",
	"wait-sanitize", "disable-port", "enable-port", "set-partition", "disable-bus",
	"create-region", "enable-region", "disable-region", "destroy-region", "monitor",
	"inject-protocol-error", "inject-media-poison", "clear-media-poison", "check-labels",
	"list-features", "get-feature", "set-feature", "list-commands", "list-targets", "fm", "identify", "get-health",
	"get-timestamp", "get-fw-info", "get-partition", "get-alert-config", "get-shutdown-state",
	"set-shutdown-state", "cdat", "doe", "scan-media-caps", "list-logs", "get-log", "clear-log",
	"sanitize-memdev", "erase-memdev", "repair-memory", "send-command", "policy", "audit", "undo",
	"support-status", "dump", "check", "diff",
	/* daxctl */
	"split-acpi", "migrate-device-model", "check-config",
};

static const char *const daxctl_changes[] = {
	"create-device", "destroy-device", "reconfigure-device", "online-memory",
	"offline-memory", "disable-device", "enable-device",
};
/* clang-format on */

const char *guard_daxctl_change_at(size_t i)
{
	return i < ARRAY_SIZE(daxctl_changes) ? daxctl_changes[i] : NULL;
}

const char *guard_verb_at(size_t i)
{
	return i < ARRAY_SIZE(verbs) ? verbs[i] : guard_daxctl_change_at(i - ARRAY_SIZE(verbs));
}

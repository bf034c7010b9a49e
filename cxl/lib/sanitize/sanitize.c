// SPDX-License-Identifier: LGPL-2.1-or-later
/* Sanitize and Secure Erase of a memory device (drivers/cxl/core/{memdev,mbox}.c). */
#include <limits.h>
#include <stdio.h>

#include "cxl/lib/guard/facts.h"
#include "cxl/lib/sanitize/sanitize.h"
#include "cxl/lib/topo/dependents.h"
#include "util/sys-errors.h"

const struct sanitize_method method_sanitize = {
	.verb = "sanitize",
	.attr = "security/sanitize",
	.command = "Sanitize",
	.description = "this destroys all data and labels of the device",
	.opcode = OP_SANITIZE,
};

const struct sanitize_method method_erase = {
	.verb = "erase",
	.attr = "security/erase",
	.command = "Secure Erase",
	.description = "this makes all data of the device unreadable for good",
	.opcode = OP_SECURE_ERASE,
};

static int attr_path(const struct memdev *m, const char *attr, char *buf, size_t size,
		     struct fail *why)
{
	int rc = path_join(buf, size, m->path, attr);

	return rc < 0 ? fail_set(why, rc, "internal", "", "path too long") : 0;
}

int sanitize_read_state(const struct memdev *m, struct security_state *ret, struct fail *why)
{
	struct security_state s = { "" };
	char path[PATH_MAX];
	int rc = attr_path(m, "security/state", path, sizeof(path), why);

	if (rc < 0)
		return rc;
	rc = sys_read(&m->ctx->root, TREE_SYS, path, s.text, sizeof(s.text));
	if (rc < 0 && !sys_is_absent(rc))
		return fail_set(why, rc, "read_failed", "", "cannot read security/state: %s",
				sys_error_text(rc));
	if (rc < 0)
		s.text[0] = '\0';
	*ret = s;
	return 0;
}

/* The kernel hides the attribute of a command that is not in the Command Effects Log. */
static int check_supported(const struct memdev *m, const struct sanitize_method *method,
			   struct fail *why)
{
	const struct sysroot *root = &m->ctx->root;
	char path[PATH_MAX];
	int rc = attr_path(m, method->attr, path, sizeof(path), why);

	if (rc < 0)
		return rc;
	rc = sys_check(root, TREE_SYS, path);
	if (rc == 0)
		return 0;
	if (!sys_is_absent(rc))
		return fail_set(why, rc, "read_failed", "", "cannot read %s: %s", method->attr,
				sys_error_text(rc));
	if (sys_is_absent(sys_check(root, TREE_SYS, m->path)))
		return fail_set(why, -ENODEV, "no_such_device", "see 'cxl list -i'",
				"the device has been removed");
	return fail_unsupported(
		why, "not_supported", "see 'cxl list-commands'",
		"%s is not supported by this kernel or device (needs Linux 6.5, and a device with "
		"command 0x%04x)",
		method->command, method->opcode);
}

/*
 * A state other than "disabled" means that a user passphrase is set: the kernel then rejects both
 * commands with EINVAL. What is not known counts as set.
 */
static int check_security(const struct memdev *m, const struct sanitize_method *method,
			  struct fail *why)
{
	static const char *const hints[][2] = {
		{ "locked", "unlock it and disable the passphrase first, see ndctl(1)" },
		{ "unlocked", "disable the passphrase first, see ndctl(1)" },
		{ "frozen", "reset the device and disable the passphrase first, see ndctl(1)" },
	};
	struct security_state s;
	int rc = sanitize_read_state(m, &s, why);
	size_t i;

	if (rc < 0)
		return fail_refuse(why, "security_unknown", "run as root",
				   "refusing to %s %s: cannot read security/state: %s",
				   method->verb, m->name, sys_error_text(rc));
	if (str_eq(s.text, "disabled"))
		return 0;
	for (i = 0; i < ARRAY_SIZE(hints); i++)
		if (str_eq(s.text, hints[i][0]))
			return fail_refuse(
				why, "security_enabled", hints[i][1],
				"refusing to %s %s: it is protected by a passphrase (%s)",
				method->verb, m->name, hints[i][0]);
	return fail_refuse(why, "security_unknown", "",
			   "refusing to %s %s: its security state is not known", method->verb,
			   m->name);
}

/* The kernel refuses while decoders are committed, and if there is no endpoint that shows it. */
static int check_use(const struct memdev *m, const struct sanitize_method *method, struct fail *why)
{
	struct dependent_list l;
	const char *hint = "reset the system; the firmware may have committed them";
	char text[400];
	size_t i;

	if (!m->node->enabled)
		return fail_refuse(why, "disabled", "see 'cxl enable-memdev'",
				   "refusing to %s %s: it is disabled", method->verb, m->name);
	dependents_find(m, &l);
	if (!l.count)
		return 0;
	dependents_text(&l, text, sizeof(text));
	for (i = 0; i < l.count; i++)
		if (l.at[i].kind != DEPENDENT_DECODER)
			hint = l.at[i].kind == DEPENDENT_UNKNOWN
				       ? "see 'cxl list -v'"
				       : "offline or unmount the memory, and destroy the region first";
	return fail_refuse(why, "in_use", hint, "refusing to %s %s: the device is in use: %s",
			   method->verb, m->name, text);
}

static int check_busy(const struct memdev *m, const struct sanitize_method *method,
		      struct fail *why)
{
	const char *busy = facts_busy(m->ctx, m->name);

	if (!busy)
		return 0;
	return fail_refuse(why, "device_busy", "try again later", "refusing to %s %s: %s",
			   method->verb, m->name, busy);
}

int plan_sanitize(struct plan *p, const struct memdev *m, const struct sanitize_method *method,
		  struct fail *why)
{
	int rc = check_supported(m, method, why);

	if (rc < 0)
		return rc;
	plan_set(p, m->path, method->attr, "1", "%s %s", method->verb, m->name);
	plan_starts(p);
	rc = check_busy(m, method, why);
	if (rc == 0)
		rc = check_use(m, method, why);
	return rc == 0 ? check_security(m, method, why) : rc;
}

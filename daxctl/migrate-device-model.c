// SPDX-License-Identifier: GPL-2.0-only
/* daxctl migrate-device-model: let DAX devices be on the dax bus, in place of the dax class. */
#include <stdio.h>

#include "cxl/change.h"
#include "cxl/summary.h"

#define LINK "modprobe.d/daxctl.conf" /* below /etc */
#define TARGET PACKAGE_DATADIR "/daxctl/daxctl.conf"

static void link_path(char *buf, size_t size)
{
	snprintf(buf, size, "%s/%s", sys_tree_name(TREE_ETC), LINK);
}

/* 0: the link is to be created; 1: it exists. */
static int check(const struct cxl_ctx *ctx, struct fail *why)
{
	char target[sizeof(TARGET) + 1];
	int rc = sys_readlink(&ctx->root, TREE_ETC, LINK, target, sizeof(target));

	if (rc >= 0 && str_eq(target, TARGET))
		return 1;
	if (rc == -ENOENT)
		return 0;
	if (rc >= 0 || rc == -EINVAL || rc == -E2BIG)
		return fail_set(why, -EEXIST, "file_exists",
				"remove it, or add the lines of " TARGET " to it",
				"failed to install: another file exists");
	return fail_set(why, rc, "read_failed", "", "failed to install: %s", strerror(-rc));
}

static int create(const struct cxl_ctx *ctx, struct fail *why)
{
	int rc = sys_symlink(&ctx->root, TREE_ETC, LINK, ctx->dry_run ? NULL : TARGET);

	return rc == 0 ? 0
		       : fail_set(why, rc, "write_failed", "", "failed to install: %s",
				  strerror(-rc));
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	const struct cxl_ctx *ctx = inv->ctx;
	struct fail why = { 0 };
	struct rec *o;
	char path[64];
	int found = check(ctx, &why), rc = found;

	link_path(path, sizeof(path));
	if (found == 0)
		rc = create(ctx, &why);
	if (rc >= 0 || ctx->dry_run) {
		o = rec_obj(top, NULL);
		rec_str(o, "output", path);
		change_record(ctx, found == 0, rc < 0 ? &why : NULL, o);
	}
	if (rc < 0) {
		inv_fail(inv, path, inv->cmd->name, &why);
	} else {
		inv->done++;
		if (!ctx->dry_run)
			fprintf(stderr, " success: %s %s\n",
				found ? "already installed" : "installed", path);
	}
	return summary_wants_result(inv) ? inv_print(inv, top) : summary_none(inv);
}

const struct cmd cmd_migrate_device_model = {
	.name = "migrate-device-model",
	.args = "[<options>]",
	.help = "configure modprobe so that DAX devices of persistent memory are on the dax bus",
	.args_size = sizeof(struct common_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_CHANGES | CMD_NDCTL,
	.risk = RISK_SETTING,
	.needs = "root",
	.columns = "output," CHANGE_COLUMNS,
	.run = run,
};

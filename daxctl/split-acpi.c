// SPDX-License-Identifier: GPL-2.0-only
/* daxctl split-acpi: divide the memory of a proximity domain among several, in ACPI tables. */
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cxl/common.h"
#include "cxl/summary.h"
#include "daxctl/acpi/split.h"
#include "util/blob.h"
#include "util/num.h"

struct args {
	struct common_args common;
	const char *directory, *nodes;
	int domain;
	bool verbose;
};

static const struct opt opts[] = {
	OPT_STR_ROW('d', "directory", struct args, directory, "dir",
		    "directory of srat.dat, slit.dat and nfit.dat, as 'acpixtract -a' writes them; "
		    "default: the current one"),
	{ 'p', "pxm", OPT_INT, offsetof(struct args, domain), "n",
	  "proximity domain to split (default 0)" },
	OPT_STR_ROW('n', "nodes", struct args, nodes, "n",
		    "number of proximity domains to make of it, a power of two (default 2)"),
	OPT_BOOL_ROW('v', "verbose", struct args, verbose, "print what is changed"),
	{ 0 },
};

static int file_path(const struct args *a, int kind, const char *end, char path[PATH_MAX])
{
	/* clang-format off */
	static const char *const names[] = {
		[ACPI_SRAT] = "srat.dat", [ACPI_SLIT] = "slit.dat", [ACPI_NFIT] = "nfit.dat",
	};
	/* clang-format on */

	if (snprintf(path, PATH_MAX, "%s/%s%s", a->directory ? a->directory : ".", names[kind],
		     end) < PATH_MAX)
		return 0;
	return -ENAMETOOLONG;
}

static int read_args(struct inv *inv, struct acpi_split *s)
{
	const struct args *a = inv->args;
	u64 nodes = 2;

	if (a->domain < 0)
		return inv_usage(inv, "invalid --pxm '%d': expected a proximity domain", a->domain);
	if (a->nodes && (num_u64(a->nodes, 10, &nodes) < 0 || nodes < 2 ||
			 nodes > ACPI_DOMAINS_MAX || nodes & (nodes - 1)))
		return inv_usage(inv, "invalid --nodes '%s': expected a power of two from 2 to %u",
				 a->nodes, ACPI_DOMAINS_MAX);
	s->domain = (u32)a->domain;
	s->nodes = (u32)nodes;
	return EXIT_DONE;
}

/* Each failure is reported. */
static bool read_tables(struct inv *inv, struct acpi_split *s)
{
	struct fail why = { 0 };
	char path[PATH_MAX];
	int kind, rc;

	for (kind = 0; kind < ACPI_KINDS; kind++) {
		rc = file_path(inv->args, kind, "", path);
		if (rc == 0)
			rc = blob_read(path, ACPI_TABLE_MAX, &s->in[kind].data, &s->in[kind].len);
		if (rc == 0)
			continue;
		fail_set(&why, rc, "read_failed", "", "cannot read: %s", strerror(-rc));
		inv_fail(inv, path, inv->cmd->name, &why);
	}
	return inv->failed == 0;
}

/* All of it: until it is closed, nothing is left that may fail, except for the name. */
static int write_table(const char *path, const struct acpi_table *t, struct outfile *ret)
{
	struct stat st;
	int rc;

	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode)) /* perhaps a link to a table */
		return -EEXIST;
	rc = outfile_open(ret, path);
	if (rc < 0)
		return rc;
	errno = 0;
	if (fwrite(t->data, 1, t->len, ret->f) == t->len && fflush(ret->f) == 0)
		return 0;
	rc = errno ? -errno : -EIO;
	outfile_close(ret, false);
	return rc;
}

/* No file is replaced before all of them are complete. */
static bool write_tables(struct inv *inv, const struct acpi_split *s)
{
	struct outfile files[ACPI_KINDS] = { 0 };
	char path[ACPI_KINDS][PATH_MAX];
	int kind, opened, rc = 0, bad = 0;
	struct fail why = { 0 };

	for (opened = 0; rc == 0 && opened < ACPI_KINDS; opened += rc == 0) {
		bad = opened;
		rc = file_path(inv->args, opened, ".new", path[opened]);
		if (rc == 0 && s->out[opened].data)
			rc = write_table(path[opened], &s->out[opened], &files[opened]);
	}
	for (kind = 0; kind < opened; kind++) {
		int closed = files[kind].f ? outfile_close(&files[kind], rc == 0) : 0;

		bad = rc == 0 && closed < 0 ? kind : bad;
		rc = rc == 0 ? closed : rc;
	}
	if (rc == 0)
		return true;
	fail_set(&why, rc, "write_failed", "", "cannot write: %s", strerror(-rc));
	inv_fail(inv, path[bad], inv->cmd->name, &why);
	return false;
}

static void show_change(const struct acpi_change *c, struct rec *changes)
{
	struct rec *o = rec_obj(changes, NULL);

	rec_str(o, "change", c->added ? "add" : "edit");
	rec_uint(o, c->region ? "region_id" : "proximity_domain", c->id);
	rec_num(o, c->region ? "region_offset" : "address", VAL_HEX, c->start);
	rec_num(o, "size", VAL_SIZE, c->size);
}

static void show_table(const struct inv *inv, const struct acpi_split *s, int kind, struct rec *top)
{
	const struct args *a = inv->args;
	const struct acpi_change *c;
	char path[PATH_MAX];
	struct rec *o = rec_obj(top, NULL), *changes;

	if (file_path(a, kind, ".new", path) < 0)
		return;
	rec_str(o, "table", acpi_name((enum acpi_kind)kind));
	rec_str(o, "output", path);
	changes = rec_arr(o, "changes");
	for (c = s->changes; c < s->changes + s->count; c++) {
		if ((int)c->kind != kind)
			continue;
		show_change(c, changes);
		if (a->verbose)
			fprintf(stderr, "%s: %s: %#llx@%#llx %s: %u\n", acpi_name(c->kind),
				c->added ? " add" : "edit", (unsigned long long)c->size,
				(unsigned long long)c->start, c->region ? "region_id" : "pxm",
				c->id);
	}
	fprintf(stderr, "created: %s\n", path);
}

static int run(struct inv *inv)
{
	auto_acpi_split struct acpi_split s = { 0 };
	auto_rec struct rec *top = rec_new_arr();
	const struct args *a = inv->args;
	struct fail why = { 0 };
	int rc = read_args(inv, &s), kind;

	if (rc != EXIT_DONE)
		return rc;
	if (read_tables(inv, &s)) {
		if (acpi_split(&s, &why) < 0)
			inv_fail(inv, a->directory ? a->directory : ".", inv->cmd->name, &why);
		else if (write_tables(inv, &s))
			inv->done++;
	}
	for (kind = 0; inv->done && kind < ACPI_KINDS; kind++)
		if (s.out[kind].data)
			show_table(inv, &s, kind, top);
	if (inv->done && !s.out[ACPI_NFIT].data)
		inv_warn(inv,
			 "the NFIT has no persistent memory with the range of proximity "
			 "domain %u: there is no new NFIT",
			 s.domain);
	return summary_wants_result(inv) ? inv_print(inv, top) : summary_none(inv);
}

const struct cmd cmd_split_acpi = {
	.name = "split-acpi",
	.args = "[<options>]",
	.help = "divide the memory of a proximity domain among several, in ACPI tables",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_NDCTL,
	.risk = RISK_READ,
	.columns = "table,output,change,proximity_domain,address,region_id,region_offset,size",
	.run = run,
};

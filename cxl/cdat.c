// SPDX-License-Identifier: GPL-2.0-only
/* cxl cdat: latency and bandwidth of devices and switches, from sysfs or a file (CDAT). */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cxl/cdat-performance.h"
#include "cxl/common.h"
#include "cxl/lib/topo/memdev.h"
#include "util/blob.h"
#include "util/column-names.h"
#include "util/std-streams.h"
#include "util/sys-errors.h"

struct args {
	struct common_args common;
	const char *output;
	bool binary, structures;
};

static const struct opt opts[] = {
	OPT_STR_ROW('o', "output", struct args, output, "file",
		    "write the table to this file (- for standard output)"),
	OPT_BOOL_ROW('b', "binary", struct args, binary, "write the raw table to standard output"),
	OPT_BOOL_ROW(0, "structures", struct args, structures,
		     "print the structures of the table, instead of a summary, in tables"),
	{ 0 },
};

#define SUMMARY_COLUMNS                                                                            \
	"memdev,port,file,handle,source,region,from,to,read_latency_ns,write_latency_ns,"          \
	"read_bandwidth_mb_per_s,write_bandwidth_mb_per_s,qos_class,output"
#define SUMMARY_MORE                                                                               \
	"endpoint,length,revision,sequence,partition,dpa,size,nonvolatile,interleave_ways,"        \
	"qos_class_mismatch,problem"

static const char summary_keys[] = SUMMARY_COLUMNS "," SUMMARY_MORE;

static const char structure_columns[] =
	"memdev,port,file,offset,type,handle,level,data_type,port_x,port_y,latency_ns,"
	"bandwidth_mb_per_s,dpa,size,memory_type,problem";
static const char structure_minor_columns[] = "level,memory_type,dpa,size";

/* What the table was read from. */
struct source {
	const struct topo *t;
	const struct node *node; /* port or endpoint; NULL: a file */
	const char *name;
};

/* --- reading */

/* @name: of a file; NULL: of a device. */
static int read_failed(int rc, const char *name, struct fail *why)
{
	if (rc == -EFBIG)
		return fail_set(why, rc, "too_large", "", "the table is larger than %u bytes",
				CDAT_MAX);
	return fail_set(why, rc, "read_failed", rc == -EACCES && !name ? "run as root" : "",
			"cannot read the table: %s", sys_error_text(rc));
}

/* The kernel has the attribute if the device has a DOE mailbox for it (cxl_port, since 6.0). */
static int read_node(const struct source *s, struct sys_text *ret, struct fail *why)
{
	char path[PATH_MAX];
	int rc = path_join(path, sizeof(path), s->node->path, "CDAT");

	if (rc == 0)
		rc = sys_read_file(s->t->root, TREE_SYS, path, CDAT_MAX, ret);
	if (rc == -ENOENT && !s->node->enabled)
		return fail_set(why, -ENXIO, "disabled", "",
				"the kernel provides no table while it is disabled");
	if (rc == -ENOENT)
		return fail_unsupported(why, "no_cdat", "see 'cxl doe list'",
					"the device has no CDAT, or the kernel did not read it");
	if (rc < 0)
		return read_failed(rc, NULL, why);
	if (ret->len == 0)
		return fail_set(why, -EIO, "no_content", "see the kernel log",
				"the kernel could not read the table, or its checksum was wrong");
	return 0;
}

/* Takes what is in a file of any kind, a pipe too. */
static int read_file(const char *name, struct sys_text *ret, struct fail *why)
{
	u8 *data;
	int rc = blob_read(name, CDAT_MAX, &data, &ret->len);

	if (rc < 0)
		return read_failed(rc, name, why);
	ret->text = (char *)data;
	return 0;
}

/* --- output */

static struct rec *source_rec(const struct source *s, struct rec *top)
{
	struct rec *o = rec_obj(top, NULL);

	if (!s->node) {
		rec_str(o, "file", s->name);
		return o;
	}
	rec_str(o, s->node->kind == NODE_ENDPOINT ? "endpoint" : "port", s->node->name);
	if (s->node->peer)
		rec_str(o, "memdev", s->node->peer->name);
	return o;
}

/* Whether the columns that the user selected are not only those of the summary. */
static bool selects_structures(const struct inv *inv)
{
	auto_strbuf struct strbuf others = { 0 };

	if (inv->out.columns)
		columns_unknown(summary_keys, inv->out.columns, &others);
	return others.len > 0;
}

/* JSON has everything, a table or pairs what is requested. */
static int add_content(const struct inv *inv, const struct source *s, const struct cdat *c,
		       struct rec *structures, struct rec *o)
{
	const struct node *endpoint = s->node && s->node->peer ? s->node : NULL;
	const struct args *a = inv->args;
	bool all = inv->out.format == OUT_JSON || inv->out.format == OUT_ENVELOPE;
	int rc = 0;

	if (all || !a->structures)
		rc = cdat_add_performance(c, s->t, endpoint, o);
	if (all || a->structures || selects_structures(inv))
		rec_attach(o, "structures", structures);
	return rc;
}

static void show(struct inv *inv, const struct source *s, const struct cdat *c, struct rec *top)
{
	struct rec *o = source_rec(s, top), *structures = rec_loose(o, VAL_ARR);
	u32 problems = cdat_decode(c, o, structures);
	struct fail why = { 0 };
	const char *problem;

	if (add_content(inv, s, c, structures, o) < 0)
		rec_fail(o);
	if (!problems) {
		inv->done++;
		return;
	}
	problem = rec_get_str(o, "problem");
	if (problem)
		fail_set(&why, -EBADMSG, "invalid_cdat", "", "invalid table: %s", problem);
	else
		fail_set(&why, -EBADMSG, "invalid_structure", "see --structures",
			 "%u structure%s of the table %s not valid", problems,
			 problems > 1 ? "s" : "", problems > 1 ? "are" : "is");
	inv_fail(inv, s->name, inv->cmd->name, &why);
}

static int write_table(struct inv *inv, const struct source *s, const struct cdat *c,
		       struct fail *why)
{
	const struct args *a = inv->args;
	struct outfile file = { .f = stdout };
	int rc = a->output ? outfile_open(&file, a->output) : 0, err = 0;

	errno = 0;
	if (rc == 0 && fwrite(c->data, 1, c->len, file.f) != c->len)
		rc = errno ? -errno : -EIO;
	if (a->output && file.f)
		err = outfile_close(&file, rc == 0);
	else if (rc < 0)
		std_streams_failed(-rc);
	if (rc == 0)
		rc = err;
	return rc < 0 ? fail_set(why, rc, "write_failed", "", "cannot write the table: %s",
				 strerror(-rc))
		      : 0;
}

static void run_source(struct inv *inv, const struct source *s, struct rec *top)
{
	auto_sys_text struct sys_text text = { 0 };
	const struct args *a = inv->args;
	struct fail why = { 0 };
	struct cdat c;
	int rc = s->node ? read_node(s, &text, &why) : read_file(s->name, &text, &why);

	c = (struct cdat){ (const u8 *)text.text, text.len };
	if (rc == 0 && (a->output || a->binary)) {
		rc = write_table(inv, s, &c, &why);
		if (rc == 0) {
			inv->done++;
			if (a->output)
				rec_str(source_rec(s, top), "output", a->output);
		}
	} else if (rc == 0) {
		show(inv, s, &c, top);
	}
	if (rc < 0)
		inv_fail(inv, s->name, inv->cmd->name, &why);
}

/* Ports and endpoints that have a table. Those without one were not named, so they do not fail. */
static void run_all(struct inv *inv, const struct topo *t, struct rec *top)
{
	static const enum node_kind kinds[] = { NODE_PORT, NODE_ENDPOINT };
	const struct node_list *l;
	size_t k, i;

	for (k = 0; k < ARRAY_SIZE(kinds); k++)
		for (l = &t->kinds[kinds[k]], i = 0; i < l->count; i++)
			if (!sys_is_absent(node_check(t, l->at[i], "CDAT")))
				run_source(inv, &(struct source){ t, l->at[i], l->at[i]->name },
					   top);
	if (!inv->done && !inv->failed)
		inv_warn(inv, "no device has a CDAT");
}

/* A memory device stands for its endpoint. NULL: reported. */
static const struct node *find_node(struct inv *inv, const struct topo *t, const char *name)
{
	struct fail why = { 0 };
	struct node *n = topo_find(t, name);

	if (n && (n->kind == NODE_PORT || n->kind == NODE_ENDPOINT))
		return n;
	if (memdev_find(t, name, &n, &why) == 0 && n->peer)
		return n->peer;
	if (!why.err)
		fail_set(&why, -ENXIO, "no_endpoint", "see 'cxl enable-memdev'",
			 "the device has no endpoint");
	else if (why.err == -ENODEV)
		fail_set(&why, -ENODEV, "not_found",
			 "see 'cxl list -PEM'; the name of a file needs a slash: ./FILE",
			 "no such port, endpoint or memory device");
	inv_fail(inv, name, "find", &why);
	return NULL;
}

/*
 * A path has a slash, so that names of devices and of files are never mixed up; but for the device
 * nodes of memory devices.
 */
static bool is_file(const char *name)
{
	const char *node = str_after(name, sys_tree_name(TREE_DEV));

	return (strchr(name, '/') && !(node && str_after(node, "/cxl/"))) || str_eq(name, "-");
}

static bool wants_all(const struct inv *inv)
{
	return inv->argc == 0 || (inv->argc == 1 && str_eq(inv->argv[0], "all"));
}

static bool needs_scan(const struct inv *inv)
{
	int i;

	for (i = 0; i < inv->argc; i++)
		if (!is_file(inv->argv[i]))
			return true;
	return inv->argc == 0;
}

/* Returns EXIT_DONE or the exit status. */
static int check_args(struct inv *inv)
{
	struct args *a = inv->args;
	int rc = cxl_check_output(inv, &a->output, &a->binary);
	const char *format = cxl_format_option(&a->common);

	if (rc != EXIT_DONE)
		return rc;
	if (a->binary && format)
		return inv_usage(inv, "%s with a binary table requires --output", format);
	if (!a->binary && !a->output)
		return EXIT_DONE;
	if (a->structures)
		return inv_usage(inv, "--structures cannot be combined with %s",
				 a->output ? "--output" : "--binary");
	if (inv->argc != 1 || wants_all(inv))
		return inv_usage(inv, "binary tables and --output require a single device or file");
	return a->binary ? cxl_check_terminal(inv) : EXIT_DONE;
}

static int run(struct inv *inv)
{
	auto_rec struct rec *top = rec_new_arr();
	auto_topo struct topo t = { 0 };
	struct args *a = inv->args;
	int i, rc = check_args(inv);

	if (rc != EXIT_DONE)
		return rc;
	cxl_stop_on_signals(inv);
	if (needs_scan(inv) && !cxl_scan(inv, &t, TOPO_ALL))
		return inv_exit_status(inv);
	if (wants_all(inv))
		run_all(inv, &t, top);
	for (i = 0; i < inv->argc && !wants_all(inv); i++) {
		struct source s = { .t = &t, .name = inv->argv[i] };

		if (!is_file(s.name)) {
			s.node = find_node(inv, &t, s.name);
			if (!s.node)
				continue;
		}
		run_source(inv, &s, top);
	}
	if (a->binary)
		return inv_exit_status(inv);
	if (a->structures)
		inv->out.default_columns = structure_columns;
	if (!a->output)
		inv->out.default_kinds = a->structures ? "structures,port_x" : "performance,from";
	inv->out.minor_columns = a->structures ? structure_minor_columns : inv->out.minor_columns;
	return inv_print(inv, top);
}

const struct cmd cmd_cdat = {
	.name = "cdat",
	.args = "[<endpoint>|<port>|<memdev>|<file>]...|all [<options>]",
	.group = "Topology",
	.help = "show latency and bandwidth of devices and switches (CDAT)",
	.opts = opts,
	.args_size = sizeof(struct args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT,
	.risk = RISK_READ,
	.needs = "root",
	.max_args = -1,
	.positional = "cdat-devices... / path...",
	.columns = SUMMARY_COLUMNS,
	.minor_columns = "write_bandwidth_mb_per_s,write_latency_ns",
	.more_columns = SUMMARY_MORE
	",offset,type,shareable,hardware_coherent,dynamic_capacity,read_only,level,"
	"data_type,latency_ns,bandwidth_mb_per_s,unreachable,cache_size,cache_levels,"
	"cache_level,associativity,write_policy,line_size,memory_attached,memory_type,"
	"dpa_offset,port_x,port_y,data",
	.run = run,
};

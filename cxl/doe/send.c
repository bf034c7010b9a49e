// SPDX-License-Identifier: GPL-2.0-only
/* cxl doe send: one data object, composed by the user, to a mailbox of one PCI function. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/doe/doe.h"
#include "cxl/lib/doe/doe.h"
#include "cxl/lib/topo/pci.h"
#include "cxl/lib/wire/pci.h"
#include "cxl/raw-action.h"
#include "util/num.h"

#define MAILBOXES 32
#define TIMEOUT_LIMIT 60000

struct job {
	const char *name; /* as the user has given it */
	struct doe_target target;
	struct doe_request request;
	struct doe_result result;
	u8 *data; /* request.data; owned */
	struct outfile file;
	bool to_stdout; /* --output - */
	bool replied;
	char operation[40], description[160];
};

/* --- arguments */

static int check_number(struct inv *inv, const char *option, const char *text, u64 limit, u64 *ret)
{
	if (text && (num_u64(text, 0, ret) < 0 || *ret > limit))
		return inv_usage(inv, "invalid %s '%s': expected 0 to %llu", option, text,
				 (unsigned long long)limit);
	return EXIT_DONE;
}

static int check_hex(struct inv *inv, struct job *j, const char *text)
{
	size_t len = strlen(text);

	j->data = calloc(1, len + 1);
	if (!j->data)
		return EXIT_INTERNAL;
	if (num_hex_bytes(text, j->data, &len) < 0)
		return inv_usage(inv, "invalid --hex: expected hexadecimal bytes");
	if (len % 4 || len > DOE_DATA_MAX)
		return inv_usage(inv, "invalid --hex: expected a multiple of 4 bytes, at most %u",
				 DOE_DATA_MAX);
	j->request.len = (u32)len;
	return EXIT_DONE;
}

static int check_args(struct inv *inv, struct job *j)
{
	struct doe_args *a = inv->args;
	struct doe_request *rq = &j->request;
	u64 mailbox = 0, timeout = DOE_TIMEOUT_MS;
	int rc;

	if (inv->argc < 3)
		return inv_usage(inv, "doe send requires a PCI function and a protocol");
	if (inv->argc > 3)
		return inv_usage(inv, "unexpected argument '%s'", inv->argv[3]);
	if (str_eq(inv->argv[1], "all"))
		return inv_usage(inv, "doe send requires a single PCI function");
	if (doe_protocol_parse(inv->argv[2], &rq->gate.protocol) < 0 &&
	    doe_protocol_find(inv->argv[2], &rq->gate.protocol) < 0)
		return inv_usage(inv,
				 "invalid protocol '%s': expected VENDOR:TYPE in hexadecimal, or a "
				 "name such as cxl_compliance, see cxl-doe(1)",
				 inv->argv[2]);
	if (a->input && a->hex)
		return inv_usage(inv, "specify only one of --input or --hex");
	rc = cxl_check_output(inv, &a->output, &j->to_stdout);
	if (rc == EXIT_DONE)
		rc = check_number(inv, "--mailbox", a->mailbox, PCI_CONFIG_MAX - DOE_LEN, &mailbox);
	if (rc == EXIT_DONE)
		rc = check_number(inv, "--timeout", a->timeout, TIMEOUT_LIMIT, &timeout);
	if (rc == EXIT_DONE && a->hex)
		rc = check_hex(inv, j, a->hex);
	if (a->common.dry_run) /* the plan is printed */
		j->to_stdout = false;
	rq->gate.mailbox = (u16)mailbox;
	rq->timeout_ms = (u32)timeout;
	rq->no_native = a->no_native;
	rq->unlisted = a->unlisted;
	rq->force = a->force;
	return rc;
}

/* --- the function */

/* The only mailbox, or the one of --mailbox. */
static int select_mailbox(const struct pci_config *c, bool given, u16 *mailbox, struct fail *why)
{
	char list[8 * MAILBOXES] = "";
	const char *problem = pci_config_problem(c);
	u16 at[MAILBOXES];
	size_t count = MIN(pci_doe_mailboxes(c, at, MAILBOXES), (size_t)MAILBOXES), i, n = 0;

	for (i = 0; i < count; i++) {
		if (given ? at[i] == *mailbox : count == 1) {
			*mailbox = at[i];
			return 0;
		}
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s0x%x", i ? ", " : "", at[i]);
	}
	if (c->len < PCI_CONVENTIONAL_LEN)
		return fail_set(why, -EPERM, "permission", "run as root",
				"cannot read the whole PCI configuration space");
	if (problem)
		return fail_set(why, -EIO, "read_failed", "see 'cxl list --pci'",
				"cannot find the DOE mailbox: %s", problem);
	if (!count)
		return fail_unsupported(why, "no_mailbox", "see 'cxl doe list'",
					"the PCI function has no DOE mailbox");
	return given ? fail_set(why, -ENOENT, "no_mailbox", "see 'cxl doe list'",
				"the PCI function has no DOE mailbox at 0x%x, but at %s", *mailbox,
				list)
		     : fail_invalid(why, "several_mailboxes", "use --mailbox OFFSET",
				    "the PCI function has several DOE mailboxes: %s", list);
}

static const char *native_of(const struct doe_protocol *p)
{
	const char *name = doe_protocol_name(p);

	return doe_protocol_is_discovery(p)   ? "cxl doe list"
	       : name && str_eq(name, "cdat") ? "cxl cdat"
					      : NULL;
}

static void describe(struct job *j)
{
	struct doe_request *rq = &j->request;
	const char *name = doe_protocol_name(&rq->gate.protocol);
	char protocol[16];

	doe_protocol_format(&rq->gate.protocol, protocol, sizeof(protocol));
	snprintf(j->operation, sizeof(j->operation), "send DOE object %s", protocol);
	snprintf(j->description, sizeof(j->description),
		 "DOE object %s%s%s%s, %u bytes: may destroy data or has unknown effects", protocol,
		 name ? " (" : "", name ? name : "", name ? ")" : "", rq->len);
	rq->operation = j->operation;
	rq->description = j->description;
	rq->native = native_of(&rq->gate.protocol);
}

static int examine(const struct topo *t, const struct doe_args *a, struct job *j, struct fail *why)
{
	auto_pci struct pci_function f = { .dir.fd = -1 };
	struct pci_config c;
	int rc = pci_open(t, j->target.path, &f);

	if (rc < 0)
		return fail_set(why, rc, "read_failed", "", "cannot open the PCI function: %s",
				sys_error_text(rc));
	c = (struct pci_config){ (const u8 *)f.space.text, f.space.len };
	return select_mailbox(&c, a->mailbox != NULL, &j->request.gate.mailbox, why);
}

static bool find(struct inv *inv, const struct topo *t, struct job *j)
{
	struct fail why = { 0 };
	int rc = doe_find_target(t, j->name, &j->target, &why);

	if (rc == 0)
		rc = examine(t, inv->args, j, &why);
	if (rc < 0) {
		inv_fail(inv, j->name, inv->cmd->name, &why);
		return false;
	}
	j->request.path = j->target.path;
	j->request.address = path_base(j->target.path);
	describe(j);
	return true;
}

/* The content of a file is not an argument. */
static bool read_input(struct inv *inv, struct job *j)
{
	const struct doe_args *a = inv->args;
	struct fail why = { 0 };
	size_t len = 0;
	int rc;

	j->request.data = j->data;
	if (!a->input)
		return true;
	rc = blob_read(a->input, DOE_DATA_MAX, &j->data, &len);
	if (rc < 0)
		fail_set(&why, rc, "read_failed", "", "cannot read %s: %s", a->input,
			 strerror(-rc));
	else if (len % 4)
		rc = fail_set(&why, -EINVAL, "invalid_size", "",
			      "%s has %zu bytes; expected a multiple of 4", a->input, len);
	if (rc < 0) {
		inv_fail(inv, j->name, inv->cmd->name, &why);
		return false;
	}
	j->request.data = j->data;
	j->request.len = (u32)len;
	return true;
}

/* --- output */

static struct rec *start(const struct job *j, struct rec *top)
{
	const struct doe_request *rq = &j->request;
	const char *name = doe_protocol_name(&rq->gate.protocol);
	struct rec *o = rec_obj(top, NULL);
	char protocol[16];

	doe_protocol_format(&rq->gate.protocol, protocol, sizeof(protocol));
	rec_str(o, "address", rq->address);
	rec_str(o, "protocol", protocol);
	if (name)
		rec_str(o, "name", name);
	rec_num(o, "mailbox", VAL_HEX, rq->gate.mailbox);
	rec_uint(o, "risk", RISK_DESTRUCTIVE);
	return o;
}

static void show_plan(const struct inv *inv, const struct job *j, const struct fail *why,
		      struct rec *top)
{
	const struct authorization *a = &j->result.auth;
	const struct cxl_ctx *ctx = inv->ctx;
	struct rec *o = start(j, top);
	char token[TOKEN_MAX];

	rec_bool(o, "dry_run", true);
	if (j->request.native)
		rec_str(o, "native", j->request.native);
	raw_add_verdict(a, j->result.evaluated, why, o);
	if (token_read(ctx, j->request.address, token, sizeof(token)) == 0)
		rec_str(o, "confirm", token);
	rec_uint(o, "input_bytes", j->request.len);
	raw_add_bytes(o, "input_hex", NULL, j->data, j->request.len);
	rec_uint(o, "timeout_ms", j->request.timeout_ms);
}

/* What the device sent is the only hint at what is wrong with it. */
static void show_invalid_reply(const struct doe_reply *r, struct rec *o)
{
	if (!r->has_header)
		return;
	raw_add_bytes(o, "reply_header", NULL, r->header, sizeof(r->header));
	rec_uint(o, "output_bytes", r->len);
	raw_add_bytes(o, "output_hex", "output_ascii", r->data, r->len);
}

static void show_reply(struct inv *inv, const struct job *j, struct rec *top)
{
	const struct doe_reply *r = &j->result.reply;
	const struct doe_args *a = inv->args;
	struct rec *o = start(j, top);

	raw_add_taint(&j->result.taint, o);
	if (!j->replied) {
		show_invalid_reply(r, o);
		return;
	}
	if (a->output)
		rec_str(o, "output", a->output);
	rec_uint(o, "output_bytes", r->len);
	if (!a->output && !j->to_stdout)
		raw_add_bytes(o, "output_hex", "output_ascii", r->data, r->len);
}

static void warn_taint(struct inv *inv, const struct job *j)
{
	if (j->result.taint.set)
		inv_warn(inv, "%s: the kernel is tainted (U)%s", j->request.address,
			 j->result.sent ? "" : ", but the object was not sent");
}

/* --- sending */

static bool write_reply(struct inv *inv, struct job *j)
{
	const struct doe_reply *r = &j->result.reply;
	struct doe_args *a = inv->args;
	struct fail why = { 0 };

	if (!j->replied || (!a->output && !j->to_stdout))
		return true;
	if (j->to_stdout) {
		fwrite(r->data, 1, r->len, stdout);
		return true;
	}
	if (raw_output_write(a->output, r->data, r->len, &j->file, &why) == 0)
		return true;
	inv_fail(inv, j->name, inv->cmd->name, &why);
	a->output = NULL;
	return false;
}

static void send_and_show(struct inv *inv, struct job *j, struct rec *top)
{
	struct fail why = { 0 };
	bool written;
	int rc = doe_send(inv->ctx, &j->request, &j->result, &why);
	const struct cxl_ctx *ctx = inv->ctx;

	j->replied = rc == 0;
	if (rc < 0 && ctx->dry_run)
		show_plan(inv, j, &why, top);
	if (rc < 0 && why.outcome == OUTCOME_DRY_RUN) {
		inv->done++;
		return;
	}
	if (rc < 0)
		inv_fail(inv, j->request.address, inv->cmd->name, &why);
	written = write_reply(inv, j);
	if (j->result.sent)
		show_reply(inv, j, top);
	warn_taint(inv, j);
	if (rc == 0 && written)
		inv->done++;
}

int doe_send_object(struct inv *inv)
{
	const struct doe_args *a = inv->args;
	auto_rec struct rec *top = rec_new_arr();
	auto_topo struct topo t = { 0 };
	struct cxl_ctx *ctx = inv->ctx;
	struct job j = { 0 };
	int rc = check_args(inv, &j);

	if (rc == EXIT_DONE) {
		j.name = inv->argv[1];
		ctx->confirm = a->confirm;
		if (cxl_scan(inv, &t, TOPO_USE) && find(inv, &t, &j) && read_input(inv, &j) &&
		    raw_output_open(inv, j.name, a->output, a->common.dry_run, &j.file))
			send_and_show(inv, &j, top);
		rc = j.to_stdout ? inv_exit_status(inv) : inv_print(inv, top);
	}
	if (j.file.f)
		outfile_close(&j.file, false);
	doe_result_done(&j.result);
	free(j.data);
	return rc;
}

// SPDX-License-Identifier: GPL-2.0-only
/* cxl doe: the mailboxes of PCI functions for data objects. */
#include "cxl/doe/doe.h"
#include "cxl/columns.h"
#include "cxl/pci-record.h"

/* clang-format off */
static const struct opt opts[] = {
	OPT_STR_ROW('i', "input", struct doe_args, input, "file",
		    "send: read the data from this file (- for standard input)"),
	OPT_STR_ROW(0, "hex", struct doe_args, hex, "bytes", "send: data in hexadecimal"),
	OPT_STR_ROW('o', "output", struct doe_args, output, "file",
		    "send: write the data of the reply to this file (- for standard output)"),
	OPT_STR_ROW(0, "mailbox", struct doe_args, mailbox, "offset",
		    "send: the mailbox, if the function has several"),
	OPT_STR_ROW(0, "timeout", struct doe_args, timeout, "ms",
		    "send: wait this many milliseconds for the reply (default: 1000)"),
	OPT_BOOL_ROW(0, "no-native", struct doe_args, no_native,
		     "send: even if a native interface exists"),
	OPT_BOOL_ROW(0, "unlisted", struct doe_args, unlisted,
		     "send: even if the function does not have the protocol"),
	OPT_WHOLE_STR_ROW(0, "confirm", struct doe_args, confirm, "serial@bdf",
		"confirm to send, with the serial number and PCI address of the function"),
	OPT_WHOLE_BOOL_ROW('f', "force", struct doe_args, force,
			   "send even if the memory of the device is enabled"),
	{ 0 },
};
/* clang-format on */

static int list(struct inv *inv)
{
	const struct doe_args *a = inv->args;

	if (a->input || a->hex || a->output || a->mailbox || a->timeout || a->confirm ||
	    a->no_native || a->unlisted || a->force)
		return inv_usage(inv, "doe list does not accept options of doe send");
	return doe_list(inv);
}

static int run(struct inv *inv)
{
	static const struct {
		const char *word;
		int (*run)(struct inv *inv);
	} rows[] = { { "list", list }, { "send", doe_send_object } };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (str_eq(rows[i].word, inv->argv[0]))
			return rows[i].run(inv);
	return inv_usage(inv, "invalid doe command '%s': expected list or send", inv->argv[0]);
}

static void add_columns(const struct inv *inv, struct strbuf *names)
{
	columns_merge(names, PCI_DOE_KEYS "," PCI_PROTOCOL_KEYS);
	columns_add_layout(names, "", &doe_mailbox_layout);
	columns_add_layout(names, "ide", &ide_layout);
	columns_add_layout(names, "", &ide_stream_layout);
}

const struct cmd cmd_doe = {
	.name = "doe",
	.args = "(list [<memdev>|<port>|<address>]...|all | send <address> <vendor>:<type>) [<options>]",
	.group = "Topology",
	.help = "list DOE mailboxes and protocols of PCI functions, or send an object",
	.opts = opts,
	.args_size = sizeof(struct doe_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_SYSROOT | CMD_CHANGES,
	.risk = RISK_DESTRUCTIVE,
	.needs = "CAP_SYS_ADMIN",
	.min_args = 1,
	.max_args = -1,
	.positional = "=list pci-functions... / =send single-pci-function protocol",
	.minor_columns = "interrupt_enabled,interrupt_status,interrupt_supported,object_ready",
	.more_columns = "memdev,port,dport_of,address,problem,protocol,name,mailbox,risk,"
			"dry_run,native,taints,verdict,confirm,input_bytes,input_hex,timeout_ms,"
			"check,passed,message,hint,taint_before,taint_marked,taint_after,"
			"kernel_added,reply_header,output,output_bytes,output_hex,output_ascii",
	.add_columns = add_columns,
	.run = run,
};

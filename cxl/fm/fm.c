// SPDX-License-Identifier: GPL-2.0-only
/* cxl fm: ports, virtual switches, logical devices and heads, as a fabric manager sees them. */
#include "cxl/fm/fm.h"
#include "cxl/columns.h"
#include "cxl/lib/wire/opcode.h"

static const struct {
	const char *word;
	const struct memdev_reader *reader;
} kinds[] = {
	{ "ports", &fm_ports }, { "vcs", &fm_vcs },	    { "lds", &fm_lds },
	{ "heads", &fm_heads }, { "extents", &fm_extents },
};

static int run(struct inv *inv)
{
	const char *word = inv->argv[0];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(kinds) && !str_eq(kinds[i].word, word); i++)
		;
	if (i == ARRAY_SIZE(kinds))
		return inv_usage(
			inv, "invalid fm command '%s': expected ports, vcs, lds, heads or extents",
			word);
	inv->argv++;
	inv->argc--;
	return cxl_read_memdevs(inv, inv->argc, kinds[i].reader);
}

static void add_columns(const struct inv *inv, struct strbuf *names)
{
	static const u16 lists[] = { OP_GET_PORT_STATE, OP_GET_LD_ALLOCATIONS, OP_GET_HEAD_INFO,
				     OP_GET_HOST_EXTENTS };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lists); i++)
		columns_add_layout(names, "", opcode_find(lists[i])->out->list->record);
}

const struct cmd cmd_fm = {
	.name = "fm",
	.args = "ports|vcs|lds|heads|extents <address>... [<options>]",
	.group = "Mailbox commands",
	.help = "show ports, virtual switches and logical devices of components",
	.columns = "memdev,virtual_switch,vppb,status,head,port,ld,state,connected_type,"
		   "connected_mode,negotiated_width,current_speed_code,ltssm,ld_count,"
		   "range1_multiplier,range2_multiplier,host,dpa,length,tag",
	.minor_columns = "ltssm,connected_mode,current_speed_code",
	.more_columns = "serial,upstream_port,granularity_code,shared_sequence",
	.add_columns = add_columns,
	.args_size = sizeof(struct common_args),
	.flags = CMD_OUTPUT | CMD_HUMAN | CMD_COMPONENTS,
	.opcodes = "0x0001,0x0400,0x0401,0x0405,0x5100,0x5101,0x5200,0x5300,0x5400,0x5401,0x5500,"
		   "0x5501,0x5600,0x5603",
	.needs = "root",
	.risk = RISK_READ,
	.min_args = 2,
	.max_args = -1,
	.positional = "=ports|vcs|lds|heads|extents memdevs...",
	.run = run,
};

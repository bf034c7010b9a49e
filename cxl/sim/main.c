// SPDX-License-Identifier: GPL-2.0-only
/* cxl-sim: the commands of cxl on a modelled system. For tests and for trying things out. */
#include <stdio.h>

#include "cxl/common.h"
#include "cxl/sim/hooks.h"
#include "cxl/sim/verbs.h"

static const char *state_dir;

static const char help[] =
	"cxl-sim runs the commands of cxl on a modelled system, kept in a directory.\n"
	"Nothing on this machine is touched.\n"
	"\n"
	"  cxl-sim new DIR [--tree FILE] [--devices FILE]   make one; default: the example\n"
	"  cxl-sim -C DIR COMMAND [ARGS]                    run a command of cxl on it\n"
	"  cxl-sim fault DIR MEMDEV OPCODE KIND [ARG]       make a device fail, see below\n"
	"  cxl-sim faults DIR                               list the faults\n"
	"  cxl-sim show DIR [MEMDEV]                        print what the devices hold\n"
	"  cxl-sim log DIR [--clear]                        print the commands that reached a device;\n"
	"                                                   of fwctl's, 0500h does not: the kernel\n"
	"                                                   answers it from what it read at probe\n"
	"  cxl-sim reset DIR MEMDEV                         cold reset: saved values become current\n"
	"\n"
	"CXL_SIM=DIR in the environment stands for -C DIR.\n"
	"\n"
	"Asking the modelled kernel directly, past the checks of cxl:\n"
	"  cxl-sim query DIR MEMDEV                         its table of typed commands\n"
	"  cxl-sim send DIR MEMDEV ID|2:OPCODE [HEX|-] [ROOM]   a typed or raw command\n"
	"  cxl-sim rpc DIR FWCTL SCOPE OPCODE [HEX|-] [ROOM]    a fwctl call, scope 0 to 3\n"
	"  cxl-sim read DIR PATH; write DIR PATH VALUE      a file below sys/, proc/, dev/, etc/\n"
	"\n"
	"The example has four devices: mem0 and mem1 below one host bridge, mem2 and mem3 behind a\n"
	"switch below another; mem0 and mem1 form a region in use as system RAM, mem2 is persistent,\n"
	"mem3 has fwctl and two Features of its vendor. Try:\n"
	"\n"
	"  cxl-sim new /tmp/sim && export CXL_SIM=/tmp/sim\n"
	"  cxl-sim list -v\n"
	"  cxl-sim list-features mem3\n"
	"\n"
	"A topology of one's own, in ten lines of a tree file. A line is one entry:\n"
	"  d PATH          directory               l PATH TARGET   symbolic link\n"
	"  f PATH TEXT     file                    e PATH ERRNO    reading fails, as with EIO\n"
	"  w PATH          file that only can be written\n"
	"PATH is below the root and makes the directories above it. TEXT goes to the end of the line;\n"
	"C escapes stand for other bytes, a newline is added unless it ends in \\n or \\c.\n"
	"\n"
	"  # one.tree: a memory device without driver; 'list -i' shows it\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/numa_node -1\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/ram/size 0x10000000\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/pmem/size 0x0\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/serial 0xdecaf\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/payload_max 2048\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/label_storage_size 0\n"
	"  e sys/devices/pci0000:0c/0000:0c:00.0/mem0/firmware_version EIO\n"
	"  l sys/bus/cxl/devices/mem0 ../../../devices/pci0000:0c/0000:0c:00.0/mem0\n"
	"\n"
	"Every memdev gets a device that fits its sysfs attributes. A devices file changes it; \"show\"\n"
	"prints a complete one, in the same words. Only what differs must be written:\n"
	"\n"
	"  # one.sim: a smaller mailbox, a hot device, other commands, one Feature\n"
	"  device mem0\n"
	"    payload_max 512\n"
	"    health.temperature 71\n"
	"    cel 0x4200 0x0000\n"
	"    cel 0x0502 0x003e\n"
	"    feature 11111111-2222-3333-4444-555555555555\n"
	"      sizes 4 4\n"
	"      flags 0x61\n"
	"      effects 0x0201\n"
	"      applies reset\n"
	"      current 2a000000\n"
	"\n"
	"\"cel\" is an opcode and its effects; the first one drops the default ones, as the first\n"
	"\"feature\" does. \"sizes\" are those of get and set; \"versions\" likewise. \"applies reset\":\n"
	"a Set becomes current at the next \"cxl-sim reset\". Beside \"current\" there are \"default\"\n"
	"and \"saved\"; further lines of the same value go on where the last one ended.\n"
	"  split_sets yes     a Set larger than one payload is refused, not split by the kernel\n"
	"  nvdimm yes         Set LSA and Set Shutdown State are the kernel's own\n"
	"  raw_commands yes   above all devices: the kernel was built with raw commands\n"
	"  warnings no        likewise: without CONFIG_BUG, so that a raw command does not taint it\n"
	"  reply 0xc001 2a00  what the device answers to this command\n"
	"proc/self/status says whether the caller has CAP_SYS_RAWIO; proc/cmdline may have\n"
	"panic_on_taint=. sys/kernel/security/lockdown, sys/kernel/debug/cxl/mbox/raw_allow_all and\n"
	"proc/sys/kernel/panic_on_warn decide about raw commands as the kernel's own do.\n"
	"\n"
	"Faults: KIND is one of\n"
	"  code N      the device answers with return code N    short N  the reply has N bytes\n"
	"  late MS     it answers after MS milliseconds         long N   N bytes more than it should\n"
	"  hang        no answer, for the kernel's two seconds  timeout  the same, at once\n"
	"  background  done, but answered as background command busy     the mailbox is busy\n"
	"  lost        the command never arrives (to fwctl this looks like success without data)\n"
	"  ignore      answered with success, and nothing done  errno E  the system call fails so\n"
	"  offset-units  Get Log counts offsets in units of four bytes\n"
	"  none        take all faults of this target away\n"
	"--count N: only N times; --after N: let N pass before. In place of OPCODE, edac:ATTR (as\n"
	"edac:scrub0/current_cycle_duration) is a write to sysfs, edac-read:ATTR a read of it.\n";

static const struct verb {
	const char *name;
	int (*run)(int argc, char **argv);
} verbs[] = {
	{ "new", verb_new },	 { "fault", verb_fault }, { "faults", verb_faults },
	{ "show", verb_show },	 { "log", verb_log },	  { "reset", verb_reset },
	{ "query", verb_query }, { "send", verb_send },	  { "rpc", verb_rpc },
	{ "read", verb_read },	 { "write", verb_write },
};

static int enter(struct inv *inv)
{
	struct common_args *common = inv->args;
	struct fail why = { 0 };
	int rc;

	if (inv->cmd == &cmd_help)
		return EXIT_DONE;
	if (!state_dir) {
		fprintf(stderr,
			"  Error: which modelled system? Use cxl-sim -C DIR %s, or set "
			"CXL_SIM; make one with cxl-sim new DIR\n",
			inv->cmd->name);
		return EXIT_USAGE;
	}
	if (common->sysroot) {
		fprintf(stderr, "  Error: --sysroot and a modelled system exclude each other\n");
		return EXIT_USAGE;
	}
	rc = cxl_tool.enter(inv);
	if (rc != EXIT_DONE || !inv->ctx)
		return rc;
	if (sim_attach(inv->ctx, state_dir, &why) == 0)
		return EXIT_DONE;
	fprintf(stderr, "  Error: %s; %s\n", why.message, why.hint);
	return EXIT_FAILED;
}

static void leave(struct inv *inv)
{
	sim_detach(inv->ctx);
	cxl_tool.leave(inv);
}

static int run_own(int argc, char **argv)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(verbs); i++)
		if (str_eq(verbs[i].name, argv[1]))
			return verbs[i].run(argc - 2, argv + 2);
	return -1;
}

/* "-C DIR" in front; own verbs get DIR as their first argument then, as without it. */
static int take_dir(int *argc, char ***argv)
{
	char **v = *argv;
	size_t i;

	if (*argc < 4)
		return -EINVAL;
	state_dir = v[2];
	for (i = 1; i < ARRAY_SIZE(verbs); i++) {
		if (!str_eq(verbs[i].name, v[3]))
			continue;
		v[2] = v[3];
		v[3] = (char *)state_dir;
		*argc -= 1;
		*argv += 1;
		return 0;
	}
	*argc -= 2;
	*argv += 2;
	return 0;
}

static bool is_help(const char *arg)
{
	return str_eq(arg, "--help") || str_eq(arg, "-h") || str_eq(arg, "help");
}

int main(int argc, char **argv)
{
	struct tool tool = cxl_tool;
	int rc;

	if (argc < 2 || (argc == 2 && is_help(argv[1]))) {
		fputs(help, stdout);
		return argc < 2 ? EXIT_FAILED : EXIT_DONE;
	}
	state_dir = getenv("CXL_SIM");
	if (str_eq(argv[1], "-C") && take_dir(&argc, &argv) < 0) {
		fprintf(stderr, "usage: cxl-sim -C DIR COMMAND [ARGS]\n");
		return EXIT_USAGE;
	}
	rc = run_own(argc, argv);
	if (rc >= 0)
		return rc;
	/* Manual pages are those of cxl. */
	if (argc == 3 && (is_help(argv[1]) || str_eq(argv[2], "--help")))
		return help_page(&cxl_tool, is_help(argv[1]) ? argv[2] : argv[1]);
	tool.name = "cxl-sim";
	tool.enter = enter;
	tool.leave = leave;
	return tool_main(&tool, argc, argv);
}

// SPDX-License-Identifier: GPL-2.0-only
/* cxl-sim: the commands of cxl on a simulated system, for tests and demonstrations. */
#include <stdio.h>

#include "cxl/common.h"
#include "cxl/sim/hooks.h"
#include "cxl/sim/verbs.h"
#include "daxctl/daxctl.h"
#include "util/std-streams.h"

static const char *state_dir;

/* clang-format off */
static const char help[] =
	"usage: cxl-sim -C DIR COMMAND [ARGS]\n"
	"   or: cxl-sim -C DIR daxctl COMMAND [ARGS]\n"
	"   or: cxl-sim VERB DIR [ARGS]\n"
	"\n"
	"Run commands of cxl and daxctl on a simulated system in DIR. The host is not accessed.\n"
	"The environment variable CXL_SIM=DIR is equivalent to -C DIR. With CXL_SIM_READ_ONLY=1 commands\n"
	"run as those of a dump do: changes are refused.\n"
	"\n"
	"Verbs:\n"
	"  new DIR [--tree FILE] [--devices FILE]  create a system; default: the example system\n"
	"  fault DIR MEMDEV OPCODE KIND [ARG] [--after N] [--count N]\n"
	"                                          set a fault, see \"Faults\"\n"
	"  faults DIR                              list faults\n"
	"  show DIR [MEMDEV]                       print the devices as a devices file\n"
	"  log DIR [--clear]                       print the commands that reached a device; fwctl 0500h\n"
	"                                          is not logged, the kernel replies from its cache\n"
	"  writes DIR [--clear]                    print the writes to sysfs, see \"Faults\"\n"
	"  reset DIR MEMDEV                        cold reset: activates what is saved and pending\n"
	"\n"
	"Verbs that call the simulated kernel directly, without the checks of cxl:\n"
	"  query DIR MEMDEV                        list typed commands\n"
	"  send DIR MEMDEV ID|2:OPCODE [HEX|-] [SIZE]   send a typed or raw command\n"
	"  rpc DIR FWCTL SCOPE OPCODE [HEX|-] [SIZE]    send a fwctl RPC, scope 0 to 3\n"
	"  read DIR PATH                           read a file; exit status 1 on an error\n"
	"  write DIR PATH VALUE                    write a file; likewise\n"
	"\n"
	"A verb for the running kernel, which needs CONFIG_MCTP; until it is stopped:\n"
	"  mctp DIR [--serial]                     reply to MCTP messages to the first endpoint of the\n"
	"                                          model, which becomes one of this host; --serial: to\n"
	"                                          all of them, at the other end of a serial line\n"
	"\n"
	"HEX is the payload, SIZE the maximum size of the reply in bytes. PATH is relative to DIR and\n"
	"starts with sys/, proc/, dev/ or etc/.\n"
	"\n"
	"Example system: four devices. mem0 and mem1 are below one host bridge and form a region that is\n"
	"online as system RAM. mem2 and mem3 are behind a switch below another host bridge; mem2 is\n"
	"persistent, mem3 has fwctl and two vendor Features.\n"
	"\n"
	"  cxl-sim new /tmp/sim && export CXL_SIM=/tmp/sim\n"
	"  cxl-sim list -v\n"
	"  cxl-sim list-features mem3\n"
	"\n"
	"Tree files: one entry per line.\n"
	"  d PATH          directory               l PATH TARGET   symbolic link\n"
	"  f PATH TEXT     file                    e PATH ERRNO    file with read error, such as EIO\n"
	"  w PATH          write-only file\n"
	"PATH is relative to DIR; missing parent directories are created. TEXT is the rest of the line,\n"
	"with C escape sequences; a newline is appended unless TEXT ends in \\n or \\c.\n"
	"\n"
	"  # one.tree: a memory device without a driver; use 'list -i' to list it\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/numa_node -1\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/ram/size 0x10000000\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/pmem/size 0x0\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/serial 0xdecaf\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/payload_max 2048\n"
	"  f sys/devices/pci0000:0c/0000:0c:00.0/mem0/label_storage_size 0\n"
	"  e sys/devices/pci0000:0c/0000:0c:00.0/mem0/firmware_version EIO\n"
	"  l sys/bus/cxl/devices/mem0 ../../../devices/pci0000:0c/0000:0c:00.0/mem0\n"
	"\n"
	"Devices files: changes to the default devices; the devices of the example system are not used.\n"
	"Each memdev has a device that matches its sysfs attributes; one without payload_max is an\n"
	"accelerator and has no mailbox. \"show\" prints all keys.\n"
	"\n"
	"  # one.sim: smaller payload size, high temperature, three commands, one Feature\n"
	"  device mem3\n"
	"    payload_max 512\n"
	"    health.temperature 71\n"
	"    cel 0x4200 0x0000\n"
	"    cel 0x0501 0x0000\n"
	"    cel 0x0502 0x003e\n"
	"    feature 11111111-2222-3333-4444-555555555555\n"
	"      sizes 4 4\n"
	"      flags 0x61\n"
	"      effects 0x0201\n"
	"      applies reset\n"
	"      current 2a000000\n"
	"\n"
	"  cel OPCODE EFFECTS   Command Effects Log entry; the first one replaces the defaults\n"
	"  feature UUID         Feature; the first one replaces the defaults\n"
	"  sizes GET SET        size of Get and Set data in bytes; \"versions\" has the same format\n"
	"  applies now|reset    when Set data becomes current: at once or at \"cxl-sim reset\"\n"
	"  current HEX          current value, also \"default\" and \"saved\"; repeated lines are appended\n"
	"  reply OPCODE HEX     response to a command that cxl-sim does not implement\n"
	"  split_sets yes       the kernel rejects Set Feature data larger than one payload\n"
	"  address ADDRESS      messages to this address reach the device: mctp:1,9/port:3\n"
	"  nvdimm yes           Set LSA and Set Shutdown State are exclusive to the kernel\n"
	"\"component NAME\" starts the section of a component that is no memory device of the host.\n"
	"Before the first device:\n"
	"  raw_commands yes     kernel with CONFIG_CXL_MEM_RAW_COMMANDS\n"
	"  warnings no          kernel without CONFIG_BUG: raw commands do not taint\n"
	"  query_flags no       kernel before 6.3: the command table has no flags\n"
	"  kmem_state no        kernel before 7.3: devices of kmem have no attribute state\n"
	"\n"
	"These files control the simulated kernel: proc/self/status (CAP_SYS_RAWIO), proc/cmdline\n"
	"(panic_on_taint=), proc/sys/kernel/panic_on_warn, sys/kernel/security/lockdown and\n"
	"sys/kernel/debug/cxl/mbox/raw_allow_all. state/error-records has the event records that the\n"
	"kernel has read since boot, for repairs of memory in use: lines \"mem0 dpa=0x40 row=2\".\n"
	"\n"
	"Writes to sysfs do what Linux 7.3 does, with its errors: bind and unbind of cxl_mem, cxl_port,\n"
	"cxl_region and cxl_acpi, mode and size of endpoint decoders, regions and their targets, commit\n"
	"and reset, memory blocks, DAX devices (create, delete, size, align, mapping, and the drivers\n"
	"device_dax, fsdev_dax and kmem). Devices that come back have the same names.\n"
	"security/sanitize and security/erase exist if the Command Effects Log has 0x4400 and 0x4401.\n"
	"Not modelled: XOR interleave, limits of decoders, invalidation of CPU caches (set a fault of\n"
	"commit), regions of nvdimm, EDAC of new regions, new nodes, /proc/iomem, loading of modules, pages\n"
	"in use (set a fault of memoryN/state or daxN.N/state), and the delay until memdevs are detached. A\n"
	"firmware upload goes on by one step each time its status is read; the image is in\n"
	"state/MEMDEV.image.\n"
	"\n"
	"Faults: KIND is one of\n"
	"  code N        return code N                  short N       truncate the reply to N bytes\n"
	"  late MS       delay of MS milliseconds       long N        append N bytes to the reply\n"
	"  hang          timeout after 2 seconds        timeout       immediate timeout\n"
	"  busy          mailbox is busy                background    executed as a background operation\n"
	"  errno E       the system call fails with E   ignore        success without effect\n"
	"  lost          drop the command; fwctl reports success without data\n"
	"  ones          all bits of the reply are set  flip N        invert byte N of the reply\n"
	"  twice         reply twice                    other-tag     reply with another tag\n"
	"  wrong-length  the length in the message is not that of the reply\n"
	"  offset-units  Get Log counts offsets in units of 4 bytes\n"
	"  none          remove all faults of this target\n"
	"  together N    reply when the log has N commands with this opcode, of any devices\n"
	"--count N limits the fault to N commands, --after N skips the first N commands. OPCODE can be\n"
	"edac:ATTR, a write to sysfs, or edac-read:ATTR, a read (edac:scrub0/current_cycle_duration), or\n"
	"doe, an object to the PCI function in place of MEMDEV (code, short, long, hang, timeout, ones).\n"
	"Faults of one target with --count apply one after the other; one without --count is replaced by\n"
	"the next one.\n"
	"\n"
	"Faults of writes to sysfs, \"fault DIR sysfs ATTR KIND\": ATTR is the name that \"writes\" prints,\n"
	"DEVICE/NAME or the path below sys/, and can have wildcards; with =VALUE only writes of this value\n"
	"match. The file need not exist yet; a fault that never matches has no effect. Every matching\n"
	"write counts for --after, also one that another fault lets fail. KIND is errno E, ignore, late MS,\n"
	"none, or one of\n"
	"  kill          SIGKILL before the write       kill-after       SIGKILL after the write\n"
	"  interrupt     SIGINT before the write        interrupt-after  SIGINT after the write\n"
	"\n"
	"  cxl-sim fault DIR sysfs region0/commit errno EBUSY --count 1\n"
	"  cxl-sim fault DIR sysfs '*' kill --after 6             # at the seventh write\n"
	"  cxl-sim fault DIR sysfs 0000:0d:00.0/config errno EROFS  # when it is opened for writing\n"
	"  cxl-sim fault DIR sysfs 'memory*/state=offline' errno EBUSY\n";
/* clang-format on */

static const struct verb {
	const char *name;
	int (*run)(int argc, char **argv);
} verbs[] = {
	{ "new", verb_new },	 { "fault", verb_fault }, { "faults", verb_faults },
	{ "show", verb_show },	 { "log", verb_log },	  { "writes", verb_writes },
	{ "reset", verb_reset }, { "query", verb_query }, { "send", verb_send },
	{ "rpc", verb_rpc },	 { "read", verb_read },	  { "write", verb_write },
	{ "mctp", verb_mctp },
};

static int enter(struct inv *inv)
{
	struct common_args *common = inv->args;
	struct fail why = { 0 };
	struct cxl_ctx *ctx;
	int rc;

	if (inv->cmd == &cmd_help)
		return EXIT_DONE;
	if (!state_dir) {
		opt_error(
			&inv->set,
			"missing directory of the simulated system; use 'cxl-sim -C DIR %s%s' or set CXL_SIM",
			str_eq(inv->tool->man_name, daxctl_tool.name) ? "daxctl " : "",
			inv->cmd->name);
		return EXIT_USAGE;
	}
	if (common->sysroot || common->from) {
		fprintf(stderr,
			"  Error: --sysroot and --from cannot be used with a simulated system\n");
		return EXIT_USAGE;
	}
	rc = cxl_tool.enter(inv);
	ctx = inv->ctx;
	if (rc != EXIT_DONE || !ctx)
		return rc;
	ctx->root.read_only |= getenv("CXL_SIM_READ_ONLY") != NULL;
	if (sim_attach(ctx, state_dir, &why) == 0)
		return EXIT_DONE;
	fprintf(stderr, "  Error: %s%s%s\n", why.message, *why.hint ? "; " : "", why.hint);
	return EXIT_FAILED;
}

static void leave(struct inv *inv)
{
	sim_detach(inv->ctx);
	cxl_tool.leave(inv);
}

static int run_verb(int argc, char **argv)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(verbs); i++)
		if (str_eq(verbs[i].name, argv[1]))
			return verbs[i].run(argc - 2, argv + 2);
	return -1;
}

/* Remove "-C DIR"; for verbs of cxl-sim DIR becomes the first argument. */
static int parse_dir(int *argc, char ***argv)
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

/* X of "help X" and "X --help"; NULL: neither. */
static const char *help_subject(char **argv)
{
	if (is_help(argv[1]))
		return argv[2];
	return str_eq(argv[2], "--help") ? argv[1] : NULL;
}

static bool is_verb(const char *name)
{
	size_t i;

	for (i = 0; name && i < ARRAY_SIZE(verbs); i++)
		if (str_eq(verbs[i].name, name))
			return true;
	return false;
}

static int show_help(int status)
{
	if (fputs(help, stdout) == EOF)
		std_streams_failed(errno);
	return std_streams_finish(status);
}

/* "daxctl COMMAND" is a command of daxctl, others are commands of cxl. */
static int run_tool(int argc, char **argv)
{
	const bool dax = str_eq(argv[1], daxctl_tool.name);
	struct tool tool = dax ? daxctl_tool : cxl_tool;

	tool.man_name = tool.name;
	tool.name = dax ? "cxl-sim daxctl" : "cxl-sim";
	tool.enter = enter;
	tool.leave = leave;
	return tool_main(&tool, argc - dax, argv + dax);
}

int main(int argc, char **argv)
{
	int rc;

	if (std_streams_init() < 0)
		return EXIT_INTERNAL;
	if (argc < 2 || (argc == 2 && is_help(argv[1])))
		return show_help(argc < 2 ? EXIT_FAILED : EXIT_DONE);
	state_dir = getenv("CXL_SIM");
	if (str_eq(argv[1], "-C") && parse_dir(&argc, &argv) < 0) {
		fprintf(stderr, "usage: cxl-sim -C DIR COMMAND [ARGS]\n");
		return EXIT_USAGE;
	}
	if (argc == 3 && is_verb(help_subject(argv)))
		return show_help(EXIT_DONE);
	rc = run_verb(argc, argv);
	if (rc >= 0)
		return std_streams_finish(rc);
	return run_tool(argc, argv);
}

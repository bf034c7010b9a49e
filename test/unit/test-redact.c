// SPDX-License-Identifier: GPL-2.0-only
/* What is replaced in the texts of a dump, and what is not. */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "cxl/dump/redact.h"
#include "test/unit/fixture.h"
#include "util/temp-dir.h"

/* Rare, in few places anyway, and a size. */
#define RARE 0xa1b2c3d4e5f60718ULL
#define SMALL 0xc2ULL
#define SIZE 0x40000000ULL
/* 16 digits in decimal, too; the second one is negative in texts of trace events. */
#define DIGITS16 0x001a2b3c4d5e6f71ULL
#define NEGATIVE16 0xffe0000012345677ULL
/* A multiple of a page that no address is. */
#define EVEN 0xa1b2c3d4e5f70000ULL

static struct redact r;

static int start(void **state)
{
	struct sysroot none = { 0 };

	memset(none.trees, 0xff, sizeof(none.trees)); /* -1: no file */
	redact_start(&r, &none);
	strcpy(r.hosts[REDACT_FULL], "node-7.example.org");
	strcpy(r.hosts[REDACT_SHORT], "node-7");
	strcpy(r.hosts[REDACT_MAPPER], "node--7");
	strcpy(r.hosts[REDACT_DOMAIN], "example.org");
	strcpy(r.hosts[REDACT_MACHINE], "fedcba9876543210fedcba9876543210");
	redact_add_serial(&r, RARE);
	redact_add_serial(&r, SMALL);
	redact_add_serial(&r, SIZE);
	redact_add_serial(&r, SMALL);
	redact_add_serial(&r, DIGITS16);
	redact_add_serial(&r, NEGATIVE16);
	redact_add_serial(&r, EVEN);
	redact_sort(&r);
	return 0;
}

static int stop(void **state)
{
	redact_free(&r);
	return 0;
}

static void check(const char *text, const char *expected)
{
	auto_strbuf struct strbuf out = { 0 };
	auto_free u8 *copy = exact_copy(text, strlen(text) + 1);

	redact_text(&r, (char *)copy, strlen(text), &out);
	assert_false(out.failed);
	assert_string_equal(out.s ? out.s : "", expected);
	assert_false(r.failed);
}

/* Their order is that of the values. */
static void test_serials(void **state)
{
	assert_int_equal(r.serial_count, 6);
	check("serial 0xa1b2c3d4e5f60718, port", "serial 0x0000dac7ed000004, port");
	check("0xA1B2C3D4E5F60718\n", "0x0000dac7ed000004\n");
	check("id a1b2c3d4e5f60718", "id 0000dac7ed000004");
	check("\"n\":11651590505119483672,", "\"n\":240552209547268,");
	check("serial=-6795153568590067944 x-6795153568590067944",
	      "serial=240552209547268 x240552209547268");
	check("mem0_a1b2c3d4e5f60718 mem0_a1b2c3d4e5f60718x",
	      "mem0_0000dac7ed000004 mem0_a1b2c3d4e5f60718x");
	check("0xa1b2c3d4e5f60719", "0xa1b2c3d4e5f60719");
	check("mem0_a1b2c3d4e5f70000", "mem0_0000dac7ed000005");
}

/* The OUI of many vendors starts with 00: such serial numbers have 16 decimal digits. */
static void test_sixteen_digits(void **state)
{
	check("\"n\":7365887390543729,", "\"n\":240552209547267,");
	check("0x1a2b3c4d5e6f71 0X001A2B3C4D5E6F71 001a2b3c4d5e6f71",
	      "0xdac7ed000003 0x0000dac7ed000003 0000dac7ed000003");
	check("1A2B3C4D5E6F71 1a2b3c4d5e6f72", "dac7ed000003 1a2b3c4d5e6f72");
	check("serial=-9007198949321097", "serial=240552209547270");
	check("-7365887390543729 9007198949321097", "-240552209547267 9007198949321097");
}

/* Of devices that are gone: in the audit trail, messages, and a policy. */
static void test_learned(void **state)
{
	static const char *const texts[] = {
		"\"serial\":\"0xb000000012345678\"", "deny serial:9223372041167459873",
		"serial=-6917529026332925313 x",     "Serial a00000001234567f",
		"Serial: 8250/16550 serial=0x1000",  "serial:1234567890123456 serial",
		"0xc9@0000:0d:00.0 12@x 13@",	     "serial=0 serial",
		"\"serial\":\"0xc8\" Serial: 197",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(texts); i++)
		redact_learn_serials(&r, texts[i], strlen(texts[i]));
	redact_learn_serials(&r, "serial=0xb000000012345678", strlen("serial=0xb00000001234567"));
	redact_sort(&r);
	assert_int_equal(r.serial_count, 17);
	/* Small ones, where they are called so only. */
	check("serial=200 0xc8 serial 0xc5,", "serial=240552209547267 0xc8 serial 0xdac7ed000002,");
	check("serial=201 201 0xc9@0000:0d:00.0",
	      "serial=240552209547268 201 0xdac7ed000004@0000:0d:00.0");
	check("0xc2@0000:0e:00.0 0xc2@x serial=12", "0xdac7ed000001@0000:0e:00.0 0xc2@x serial=12");
	check("Serial: 8250/16550 driver", "Serial: 8250/16550 driver");
	check("serial=0x1000 0x1000 serial=0", "serial=0xdac7ed000005 0x1000 serial=0");
	check("b000000012345678 0x80000001010e5621 0xa00000004df8e27f 0xa00000001234567f",
	      "0000dac7ed000010 0x0000dac7ed00000b 0x0000dac7ed00000d 0x0000dac7ed00000c");
	check("0xb00000001234567 8250 4096 0xc2", "0xdac7ed000009 8250 4096 0xc2");
	/* Of digits only, it may be decimal or hexadecimal. */
	check("0x462d53c8abac0 0x1234567890123456", "0xdac7ed000007 0x0000dac7ed00000a");
}

static void test_common_numbers(void **state)
{
	check("0xc2 194 size=0x40000000", "0xc2 194 size=0x40000000");
	check("\"serial\":194,", "\"serial\":240552209547265,");
	check("\"serial\":\"0xc2\"", "\"serial\":\"0xdac7ed000001\"");
	check("serial:0x40000000 serial=194", "serial:0xdac7ed000002 serial=240552209547265");
	check("serials 0xc2", "serials 0xc2");
}

/* As devices store it: little-endian, in the hexadecimal text of a reply. */
static void test_bytes(void **state)
{
	r.keep_bytes = true;
	check("\"out\":\"00ff1807f6e5d4c3b2a1ee\"", "\"out\":\"00ff040000edc7da0000ee\"");
	check("1807f6e5d4c3b2a1", "040000edc7da0000");
	check("0ff1807f6e5d4c3b2a1ee", "0ff1807f6e5d4c3b2a1ee");
	check("001807f6e5d4c3b2a10", "001807f6e5d4c3b2a10"); /* not whole bytes */
	check("c200000000000000c200000000000000", "c200000000000000c200000000000000");
}

static void test_hosts(void **state)
{
	check("Hostname set to <node-7>", "Hostname set to <host1>");
	check("NODE-7.EXAMPLE.ORG node-70 db.example.org", "host1 node-70 db.domain1");
	check("{\"node-7\":\"node-7\"}", "{\"node-7\":\"host1\"}");
	check("{\"node\":\"node-7/mem0\",\"file\":\"sys/bus/node-7/x\",\"host\":\"node-7\"}",
	      "{\"node\":\"node-7/mem0\",\"file\":\"sys/bus/node-7/x\",\"host\":\"host1\"}");
	check("root=/dev/mapper/rhel_node--7-root rd.lvm.lv=rhel_NODE-7/root",
	      "root=/dev/mapper/rhel_host1-root rd.lvm.lv=rhel_host1/root");
	strcpy(r.hosts[REDACT_SHORT], "debug");
	check("debugfs /sys/kernel/debug debugfs rw on debug, /proc/sys/debug",
	      "debugfs /sys/kernel/debug debugfs rw on host1, /proc/sys/debug");
	check("/srv/debug /sysroot/debug", "/srv/host1 /sysroot/host1");
	strcpy(r.hosts[REDACT_SHORT], "ram");
	check("{\"ram\":1,\"ram_size\":\"ram\",\"max_ram\":2}",
	      "{\"ram\":1,\"ram_size\":\"host1\",\"max_ram\":2}");
	check("initrd=\\FEDCBA9876543210fedcba9876543210\\6.1\\initrd",
	      "initrd=\\machine1\\6.1\\initrd");
	r.keep_hosts = true;
	check("ram node-7.example.org", "ram node-7.example.org");
}

/* A host that is called like a value of JSON. */
static void test_json(void **state)
{
	r.is_json = true;
	strcpy(r.hosts[REDACT_SHORT], "true");
	check("{\"a\":true,\"b\":[true,\"true\"],\"c\":\"x \\\"true\\\" \\\\\",\"d\":true}",
	      "{\"a\":true,\"b\":[true,\"host1\"],\"c\":\"x \\\"host1\\\" \\\\\",\"d\":true}");
	strcpy(r.hosts[REDACT_SHORT], "1");
	check("{\"a\":1,\"serial\":194,\"b\":\"1\"}",
	      "{\"a\":1,\"serial\":240552209547265,\"b\":\"host1\"}");
}

/* As the kernel (/dev/kmsg, /proc/mounts) and JSON write characters that are not printed. */
static void test_escapes(void **state)
{
	check("\\x09node-7 \\040node-7 \\u001bnode-7 \"\\nnode-7\"",
	      "\\x09host1 \\040host1 \\u001bhost1 \"\\nhost1\"");
	check("\\\\node-7 \\node-7 \\tserial=0xc2 \\t0xa1b2c3d4e5f60718",
	      "\\\\host1 \\host1 \\tserial=0xdac7ed000001 \\t0x0000dac7ed000004");
	check("\\377node-7 \\400node-7", "\\377host1 \\400node-7");
	check("\\x0 \\u \\", "\\x0 \\u \\");
	/* Not behind one. */
	check("x09node-7", "x09node-7");
}

static void test_uuids(void **state)
{
	const char public[] = "{\"uuid\":\"11111111-2222-3333-4444-555555555555\"}";

	redact_add_public(&r, public, strlen(public));
	check(public, public);
	/* Patrol scrub, and the Command Effects Log. */
	check("96dad7d6-fde8-482b-a733-75774e06db8a 0DA9C0B5-bf41-4b78-8f79-96b1623b3f17",
	      "96dad7d6-fde8-482b-a733-75774e06db8a 0DA9C0B5-bf41-4b78-8f79-96b1623b3f17");
	check("root=UUID=01234567-89ab-cdef-0123-456789abcdef ro",
	      "root=UUID=dac7ed00-0000-4000-8000-000000000001 ro");
	check("aaaaaaaa-89ab-cdef-0123-456789abcdef 01234567-89AB-cdef-0123-456789abcdef",
	      "dac7ed00-0000-4000-8000-000000000002 dac7ed00-0000-4000-8000-000000000001");
	check("01234567-89ab-cdef-0123-456789abcdef0", "01234567-89ab-cdef-0123-456789abcdef0");
	check("00000000-0000-0000-0000-000000000000 00000000000000000000000000000000",
	      "00000000-0000-0000-0000-000000000000 00000000000000000000000000000000");
	/* Without hyphens. */
	check("id=0123456789abCDEF0123456789abcdef b=11111111222233334444555555555555",
	      "id=dac7ed00000040008000000000000001 b=11111111222233334444555555555555");
	check("96dad7d6fde8482ba73375774e06db8a dac7ed00000040008000000000000002",
	      "96dad7d6fde8482ba73375774e06db8a dac7ed00000040008000000000000002");
	check("0123456789abcdef0123456789abcdef0 0123456789abcdef0123456789abcdeg",
	      "0123456789abcdef0123456789abcdef0 0123456789abcdef0123456789abcdeg");
	r.keep_bytes = true;
	check("bbbbbbbb89abcdef0123456789abcdef aaaaaaaa89abcdef0123456789abcdef",
	      "bbbbbbbb89abcdef0123456789abcdef dac7ed00000040008000000000000002");
	check("01234567-89ab-cdef-0123-456789abcde", "01234567-89ab-cdef-0123-456789abcde");
	check("dac7ed00-0000-4000-8000-000000000002", "dac7ed00-0000-4000-8000-000000000002");
}

/* Identifiers that are not of the form of a UUID, and a serial number that is no number. */
static void test_others(void **state)
{
	check("root=PARTUUID=1a2b3c4d-02 UUID=AB12-CD34 rd.md.uuid=3c1b2a4d:5e6f7a8b:9c0d1e2f:a3b4c5d6",
	      "root=PARTUUID=dac7ed00-0000-4000-8000-000000000001 "
	      "UUID=dac7ed00-0000-4000-8000-000000000002 "
	      "rd.md.uuid=dac7ed00-0000-4000-8000-000000000003");
	check("/dev/disk/by-uuid/AB12-CD34 AB12-CD34",
	      "/dev/disk/by-uuid/"
	      "dac7ed00-0000-4000-8000-000000000002 AB12-CD34");
	check("dev-disk-by\\x5cx2duuid-1b4e28ba\\x5cx2d2fa1\\x5cx2d11d2\\x5cx2d883f\\x5cx2d0016d3cca427.device",
	      "dev-disk-by\\x5cx2duuid-dac7ed00-0000-4000-8000-000000000004.device");
	check("luks\\x2d1b4e28ba\\x2d2fa1\\x2d11d2\\x2d883f\\x2d0016d3cca427 uuid\\x5cx2dAB12\\x5cx2dCD34.device",
	      "luks\\x2ddac7ed00-0000-4000-8000-000000000004 "
	      "uuid\\x5cx2ddac7ed00-0000-4000-8000-000000000002.device");
	check("\"luks\\\\x2d1b4e28ba\\\\x2d2fa1\\\\x2d11d2\\\\x2d883f\\\\x2d0016d3cca427\"",
	      "\"luks\\\\x2ddac7ed00-0000-4000-8000-000000000004\"");
	check("EXT4-fs: UUID: AB12-CD34, md: UUID 3c1b2a4d:5e6f7a8b:9c0d1e2f:a3b4c5d6",
	      "EXT4-fs: UUID: dac7ed00-0000-4000-8000-000000000002, "
	      "md: UUID dac7ed00-0000-4000-8000-000000000003");
	check("UUID=short guuid=1", "UUID=short guuid=1");
	check("usb 1-1: SerialNumber: DEADSERIAL77\nx", "usb 1-1: SerialNumber: serial5\nx");
	check("SerialNumber=1, SerialNumber: ", "SerialNumber=1, SerialNumber: ");
	check("serial number 0xc2, serial_number: 194, number 194",
	      "serial number 0xdac7ed000001, serial_number: 240552209547265, number 194");
}

static void check_path(const char *path, const char *expected)
{
	char buf[PATH_MAX];

	assert_int_equal(redact_path(&r, path, buf, sizeof(buf)), 0);
	assert_string_equal(buf, expected);
}

/* The names that the kernel and programs give stay, whatever the host is called. */
static void test_paths(void **state)
{
	auto_strbuf struct strbuf target = { 0 };
	char small[8];

	strcpy(r.hosts[REDACT_SHORT], "cxl");
	check_path("etc/modprobe.d/cxl.conf", "etc/modprobe.d/host1.conf");
	check_path("usr/lib/udev/rules.d/60-cxl.rules", "usr/lib/udev/rules.d/60-host1.rules");
	check_path("boot/config-6.12.0-cxl", "boot/config-6.12.0-host1");
	check_path("usr/lib/modules/6.12.0-cxl/config", "usr/lib/modules/6.12.0-host1/config");
	check_path("usr/lib/modules/6.12.0-cxl/", "usr/lib/modules/6.12.0-host1/");
	check_path("etc/cxl/cxl/policy", "etc/cxl/host1/policy");
	check_path("etc/cxl/", "etc/cxl/");
	check_path("etc/systemd/system/cxl-monitor.service",
		   "etc/systemd/system/cxl-monitor.service");
	check_path("sys/bus/cxl/devices/cxl", "sys/bus/cxl/devices/cxl");
	check_path("sys/a/0xa1b2c3d4e5f60718", "sys/a/0x0000dac7ed000004");
	check_path("etc/a/01234567-89ab-cdef-0123-456789abcdef/b",
		   "etc/a/dac7ed00-0000-4000-8000-000000000001/b");
	assert_int_equal(redact_path(&r, "sys/a/b/c", small, sizeof(small)), -ENAMETOOLONG);
	assert_int_equal(redact_target(&r, "etc/modprobe.d/a.conf", "../cxl.conf", &target), 0);
	assert_int_equal(redact_target(&r, "sys/bus/cxl/devices/a", " /cxl/cxl", &target), 0);
	assert_string_equal(target.s, "../host1.conf /cxl/cxl");
}

static void make(int dir, const char *name, const char *link)
{
	if (link)
		assert_int_equal(symlinkat(link, dir, name), 0);
	else if (name[strlen(name) - 1] == '/')
		assert_int_equal(mkdirat(dir, name, 0700), 0);
	else
		close(openat(dir, name, O_CREAT | O_EXCL | O_WRONLY, 0600));
}

static void check_renamed(int dir, const char *path, const char *expected)
{
	check_path(path, expected);
	assert_int_equal(faccessat(dir, expected, F_OK, AT_SYMLINK_NOFOLLOW), 0);
}

/* Names that become the same one, of files and directories: all stay, with another number each. */
static void test_taken(void **state)
{
	char name[sizeof("etc/cxl/") + NAME_MAX] = "etc/cxl/", other[sizeof(name)], *at;
	auto_strbuf struct strbuf target = { 0 };
	struct temp_dir temp = { 0 };
	int dir;

	assert_int_equal(temp_dir_create(&temp, "test-redact"), 0);
	dir = open(temp.path, O_RDONLY | O_DIRECTORY);
	make(dir, "etc/", NULL);
	make(dir, "etc/cxl/", NULL);
	make(dir, "etc/cxl/host1.conf", NULL);
	make(dir, "etc/cxl/node-7.conf", NULL);
	make(dir, "etc/cxl/NODE-7.conf", "node-7.conf");
	make(dir, "etc/cxl/host1/", NULL);
	make(dir, "etc/cxl/node-7/", NULL);
	make(dir, "etc/cxl/node-7/node-7", NULL);
	make(dir, "etc/cxl/node-7/host1", NULL);
	assert_int_equal(redact_rename(&r, dir, "etc/cxl/host1.conf", false), 0);
	assert_int_equal(redact_rename(&r, dir, "etc/cxl/NODE-7.conf", false), 0);
	assert_int_equal(redact_rename(&r, dir, "etc/cxl/node-7.conf", false), 0);
	assert_int_equal(redact_rename(&r, dir, "etc/cxl/node-7/node-7", false), 0);
	assert_int_equal(redact_rename(&r, dir, "etc/cxl/node-7/host1", false), 0);
	assert_int_equal(redact_rename(&r, dir, "etc/cxl/node-7", true), 0);
	check_renamed(dir, "etc/cxl/host1.conf", "etc/cxl/host1.conf");
	check_renamed(dir, "etc/cxl/NODE-7.conf", "etc/cxl/host1-2.conf");
	check_renamed(dir, "etc/cxl/node-7.conf", "etc/cxl/host1-3.conf");
	check_renamed(dir, "etc/cxl/node-7/node-7", "etc/cxl/host1-5/host1-4");
	check_renamed(dir, "etc/cxl/node-7/host1", "etc/cxl/host1-5/host1");
	check_path("etc/cxl/node-7x/node-7", "etc/cxl/node-7x/host1");
	assert_int_equal(redact_target(&r, "etc/cxl/NODE-7.conf", "node-7.conf", &target), 0);
	assert_string_equal(target.s, "host1-3.conf");
	/* Longer than a name can be: with the token, and with a number. */
	strcpy(r.hosts[REDACT_SHORT], "q");
	for (at = name + strlen(name); at < name + sizeof(name) - 1; at++)
		*at = (at - name) % 2 ? '-' : 'q';
	make(dir, name, NULL);
	assert_int_equal(redact_rename(&r, dir, name, false), 0);
	assert_int_equal(strlen(r.taken[4].name), NAME_MAX);
	snprintf(other, sizeof(other), "etc/cxl/%s", r.taken[4].name);
	check_renamed(dir, name, other);
	make(dir, name, NULL);
	assert_int_equal(redact_rename(&r, dir, name, false), 0);
	assert_string_equal(strrchr(r.taken[5].name, '-'), "-7");
	close(dir);
	temp_dir_remove(&temp);
}

/* The manifest has names of files as they are, and words of its own. */
static void test_records(void **state)
{
	auto_rec struct rec *o = rec_new_obj();

	strcpy(r.hosts[REDACT_SHORT], "cxl");
	rec_str(o, "file", "sys/bus/cxl");
	rec_str(o, "section", "cxl");
	rec_str(o, "host", "cxl");
	r.keep_hosts = true;
	assert_int_equal(redact_strings(&r, o), 0);
	assert_string_equal(rec_get_str(o, "file"), "sys/bus/cxl");
	assert_string_equal(rec_get_str(o, "section"), "cxl");
	assert_string_equal(rec_get_str(o, "host"), "host1");
}

static void test_labels(void **state)
{
	auto_strbuf struct strbuf out = { 0 };
	const char *lines[] = {
		"  \"name\":\"my \\\"db\\\"\",\n", "  \"name\":\"\",\n", "\"name\":\"x\"",
		"\"name\":\"my \\\"db\\\"\"",	   "\"name\":\"cut",	 "\"slot\":7,\n"
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(lines); i++)
		redact_label(&r, lines[i], strlen(lines[i]), &out);
	assert_string_equal(out.s, "  \"name\":\"label1\",\n  \"name\":\"\",\n\"name\":\"label2\""
				   "\"name\":\"label1\"\"name\":\"cut\"slot\":7,\n");
}

/* An absurd number of them does not use more and more time and memory. */
static void test_limit(void **state)
{
	char text[60];
	unsigned int i;

	for (i = 0; i < 4096; i++) {
		auto_strbuf struct strbuf out = { 0 };

		snprintf(text, sizeof(text), "%08x-0000-0000-0000-000000000001", i);
		redact_text(&r, text, strlen(text), &out);
	}
	check("ffffffff-0000-0000-0000-000000000001", "dac7ed00-0000-4000-8000-000000001000");
	check("fffffffe-0000-0000-0000-000000000001", "dac7ed00-0000-4000-8000-000000001000");
	check("00000000-0000-0000-0000-000000000001", "dac7ed00-0000-4000-8000-000000000001");
}

/* Of a host whose name has none: a file below /etc has its name between @before and @after. */
struct domain {
	const char *file, *before, *after, *expected;
};

static void check_domain(const struct domain *d)
{
	char tree[400], full[300];
	struct utsname host;
	struct fixture f;

	assert_int_equal(uname(&host), 0);
	snprintf(tree, sizeof(tree), "d sys/bus/cxl/devices\nf etc/%s %s%s%s\n", d->file, d->before,
		 host.nodename, d->after);
	fixture_open(&f, tree);
	redact_free(&r);
	redact_start(&r, &f.root);
	if (!strchr(host.nodename, '.')) {
		assert_string_equal(r.hosts[REDACT_DOMAIN], d->expected);
		snprintf(full, sizeof(full), "%s%s%s", host.nodename, *d->expected ? "." : "",
			 d->expected);
		assert_string_equal(r.hosts[REDACT_FULL], full);
		assert_string_equal(r.hosts[REDACT_SHORT], host.nodename);
	}
	fixture_close(&f);
}

static void test_domain(void **state)
{
	static const struct domain domains[] = {
		{ "hosts", "127.0.0.1 localhost\\n127.0.1.1 ", ".a.example.org x\\n",
		  "a.example.org" },
		{ "resolv.conf", "nameserver 10.0.0.1\\nsearch b.example.org c.d # ", "",
		  "b.example.org" },
		{ "hosts", "127.0.1.1 ", ".local", "" },
		{ "hosts", "127.0.1.1 x", ".a.example.org other.example.org", "" },
		{ "resolv.conf", "search local ", "", "" },
		{ "resolv.conf",
		  "# lists all configured search domains.\\n; domain x.y\\nsearch a b.example.org. # ",
		  "", "b.example.org" },
		{ "resolv.conf", "search . # ", "", "" },
		{ "hosts", "10.0.0.1 search www.search.example\\n127.0.1.1 ", ".c.example.org.\\n",
		  "c.example.org" },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(domains); i++)
		check_domain(&domains[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_serials, start, stop),
		cmocka_unit_test_setup_teardown(test_sixteen_digits, start, stop),
		cmocka_unit_test_setup_teardown(test_learned, start, stop),
		cmocka_unit_test_setup_teardown(test_common_numbers, start, stop),
		cmocka_unit_test_setup_teardown(test_bytes, start, stop),
		cmocka_unit_test_setup_teardown(test_domain, start, stop),
		cmocka_unit_test_setup_teardown(test_hosts, start, stop),
		cmocka_unit_test_setup_teardown(test_json, start, stop),
		cmocka_unit_test_setup_teardown(test_escapes, start, stop),
		cmocka_unit_test_setup_teardown(test_uuids, start, stop),
		cmocka_unit_test_setup_teardown(test_others, start, stop),
		cmocka_unit_test_setup_teardown(test_paths, start, stop),
		cmocka_unit_test_setup_teardown(test_taken, start, stop),
		cmocka_unit_test_setup_teardown(test_records, start, stop),
		cmocka_unit_test_setup_teardown(test_labels, start, stop),
		cmocka_unit_test_setup_teardown(test_limit, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

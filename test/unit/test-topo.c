// SPDX-License-Identifier: GPL-2.0-only
/* Topology from valid and malicious trees. */
#include <dirent.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cxl/lib/topo/debugfs.h"
#include "cxl/lib/topo/decoder.h"
#include "cxl/lib/topo/dependents.h"
#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/memdev.h"
#include "cxl/lib/topo/region.h"
#include "cxl/lib/topo/topo.h"
#include "test/unit/fixture.h"

#define ROOT "sys/devices/platform/ACPI0017:00/root0"

/* clang-format off */
#define DEV0 "devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0"
#define DEV10 "devices/pci0000:0c/0000:0c:01.0/0000:0e:00.0/mem10"
#define PORT1 "devices/platform/ACPI0017:00/root0/port1"

static const char two_memdevs[] =
	"d " ROOT "/port1/endpoint2/decoder2.0\n"
	"d " ROOT "/port1/endpoint2/decoder2.64\n"
	"d " ROOT "/decoder0.0/region7\n"
	"d sys/" DEV0 "\n"
	"d sys/" DEV10 "\n"
	LINK("root0", "devices/platform/ACPI0017:00/root0")
	LINK("port1", PORT1)
	LINK("endpoint2", PORT1 "/endpoint2")
	LINK("decoder2.0", PORT1 "/endpoint2/decoder2.0")
	LINK("decoder2.64", PORT1 "/endpoint2/decoder2.64")
	LINK("decoder0.0", "devices/platform/ACPI0017:00/root0/decoder0.0")
	LINK("region7", "devices/platform/ACPI0017:00/root0/decoder0.0/region7")
	LINK("mem0", DEV0)
	LINK("mem10", DEV10)
	"l " ROOT "/port1/uport ../../../../pci0000:0c\n"
	"l " ROOT "/port1/dport0 ../../../../pci0000:0c/0000:0c:00.0\n"
	"l " ROOT "/port1/dport1 ../../../../pci0000:0c/0000:0c:01.0\n"
	"l " ROOT "/port1/endpoint2/uport ../../../../../pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0\n"
	"d sys/bus/cxl/drivers/cxl_mem\n"
	"l sys/bus/cxl/drivers/cxl_mem/mem10 ../../../../" DEV10 "\n"
	"l sys/" DEV0 "/driver ../../../../../bus/cxl/drivers/cxl_mem\n"
	"f sys/" DEV0 "/serial 0xfffffffffffffffe\n"
	"f sys/" DEV10 "/serial 0x1\n"
	"f " ROOT "/decoder0.0/region7/interleave_ways 2\n"
	"f " ROOT "/decoder0.0/region7/target0 decoder2.0\n"
	"f " ROOT "/decoder0.0/region7/target1 mem10\n"
	"f " ROOT "/port1/endpoint2/decoder2.0/region region7\n";
/* clang-format on */

static void parents_peers_and_hosts_from_paths(void **state)
{
	struct fixture f;
	struct node *ep, *mem, *region, *decoder;

	fixture_open(&f, two_memdevs);
	ep = topo_find(&f.t, "endpoint2");
	mem = topo_find(&f.t, "mem0");
	region = topo_find(&f.t, "region7");
	decoder = topo_find(&f.t, "decoder2.0");
	assert_true(ep && mem && region && decoder);
	assert_string_equal(ep->parent->name, "port1");
	assert_int_equal(ep->depth, 2);
	assert_ptr_equal(ep->peer, mem);
	assert_ptr_equal(mem->peer, ep);
	assert_ptr_equal(decoder->parent, ep);
	assert_ptr_equal(topo_decoder_port(&f.t, "decoder2.0"), ep);
	assert_ptr_equal(topo_decoder_port(&f.t, "decoder2.64"), ep);
	assert_null(topo_decoder_port(&f.t, "decoder2.1"));
	assert_string_equal(region->parent->name, "decoder0.0");
	assert_string_equal(mem->host, "0000:0d:00.0");
	assert_string_equal(ep->parent->host, "pci0000:0c");
	assert_true(mem->enabled);
	assert_false(topo_find(&f.t, "mem10")->enabled);
	assert_null(topo_find(&f.t, "mem1"));
	fixture_close(&f);
}

static void memdevs_are_found_by_name_host_or_serial(void **state)
{
	static const char *const mem0[] = { "mem0", "0", "0000:0d:00.0",
					    "serial:0xfffffffffffffffe" };
	static const char *const none[] = { "mem", "mem1",    "1",	    "0x0",  "00000:0d:00.0",
					    "",	   "serial:", "serial:0x2", "MEM0", "mem0 " };
	struct fail why = { 0 };
	struct node *n;
	struct fixture f;
	size_t i;

	fixture_open(&f, two_memdevs);
	for (i = 0; i < ARRAY_SIZE(mem0); i++) {
		assert_int_equal(memdev_find(&f.t, mem0[i], &n, &why), 0);
		assert_string_equal(n->name, "mem0");
	}
	for (i = 0; i < ARRAY_SIZE(none); i++) {
		assert_int_equal(memdev_find(&f.t, none[i], &n, &why), -ENODEV);
		assert_non_null(strstr(why.message, "mem10 (0000:0e:00.0)"));
	}
	fixture_close(&f);
}

static void duplicate_serial_is_ambiguous(void **state)
{
	static const char tree[] =
		"f sys/devices/a/mem0/serial 0x0\n"
		"f sys/devices/b/mem1/serial 0x0\n" LINK("mem0", "devices/a/mem0")
			LINK("mem1", "devices/b/mem1");
	struct fail why = { 0 };
	struct node *n;
	struct fixture f;

	fixture_open(&f, tree);
	assert_int_equal(memdev_find(&f.t, "serial:0", &n, &why), -ENOTUNIQ);
	assert_non_null(strstr(why.message, "mem0 (a), mem1 (b)"));
	fixture_close(&f);
}

static void dports_of_a_port(void **state)
{
	const struct dport_list *dports;
	struct fixture f;

	fixture_open(&f, two_memdevs);
	dports = port_dports(&f.t, topo_find(&f.t, "port1"));
	assert_int_equal(dports->count, 2);
	assert_string_equal(dports->at[1].name, "0000:0c:01.0");
	assert_true(dport_maps(&dports->at[0], topo_find(&f.t, "mem0")));
	assert_false(dport_maps(&dports->at[0], topo_find(&f.t, "mem10")));
	assert_null(dport_by_id(dports, 2));
	assert_ptr_equal(port_dports(&f.t, topo_find(&f.t, "port1")), dports);
	assert_int_equal(port_dports(&f.t, topo_find(&f.t, "endpoint2"))->count, 0);
	fixture_close(&f);
}

static void region_targets(void **state)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct node *region, *decoder;
	struct region_target target;
	struct fixture f;

	fixture_open(&f, two_memdevs);
	region = topo_find(&f.t, "region7");
	decoder = topo_find(&f.t, "decoder2.0");
	assert_int_equal(node_open(&f.t, region, &d), 0);
	assert_int_equal(region_ways(&d), 2);
	assert_true(region_target(&f.t, &d, 0, &target));
	assert_string_equal(target.decoder, "decoder2.0");
	assert_string_equal(target.memdev->name, "mem0");
	assert_ptr_equal(region_memdev(&f.t, &d, 0), target.memdev);
	assert_false(region_target(&f.t, &d, 1, &target)); /* not a decoder */
	assert_false(region_target(&f.t, &d, 2, &target));
	assert_null(region_memdev(&f.t, &d, 2));
	assert_ptr_equal(decoder_region(&f.t, decoder), region);
	assert_null(decoder_region(&f.t, topo_find(&f.t, "decoder0.0")));
	fixture_close(&f);
}

static void decoder_targets(void **state)
{
	struct decoder_targets targets;
	char text[] = "3,,x,-1,4294967296,4294967295", none[] = "";
	char holes[] = "3,,4";

	assert_int_equal(decoder_parse_targets(text, &targets), -EBADMSG);
	assert_int_equal(targets.count, 2);
	assert_int_equal(targets.at[0].id, 3);
	assert_int_equal(targets.at[0].position, 0);
	assert_int_equal(targets.at[1].id, UINT32_MAX);
	assert_int_equal(targets.at[1].position, 5);
	assert_int_equal(decoder_parse_targets(none, &targets), 0);
	assert_int_equal(targets.count, 0);
	assert_int_equal(decoder_parse_targets(holes, &targets), 0);
	assert_int_equal(targets.count, 2);
	assert_int_equal(targets.at[1].position, 2);
}

/* Names similar to those of devices, links to themselves, links out of the tree. */
static void invalid_names_and_links_are_skipped(void **state)
{
	/* clang-format off */
	static const char tree[] =
		"d sys/devices/x\n"
		LINK("mem", "devices/x")
		LINK("memX", "devices/x")
		LINK("mem99999999999", "devices/x")
		LINK("decoder0", "devices/x")
		LINK("decoder0.", "devices/x")
		LINK("root-1", "devices/x")
		LINK("mem01", "devices/x")
		"l sys/bus/cxl/devices/mem1 mem1\n"
		"l sys/bus/cxl/devices/mem2 /etc\n"
		"l sys/bus/cxl/devices/mem3 ../../../devices/../../../../etc\n"
		"l sys/bus/cxl/devices/mem4 ../../../devices/gone/mem4\n"
		LINK("endpoint5", "devices/x")
		LINK("endpoint6", "devices/x")
		"l sys/devices/x/uport ../../devices/x/loop\n"
		"l sys/devices/x/loop loop\n";
	/* clang-format on */
	static const char *const skipped[] = { "mem",	   "memX",	"mem99999999999",
					       "decoder0", "decoder0.", "root-1",
					       "mem01",	   "mem2",	"mem3" };
	struct sysdir d;
	struct fixture f;
	size_t i;

	fixture_open(&f, tree);
	for (i = 0; i < ARRAY_SIZE(skipped); i++)
		assert_null(topo_find(&f.t, skipped[i]));
	assert_int_equal(f.t.kinds[NODE_MEMDEV].count, 2);
	assert_int_equal(f.t.kinds[NODE_ENDPOINT].count, 2);
	/* The target is in the tree, but is a loop or does not exist. */
	assert_non_null(topo_find(&f.t, "mem1"));
	assert_true(node_open(&f.t, topo_find(&f.t, "mem1"), &d) < 0);
	assert_non_null(topo_find(&f.t, "mem4"));
	assert_true(node_open(&f.t, topo_find(&f.t, "mem4"), &d) < 0);
	assert_null(topo_find(&f.t, "endpoint5")->peer);
	assert_null(topo_find(&f.t, "endpoint6")->peer);
	fixture_close(&f);
}

static void links_stay_inside_a_captured_tree(void **state)
{
	static const char tree[] =
		"l sys/devices/x/mem0/serial ../../../../../../../../etc/hostname\n"
		"l sys/devices/x/mem0/up /etc/hostname\n"
		"l sys/devices/x/mem0/dir /etc\n" LINK("mem0", "devices/x/mem0");
	char buf[256];
	struct sysdir d;
	struct fixture f;

	fixture_open(&f, tree);
	assert_int_equal(node_open(&f.t, topo_find(&f.t, "mem0"), &d), 0);
	assert_int_equal(sysdir_read(&d, "serial", buf, sizeof(buf)), -ENOENT);
	assert_int_equal(sysdir_read(&d, "up", buf, sizeof(buf)), -ENOENT);
	assert_int_equal(sysdir_read(&d, "dir/hostname", buf, sizeof(buf)), -ENOENT);
	assert_int_equal(sysdir_read(&d, "../../../../../etc/hostname", buf, sizeof(buf)), -ENOENT);
	sysdir_close(&d);
	fixture_close(&f);
}

/* A missing link of the running system is no directory in its place, as in a copied tree. */
static void missing_links(void **state)
{
	char buf[64];
	struct fixture f;

	fixture_open(&f, "d sys/devices/x/mem0/dir\n");
	assert_int_equal(sys_readlink(&f.root, TREE_SYS, "devices/x/mem0/dir", buf, sizeof(buf)),
			 -EINVAL);
	f.root.captured = false;
	assert_int_equal(sys_readlink(&f.root, TREE_SYS, "devices/x/mem0/no", buf, sizeof(buf)),
			 -ENOENT);
	fixture_close(&f);
}

static void invalid_attribute_values(void **state)
{
	static const char tree[] = "d sys/bus/cxl/devices\n"
				   "f sys/a/empty \\c\n"
				   "f sys/a/word 12abc\n"
				   "f sys/a/negative -5\n"
				   "f sys/a/blank  7\n"
				   "f sys/a/big 18446744073709551616\n"
				   "f sys/a/most 18446744073709551614\n"
				   "f sys/a/ones 18446744073709551615\n"
				   "f sys/a/ones-hex 0xffffffffffffffff\n"
				   "f sys/a/minus-one -1\n"
				   "f sys/a/octal 010\n"
				   "f sys/a/hex 0x\n"
				   "f sys/a/nul a\\x00b\n"
				   "f sys/a/two 1\\n2\n";
	static const char *const bad[] = { "word", "negative", "big", "hex", "two", "nul" };
	static const char *const none[] = { "ones", "ones-hex", "minus-one", "empty" };
	char four[4];
	struct sysdir d;
	struct fixture f;
	u64 v = 42;
	size_t i;

	fixture_open(&f, tree);
	assert_int_equal(sysdir_open(&d, &f.root, TREE_SYS, "a"), 0);
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_int_equal(sysdir_read_u64(&d, bad[i], &v), -EBADMSG);
	assert_int_equal(v, 42);
	for (i = 0; i < ARRAY_SIZE(none); i++)
		assert_int_equal(sysdir_read_u64(&d, none[i], &v), -ENODATA);
	assert_int_equal(v, 42);
	assert_int_equal(sysdir_read_u64(&d, "most", &v), 0);
	assert_true(v == UINT64_MAX - 1);
	assert_int_equal(sysdir_read_u64(&d, "octal", &v), 0);
	assert_int_equal(v, 10);
	assert_int_equal(sysdir_read(&d, "word", four, sizeof(four)), -E2BIG);
	sysdir_close(&d);
	fixture_close(&f);
}

/* endpoint3 is a link, not a directory of its parent. */
static void ports_and_endpoints_are_found_in_their_parents(void **state)
{
	/* clang-format off */
	static const char tree[] =
		LINK("root0", "devices/root0")
		LINK("port1", "devices/gone/port1")
		LINK("endpoint2", "devices/gone/endpoint2")
		LINK("endpoint3", "devices/gone/endpoint3")
		LINK("mem0", "devices/gone/mem0")
		"d sys/devices/pci/mem0\n"
		"l sys/devices/root0/port1/endpoint2/uport ../../../pci/mem0\n"
		"l sys/devices/root0/port1/endpoint3 endpoint2\n";
	/* clang-format on */
	struct node *port, *endpoint, *memdev;
	struct fixture f;

	fixture_open(&f, tree);
	port = topo_find(&f.t, "port1");
	endpoint = topo_find(&f.t, "endpoint2");
	memdev = topo_find(&f.t, "mem0");
	assert_string_equal(port->path, "devices/root0/port1");
	assert_string_equal(endpoint->path, "devices/root0/port1/endpoint2");
	assert_ptr_equal(endpoint->parent, port);
	assert_ptr_equal(endpoint->peer, memdev);
	assert_string_equal(memdev->path, "devices/pci/mem0");
	assert_string_equal(topo_find(&f.t, "endpoint3")->path, "devices/gone/endpoint3");
	fixture_close(&f);
}

static void no_cxl_gives_an_empty_topology(void **state)
{
	struct fixture f;

	fixture_open(&f, "d sys/bus\n");
	assert_int_equal(f.t.count, 0);
	fixture_close(&f);
}

static void read_only_mounts_are_named(void **state)
{
	assert_string_equal(sys_error_text(-EROFS), "mounted read-only (container?)");
	assert_string_equal(sys_error_text(-EACCES), strerror(EACCES));
}

static void decoders_of_ports_can_be_left_out(void **state)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct node *root, *region;
	struct fixture f;

	fixture_open(&f, two_memdevs);
	topo_free(&f.t);
	assert_int_equal(topo_scan(&f.t, &f.root, TOPO_ROOT_DECODERS, NULL), 0);
	root = topo_find(&f.t, "decoder0.0");
	region = topo_find(&f.t, "region7");
	assert_null(topo_find(&f.t, "decoder2.0"));
	assert_int_equal(f.t.kinds[NODE_DECODER].count, 1);
	assert_ptr_equal(region->parent, root);
	assert_ptr_equal(node_child(topo_find(&f.t, "root0"), NODE_DECODER), root);
	/* The targets of regions do not depend on them. */
	assert_int_equal(node_open(&f.t, region, &d), 0);
	assert_string_equal(region_memdev(&f.t, &d, 0)->name, "mem0");
	fixture_close(&f);
}

static void memdevs_can_be_scanned_alone(void **state)
{
	struct fixture f;

	fixture_open(&f, two_memdevs);
	topo_free(&f.t);
	assert_int_equal(topo_scan(&f.t, &f.root, TOPO_MEMDEVS, NULL), 0);
	assert_int_equal(f.t.count, f.t.kinds[NODE_MEMDEV].count);
	assert_true(topo_find(&f.t, "mem10")->enabled); /* not known */
	assert_string_equal(topo_find(&f.t, "mem0")->host, "0000:0d:00.0");
	assert_null(topo_find(&f.t, "mem0")->peer);
	assert_int_equal(topo_debugfs_check(&f.t, "mem0/inject_poison"), -EINVAL); /* not known */
	fixture_close(&f);
}

/* What dependents_find() needs is there, with the same paths as in a scan of everything. */
static void users_of_memory_can_be_scanned_alone(void **state)
{
	static const char *const names[] = { "mem0", "endpoint2", "decoder2.0", "region7" };
	struct fixture f, all;
	struct node *n, *same;
	size_t i;

	fixture_open(&all, two_memdevs);
	fixture_open(&f, two_memdevs);
	topo_free(&f.t);
	assert_int_equal(topo_scan(&f.t, &f.root, TOPO_USE, NULL), 0);
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		n = topo_find(&f.t, names[i]);
		same = topo_find(&all.t, names[i]);
		assert_string_equal(n->path, same->path);
	}
	assert_int_equal(topo_find(&f.t, "region7")->enabled,
			 topo_find(&all.t, "region7")->enabled);
	assert_ptr_equal(topo_find(&f.t, "mem0")->peer, topo_find(&f.t, "endpoint2"));
	assert_ptr_equal(topo_find(&f.t, "endpoint2")->child, topo_find(&f.t, "decoder2.0"));
	assert_null(topo_find(&f.t, "decoder0.0"));
	assert_null(topo_find(&f.t, "port1"));
	fixture_close(&f);
	fixture_close(&all);
}

/* Which of them is the peer depends on the scope of the scan; the regions of both are found. */
static void two_endpoints_of_a_memdev(void **state)
{
	static const char more[] = LINK(
		"endpoint1",
		"devices/platform/ACPI0017:00/root0/endpoint1") "l " ROOT
								"/endpoint1/uport ../../../../../" DEV0
								"\n"
								"f " ROOT
								"/endpoint1/decoders_committed 0\n"
								"f " ROOT
								"/decoder0.0/region7/commit 1\n";
	static const enum topo_scope scopes[] = { TOPO_ALL, TOPO_USE };
	struct cxl_ctx ctx = { .read_only = true };
	struct dependent_list l;
	struct fixture f;
	struct memdev m;
	char text[400], *tree;
	size_t i;

	assert_true(asprintf(&tree, "%s%s", two_memdevs, more) > 0);
	fixture_open(&f, tree);
	ctx.root = f.root;
	for (i = 0; i < ARRAY_SIZE(scopes); i++) {
		topo_free(&f.t);
		assert_int_equal(topo_scan(&f.t, &f.root, scopes[i], NULL), 0);
		assert_string_equal(topo_find(&f.t, "endpoint1")->host, "mem0");
		m = memdev_of(&ctx, &f.t, topo_find(&f.t, "mem0"));
		dependents_find(&m, &l);
		dependents_text(&l, text, sizeof(text));
		assert_non_null(strstr(text, "part of region7"));
	}
	fixture_close(&f);
	free(tree);
}

/* The directories of the drivers are trusted in the running system only. */
static void drivers_of_the_running_system_list_their_devices(void **state)
{
	struct fixture f;

	fixture_open(&f, two_memdevs);
	assert_true(topo_find(&f.t, "mem0")->enabled);
	assert_false(topo_find(&f.t, "mem10")->enabled);
	topo_free(&f.t);
	f.root.captured = false;
	assert_int_equal(topo_scan(&f.t, &f.root, TOPO_ALL, NULL), 0);
	assert_false(topo_find(&f.t, "mem0")->enabled);
	assert_true(topo_find(&f.t, "mem10")->enabled);
	assert_false(topo_find(&f.t, "endpoint2")->enabled);
	fixture_close(&f);
}

static bool types_unknown;

/* In place of that of libc: as of a file system without types in its directories. */
ssize_t getdents64(int fd, void *buf, size_t size)
{
	const ssize_t n = syscall(SYS_getdents64, fd, buf, size);
	struct dirent64 *de;
	ssize_t at;

	for (at = 0; types_unknown && at < n; at += de->d_reclen) {
		de = (void *)((char *)buf + at);
		de->d_type = DT_UNKNOWN;
	}
	return n;
}

static void file_systems_without_types(void **state)
{
	auto_namelist struct namelist dirs = { 0 };
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct fixture f;
	const struct node *n;

	types_unknown = true;
	fixture_open(&f, two_memdevs);
	n = topo_find(&f.t, "endpoint2");
	assert_non_null(n);
	assert_string_equal(n->path, PORT1 "/endpoint2");
	/* links are no directories */
	assert_int_equal(sysdir_open(&d, &f.root, TREE_SYS, PORT1), 0);
	assert_int_equal(sysdir_list(&d, true, &dirs), 0);
	assert_int_equal(dirs.count, 1);
	fixture_close(&f);
	types_unknown = false;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parents_peers_and_hosts_from_paths),
		cmocka_unit_test(memdevs_are_found_by_name_host_or_serial),
		cmocka_unit_test(duplicate_serial_is_ambiguous),
		cmocka_unit_test(dports_of_a_port),
		cmocka_unit_test(region_targets),
		cmocka_unit_test(decoders_of_ports_can_be_left_out),
		cmocka_unit_test(memdevs_can_be_scanned_alone),
		cmocka_unit_test(users_of_memory_can_be_scanned_alone),
		cmocka_unit_test(two_endpoints_of_a_memdev),
		cmocka_unit_test(decoder_targets),
		cmocka_unit_test(invalid_names_and_links_are_skipped),
		cmocka_unit_test(read_only_mounts_are_named),
		cmocka_unit_test(links_stay_inside_a_captured_tree),
		cmocka_unit_test(missing_links),
		cmocka_unit_test(invalid_attribute_values),
		cmocka_unit_test(ports_and_endpoints_are_found_in_their_parents),
		cmocka_unit_test(drivers_of_the_running_system_list_their_devices),
		cmocka_unit_test(file_systems_without_types),
		cmocka_unit_test(no_cxl_gives_an_empty_topology),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

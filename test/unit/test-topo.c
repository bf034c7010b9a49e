// SPDX-License-Identifier: GPL-2.0-only
/* Topology from trees as they are, and as nobody should make them. */
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>

#include "cxl/lib/topo/dport.h"
#include "cxl/lib/topo/memdev.h"
#include "cxl/sim/sim.h"
#include "test/unit/unit.h"

struct world {
	char dir[32];
	struct sysroot root;
	struct topo t;
};

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static void world_open(struct world *w, const char *tree)
{
	struct fail why = { 0 };
	int fd;

	strcpy(w->dir, "/tmp/topo-XXXXXX");
	assert_non_null(mkdtemp(w->dir));
	fd = open(w->dir, O_RDONLY | O_DIRECTORY);
	assert_true(fd >= 0);
	assert_int_equal(mkdirat(fd, "state", 0700), 0);
	assert_int_equal(build_tree(fd, tree, strlen(tree), &why), 0);
	close(fd);
	assert_int_equal(sysroot_open(&w->root, w->dir), 0);
	assert_int_equal(topo_scan(&w->t, &w->root, &why), 0);
}

static void world_close(struct world *w)
{
	topo_free(&w->t);
	sysroot_close(&w->root);
	nftw(w->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

#define ROOT "sys/devices/platform/ACPI0017:00/root0"
#define LINK(name, path) "l sys/bus/cxl/devices/" name " ../../../" path "\n"

static const char two_memdevs[] =
	"d " ROOT "/port1/endpoint2/decoder2.0\n"
	"d " ROOT "/decoder0.0/region7\n"
	"d sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0\n"
	"d sys/devices/pci0000:0c/0000:0c:01.0/0000:0e:00.0/mem10\n" LINK(
		"root0",
		"devices/platform/ACPI0017:00/root0") LINK("port1",
							   "devices/platform/ACPI0017:00/root0/port1")
		LINK("endpoint2", "devices/platform/ACPI0017:00/root0/port1/endpoint2") LINK(
			"decoder2.0",
			"devices/platform/ACPI0017:00/root0/port1/endpoint2/decoder2.0")
			LINK("decoder0.0", "devices/platform/ACPI0017:00/root0/decoder0.0") LINK(
				"region7", "devices/platform/ACPI0017:00/root0/decoder0.0/region7")
				LINK("mem0", "devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0") LINK(
					"mem10",
					"devices/pci0000:0c/0000:0c:01.0/0000:0e:00.0/mem10") "l " ROOT
											      "/port1/uport ../../../../pci0000:0c\n"
											      "l " ROOT
											      "/port1/dport0 ../../../../pci0000:0c/0000:0c:00.0\n"
											      "l " ROOT
											      "/port1/dport1 ../../../../pci0000:0c/0000:0c:01.0\n"
											      "l " ROOT
											      "/port1/endpoint2/uport ../../../../../pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0\n"
											      "d sys/bus/cxl/drivers/cxl_mem\n"
											      "l sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/driver"
											      " ../../../../../bus/cxl/drivers/cxl_mem\n"
											      "f sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/serial 0xffffffffffffffff\n"
											      "f sys/devices/pci0000:0c/0000:0c:01.0/0000:0e:00.0/mem10/serial 0x1\n";

static void test_devices_hang_where_their_paths_say(void **state)
{
	struct world w;
	struct node *ep, *mem, *region, *decoder;

	world_open(&w, two_memdevs);
	ep = topo_find(&w.t, "endpoint2");
	mem = topo_find(&w.t, "mem0");
	region = topo_find(&w.t, "region7");
	decoder = topo_find(&w.t, "decoder2.0");
	assert_true(ep && mem && region && decoder);
	assert_string_equal(ep->parent->name, "port1");
	assert_int_equal(ep->depth, 2);
	assert_ptr_equal(ep->peer, mem);
	assert_ptr_equal(mem->peer, ep);
	assert_ptr_equal(decoder->parent, ep);
	assert_string_equal(region->parent->name, "decoder0.0");
	assert_string_equal(mem->host, "0000:0d:00.0");
	assert_string_equal(ep->parent->host, "pci0000:0c");
	assert_true(mem->enabled);
	assert_false(topo_find(&w.t, "mem10")->enabled);
	assert_null(topo_find(&w.t, "mem1"));
	world_close(&w);
}

static void test_a_memdev_has_four_kinds_of_name(void **state)
{
	static const char *const mem0[] = { "mem0", "0", "0000:0d:00.0",
					    "serial:0xffffffffffffffff" };
	static const char *const none[] = { "mem", "mem1",    "1",	    "0x0",  "00000:0d:00.0",
					    "",	   "serial:", "serial:0x2", "MEM0", "mem0 " };
	struct fail why = { 0 };
	struct node *n;
	struct world w;
	size_t i;

	world_open(&w, two_memdevs);
	for (i = 0; i < ARRAY_SIZE(mem0); i++) {
		assert_int_equal(memdev_find(&w.t, mem0[i], &n, &why), 0);
		assert_string_equal(n->name, "mem0");
	}
	for (i = 0; i < ARRAY_SIZE(none); i++) {
		assert_int_equal(memdev_find(&w.t, none[i], &n, &why), -ENODEV);
		assert_non_null(strstr(why.message, "mem10 (0000:0e:00.0)"));
	}
	world_close(&w);
}

static void test_one_serial_twice_is_ambiguous(void **state)
{
	static const char tree[] =
		"f sys/devices/a/mem0/serial 0x0\n"
		"f sys/devices/b/mem1/serial 0x0\n" LINK("mem0", "devices/a/mem0")
			LINK("mem1", "devices/b/mem1");
	struct fail why = { 0 };
	struct node *n;
	struct world w;

	world_open(&w, tree);
	assert_int_equal(memdev_find(&w.t, "serial:0", &n, &why), -ENOTUNIQ);
	assert_non_null(strstr(why.message, "mem0 (a), mem1 (b)"));
	world_close(&w);
}

static void test_dports_know_what_is_behind_them(void **state)
{
	const struct dport_list *dports;
	struct world w;

	world_open(&w, two_memdevs);
	dports = port_dports(&w.t, topo_find(&w.t, "port1"));
	assert_int_equal(dports->count, 2);
	assert_string_equal(dports->at[1].name, "0000:0c:01.0");
	assert_true(dport_maps(&dports->at[0], topo_find(&w.t, "mem0")));
	assert_false(dport_maps(&dports->at[0], topo_find(&w.t, "mem10")));
	assert_null(dport_by_id(dports, 2));
	assert_ptr_equal(port_dports(&w.t, topo_find(&w.t, "port1")), dports);
	assert_int_equal(port_dports(&w.t, topo_find(&w.t, "endpoint2"))->count, 0);
	world_close(&w);
}

/* Names that only look like devices, links into themselves, links out of the tree. */
static void test_nonsense_is_passed_over(void **state)
{
	static const char tree[] = "d sys/devices/x\n" LINK("mem", "devices/x") LINK(
		"memX", "devices/x") LINK("mem99999999999",
					  "devices/x") LINK("decoder0",
							    "devices/x") LINK("decoder0.",
									      "devices/x")
		LINK("root-1",
		     "devices/x") "l sys/bus/cxl/devices/mem1 mem1\n"
				  "l sys/bus/cxl/devices/mem2 /etc\n"
				  "l sys/bus/cxl/devices/mem3 ../../../devices/../../../../etc\n"
				  "l sys/bus/cxl/devices/mem4 ../../../devices/gone/mem4\n" LINK(
					  "endpoint5", "devices/x")
					  LINK("endpoint6",
					       "devices/x") "l sys/devices/x/uport ../../devices/x/loop\n"
							    "l sys/devices/x/loop loop\n";
	struct sysdir d;
	struct world w;
	u64 v;

	world_open(&w, tree);
	assert_null(topo_find(&w.t, "mem"));
	assert_null(topo_find(&w.t, "mem99999999999"));
	assert_null(topo_find(&w.t, "decoder0"));
	assert_null(topo_find(&w.t, "mem2"));
	assert_null(topo_find(&w.t, "mem3"));
	assert_non_null(topo_find(&w.t, "mem4"));
	assert_true(node_open(&w.t, topo_find(&w.t, "mem4"), &d) < 0);
	assert_true(sysdir_read_u64(&d, "serial", &v) < 0);
	assert_null(topo_find(&w.t, "endpoint5")->peer);
	world_close(&w);
}

static void test_a_captured_tree_is_a_cage(void **state)
{
	static const char tree[] =
		"l sys/devices/x/mem0/serial ../../../../../../../../etc/hostname\n"
		"l sys/devices/x/mem0/up /etc/hostname\n"
		"l sys/devices/x/mem0/dir /etc\n" LINK("mem0", "devices/x/mem0");
	char buf[256];
	struct sysdir d;
	struct world w;

	world_open(&w, tree);
	assert_int_equal(node_open(&w.t, topo_find(&w.t, "mem0"), &d), 0);
	assert_int_equal(sysdir_read(&d, "serial", buf, sizeof(buf)), -ENOENT);
	assert_int_equal(sysdir_read(&d, "up", buf, sizeof(buf)), -ENOENT);
	assert_int_equal(sysdir_read(&d, "dir/hostname", buf, sizeof(buf)), -ENOENT);
	assert_int_equal(sysdir_read(&d, "../../../../../etc/hostname", buf, sizeof(buf)), -ENOENT);
	sysdir_close(&d);
	world_close(&w);
}

static void test_attributes_that_are_no_values(void **state)
{
	static const char tree[] = "d sys/bus/cxl/devices\n"
				   "f sys/a/empty \\c\n"
				   "f sys/a/word 12abc\n"
				   "f sys/a/negative -5\n"
				   "f sys/a/blank  7\n"
				   "f sys/a/big 18446744073709551616\n"
				   "f sys/a/most 18446744073709551615\n"
				   "f sys/a/octal 010\n"
				   "f sys/a/hex 0x\n"
				   "f sys/a/nul a\\x00b\n"
				   "f sys/a/two 1\\n2\n";
	static const char *const bad[] = {
		"empty", "word", "negative", "big", "hex", "two", "nul"
	};
	char four[4];
	struct sysdir d;
	struct world w;
	u64 v = 42;
	s64 s;
	size_t i;

	world_open(&w, tree);
	assert_int_equal(sysdir_open(&d, &w.root, TREE_SYS, "a"), 0);
	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_int_equal(sysdir_read_u64(&d, bad[i], &v), -EBADMSG);
	assert_int_equal(v, 42);
	assert_int_equal(sysdir_read_u64(&d, "most", &v), 0);
	assert_true(v == UINT64_MAX);
	assert_int_equal(sysdir_read_u64(&d, "octal", &v), 0);
	assert_int_equal(v, 10);
	assert_int_equal(sysdir_read_s64(&d, "negative", &s), 0);
	assert_int_equal(s, -5);
	assert_int_equal(sysdir_read(&d, "word", four, sizeof(four)), -E2BIG);
	sysdir_close(&d);
	world_close(&w);
}

static void test_no_cxl_is_an_empty_topology(void **state)
{
	struct world w;

	world_open(&w, "d sys/bus\n");
	assert_int_equal(w.t.all.count, 0);
	world_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_devices_hang_where_their_paths_say),
		cmocka_unit_test(test_a_memdev_has_four_kinds_of_name),
		cmocka_unit_test(test_one_serial_twice_is_ambiguous),
		cmocka_unit_test(test_dports_know_what_is_behind_them),
		cmocka_unit_test(test_nonsense_is_passed_over),
		cmocka_unit_test(test_a_captured_tree_is_a_cage),
		cmocka_unit_test(test_attributes_that_are_no_values),
		cmocka_unit_test(test_no_cxl_is_an_empty_topology),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

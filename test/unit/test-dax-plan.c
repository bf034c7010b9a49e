// SPDX-License-Identifier: GPL-2.0-only
/* Plans of changes of DAX devices: which writes, in which order, and how each one is undone. */
#include <errno.h>
#include <limits.h>

#include "daxctl/plan/plan.h"
#include "test/unit/fixture.h"

/* clang-format off */
#define MEMORY "sys/devices/system/memory/"
#define CXL "devices/platform/root0/region0/dax_region0"
#define HMEM "devices/platform/hmem_platform.0/hmem.3"
#define PMEM "devices/ndbus0/region7/dax7.0"
#define DAX(name, path) "l sys/bus/dax/devices/" name " ../../../" path "/" name "\n"
#define ATTRS(path, size)                                                                          \
	"f sys/" path "/size " size "\n"                                                           \
	"f sys/" path "/align 2097152\n"                                                           \
	"f sys/" path "/target_node 1\n"
#define RANGE(path, start, end)                                                                    \
	"f sys/" path "/mapping0/start " start "\n"                                                \
	"f sys/" path "/mapping0/end " end "\n"
#define REGION(path, available)                                                                    \
	"f sys/" path "/dax_region/create \n"                                                      \
	"f sys/" path "/dax_region/delete \n"                                                      \
	"f sys/" path "/dax_region/align 2097152\n"                                                \
	"f sys/" path "/dax_region/available_size " available "\n"
#define BLOCK(number, state, zones)                                                                \
	"f " MEMORY "memory" number "/state " state "\n"                                           \
	"f " MEMORY "memory" number "/valid_zones " zones "\n"

/* No device has a driver; blocks of 128 MiB, of which dax0.0 has 32 and 33. */
static const char tree[] =
	"f " MEMORY "block_size_bytes 8000000\n"
	BLOCK("32", "online", "Movable")
	BLOCK("33", "offline", "Normal Movable")
	"f sys/bus/dax/drivers/device_dax/bind \n"
	"f sys/bus/dax/drivers/kmem/bind \n"
	REGION(CXL, "1074790400")
	ATTRS(CXL "/dax0.0", "268435456") RANGE(CXL "/dax0.0", "0x100000000", "0x10fffffff")
	ATTRS(CXL "/dax0.1", "0")
	ATTRS(CXL "/dax0.3", "0")
	REGION(HMEM, "0")
	ATTRS(HMEM "/dax3.0", "1073741824") RANGE(HMEM "/dax3.0", "0x200000000", "0x23fffffff")
	ATTRS(PMEM, "1073741824") RANGE(PMEM, "0x300000000", "0x33fffffff")
	DAX("dax0.0", CXL) DAX("dax0.1", CXL) DAX("dax0.3", CXL) DAX("dax3.0", HMEM)
	"l sys/bus/dax/devices/dax7.0 ../../../" PMEM "\n";
/* clang-format on */

static struct fixture f;
static struct dax_nodes devices;

static int setup(void **state)
{
	fixture_open(&f, tree);
	assert_int_equal(dax_scan(&f.root, &devices), 0);
	return 0;
}

static int teardown(void **state)
{
	dax_nodes_free(&devices);
	fixture_close(&f);
	return 0;
}

static void set(const char *path, const char *value)
{
	char file[PATH_MAX];
	FILE *out;

	snprintf(file, sizeof(file), "%s/sys/%s", f.dir, path);
	out = fopen(file, "w");
	assert_non_null(out);
	fputs(value, out);
	fclose(out);
}

static void bind_to(const char *path, const char *driver)
{
	char link[PATH_MAX], target[PATH_MAX];

	snprintf(link, sizeof(link), "%s/sys/%s/driver", f.dir, path);
	snprintf(target, sizeof(target), "%s/sys/bus/dax/drivers/%s", f.dir, driver);
	unlink(link);
	assert_int_equal(symlink(target, link), 0);
}

static const struct dax_node *find(const char *name)
{
	size_t i;

	for (i = 0; i < devices.count; i++)
		if (str_eq(devices.at[i].name, name))
			return &devices.at[i];
	fail_msg("%s is missing", name);
	return NULL;
}

static struct dax_state read_state(const char *name)
{
	struct fail why = { 0 };
	struct dax_state s;

	assert_int_equal(dax_state_read(&f.root, find(name), &s, &why), 0);
	return s;
}

/* "kmem/unbind", the last two parts of a path. */
static const char *tail(const char *path)
{
	const char *at = path_base(path) - 1;

	while (at > path && at[-1] != '/')
		at--;
	return at;
}

static void add_write(char *text, const char *mark, const struct plan_write *w)
{
	if (w->path)
		sprintf(text + strlen(text), "%s%s=%s", mark, tail(w->path), w->value);
}

/*
 * A line for each step: "WRITE", then what undoes it after " < ", in the order in which it is
 * written; "read back", "optional", "kept" (it needs no undo) and "unless bound". The last line has
 * what is verified.
 */
static char *plan_text(const struct plan *p)
{
	static char text[2000];
	const struct plan_step *s;

	*text = '\0';
	assert_false(p->failed);
	for (s = p->at; s < p->at + p->count; s++)
		assert_true(str_after(s->write.path, "bus/dax/drivers/") ||
			    str_after(s->write.path, "devices/"));
	for (s = p->at; s < p->at + p->count; s++) {
		add_write(text, "", &s->write);
		add_write(text, " < ", &s->undo_first);
		add_write(text, " < ", &s->undo);
		strcat(text, s->read_back ? ", read back" : "");
		strcat(text, s->optional ? ", optional" : "");
		strcat(text, s->needs_no_undo ? ", kept" : "");
		strcat(text, s->unless ? ", unless bound" : "");
		strcat(text, "\n");
	}
	if (p->verify)
		sprintf(text + strlen(text), "%s %s\n", p->verify_exists ? "exists" : "absent",
			tail(p->verify));
	return text;
}

static void check_mode(const char *name, enum dax_mode mode, bool force, const char *expected)
{
	auto_dax_state struct dax_state s = read_state(name);
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	assert_int_equal(dax_plan_mode(&p, &s, mode, force, &why), 0);
	assert_string_equal(plan_text(&p), expected);
}

static void check_mode_fails(const char *name, enum dax_mode mode, bool force, const char *code)
{
	auto_dax_state struct dax_state s = read_state(name);
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	assert_true(dax_plan_mode(&p, &s, mode, force, &why) < 0);
	assert_string_equal(why.code, code);
	assert_int_equal(p.count, 0);
}

/* --- modes */

/* drivers/dax/cxl.c creates regions with IORESOURCE_DAX_KMEM: kmem binds them by their type. */
static void cxl_is_of_type_kmem(void **state)
{
	set(HMEM "/dax3.0/size", "0");
	set(PMEM "/size", "0");
	check_mode("dax0.0", DAX_SYSTEM_RAM, false,
		   "kmem/bind=dax0.0 < kmem/unbind=dax0.0, unless bound\n"
		   "exists kmem/dax0.0\n");
	check_mode("dax0.0", DAX_DEVDAX, false,
		   "device_dax/new_id=dax0.0 < device_dax/unbind=dax0.0 < "
		   "device_dax/remove_id=dax0.0\n"
		   "device_dax/bind=dax0.0 < device_dax/unbind=dax0.0, unless bound\n"
		   "exists device_dax/dax0.0\n");
}

/* drivers/dax/pmem.c does not: device_dax binds them by their type. */
static void pmem_is_of_type_device_dax(void **state)
{
	set(HMEM "/dax3.0/size", "0");
	set(CXL "/dax0.0/size", "0");
	check_mode("dax7.0", DAX_DEVDAX, false,
		   "device_dax/bind=dax7.0 < device_dax/unbind=dax7.0, unless bound\n"
		   "exists device_dax/dax7.0\n");
	check_mode("dax7.0", DAX_SYSTEM_RAM, false,
		   "kmem/new_id=dax7.0 < kmem/unbind=dax7.0 < kmem/remove_id=dax7.0\n"
		   "kmem/bind=dax7.0 < kmem/unbind=dax7.0, unless bound\n"
		   "exists kmem/dax7.0\n");
}

/*
 * drivers/dax/hmem/hmem.c does unless its parameter region_idle is set, which sysfs of the device
 * does not show: both drivers get the name.
 */
static void type_of_hmem_is_not_known(void **state)
{
	set(CXL "/dax0.0/size", "0");
	set(PMEM "/size", "0");
	check_mode("dax3.0", DAX_DEVDAX, false,
		   "device_dax/new_id=dax3.0 < device_dax/unbind=dax3.0 < "
		   "device_dax/remove_id=dax3.0\n"
		   "device_dax/bind=dax3.0 < device_dax/unbind=dax3.0, unless bound\n"
		   "exists device_dax/dax3.0\n");
	check_mode("dax3.0", DAX_SYSTEM_RAM, false,
		   "kmem/new_id=dax3.0 < kmem/unbind=dax3.0 < kmem/remove_id=dax3.0\n"
		   "kmem/bind=dax3.0 < kmem/unbind=dax3.0, unless bound\n"
		   "exists kmem/dax3.0\n");
	bind_to(HMEM "/dax3.0", "device_dax");
	check_mode("dax3.0", DAX_SYSTEM_RAM, false,
		   "device_dax/unbind=dax3.0 < device_dax/bind=dax3.0\n"
		   "device_dax/remove_id=dax3.0 < device_dax/new_id=dax3.0\n"
		   "kmem/new_id=dax3.0 < kmem/unbind=dax3.0 < kmem/remove_id=dax3.0\n"
		   "kmem/bind=dax3.0 < kmem/unbind=dax3.0, unless bound\n"
		   "exists kmem/dax3.0\n");
}

/* new_id calls driver_attach(), which tries all devices without a driver. */
static void devices_that_new_id_binds_too(void **state)
{
	check_mode("dax0.0", DAX_DEVDAX, false,
		   "device_dax/new_id=dax0.0 < device_dax/unbind=dax0.0 < "
		   "device_dax/remove_id=dax0.0\n"
		   "device_dax/unbind=dax3.0, optional, kept\n"
		   "device_dax/unbind=dax7.0, optional, kept\n"
		   "device_dax/bind=dax0.0 < device_dax/unbind=dax0.0, unless bound\n"
		   "exists device_dax/dax0.0\n");
	/* those that have a driver stay */
	bind_to(HMEM "/dax3.0", "kmem");
	check_mode("dax0.0", DAX_DEVDAX, false,
		   "device_dax/new_id=dax0.0 < device_dax/unbind=dax0.0 < "
		   "device_dax/remove_id=dax0.0\n"
		   "device_dax/unbind=dax7.0, optional, kept\n"
		   "device_dax/bind=dax0.0 < device_dax/unbind=dax0.0, unless bound\n"
		   "exists device_dax/dax0.0\n");
}

/* Memory that kmem has set online may be in use for ever: only with --force. */
static void memory_that_kmem_takes_too(void **state)
{
	static const char steps[] =
		"kmem/new_id=dax7.0 < kmem/unbind=dax7.0 < kmem/remove_id=dax7.0\n"
		"kmem/bind=dax7.0 < kmem/unbind=dax7.0, unless bound\n"
		"exists kmem/dax7.0\n";

	set(CXL "/dax0.0/size", "0");
	check_mode_fails("dax7.0", DAX_SYSTEM_RAM, false, "takes_others"); /* of hmem */
	check_mode("dax7.0", DAX_SYSTEM_RAM, true, steps);
	bind_to(HMEM "/dax3.0", "device_dax");
	check_mode("dax7.0", DAX_SYSTEM_RAM, false, steps);
	set(CXL "/dax0.0/size", "268435456");
	check_mode_fails("dax7.0", DAX_SYSTEM_RAM, false, "takes_others"); /* of CXL */
}

/* fsdev_dax matches names only, and converts a device of device_dax. */
static void famfs(void **state)
{
	static const char steps[] = "fsdev_dax/new_id=dax0.0 < fsdev_dax/unbind=dax0.0 < "
				    "fsdev_dax/remove_id=dax0.0\n"
				    "fsdev_dax/bind=dax0.0 < fsdev_dax/unbind=dax0.0, unless "
				    "bound\n"
				    "exists fsdev_dax/dax0.0\n";

	check_mode("dax0.0", DAX_FAMFS, false, steps);
	bind_to(CXL "/dax0.0", "kmem");
	check_mode_fails("dax0.0", DAX_FAMFS, true, "not_devdax");
	bind_to(CXL "/dax0.0", "other");
	check_mode_fails("dax0.0", DAX_FAMFS, true, "not_devdax");
}

static void what_a_mode_needs(void **state)
{
	char file[PATH_MAX];

	check_mode_fails("dax0.1", DAX_DEVDAX, true, "no_memory");
	set(CXL "/dax0.0/mapping0/end", "0x107fffffe");
	check_mode_fails("dax0.0", DAX_SYSTEM_RAM, true, "no_block");
	set(CXL "/dax0.0/mapping0/end", "0x107ffffff");
	snprintf(file, sizeof(file), "%s/sys/" CXL "/dax0.0/target_node", f.dir);
	assert_int_equal(remove(file), 0);
	check_mode_fails("dax0.0", DAX_SYSTEM_RAM, true, "no_node");
	bind_to(CXL "/dax0.0", "device_dax");
	check_mode("dax0.0", DAX_DEVDAX, false, "");
}

/* --- memory */

static void check_release(bool force, const char *expected)
{
	auto_dax_state struct dax_state s = read_state("dax0.0");
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	assert_int_equal(dax_plan_release(&p, &s, force, &why), 0);
	assert_string_equal(plan_text(&p), expected);
}

/* The last blocks first; only those that are online. */
static void memory_block_by_block(void **state)
{
	auto_dax_state struct dax_state s;
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	bind_to(CXL "/dax0.0", "kmem");
	s = read_state("dax0.0");
	assert_int_equal(dax_plan_release(&p, &s, false, &why), -EACCES);
	assert_string_equal(why.code, "memory_online");
	assert_int_equal(why.outcome, OUTCOME_REFUSED);
	assert_non_null(strstr(why.message, "1 of 2 memory blocks are online"));
	check_release(true, "memory32/state=offline < memory32/state=online_movable, read back\n");
	set("devices/system/memory/memory33/state", "online");
	set("devices/system/memory/memory33/valid_zones", "Normal");
	check_release(true, "memory33/state=offline < memory33/state=online_kernel, read back\n"
			    "memory32/state=offline < memory32/state=online_movable, read back\n");
}

/* What kmem has got already is without effect, see state_store() in drivers/dax/kmem.c. */
static void memory_as_a_whole(void **state)
{
	static const struct {
		const char *request, *state, *zones, *steps;
	} cases[] = {
		{ "online_movable", "online", "Movable",
		  "dax0.0/state=unplugged < dax0.0/state=unplugged < dax0.0/state=online_movable, "
		  "read back\n" },
		{ "online_movable", "online", "Normal",
		  "dax0.0/state=unplugged < dax0.0/state=unplugged < dax0.0/state=online_kernel, "
		  "read back\n" },
		{ "offline", "offline", "Normal Movable",
		  "dax0.0/state=unplugged, read back, kept\n" },
		{ "unplugged", "offline", "Normal Movable", "" },
	};
	size_t i;

	bind_to(CXL "/dax0.0", "kmem");
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		set(CXL "/dax0.0/state", cases[i].request);
		set("devices/system/memory/memory32/state", cases[i].state);
		set("devices/system/memory/memory32/valid_zones", cases[i].zones);
		check_release(true, cases[i].steps);
	}
	/* nothing is left to do before kmem is unbound */
	set(HMEM "/dax3.0/size", "0");
	set(PMEM "/size", "0");
	check_mode("dax0.0", DAX_DEVDAX, false,
		   "kmem/unbind=dax0.0 < kmem/bind=dax0.0\n"
		   "device_dax/new_id=dax0.0 < device_dax/unbind=dax0.0 < "
		   "device_dax/remove_id=dax0.0\n"
		   "device_dax/bind=dax0.0 < device_dax/unbind=dax0.0, unless bound\n"
		   "exists device_dax/dax0.0\n");
}

/* --- disable */

static void check_disable(const char *name, const char *expected)
{
	auto_dax_state struct dax_state s = read_state(name);
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	assert_int_equal(dax_plan_disable(&p, &s, true, &why), 0);
	assert_string_equal(plan_text(&p), expected);
}

/* A name that a driver got is removed: it would bind the device again. */
static void disabled_devices(void **state)
{
	check_disable("dax0.0", "");
	bind_to(CXL "/dax0.0", "device_dax");
	check_disable("dax0.0", "device_dax/unbind=dax0.0 < device_dax/bind=dax0.0\n"
				"device_dax/remove_id=dax0.0 < device_dax/new_id=dax0.0\n"
				"absent dax0.0/driver\n");
	bind_to(HMEM "/dax3.0", "kmem");
	check_disable("dax3.0", "kmem/unbind=dax3.0 < kmem/bind=dax3.0\n"
				"kmem/remove_id=dax3.0 < kmem/new_id=dax3.0\n"
				"absent dax3.0/driver\n");
	bind_to(HMEM "/dax3.0", "device_dax");
	check_disable("dax3.0", "device_dax/unbind=dax3.0 < device_dax/bind=dax3.0\n"
				"device_dax/remove_id=dax3.0 < device_dax/new_id=dax3.0\n"
				"absent dax3.0/driver\n");
	bind_to(PMEM, "device_dax");
	check_disable("dax7.0", "device_dax/unbind=dax7.0 < device_dax/bind=dax7.0\n"
				"absent dax7.0/driver\n");
}

/* --- size and alignment */

static void check_size(const char *name, u64 size, const char *expected, const char *code)
{
	auto_dax_state struct dax_state s = read_state(name);
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };
	int rc = dax_plan_size(&p, &s, size, &why);

	assert_int_equal(rc < 0, code != NULL);
	if (code)
		assert_string_equal(why.code, code);
	assert_string_equal(plan_text(&p), expected);
}

/* A device that is larger again may have other memory than before: a shrink is not undone. */
static void sizes(void **state)
{
	check_size("dax0.0", 268435456, "", NULL);
	check_size("dax0.0", 536870912,
		   "dax0.0/size=536870912 < dax0.0/size=268435456, read back\n", NULL);
	check_size("dax0.0", 134217728, "dax0.0/size=134217728, read back\n", NULL);
	check_size("dax0.0", 0, "dax0.0/size=0, read back\n", NULL);
	check_size("dax0.0", 1 << 20, "", "misaligned"); /* memremap_compat_align() is 2 MiB */
	check_size("dax0.0", 268435456 + 1074790400 + (1 << 20), "", "no_space");
	check_size("dax7.0", 2 << 20, "", "static_region");
	bind_to(CXL "/dax0.0", "device_dax");
	check_size("dax0.0", 134217728, "", "enabled");
	check_size("dax0.0", 268435456, "", NULL);
}

static void check_align(const char *name, u64 align, const char *expected, const char *code)
{
	auto_dax_state struct dax_state s = read_state(name);
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };
	int rc = dax_plan_align(&p, &s, align, &why);

	assert_int_equal(rc < 0, code != NULL);
	if (code)
		assert_string_equal(why.code, code);
	assert_string_equal(plan_text(&p), expected);
}

static void alignments(void **state)
{
	check_align("dax0.0", 2 << 20, "", NULL);
	check_align("dax0.0", 4096, "dax0.0/align=4096 < dax0.0/align=2097152, read back\n", NULL);
	check_align("dax0.0", 1 << 30, "", "misaligned");
	check_align("dax0.1", 1 << 30,
		    "dax0.1/align=1073741824 < dax0.1/align=2097152, read back\n", NULL);
	check_align("dax7.0", 4096, "", "static_region");
	bind_to(CXL "/dax0.0", "device_dax");
	check_align("dax0.0", 4096, "", "enabled");
}

/* --- destroy and create */

static void check_destroy(const char *name, const char *expected)
{
	auto_dax_state struct dax_state s = read_state(name);
	auto_plan struct plan p = { 0 };

	dax_plan_destroy(&p, &s);
	assert_string_equal(plan_text(&p), expected);
}

/* delete_store() refuses the first device of a region. */
static void destroyed_devices(void **state)
{
	check_destroy("dax0.0", "dax0.0/size=0, read back\n");
	check_destroy("dax0.1", "dax_region/delete=dax0.1\n"
				"absent dax_region0/dax0.1\n");
	set(CXL "/dax0.1/size", "2097152");
	check_destroy("dax0.1", "dax0.1/size=0, read back\n"
				"dax_region/delete=dax0.1\n"
				"absent dax_region0/dax0.1\n");
}

static void check_create(const struct dax_creation *c, const char *expected, const char *code)
{
	auto_plan struct plan p = { 0 };
	struct dax_node node = { .path = NULL };
	struct fail why = { 0 };
	int rc = dax_plan_create(&p, c, &node, &why);

	if (rc == 0) {
		assert_string_equal(node.name, "dax0.2");
		assert_string_equal(node.path, CXL "/dax0.2");
		assert_string_equal(p.at[0].created, "dax0.2");
	}
	assert_int_equal(rc < 0, code != NULL);
	if (code)
		assert_string_equal(why.code, code);
	else
		assert_string_equal(plan_text(&p), expected);
	free(node.path);
}

#define CREATE "dax_region/create=1 < dax_region/delete=dax0.2\n"
#define ENABLE                                                                                     \
	"device_dax/new_id=dax0.2 < device_dax/unbind=dax0.2 < device_dax/remove_id=dax0.2\n"      \
	"device_dax/bind=dax0.2 < device_dax/unbind=dax0.2, unless bound\n"                        \
	"exists device_dax/dax0.2\n"

/* 1 GiB and 1 MiB are available: the default is what the kernel can give to a device. */
static void created_devices(void **state)
{
	struct dax_range ranges[] = { { 0x110000000, 0x1101fffff }, { 0x120000000, 0x1203fffff } };
	struct dax_creation c = { .root = &f.root, .devices = &devices, .region = find("dax0.1") };

	set(HMEM "/dax3.0/size", "0");
	set(PMEM "/size", "0");
	check_create(&c, CREATE "dax0.2/size=1073741824 < dax0.2/size=0, read back\n" ENABLE, NULL);
	c.align = 1 << 30;
	set(CXL "/dax_region/available_size", "1610612736");
	check_create(&c,
		     CREATE "dax0.2/align=1073741824 < dax0.2/align=2097152, read back\n"
			    "dax0.2/size=1073741824 < dax0.2/size=0, read back\n" ENABLE,
		     NULL);
	c.align = 4096;
	set(CXL "/dax_region/available_size", "4198400"); /* 4 MiB and 4 KiB */
	check_create(&c,
		     CREATE "dax0.2/align=4096 < dax0.2/align=2097152, read back\n"
			    "dax0.2/size=4194304 < dax0.2/size=0, read back\n" ENABLE,
		     NULL);
	set(CXL "/dax_region/available_size", "1048576");
	check_create(&c, NULL, "no_space");
	set(CXL "/dax_region/available_size", "6291456");
	c.align = 0;
	c.size = 8 << 20;
	check_create(&c, NULL, "no_space");
	c.size = 3 << 20;
	check_create(&c, NULL, "misaligned");
	c.size = 0;
	c.ranges = (struct dax_ranges){ ranges, ARRAY_SIZE(ranges) };
	check_create(&c,
		     CREATE "dax0.2/mapping=110000000-1101fffff < dax0.2/size=0\n"
			    "dax0.2/mapping=120000000-1203fffff < dax0.2/size=0\n" ENABLE,
		     NULL);
	ranges[0].end--;
	check_create(&c, NULL, "misaligned");
	c.region = find("dax7.0");
	check_create(&c, NULL, "static_region");
}

/* --- how a step is undone, and what it needs */

static void undo_of_drivers(void **state)
{
	auto_dax_state struct dax_state s = { .driver = "" };
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	set(HMEM "/dax3.0/size", "0");
	set(PMEM "/size", "0");
	bind_to(CXL "/dax0.0", "device_dax");
	s = read_state("dax0.0");
	assert_int_equal(dax_plan_mode(&p, &s, DAX_FAMFS, false, &why), 0);
	assert_int_equal(p.count, 4);
	/* not needed if the kernel has bound it again, or without the device */
	assert_string_equal(p.at[0].text, "unbind dax0.0 from driver device_dax");
	assert_string_equal(p.at[0].undone_with, "bus/dax/drivers/device_dax/dax0.0");
	assert_string_equal(p.at[0].needs, CXL "/dax0.0");
	/* the driver is not there yet: its module is loaded before anything is changed */
	assert_string_equal(p.at[0].modalias, "fsdev_dax");
	assert_string_equal(p.at[1].text, "remove dax0.0 from the devices of driver device_dax");
	assert_string_equal(p.at[2].text, "add dax0.0 to the devices of driver fsdev_dax");
	assert_string_equal(p.at[2].undo_first_if, "bus/dax/drivers/fsdev_dax/dax0.0");
	assert_string_equal(p.at[3].text, "bind dax0.0 to driver fsdev_dax");
	assert_string_equal(p.at[3].needs, "bus/dax/drivers/fsdev_dax/dax0.0");
	assert_string_equal(p.at[3].unless, CXL "/dax0.0/driver");
}

static void loaded_drivers(void **state)
{
	auto_dax_state struct dax_state s = read_state("dax0.0");
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };

	assert_int_equal(dax_plan_mode(&p, &s, DAX_SYSTEM_RAM, false, &why), 0);
	assert_null(p.at[0].modalias);
}

/* --- ranges of a device that exists */

static void check_ranges(const char *name, u64 start, u64 end, const char *code)
{
	auto_dax_state struct dax_state s = read_state(name);
	struct dax_range range = { start, end };
	const struct dax_ranges ranges = { &range, 1 };
	auto_plan struct plan p = { 0 };
	struct fail why = { 0 };
	int rc = dax_plan_ranges(&p, &s, &ranges, &why);

	assert_int_equal(rc < 0, code != NULL);
	if (code)
		assert_string_equal(why.code, code);
	assert_string_equal(plan_text(&p),
			    code ? "" : "dax0.1/mapping=110000000-1101fffff < dax0.1/size=0\n");
}

static void ranges_of_a_device(void **state)
{
	check_ranges("dax0.1", 0x110000000, 0x1101fffff, NULL);
	check_ranges("dax0.1", 0x110000000, 0x1101ffffe, "misaligned");
	check_ranges("dax0.1", 0x110000000, 0x14fffffff + 0x1000000, "no_space");
	check_ranges("dax0.0", 0x110000000, 0x1101fffff, "has_memory");
	check_ranges("dax7.0", 0x110000000, 0x1101fffff, "static_region");
	bind_to(CXL "/dax0.1", "device_dax");
	check_ranges("dax0.1", 0x110000000, 0x1101fffff, "enabled");
}

static void space_that_is_not_known(void **state)
{
	struct dax_creation c = { .root = &f.root, .devices = &devices, .region = find("dax0.1") };

	set(CXL "/dax_region/available_size", "x");
	check_ranges("dax0.1", 0x110000000, 0x1101fffff, "read_failed");
	check_size("dax0.0", 536870912, "", "read_failed");
	check_create(&c, NULL, "read_failed");
	set(CXL "/dax_region/available_size", "0");
	check_ranges("dax0.1", 0x110000000, 0x1101fffff, "no_space");
	check_size("dax0.0", 536870912, "", "no_space");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(cxl_is_of_type_kmem),
		TEST(pmem_is_of_type_device_dax),
		TEST(type_of_hmem_is_not_known),
		TEST(devices_that_new_id_binds_too),
		TEST(memory_that_kmem_takes_too),
		TEST(famfs),
		TEST(what_a_mode_needs),
		TEST(memory_block_by_block),
		TEST(memory_as_a_whole),
		TEST(disabled_devices),
		TEST(sizes),
		TEST(alignments),
		TEST(destroyed_devices),
		TEST(created_devices),
		TEST(undo_of_drivers),
		TEST(loaded_drivers),
		TEST(ranges_of_a_device),
		TEST(space_that_is_not_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

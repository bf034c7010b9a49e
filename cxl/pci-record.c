// SPDX-License-Identifier: GPL-2.0-only
/* Records of PCI functions. */
#include "cxl/pci-record.h"
#include "cxl/lib/wire/doe.h"
#include "cxl/pci-names.h"
#include "util/num.h"
#include "util/words.h"

static struct pci_config config_of(const struct pci_function *f)
{
	return (struct pci_config){ (const u8 *)f->space.text, f->space.len };
}

/* --- attributes */

static void add_names(const struct pci_function *f, struct rec *o)
{
	u64 vendor, device;

	if (sysdir_read_u64(&f->dir, "vendor", &vendor) == 0 && vendor <= UINT16_MAX &&
	    sysdir_read_u64(&f->dir, "device", &device) == 0 && device <= UINT16_MAX)
		pci_add_names((u16)vendor, (u16)device, o);
}

/* Identifiers are text, as lspci prints them. */
static void add_ids(const struct pci_function *f, struct rec *o)
{
	static const struct {
		const char *attr;
		int digits;
	} rows[] = {
		{ "vendor", 4 },	   { "device", 4 },	      { "class", 6 },
		{ "subsystem_vendor", 4 }, { "subsystem_device", 4 }, { "revision", 2 },
	};
	size_t i;
	u64 v;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (sysdir_read_u64(&f->dir, rows[i].attr, &v) == 0)
			rec_strf(o, rows[i].attr, "0x%0*x", rows[i].digits, (unsigned int)v);
}

static void add_number(const struct pci_function *f, const char *attr, struct rec *o)
{
	u64 v;

	if (sysdir_read_u64(&f->dir, attr, &v) == 0)
		rec_uint(o, attr, v);
}

static void add_iommu_group(const struct pci_function *f, struct rec *o)
{
	char name[64];
	u64 v;

	if (sysdir_link_name(&f->dir, "iommu_group", name, sizeof(name)) >= 0 &&
	    num_u64(name, 10, &v) == 0)
		rec_uint(o, "iommu_group", v);
}

static void add_reset_methods(const struct pci_function *f, struct rec *o)
{
	char text[256], word[64];
	const char *rest = text, *w;
	struct rec *list;
	size_t len;

	if (sysdir_read(&f->dir, "reset_method", text, sizeof(text)) < 0)
		return;
	list = rec_arr(o, "reset_methods");
	while ((w = word_next(&rest, &len))) {
		snprintf(word, sizeof(word), "%.*s", (int)MIN(len, sizeof(word) - 1), w);
		rec_str(list, NULL, word);
	}
}

static bool read_link(const struct pci_function *f, struct pci_link *ret)
{
	*ret = (struct pci_link){
		.speed = pci_read_speed(f, "current_link_speed"),
		.width = pci_read_width(f, "current_link_width"),
		.max_speed = pci_read_speed(f, "max_link_speed"),
		.max_width = pci_read_width(f, "max_link_width"),
	};
	return ret->speed || ret->width || ret->max_speed || ret->max_width;
}

/* From the registers if they can be read: sysfs has the same values for every user. */
static void add_link(const struct pci_function *f, struct rec *o)
{
	const struct pci_config c = config_of(f);
	struct pci_link l;
	struct rec *r;

	if (!pci_link_decode(&c, &l) && !read_link(f, &l))
		return;
	r = rec_loose(o, VAL_OBJ);
	if (l.speed)
		rec_num(r, "speed_gts", VAL_TENTHS, l.speed);
	if (l.width)
		rec_uint(r, "width", l.width);
	if (l.max_speed)
		rec_num(r, "max_speed_gts", VAL_TENTHS, l.max_speed);
	if (l.max_width)
		rec_uint(r, "max_width", l.max_width);
	if (r->count)
		rec_attach(o, "link", r);
}

/* Errors that the kernel has counted, and those that are in the registers now. */
static void add_aer(const struct pci_function *f, struct rec *o)
{
	static const char *const rows[][3] = {
		{ "aer_dev_correctable", "TOTAL_ERR_COR", "correctable" },
		{ "aer_dev_nonfatal", "TOTAL_ERR_NONFATAL", "nonfatal" },
		{ "aer_dev_fatal", "TOTAL_ERR_FATAL", "fatal" },
	};
	const struct pci_config c = config_of(f);
	struct rec *r = rec_loose(o, VAL_OBJ);
	size_t i;
	u64 v;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		if (pci_read_counter(f, rows[i][0], rows[i][1], &v) == 0)
			rec_uint(r, rows[i][2], v);
	if (pci_decode_aer(&c, r) || r->count)
		rec_attach(o, "aer", r);
}

/* --- DOE */

static void add_protocol(const struct pci_subject *s, const struct pci_function *f,
			 const char *text, struct rec *list)
{
	struct rec *o = rec_obj(list, NULL);
	struct doe_protocol p;
	const char *name;
	bool used;

	rec_str(o, "protocol", text);
	if (doe_protocol_parse(text, &p) < 0)
		return;
	name = doe_protocol_name(&p);
	if (name)
		rec_str(o, "name", name);
	if (pci_doe_used(s->topo, s->node, f, text, &used) == 0)
		rec_bool(o, "kernel_uses", used);
}

/* Left out if the configuration space cannot be read. */
static void add_mailboxes(const struct pci_function *f, struct rec *o)
{
	const struct pci_config c = config_of(f);

	if (c.len > PCI_HEADER_LEN)
		pci_decode_doe(&c, rec_arr(o, "mailboxes"));
}

/* Without the directory, the function has no mailbox, or the kernel is older than Linux 6.16. */
static bool add_protocols(const struct pci_subject *s, const struct pci_function *f, struct rec *o)
{
	const struct pci_config c = config_of(f);
	auto_namelist struct namelist l = { 0 };
	struct rec *list;
	int rc = pci_read_doe(f, &l);
	size_t i;

	s->gaps->no_doe |= rc == -ENOENT && pci_has_doe(&c);
	if (rc < 0)
		return false;
	list = rec_arr(o, "protocols");
	for (i = 0; i < l.count; i++)
		add_protocol(s, f, l.names[i], list);
	return l.count > 0;
}

/* The directory exists while a TSM driver is loaded. */
static bool add_tsm(const struct pci_function *f, struct rec *o)
{
	char text[64];
	struct rec *r = rec_loose(o, VAL_OBJ);
	int rc;

	rc = sysdir_read(&f->dir, "authenticated", text, sizeof(text));
	if (rc >= 0)
		rec_bool(r, "authenticated", rc > 0);
	rc = sysdir_read(&f->dir, "tsm/connect", text, sizeof(text));
	if (rc >= 0)
		rec_bool(r, "connected", rc > 0);
	if (rc > 0)
		rec_str(r, "tsm", text);
	rc = sysdir_read(&f->dir, "tsm/bound", text, sizeof(text));
	if (rc >= 0)
		rec_bool(r, "bound", rc > 0);
	if (sysdir_read(&f->dir, "tsm/dsm", text, sizeof(text)) > 0)
		rec_str(r, "dsm", text);
	if (r->count)
		rec_attach(o, "tsm", r);
	return r->count > 0;
}

/* Of the host bridge: "devices/pci0000:0c". The kernel has the attribute if it has streams. */
static void add_free_streams(const struct pci_function *f, struct rec *o)
{
	const char *end = strchr(f->path + strcspn(f->path, "/") + 1, '/');
	auto_sysdir struct sysdir d = { .fd = -1 };
	char path[PATH_MAX];
	u64 v;

	if (!str_after(f->path, "devices/pci") || !end)
		return;
	snprintf(path, sizeof(path), "%.*s", (int)(end - f->path), f->path);
	if (sysdir_open(&d, f->dir.root, TREE_SYS, path) == 0 &&
	    sysdir_read_u64(&d, "available_secure_streams", &v) == 0)
		rec_uint(o, "available_streams", v);
}

static bool add_ide(const struct pci_function *f, struct rec *o)
{
	const struct pci_config c = config_of(f);
	struct rec *r = rec_loose(o, VAL_OBJ);

	if (!pci_decode_ide(&c, r))
		return false;
	add_free_streams(f, r);
	rec_attach(o, "ide", r);
	return true;
}

/* What the whole configuration space is needed for. */
static void check_config(const struct pci_subject *s, const struct pci_config *c, struct rec *o)
{
	const char *problem = pci_config_problem(c);

	s->gaps->limited |= c->len == PCI_HEADER_LEN;
	if (problem)
		rec_str(o, "problem", problem);
}

bool pci_add_doe(const struct pci_subject *s, const struct pci_function *f, struct rec *o)
{
	const struct pci_config c = config_of(f);
	bool protocols, tsm, ide;

	check_config(s, &c, o);
	add_mailboxes(f, o);
	protocols = add_protocols(s, f, o);
	tsm = add_tsm(f, o);
	ide = add_ide(f, o);
	return pci_has_doe(&c) || protocols || tsm || ide;
}

/* --- the whole function */

void pci_add(const struct pci_subject *s, const char *path, struct rec *to, const char *key)
{
	auto_pci struct pci_function f = { .dir.fd = -1 };
	struct pci_config c;
	struct rec *o;
	u64 serial;

	if (pci_open(s->topo, path, &f) < 0)
		return;
	c = config_of(&f);
	o = rec_obj(to, key);
	rec_str(o, "address", f.address);
	add_ids(&f, o);
	add_names(&f, o);
	if (pci_serial(&c, &serial))
		rec_num(o, "serial", VAL_HEX, serial);
	add_number(&f, "numa_node", o);
	add_iommu_group(&f, o);
	add_reset_methods(&f, o);
	add_link(&f, o);
	add_aer(&f, o);
	add_protocols(s, &f, o);
	check_config(s, &c, o);
	if (c.len > PCI_HEADER_LEN)
		pci_decode_dvsecs(&c, rec_arr(o, "dvsecs"));
}

void pci_warn_gaps(struct inv *inv, const struct pci_gaps *gaps)
{
	const struct cxl_ctx *ctx = inv->ctx;

	if (gaps->limited)
		inv_warn(inv,
			 "only the first %u bytes of the PCI configuration space can be read%s",
			 PCI_HEADER_LEN, ctx->root.captured ? "" : "; run as root");
	if (gaps->no_doe)
		inv_warn(inv, "DOE protocols are not supported by this kernel (needs Linux 6.16)");
}

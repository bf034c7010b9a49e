// SPDX-License-Identifier: GPL-2.0-only
/* What several rules of "cxl check" need to know, read once. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "cxl/check/check.h"
#include "cxl/lib/mailbox/query.h"
#include "cxl/lib/wire/layout.h"
#include "cxl/lib/wire/opcode.h"
#include "util/array.h"
#include "util/num.h"
#include "util/words.h"

#define PCI_DEVICES "bus/pci/devices"
#define CLASS_CXL_MEMORY 0x0502
#define RECORD_MAX 8192
#define LOG_MAX (16U << 20)  /* bytes of a captured log */
#define LINES_MAX (1U << 20) /* bytes of its lines about CXL and memory: the newest are kept */

/* --- PCI functions */

/* In the order of their addresses. */
static int by_address(const void *a, const void *b)
{
	const struct check_pci *x = a, *y = b;
	const int order = strcmp(x->address, y->address);

	return order ? order : strcmp(x->path, y->path);
}

/* Among the first @count, which are sorted; NULL: there is none. */
static struct check_pci *find_function(const struct check *c, size_t count, char *path)
{
	const struct check_pci key = { .path = path, .address = path_base(path) };

	return count ? bsearch(&key, c->pci, count, sizeof(key), by_address) : NULL;
}

static int add_function(struct check *c, const char *path, bool memory_class)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	struct check_pci *at, *f;
	int rc;

	at = array_grow(c->pci, c->pci_count, sizeof(*at));
	if (!at)
		return -ENOMEM;
	c->pci = at;
	f = &at[c->pci_count];
	*f = (struct check_pci){ .path = strdup(path), .memory_class = memory_class };
	if (!f->path)
		return -ENOMEM;
	c->pci_count++;
	f->address = path_base(f->path);
	if (sysdir_open(&d, c->topo.root, TREE_SYS, f->path) < 0)
		return 0;
	rc = sysdir_link_name(&d, "driver", f->driver, sizeof(f->driver));
	f->driver_known = rc >= 0 || rc == -ENOENT;
	if (rc < 0)
		f->driver[0] = '\0';
	return 0;
}

/* A function without class, which a captured tree may have, is no memory device. */
static int add_if_memory(struct check *c, const char *name)
{
	char path[PATH_MAX], attr[PATH_MAX], text[32];
	u64 class;
	int rc;

	if (!pci_is_address(name))
		return 0;
	rc = link_resolve(&c->topo, PCI_DEVICES, name, path, sizeof(path));
	if (rc < 0 && rc != -ENOENT)
		c->pci_rc = rc;
	if (rc < 0 || !pci_is_address(path_base(path)) ||
	    path_join(attr, sizeof(attr), path, "class") < 0)
		return 0;
	rc = sys_read(c->topo.root, TREE_SYS, attr, text, sizeof(text));
	if (rc < 0 && rc != -ENOENT)
		c->pci_rc = rc;
	if (rc < 0 || num_u64(text, 0, &class) < 0 || class >> 8 != CLASS_CXL_MEMORY)
		return 0;
	return add_function(c, path, true);
}

/* Those of memory devices also if the list cannot be read, or their class is another one. */
static int add_hosts(struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_MEMDEV];
	const size_t sorted = c->pci_count;
	struct check_pci *f;
	char path[PATH_MAX];
	size_t i;
	int rc = 0;

	if (sorted)
		qsort(c->pci, sorted, sizeof(*c->pci), by_address);
	for (i = 0; rc == 0 && i < l->count; i++) {
		if (pci_node_path(&c->topo, l->at[i], path, sizeof(path)) < 0)
			continue;
		f = find_function(c, sorted, path);
		if (!f) {
			rc = add_function(c, path, false);
			f = rc == 0 ? &c->pci[c->pci_count - 1] : NULL;
		}
		if (f && !f->memdev)
			f->memdev = l->at[i];
		if (f)
			c->devices[i].pci = (size_t)(f - c->pci) + 1;
	}
	return rc;
}

static int read_pci(struct check *c)
{
	auto_namelist struct namelist names = { 0 };
	size_t i;
	int rc = 0;

	c->pci_rc = sys_list(c->topo.root, TREE_SYS, PCI_DEVICES, &names);
	if (c->pci_rc == -ENOENT && !c->ctx->root.captured)
		c->pci_rc = 0; /* no PCI at all */
	for (i = 0; rc == 0 && i < names.count; i++)
		rc = add_if_memory(c, names.names[i]);
	return rc == 0 ? add_hosts(c) : rc;
}

static int by_id(const void *a, const void *b)
{
	const struct node *x = *(struct node *const *)a, *y = *(struct node *const *)b;

	return (x->id > y->id) - (x->id < y->id);
}

const struct check_pci *check_pci_of(const struct check *c, const struct node *memdev)
{
	const struct node_list *l = &c->topo.kinds[NODE_MEMDEV];
	struct node **at = bsearch(&memdev, l->at, l->count, sizeof(struct node *), by_id);
	const size_t number = at ? c->devices[at - l->at].pci : 0;

	return number ? &c->pci[number - 1] : NULL;
}

/* --- the kernel log */

static bool is_relevant(const char *line)
{
	static const char *const words[] = { "cxl", "dax", "kmem", "memory", "ACPI0017" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (strstr(line, words[i]))
			return true;
	return false;
}

static void drop_older_half(struct strbuf *log)
{
	const char *half = strchrnul(log->s + log->len / 2, '\n');

	half += *half == '\n';
	log->len -= (size_t)(half - log->s);
	memmove(log->s, half, log->len + 1);
}

/* "4,812,9,-;text", or "<4>text" of a simulated system. Lines with a blank continue a record. */
static void keep_lines(char *text, struct strbuf *log)
{
	char *next = NULL, *line, *at;

	for (line = strtok_r(text, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
		at = *line == ' ' ? NULL : strchr(line, *line == '<' ? '>' : ';');
		if (at && is_relevant(at) && !strstr(at, "cxl-audit"))
			strbuf_addf(log, "%s\n", at + 1);
		if (!log->failed && log->len > LINES_MAX)
			drop_older_half(log);
	}
}

/* Each read returns one record; EPIPE: records were overwritten before they were read. */
static int read_records(int fd, struct strbuf *log)
{
	char record[RECORD_MAX + 1];
	u32 left = 1U << 20;
	ssize_t n;

	while (left--) {
		n = read(fd, record, RECORD_MAX);
		if (n == 0 || (n < 0 && errno == EAGAIN))
			return 0;
		if (n < 0 && errno != EPIPE && errno != EINTR)
			return -errno;
		record[MAX(n, (ssize_t)0)] = '\0';
		keep_lines(record, log);
	}
	return 0;
}

static int read_log(struct check *c)
{
	auto_strbuf struct strbuf log = { 0 };
	auto_sys_text struct sys_text file = { 0 };
	auto_close int fd = -1;

	if (c->ctx->root.captured || c->ctx->root.fault) {
		c->log_rc = sys_read_file(&c->ctx->root, TREE_DEV, "kmsg", LOG_MAX, &file);
		if (c->log_rc == 0)
			keep_lines(file.text, &log);
	} else {
		fd = sys_open(&c->ctx->root, TREE_DEV, "kmsg", O_RDONLY);
		c->log_rc = fd < 0 ? fd : read_records(fd, &log);
	}
	c->log = strbuf_take(&log);
	return c->log ? 0 : -ENOMEM;
}

void check_log_line(const struct check *c, const char *device, const char *text, char *buf,
		    size_t size)
{
	const char *line, *end, *at;
	char name[80];

	buf[0] = '\0';
	snprintf(name, sizeof(name), " %s: ", device);
	for (line = c->log; line && *line; line = end + (*end == '\n')) {
		end = strchrnul(line, '\n');
		at = memmem(line, (size_t)(end - line), name, strlen(name));
		if (at && memmem(at, (size_t)(end - at), text, strlen(text)))
			snprintf(buf, size, "%.*s", (int)MIN(end - line, (ptrdiff_t)(size - 1)),
				 line);
	}
}

void check_quote_log(const struct check *c, const char *device, struct finding *f)
{
	char line[200];
	size_t len = strlen(f->seen);

	check_log_line(c, device, "", line, sizeof(line));
	if (*line)
		snprintf(f->seen + len, sizeof(f->seen) - len, "; the kernel: %s", line);
}

/* --- devices */

/* An accelerator may be without the attribute, and has no such memory then. */
int check_has_memory(const struct check *c, const char *attr)
{
	const struct node_list *l = &c->topo.kinds[NODE_MEMDEV];
	int rc, unknown = 0;
	size_t i;
	u64 size;

	for (i = 0; i < l->count; i++) {
		auto_sysdir struct sysdir d = { .fd = -1 };

		rc = node_open(&c->topo, l->at[i], &d);
		if (rc == 0)
			rc = sysdir_read_u64(&d, attr, &size);
		if (rc == 0 && size)
			return 1;
		if (rc < 0 && rc != -ENOENT)
			unknown = rc;
	}
	return unknown;
}

static void ask(const struct memdev *m, u16 opcode, struct check_reply *r)
{
	const u32 size = (u32)layout_max_size(opcode_find(opcode)->out);

	if (mbox_read(m, opcode, size, &r->reply, &r->why) < 0)
		r->reply = (struct mbox_reply){ 0 };
}

static void ask_device(void *data, size_t i)
{
	struct check_device *d = (struct check_device *)data + i;

	ask(&d->memdev, OP_GET_HEALTH_INFO, &d->health);
	ask(&d->memdev, OP_GET_ALERT_CONFIG, &d->alerts);
}

static void ask_devices(struct check *c)
{
	if (!c->asked && ctx_has_replies(c->ctx))
		mbox_parallel(c->ctx, c->topo.kinds[NODE_MEMDEV].count, ask_device, c->devices);
	c->asked = true;
}

size_t check_each_device(struct check *c, bool (*fn)(struct check *c, const struct check_device *d))
{
	size_t i, n = 0;

	ask_devices(c);
	for (i = 0; i < c->topo.kinds[NODE_MEMDEV].count; i++)
		n += fn(c, &c->devices[i]);
	return n;
}

size_t check_count_functions(const struct check *c)
{
	size_t i, n = 0;

	for (i = 0; i < c->pci_count; i++)
		n += c->pci[i].memory_class;
	return n;
}

bool check_driver_known(struct check *c, const struct node *n)
{
	if (n->driver_unknown)
		check_unknown(c, n->name, geteuid() ? "run as root" : NULL,
			      "cannot read whether it has a driver");
	return !n->driver_unknown;
}

bool check_has_acpi_device(const struct check *c)
{
	return sys_exists(c->topo.root, TREE_SYS, "bus/platform/devices/" CHECK_ACPI_DEVICE);
}

/* --- all */

int check_gather(struct check *c)
{
	const struct node_list *l = &c->topo.kinds[NODE_MEMDEV];
	size_t i;
	int rc;

	c->devices = calloc(l->count + 1, sizeof(*c->devices));
	if (!c->devices)
		return -ENOMEM;
	for (i = 0; i < l->count; i++)
		c->devices[i].memdev = memdev_of(c->ctx, &c->topo, l->at[i]);
	c->iomem_rc = iomem_read(&c->ctx->root, &c->iomem);
	rc = read_pci(c);
	return rc < 0 ? rc : read_log(c);
}

void check_free(struct check *c)
{
	struct finding *f, *next;
	size_t i;

	for (f = c->first; f; f = next) {
		next = f->next;
		free(f);
	}
	for (i = 0; c->devices && i < c->topo.kinds[NODE_MEMDEV].count; i++) {
		mbox_reply_done(&c->devices[i].health.reply);
		mbox_reply_done(&c->devices[i].alerts.reply);
	}
	for (i = 0; i < c->pci_count; i++)
		free(c->pci[i].path);
	free(c->devices);
	free(c->pci);
	free(c->log);
	iomem_free(&c->iomem);
	topo_free(&c->topo);
}

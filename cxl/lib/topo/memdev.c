// SPDX-License-Identifier: LGPL-2.1-or-later
/* Finding memory devices by name, and reading what identifies them. */
#include <inttypes.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <strings.h>

#include "cxl/lib/topo/memdev.h"
#include "util/num.h"
#include "util/strbuf.h"
#include "util/sys-errors.h"
#include "util/text.h"

#define DEVICES "bus/cxl/devices"

/* Devices are queried by several threads. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* With the mutex locked. */
static int open_same(const struct topo *t, const struct node *memdev, struct sysdir *ret)
{
	struct node_cache *c = memdev->cache;
	struct sysdir d = { .fd = -1 };
	struct file_id id;
	int rc;

	rc = node_open(t, memdev, &d);
	if (rc == 0)
		rc = sysdir_id(&d, &id);
	if (rc == 0 && !c->id_known) {
		c->id = id;
		c->id_known = true;
	}
	if (rc == 0 && (c->id.dev != id.dev || c->id.ino != id.ino))
		rc = -ENODEV;
	if (rc < 0) {
		sysdir_close(&d);
		return rc == -ENOENT ? -ENODEV : rc;
	}
	*ret = d;
	return 0;
}

int memdev_open(const struct memdev *m, struct sysdir *ret)
{
	int rc;

	pthread_mutex_lock(&mutex);
	rc = open_same(m->topo, m->node, ret);
	pthread_mutex_unlock(&mutex);
	return rc;
}

bool memdev_has_dir(const struct memdev *m, const struct sysdir *d)
{
	auto_sysdir struct sysdir own = { .fd = -1 };
	struct file_id id, other;

	if (memdev_open(m, &own) < 0 || sysdir_id(&own, &id) < 0 || sysdir_id(d, &other) < 0)
		return false;
	return (id.dev == other.dev && id.ino == other.ino) || sysdir_below(d, &id);
}

static void read_serial(const struct topo *t, const struct node *memdev, struct node_cache *c)
{
	auto_sysdir struct sysdir d = { .fd = -1 };

	c->serial_rc = open_same(t, memdev, &d);
	if (c->serial_rc == 0)
		c->serial_rc = sysdir_read_u64(&d, "serial", &c->serial);
	c->serial_read = true;
}

int memdev_node_serial(const struct topo *t, const struct node *memdev, u64 *ret)
{
	struct node_cache *c = memdev->cache;
	int rc;

	pthread_mutex_lock(&mutex);
	if (!c->serial_read)
		read_serial(t, memdev, c);
	rc = c->serial_rc;
	if (rc == 0)
		*ret = c->serial;
	pthread_mutex_unlock(&mutex);
	return rc;
}

void memdev_serial_text(const struct memdev *m, char buf[MEMDEV_SERIAL_SIZE])
{
	u64 serial;

	*buf = '\0';
	if (memdev_serial(m, &serial) == 0)
		snprintf(buf, MEMDEV_SERIAL_SIZE, "0x%" PRIx64, serial);
}

static u32 read_payload_max(const struct memdev *m)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	u64 max = 0;

	if (open_same(m->topo, m->node, &d) < 0 || sysdir_read_u64(&d, "payload_max", &max) < 0)
		return MEMDEV_PAYLOAD_MIN;
	return (u32)MIN(MAX(max, (u64)MEMDEV_PAYLOAD_MIN), (u64)MEMDEV_PAYLOAD_MAX);
}

bool memdev_lacks_mailbox(const struct memdev *m)
{
	auto_sysdir struct sysdir d = { .fd = -1 };
	char text[32];

	/* All attributes of a removed device are absent, so look for another one afterwards. */
	return memdev_open(m, &d) == 0 &&
	       sysdir_read(&d, "payload_max", text, sizeof(text)) == -ENOENT &&
	       sysdir_read(&d, "dev", text, sizeof(text)) > 0;
}

bool memdev_is_enabled(const struct memdev *m)
{
	return !sys_is_absent(node_check(m->topo, m->node, "driver"));
}

void memdev_set_identity(const struct memdev *m, u64 serial, u32 payload_max)
{
	struct node_cache *c = m->node->cache;

	pthread_mutex_lock(&mutex);
	c->serial = serial;
	c->serial_rc = serial ? 0 : -ENOENT;
	c->serial_read = true;
	c->payload_max = payload_max;
	pthread_mutex_unlock(&mutex);
}

u32 memdev_payload_max(const struct memdev *m)
{
	struct node_cache *c = m->node->cache;
	u32 max;

	pthread_mutex_lock(&mutex);
	if (!c->payload_max)
		c->payload_max = read_payload_max(m);
	max = c->payload_max;
	pthread_mutex_unlock(&mutex);
	return max;
}

bool host_eq(const char *host, const char *text)
{
	return str_eq(host, text) ||
	       (strspn(host, "0123456789abcdef:.") == strlen(host) && ascii_same(host, text));
}

bool host_has_name(const char *host, const char *text)
{
	const char *rest = str_after(host, "0000:");

	return host_eq(host, text) || (rest && host_eq(rest, text));
}

bool memdev_has_name(const struct topo *t, const struct node *memdev, const char *text)
{
	const char *serial = str_after(text, "serial:");
	const char *dev = str_after(text, sys_tree_name(TREE_DEV));
	const char *node = dev ? str_after(dev, "/cxl/") : NULL;
	u64 number, actual;

	if (node)
		return str_eq(node, memdev->name);
	if (serial)
		return num_u64_or_signed(serial, &number) == 0 &&
		       memdev_node_serial(t, memdev, &actual) == 0 && number == actual;
	if (str_eq(text, memdev->name) || (memdev->host && host_has_name(memdev->host, text)))
		return true;
	return num_u64(text, 10, &number) == 0 && number == memdev->id;
}

/* "mem0 (0000:0d:00.0), mem1 (...)", at most a few. */
static void list_candidates(const struct topo *t, const char *text, struct strbuf *b)
{
	const struct node_list *l = &t->kinds[NODE_MEMDEV];
	size_t i, shown = 0;

	for (i = 0; i < l->count; i++) {
		if (text && !memdev_has_name(t, l->at[i], text))
			continue;
		if (shown++ == 4) {
			strbuf_addf(b, ", ...");
			return;
		}
		strbuf_addf(b, "%s%s (%s)", shown > 1 ? ", " : "", l->at[i]->name,
			    l->at[i]->host ? l->at[i]->host : "no host device");
	}
}

int memdev_find(const struct topo *t, const char *text, struct node **ret, struct fail *why)
{
	const struct node_list *l = &t->kinds[NODE_MEMDEV];
	auto_strbuf struct strbuf b = { 0 };
	struct node *found = NULL;
	size_t i, count = 0;

	for (i = 0; i < l->count; i++)
		if (memdev_has_name(t, l->at[i], text)) {
			found = l->at[i];
			count++;
		}
	if (count == 1) {
		*ret = found;
		return 0;
	}
	list_candidates(t, count ? text : NULL, &b);
	if (count)
		return fail_set(why, -ENOTUNIQ, "ambiguous_device",
				"specify a single memory device", "%zu memory devices match: %s",
				count, b.s ? b.s : "");
	if (l->count == 0)
		return fail_set(why, -ENODEV, "no_such_device",
				"see 'cxl list -i' and the kernel log", "no memory devices found");
	return fail_set(why, -ENODEV, "no_such_device",
			"use memN, N, a PCI address or serial:NUMBER", "%s; available: %s",
			*text ? "no such memory device" : "the name of the memory device is empty",
			b.s ? b.s : "none");
}

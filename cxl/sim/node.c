// SPDX-License-Identifier: GPL-2.0-only
/* Devices in sysfs: directories and links. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cxl/sim/node.h"
#include "cxl/sim/state.h"
#include "util/array.h"

#define REMOVED "state/removed"

const char *sim_node_name(const struct sim_path *node)
{
	return path_base(node->s);
}

int sim_node_find(struct sim *s, const char *bus, const char *name, struct sim_path *ret)
{
	struct sim_path p = sim_path_of("bus/%s/devices/%s", bus, name);
	auto_close int fd = strchr(name, '/') || !*name || *name == '.'
				    ? -1
				    : sys_open(&s->plain, TREE_SYS, p.s, O_PATH | O_DIRECTORY);
	char link[64], real[PATH_MAX];
	const char *relative;
	ssize_t n;

	if (fd < 0)
		return -ENODEV;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, real, sizeof(real) - 1);
	if (n < 0)
		return -ENODEV;
	real[n] = '\0';
	relative = str_after(real, s->dir);
	if (!relative || *relative != '/')
		return -ENODEV;
	*ret = sim_path_of("%s", relative + 1);
	return *ret->s ? 0 : -ENODEV;
}

static struct namelist with_prefix(struct namelist l, const char *prefix, bool digit)
{
	const char *rest;
	size_t i, n = 0;

	for (i = 0; i < l.count; i++) {
		rest = str_after(l.names[i], prefix);
		if (rest && (!digit || (*rest >= '0' && *rest <= '9')))
			l.names[n++] = l.names[i];
	}
	l.count = n;
	return l;
}

struct namelist sim_node_names(const struct sim *s, const char *bus, const char *prefix)
{
	struct sim_path dir = sim_path_of("sys/bus/%s/devices", bus);

	return with_prefix(sim_dir_names(s, &dir), prefix, true);
}

/* "bus/cxl" or "class/fwctl" of a device; empty: no device. */
static struct sim_attr node_subsystem(const struct sim *s, const struct sim_path *node)
{
	struct sim_path p = sim_path_in(node, "subsystem");
	struct sim_attr a = { "" };
	char target[512], *at = target;
	ssize_t n = readlinkat(s->dirfd, p.s, target, sizeof(target) - 1);

	if (n < 0)
		return a;
	target[n] = '\0';
	while (str_after(at, "../"))
		at += strlen("../");
	snprintf(a.s, sizeof(a.s), "%.*s", (int)sizeof(a.s) - 1, at);
	return a;
}

typedef void node_fn(const struct sim *s, const struct sim_path *node, const char *subsystem);

/* Call @fn for @top and all devices below it. */
static void each_node(const struct sim *s, const struct sim_path *top, node_fn *fn)
{
	struct sim_path *todo = NULL, *grown, at = *top, next;
	size_t count = 0, i;
	struct sim_attr subsystem;
	struct stat st;

	if (fstatat(s->dirfd, top->s, &st, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISDIR(st.st_mode))
		return;
	for (;;) {
		auto_namelist struct namelist l = sim_dir_names(s, &at);

		subsystem = node_subsystem(s, &at);
		if (*subsystem.s)
			fn(s, &at, subsystem.s);
		for (i = 0; i < l.count; i++) {
			next = sim_path_in(&at, l.names[i]);
			if (fstatat(s->dirfd, next.s, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
			    !S_ISDIR(st.st_mode))
				continue;
			grown = array_grow(todo, count, sizeof(*todo));
			if (!grown)
				break;
			todo = grown;
			todo[count++] = next;
		}
		if (!count)
			break;
		at = todo[--count];
	}
	free(todo);
}

static struct sim_path device_link(const struct sim_path *node, const char *subsystem)
{
	if (str_after(subsystem, "class/"))
		return sim_path_of("sys/%s/%s", subsystem, sim_node_name(node));
	return sim_path_of("sys/%s/devices/%s", subsystem, sim_node_name(node));
}

static void add_links(const struct sim *s, const struct sim_path *node, const char *subsystem)
{
	struct sim_attr driver = sim_node_driver(s, node);
	struct sim_path link = device_link(node, subsystem);

	sim_link_set(s, &link, node);
	if (!*driver.s)
		return;
	link = sim_path_of("sys/%s/drivers/%s/%s", subsystem, driver.s, sim_node_name(node));
	sim_link_set(s, &link, node);
}

static void remove_links(const struct sim *s, const struct sim_path *node, const char *subsystem)
{
	struct sim_attr driver = sim_node_driver(s, node);
	struct sim_path link = device_link(node, subsystem);

	unlinkat(s->dirfd, link.s, 0);
	if (!*driver.s)
		return;
	link = sim_path_of("sys/%s/drivers/%s/%s", subsystem, driver.s, sim_node_name(node));
	unlinkat(s->dirfd, link.s, 0);
}

struct sim_path sim_node_create(const struct sim *s, struct sim_path node, const char *devtype,
				const char *modalias, const char *bus)
{
	struct sim_path link = sim_path_in(&node, "subsystem"),
			target = sim_path_of("sys/bus/%s", bus);

	sim_dir_create(s, &node);
	if (devtype) {
		sim_attr_set(s, &node, "devtype", "%s", devtype);
		sim_attr_set(s, &node, "uevent", "DEVTYPE=%s\nMODALIAS=%s", devtype, modalias);
	}
	sim_attr_set(s, &node, "modalias", "%s", modalias);
	sim_link_set(s, &link, &target);
	link = sim_path_of("sys/bus/%s/devices/%s", bus, sim_node_name(&node));
	sim_link_set(s, &link, &node);
	return node;
}

void sim_node_delete(const struct sim *s, const struct sim_path *node)
{
	each_node(s, node, remove_links);
	sim_path_delete(s, node);
}

struct sim_attr sim_node_driver(const struct sim *s, const struct sim_path *node)
{
	return sim_link_base(s, node, "driver");
}

/* The line DRIVER= of uevent is before MODALIAS=. */
static void set_uevent(const struct sim *s, const struct sim_path *node, const char *driver)
{
	struct sim_path p = sim_path_in(node, "uevent");
	auto_free char *text = NULL;
	char buf[1024] = "";
	size_t len, n = 0;
	char *line, *save = NULL;
	bool done = !driver;

	if (sim_read_file(s->dirfd, p.s, &text, &len) < 0)
		return;
	for (line = strtok_r(text, "\n", &save); line && n < sizeof(buf);
	     line = strtok_r(NULL, "\n", &save)) {
		if (str_after(line, "DRIVER="))
			continue;
		if (!done && str_after(line, "MODALIAS=")) {
			n += (size_t)snprintf(buf + n, sizeof(buf) - n, "DRIVER=%s\n", driver);
			done = true;
		}
		if (n < sizeof(buf))
			n += (size_t)snprintf(buf + n, sizeof(buf) - n, "%s\n", line);
	}
	if (n < sizeof(buf) && sim_write_file(s->dirfd, p.s, buf, n) < 0)
		fprintf(stderr, "cxl-sim: cannot write %s/%s\n", s->dir, p.s);
}

void sim_node_set_driver(const struct sim *s, const struct sim_path *node, const char *driver)
{
	struct sim_path link = sim_path_in(node, "driver"), target;
	struct sim_attr subsystem = node_subsystem(s, node);

	target = sim_path_of("sys/%s/drivers/%s", subsystem.s, driver);
	sim_link_set(s, &link, &target);
	set_uevent(s, node, driver);
	add_links(s, node, subsystem.s);
}

void sim_node_clear_driver(const struct sim *s, const struct sim_path *node)
{
	struct sim_attr subsystem = node_subsystem(s, node), driver = sim_node_driver(s, node);
	struct sim_path link;

	if (!*driver.s)
		return;
	link = sim_path_of("sys/%s/drivers/%s/%s", subsystem.s, driver.s, sim_node_name(node));
	unlinkat(s->dirfd, link.s, 0);
	link = sim_path_in(node, "driver");
	unlinkat(s->dirfd, link.s, 0);
	set_uevent(s, node, NULL);
}

struct sim_path sim_stash_path(const char *key)
{
	return sim_path_of(REMOVED "/%s", key);
}

static struct sim_path origin_file(const char *key)
{
	return sim_path_of(REMOVED "/origin/%s", key);
}

struct sim_path sim_stash_origin(const struct sim *s, const char *key)
{
	struct sim_path file = origin_file(key), kept = sim_stash_path(key);
	auto_free char *text = NULL;
	size_t len;

	if (!sim_path_exists(s, &kept) || sim_read_file(s->dirfd, file.s, &text, &len) < 0)
		return sim_path_of("%s", "");
	return sim_path_of("%.*s", (int)strcspn(text, "\n"), text);
}

void sim_stash(const struct sim *s, const char *key, const struct sim_path *p)
{
	struct sim_path to = sim_stash_path(key), file = origin_file(key), dir = sim_path_up(file);

	if (!sim_path_exists(s, p))
		return;
	sim_path_delete(s, &to);
	each_node(s, p, remove_links);
	sim_path_rename(s, p, &to);
	sim_attr_set(s, &dir, key, "%s", p->s);
}

int sim_stash_restore(const struct sim *s, const char *key)
{
	struct sim_path from = sim_stash_path(key), to = sim_stash_origin(s, key),
			dir = sim_path_up(to);
	int rc;

	if (!*to.s || !sim_path_exists(s, &dir))
		return -ENOENT;
	rc = sim_path_rename(s, &from, &to);
	if (rc < 0)
		return rc;
	each_node(s, &to, add_links);
	from = origin_file(key);
	sim_path_delete(s, &from);
	return 0;
}

void sim_stash_delete(const struct sim *s, const char *key)
{
	struct sim_path p = sim_stash_path(key);

	sim_path_delete(s, &p);
	p = origin_file(key);
	sim_path_delete(s, &p);
}

struct namelist sim_stash_keys(const struct sim *s, const char *prefix)
{
	struct sim_path dir = sim_path_of(REMOVED);

	return with_prefix(sim_dir_names(s, &dir), prefix, false);
}

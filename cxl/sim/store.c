// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writes to sysfs. Each one is counted by the faults of "sysfs", then passed to the part of the
 * model that has the attribute, and logged in state/writes.
 */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cxl/sim/driver.h"
#include "cxl/sim/fault.h"
#include "cxl/sim/firmware.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/state.h"
#include "cxl/sim/store.h"
#include "cxl/sim/tree.h"
#include "util/num.h"

#define MEMORY_BLOCKS "sys/devices/system/memory/memory"

bool sim_store_edac_split(const char *path, char *memdev, size_t size, const char **attr)
{
	const char *at = strstr(path, "/cxl_mem"), *end;
	u64 n;

	end = at ? num_prefix(at + strlen("/cxl_mem"), &n) : NULL;
	if (!end || *end != '/')
		return false;
	snprintf(memdev, size, "%.*s", (int)(end - at - 5), at + 5);
	*attr = end + 1;
	return true;
}

static bool is_device(const struct sim *s, const char *dir)
{
	char path[PATH_MAX + 16];
	struct stat st;

	if (str_after(dir, MEMORY_BLOCKS))
		return true;
	snprintf(path, sizeof(path), "%s/subsystem", dir);
	return fstatat(s->dirfd, path, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* The name of an attribute in faults and in the log: "region0/commit", or the path below sys/. */
static const char *attr_name(const struct sim *s, const char *path)
{
	char dir[PATH_MAX];
	char *slash;

	snprintf(dir, sizeof(dir), "%s", path);
	for (slash = strrchr(dir, '/'); slash; slash = strrchr(dir, '/')) {
		*slash = '\0';
		if (is_device(s, dir))
			return path + (path_base(dir) - dir);
	}
	return str_after(path, "sys/");
}

static void log_write(const struct sim *s, const char *name, const char *value, int rc)
{
	auto_close int fd = sim_open_file(s->statefd, "writes", O_WRONLY | O_CREAT | O_APPEND);
	const char *err = rc < 0 ? errno_to_name(rc) : "";
	int len = (int)strcspn(value, "\n");

	if (fd < 0 || dprintf(fd, "write %s %.*s%s%s\n", name, len ? len : 2, len ? value : "\"\"",
			      rc < 0 ? " " : "", err ? err : "error") < 0)
		fprintf(stderr, "cxl-sim: cannot write %s/state/writes\n", s->dir);
}

/* Count the write, and what happens before it. 1: write the value. */
static int before(struct sim *s, const char *name, const char *value, struct sim_fault *f)
{
	int rc = sim_begin(s);

	f->kind = FAULT_NONE;
	if (rc < 0)
		return rc;
	fault_take_write(s, name, value, f);
	if (f->kind == FAULT_LATE)
		s->wait.ms += f->arg;
	rc = sim_end(s);
	if (rc < 0)
		return rc;
	if (f->kind == FAULT_KILL)
		kill(getpid(), SIGKILL);
	if (f->kind == FAULT_INTERRUPT)
		kill(getpid(), SIGINT);
	return f->kind == FAULT_ERRNO ? -(int)f->arg : f->kind == FAULT_IGNORE ? 0 : 1;
}

static void after(const struct sim_fault *f)
{
	if (f->kind == FAULT_KILL_AFTER)
		kill(getpid(), SIGKILL);
	if (f->kind == FAULT_INTERRUPT_AFTER)
		kill(getpid(), SIGINT);
}

/* -ENOENT: not an attribute of the model. */
static int store_edac(struct sim *s, const char *path, const char *value)
{
	auto_close int lock __attribute__((unused)) = -1;
	char memdev[SIM_NAME_LEN];
	const char *attr;
	int rc;

	if (!sim_store_edac_split(path, memdev, sizeof(memdev), &attr))
		return -ENOENT;
	lock = sim_device_lock(s, memdev);
	rc = sim_begin(s);
	if (rc < 0)
		return rc;
	rc = edac_write(s, memdev, attr, value);
	sim_end(s);
	return rc;
}

static int store(struct sim *s, const char *path, const char *value)
{
	int rc = store_edac(s, path, value);

	if (rc != -ENOENT)
		return rc;
	rc = sim_begin(s);
	if (rc < 0)
		return rc;
	rc = sim_topology_store(s, path, value);
	sim_end(s);
	return rc > 0 ? sys_write(&s->plain, TREE_SYS, path + strlen("sys/"), value) : rc;
}

int sim_store_sysfs(struct sim *s, const char *path, const char *value)
{
	const char *at = attr_name(s, path);
	char name[PATH_MAX];
	struct sim_fault f;
	int rc;

	snprintf(name, sizeof(name), "%s", at);
	rc = before(s, name, value, &f);
	if (rc > 0)
		rc = store(s, path, value);
	log_write(s, name, value, rc);
	after(&f);
	return rc < 0 ? rc : 1;
}

static int store_data(struct sim *s, const char *path, const void *buf, size_t len)
{
	char memdev[SIM_NAME_LEN];
	struct sim_path dir;
	const char *attr;
	int rc;

	if (!sim_firmware_split(path, memdev, &dir, &attr) || !str_eq(attr, "data"))
		return -EOPNOTSUPP;
	rc = sim_begin(s);
	if (rc < 0)
		return rc;
	rc = sim_firmware_store_data(s, &dir, buf, len);
	sim_end(s);
	return rc;
}

int sim_store_data(struct sim *s, const char *path, const void *buf, size_t len)
{
	char name[PATH_MAX], value[32];
	struct sim_fault f;
	int rc;

	snprintf(name, sizeof(name), "%s", attr_name(s, path));
	snprintf(value, sizeof(value), "%zu bytes", len);
	rc = before(s, name, value, &f);
	if (rc > 0)
		rc = store_data(s, path, buf, len);
	log_write(s, name, value, rc);
	after(&f);
	return rc;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The policy files: cxl/policy.d/NAME.conf in /etc and /usr/lib. All of them apply. An invalid or
 * unsafe file is not used and blocks changes until it is fixed.
 */
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cxl/lib/guard/policy.h"
#include "cxl/lib/topo/memdev.h"
#include "util/array.h"

#define DIR_NAME "cxl/policy.d"
#define FILE_LIMIT (1U << 20)

static void add_fault(struct policy *p, const char *file, const struct fail *why)
{
	struct policy_fault *faults;
	const char *name;

	if (!p->faults)
		p->fault_count = 0;
	faults = array_grow(p->faults, p->fault_count, sizeof(*faults));
	/* Out of memory: the count alone blocks changes. */
	if (!faults) {
		p->fault_count = MAX(p->fault_count, 1U);
		return;
	}
	p->faults = faults;
	faults[p->fault_count++] = (struct policy_fault){ .why = *why, .file = "" };
	name = policy_add_file(p, file);
	if (name)
		faults[p->fault_count - 1].file = name;
}

/* The files of a captured tree may be owned by any user. */
static bool owner_trusted(const struct sysroot *root, uid_t owner)
{
	return owner == 0 || (root->captured && owner == geteuid());
}

static int check_mode(const struct sysroot *root, const struct stat *st, mode_t type,
		      struct fail *why)
{
	if ((st->st_mode & S_IFMT) != type)
		return fail_set(why, -EINVAL, "policy_unsafe", "remove the file", "not a %s",
				type == S_IFDIR ? "directory" : "regular file");
	if (!owner_trusted(root, st->st_uid))
		return fail_set(why, -EPERM, "policy_unsafe", "change its owner to root",
				"owned by user %u, expected root", (unsigned int)st->st_uid);
	if (st->st_mode & (S_IWGRP | S_IWOTH))
		return fail_set(why, -EPERM, "policy_unsafe",
				"remove the write permission of group and others",
				"writable by group or others");
	return 0;
}

static int read_whole(int fd, char *buf, size_t size, size_t *len)
{
	size_t at = 0;
	ssize_t n;

	do {
		n = read(fd, buf + at, size - at);
		if (n < 0 && errno != EINTR)
			return -errno;
		at += n > 0 ? (size_t)n : 0;
	} while (n != 0 && at < size);
	*len = at;
	return at < size ? 0 : -EFBIG;
}

static void load_file(struct policy *p, const struct sysroot *root, enum sys_tree tree,
		      const char *path, const char *shown)
{
	auto_close int fd = sys_open(root, tree, path, O_RDONLY);
	auto_free char *text = NULL;
	struct fail why = { 0 };
	struct stat st;
	size_t len = 0;
	int rc = fd;

	if (fd >= 0)
		rc = fstat(fd, &st) < 0 ? -errno : 0;
	if (rc == 0)
		rc = check_mode(root, &st, S_IFREG, &why);
	if (rc == 0) {
		text = malloc(FILE_LIMIT);
		rc = text ? read_whole(fd, text, FILE_LIMIT, &len) : -ENOMEM;
	}
	if (rc == 0)
		rc = policy_parse(p, shown, text, len, &why);
	if (rc < 0 && !why.code)
		fail_set(&why, rc, "policy_unreadable", "", "cannot read: %s", strerror(-rc));
	if (rc < 0)
		add_fault(p, shown, &why);
}

static bool is_conf(const char *name)
{
	size_t len = strlen(name);

	return *name != '.' && len > 5 && str_eq(name + len - 5, ".conf");
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int open_dir(const struct sysroot *root, enum sys_tree tree, struct fail *why)
{
	auto_close int fd = sys_open(root, tree, DIR_NAME, O_RDONLY | O_DIRECTORY);
	struct stat st;

	if (fd < 0)
		return fd;
	if (fstat(fd, &st) < 0)
		return -errno;
	return check_mode(root, &st, S_IFDIR, why);
}

static void load_dir(struct policy *p, const struct sysroot *root, enum sys_tree tree)
{
	auto_namelist struct namelist l = { 0 };
	char shown[PATH_MAX], path[PATH_MAX];
	struct fail why = { 0 };
	size_t i;
	int rc = open_dir(root, tree, &why);

	if (rc == -ENOENT)
		return;
	if (rc == 0)
		rc = sys_list(root, tree, DIR_NAME, &l);
	if (path_join(shown, sizeof(shown), sys_tree_name(tree), DIR_NAME) < 0)
		return;
	if (rc < 0) {
		if (!why.code)
			fail_set(&why, rc, "policy_unreadable", "", "cannot read: %s",
				 strerror(-rc));
		add_fault(p, shown, &why);
		return;
	}
	if (l.count)
		qsort(l.names, l.count, sizeof(*l.names), by_name);
	for (i = 0; i < l.count; i++)
		if (is_conf(l.names[i]) &&
		    path_join(path, sizeof(path), DIR_NAME, l.names[i]) == 0 &&
		    path_join(shown, sizeof(shown), sys_tree_name(tree), path) == 0)
			load_file(p, root, tree, path, shown);
}

void policy_load(struct policy *p, const struct sysroot *root)
{
	*p = (struct policy){ 0 };
	load_dir(p, root, TREE_LIB);
	load_dir(p, root, TREE_ETC);
}

static void policy_release(struct policy *p)
{
	policy_free(p);
	free(p);
}

/* Devices may be queried by several threads at the same time. */
const struct policy *guard_policy(struct cxl_ctx *ctx)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	const struct policy *ret;

	pthread_mutex_lock(&mutex);
	if (!ctx->policy) {
		ctx->policy = calloc(1, sizeof(*ctx->policy));
		ctx->policy_release = policy_release;
		if (ctx->policy)
			policy_load(ctx->policy, &ctx->root);
	}
	ret = ctx->policy;
	pthread_mutex_unlock(&mutex);
	return ret;
}

void policy_device_read(const struct sysroot *root, const char *name, struct policy_device *ret)
{
	struct memdev_identity id;

	memdev_identity_read(root, name, &id);
	*ret = (struct policy_device){
		.memdev = id.present,
		.pci_known = id.pci_known,
		.serial_known = id.serial_known,
		.firmware_known = id.firmware_known,
		.vendor = id.vendor,
		.device = id.device,
		.serial = id.serial,
	};
	memcpy(ret->firmware, id.firmware, sizeof(ret->firmware));
}

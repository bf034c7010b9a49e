// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The policy files: cxl/policy.d/NAME.conf in /etc and /usr/lib. All of them apply. A file that is
 * invalid, unreadable or not protected from others than root blocks changes until it is fixed.
 */
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cxl/lib/guard/identity.h"
#include "cxl/lib/guard/policy-path.h"
#include "cxl/lib/guard/policy.h"

#define DIR_NAME "cxl/policy.d"

/* Once for each path: an unsafe directory is found again on the way to each of its files. */
static void add_unsafe(struct policy *p, const struct unsafe_path *u)
{
	size_t i;

	for (i = 0; p->faults && i < p->fault_count; i++)
		if (str_eq(p->faults[i].file, u->path))
			return;
	policy_add_fault(p, u->path, &u->why);
}

static int check_type(int fd, mode_t type, struct fail *why)
{
	struct stat st;

	if (fd == -EBADF)
		return fail_set(why, fd, "policy_unsafe", "remove the file", "not a regular file");
	if (fd < 0)
		return fd;
	if (fstat(fd, &st) < 0)
		return -errno;
	if ((st.st_mode & S_IFMT) != type)
		return fail_set(why, -EBADF, "policy_unsafe", "remove the file", "not a %s",
				type == S_IFDIR ? "directory" : "regular file");
	return 0;
}

static int load_text(struct policy *p, const struct policy_source *from, int fd)
{
	auto_sys_text struct sys_text file = { 0 };
	int rc = sys_read_fd(fd, POLICY_FILE_MAX, &file);

	return rc < 0 ? rc : policy_parse(p, from, file.text, file.len);
}

static void load_file(struct policy *p, const struct sysroot *root, enum sys_tree tree,
		      const char *path, const char *shown)
{
	struct unsafe_path unsafe;
	auto_close int fd = policy_path_open(root, tree, path, &unsafe);
	const struct policy_source from = { .file = shown, .unsafe = unsafe.why.code };
	struct fail why = { 0 };
	int rc = check_type(fd, S_IFREG, &why);

	if (unsafe.why.code)
		add_unsafe(p, &unsafe);
	if (rc == -ENOENT && unsafe.why.code)
		return; /* a dangling link */
	if (rc == 0)
		rc = load_text(p, &from, fd);
	if (rc < 0 && !why.code)
		fail_set(&why, rc, "policy_unreadable", "", "cannot read: %s", strerror(-rc));
	if (rc < 0)
		policy_add_fault(p, shown, &why);
}

static bool is_conf(const char *name)
{
	size_t len = strlen(name);

	return *name != '.' && len > 5 && str_eq(name + len - 5, ".conf");
}

static int list_dir(const struct sysroot *root, enum sys_tree tree, struct unsafe_path *unsafe,
		    struct namelist *ret, struct fail *why)
{
	auto_close int fd = policy_path_open(root, tree, DIR_NAME, unsafe);
	const struct sysdir d = { .root = root, .tree = tree, .fd = fd, .path = DIR_NAME };
	int rc = check_type(fd, S_IFDIR, why);

	return rc < 0 ? rc : sysdir_list(&d, false, ret);
}

static void load_dir(struct policy *p, const struct sysroot *root, enum sys_tree tree)
{
	auto_namelist struct namelist l = { 0 };
	char shown[PATH_MAX], path[PATH_MAX];
	struct unsafe_path unsafe;
	struct fail why = { 0 };
	size_t i;
	int rc = list_dir(root, tree, &unsafe, &l, &why);

	if (unsafe.why.code)
		add_unsafe(p, &unsafe);
	if (rc == -ENOENT || path_join(shown, sizeof(shown), sys_tree_name(tree), DIR_NAME) < 0)
		return;
	if (rc < 0) {
		if (!why.code)
			fail_set(&why, rc, "policy_unreadable", "", "cannot read: %s",
				 strerror(-rc));
		policy_add_fault(p, shown, &why);
		return;
	}
	namelist_sort(&l);
	for (i = 0; i < l.count; i++)
		if (is_conf(l.names[i]) &&
		    path_join(path, sizeof(path), DIR_NAME, l.names[i]) == 0 &&
		    path_join(shown, sizeof(shown), sys_tree_name(tree), path) == 0)
			load_file(p, root, tree, path, shown);
}

void policy_load(struct policy *p, const struct sysroot *root)
{
	*p = (struct policy){ .verb_at = p->verb_at };
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
		if (ctx->policy) {
			ctx->policy->verb_at = ctx->verb_at;
			policy_load(ctx->policy, &ctx->root);
		}
	}
	ret = ctx->policy;
	pthread_mutex_unlock(&mutex);
	return ret;
}

void policy_device_read(const struct cxl_ctx *ctx, const char *name, struct policy_device *ret)
{
	struct device_identity id;

	device_identity_read(ctx, name, &id);
	*ret = (struct policy_device){
		.pci_known = id.pci_known,
		.serial_known = id.serial_known,
		.firmware_known = id.firmware_known,
		.vendor = id.vendor,
		.device = id.device,
		.serial = id.serial,
	};
	memcpy(ret->firmware, id.firmware, sizeof(ret->firmware));
	snprintf(ret->address, sizeof(ret->address), "%s", name);
}

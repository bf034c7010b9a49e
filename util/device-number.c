// SPDX-License-Identifier: LGPL-2.1-or-later
/* Kinds and numbers of device nodes, from statx(2). */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

#include "util/device-number.h"
#include "util/num.h"

/* "250:0" */
static bool is_number(const char *text)
{
	u64 n;

	text = num_prefix(text, &n);
	text = text && *text == ':' ? num_prefix(text + 1, &n) : NULL;
	return text && !*text;
}

/* An absolute link would be resolved in its tree. */
static int read_node(const struct sysroot *root, enum sys_tree tree, const char *path, char *buf,
		     size_t size)
{
	char target[PATH_MAX];
	const char *node = NULL;

	if (sys_readlink(root, tree, path, target, sizeof(target)) > 0)
		node = str_after(target, sys_tree_name(TREE_DEV));
	return node && *node == '/' ? sys_read(root, TREE_DEV, node + 1, buf, size)
				    : sys_read(root, tree, path, buf, size);
}

static int read_captured(const struct sysroot *root, enum sys_tree tree, const char *path,
			 struct device_number *ret)
{
	struct device_number n = { DEVICE_NONE };
	char text[sizeof(n.text)];
	const char *block;
	int rc = read_node(root, tree, path, text, sizeof(text));

	if (rc == -E2BIG || rc == -EBADMSG || rc == -EINVAL || rc == -EISDIR)
		*text = '\0';
	else if (rc < 0)
		return rc;
	block = str_after(text, "b ");
	if (is_number(block ? block : text)) {
		n.kind = block ? DEVICE_BLOCK : DEVICE_CHAR;
		snprintf(n.text, sizeof(n.text), "%s", block ? block : text);
	}
	*ret = n;
	return 0;
}

/*
 * With AT_STATX_DONT_SYNC a file of a server that does not answer is no reason to wait. FUSE does
 * not tell root the type of a file in a mount of another user (EACCES), but accepts a request for
 * nothing, which leaves it 0 (fs/fuse/dir.c). Such a mount is "nodev": no device can be opened.
 */
static int read_status(const char *path, struct statx *ret)
{
	const int flags = AT_STATX_DONT_SYNC | AT_NO_AUTOMOUNT;

	if (statx(AT_FDCWD, path, flags, STATX_TYPE, ret) == 0)
		return 0;
	if (errno == EACCES && statx(AT_FDCWD, path, flags, 0, ret) == 0)
		return 0;
	return -errno;
}

int device_number_read(const struct sysroot *root, enum sys_tree tree, const char *path,
		       struct device_number *ret)
{
	struct device_number n = { DEVICE_NONE };
	char name[PATH_MAX];
	struct statx st;
	int rc;

	if (root->captured)
		return read_captured(root, tree, path, ret);
	rc = path_join(name, sizeof(name), sys_tree_name(tree), path);
	if (rc == 0)
		rc = read_status(name, &st);
	if (rc < 0)
		return rc;
	if (S_ISCHR(st.stx_mode) || S_ISBLK(st.stx_mode)) {
		n.kind = S_ISCHR(st.stx_mode) ? DEVICE_CHAR : DEVICE_BLOCK;
		snprintf(n.text, sizeof(n.text), "%u:%u", st.stx_rdev_major, st.stx_rdev_minor);
	}
	*ret = n;
	return 0;
}

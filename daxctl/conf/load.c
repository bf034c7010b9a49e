// SPDX-License-Identifier: LGPL-2.1-or-later
/* The configuration files: daxctl.conf.d/NAME.conf in /etc and /usr/lib. */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>

#include "daxctl/conf/conf.h"

#define DIR_NAME "daxctl.conf.d"

static bool is_conf(const char *name)
{
	return *name != '.' && str_ends(name, ".conf");
}

static bool has_name(const struct namelist *l, const char *name)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (str_eq(l->names[i], name))
			return true;
	return false;
}

static int not_read(struct dax_conf *c, const char *shown, int err)
{
	c->incomplete = true;
	if (err == -EFBIG)
		return dax_conf_problem(c, shown, 0, "larger than %u bytes", CONF_FILE_MAX);
	return dax_conf_problem(c, shown, 0, "cannot read: %s", strerror(-err));
}

/* As v85, only regular files; a FIFO would wait for its writer. */
static int load_file(struct dax_conf *c, const struct sysroot *root, enum sys_tree tree,
		     const char *name)
{
	auto_sys_text struct sys_text text = { 0 };
	auto_close int fd = -1;
	char path[PATH_MAX], shown[PATH_MAX];
	struct stat st;
	int rc;

	if (path_join(path, sizeof(path), DIR_NAME, name) < 0 ||
	    path_join(shown, sizeof(shown), sys_tree_name(tree), path) < 0)
		return 0;
	fd = sys_open(root, tree, path, O_RDONLY | O_NOFOLLOW);
	if (fd == -ENOENT)
		return 0; /* removed meanwhile */
	if (fd == -ELOOP || fd == -EINVAL || fd == -ENXIO ||
	    (fd >= 0 && (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))))
		return dax_conf_problem(c, shown, 0, "not a regular file, which is ignored");
	rc = fd < 0 ? fd : sys_read_fd(fd, CONF_FILE_MAX, &text);
	return rc < 0 ? not_read(c, shown, rc) : dax_conf_parse(c, shown, text.text, text.len);
}

static int list_dir(struct dax_conf *c, const struct sysroot *root, enum sys_tree tree,
		    struct namelist *ret)
{
	char shown[64];
	int rc = sys_list(root, tree, DIR_NAME, ret);

	if (rc == 0)
		namelist_sort(ret);
	if (rc == 0 || rc == -ENOENT)
		return 0;
	if (path_join(shown, sizeof(shown), sys_tree_name(tree), DIR_NAME) < 0)
		return -ENOMEM;
	return rc == -ENOTDIR ? dax_conf_problem(c, shown, 0, "not a directory, which is ignored")
			      : not_read(c, shown, rc);
}

int dax_conf_load(struct dax_conf *c, const struct sysroot *root)
{
	auto_namelist struct namelist lib = { 0 }, etc = { 0 };
	size_t i;
	int rc = list_dir(c, root, TREE_LIB, &lib);

	if (rc == 0)
		rc = list_dir(c, root, TREE_ETC, &etc);
	for (i = 0; rc == 0 && i < lib.count; i++)
		if (is_conf(lib.names[i]) && !has_name(&etc, lib.names[i]))
			rc = load_file(c, root, TREE_LIB, lib.names[i]);
	for (i = 0; rc == 0 && i < etc.count; i++)
		if (is_conf(etc.names[i]))
			rc = load_file(c, root, TREE_ETC, etc.names[i]);
	return rc;
}

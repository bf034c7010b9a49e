// SPDX-License-Identifier: LGPL-2.1-or-later
/* Opening of policy files, one component of the path after the other. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cxl/lib/guard/policy-path.h"

#define LINKS_MAX 40 /* as the kernel */

struct walk {
	const struct sysroot *root;
	enum sys_tree tree;
	struct unsafe_path *unsafe;
	int dir;	     /* the directory reached */
	char at[PATH_MAX];   /* its path, without a slash at the end */
	char rest[PATH_MAX]; /* the path from there */
	unsigned int links;  /* followed */
	bool in_link;	     /* the last component was from the target of a link */
	size_t link_end;     /* bytes of .rest that follow the target */
	/* The last link that is not in the target of another one, and its target. */
	char link[PATH_MAX], target[PATH_MAX];
};

/* The files of a captured tree may be owned by this user, those of a dump by any user. */
static bool owner_trusted(const struct sysroot *root, uid_t owner)
{
	return owner == 0 ||
	       (root->captured && (owner == geteuid() || root->trees[TREE_REPLIES] >= 0));
}

static void check(struct walk *w, const char *path, const struct stat *st)
{
	struct unsafe_path *u = w->unsafe;

	if (u->why.code)
		return;
	snprintf(u->path, sizeof(u->path), "%s", *path ? path : "/");
	if (!owner_trusted(w->root, st->st_uid))
		fail_set(&u->why, -EPERM, "policy_unsafe", "change its owner to root",
			 "owned by user %u, expected root", (unsigned int)st->st_uid);
	else if (st->st_mode & (S_IWGRP | S_IWOTH))
		fail_set(&u->why, -EPERM, "policy_unsafe",
			 "remove the write permission of group and others",
			 "writable by group or others");
}

/* Takes over @fd. */
static int enter(struct walk *w, int fd, bool checked)
{
	struct stat st;

	cleanup_close(&w->dir);
	w->dir = fd;
	if (fstat(fd, &st) < 0)
		return -errno;
	if (checked)
		check(w, w->at, &st);
	return 0;
}

/* The top is / on the running system. Who owns the directory of a captured tree does not matter. */
static int enter_top(struct walk *w)
{
	int fd;

	snprintf(w->at, sizeof(w->at), "%s", w->root->captured ? sys_tree_name(w->tree) : "");
	if (w->root->captured && w->root->trees[w->tree] < 0)
		return w->root->trees[w->tree];
	fd = w->root->captured
		     ? openat(w->root->trees[w->tree], ".", O_PATH | O_DIRECTORY | O_CLOEXEC)
		     : open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	return fd < 0 ? -errno : enter(w, fd, !w->root->captured);
}

static int enter_parent(struct walk *w)
{
	size_t top = w->root->captured ? strlen(sys_tree_name(w->tree)) : 0;
	char *slash = strrchr(w->at + top, '/');
	int fd;

	if (!slash)
		return 0; /* the parent of the top is the top */
	*slash = '\0';
	fd = openat(w->dir, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
	return fd < 0 ? -errno : enter(w, fd, *(w->at + top) != '\0' || !w->root->captured);
}

/* Put the target of the link @fd, called @path, in front of the rest. */
static int follow(struct walk *w, int fd, const char *path)
{
	char target[PATH_MAX], rest[PATH_MAX];
	ssize_t n = readlinkat(fd, "", target, sizeof(target) - 1);

	if (n < 0)
		return -errno;
	target[n] = '\0';
	if (++w->links > LINKS_MAX)
		return -ELOOP;
	if (!w->in_link) {
		w->link_end = strlen(w->rest);
		snprintf(w->link, sizeof(w->link), "%s", path);
		memcpy(w->target, target, sizeof(target));
	}
	memcpy(rest, w->rest, sizeof(rest));
	if (path_join(w->rest, sizeof(w->rest), target, rest) < 0)
		return -ENAMETOOLONG;
	return *target == '/' ? enter_top(w) : 0;
}

/* Remove the first component of the rest; "" at its end. */
static int next(struct walk *w, char name[NAME_MAX + 1])
{
	const char *from = w->rest + strspn(w->rest, "/");
	size_t len = strcspn(from, "/");

	if (len > NAME_MAX)
		return -ENAMETOOLONG;
	w->in_link = w->links && strlen(w->rest) > w->link_end;
	memcpy(name, from, len);
	name[len] = '\0';
	from += len + strspn(from + len, "/");
	memmove(w->rest, from, strlen(from) + 1);
	return 0;
}

static int not_found(const struct walk *w)
{
	struct unsafe_path *u = w->unsafe;

	if (w->in_link && !u->why.code) {
		memcpy(u->path, w->link, sizeof(u->path));
		fail_set(&u->why, -ENOENT, "policy_unsafe", "remove the link or create its target",
			 "dangling symbolic link to %s", w->target);
	}
	return -ENOENT;
}

/* The object called @name in the directory reached. 0: go on; else its file descriptor. */
static int step(struct walk *w, const char *name)
{
	auto_close int fd = openat(w->dir, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	char path[PATH_MAX];
	struct stat st;
	int rc = fd < 0 || fstat(fd, &st) < 0 ? -errno : 0;

	if (path_join(path, sizeof(path), w->at, name) < 0)
		return -ENAMETOOLONG;
	if (rc < 0)
		return rc == -ENOENT ? not_found(w) : rc;
	if (S_ISLNK(st.st_mode))
		return follow(w, fd, path);
	if (S_ISDIR(st.st_mode)) {
		memcpy(w->at, path, sizeof(path));
		rc = fd;
		fd = -1;
		return enter(w, rc, true);
	}
	check(w, path, &st);
	if (*w->rest)
		return -ENOTDIR;
	if (!S_ISREG(st.st_mode))
		return -EBADF;
	rc = openat(w->dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	return rc < 0 ? -errno : rc;
}

/* The directory reached, for reading. */
static int reopen(const struct walk *w)
{
	int fd = openat(w->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

static int walk(struct walk *w)
{
	char name[NAME_MAX + 1];
	int rc = enter_top(w);

	while (rc == 0) {
		rc = next(w, name);
		if (rc < 0 || str_eq(name, "."))
			continue;
		if (str_eq(name, ".."))
			rc = enter_parent(w);
		else if (*name)
			rc = step(w, name);
		else
			return reopen(w);
	}
	return rc;
}

int policy_path_open(const struct sysroot *root, enum sys_tree tree, const char *path,
		     struct unsafe_path *unsafe)
{
	struct walk w = { .root = root, .tree = tree, .unsafe = unsafe, .dir = -1 };
	int rc = root->fault ? root->fault(root->fault_data, tree, path, false) : 0;

	*unsafe = (struct unsafe_path){ 0 };
	if (rc == 0)
		rc = path_join(w.rest, sizeof(w.rest), root->captured ? "" : sys_tree_name(tree),
			       path);
	if (rc == 0)
		rc = walk(&w);
	cleanup_close(&w.dir);
	return rc;
}

// SPDX-License-Identifier: GPL-2.0-only
/* cxl-sim new: create a state directory from a tree file and a devices file. */
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cxl/sim/build.h"
#include "cxl/sim/dax.h"
#include "cxl/sim/devfile.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/security.h"
#include "cxl/sim/state.h"
#include "cxl/sim/verbs.h"
#include "util/cmd.h"

/* Directory of the example: in the source tree, or installed. */
#ifndef SIM_DATADIR
#define SIM_DATADIR "test/data"
#endif
#define SIM_INSTALLED PACKAGE_DATADIR "/cxl-utils"

struct new_args {
	const char *dir, *tree, *devices;
};

/* @path: the input file with the error, or NULL. */
static void print_error(const struct fail *why, const char *path)
{
	fprintf(stderr, "cxl-sim: %s%s%s%s%s\n", path ? path : "", path ? ": " : "", why->message,
		*why->hint ? "; " : "", why->hint);
}

static int parse_args(int argc, char **argv, struct new_args *a)
{
	const char **value;
	int i;

	*a = (struct new_args){ 0 };
	for (i = 0; i < argc; i++) {
		value = str_eq(argv[i], "--tree")      ? &a->tree
			: str_eq(argv[i], "--devices") ? &a->devices
						       : NULL;
		if (value && i + 1 < argc)
			*value = argv[++i];
		else if (argv[i][0] != '-' && !a->dir)
			a->dir = argv[i];
		else
			return -EINVAL;
	}
	return a->dir ? 0 : -EINVAL;
}

struct input {
	char path[PATH_MAX];
	char *text;
	size_t len;
};

/* Read @path, or @name of the example if it is NULL. in->path is valid on failure, too. */
static int read_input(const char *path, const char *name, struct input *in)
{
	in->text = NULL;
	if (path) {
		snprintf(in->path, sizeof(in->path), "%s", path);
	} else {
		snprintf(in->path, sizeof(in->path), "%s/%s", SIM_DATADIR, name);
		if (access(in->path, R_OK) < 0)
			snprintf(in->path, sizeof(in->path), "%s/%s", SIM_INSTALLED, name);
	}
	return sim_read_file(AT_FDCWD, in->path, &in->text, &in->len);
}

static int fill_tree(int dirfd, const struct new_args *a)
{
	struct fail why = { 0 };
	struct input in;
	int rc = read_input(a->tree, "example.tree", &in);

	if (rc < 0) {
		fprintf(stderr, "cxl-sim: cannot read '%s': %s\n", in.path, strerror(-rc));
		return rc;
	}
	if (mkdirat(dirfd, "state", 0755) < 0)
		rc = fail_set(&why, -errno, "io", NULL, "cannot create state: %s", strerror(errno));
	if (rc == 0)
		rc = build_tree(dirfd, in.text, in.len, &why);
	free(in.text);
	if (rc == 0)
		rc = default_files(dirfd, &why);
	if (rc == 0)
		rc = build_file(dirfd, "state/devices", "");
	if (rc == 0)
		rc = build_file(dirfd, "state/" SIM_MARKER, SIM_MARKER_TEXT);
	if (rc < 0)
		print_error(&why, in.path);
	return rc;
}

/* Update payload_max in sysfs, a devices file may have changed it. */
static void write_payload_max(struct sim *s, const struct sim_dev *d)
{
	char path[128], text[32];

	snprintf(path, sizeof(path), "bus/cxl/devices/%s/payload_max", d->name);
	snprintf(text, sizeof(text), "%u\n", d->payload_max);
	if (sys_exists(&s->plain, TREE_SYS, path) && sys_write(&s->plain, TREE_SYS, path, text) < 0)
		fprintf(stderr, "cxl-sim: cannot write %s/sys/%s\n", s->dir, path);
}

static int read_devices(struct sim *s, const char *path)
{
	struct fail why = { 0 };
	struct input in;
	int rc = read_input(path, "example.sim", &in);

	if (rc < 0) {
		fprintf(stderr, "cxl-sim: cannot read '%s': %s\n", in.path, strerror(-rc));
		return rc;
	}
	rc = devfile_parse(s, in.text, in.len, false, &why);
	free(in.text);
	if (rc < 0)
		print_error(&why, in.path);
	return rc;
}

static int fill_devices(struct sim *s, const struct new_args *a)
{
	size_t i;
	int rc;

	rc = default_nodes(s);
	if (rc == 0)
		rc = sim_dax_default_nodes(s);
	if (rc == 0)
		rc = default_pci(s);
	if (rc == 0)
		rc = default_devices(s);
	if (rc < 0) {
		fprintf(stderr, "cxl-sim: cannot create devices: %s\n", strerror(-rc));
		return rc;
	}
	if (a->devices || !a->tree) {
		rc = read_devices(s, a->devices);
		if (rc < 0)
			return rc;
	}
	rc = sim_dax_driver_defaults(s);
	for (i = 0; i < s->device_count; i++) {
		edac_refresh(s, &s->devices[i]);
		sim_security_refresh(s, &s->devices[i]);
		write_payload_max(s, &s->devices[i]);
	}
	return rc;
}

static int fill(const char *dir, const struct new_args *a)
{
	auto_close int dirfd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct fail why = { 0 };
	struct sim *s;
	int rc;

	rc = dirfd < 0 ? -errno : fill_tree(dirfd, a);
	if (rc < 0)
		return rc;
	s = calloc(1, sizeof(*s));
	if (!s)
		return -ENOMEM;
	rc = sim_open(s, dir, &why);
	if (rc < 0)
		print_error(&why, NULL);
	else
		rc = sim_begin(s);
	if (rc == 0) {
		rc = fill_devices(s, a);
		if (sim_end(s) < 0)
			rc = -EIO;
	}
	sim_close(s);
	free(s);
	return rc;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

/* Created in a temporary directory and renamed, so that a failure leaves nothing. */
int verb_new(int argc, char **argv)
{
	struct new_args a;
	char temp[PATH_MAX];
	int n;

	if (parse_args(argc, argv, &a) < 0) {
		fprintf(stderr, "usage: cxl-sim new DIR [--tree FILE] [--devices FILE]\n");
		return EXIT_USAGE;
	}
	n = snprintf(temp, sizeof(temp), "%s", a.dir);
	while (n > 1 && temp[n - 1] == '/')
		n--;
	if ((size_t)n + 8 > sizeof(temp))
		return EXIT_USAGE;
	memcpy(temp + n, ".XXXXXX", 8);
	if (!mkdtemp(temp) || chmod(temp, 0755) < 0) {
		fprintf(stderr, "cxl-sim: cannot create %s: %s\n", temp, strerror(errno));
		return EXIT_FAILED;
	}
	if (fill(temp, &a) == 0) {
		if (rename(temp, a.dir) == 0)
			return EXIT_DONE;
		fprintf(stderr, "cxl-sim: cannot create '%s': %s%s\n", a.dir, strerror(errno),
			errno == ENOTEMPTY || errno == EEXIST
				? "; remove it or use another directory"
				: "");
	}
	nftw(temp, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return EXIT_FAILED;
}

// SPDX-License-Identifier: GPL-2.0-only
/* cxl dump --redact: all files, first to learn what is to be replaced, then to replace it. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/dump/dump.h"
#include "cxl/dump/redact.h"
#include "cxl/lib/wire/codec.h"
#include "cxl/lib/wire/pci.h"
#include "util/blob.h"
#include "util/num.h"

#define TEMPORARY "redacted" /* there is no such file in a dump */
#define LABELS "labels.json"
#define SMALL 4096 /* of attributes with a serial number, and of PCI configuration space */

/* A file, link or directory: @path is below the directory @dir. */
struct file {
	int dir;
	const char *path, *name;
	const struct stat *st;
};

static bool has_content(const struct file *file)
{
	return S_ISREG(file->st->st_mode) && file->st->st_size > 0;
}

typedef int (*visit_fn)(struct redact *r, const struct file *file);

/* --- one file */

static FILE *open_file(const struct file *file)
{
	int fd = openat(file->dir, file->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	return fd < 0 ? NULL : fdopen(fd, "r");
}

static size_t read_small(const struct file *file, u8 buf[SMALL + 1])
{
	auto_file FILE *f = open_file(file);
	size_t n = f ? fread(buf, 1, SMALL, f) : 0;

	buf[n] = '\0';
	return n;
}

/* The serial number in configuration space; NULL: none. */
static u8 *find_pci_serial(u8 *config, size_t len)
{
	const struct pci_config c = { .data = config, .len = len };
	size_t at = pci_serial_offset(&c);

	return at ? config + at : NULL;
}

static bool is_attribute(const struct file *file)
{
	return str_after(file->path, "./sys/");
}

/*
 * Attributes that are a serial number: of memory devices, and of nvdimms in decimal. Other files
 * with the name id are numbers of DAX regions and trace events.
 */
static bool is_serial(const struct file *file)
{
	return is_attribute(file) &&
	       (str_eq(file->name, "serial") || str_ends(file->path, "/cxl/id"));
}

/* Not that of a kernel: "usr/lib/modules/6.12.0/config". */
static bool is_config_space(const struct file *file)
{
	return is_attribute(file) && str_eq(file->name, "config");
}

/* False: it has none. */
static bool read_serial(const struct file *file, char text[SMALL + 1], u64 *serial)
{
	text[read_small(file, (u8 *)text)] = '\0';
	text[strcspn(text, "\n")] = '\0';
	return num_u64(text, 0, serial) == 0 && *serial;
}

/* All others are texts, even if a NUL byte is in one. */
static bool is_binary(const struct file *file)
{
	return str_eq(file->path, "./proc/config.gz") ||
	       str_after(file->path, "./sys/firmware/acpi/tables/") ||
	       (is_attribute(file) && str_eq(file->name, "CDAT")) ||
	       (str_after(file->path, "./memdevs/") && str_ends(file->name, ".bin"));
}

static bool is_reply(const struct file *file)
{
	return str_after(file->path, "./replies/");
}

static void learn_lines(struct redact *r, const struct file *file)
{
	const bool is_public =
		str_eq(file->name, "features.json") || str_eq(file->name, "logs.json");
	auto_file FILE *f = open_file(file);
	auto_free char *line = NULL;
	size_t size = 0;
	ssize_t n;

	while (f && (n = getline(&line, &size, f)) > 0) {
		if (is_public)
			redact_add_public(r, line, (size_t)n);
		redact_learn_serials(r, line, (size_t)n);
	}
}

static int learn(struct redact *r, const struct file *file)
{
	u8 buf[SMALL + 1], *at;
	u64 serial;

	if (!has_content(file))
		return 0;
	if (is_serial(file)) {
		if (read_serial(file, (char *)buf, &serial))
			redact_add_serial(r, serial);
	} else if (is_config_space(file)) {
		at = find_pci_serial(buf, read_small(file, buf));
		if (at)
			redact_add_serial(r, get_le(at, 8));
	} else if (!is_attribute(file) && !is_reply(file) && !is_binary(file)) {
		learn_lines(r, file);
	}
	return r->failed ? -ENOMEM : 0;
}

static int write_small(const struct file *file, const void *data, size_t len)
{
	auto_close int fd = -1;

	if (unlinkat(file->dir, file->path, 0) < 0)
		return -errno;
	fd = dump_create(file->dir, file->path, 0600);
	return fd < 0 ? fd : write_all(fd, data, len);
}

static int replace_config(struct redact *r, const struct file *file)
{
	u8 config[SMALL + 1];
	size_t len = read_small(file, config);
	u8 *at = find_pci_serial(config, len);

	if (!at)
		return 0;
	put_le(at, 8, redact_serial(r, get_le(at, 8)));
	return write_small(file, config, len);
}

static int replace_serial(struct redact *r, const struct file *file)
{
	char text[SMALL + 1];
	u64 serial;

	if (!read_serial(file, text, &serial))
		return 0;
	snprintf(text, sizeof(text), str_after(text, "0x") ? "0x%llx\n" : "%llu\n",
		 (unsigned long long)redact_serial(r, serial));
	return write_small(file, text, strlen(text));
}

/* The name of a label as the kernel shows it (drivers/nvdimm/namespace_devs.c). */
static bool is_label(const struct file *file)
{
	return is_attribute(file) && str_eq(file->name, "alt_name");
}

static int replace_label(struct redact *r, const struct file *file)
{
	char text[SMALL + 1];
	size_t len;

	text[read_small(file, (u8 *)text)] = '\0';
	len = strcspn(text, "\n");
	if (!len)
		return 0;
	snprintf(text, sizeof(text), "label%zu\n", redact_number_of(r, &r->labels, text, len));
	return r->failed ? -ENOMEM : write_small(file, text, strlen(text));
}

static void replace_lines(struct redact *r, const struct file *file, FILE *from, FILE *to)
{
	auto_strbuf struct strbuf out = { 0 };
	auto_free char *line = NULL;
	bool has_labels = false;
	size_t size = 0;
	ssize_t n;

	while ((n = getline(&line, &size, from)) > 0) {
		out.len = 0;
		/* The name of the tool is before. */
		has_labels |= str_eq(file->name, LABELS) && strstr(line, "\"result\":");
		if (has_labels)
			redact_label(r, line, (size_t)n, &out);
		else
			redact_text(r, line, (size_t)n, &out);
		r->failed |= out.failed || ferror(from);
		if (!out.failed)
			fwrite(out.s, 1, out.len, to);
	}
}

static int replace_text(struct redact *r, const struct file *file)
{
	auto_file FILE *from = open_file(file), *to = NULL;
	int fd = dump_create(file->dir, TEMPORARY, 0600), rc = 0;

	to = fd < 0 ? NULL : fdopen(fd, "w");
	if (!from || !to)
		return -errno;
	replace_lines(r, file, from, to);
	if (fflush(to) != 0 || ferror(to))
		rc = -EIO;
	else if (r->failed)
		rc = -ENOMEM;
	else if (renameat(file->dir, TEMPORARY, file->dir, file->path) < 0)
		rc = -errno;
	if (rc < 0)
		unlinkat(file->dir, TEMPORARY, 0);
	return rc;
}

/* Attributes, and replies: no value of them is the name of a host, but may be the same word. */
static bool has_no_host(const struct file *file)
{
	return is_attribute(file) || is_reply(file);
}

/* The output of commands has values of devices in hexadecimal, as have their attributes. */
static bool has_bytes(const struct file *file)
{
	return is_attribute(file) || is_reply(file) || str_ends(file->name, ".json");
}

/* The output of a command, not a file of the system that has such a name. */
static bool is_output(const struct file *file)
{
	return str_ends(file->name, ".json") &&
	       (str_after(file->path, "./memdevs/") || !strchr(file->path + 2, '/'));
}

/*
 * What the devices replied when their labels were read, and the database of rasdaemon, are left
 * out: names and numbers have no fixed place in them.
 */
static int replace_content(struct redact *r, const struct file *file)
{
	int rc;

	if (str_ends(file->name, "-labels.jsonl") || str_ends(file->name, ".db"))
		return unlinkat(file->dir, file->path, 0) < 0 ? -errno : 0;
	if (is_config_space(file))
		return replace_config(r, file);
	if (is_serial(file))
		return replace_serial(r, file);
	if (is_label(file))
		return replace_label(r, file);
	if (is_binary(file))
		return 0;
	r->keep_hosts = has_no_host(file);
	r->keep_bytes = has_bytes(file);
	r->is_json = is_output(file);
	rc = replace_text(r, file);
	r->is_json = false;
	return rc;
}

/* --- names */

static int replace_target(struct redact *r, const struct file *file)
{
	auto_strbuf struct strbuf out = { 0 };
	char target[PATH_MAX];
	ssize_t n = readlinkat(file->dir, file->path, target, sizeof(target));
	int rc;

	if (n < 0 || n == sizeof(target))
		return n < 0 ? -errno : -ENAMETOOLONG;
	target[n] = '\0';
	rc = redact_target(r, file->path + strlen("./"), target, &out);
	if (rc < 0 || str_eq(target, out.s))
		return rc;
	if (unlinkat(file->dir, file->path, 0) < 0 || symlinkat(out.s, file->dir, file->path) < 0)
		return -errno;
	return 0;
}

static int rename_file(struct redact *r, const struct file *file)
{
	return redact_rename(r, file->dir, file->path + strlen("./"), S_ISDIR(file->st->st_mode));
}

static int replace(struct redact *r, const struct file *file)
{
	return has_content(file)	    ? replace_content(r, file)
	       : S_ISLNK(file->st->st_mode) ? replace_target(r, file)
					    : 0;
}

/* --- all files */

/* Sorted, so that the tokens of the next dump are the same. A directory after what is in it. */
static int walk(struct redact *r, int dir, const char *path, visit_fn visit)
{
	auto_namelist struct namelist names = { 0 };
	char at[PATH_MAX];
	struct file file;
	struct stat st;
	size_t i;
	int fd = openat(dir, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), rc;

	rc = fd < 0 ? -errno : namelist_read(fd, false, &names);
	if (rc == 0)
		namelist_sort(&names);
	for (i = 0; rc == 0 && i < names.count; i++) {
		if (path_join(at, sizeof(at), path, names.names[i]) < 0 ||
		    fstatat(dir, at, &st, AT_SYMLINK_NOFOLLOW) < 0)
			return -ENAMETOOLONG;
		file = (struct file){ dir, at, names.names[i], &st };
		if (S_ISDIR(st.st_mode))
			rc = walk(r, dir, at, visit);
		if (rc == 0)
			rc = visit(r, &file);
	}
	return rc;
}

int redact_dump(struct redact *r, int dir)
{
	int rc = walk(r, dir, ".", learn);

	redact_sort(r);
	if (rc == 0)
		rc = walk(r, dir, ".", rename_file);
	if (rc == 0)
		rc = walk(r, dir, ".", replace);
	r->keep_hosts = false;
	r->keep_bytes = true;
	return rc;
}

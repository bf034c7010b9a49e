/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tokens in place of what identifies a system: serial numbers, host and domain name, machine ID,
 * names of labels, and UUIDs except those of Features and logs, which are the same everywhere. The
 * same value has the same token in the whole dump.
 */
#ifndef CXL_DUMP_REDACT_H
#define CXL_DUMP_REDACT_H

#include "util/rec.h"
#include "util/strbuf.h"
#include "util/sysroot.h"

/* 0xdac7ed000001 and so on: serial numbers stay numbers. */
#define REDACT_SERIAL 0xdac7ed000000ULL
#define REDACT_UUID "dac7ed00-0000-4000-8000-"
#define REDACT_PLAIN_UUID "dac7ed00000040008000"
#define REDACT_HOST "host1"

enum redact_host {
	REDACT_FULL,
	REDACT_SHORT,  /* without domain */
	REDACT_MAPPER, /* as in names of device-mapper */
	REDACT_DOMAIN,
	REDACT_MACHINE, /* of /etc/machine-id, which boot loaders use in the command line */
	REDACT_HOSTS,
};

/* Strings in the order in which they were found. */
struct redact_names {
	char **at;
	size_t count;
};

/* A file or directory whose new name was taken, or too long. */
struct redact_taken {
	char *path; /* in the dump, with the names before the replacements */
	char *name; /* that it has instead */
};

struct redact {
	/* "": none. */
	char hosts[REDACT_HOSTS][256];
	bool keep_hosts; /* the text has none, but words that may be one: "ram", "cxl" */
	bool is_json;	 /* of a command: names are in strings, not "true" or a number */
	bool keep_bytes; /* 32 hexadecimal digits may be data as well as a UUID */
	u64 *serials;	 /* sorted once all are known */
	size_t serial_count;
	struct redact_names public_uuids, uuids, labels;
	struct redact_taken *taken;
	size_t taken_count;
	bool failed; /* out of memory */
};

/* --- redact-tokens.c */

/* The names of this host, whose files are below @root; release with redact_free(). */
void redact_start(struct redact *r, const struct sysroot *root);
void redact_add_serial(struct redact *r, u64 serial);
/* No serial is added any more. */
void redact_sort(struct redact *r);
/* The token of a serial number; @serial itself if it is not known. */
u64 redact_serial(const struct redact *r, u64 serial);
/* The number of @text in @l, from 1 on, in lower or upper case; 0: it is not in it. */
size_t redact_find_name(const struct redact_names *l, const char *text, size_t len);
/* The same; it is added if it is not in @l. */
size_t redact_number_of(struct redact *r, struct redact_names *l, const char *text, size_t len);
void redact_free(struct redact *r);

/* --- redact-text.c */

/* UUIDs in @text are public. */
void redact_add_public(struct redact *r, const char *text, size_t len);
/*
 * Add the numbers in @text that are called "serial", or are the first part of SERIAL@BDF: those
 * of devices that are gone.
 */
void redact_learn_serials(struct redact *r, const char *text, size_t len);
/* Add @text with its replacements to @out. */
void redact_text(struct redact *r, const char *text, size_t len, struct strbuf *out);
/* The same of a line of labels.json. */
void redact_label(struct redact *r, const char *line, size_t len, struct strbuf *out);
/* In all strings of the manifest @o but those that are its own words. -ENOMEM. */
int redact_strings(struct redact *r, struct rec *o) MUST_CHECK;

/* --- redact-names.c */

/* Rename the file or directory @path, below @dir, if its name has words to replace. */
int redact_rename(struct redact *r, int dir, const char *path, bool is_dir) MUST_CHECK;
/* The path of a file in the dump, as it is called after redact_rename(). */
int redact_path(struct redact *r, const char *path, char *buf, size_t size) MUST_CHECK;
/* The same of the target of the symbolic link @link; added to @out. */
int redact_target(struct redact *r, const char *link, const char *target,
		  struct strbuf *out) MUST_CHECK;

/* --- redact.c */

/* Replace in all files of the directory @dir, in their names, and in the targets of links. */
int redact_dump(struct redact *r, int dir) MUST_CHECK;

#endif

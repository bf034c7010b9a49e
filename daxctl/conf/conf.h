/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Configuration of DAX devices: sections [reconfigure-device NAME] of files, which select devices
 * and describe what they are to be. The syntax is that of ndctl v85, which reads the files with
 * iniparser. Parser and decision are pure (parse.c, match.c); load.c and facts.c are not.
 */
#ifndef DAXCTL_CONF_CONF_H
#define DAXCTL_CONF_CONF_H

#include "cxl/lib/topo/region.h"
#include "daxctl/lib/state.h"

#define CONF_FILE_MAX (1U << 20) /* bytes */
#define CONF_LINE_MAX 1024	 /* bytes, with the lines that continue it; as iniparser */
#define CONF_SECTIONS_MAX 1024	 /* of all files */
#define CONF_PROBLEMS_MAX 100	 /* more are counted only */
#define CONF_UUID_SIZE 37
#define CONF_PCI_SIZE 24

enum conf_key {
	CONF_NVDIMM_UUID,
	CONF_REGION_UUID,
	CONF_SERIAL,
	CONF_PCI,
	CONF_NODE,
	CONF_SELECTS, /* number of keys that select devices; the others are settings */
	CONF_MODE = CONF_SELECTS,
	CONF_ONLINE,
	CONF_MOVABLE,
	CONF_ALIGN,
	CONF_KEYS,
};

/* Strings are owned by struct dax_conf. */
struct conf_section {
	const char *file, *name;
	unsigned int line;
	unsigned int given;   /* bits of enum conf_key */
	unsigned int invalid; /* the same: the value is none, and matches no device */
	char nvdimm_uuid[CONF_UUID_SIZE], region_uuid[CONF_UUID_SIZE]; /* in lower case */
	char pci[CONF_PCI_SIZE];				       /* "0000:0d:00.0" */
	u64 serial, node;
	enum dax_mode mode;
	bool online, movable; /* of mode system-ram */
	u64 align;	      /* bytes; 0: not changed */
	const char *error;    /* why it cannot be applied; NULL: it can */
	unsigned int error_line;
};

struct conf_problem {
	const char *file;
	unsigned int line; /* 0: the whole file */
	const char *text;
};

/* All zero: no files. */
struct dax_conf {
	struct conf_section *at; /* in the order of the files */
	size_t count;
	struct conf_problem *problems;
	size_t problem_count;
	size_t more_problems; /* after CONF_PROBLEMS_MAX */
	bool incomplete;      /* a file could not be read: other sections may exist */
	struct arena memory;
};

void dax_conf_free(struct dax_conf *c);

#define auto_dax_conf __attribute__((cleanup(dax_conf_free)))

/*
 * Add the sections in the text of @file, and what is wrong with it. Only -ENOMEM is an error: what
 * is not valid is a problem, and makes its section unusable if the meaning depends on it.
 */
int dax_conf_parse(struct dax_conf *c, const char *file, const char *text, size_t len) MUST_CHECK;
/* -ENOMEM. @line may be 0. */
int dax_conf_problem(struct dax_conf *c, const char *file, unsigned int line, const char *text, ...)
	PRINTF_LIKE(4, 5);
/* load.c: all files, those of /etc in place of those with the same names of /usr/lib. */
int dax_conf_load(struct dax_conf *c, const struct sysroot *root) MUST_CHECK;
/* "region.uuid" */
const char *conf_key_name(enum conf_key key);

/* What the sections select a device by. */
struct conf_facts {
	unsigned int unknown;		      /* bits of enum conf_key: it could not be read */
	char nvdimm_uuids[2][CONF_UUID_SIZE]; /* of the device and of its namespace; "": none */
	char region_uuid[CONF_UUID_SIZE];     /* "": none */
	bool has_node;
	u64 node;
	struct conf_memdev {
		bool has_serial;
		u64 serial;
		char pci[CONF_PCI_SIZE]; /* "": another parent */
	} memdevs[REGION_WAYS_MAX];
	size_t memdev_count;
};

/* facts.c: those of @d. */
void conf_facts_read(const struct sysroot *root, const struct topo *t, const struct dax_node *d,
		     struct conf_facts *ret);

enum conf_match {
	CONF_MATCHES,
	CONF_NO_KEY, /* it has no key that selects devices */
	CONF_DIFFERS,
	CONF_UNKNOWN, /* a value of the device could not be read, and nothing else differs */
};

/* @key: the one that differs, or is not known. */
enum conf_match conf_section_match(const struct conf_section *s, const struct conf_facts *f,
				   enum conf_key *key) MUST_CHECK;
#define CONF_REASON_MAX 600
/* Why it does not match, in words; "" if it does. */
void conf_section_reason(const struct conf_section *s, const struct conf_facts *f, char *buf,
			 size_t size);

enum conf_result {
	CONF_RESULT_MATCH,
	CONF_RESULT_NONE,
	CONF_RESULT_AMBIGUOUS, /* .section and .other have different settings */
	CONF_RESULT_INVALID,   /* .section has a value that is not valid */
	CONF_RESULT_UNKNOWN,   /* which sections match: .key, or a file, cannot be read */
};

struct conf_choice {
	enum conf_result result;
	const struct conf_section *section, *other; /* borrowed; NULL: none */
	enum conf_key key;			    /* CONF_KEYS: a file */
};

void dax_conf_choose(const struct dax_conf *c, const struct conf_facts *f, struct conf_choice *ret);

#endif

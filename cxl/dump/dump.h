/* SPDX-License-Identifier: GPL-2.0-only */
/* cxl dump: sections, which child processes write, and what became of each. */
#ifndef CXL_DUMP_DUMP_H
#define CXL_DUMP_DUMP_H

#include <stdio.h>
#include <sys/types.h>

#include "cxl/common.h"
#include "util/temp-dir.h"

enum dump_result {
	DUMP_NOT_RUN, /* the time was up, or the device did not reply before */
	DUMP_OK,
	DUMP_DENIED, /* permission */
	DUMP_TIMEOUT,
	DUMP_UNSUPPORTED, /* by this kernel or device */
	DUMP_TRUNCATED,	  /* at the size limit */
	DUMP_FAILED,
};

struct dump_copy;
struct redact;

#define DUMP_MEMDEV "@"

/* A row of the table of sections. */
struct dump_section {
	const char *name;  /* "health"; files of a memory device are below its name */
	const char *title; /* for the manual and --list-sections */
	bool per_memdev;
	bool every_memdev;    /* with .per_memdev: also of those that were not asked for */
	bool on_request;      /* only with --with */
	bool is_check;	      /* exit status 1 is its answer, not a failure */
	bool of_dump;	      /* its command reads the other sections, after they are over */
	bool effects;	      /* reading has side effects (RISK_READ_EFFECTS); on request only */
	bool binary;	      /* the output of the command is a binary file, without an envelope */
	unsigned int seconds; /* time limit of each process */
	u64 bytes;	      /* size limit of each file */
	/*
	 * Arguments of a command of this tool, whose output in an envelope is the file. The memory
	 * device is in place of DUMP_MEMDEV, or the first operand. Or
	 */
	const char *verb[6];
	/* copy files; a negative errno ends the section. */
	int (*copy)(struct dump_copy *c);
};

const struct dump_section *dump_section_at(size_t i); /* NULL after the last one */

/* One section for the system or for one memory device. */
struct dump_job {
	const struct dump_section *section;
	const struct memdev *memdev; /* NULL: the system */
	char file[160];		     /* below the dump; "": several files, see .list */
	char replies[160];	     /* of the device, with .file */
	enum dump_result result;
	pid_t pid; /* 0: not started, or over */
	int pidfd; /* -1 */
	int list;  /* what the process copies: JSON lines, see copy.h; -1: none, or over */
	struct sys_text listed; /* the content of .list, when the process is over */
	u64 start, ms;
	int status; /* exit status, with .result */
};

struct dump {
	struct inv *inv;
	int dir;	      /* directory of the dump */
	u64 last_start;	      /* clock_ms() at which .of_dump waits no longer for the others */
	u64 end;	      /* that at which the sections must be over */
	u64 report_end;	      /* that at which the report must be complete */
	u64 archive_end;      /* that at which the archive must be complete */
	struct temp_dir temp; /* the same; that of -o DIR until it is complete */
	struct dump_job *jobs;
	size_t count;
	struct redact *redact; /* what was replaced; NULL: nothing */
	struct strbuf unread;  /* the content of DUMP_UNREAD, see from.h */
};

/* Run all jobs, those of different devices in parallel. Ends at .end at the latest. */
void dump_run(struct dump *d);
/* Add the jobs and their files to @manifest, and write the list of what could not be read. */
int dump_describe(struct dump *d, struct rec *manifest) MUST_CHECK;
/* Add name, size and checksum of a file to the object @to. */
int dump_describe_file(const struct dump *d, const char *name, struct rec *to) MUST_CHECK;
/* Write report.html about what @manifest has, and add it to @manifest. */
int dump_report(const struct dump *d, struct rec *manifest) MUST_CHECK;
const char *dump_result_name(enum dump_result r);

/* Where a dump is written to. */
struct dump_target {
	const char *name;
	char top[200]; /* the directory in the archive */
	bool archive, to_stdout;
};

/* --- archive.c */

/* Whether the suffix of @name is that of an archive; of one that cannot be written. */
bool dump_is_archive(const char *name);
bool dump_is_other_archive(const char *name);
/* Whether archives and manifests can be written: their libraries are there. */
int dump_archive_check(struct fail *why) MUST_CHECK;
int dump_describe_check(struct fail *why) MUST_CHECK;
/*
 * Write the directory as a tar archive, compressed as the suffix of the name of @to tells, to @f.
 * -EINTR; -ETIMEDOUT: not complete at .archive_end.
 */
int dump_archive(const struct dump *d, const struct dump_target *to, FILE *f,
		 struct fail *why) MUST_CHECK;

/* --- place.c */

/* Create the directories above @name, which is relative to @dir. Nobody else may read them. */
int dump_make_parents(int dir, const char *name) MUST_CHECK;
/* Create the directory @name and those above it, unless they exist. */
int dump_make_dir(int dir, const char *name) MUST_CHECK;
/* Create the file @name with the directories above it, for writing. */
int dump_create(int dir, const char *name, mode_t mode) MUST_CHECK;
int dump_open_null(void);

/*
 * @path: of -o; NULL: a name of host and time. @host: in place of the name of this host, or NULL;
 * with it, the directory in the archive is not named after @path. @name: buffer for that name.
 */
void dump_target_of(const char *path, const char *host, char *name, size_t size,
		    struct dump_target *ret);
/*
 * The directory in which the files are written first: that of the dump, or a temporary one for an
 * archive, which does not outlive this process.
 */
int dump_open_dir(struct dump *d, const struct dump_target *to, struct fail *why) MUST_CHECK;
/* Close it; remove it unless it is the dump and @keep is set. */
void dump_close_dir(struct dump *d, const struct dump_target *to, bool keep);

#endif

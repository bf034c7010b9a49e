/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cxl check: rules that look for one problem each, and what they find. Calls go one way: check.c,
 * rules.c, one file for each subject, facts.c, findings.c.
 */
#ifndef CXL_CHECK_CHECK_H
#define CXL_CHECK_CHECK_H

#include "cxl/common.h"
#include "cxl/lib/region/iomem.h"
#include "cxl/lib/topo/pci.h"

/* In order of severity. */
enum check_result {
	CHECK_PASS,
	CHECK_INFO,    /* nothing to do, or a matter of choice */
	CHECK_UNKNOWN, /* what it needs cannot be read */
	CHECK_WARN,    /* it works, but not as well as it could */
	CHECK_FAIL,    /* something does not work */
};

struct check;

/* A row of the table of rules (rules.c). */
struct check_rule {
	const char *name;  /* "memdev-driver" */
	const char *title; /* for the manual and --list-rules */
	/* Reports at least one finding; a rule that has none is unknown. */
	void (*run)(struct check *c);
};

/* NULL after the last one. Rules that find causes come before those that find consequences. */
const struct check_rule *check_rule_at(size_t i);

#define CHECK_RULES_MAX 64
#define CHECK_HASHES 4096
#define SEEN_MAX 400 /* bytes */

struct finding {
	const struct check_rule *rule;
	enum check_result result;
	enum check_result rank; /* the worst of it and its consequences */
	struct finding *next, *prev;
	struct finding *before; /* with the same hash of .device */
	struct finding *cause;	/* NULL: not known */
	char device[64];	/* "": the system */
	size_t others;		/* devices that are unknown for the same reason */
	u64 start, size;	/* addresses that it is about; size 0: none, or not known */
	char seen[SEEN_MAX];
	char action[300];  /* what to do; "": nothing */
	char command[300]; /* that does it; "": none can */
};

/* A PCI function of the class CXL memory device (0502h), or the host of a memory device. */
struct check_pci {
	char *path;		   /* below /sys */
	const char *address;	   /* the last part of it */
	const struct node *memdev; /* NULL: none */
	char driver[64];	   /* "": none */
	bool driver_known, memory_class;
};

/* What a memory device replied to one command. */
struct check_reply {
	struct mbox_reply reply;
	struct fail why; /* without reply.data */
};

struct check_device {
	struct memdev memdev;
	size_t pci; /* number in check.pci, from 1 on; 0: none */
	struct check_reply health, alerts;
};

struct check {
	struct cxl_ctx *ctx;
	bool in_dump; /* of a dump, not of other captured files */
	struct topo topo;
	const struct check_rule *rule; /* that runs now */
	struct finding *first, *last;
	struct finding *problems[CHECK_RULES_MAX]; /* the first one of each rule that has one */
	size_t problem_count;
	struct finding *by_device[CHECK_HASHES]; /* the last finding with each hash */
	struct finding spare;			 /* in place of one for which there is no memory */
	bool failed;				 /* no memory */
	/* Facts that several rules need, read once (facts.c). */
	struct check_pci *pci;
	size_t pci_count;
	int pci_rc; /* of the list of PCI functions */
	struct iomem iomem;
	int iomem_rc;
	char *log; /* lines of the kernel log about CXL, DAX and memory hot-plug */
	int log_rc;
	struct check_device *devices; /* all memory devices, see check_each_device() */
	bool asked;
	/* Of the window that was looked at last, see find_device() of platform.c. */
	const struct node *window;
	struct finding *window_cause;
};

/* --- findings.c */

/* @device: its name, or NULL for the system. */
struct finding *check_report(struct check *c, enum check_result result, const char *device,
			     const char *fmt, ...) PRINTF_LIKE(4, 5);
/* The same for what cannot be read; @hint: how it can, on a running system; NULL: not known. */
void check_unknown(struct check *c, const char *device, const char *hint, const char *fmt, ...)
	PRINTF_LIKE(4, 5);
/* The same for what a device does not have. */
void check_inform(struct check *c, const char *device, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Nothing is wrong: reported unless the rule has findings that are worse. */
void check_pass(struct check *c, const char *fmt, ...) PRINTF_LIKE(2, 3);
void finding_action(struct finding *f, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Texts from files only if they are names that this program has parsed, or check_is_word(). */
void finding_command(struct finding *f, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Whether the text, which may be that of a dump, is one word of a shell without effects. */
bool check_is_word(const char *text);
/* @cause NULL: nothing. The first cause counts. */
void finding_because(struct finding *f, struct finding *cause);
/* What to do is what solves the problem of .cause, which there is. */
void finding_solve_cause(struct finding *f);
/* The problem that @rule has found with @device, NULL: with any; NULL: none. */
struct finding *check_find(const struct check *c, const char *rule, const char *device);
/* The next one of the same rule, in the order in which they were found; NULL: none. */
struct finding *finding_next(const struct finding *f);
/* The first problem that @rule has found with any of these addresses; NULL: none. */
struct finding *check_find_addresses(const struct check *c, const char *rule, u64 start, u64 size);
/* Run one rule. */
void check_run_rule(struct check *c, const struct check_rule *rule);
/*
 * Add an object for each finding that is at least @least to @top: the worst first, each cause
 * before its consequences.
 */
void check_emit(struct check *c, enum check_result least, struct rec *top);
bool check_has_failed(const struct check *c);

/* --- facts.c */

/* Read what several rules need. -ENOMEM */
int check_gather(struct check *c) MUST_CHECK;
void check_free(struct check *c);
/*
 * Call @fn for each memory device, after all were asked for health and alert configuration: in
 * parallel, and once. Returns the number of those for which it is true.
 */
size_t check_each_device(struct check *c,
			 bool (*fn)(struct check *c, const struct check_device *d));
/* PCI functions of the class CXL memory; some may be missing if .pci_rc is an error. */
size_t check_count_functions(const struct check *c);
/* Whether it is known if @n has a driver. False: reported as unknown. */
bool check_driver_known(struct check *c, const struct node *n);
#define CHECK_ACPI_DEVICE "ACPI0017:00" /* the CXL root device */
/* The platform device, which cxl_acpi binds to: there is none if the firmware has disabled it. */
bool check_has_acpi_device(const struct check *c);
/*
 * Whether a memory device has memory of this type: the attribute "ram/size" or "pmem/size". 1, 0,
 * or a negative errno: not known.
 */
int check_has_memory(const struct check *c, const char *attr) MUST_CHECK;
/* The PCI function of @memdev; NULL: none. */
const struct check_pci *check_pci_of(const struct check *c, const struct node *memdev);
/* The last line of the kernel log about @device that has @text; "" if there is none. */
void check_log_line(const struct check *c, const char *device, const char *text, char *buf,
		    size_t size);
/* The same for any text, added to what was seen. */
void check_quote_log(const struct check *c, const char *device, struct finding *f);
/* Whether the kernel was built with the option: 'y', 'm', 'n'; 0: not known. */
char check_kernel_option(const struct check *c, const char *name);
/* The version of the kernel: 602 for Linux 6.2; 0: not known. */
u32 check_kernel_version(const struct check *c);
/* Whether the parameters of the kernel can be read. */
bool check_parameters_known(const struct check *c);
/* The value of the kernel parameter @name ("efi"), whose last occurrence counts. */
bool check_kernel_parameter(const struct check *c, const char *name, char *buf, size_t size);
/* Whether the @len bytes of @text are this name of a module or parameter, with '-' or '_'. */
bool check_is_module(const char *text, size_t len, const char *name);
#define CHECK_CMDLINE_MAX 4096 /* bytes */
/* Whether @word is in the list, which has commas and nothing else between its words. */
bool check_list_has(const char *list, const char *word);
/* Whether any of the kernel parameters @name has @word in its list. */
bool check_parameter_has(const struct check *c, const char *name, const char *word);
/* Whether the distribution is @name ("debian"), or one like it; false if that is not known. */
bool check_is_distribution(const struct check *c, const char *name);
/* Files that configure the system, such as udev rules. */
struct check_search {
	const char *dir, *suffix;
	bool only_etc; /* not below /run and /usr/lib */
	/* Whether the file is one; @text may be changed. */
	bool (*matches)(char *text, const void *data);
	const void *data;
};
/*
 * The first file of the directory below /etc, /run and /usr/lib, whose name ends in .suffix, that
 * .matches; "" if there is none. One with the same name in a later tree does not count. -ENODATA: a
 * captured tree is without some of the directories; other errors: one of them, or a file, cannot be
 * read.
 */
int check_find_file(const struct check *c, const struct check_search *s, char *path, size_t size);
/* For .matches: whether each of the words is in a line that is no comment; NULL after the last. */
bool check_has_words(char *text, const void *words);
/* Likewise: the next line that is no comment, without blanks before it; NULL: there is none. */
char *check_next_line(char **text);

/* --- rules, by subject */

void check_kernel_age(struct check *c);
void check_kernel_drivers(struct check *c);
void check_acpi(struct check *c);
void check_windows(struct check *c);
void check_firmware_ram(struct check *c);
void check_soft_reserved(struct check *c);
void check_links(struct check *c);
void check_interleave(struct check *c);
void check_pci_drivers(struct check *c);
void check_missing_memdevs(struct check *c);
void check_media(struct check *c);
void check_serials(struct check *c);
void check_ports(struct check *c);
void check_memdev_drivers(struct check *c);
void check_decoders(struct check *c);
void check_regions(struct check *c);
void check_dax(struct check *c);
void check_memory(struct check *c);
void check_health(struct check *c);
void check_alerts(struct check *c);
void check_monitor(struct check *c);
void check_udev(struct check *c);

#endif

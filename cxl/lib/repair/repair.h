/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Repair of memory through EDAC, the directories mem_repairN of a memory device
 * (drivers/edac/mem_repair.c, drivers/cxl/core/edac.c): what they offer, and plans of repairs.
 */
#ifndef CXL_REPAIR_REPAIR_H
#define CXL_REPAIR_REPAIR_H

#include "cxl/lib/plan/plan.h"
#include "cxl/lib/topo/memdev.h"

/* The numbers that identify the memory to repair, in the order in which they are written. */
enum repair_number {
	REPAIR_HPA,
	REPAIR_DPA,
	REPAIR_NIBBLE_MASK,
	REPAIR_CHANNEL,
	REPAIR_RANK,
	REPAIR_BANK_GROUP,
	REPAIR_BANK,
	REPAIR_ROW,
	REPAIR_COLUMN,
	REPAIR_SUB_CHANNEL,
	REPAIR_NUMBERS,
};

struct repair_number_desc {
	const char *name;   /* of the attribute, "bank_group" */
	const char *option; /* "bank-group" */
	/*
	 * The largest value that a command can have (CXL r3.2 8.2.10.7.1): the kernel stores the
	 * low bits of a larger one.
	 */
	u64 max;
	bool hex; /* how the kernel prints it */
};

struct repair_type {
	const char *name;   /* "row" */
	const char *kernel; /* repair_type in sysfs, "row-sparing" */
	const char *title;  /* "row sparing" */
};

enum persist_mode { PERSIST_SOFT, PERSIST_HARD, PERSIST_UNKNOWN };

/* An attribute with one of the numbers. */
struct repair_attr {
	bool exists, settable;
	bool known; /* .value was read */
	bool limits_known;
	u64 value, min, max;
};

/* mem_repairN. */
struct repair_interface {
	u64 id;				/* N */
	char name[32];			/* "mem_repair0" */
	char type_text[32];		/* of the kernel; "": not read */
	const struct repair_type *type; /* NULL: not known */
	enum persist_mode persist_mode;
	bool persist_settable;
	bool safe_known, safe; /* repair_safe_when_in_use */
	bool startable;	       /* has the attribute that starts a repair */
	struct repair_attr attrs[REPAIR_NUMBERS];
};

struct repair_list {
	char path[96]; /* the directory with the interfaces, below /sys */
	struct repair_interface *at;
	size_t count;
};

const struct repair_number_desc *repair_number_desc(enum repair_number n);
/* NULL: no such type. */
const struct repair_type *repair_type_find(const char *name);
const char *persist_mode_name(enum persist_mode mode);

/*
 * Read the interfaces of @m, sorted by number. OUTCOME_UNSUPPORTED if it has none. What cannot be
 * read of an interface is missing.
 */
int repair_list_read(const struct memdev *m, struct repair_list *ret, struct fail *why) MUST_CHECK;
void repair_list_free(struct repair_list *l);

#define auto_repair_list __attribute__((cleanup(repair_list_free)))

struct repair_request {
	const struct memdev *m;
	const struct repair_type *type;
	enum persist_mode persist_mode;
	bool given[REPAIR_NUMBERS];
	u64 values[REPAIR_NUMBERS];
};

/*
 * Add the steps of a repair. *@ret: its interface. After a hard repair, the mode is soft again if
 * it was; if that fails, the repair is done all the same.
 */
int plan_repair(struct plan *p, const struct repair_request *rq, const struct repair_list *l,
		const struct repair_interface **ret, struct fail *why) MUST_CHECK;
/*
 * The risk of the repair, and for one that is destructive a description for the prompt, otherwise
 * "". A hard repair cannot be undone. One that is not safe loses the data of persistent memory.
 */
enum risk repair_risk(const struct repair_request *rq, const struct repair_interface *i,
		      char *description, size_t size);
/* What the memory is called: "dpa 0x1000, row 0x2". */
void repair_location(const struct repair_request *rq, char *buf, size_t size);
/* The reason for the error of the step number @failed of @p, or a hint. */
void repair_explain(const struct repair_request *rq, const struct plan *p, size_t failed,
		    struct fail *why);

#endif

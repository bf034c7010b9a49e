/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Features of a memdev: list them, read them, and set them with comparison before and after. The
 * format of their values is in wire/feature.h.
 */
#ifndef CXL_FEATURE_H
#define CXL_FEATURE_H

#include "cxl/lib/mailbox/exec.h"
#include "cxl/lib/wire/feature.h"

/* Interface that sets a Feature. */
enum feature_route {
	FEATURE_ROUTE_NONE,
	FEATURE_ROUTE_EDAC,
	FEATURE_ROUTE_FWCTL,
	FEATURE_ROUTE_MCTP, /* of a component that is no device of this host */
};

struct feature {
	char name[48]; /* "patrol-scrub", or "unknown-" and the UUID's first part */
	char uuid[UUID_TEXT_LEN + 1];
	const struct feature_desc *desc; /* NULL: no table for it */
	bool listed;			 /* .entry was read from the device through fwctl */
	struct feature_entry entry;
	char edac[40]; /* name of its first EDAC directory, "scrub0" or "ecs_fru0"; "": none */
	u16 groups;
	enum feature_route route;
	enum fwctl_scope scope; /* FEATURE_ROUTE_FWCTL: the lowest scope that its effects permit */
	struct fail refusal;	/* FEATURE_ROUTE_NONE: the reason */
};

struct feature_list {
	struct feature *at;
	size_t count;
	struct fail incomplete; /* .code set: fwctl or EDAC could not be read completely */
	bool fwctl_incomplete;	/* fwctl could not */
};

/*
 * Every Feature of @memdev that fwctl or EDAC provides. -EOPNOTSUPP if there is none. If one
 * of them exists, but cannot be read, or only a part, ret->incomplete has the reason.
 */
int feature_list_read(const struct memdev *m, struct feature_list *ret,
		      struct fail *why) MUST_CHECK;
void feature_list_done(struct feature_list *l);
/* Find by name, UUID or a unique prefix of either. @why lists the candidates on failure. */
int feature_find(const struct feature_list *l, const char *text, const struct feature **ret,
		 struct fail *why) MUST_CHECK;

/* The Features whose format is known, of any device, without entries; groups are not limited. */
int feature_list_known(struct feature_list *ret) MUST_CHECK;

/* The Features of the table, and only they. */
static inline bool feature_kernel_owned(const struct feature *f)
{
	return f->desc != NULL;
}

#define auto_feature_list __attribute__((cleanup(feature_list_done)))

/* --- values */

/* The value of a Feature: .values for Features with a table, .data for others. */
struct feature_image {
	u8 *data; /* Get Feature data; NULL: read through EDAC */
	u32 len;
	struct feature_value *values;
	size_t count;
	struct fail incomplete; /* .code set: some values could not be read */
};

int feature_get(const struct memdev *m, const struct feature *f, enum feature_selection sel,
		struct feature_image *ret, struct fail *why) MUST_CHECK;
void feature_image_done(struct feature_image *im);
const struct feature_value *feature_image_find(const struct feature_image *im,
					       const struct feature_field *field, u16 group);
/* Add the value to the object @out: fields by name, or "data". */
void feature_image_print(const struct feature *f, const struct feature_image *im, struct rec *out);
/* Whether selection @sel can be read: current always, others if the entry says so. */
bool feature_offers(const struct feature *f, enum feature_selection sel);

#define auto_feature_image __attribute__((cleanup(feature_image_done)))

/* --- setting */

#define FEATURE_PAIRS_MAX 64

/* The requested values, parsed and checked before any device is accessed. */
struct feature_request {
	struct feature_value set[FEATURE_PAIRS_MAX], expect[FEATURE_PAIRS_MAX];
	size_t set_count, expect_count;
	u8 *data, *expect_data; /* whole bytes instead of fields; owned; NULL: none */
	u32 len, expect_len, offset;
	bool use_default; /* set to the default value */
	bool force;	  /* even if the device is in use */
};

/* "key=value" texts of the user. */
struct feature_pairs {
	const char *const *at;
	size_t count;
	bool expected; /* of --if-current, not to be set */
};

/* Bytes specified instead of fields. */
struct feature_bytes {
	const u8 *data;
	size_t len;
	u32 offset;
	bool partial; /* --offset was specified, so that a part of the data is enough */
};

/* Parse and check the arguments of the user, and add them to @rq. Pure. */
int feature_request_pairs(const struct feature *f, const struct feature_pairs *pairs,
			  struct feature_request *rq, struct fail *why) MUST_CHECK;
int feature_request_bytes(const struct feature *f, const struct feature_bytes *bytes,
			  struct feature_request *rq, struct fail *why) MUST_CHECK;
void feature_request_done(struct feature_request *rq);

#define auto_feature_request __attribute__((cleanup(feature_request_done)))

/* One attribute to write. */
struct feature_write {
	char path[128]; /* below /sys */
	char value[24];
	struct feature_value to;
};

struct feature_result {
	struct feature_image old, new; /* in a dry run, .new is the expected value */
	bool has_new;
	bool planned; /* all values have been read; .changed and .old are valid */
	bool changed;
	bool verified;		  /* the value read back is the value that was set */
	bool differs;		  /* it is another one: feature_set() failed, .new is valid */
	bool not_comparable;	  /* its layout and that of the value set are not known */
	const char *takes_effect; /* "now", "cold_reset", ...; NULL: not known */
	bool taints;
	u64 taint_before, taint_after;
	struct feature_write *writes; /* FEATURE_ROUTE_EDAC, in the order of writing */
	size_t write_count;
	bool force; /* of the request */
	u8 *set;    /* FEATURE_ROUTE_FWCTL: data of Set Feature */
	u32 set_len, set_offset;
};

/*
 * Record that a change of @f, NULL if it was not found, was refused by a read before it. Not
 * recorded are other outcomes, and refusals that depend on the current value.
 */
void feature_record_refusal(const struct memdev *m, const struct feature *f,
			    const struct fail *why);
/* Read and compare, without a change: whether feature_set() would fail before its first change. */
int feature_check(const struct memdev *m, const struct feature *f, const struct feature_request *rq,
		  struct fail *why) MUST_CHECK;
/*
 * Read, compare, set what differs, verify. @ret is filled in up to the step that failed. In a dry
 * run nothing is set; OUTCOME_REFUSED with ret->planned: the plan in @ret would be refused.
 */
int feature_set(const struct memdev *m, const struct feature *f, const struct feature_request *rq,
		struct feature_result *ret, struct fail *why) MUST_CHECK;
void feature_result_done(struct feature_result *r);

#define auto_feature_result __attribute__((cleanup(feature_result_done)))

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decisions about Features that need no device: pure, and shared by the job's parts. */
#ifndef CXL_FEATURE_PLAN_H
#define CXL_FEATURE_PLAN_H

#include "cxl/lib/feature/feature.h"

/* What a decision rests on besides the Feature itself. */
struct feature_facts {
	bool rawio;  /* this process has CAP_SYS_RAWIO */
	bool no_set; /* Set Feature is known to be missing from the device */
};

/* The lowest scope in which fwctl lets these effects pass. */
enum fwctl_scope feature_scope(u16 effects);
/* Fills in f->route, f->scope and f->refusal from what is known of the rest. */
void feature_decide(struct feature *f, const struct feature_facts *facts);
/* "now", or the mildest reset after which a setting counts. */
const char *feature_takes_effect(const struct feature *f);

/* EDAC's text of a value, and back. */
void feature_edac_text(const struct feature_field *f, u64 value, char *buf, size_t size);
int feature_edac_parse(const struct feature_field *f, const char *text, u64 *ret) MUST_CHECK;
/* "bus/edac/devices/cxl_mem0/ecs_fru1/mode", by field and group of @v. */
int feature_edac_path(const struct feature *f, const char *memdev, const struct feature_value *v,
		      char *buf, size_t size) MUST_CHECK;

/* @v against what the Feature itself says: min_X, max_X and X_capable. */
int feature_limits_check(const struct feature *f, const struct feature_image *old,
			 const struct feature_value *v, struct fail *why) MUST_CHECK;
/* Switching off comes first and switching on last, so that no half-set state is active. */
void feature_writes_sort(struct feature_write *w, size_t count);

/* --- transfer.c: commands 0501h and 0502h */
int feature_read(const struct memdev *m, const struct feature_entry *e, enum feature_selection sel,
		 u8 *buf, struct fail *why) MUST_CHECK;
/* A part of the data of Set Feature. */
struct feature_chunk {
	const u8 *data;
	u32 len, offset; /* bytes */
};

int feature_send(const struct memdev *m, const struct feature *f, const struct feature_chunk *chunk,
		 struct fail *why) MUST_CHECK;

/* --- edac.c, fwctl.c: plan, then apply; r->old is filled in before. */
int feature_edac_plan(const struct memdev *m, const struct feature *f,
		      const struct feature_request *rq, struct feature_result *r,
		      struct fail *why) MUST_CHECK;
int feature_edac_apply(const struct memdev *m, const struct feature *f, struct feature_result *r,
		       struct fail *why) MUST_CHECK;
int feature_fwctl_plan(const struct memdev *m, const struct feature *f,
		       const struct feature_request *rq, struct feature_result *r,
		       struct fail *why) MUST_CHECK;
int feature_fwctl_apply(const struct memdev *m, const struct feature *f, struct feature_result *r,
			struct fail *why) MUST_CHECK;
/* Append a copy of @value. */
int feature_image_add(struct feature_image *im, const struct feature_value *value) MUST_CHECK;
/* Copy of @old with the values of @set in it, for dry runs. */
int feature_image_predict(const struct feature_image *old, const struct feature_value *set,
			  size_t count, struct feature_image *ret) MUST_CHECK;

#endif

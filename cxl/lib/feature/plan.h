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
void feature_edac_text(const struct feature_field *f, u64 value, char *buf, size_t room);
int feature_edac_parse(const struct feature_field *f, const char *text, u64 *ret) MUST_CHECK;
/* "bus/edac/devices/cxl_mem0/ecs_fru1/mode" */
int feature_edac_path(const struct feature *f, const char *memdev,
		      const struct feature_field *field, u16 group, char *buf,
		      size_t room) MUST_CHECK;

/* Calls @fn for every field: first those that do not repeat, then group by group. */
int feature_fields_walk(const struct feature_desc *d, u16 groups,
			int (*fn)(void *data, const struct feature_field *f, u16 group),
			void *data);
/* "fru1_mode" */
void feature_key(const struct feature_desc *d, const struct feature_field *f, u16 group, char *buf,
		 size_t room);
/* @v against what the Feature itself says: min_X, max_X and X_capable. */
int feature_limits_check(const struct feature *f, const struct feature_image *old,
			 const struct feature_value *v, struct fail *why) MUST_CHECK;
/* Switching off comes first and switching on last, so that no half-set state is active. */
void feature_writes_sort(struct feature_write *w, size_t count);

/* --- feature-transfer.c: commands 0501h and 0502h */
int feature_read(struct cxl_ctx *ctx, const struct node *memdev, const struct feature_entry *e,
		 enum feature_selection sel, u8 *buf, struct fail *why) MUST_CHECK;
int feature_send(struct cxl_ctx *ctx, const struct node *memdev, const struct feature *f,
		 u32 offset, const u8 *data, u32 len, struct fail *why) MUST_CHECK;

/* --- feature-edac.c, feature-fwctl.c: plan, then carry out; r->old is filled in before. */
int feature_edac_plan(struct cxl_ctx *ctx, const struct node *memdev, const struct feature *f,
		      const struct feature_request *want, struct feature_result *r,
		      struct fail *why) MUST_CHECK;
int feature_edac_apply(struct cxl_ctx *ctx, const struct node *memdev, const struct feature *f,
		       struct feature_result *r, struct fail *why) MUST_CHECK;
int feature_fwctl_plan(struct cxl_ctx *ctx, const struct node *memdev, const struct feature *f,
		       const struct feature_request *want, struct feature_result *r,
		       struct fail *why) MUST_CHECK;
int feature_fwctl_apply(struct cxl_ctx *ctx, const struct node *memdev, const struct feature *f,
			struct feature_result *r, struct fail *why) MUST_CHECK;
/* Copy of @old with the values of @set in it, for dry runs. */
int feature_image_predict(const struct feature_image *old, const struct feature_value *set,
			  size_t count, struct feature_image *ret) MUST_CHECK;

#endif

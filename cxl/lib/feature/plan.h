/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Decisions about Features that need no device access, and the steps of setting one. */
#ifndef CXL_FEATURE_PLAN_H
#define CXL_FEATURE_PLAN_H

#include "cxl/lib/feature/feature.h"

/* Facts about the system that a decision depends on. */
struct feature_facts {
	bool rawio;			/* this process has CAP_SYS_RAWIO */
	bool no_set;			/* the device does not support Set Feature */
	bool disabled;			/* no driver is bound, without which EDAC has nothing */
	const struct fail *edac_unread; /* why it is not known what EDAC provides; NULL: it is */
};

/* The lowest fwctl scope that permits @effects. */
enum fwctl_scope feature_scope(u16 effects);
/* Fill in .route, .scope and .refusal from the other members. */
void feature_decide(struct feature *f, const struct feature_facts *facts);
/*
 * "now", or the least reset after which a setting takes effect; NULL: not known, since only fwctl
 * tells the declared effects.
 */
const char *feature_takes_effect(const struct feature *f);
/* A setting becomes the current value at a reset only. */
bool feature_waits_for_reset(const struct feature *f);

/*
 * Convert a value to the text of its EDAC attribute, and back. -EBADMSG: not a value of the field;
 * -ENODATA: none, see sysdir_read_u64().
 */
void feature_edac_text(const struct feature_field *f, u64 value, char *buf, size_t size);
int feature_edac_parse(const struct feature_field *f, const char *text, u64 *ret) MUST_CHECK;
/* Path of the attribute of @v, "bus/edac/devices/cxl_mem0/ecs_fru1/mode". */
int feature_edac_path(const struct feature *f, const char *memdev, const struct feature_value *v,
		      char *buf, size_t size) MUST_CHECK;

/* OUTCOME_UNSUPPORTED: the device lacks Set Feature. */
int feature_no_set_command(struct fail *why);
/*
 * Check @v against what the device reports: min_X, max_X, X_capable and, of "cycle_hours",
 * "cycle_changeable".
 */
int feature_limits_check(const struct feature *f, const struct feature_image *old,
			 const struct feature_value *v, struct fail *why) MUST_CHECK;
/* Sort for writing: disabling first and enabling last, so that no partial setting is active. */
void feature_writes_sort(struct feature_write *w, size_t count);

/* --- transfer.c: commands 0501h and 0502h. @buf: e->get_size bytes. */
int feature_read(const struct memdev *m, const struct feature_entry *e, enum feature_selection sel,
		 u8 *buf, struct fail *why) MUST_CHECK;
/* A part of the data of Set Feature. */
struct feature_chunk {
	const u8 *data;
	u32 len, offset; /* bytes */
	bool force;	 /* even if the device is in use */
};

int feature_send(const struct memdev *m, const struct feature *f, const struct feature_chunk *chunk,
		 struct fail *why) MUST_CHECK;

/* --- edac.c, fwctl.c: plan, then apply; needs r->old */
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

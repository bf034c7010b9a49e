/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The event record of 128 bytes that the kernel has made a trace event from, as far as known. */
#ifndef CXL_TRACE_IMAGE_H
#define CXL_TRACE_IMAGE_H

#include "cxl/lib/trace/fields.h"
#include "cxl/lib/wire/layout.h"

struct image_row;

struct trace_image {
	const struct image_row *body; /* of this kind of event; NULL: it has no record */
	u8 bytes[EVENT_RECORD_LEN];
	bool known[EVENT_RECORD_LEN]; /* for each byte: the trace event has a field for it */
};

/* @name: of the event, without "cxl_". */
void trace_image_make(struct trace_image *image, const struct trace_record *t, const char *name);
/* Whether the field is in the record. */
bool trace_image_has(const struct trace_image *image, const char *field);
/* Add the fields of the record that are known. */
void trace_image_add(const struct trace_image *image, struct rec *out);

#endif

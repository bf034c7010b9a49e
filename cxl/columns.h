/* SPDX-License-Identifier: GPL-2.0-only */
/* Names of the columns for values that a table describes: payloads and Features. */
#ifndef CXL_COLUMNS_H
#define CXL_COLUMNS_H

#include "cxl/lib/wire/codec.h"
#include "util/column-names.h"

/* Add "OBJECT.KEY" for each of @keys to @names; @object "": "KEY". */
void columns_add(struct strbuf *names, const char *object, const char *keys);
/* The keys of a payload, without those of the records in it, which are rows of their own. */
void columns_add_layout(struct strbuf *names, const char *object, const struct layout *l);
/* The fields of all known Features, and "data" of the others. */
void columns_add_features(struct strbuf *names, const char *object);

#endif

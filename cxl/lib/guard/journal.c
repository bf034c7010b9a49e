// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The systemd journal, through libsystemd (sd-journal(3)). The library is loaded on first use, so
 * that it does not slow down the start of other commands.
 */
#include <dlfcn.h>
#include <stdio.h>

#include "cxl/lib/guard/journal.h"
#include "util/strbuf.h"

#define LOCAL_ONLY 1 /* SD_JOURNAL_LOCAL_ONLY */

struct sd_journal;

struct library {
	int (*open)(struct sd_journal **ret, int flags);
	int (*add_match)(struct sd_journal *j, const void *data, size_t size);
	int (*next)(struct sd_journal *j);
	int (*get_data)(struct sd_journal *j, const char *field, const void **data, size_t *len);
	void (*close)(struct sd_journal *j);
};

/* dlsym() returns functions as object pointers, which C cannot convert: copy instead. */
static bool symbol(void *handle, const char *name, void *function)
{
	void *found = dlsym(handle, name);

	memcpy(function, &found, sizeof(found));
	return found != NULL;
}

static bool library_load(struct library *l)
{
	void *handle = dlopen("libsystemd.so.0", RTLD_NOW);

	return handle && symbol(handle, "sd_journal_open", &l->open) &&
	       symbol(handle, "sd_journal_add_match", &l->add_match) &&
	       symbol(handle, "sd_journal_next", &l->next) &&
	       symbol(handle, "sd_journal_get_data", &l->get_data) &&
	       symbol(handle, "sd_journal_close", &l->close);
}

static int walk(const struct library *l, struct sd_journal *j, const char *identifier,
		void (*take)(void *data, const char *line, size_t len), void *data)
{
	static const char field[] = "MESSAGE=";
	const char *message;
	char match[128];
	const void *raw;
	size_t len;
	int rc;

	snprintf(match, sizeof(match), "SYSLOG_IDENTIFIER=%s", identifier);
	rc = l->add_match(j, match, 0);
	while (rc >= 0 && (rc = l->next(j)) > 0) {
		auto_strbuf struct strbuf line = { 0 };

		if (l->get_data(j, "MESSAGE", &raw, &len) < 0 || len < sizeof(field) - 1)
			continue;
		message = (const char *)raw + sizeof(field) - 1;
		strbuf_addf(&line, "%s: ", identifier);
		strbuf_add(&line, message, len - (sizeof(field) - 1));
		if (!line.failed)
			take(data, line.s, line.len);
	}
	return rc;
}

int journal_lines(const char *identifier, void (*take)(void *data, const char *line, size_t len),
		  void *data)
{
	struct sd_journal *j = NULL;
	struct library l;
	int rc;

	if (!library_load(&l))
		return -EOPNOTSUPP;
	rc = l.open(&j, LOCAL_ONLY);
	if (rc < 0)
		return rc;
	rc = walk(&l, j, identifier, take, data);
	l.close(j);
	return rc;
}

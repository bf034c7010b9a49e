// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The systemd journal, through libsystemd (sd-journal(3)). The library is loaded on first use, so
 * that it does not slow down the start of other commands.
 */
#include <stdio.h>

#include "cxl/lib/guard/journal.h"
#include "util/library.h"

#define SONAME "libsystemd.so.0"

LIBRARY_NOTE(systemd, SONAME, "journal", "Audit records in the systemd journal", "recommended");

#define LOCAL_ONLY 1 /* SD_JOURNAL_LOCAL_ONLY */
#define SYSTEM 4     /* SD_JOURNAL_SYSTEM: not the journals of users */

struct sd_journal;

struct library {
	int (*open)(struct sd_journal **ret, int flags);
	int (*add_match)(struct sd_journal *j, const void *data, size_t size);
	int (*next)(struct sd_journal *j);
	int (*get_data)(struct sd_journal *j, const char *field, const void **data, size_t *len);
	int (*get_time)(struct sd_journal *j, uint64_t *ret);
	int (*get_monotonic)(struct sd_journal *j, uint64_t *ret, void *boot_id);
	int (*get_cutoff)(struct sd_journal *j, uint64_t *from, uint64_t *to);
	void (*close)(struct sd_journal *j);
};

static int load(struct library *l)
{
	const struct library_symbol symbols[] = {
		{ "sd_journal_open", &l->open },
		{ "sd_journal_add_match", &l->add_match },
		{ "sd_journal_next", &l->next },
		{ "sd_journal_get_data", &l->get_data },
		{ "sd_journal_get_realtime_usec", &l->get_time },
		{ "sd_journal_get_monotonic_usec", &l->get_monotonic },
		{ "sd_journal_get_cutoff_realtime_usec", &l->get_cutoff },
		{ "sd_journal_close", &l->close },
		{ 0 },
	};

	return library_load(SONAME, symbols, NULL);
}

/* Only matches of different fields are combined with "and". _UID cannot be set by the sender. */
static int select_entries(const struct library *l, struct sd_journal *j, const char *identifier)
{
	char match[128];
	int rc;

	snprintf(match, sizeof(match), "SYSLOG_IDENTIFIER=%s", identifier);
	rc = l->add_match(j, match, 0);
	return rc < 0 ? rc : l->add_match(j, "_UID=0", 0);
}

static int walk(const struct library *l, struct sd_journal *j,
		void (*take)(void *data, const struct journal_entry *e), void *data)
{
	static const char field[] = "MESSAGE=";
	struct journal_entry e;
	uint64_t when, uptime;
	const void *raw;
	size_t len;
	int rc;

	while ((rc = l->next(j)) > 0) {
		e = (struct journal_entry){ .message = "", .when = UINT64_MAX };
		if (l->get_time(j, &when) >= 0)
			e.when = when;
		/* Without an id: -ESTALE for an entry of another boot; else that is not known. */
		e.this_boot = l->get_monotonic(j, &uptime, NULL) != -ESTALE;
		rc = l->get_data(j, "MESSAGE", &raw, &len);
		if (rc >= 0 && len >= sizeof(field) - 1) {
			e.message = (const char *)raw + sizeof(field) - 1;
			e.len = len - (sizeof(field) - 1);
		}
		take(data, &e);
	}
	return rc;
}

int journal_messages(const char *identifier,
		     void (*take)(void *data, const struct journal_entry *e), void *data,
		     u64 *oldest)
{
	struct sd_journal *j = NULL;
	uint64_t from = 0, to = 0;
	struct library l;
	int rc;

	if (load(&l) < 0)
		return -EOPNOTSUPP;
	rc = l.open(&j, LOCAL_ONLY | SYSTEM);
	if (rc < 0)
		return rc;
	rc = l.get_cutoff(j, &from, &to);
	if (rc == 0)
		rc = -ENODATA;
	if (rc > 0)
		rc = select_entries(&l, j, identifier);
	if (rc >= 0)
		rc = walk(&l, j, take, data);
	if (rc >= 0)
		*oldest = from;
	l.close(j);
	return rc;
}

// SPDX-License-Identifier: GPL-2.0-only
/* The journal, with a libsystemd of a few entries: the functions of dlopen(3) are wrapped. */
#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/guard/audit-read.h"
#include "cxl/lib/guard/journal.h"
#include "test/unit/fixture.h"
#include "util/strbuf.h"

#define LOCAL_ONLY 1 /* sd-journal(3) */
#define SYSTEM 4

static const struct entry {
	const char *identifier, *uid, *message;
} entries[] = {
	{ "SYSLOG_IDENTIFIER=cxl", "_UID=0", "MESSAGE=first" },
	{ "SYSLOG_IDENTIFIER=cxl", "_UID=1000", "MESSAGE=of a user" },
	{ "SYSLOG_IDENTIFIER=login", "_UID=0", "MESSAGE=of another program" },
	{ "SYSLOG_IDENTIFIER=cxl", "_UID=0", NULL },
	{ "SYSLOG_IDENTIFIER=cxl", "_UID=0", "MES" },
	{ "SYSLOG_IDENTIFIER=cxl", "_UID=0", "MESSAGE=" },
	{ "SYSLOG_IDENTIFIER=cxl", "_UID=0", "MESSAGE=last, longer" },
	{ "SYSLOG_IDENTIFIER=cxl-audit", "_UID=0",
	  "MESSAGE={\"event\":\"intent\",\"time\":\"2026-11-20T08:00:00.123456Z\",\"pid\":7,\"number\":1,"
	  "\"device\":\"mem5\",\"path\":\"p\"}" },
	{ "SYSLOG_IDENTIFIER=cxl-audit", "_UID=0", "MESSAGE={\"event\":\"intent\"" },
};

static struct {
	const char *missing; /* this symbol, or the library if "" */
	int open_rc, match_rc, next_rc, cutoff_rc;
	u64 oldest;

	size_t at;
	char matches[2][64];
	size_t match_count;
	int flags, open;
	bool unloaded;
} fake;

struct sd_journal;

static int fake_open(struct sd_journal **ret, int flags)
{
	if (fake.open_rc < 0)
		return fake.open_rc;
	*ret = (struct sd_journal *)&fake;
	fake.flags = flags;
	fake.open++;
	return 0;
}

static void fake_close(struct sd_journal *j)
{
	assert_ptr_equal(j, &fake);
	fake.open--;
}

static int fake_add_match(struct sd_journal *j, const void *data, size_t size)
{
	assert_int_equal(size, 0);
	assert_in_range(fake.match_count, 0, ARRAY_SIZE(fake.matches) - 1);
	if (fake.match_rc < 0 && fake.match_count == 1)
		return fake.match_rc;
	snprintf(fake.matches[fake.match_count++], sizeof(fake.matches[0]), "%s",
		 (const char *)data);
	return 0;
}

static bool matches(const struct entry *e)
{
	size_t i;

	for (i = 0; i < fake.match_count; i++)
		if (!str_eq(fake.matches[i], e->identifier) && !str_eq(fake.matches[i], e->uid))
			return false;
	return true;
}

static int fake_next(struct sd_journal *j)
{
	while (fake.at < ARRAY_SIZE(entries))
		if (matches(&entries[fake.at++]))
			return 1;
	return fake.next_rc;
}

static int fake_get_data(struct sd_journal *j, const char *field, const void **data, size_t *len)
{
	const struct entry *e = &entries[fake.at - 1];

	assert_string_equal(field, "MESSAGE");
	if (!e->message)
		return -ENOENT;
	*data = e->message;
	*len = strlen(e->message);
	return 0;
}

/* 10, 20, ... for the first, second entry; that of the sixth is not known. */
static int fake_time(struct sd_journal *j, uint64_t *ret)
{
	if (fake.at == 6)
		return -ENODATA;
	*ret = fake.at * 10;
	return 0;
}

/* The first two are of an earlier boot; for the third it cannot be told. */
static int fake_monotonic(struct sd_journal *j, uint64_t *ret, void *boot_id)
{
	assert_null(boot_id);
	*ret = 5;
	return fake.at <= 2 ? -ESTALE : fake.at == 3 ? -EIO : 0;
}

static int fake_cutoff(struct sd_journal *j, uint64_t *from, uint64_t *to)
{
	if (fake.cutoff_rc > 0)
		*from = fake.oldest;
	return fake.cutoff_rc;
}

static const struct {
	const char *name;
	void (*function)(void);
} symbols[] = {
	{ "sd_journal_open", (void (*)(void))fake_open },
	{ "sd_journal_close", (void (*)(void))fake_close },
	{ "sd_journal_add_match", (void (*)(void))fake_add_match },
	{ "sd_journal_next", (void (*)(void))fake_next },
	{ "sd_journal_get_data", (void (*)(void))fake_get_data },
	{ "sd_journal_get_realtime_usec", (void (*)(void))fake_time },
	{ "sd_journal_get_monotonic_usec", (void (*)(void))fake_monotonic },
	{ "sd_journal_get_cutoff_realtime_usec", (void (*)(void))fake_cutoff },
};

void *__wrap_dlopen(const char *name, int flags);
void *__wrap_dlsym(void *handle, const char *name);
int __wrap_dlclose(void *handle);

void *__wrap_dlopen(const char *name, int flags)
{
	assert_string_equal(name, "libsystemd.so.0");
	return str_eq(fake.missing, "") ? NULL : &fake;
}

void *__wrap_dlsym(void *handle, const char *name)
{
	void *found = NULL;
	size_t i;

	assert_ptr_equal(handle, &fake);
	for (i = 0; i < ARRAY_SIZE(symbols); i++)
		if (str_eq(symbols[i].name, name) && !str_eq(name, fake.missing))
			memcpy(&found, &symbols[i].function, sizeof(found));
	return found;
}

/* That of the C library must not have the handle. */
int __wrap_dlclose(void *handle)
{
	assert_ptr_equal(handle, &fake);
	fake.unloaded = true;
	return 0;
}

static void take(void *data, const struct journal_entry *e)
{
	strbuf_addf(data, "[%.*s %lld%s]", (int)e->len, e->message, (long long)e->when,
		    e->this_boot ? "" : " before");
}

static int setup(void **state)
{
	memset(&fake, 0, sizeof(fake));
	fake.missing = "none";
	fake.cutoff_rc = 1;
	fake.oldest = 1234;
	return 0;
}

static void only_records_of_root_with_the_identifier_are_taken(void **state)
{
	auto_strbuf struct strbuf text = { 0 };
	u64 oldest = 0;

	assert_int_equal(journal_messages("cxl", take, &text, &oldest), 0);
	assert_string_equal(text.s, "[first 10 before][ 40][ 50][ -1][last, longer 70]");
	assert_int_equal(oldest, 1234);
	assert_int_equal(fake.flags, LOCAL_ONLY | SYSTEM);
	assert_int_equal(fake.open, 0);
}

static void assert_unreadable(int expected)
{
	auto_strbuf struct strbuf text = { 0 };
	u64 oldest = 77;

	assert_int_equal(journal_messages("cxl", take, &text, &oldest), expected);
	assert_int_equal(oldest, 77);
	assert_int_equal(fake.open, 0);
}

static void errors_are_returned_and_the_oldest_record_is_unknown(void **state)
{
	fake.open_rc = -EACCES;
	assert_unreadable(-EACCES);
	setup(state);
	fake.cutoff_rc = -EIO;
	assert_unreadable(-EIO);
	setup(state);
	fake.cutoff_rc = 0; /* the journal is empty */
	assert_unreadable(-ENODATA);
	setup(state);
	fake.match_rc = -ENOMEM;
	assert_unreadable(-ENOMEM);
	setup(state);
	fake.next_rc = -EBADMSG;
	assert_unreadable(-EBADMSG);
}

static void without_the_library_there_is_no_journal(void **state)
{
	size_t i;

	fake.missing = "";
	assert_unreadable(-EOPNOTSUPP);
	for (i = 0; i < ARRAY_SIZE(symbols); i++) {
		setup(state);
		fake.missing = symbols[i].name;
		assert_unreadable(-EOPNOTSUPP);
		assert_true(fake.unloaded);
	}
}

/* @since: microseconds since 1970 from which on all records are wanted; 0: since boot. */
static void read_audit(u64 since, struct audit_sources *ret)
{
	/* The clock was wrong when the records were written. */
	const struct audit_query q = { .since = since ? "" : "2050",
				       .until = "",
				       .since_boot = !since,
				       .covered_since = since ? since : 2000 };
	auto_rec struct rec *records = rec_new_arr();
	struct fail why = { 0 };
	struct cxl_ctx ctx;
	struct fixture f;

	fixture_open(&f, "d sys\n");
	assert_int_equal(ctx_open(&ctx, f.dir, &why), 0);
	ctx.root.captured = false; /* the journal of a captured system is not read */
	audit_read(&ctx, &q, records, ret);
	assert_int_equal(records->count, 1);
	assert_string_equal(rec_get_str(records->first, "device"), "mem5");
	assert_int_equal(ret->read, 1);
	assert_int_equal(ret->bad, 1);
	ctx_close(&ctx);
	fixture_close(&f);
}

static void audit_records_are_read_from_it(void **state)
{
	struct audit_sources sources;

	fake.oldest = 91;
	read_audit(91, &sources);
	assert_true(sources.complete && !sources.damaged);
	setup(state);
	fake.oldest = 92;
	read_audit(91, &sources);
	assert_true(!sources.complete && !sources.damaged);
	/* The malformed one is of 90. */
	setup(state);
	fake.oldest = 10;
	read_audit(90, &sources);
	assert_true(!sources.complete && sources.damaged);
	setup(state);
	fake.oldest = 10;
	read_audit(0, &sources);
	assert_true(!sources.complete && sources.damaged);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(only_records_of_root_with_the_identifier_are_taken, setup),
		cmocka_unit_test_setup(audit_records_are_read_from_it, setup),
		cmocka_unit_test_setup(errors_are_returned_and_the_oldest_record_is_unknown, setup),
		cmocka_unit_test_setup(without_the_library_there_is_no_journal, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

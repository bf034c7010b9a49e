// SPDX-License-Identifier: LGPL-2.1-or-later
/* Points in time as arguments. */
#include <stdio.h>
#include <time.h>

#include "util/num.h"
#include "util/time-parse.h"

#define DAY (24ULL * 60 * 60 * USEC_PER_SEC)
#define TIME_MAX (253402300800ULL * USEC_PER_SEC) /* the year 10000 */

/* As systemd.time(7); a month is 1/12 of a year of 365.25 days. */
static const struct {
	const char *name;
	u64 usec;
} units[] = {
	{ "us", 1 },
	{ "usec", 1 },
	{ "ms", 1000 },
	{ "msec", 1000 },
	{ "s", USEC_PER_SEC },
	{ "sec", USEC_PER_SEC },
	{ "second", USEC_PER_SEC },
	{ "seconds", USEC_PER_SEC },
	{ "m", DAY / 1440 },
	{ "min", DAY / 1440 },
	{ "minute", DAY / 1440 },
	{ "minutes", DAY / 1440 },
	{ "h", DAY / 24 },
	{ "hr", DAY / 24 },
	{ "hour", DAY / 24 },
	{ "hours", DAY / 24 },
	{ "d", DAY },
	{ "day", DAY },
	{ "days", DAY },
	{ "w", 7 * DAY },
	{ "week", 7 * DAY },
	{ "weeks", 7 * DAY },
	{ "M", 2629800ULL * USEC_PER_SEC },
	{ "month", 2629800ULL * USEC_PER_SEC },
	{ "months", 2629800ULL * USEC_PER_SEC },
	{ "y", 31557600ULL * USEC_PER_SEC },
	{ "year", 31557600ULL * USEC_PER_SEC },
	{ "years", 31557600ULL * USEC_PER_SEC },
};

u64 time_now(void)
{
	struct timespec t = { 0 };

	clock_gettime(CLOCK_REALTIME, &t);
	return (u64)t.tv_sec * USEC_PER_SEC + (u64)t.tv_nsec / 1000;
}

void time_format(u64 when, char *buf, size_t size)
{
	time_t seconds = (time_t)(when / USEC_PER_SEC);
	char text[32] = "";
	struct tm tm;

	buf[0] = '\0';
	if (when < TIME_MAX && gmtime_r(&seconds, &tm) &&
	    strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm))
		snprintf(buf, size, "%s.%06uZ", text, (unsigned int)(when % USEC_PER_SEC));
}

static const char *blanks(const char *s)
{
	return s + strspn(s, " ");
}

/* "1h 30min": the sum. Returns the text after it, or NULL. */
static const char *duration(const char *text, u64 *ret)
{
	u64 n, part, sum = 0;
	size_t i, len;

	do {
		text = num_prefix(text, &n);
		if (!text)
			return NULL;
		text = blanks(text);
		len = strspn(text, "abcdefghijklmnopqrstuvwxyzM");
		for (i = 0; i < ARRAY_SIZE(units); i++)
			if (strlen(units[i].name) == len && strncmp(units[i].name, text, len) == 0)
				break;
		if (i == ARRAY_SIZE(units) || __builtin_mul_overflow(n, units[i].usec, &part) ||
		    __builtin_add_overflow(sum, part, &sum))
			return NULL;
		text = blanks(text + len);
	} while (*text >= '0' && *text <= '9');
	*ret = sum;
	return text;
}

static int relative(const char *text, u64 now, u64 *ret)
{
	bool signed_text = *text == '-' || *text == '+', ago;
	const char *rest;
	u64 d;

	rest = duration(text + signed_text, &d);
	if (!rest)
		return -EINVAL;
	ago = str_eq(rest, "ago");
	if ((*rest && !ago) || (ago && signed_text))
		return -EINVAL;
	if (*text == '+') {
		*ret = MIN(now + MIN(d, TIME_MAX), TIME_MAX);
		return 0;
	}
	*ret = d < now ? now - d : 0;
	return 0;
}

/* @count digits. Returns the text after them, or NULL. */
static const char *digits(const char *text, size_t count, int *ret)
{
	int v = 0;

	for (; text && count; count--, text++) {
		if (*text < '0' || *text > '9')
			return NULL;
		v = v * 10 + *text - '0';
	}
	*ret = v;
	return text;
}

static const char *skip(const char *text, char c)
{
	return text && *text == c ? text + 1 : NULL;
}

static const char *date(const char *text, struct tm *tm)
{
	text = skip(digits(text, 4, &tm->tm_year), '-');
	text = skip(digits(text, 2, &tm->tm_mon), '-');
	text = digits(text, 2, &tm->tm_mday);
	tm->tm_year -= 1900;
	tm->tm_mon--;
	return text;
}

/* "10:00", "10:00:00" or "10:00:00.5" */
static const char *time_of_day(const char *text, struct tm *tm, u64 *usec)
{
	u64 unit = USEC_PER_SEC;

	text = skip(digits(text, 2, &tm->tm_hour), ':');
	text = digits(text, 2, &tm->tm_min);
	if (!text || *text != ':')
		return text;
	text = digits(text + 1, 2, &tm->tm_sec);
	if (!text || *text != '.' || text[1] < '0' || text[1] > '9')
		return text;
	for (text++; *text >= '0' && *text <= '9'; text++) {
		unit /= 10;
		*usec += (u64)(*text - '0') * unit;
	}
	return text;
}

/* mktime(3) and timegm(3) accept the 31st of February and change it: then it is not a date. */
static int to_usec(const struct tm *tm, bool utc, u64 usec, u64 *ret)
{
	struct tm t = *tm;
	time_t seconds;

	t.tm_isdst = -1;
	seconds = utc ? timegm(&t) : mktime(&t);
	if (seconds < 0 || t.tm_year != tm->tm_year || t.tm_mon != tm->tm_mon ||
	    t.tm_mday != tm->tm_mday || t.tm_hour != tm->tm_hour || t.tm_min != tm->tm_min ||
	    t.tm_sec != tm->tm_sec)
		return -EINVAL;
	*ret = (u64)seconds * USEC_PER_SEC + usec;
	return 0;
}

/* Midnight of the day of @now, in local time. */
static bool day_of(u64 now, bool utc, struct tm *tm)
{
	time_t seconds = (time_t)(now / USEC_PER_SEC);

	if (!(utc ? gmtime_r(&seconds, tm) : localtime_r(&seconds, tm)))
		return false;
	tm->tm_hour = tm->tm_min = tm->tm_sec = 0;
	return true;
}

static bool ends_in_utc(const char *text, size_t *len)
{
	size_t n = strlen(text);

	if (n > 1 && text[n - 1] == 'Z')
		*len = n - 1;
	else if (n > 4 && str_eq(text + n - 4, " UTC"))
		*len = n - 4;
	else
		return false;
	return true;
}

static int absolute(const char *text, u64 now, u64 *ret)
{
	size_t len = strlen(text);
	bool utc = ends_in_utc(text, &len);
	const char *at = text;
	u64 usec = 0;
	struct tm tm;

	if (!day_of(now, utc, &tm))
		return -EINVAL;
	if (strchr(text, '-')) {
		at = date(text, &tm);
		if (at && at != text + len)
			at = *at == 'T' ? at + 1 : skip(at, ' ');
	}
	if (at && at != text + len)
		at = time_of_day(at, &tm, &usec);
	return at == text + len ? to_usec(&tm, utc, usec, ret) : -EINVAL;
}

static int midnight(u64 now, int days, u64 *ret)
{
	time_t seconds;
	struct tm tm;

	if (!day_of(now, false, &tm))
		return -EINVAL;
	tm.tm_mday += days;
	tm.tm_isdst = -1;
	seconds = mktime(&tm);
	if (seconds < 0)
		return -EINVAL;
	*ret = (u64)seconds * USEC_PER_SEC;
	return 0;
}

static int epoch(const char *text, u64 *ret)
{
	u64 seconds, usec = 0, unit = USEC_PER_SEC;

	text = num_prefix(text, &seconds);
	if (!text || seconds >= TIME_MAX / USEC_PER_SEC)
		return -EINVAL;
	if (*text == '.' && text[1])
		for (text++; *text >= '0' && *text <= '9'; text++) {
			unit /= 10;
			usec += (u64)(*text - '0') * unit;
		}
	if (*text)
		return -EINVAL;
	*ret = seconds * USEC_PER_SEC + usec;
	return 0;
}

int time_parse(const char *text, u64 now, u64 *ret)
{
	static const struct {
		const char *name;
		int days;
	} days[] = { { "yesterday", -1 }, { "today", 0 }, { "tomorrow", 1 } };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(days); i++)
		if (str_eq(text, days[i].name))
			return midnight(now, days[i].days, ret);
	if (str_eq(text, "now")) {
		*ret = now;
		return 0;
	}
	if (*text == '@')
		return epoch(text + 1, ret);
	if (strchr(text, ':') || (*text != '-' && strchr(text, '-')))
		return absolute(text, now, ret);
	return relative(text, now, ret);
}

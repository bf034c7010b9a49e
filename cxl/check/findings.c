// SPDX-License-Identifier: GPL-2.0-only
/* What the rules of "cxl check" find, and in which order it is printed. */
#include <stdio.h>
#include <stdlib.h>

#include "cxl/check/check.h"

static const char *const names[] = {
	[CHECK_PASS] = "pass", [CHECK_INFO] = "info", [CHECK_UNKNOWN] = "unknown",
	[CHECK_WARN] = "warn", [CHECK_FAIL] = "fail",
};

static size_t hash_of(const char *device)
{
	u32 hash = 0;

	while (*device)
		hash = hash * 31 + (u8)*device++;
	return hash % CHECK_HASHES;
}

/* The first problem that @rule has found; NULL: none. */
static struct finding *find_problem(const struct check *c, const char *rule)
{
	size_t i;

	for (i = 0; i < c->problem_count; i++)
		if (str_eq(c->problems[i]->rule->name, rule))
			return c->problems[i];
	return NULL;
}

/* Trees that were captured may have any number of devices: nothing is searched for in a list. */
static void list(struct check *c, struct finding *f)
{
	struct finding **last = &c->by_device[hash_of(f->device)];

	f->before = *last;
	*last = f;
	if (f->result >= CHECK_WARN && c->problem_count < CHECK_RULES_MAX &&
	    !find_problem(c, f->rule->name))
		c->problems[c->problem_count++] = f;
	f->prev = c->last;
	if (c->last)
		c->last->next = f;
	else
		c->first = f;
	c->last = f;
}

static struct finding *add(struct check *c, enum check_result result, const char *device)
{
	struct finding *f = calloc(1, sizeof(*f));

	if (!f) {
		c->failed = true;
		c->spare = (struct finding){ .rule = c->rule };
		return &c->spare;
	}
	f->rule = c->rule;
	f->result = f->rank = result;
	snprintf(f->device, sizeof(f->device), "%s", device ? device : "");
	list(c, f);
	return f;
}

struct finding *check_report(struct check *c, enum check_result result, const char *device,
			     const char *fmt, ...)
{
	struct finding *f = add(c, result, device);
	va_list ap;

	va_start(ap, fmt);
	message_format(f->seen, sizeof(f->seen), fmt, ap);
	va_end(ap);
	return f;
}

#define SAME_MAX 64 /* findings */

/* The same of another device, not long ago; NULL: none. */
static struct finding *find_same(const struct check *c, enum check_result result, const char *seen)
{
	struct finding *f = c->last;
	size_t i;

	for (i = 0; f && f->rule == c->rule && i < SAME_MAX; i++, f = f->prev)
		if (f->result == result && *f->device && str_eq(f->seen, seen))
			return f;
	return NULL;
}

/* One finding for all devices of which the same is to be said. NULL: there is one already. */
static struct finding *add_once(struct check *c, enum check_result result, const char *device,
				const char *seen)
{
	struct finding *f = device ? find_same(c, result, seen) : NULL;

	if (f) {
		f->others++;
		return NULL;
	}
	f = add(c, result, device);
	snprintf(f->seen, sizeof(f->seen), "%s", seen);
	return f;
}

void check_unknown(struct check *c, const char *device, const char *hint, const char *fmt, ...)
{
	char seen[SEEN_MAX];
	struct finding *f;
	va_list ap;

	va_start(ap, fmt);
	message_format(seen, sizeof(seen), fmt, ap);
	va_end(ap);
	f = add_once(c, CHECK_UNKNOWN, device, seen);
	if (f && c->ctx->offline)
		finding_action(f, "%s",
			       c->in_dump ? "this dump does not tell it"
					  : "the captured files do not tell it");
	else if (f && hint && *hint)
		finding_action(f, "%s", hint);
}

void check_inform(struct check *c, const char *device, const char *fmt, ...)
{
	char seen[SEEN_MAX];
	va_list ap;

	va_start(ap, fmt);
	message_format(seen, sizeof(seen), fmt, ap);
	va_end(ap);
	add_once(c, CHECK_INFO, device, seen);
}

void check_pass(struct check *c, const char *fmt, ...)
{
	const struct finding *f;
	struct finding *pass;
	va_list ap;

	for (f = c->last; f && f->rule == c->rule; f = f->prev)
		if (f->result > CHECK_INFO)
			return;
	pass = add(c, CHECK_PASS, NULL);
	va_start(ap, fmt);
	message_format(pass->seen, sizeof(pass->seen), fmt, ap);
	va_end(ap);
}

void finding_action(struct finding *f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	message_format(f->action, sizeof(f->action), fmt, ap);
	va_end(ap);
}

/* A command that is cut would do something else: it is left out. */
void finding_command(struct finding *f, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(f->command, sizeof(f->command), fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(f->command))
		f->command[0] = '\0';
}

bool check_is_word(const char *text)
{
	const size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
					"0123456789_-./:");

	return len && !text[len] && *text != '-';
}

void finding_because(struct finding *f, struct finding *cause)
{
	if (!f->cause && cause != f)
		f->cause = cause;
}

void finding_solve_cause(struct finding *f)
{
	finding_action(f, "solve the problem of the rule %s first", f->cause->rule->name);
	finding_command(f, "%s", f->cause->command);
}

struct finding *check_find(const struct check *c, const char *rule, const char *device)
{
	struct finding *f, *first = NULL;

	if (!device)
		return find_problem(c, rule);
	for (f = c->by_device[hash_of(device)]; f; f = f->before)
		if (f->result >= CHECK_WARN && str_eq(f->rule->name, rule) &&
		    str_eq(f->device, device))
			first = f;
	return first;
}

struct finding *finding_next(const struct finding *f)
{
	return f->next && f->next->rule == f->rule ? f->next : NULL;
}

static bool has_addresses(const struct finding *f, u64 start, u64 size)
{
	return f->size && size && f->start <= start + (size - 1) &&
	       start <= f->start + (f->size - 1);
}

struct finding *check_find_addresses(const struct check *c, const char *rule, u64 start, u64 size)
{
	struct finding *f = find_problem(c, rule);

	while (f && !(f->result >= CHECK_WARN && has_addresses(f, start, size)))
		f = finding_next(f);
	return f;
}

void check_run_rule(struct check *c, const struct check_rule *rule)
{
	c->rule = rule;
	rule->run(c);
	if (!c->last || c->last->rule != rule)
		check_unknown(c, NULL, NULL, "not checked");
}

/* --- order */

/* The last finding first: a cause comes before what it causes, and is raised by all of that. */
static void raise_causes(const struct check *c)
{
	struct finding *f;

	for (f = c->last; f; f = f->prev)
		if (f->cause && f->cause->rank < f->rank)
			f->cause->rank = f->rank;
}

static void emit(const struct finding *f, struct rec *top)
{
	struct rec *o = rec_obj(top, NULL);

	rec_str(o, "rule", f->rule->name);
	rec_str(o, "result", names[f->result]);
	if (*f->device)
		rec_str(o, "device", f->device);
	if (f->others)
		rec_strf(o, "seen", "%s (and %zu more)", f->seen, f->others);
	else
		rec_str(o, "seen", f->seen);
	if (*f->action)
		rec_str(o, "action", f->action);
	if (*f->command)
		rec_str(o, "command", f->command);
	if (!f->cause)
		return;
	rec_str(o, "caused_by", f->cause->rule->name);
	if (*f->cause->device)
		rec_str(o, "caused_by_device", f->cause->device);
}

/* With equal ranks, in the order of the rules, which is that of cause and consequence. */
void check_emit(struct check *c, enum check_result least, struct rec *top)
{
	const struct finding *f;
	int rank;

	raise_causes(c);
	for (rank = CHECK_FAIL; rank >= CHECK_PASS; rank--)
		for (f = c->first; f; f = f->next)
			if ((int)f->rank == rank && f->result >= least)
				emit(f, top);
}

bool check_has_failed(const struct check *c)
{
	const struct finding *f;

	for (f = c->first; f; f = f->next)
		if (f->result == CHECK_FAIL)
			return true;
	return false;
}

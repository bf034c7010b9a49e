// SPDX-License-Identifier: GPL-2.0-only
/* Scripted faults, "MEMDEV TARGET KIND [ARG] [--after N] [--count N]" per line of state/faults. */
#include <fnmatch.h>
#include <inttypes.h>

#include "cxl/sim/fault.h"
#include "cxl/sim/tree.h"
#include "util/num.h"

static const struct kind {
	const char *name;
	enum fault_kind kind;
	const char *arg; /* NULL: no argument */
	u64 max;
	enum { OF_BOTH, OF_DEVICE, OF_SYSFS } of;
} kinds[] = {
	{ "none", FAULT_NONE, NULL },
	{ "code", FAULT_CODE, "return code", UINT16_MAX, OF_DEVICE },
	{ "short", FAULT_SHORT, "number of bytes", SIM_OUT_MAX, OF_DEVICE },
	{ "long", FAULT_LONG, "number of bytes", SIM_OUT_MAX, OF_DEVICE },
	{ "ones", FAULT_ONES, NULL, 0, OF_DEVICE },
	{ "late", FAULT_LATE, "number of milliseconds", SIM_OUT_MAX, OF_BOTH },
	{ "together", FAULT_TOGETHER, "number of commands", SIM_DEVICES, OF_DEVICE },
	{ "hang", FAULT_HANG, NULL, 0, OF_DEVICE },
	{ "background", FAULT_BACKGROUND, NULL, 0, OF_DEVICE },
	{ "busy", FAULT_BUSY, NULL, 0, OF_DEVICE },
	{ "timeout", FAULT_TIMEOUT, NULL, 0, OF_DEVICE },
	{ "lost", FAULT_LOST, NULL, 0, OF_DEVICE },
	{ "ignore", FAULT_IGNORE, NULL, 0, OF_BOTH },
	{ "offset-units", FAULT_OFFSET_UNITS, NULL, 0, OF_DEVICE },
	{ "flip", FAULT_FLIP, "offset of a byte", SIM_OUT_MAX, OF_DEVICE },
	{ "twice", FAULT_TWICE, NULL, 0, OF_DEVICE },
	{ "other-tag", FAULT_OTHER_TAG, NULL, 0, OF_DEVICE },
	{ "wrong-length", FAULT_WRONG_LENGTH, NULL, 0, OF_DEVICE },
	{ "errno", FAULT_ERRNO, "errno", 0, OF_BOTH },
	{ "kill", FAULT_KILL, NULL, 0, OF_SYSFS },
	{ "kill-after", FAULT_KILL_AFTER, NULL, 0, OF_SYSFS },
	{ "interrupt", FAULT_INTERRUPT, NULL, 0, OF_SYSFS },
	{ "interrupt-after", FAULT_INTERRUPT_AFTER, NULL, 0, OF_SYSFS },
};

static int invalid(struct fail *why, const char *what, const char *value, const char *expected)
{
	return fail_set(why, -EINVAL, "bad_fault", "see 'cxl-sim --help'",
			"invalid %s '%s': expected %s", what, value, expected);
}

static int unknown(struct fail *why, const char *what, const char *value)
{
	return fail_set(why, -EINVAL, "bad_fault", "see 'cxl-sim --help'", "unknown %s '%s'", what,
			value);
}

static int missing(struct fail *why, const char *what)
{
	return fail_set(why, -EINVAL, "bad_fault", "see 'cxl-sim --help'", "missing %s", what);
}

bool fault_of_sysfs(const struct sim_fault *f)
{
	return str_eq(f->memdev, "sysfs");
}

static int copy_target(struct sim_fault *f, const char *text, const char *expected,
		       struct fail *why)
{
	if (!*text || strlen(text) >= sizeof(f->target) || strpbrk(text, " \n"))
		return invalid(why, "attribute", text, expected);
	memcpy(f->target, text, strlen(text) + 1);
	return 0;
}

/* "0x0502", "0502", "doe" or "edac:scrub0/enable_background"; of sysfs "region0/commit". */
static int parse_target(struct sim_fault *f, const char *text, struct fail *why)
{
	const char *attr = str_after(text, "edac:");
	u64 opcode;

	if (str_eq(text, "doe")) {
		memcpy(f->target, text, sizeof("doe"));
		return 0;
	}
	if (fault_of_sysfs(f))
		return copy_target(f, text, "DEVICE/NAME or a pattern", why);
	if (!attr)
		attr = str_after(text, "edac-read:");
	if (attr)
		return copy_target(f, *attr ? text : attr, "edac:DIR/NAME", why);
	if (num_u64(text, 16, &opcode) < 0 || opcode > UINT16_MAX)
		return invalid(why, "opcode", text, "0x0000 to 0xffff");
	snprintf(f->target, sizeof(f->target), "0x%04x", (unsigned int)opcode);
	return 0;
}

static int parse_arg(struct sim_fault *f, const struct kind *kind, const char *text,
		     struct fail *why)
{
	char range[48];
	int err;

	if (!text)
		return missing(why, kind->arg);
	if (f->kind == FAULT_ERRNO) {
		err = errno_by_name(text);
		if (!err)
			return invalid(why, kind->arg, text, "a name such as EIO");
		f->arg = (u64)-err;
		return 0;
	}
	if (num_u64(text, 0, &f->arg) < 0 || f->arg > kind->max) {
		snprintf(range, sizeof(range), "0 to %" PRIu64, kind->max);
		return invalid(why, kind->arg, text, range);
	}
	return 0;
}

static int parse_limit(struct sim_fault *f, const char *name, const char *text, struct fail *why)
{
	u64 v;

	if (!text)
		return fail_set(why, -EINVAL, "bad_fault", "see 'cxl-sim --help'",
				"option '%s' requires an argument", name);
	if (num_u64(text, 10, &v) < 0 || v > INT32_MAX)
		return invalid(why, name, text, "0 to 2147483647");
	if (str_eq(name, "--count"))
		f->count = (s64)v;
	else
		f->after = v;
	return 0;
}

int fault_parse(struct sim_fault *f, int argc, char **argv, struct fail *why)
{
	size_t k = 0;
	int rc, i;

	*f = (struct sim_fault){ .count = -1 };
	if (argc < 3)
		return missing(why, "memdev, opcode or fault kind");
	if (strlen(argv[0]) >= sizeof(f->memdev))
		return invalid(why, "memdev", argv[0], "at most 31 characters");
	memcpy(f->memdev, argv[0], strlen(argv[0]) + 1);
	rc = parse_target(f, argv[1], why);
	if (rc < 0)
		return rc;
	while (k < ARRAY_SIZE(kinds) && !str_eq(kinds[k].name, argv[2]))
		k++;
	if (k == ARRAY_SIZE(kinds) || kinds[k].of == (fault_of_sysfs(f) ? OF_DEVICE : OF_SYSFS))
		return unknown(why, "fault kind", argv[2]);
	f->kind = kinds[k].kind;
	i = 3;
	if (kinds[k].arg) {
		rc = parse_arg(f, &kinds[k], i < argc ? argv[i] : NULL, why);
		i++;
	}
	for (; rc == 0 && i < argc; i += 2) {
		if (!str_eq(argv[i], "--count") && !str_eq(argv[i], "--after"))
			return unknown(why, "option", argv[i]);
		rc = parse_limit(f, argv[i], i + 1 < argc ? argv[i + 1] : NULL, why);
	}
	return rc;
}

/* Remove the faults of a target that have no limit: those that follow would never apply. */
static void remove_endless(struct sim *s, const struct sim_fault *of)
{
	const struct sim_fault *f, *end = s->faults + s->fault_count;
	size_t n = 0;

	for (f = s->faults; f < end; f++)
		if (f->count >= 0 || !str_eq(f->memdev, of->memdev) ||
		    !str_eq(f->target, of->target))
			s->faults[n++] = *f;
	s->fault_count = n;
}

int fault_add(struct sim *s, const struct sim_fault *f)
{
	struct sim_fault *faults = realloc(s->faults, (s->fault_count + 1) * sizeof(*faults));

	if (!faults)
		return -ENOMEM;
	s->faults = faults;
	remove_endless(s, f);
	faults[s->fault_count++] = *f;
	return 0;
}

/* Each line has the arguments of "cxl-sim fault". */
int faults_parse(struct sim *s, const char *text, struct fail *why)
{
	auto_free char *copy = strdup(text);
	char *line, *word, *save = NULL, *words;
	struct sim_fault f;
	char *argv[10];
	int argc, rc = 0;

	if (!copy)
		return -ENOMEM;
	for (line = strtok_r(copy, "\n", &save); rc == 0 && line;
	     line = strtok_r(NULL, "\n", &save)) {
		argc = 0;
		for (word = strtok_r(line, " ", &words); word && argc < 10;
		     word = strtok_r(NULL, " ", &words))
			argv[argc++] = word;
		rc = fault_parse(&f, argc, argv, why);
		if (rc == 0)
			rc = fault_add(s, &f);
	}
	return rc;
}

void faults_print(const struct sim *s, FILE *out)
{
	const struct sim_fault *f;

	for (f = s->faults; f < s->faults + s->fault_count; f++) {
		fprintf(out, "%s %s %s", f->memdev, f->target, kinds[f->kind].name);
		if (f->kind == FAULT_ERRNO)
			fprintf(out, " %s", errno_to_name(-(int)f->arg));
		else if (f->kind == FAULT_CODE)
			fprintf(out, " 0x%02x", (unsigned int)f->arg);
		else if (kinds[f->kind].arg)
			fprintf(out, " %" PRIu64, f->arg);
		if (f->after)
			fprintf(out, " --after %" PRIu64, f->after);
		if (f->count >= 0)
			fprintf(out, " --count %" PRId64, f->count);
		fputc('\n', out);
	}
}

/* Of several faults of one target, the oldest with a remaining count applies. */
struct sim_fault *fault_take(struct sim *s, const char *memdev, const char *target,
			     struct sim_fault *copy)
{
	struct sim_fault *f;

	for (f = s->faults; f < s->faults + s->fault_count; f++) {
		if (!str_eq(f->memdev, memdev) || !str_eq(f->target, target) || f->count == 0)
			continue;
		if (f->after) {
			f->after--;
			return NULL;
		}
		*copy = *f;
		if (f->count > 0)
			f->count--;
		return copy;
	}
	return NULL;
}

/* A pattern with "=" matches "NAME=VALUE". */
static bool matches(const char *pattern, const char *name, const char *value)
{
	char text[4096];

	if (!strchr(pattern, '='))
		return fnmatch(pattern, name, 0) == 0;
	snprintf(text, sizeof(text), "%s=%.*s", name, (int)strcspn(value, "\n"), value);
	return fnmatch(pattern, text, 0) == 0;
}

void fault_take_write(struct sim *s, const char *name, const char *value, struct sim_fault *copy)
{
	struct sim_fault *f, *taken = NULL;

	for (f = s->faults; f < s->faults + s->fault_count; f++) {
		if (!fault_of_sysfs(f) || f->count == 0 || !matches(f->target, name, value))
			continue;
		if (f->after) {
			f->after--;
		} else if (!taken) {
			taken = f;
			*copy = *f;
			if (f->count > 0)
				f->count--;
		}
	}
}

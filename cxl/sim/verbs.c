// SPDX-License-Identifier: GPL-2.0-only
/* cxl-sim's verbs on an existing model: faults, state, log, reset. */
#include "cxl/sim/sim.h"
#include "util/cmd.h"

static int usage(const char *text)
{
	fprintf(stderr, "usage: cxl-sim %s\n", text);
	return EXIT_USAGE;
}

static int complain(const struct fail *why)
{
	fprintf(stderr, "cxl-sim: %s%s%s\n", why->message, *why->next ? "; " : "", why->next);
	return EXIT_FAILED;
}

/* Run @fn on the locked state of @dir; what it changed is stored. */
static int with_state(const char *dir, int (*fn)(struct sim *s, int argc, char **argv,
						 struct fail *why), int argc, char **argv)
{
	struct sim *s = calloc(1, sizeof(*s));
	struct fail why = { 0 };
	int rc, end;

	if (!s)
		return EXIT_INTERNAL;
	rc = sim_open(s, dir, &why);
	if (rc == 0)
		rc = sim_begin(s);
	if (rc == 0) {
		rc = fn(s, argc, argv, &why);
		end = sim_end(s);
		rc = rc < 0 ? rc : end;
	}
	if (rc < 0 && *why.message)
		complain(&why);
	sim_close(s);
	free(s);
	return rc < 0 ? EXIT_FAILED : EXIT_DONE;
}

static int no_device(const char *name, struct fail *why)
{
	return fail_set(why, -ENODEV, "no_device", NULL, "%s: no such memory device", name);
}

/* "none" takes every fault of its target away. */
static int do_fault(struct sim *s, int argc, char **argv, struct fail *why)
{
	struct sim_fault f;
	size_t i, n = 0;
	int rc = fault_read(&f, argc, argv, why);

	if (rc < 0)
		return rc;
	if (!sim_device(s, f.memdev))
		return no_device(f.memdev, why);
	if (f.kind != FAULT_NONE)
		return fault_add(s, &f);
	for (i = 0; i < s->fault_count; i++)
		if (!str_eq(s->faults[i].memdev, f.memdev) ||
		    !str_eq(s->faults[i].target, f.target))
			s->faults[n++] = s->faults[i];
	s->fault_count = n;
	return 0;
}

int verb_fault(int argc, char **argv)
{
	if (argc < 4)
		return usage("fault DIR MEMDEV OPCODE|edac:ATTR KIND [ARG] [--after N] [--count N]");
	return with_state(argv[0], do_fault, argc - 1, argv + 1);
}

static int do_faults(struct sim *s, int argc, char **argv, struct fail *why)
{
	(void)argc;
	(void)argv;
	(void)why;
	faults_print(s, stdout);
	return 0;
}

int verb_faults(int argc, char **argv)
{
	return argc == 1 ? with_state(argv[0], do_faults, 0, NULL) : usage("faults DIR");
}

static int do_show(struct sim *s, int argc, char **argv, struct fail *why)
{
	if (argc > 0 && !sim_device(s, argv[0]))
		return no_device(argv[0], why);
	devfile_print(s, stdout, argc > 0 ? argv[0] : NULL);
	return 0;
}

int verb_show(int argc, char **argv)
{
	if (argc < 1 || argc > 2)
		return usage("show DIR [MEMDEV]");
	return with_state(argv[0], do_show, argc - 1, argv + 1);
}

/* --clear: forget what was sent so far, after it is printed. */
static int do_log(struct sim *s, int argc, char **argv, struct fail *why)
{
	auto_free char *text = NULL;
	size_t len;
	int rc = sim_read_file(s->statefd, "log", &text, &len);

	(void)argv;
	if (rc < 0)
		return rc == -ENOENT ? 0 : fail_set(why, rc, "io", NULL, "state/log: %s",
						    strerror(-rc));
	fwrite(text, 1, len, stdout);
	return argc > 0 ? sim_write_file(s->statefd, "log", "", 0) : 0;
}

int verb_log(int argc, char **argv)
{
	if (argc < 1 || argc > 2 || (argc == 2 && !str_eq(argv[1], "--clear")))
		return usage("log DIR [--clear]");
	return with_state(argv[0], do_log, argc - 1, argv + 1);
}

/* A cold reset: saved values become current ones, unfinished transfers are forgotten. */
static int do_reset(struct sim *s, int argc, char **argv, struct fail *why)
{
	struct sim_dev *d = sim_device(s, argv[0]);
	struct sim_feature *f;

	(void)argc;
	if (!d)
		return no_device(argv[0], why);
	for (f = d->features; f < d->features + d->feature_count; f++)
		if (f->get_size)
			memcpy(f->value[VALUE_CURRENT], f->value[VALUE_SAVED], f->get_size);
	free(d->transfer.data);
	d->transfer = (struct sim_transfer){ 0 };
	edac_refresh(s, d);
	return 0;
}

int verb_reset(int argc, char **argv)
{
	return argc == 2 ? with_state(argv[0], do_reset, 1, argv + 1) : usage("reset DIR MEMDEV");
}

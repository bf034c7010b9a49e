// SPDX-License-Identifier: GPL-2.0-only
/* Taints of the simulated kernel, and what it permits a process. */
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "cxl/sim/state.h"
#include "util/num.h"

#define CAP_SYS_RAWIO 17
#define TAINTED "sys/kernel/tainted"

/*
 * panic_on_taint= of @cmdline, which is given at most once, with a hexadecimal number and without
 * quotes. -EINVAL: the kernel accepts other forms, this model does not.
 */
static int panic_mask(char *cmdline, u64 *ret)
{
	static const char name[] = "panic_on_taint";
	const char *at;
	char *c, *end;

	*ret = 0;
	for (c = cmdline; *c; c++)
		*c = *c == '-' ? '_' : *c;
	at = strstr(cmdline, name);
	if (!at)
		return 0;
	if ((at > cmdline && at[-1] != ' ') || strchr(cmdline, '"') || strstr(cmdline, "__") ||
	    strstr(at + 1, name) || at[strlen(name)] != '=')
		return -EINVAL;
	at += strlen(name) + 1;
	*ret = strtoull(at, &end, 16);
	return *at && strchr("0123456789abcdefABCDEF", *at) && strchr(", \n", *end) ? 0 : -EINVAL;
}

/* The simulated kernel panics if the taint bits @mask are set. */
static bool panics_on(struct sim *s, u64 mask)
{
	auto_free char *cmdline = NULL;
	u64 panic;
	size_t len;

	if (sim_read_file(s->dirfd, "proc/cmdline", &cmdline, &len) < 0)
		return false;
	if (panic_mask(cmdline, &panic) == 0)
		return panic & mask;
	fprintf(stderr, "cxl-sim: cannot parse panic_on_taint of proc/cmdline\n");
	return true;
}

bool sim_has_rawio(struct sim *s)
{
	auto_free char *text = NULL;
	const char *at;
	size_t len;

	if (sim_read_file(s->dirfd, "proc/self/status", &text, &len) < 0)
		return true;
	at = strstr(text, "CapEff:");
	return !at || strtoull(at + strlen("CapEff:"), NULL, 16) & BIT(CAP_SYS_RAWIO);
}

void sim_taint(struct sim *s, u64 mask)
{
	char text[32] = "";
	u64 old = 0;
	int rc;

	if (panics_on(s, mask)) {
		sim_log_line(s, "panic: panic_on_taint\n");
		fprintf(stderr, "cxl-sim: the simulated kernel panicked: panic_on_taint\n");
		_exit(134);
	}
	rc = sys_read(&s->plain, TREE_PROC, TAINTED, text, sizeof(text));
	if (rc < 0 || num_u64(text, 10, &old) < 0)
		old = 0;
	snprintf(text, sizeof(text), "%" PRIu64 "\n", old | mask);
	rc = sys_write(&s->plain, TREE_PROC, TAINTED, text);
	if (rc < 0)
		fprintf(stderr, "cxl-sim: cannot write %s/proc/%s: %s\n", s->dir, TAINTED,
			strerror(-rc));
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the kernel logs while a plan is applied. */
#include <fcntl.h>
#include <stdio.h>

#include "cxl/lib/plan/kernel-log.h"
#include "util/num.h"

#define RECORD_MAX 8192 /* of one read of /dev/kmsg */
#define MESSAGE_MAX 240

/* Texts of drivers/cxl/core/region.c and hdm.c, drivers/dax/kmem.c and mm/page_isolation.c. */
static const struct {
	const char *text, *hint;
} known[] = {
	{ "Failed to synchronize CPU cache state",
	  "the kernel cannot invalidate the CPU caches here, as in most virtual machines; it needs "
	  "CONFIG_CXL_REGION_INVALIDATION_TEST for tests" },
	{ "Bypassing cpu_cache_invalidate_memregion",
	  "CPU caches were not invalidated: only for tests" },
	{ "invalid node",
	  "the firmware describes no NUMA node for these addresses (SRAT, CEDT), which system-ram "
	  "needs; use the DAX device in mode devdax" },
	{ "out of order", "decoders are used in ascending and released in descending order" },
	{ "hotremove failed, device left online",
	  "a page of it is in use, or cannot be moved; try again, or see daxctl-offline-memory(1)" },
	{ "cannot be hotremoved until the next reboot",
	  "memory was online: its addresses are lost until the next boot" },
	{ "page dumped because: unmovable page",
	  "a page of it belongs to the kernel, which cannot move it" },
};

void kernel_log_start(struct kernel_log *l, const struct cxl_ctx *ctx)
{
	l->fd = sys_open(&ctx->root, TREE_DEV, "kmsg", O_RDONLY);
	kernel_log_skip(l);
}

void kernel_log_skip(struct kernel_log *l)
{
	if (l->fd >= 0 && lseek(l->fd, 0, SEEK_END) < 0)
		kernel_log_stop(l);
}

void kernel_log_stop(struct kernel_log *l)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
}

/* Of mm/memory_hotplug.c, mm/page_isolation.c and mm/debug.c. */
static bool is_of_memory(const char *text)
{
	return str_after(text, "migrating pfn ") || str_after(text, "failed to isolate pfn ") ||
	       str_after(text, "page dumped because: ") || str_after(text, "memory offlining ") ||
	       str_after(text, "online_pages ");
}

/* Errors of the PCIe link come at any time. */
static bool is_of_drivers(const char *text)
{
	return (str_after(text, "cxl") && !str_after(text, "cxl_pci") &&
		!strstr(text, "cxl-audit")) ||
	       str_after(text, "dax") || str_after(text, "kmem") || strstr(text, "hotremove");
}

#define LEVELS 8 /* of each facility; the kernel is the first one */

/*
 * The message of a line, "4,812,9,-;text", or "<4>text" of a simulated system; NULL: none, or not
 * of the kernel.
 */
static char *message_of(char *line)
{
	char *at;
	u64 priority;

	if (*line == ' ') /* continues a record */
		return NULL;
	if (num_prefix(line + (*line == '<'), &priority) && priority >= LEVELS)
		return NULL;
	at = strchr(line, *line == '<' ? '>' : ';');
	return at ? at + 1 : NULL;
}

static void keep_relevant(const struct kernel_log *l, char *record, char last[MESSAGE_MAX])
{
	char *next = NULL, *line, *text;

	for (line = strtok_r(record, "\n", &next); line; line = strtok_r(NULL, "\n", &next)) {
		text = message_of(line);
		if (text && (is_of_memory(text) || (!l->memory_only && is_of_drivers(text))))
			snprintf(last, MESSAGE_MAX, "%.*s", MESSAGE_MAX - 1, text);
	}
}

/* Each read returns one record; EPIPE: records were overwritten before they were read. */
static void read_last(const struct kernel_log *l, char last[MESSAGE_MAX])
{
	char record[RECORD_MAX + 1];
	ssize_t n;
	int i;

	for (i = 0; i < 10000; i++) {
		n = read(l->fd, record, RECORD_MAX);
		if (n == 0 || (n < 0 && errno != EPIPE && errno != EINTR))
			return;
		if (n < 0)
			continue;
		record[n] = '\0';
		keep_relevant(l, record, last);
	}
}

bool kernel_log_explain(struct kernel_log *l, struct fail *why)
{
	char last[MESSAGE_MAX] = "";
	size_t i;

	if (l->fd < 0)
		return false;
	read_last(l, last);
	if (!*last)
		return false;
	fail_append(why, "; the kernel: %s", last);
	for (i = 0; i < ARRAY_SIZE(known) && !strstr(last, known[i].text); i++)
		;
	if (i == ARRAY_SIZE(known))
		return false;
	snprintf(why->hint, sizeof(why->hint), "%s", known[i].hint);
	return true;
}

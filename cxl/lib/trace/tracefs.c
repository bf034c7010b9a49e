// SPDX-License-Identifier: LGPL-2.1-or-later
/* libtracefs on the mounted tracefs, and parsers for single events. */
#include <limits.h>

#include "cxl/lib/trace/tracefs.h"

#define FILESYSTEMS_MAX 65536 /* bytes */

/* Whether the kernel was built without tracefs; false if that is not known. */
static bool is_unsupported(const struct sysroot *root)
{
	auto_sys_text struct sys_text list = { 0 };

	return sys_read_file(root, TREE_PROC, "filesystems", FILESYSTEMS_MAX, &list) == 0 &&
	       !strstr(list.text, "\ttracefs\n");
}

int trace_use_mounted(const struct sysroot *root, struct fail *why)
{
	auto_free char *below = NULL;
	char path[PATH_MAX];
	int rc = sys_find_mount(root, "tracefs", &below);

	if (rc == -ENOENT && is_unsupported(root))
		return fail_unsupported(why, "no_tracefs", "",
					"tracing is not supported by this kernel "
					"(needs CONFIG_TRACING)");
	if (rc == -ENOENT)
		return fail_set(why, rc, "no_tracefs",
				"mount it with 'mount -t tracefs tracefs /sys/kernel/tracing'",
				"tracefs is not mounted");
	if (rc < 0)
		return fail_set(why, rc, "no_tracefs", "", "cannot find tracefs: %s",
				strerror(-rc));
	rc = trace_library_load(why);
	if (rc < 0)
		return rc;
	rc = path_join(path, sizeof(path), sys_tree_name(TREE_SYS), below);
	if (rc < 0 || trace_lib.set_tracing_dir(path) < 0)
		return fail_set(why, -EIO, "no_tracefs", "", "cannot use tracefs");
	return 0;
}

struct tep_handle *trace_parser_new(void)
{
	auto_trace_parser struct tep_handle *tep = trace_lib.tep_alloc();
	auto_free char *header = NULL;
	struct tep_handle *ret = tep;
	int len = 0;

	trace_lib.tep_set_loglevel(TEP_LOG_NONE);
	header = trace_lib.instance_file_read(NULL, "events/header_page", &len);
	if (!tep || !header ||
	    trace_lib.tep_parse_header_page(tep, header, (unsigned long)len, sizeof(long)) < 0)
		return NULL;
	tep = NULL;
	return ret;
}

int trace_parser_add(struct tep_handle *tep, const char *system, const char *event)
{
	auto_free char *format = NULL;
	int len = 0;

	format = trace_lib.event_file_read(NULL, system, event, "format", &len);
	if (!format)
		return -ENOENT;
	return trace_lib.tep_parse_event(tep, format, (unsigned long)len, system) == 0 ? 0
										       : -EBADMSG;
}

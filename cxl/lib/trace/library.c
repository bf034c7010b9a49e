// SPDX-License-Identifier: LGPL-2.1-or-later
/* libtracefs and libtraceevent, loaded on first use: most commands read no trace. */
#include "cxl/lib/trace/library.h"
#include "util/library.h"

#define SONAME "libtracefs.so.1" /* needs libtraceevent.so.1 */

LIBRARY_NOTE(tracefs, SONAME, "trace", "Events of the kernel: cxl monitor, poison lists",
	     "recommended");

struct trace_library trace_lib;

static const struct library_symbol symbols[] = {
	{ "tep_alloc", &trace_lib.tep_alloc },
	{ "tep_free", &trace_lib.tep_free },
	{ "tep_data_pid", &trace_lib.tep_data_pid },
	{ "tep_find_event", &trace_lib.tep_find_event },
	{ "tep_get_field_raw", &trace_lib.tep_get_field_raw },
	{ "tep_get_field_val", &trace_lib.tep_get_field_val },
	{ "tep_get_header_page_size", &trace_lib.tep_get_header_page_size },
	{ "tep_parse_event", &trace_lib.tep_parse_event },
	{ "tep_parse_header_page", &trace_lib.tep_parse_header_page },
	{ "tep_set_loglevel", &trace_lib.tep_set_loglevel },
	{ "tracefs_event_disable", &trace_lib.event_disable },
	{ "tracefs_event_enable", &trace_lib.event_enable },
	{ "tracefs_event_file_read", &trace_lib.event_file_read },
	{ "tracefs_file_exists", &trace_lib.file_exists },
	{ "tracefs_instance_create", &trace_lib.instance_create },
	{ "tracefs_instance_destroy", &trace_lib.instance_destroy },
	{ "tracefs_instance_file_open", &trace_lib.instance_file_open },
	{ "tracefs_instance_file_read", &trace_lib.instance_file_read },
	{ "tracefs_instance_file_write", &trace_lib.instance_file_write },
	{ "tracefs_instance_free", &trace_lib.instance_free },
	{ "tracefs_instance_is_new", &trace_lib.instance_is_new },
	{ "tracefs_instances_walk", &trace_lib.instances_walk },
	{ "tracefs_iterate_raw_events", &trace_lib.iterate_raw_events },
	{ "tracefs_list_free", &trace_lib.list_free },
	{ "tracefs_set_tracing_dir", &trace_lib.set_tracing_dir },
	{ "tracefs_system_events", &trace_lib.system_events },
	{ "tracefs_tracing_dir", &trace_lib.tracing_dir },
	{ 0 },
};

int trace_library_load(struct fail *why)
{
	return trace_lib.tep_alloc ? 0 : library_load(SONAME, symbols, why);
}

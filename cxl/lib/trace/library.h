/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The functions of libtracefs and libtraceevent that are used here, loaded on first use. */
#ifndef CXL_TRACE_LIBRARY_H
#define CXL_TRACE_LIBRARY_H

#include <event-parse.h>
#include <tracefs.h>

#include "util/fail.h"

struct trace_library {
	typeof(tep_alloc) *tep_alloc;
	typeof(tep_free) *tep_free;
	typeof(tep_data_pid) *tep_data_pid;
	typeof(tep_find_event) *tep_find_event;
	typeof(tep_get_field_raw) *tep_get_field_raw;
	typeof(tep_get_field_val) *tep_get_field_val;
	typeof(tep_get_header_page_size) *tep_get_header_page_size;
	typeof(tep_parse_event) *tep_parse_event;
	typeof(tep_parse_header_page) *tep_parse_header_page;
	typeof(tep_set_loglevel) *tep_set_loglevel;
	typeof(tracefs_event_disable) *event_disable;
	typeof(tracefs_event_enable) *event_enable;
	typeof(tracefs_event_file_read) *event_file_read;
	typeof(tracefs_file_exists) *file_exists;
	typeof(tracefs_instance_create) *instance_create;
	typeof(tracefs_instance_destroy) *instance_destroy;
	typeof(tracefs_instance_file_open) *instance_file_open;
	typeof(tracefs_instance_file_read) *instance_file_read;
	typeof(tracefs_instance_file_write) *instance_file_write;
	typeof(tracefs_instance_free) *instance_free;
	typeof(tracefs_instance_is_new) *instance_is_new;
	typeof(tracefs_instances_walk) *instances_walk;
	typeof(tracefs_iterate_raw_events) *iterate_raw_events;
	typeof(tracefs_list_free) *list_free;
	typeof(tracefs_set_tracing_dir) *set_tracing_dir;
	typeof(tracefs_system_events) *system_events;
	typeof(tracefs_tracing_dir) *tracing_dir;
};

/* Valid after trace_library_load(). */
extern struct trace_library trace_lib;

/* -ELIBACC: there is no such library. */
int trace_library_load(struct fail *why) MUST_CHECK;

#endif

/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Layouts of mailbox payloads, for typed verbs and send-command, named after the commands in
 * opcode-table.c; "_in" is the input. The input data after the fixed part is not in the tables.
 */
#ifndef CXL_WIRE_LAYOUT_H
#define CXL_WIRE_LAYOUT_H

#include "cxl/lib/wire/codec.h"

/* Also sections of "cxl list", with keys and order of ndctl v85 (health.c, alert.c). */
extern const struct layout health_layout;	/* 4200h Get Health Info */
extern const struct layout alert_config_layout; /* 4201h Get Alert Configuration */

/* clang-format off */
/* Any component (layout-generic.c). */
extern const struct layout component_layout;		/* 0001h Identify */
extern const struct layout background_layout;		/* 0002h Background Operation Status */
extern const struct layout message_limit_layout;	/* 0003h, 0004h */
extern const struct layout message_limit_in_layout;
extern const struct layout get_events_in_layout;	/* 0100h */
extern const struct layout events_layout;		/* with the records (layout-event.c) */
extern const struct layout clear_events_in_layout;	/* 0101h, then the handles */
extern const struct layout event_policy_layout;		/* 0102h */
extern const struct layout event_policy_in_layout;	/* 0103h */
extern const struct layout mctp_event_policy_layout;	/* 0104h */
extern const struct layout mctp_event_policy_in_layout;	/* 0105h */
extern const struct layout event_notification_in_layout;	/* 0106h */
extern const struct layout fw_info_layout;		/* 0200h */
extern const struct layout transfer_fw_in_layout;	/* 0201h, then the data */
extern const struct layout activate_fw_in_layout;	/* 0202h */
extern const struct layout timestamp_layout;		/* 0300h */
extern const struct layout timestamp_in_layout;		/* 0301h */
extern const struct layout supported_logs_layout;	/* 0400h */
extern const struct layout get_log_in_layout;		/* 0401h */
extern const struct layout log_in_layout;		/* 0402h to 0404h */
extern const struct layout log_capabilities_layout;	/* 0402h */
extern const struct layout logs_sub_list_in_layout;	/* 0405h */
extern const struct layout logs_sub_list_layout;
extern const struct layout supported_features_in_layout;	/* 0500h */
extern const struct layout supported_features_layout;
extern const struct layout get_feature_in_layout;	/* 0501h */
extern const struct layout set_feature_in_layout;	/* 0502h, then the data */
extern const struct layout maintenance_in_layout;	/* 0600h, a form for each class */

/* Memory devices (layout-memory.c). */
extern const struct layout identify_layout;		/* 4000h */
extern const struct layout partition_info_layout;	/* 4100h */
extern const struct layout set_partition_in_layout;	/* 4101h */
extern const struct layout get_lsa_in_layout;		/* 4102h */
extern const struct layout set_lsa_in_layout;		/* 4103h, then the data */
extern const struct layout set_alert_config_in_layout;	/* 4202h */
extern const struct layout shutdown_layout;		/* 4203h */
extern const struct layout shutdown_in_layout;		/* 4204h */
extern const struct layout poison_list_in_layout;	/* 4300h */
extern const struct layout poison_list_layout;
extern const struct layout inject_poison_in_layout;	/* 4301h */
extern const struct layout clear_poison_in_layout;	/* 4302h */
extern const struct layout scan_media_caps_in_layout;	/* 4303h */
extern const struct layout scan_media_caps_layout;
extern const struct layout scan_media_in_layout;	/* 4304h */
extern const struct layout scan_results_layout;		/* 4305h */
extern const struct layout media_operations_in_layout;	/* 4402h, then the ranges */
extern const struct layout media_operations_layout;	/* of class 0, discovery */
extern const struct layout security_state_layout;	/* 4500h */
extern const struct layout security_protocol_in_layout;	/* 4600h, 4601h; then the data */
extern const struct layout qos_control_layout;		/* 4700h */
extern const struct layout qos_control_in_layout;	/* 4701h */
extern const struct layout qos_status_layout;		/* 4702h */
extern const struct layout dc_config_in_layout;		/* 4800h */
extern const struct layout dc_config_layout;
extern const struct layout dc_extents_in_layout;	/* 4801h */
extern const struct layout dc_extents_layout;
extern const struct layout dc_response_in_layout;		/* 4802h, 4803h; then the extents */

/* Switches and fabric management (layout-fabric.c). */
extern const struct layout switch_layout;		/* 5100h */
extern const struct layout ports_in_layout;		/* 5101h, then the ports */
extern const struct layout ports_layout;
extern const struct layout port_control_in_layout;	/* 5102h */
extern const struct layout ppb_config_in_layout;	/* 5103h */
extern const struct layout config_data_layout;		/* 5103h, 5301h */
extern const struct layout sv_state_layout;		/* 5104h, 5106h */
extern const struct layout sv_in_layout;		/* 5105h */
extern const struct layout vcs_sv_in_layout;		/* 5106h, 5107h */
extern const struct layout sv_layout;			/* 5107h */
extern const struct layout vcs_info_in_layout;		/* 5200h, then the switches */
extern const struct layout vcs_info_layout;		/* in front of the switches */
extern const struct layout bind_vppb_in_layout;		/* 5201h */
extern const struct layout unbind_vppb_in_layout;	/* 5202h */
extern const struct layout tunnel_in_layout;		/* 5300h, then the inner message */
extern const struct layout tunnel_layout;		/* before the inner reply */
extern const struct layout ld_config_in_layout;		/* 5301h */
extern const struct layout ld_info_layout;		/* 5400h */
extern const struct layout ld_list_in_layout;		/* 5401h, 5500h */
extern const struct layout ld_allocations_layout;	/* 5401h */
extern const struct layout ld_allocations_in_layout;	/* 5402h, then the list */
extern const struct layout set_ld_allocations_layout;	/* 5402h */
extern const struct layout ld_qos_layout;		/* 5403h, 5404h */
extern const struct layout ld_qos_in_layout;		/* 5404h */
extern const struct layout ld_bandwidth_in_layout;	/* 5406h to 5409h */
extern const struct layout ld_bandwidth_layout;
extern const struct layout heads_layout;		/* 5500h */
extern const struct layout head_info_in_layout;		/* 5501h */
extern const struct layout head_info_layout;
extern const struct layout dcd_info_layout;		/* 5600h */
extern const struct layout host_dc_config_in_layout;	/* 5601h */
extern const struct layout host_dc_config_layout;
extern const struct layout set_dc_region_in_layout;	/* 5602h */
extern const struct layout host_extents_in_layout;	/* 5603h */
extern const struct layout host_extents_layout;
extern const struct layout dc_add_in_layout;		/* 5604h, then the extents */
extern const struct layout dc_release_in_layout;	/* 5605h, then the extents */
extern const struct layout dc_reference_in_layout;	/* 5606h, 5607h */
extern const struct layout dc_tags_in_layout;		/* 5608h */
extern const struct layout dc_tags_layout;
/* Parts of several payloads. */
#define EVENT_RECORD_LEN 128				/* bytes */
extern const struct layout event_record_layout;		/* a form for each kind of event */
extern const struct value_name event_severity_names[];	/* also of the event logs */
extern const struct value_name poison_source_names[];
extern const struct layout log_entry_layout;
extern const struct layout poison_record_layout;
extern const struct layout dc_extent_layout;
extern const struct layout dc_counts_layout;
/* clang-format on */

#endif

// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Mailbox commands in ascending order, one row each with all facts about its opcode. Sets 00h to
 * 48h are those of components and memory devices (CXL r3.2 table 8-37), 49h and above those of
 * fabric management (7.6.7). Kernel ids: include/uapi/linux/cxl_mem.h; denied raw commands:
 * cxl_disabled_raw_commands and security_command_sets in drivers/cxl/core/mbox.c of Linux 7.3,
 * which denies most.
 */
#include "cxl/lib/wire/opcode.h"

/* clang-format off */
#define READS(op, n, t, ...) { .opcode = op, .name = n, .title = t, __VA_ARGS__ }
#define WRITES(op, n, t, level, ...) \
	{ .opcode = op, .name = n, .title = t, .risk = level, .writes = true, __VA_ARGS__ }
#define IN(l) .in = &l##_in_layout
#define NO_IN .no_input = true
#define OUT(l) .out = &l##_layout
#define NEVER(text) .never = text
#define KERNEL(id) .kernel_id = id, .route = ROUTE_IOCTL
#define ATTR(path, version) .route = ROUTE_SYSFS, .attr = path, .needs = version
#define ONLY_ZERO(o, w, bit, n, what) .kernel_rule = { .zero = { o, w, bit, n }, .text = what }
#define ONLY_UUID(uuid, what) .kernel_rule = { .uuid_text = uuid, .text = what }
#define RAW_DENIED .raw_rule = RAW_DENIED_OPCODE

/* Alternatives to raw commands. */
#define VERB(n) .native = { NATIVE_VERB, n, NULL }
#define VERB_NOTE(n, text) .native = { NATIVE_VERB, n, text }
#define SYSFS(n) .native = { NATIVE_SYSFS, n, NULL }
#define DRIVER(text) .native = { NATIVE_DRIVER, text, NULL }
#define NDCTL(n) .native = { NATIVE_NDCTL, n, "the kernel manages the passphrases" }
#define NO_NATIVE(text) .native = { NATIVE_NONE, NULL, text }

static const struct opcode_desc opcodes[] = {
	/* Information and Status */
	READS(0x0001, "identify-component", "Identify", NO_IN, OUT(component)),
	READS(0x0002, "background-operation-status", "Background Operation Status",
	      NO_IN, OUT(background)),
	READS(0x0003, "get-response-message-limit", "Get Response Message Limit",
	      NO_IN, OUT(message_limit)),
	WRITES(0x0004, "set-response-message-limit", "Set Response Message Limit", RISK_SETTING,
	       IN(message_limit), OUT(message_limit)),
	WRITES(0x0005, "request-abort-background-operation", "Request Abort Background Operation",
	       RISK_SERVICE, NO_IN),

	/* Events */
	READS(0x0100, "get-event-records", "Get Event Records", IN(get_events), OUT(events),
	      DRIVER("moves event records to trace events")),
	WRITES(0x0101, "clear-event-records", "Clear Event Records", RISK_SERVICE, IN(clear_events),
	       DRIVER("moves event records to trace events")),
	READS(0x0102, "get-event-interrupt-policy", "Get Event Interrupt Policy",
	      NO_IN, OUT(event_policy)),
	WRITES(0x0103, "set-event-interrupt-policy", "Set Event Interrupt Policy", RISK_SERVICE,
	       IN(event_policy), DRIVER("sets the event interrupt policy at probe")),
	READS(0x0104, "get-mctp-event-interrupt-policy", "Get MCTP Event Interrupt Policy",
	      NO_IN, OUT(mctp_event_policy)),
	WRITES(0x0105, "set-mctp-event-interrupt-policy", "Set MCTP Event Interrupt Policy",
	       RISK_SERVICE, IN(mctp_event_policy)),
	WRITES(0x0106, "event-notification", "Event Notification", RISK_SETTING,
	       IN(event_notification)),
	WRITES(0x0107, "gfd-enhanced-event-notification", "GFD Enhanced Event Notification",
	       RISK_DESTRUCTIVE),
	WRITES(0x0108, "gfd-to-gae-event-notification", "GFD to GAE Event Notification",
	       RISK_DESTRUCTIVE),
	READS(0x0109, "get-gam-buffer", "Get GAM Buffer"),
	WRITES(0x010a, "set-gam-buffer", "Set GAM Buffer", RISK_DESTRUCTIVE),

	/* Firmware Update */
	READS(0x0200, "get-fw-info", "Get FW Info", NO_IN, OUT(fw_info), VERB("get-fw-info"),
	      KERNEL(4)),
	WRITES(0x0201, "transfer-fw", "Transfer FW", RISK_SERVICE, IN(transfer_fw),
	       .background = true, VERB("update-firmware"), ATTR("firmware", "Linux 6.5")),
	WRITES(0x0202, "activate-fw", "Activate FW", RISK_DESTRUCTIVE, IN(activate_fw),
	       .background = true,
	       DRIVER("activates firmware that 'cxl update-firmware' transfers"),
	       ATTR("firmware", "Linux 6.5"), RAW_DENIED),

	/* Timestamp */
	READS(0x0300, "get-timestamp", "Get Timestamp", NO_IN, OUT(timestamp), VERB("get-timestamp"),
	      KERNEL(21), .needs = "Linux 6.10"),
	WRITES(0x0301, "set-timestamp", "Set Timestamp", RISK_SETTING, IN(timestamp),
	       DRIVER("sets the timestamp at probe")),

	/* Logs */
	READS(0x0400, "get-supported-logs", "Get Supported Logs", NO_IN, OUT(supported_logs),
	      VERB("list-logs"), KERNEL(3)),
	READS(0x0401, "get-log", "Get Log", IN(get_log), VERB("get-log"), KERNEL(8)),
	READS(0x0402, "get-log-capabilities", "Get Log Capabilities", .alias = "get-log-caps",
	      IN(log), OUT(log_capabilities), VERB("list-logs"), KERNEL(22), .needs = "Linux 6.10"),
	WRITES(0x0403, "clear-log", "Clear Log", RISK_SERVICE, IN(log), VERB("clear-log"),
	       ONLY_UUID("5e1819d9-11a9-400c-811f-d60719403d86",
			 "the kernel permits clearing the vendor debug log only"),
	       KERNEL(23), .needs = "Linux 6.10"),
	WRITES(0x0404, "populate-log", "Populate Log", RISK_SETTING, IN(log), .background = true),
	READS(0x0405, "get-supported-logs-sub-list", "Get Supported Logs Sub-List",
	      IN(logs_sub_list), OUT(logs_sub_list), VERB("list-logs"), KERNEL(24),
	      .needs = "Linux 6.10"),

	/* Features */
	READS(0x0500, "get-supported-features", "Get Supported Features", IN(supported_features),
	      OUT(supported_features), VERB("list-features"), .route = ROUTE_FWCTL,
	      .needs = NEEDS_FWCTL, RAW_DENIED),
	READS(0x0501, "get-feature", "Get Feature", IN(get_feature), VERB("get-feature"),
	      .route = ROUTE_FWCTL, .needs = NEEDS_FWCTL, RAW_DENIED),
	WRITES(0x0502, "set-feature", "Set Feature", RISK_SERVICE, IN(set_feature), .min_in = 0x21,
	       VERB("set-feature"), .route = ROUTE_FWCTL, .needs = NEEDS_FWCTL, RAW_DENIED),

	/* Maintenance; a payload without class and subclass crashes some QEMU devices */
	WRITES(0x0600, "perform-maintenance", "Perform Maintenance", RISK_DESTRUCTIVE,
	       IN(maintenance), .background = true, VERB("repair-memory"),
	       .route = ROUTE_EDAC, .needs = NEEDS_EDAC),

	/* PBR Component */
	READS(0x0700, "identify-pbr-component", "Identify PBR Component"),
	WRITES(0x0701, "claim-ownership", "Claim Ownership", RISK_DESTRUCTIVE),
	READS(0x0702, "read-cdat", "Read CDAT"),

	/* Identify Memory Device */
	READS(0x4000, "identify-memory-device", "Identify Memory Device", .alias = "identify",
	      NO_IN, OUT(identify), VERB("identify"), KERNEL(1)),

	/* Capacity and Label Storage */
	READS(0x4100, "get-partition-info", "Get Partition Info", .alias = "get-partition",
	      NO_IN, OUT(partition_info), VERB("get-partition"), KERNEL(5)),
	WRITES(0x4101, "set-partition-info", "Set Partition Info", RISK_DESTRUCTIVE,
	       .alias = "set-partition", IN(set_partition), VERB("set-partition"), KERNEL(9),
	       ONLY_ZERO(8, 1, 0, 1,
			 "the kernel permits partition changes at the next reset only"),
	       RAW_DENIED),
	READS(0x4102, "get-lsa", "Get LSA", IN(get_lsa), VERB("read-labels"),
	      NEVER("a length of 0 crashes some QEMU devices"), .never_zero = { 4, 4, 0, 0 },
	      KERNEL(6)),
	WRITES(0x4103, "set-lsa", "Set LSA", RISK_DESTRUCTIVE, IN(set_lsa), .min_in = 9,
	       VERB("write-labels"), KERNEL(10), RAW_DENIED), /* no data crashes some QEMU devices */

	/* Health and Alerts */
	READS(0x4200, "get-health-info", "Get Health Info", .alias = "get-health", NO_IN, OUT(health),
	      VERB("get-health"), KERNEL(7)),
	READS(0x4201, "get-alert-configuration", "Get Alert Configuration",
	      .alias = "get-alert-config", NO_IN, OUT(alert_config), VERB("get-alert-config"),
	      KERNEL(11)),
	WRITES(0x4202, "set-alert-configuration", "Set Alert Configuration", RISK_SETTING,
	       .alias = "set-alert-config", IN(set_alert_config), VERB("set-alert-config"),
	       KERNEL(12)),
	READS(0x4203, "get-shutdown-state", "Get Shutdown State", NO_IN, OUT(shutdown),
	      VERB("get-shutdown-state"), KERNEL(13)),
	WRITES(0x4204, "set-shutdown-state", "Set Shutdown State", RISK_SERVICE, IN(shutdown),
	       VERB("set-shutdown-state"), KERNEL(14), RAW_DENIED),

	/* Media and Poison */
	READS(0x4300, "get-poison-list", "Get Poison List", .risk = RISK_READ_EFFECTS,
	      IN(poison_list), OUT(poison_list), VERB("list --media-errors"),
	      ATTR("trigger_poison_list", "Linux 6.4"), RAW_DENIED),
	WRITES(0x4301, "inject-poison", "Inject Poison", RISK_DESTRUCTIVE,
	       .alias = "inject-media-poison", IN(inject_poison), VERB("inject-media-poison"),
	       ATTR("trigger_poison_list", "Linux 6.4"), RAW_DENIED),
	WRITES(0x4302, "clear-poison", "Clear Poison", RISK_DESTRUCTIVE,
	       .alias = "clear-media-poison", IN(clear_poison), VERB("clear-media-poison"),
	       ATTR("trigger_poison_list", "Linux 6.4"), RAW_DENIED),
	READS(0x4303, "get-scan-media-capabilities", "Get Scan Media Capabilities",
	      .alias = "scan-media-caps", IN(scan_media_caps), OUT(scan_media_caps),
	      VERB("scan-media-caps"), KERNEL(18)),
	WRITES(0x4304, "scan-media", "Scan Media", RISK_SERVICE, IN(scan_media), .background = true,
	       VERB_NOTE("list --media-errors", "the kernel has no interface for media scans"),
	       RAW_DENIED),
	READS(0x4305, "get-scan-media-results", "Get Scan Media Results", .risk = RISK_READ_EFFECTS,
	      NO_IN, OUT(scan_results),
	      VERB_NOTE("list --media-errors", "the kernel has no interface for media scans"),
	      RAW_DENIED),

	/* Sanitize and Media Operations */
	WRITES(0x4400, "sanitize", "Sanitize", RISK_DESTRUCTIVE, NO_IN, .background = true,
	       VERB("sanitize-memdev"), ATTR("security/sanitize", "Linux 6.5")),
	WRITES(0x4401, "secure-erase", "Secure Erase", RISK_DESTRUCTIVE, NO_IN, .background = true,
	       VERB("erase-memdev"), ATTR("security/erase", "Linux 6.5")),
	WRITES(0x4402, "media-operations", "Media Operations", RISK_DESTRUCTIVE,
	       IN(media_operations), OUT(media_operations), .background = true,
	       NO_NATIVE("the kernel has no interface for operations on address ranges")),

	/* Persistent Memory Security */
	READS(0x4500, "get-security-state", "Get Security State", NO_IN, OUT(security_state),
	      SYSFS("security/state"), ATTR("security/state", "Linux 6.5")),
	WRITES(0x4501, "set-passphrase", "Set Passphrase", RISK_DESTRUCTIVE, .min_in = 0x60,
	       NDCTL("passphrase commands")),
	WRITES(0x4502, "disable-passphrase", "Disable Passphrase", RISK_DESTRUCTIVE, .min_in = 0x40,
	       NDCTL("passphrase commands")),
	WRITES(0x4503, "unlock", "Unlock", RISK_DESTRUCTIVE, .min_in = 0x20,
	       NDCTL("passphrase commands")),
	WRITES(0x4504, "freeze-security-state", "Freeze Security State", RISK_DESTRUCTIVE, NO_IN,
	       NDCTL("passphrase commands")),
	WRITES(0x4505, "passphrase-secure-erase", "Passphrase Secure Erase", RISK_DESTRUCTIVE,
	       .min_in = 0x40, .background = true, NDCTL("passphrase commands")),

	/* Security Passthrough: reading may change the state of the protocol. */
	WRITES(0x4600, "security-send", "Security Send", RISK_DESTRUCTIVE, IN(security_protocol),
	       NO_NATIVE("the kernel has no interface for security protocols")),
	READS(0x4601, "security-receive", "Security Receive", .risk = RISK_DESTRUCTIVE,
	      IN(security_protocol),
	      NO_NATIVE("the kernel has no interface for security protocols")),

	/* SLD QoS Telemetry */
	READS(0x4700, "get-sld-qos-control", "Get SLD QoS Control", NO_IN, OUT(qos_control)),
	WRITES(0x4701, "set-sld-qos-control", "Set SLD QoS Control", RISK_SERVICE, IN(qos_control)),
	READS(0x4702, "get-sld-qos-status", "Get SLD QoS Status", NO_IN, OUT(qos_status)),

	/* Dynamic Capacity */
	READS(0x4800, "get-dc-configuration", "Get Dynamic Capacity Configuration", IN(dc_config),
	      OUT(dc_config)),
	READS(0x4801, "get-dc-extent-list", "Get Dynamic Capacity Extent List", IN(dc_extents),
	      OUT(dc_extents)),
	WRITES(0x4802, "add-dc-response", "Add Dynamic Capacity Response", RISK_DESTRUCTIVE,
	       IN(dc_response)),
	WRITES(0x4803, "release-dc", "Release Dynamic Capacity", RISK_DESTRUCTIVE, IN(dc_response)),

	/* GFD Component Management */
	READS(0x4900, "identify-gfd", "Identify GFD"),
	READS(0x4901, "get-gfd-status", "Get GFD Status"),
	READS(0x4902, "get-gfd-dc-region-config", "Get GFD DC Region Configuration"),
	WRITES(0x4903, "set-gfd-dc-region-config", "Set GFD DC Region Configuration",
	       RISK_DESTRUCTIVE),
	READS(0x4904, "get-gfd-dc-extent-lists", "Get GFD DC Region Extent Lists"),
	READS(0x4905, "get-gfd-dmp-config", "Get GFD DMP Configuration"),
	WRITES(0x4906, "set-gfd-dmp-config", "Set GFD DMP Configuration", RISK_DESTRUCTIVE),
	WRITES(0x4907, "gfd-dc-add", "GFD Dynamic Capacity Add", RISK_DESTRUCTIVE),
	WRITES(0x4908, "gfd-dc-release", "GFD Dynamic Capacity Release", RISK_DESTRUCTIVE),
	WRITES(0x4909, "gfd-dc-add-reference", "GFD Dynamic Capacity Add Reference",
	       RISK_DESTRUCTIVE),
	WRITES(0x490a, "gfd-dc-remove-reference", "GFD Dynamic Capacity Remove Reference",
	       RISK_DESTRUCTIVE),
	READS(0x490b, "gfd-dc-list-tags", "GFD Dynamic Capacity List Tags"),
	READS(0x490c, "get-gfd-sat-entry", "Get GFD SAT Entry"),
	WRITES(0x490d, "set-gfd-sat-entry", "Set GFD SAT Entry", RISK_DESTRUCTIVE),
	READS(0x490e, "get-gfd-qos-control", "Get GFD QoS Control"),
	WRITES(0x490f, "set-gfd-qos-control", "Set GFD QoS Control", RISK_SERVICE),
	READS(0x4910, "get-gfd-qos-status", "Get GFD QoS Status"),
	READS(0x4911, "get-gfd-qos-bandwidth-limit", "Get GFD QoS Bandwidth Limit"),
	WRITES(0x4912, "set-gfd-qos-bandwidth-limit", "Set GFD QoS Bandwidth Limit", RISK_SERVICE),
	READS(0x4913, "get-gfd-gdt-config", "Get GFD GDT Configuration"),
	WRITES(0x4914, "set-gfd-gdt-config", "Set GFD GDT Configuration", RISK_DESTRUCTIVE),

	/* Physical Switch */
	READS(0x5100, "identify-switch-device", "Identify Switch Device", NO_IN, OUT(switch)),
	READS(0x5101, "get-physical-port-state", "Get Physical Port State", IN(ports), OUT(ports)),
	WRITES(0x5102, "physical-port-control", "Physical Port Control", RISK_DESTRUCTIVE,
	       IN(port_control)),
	WRITES(0x5103, "send-ppb-config-request", "Send PPB CXL.io Configuration Request",
	       RISK_DESTRUCTIVE, IN(ppb_config), OUT(config_data)),
	READS(0x5104, "get-domain-validation-sv-state", "Get Domain Validation SV State",
	      NO_IN, OUT(sv_state)),
	WRITES(0x5105, "set-domain-validation-sv", "Set Domain Validation SV", RISK_DESTRUCTIVE,
	       IN(sv), .secret_in = true),
	READS(0x5106, "get-vcs-domain-validation-sv-state", "Get VCS Domain Validation SV State",
	      IN(vcs_sv), OUT(sv_state)),
	READS(0x5107, "get-domain-validation-sv", "Get Domain Validation SV", IN(vcs_sv), OUT(sv),
	      .secret_out = true),

	/* Virtual Switch */
	READS(0x5200, "get-virtual-switch-info", "Get Virtual CXL Switch Info", IN(vcs_info),
	      OUT(vcs_info)),
	WRITES(0x5201, "bind-vppb", "Bind vPPB", RISK_DESTRUCTIVE, IN(bind_vppb),
	       .background = true),
	WRITES(0x5202, "unbind-vppb", "Unbind vPPB", RISK_DESTRUCTIVE, IN(unbind_vppb),
	       .background = true),
	WRITES(0x5203, "generate-aer-event", "Generate AER Event", RISK_DESTRUCTIVE),

	/* MLD Port. The effects of a tunnel command are those of the inner command. */
	WRITES(0x5300, "tunnel-management-command", "Tunnel Management Command", RISK_DESTRUCTIVE,
	       IN(tunnel), OUT(tunnel), .background = true),
	WRITES(0x5301, "send-ld-config-request", "Send LD CXL.io Configuration Request",
	       RISK_DESTRUCTIVE, IN(ld_config), OUT(config_data)),
	WRITES(0x5302, "send-ld-memory-request", "Send LD CXL.io Memory Request", RISK_DESTRUCTIVE),

	/* MLD Component */
	READS(0x5400, "get-ld-info", "Get LD Info", NO_IN, OUT(ld_info)),
	READS(0x5401, "get-ld-allocations", "Get LD Allocations", IN(ld_list), OUT(ld_allocations)),
	WRITES(0x5402, "set-ld-allocations", "Set LD Allocations", RISK_DESTRUCTIVE,
	       IN(ld_allocations), OUT(set_ld_allocations)),
	READS(0x5403, "get-ld-qos-control", "Get LD QoS Control", NO_IN, OUT(ld_qos)),
	WRITES(0x5404, "set-ld-qos-control", "Set LD QoS Control", RISK_SERVICE, IN(ld_qos),
	       OUT(ld_qos)),
	READS(0x5405, "get-ld-qos-status", "Get LD QoS Status", NO_IN, OUT(qos_status)),
	READS(0x5406, "get-ld-allocated-bandwidth", "Get LD QoS Allocated Bandwidth",
	      IN(ld_bandwidth), OUT(ld_bandwidth)),
	WRITES(0x5407, "set-ld-allocated-bandwidth", "Set LD QoS Allocated Bandwidth", RISK_SERVICE,
	       IN(ld_bandwidth), OUT(ld_bandwidth)),
	READS(0x5408, "get-ld-bandwidth-limit", "Get LD QoS Bandwidth Limit", IN(ld_bandwidth),
	      OUT(ld_bandwidth)),
	WRITES(0x5409, "set-ld-bandwidth-limit", "Set LD QoS Bandwidth Limit", RISK_SERVICE,
	       IN(ld_bandwidth), OUT(ld_bandwidth)),

	/* Multi-Headed Device */
	READS(0x5500, "get-multi-headed-info", "Get Multi-Headed Info", IN(ld_list), OUT(heads)),
	READS(0x5501, "get-head-info", "Get Head Info", IN(head_info), OUT(head_info)),

	/* DCD Management */
	READS(0x5600, "get-dcd-info", "Get DCD Info", NO_IN, OUT(dcd_info)),
	READS(0x5601, "get-host-dc-region-config", "Get Host DC Region Configuration",
	      IN(host_dc_config), OUT(host_dc_config)),
	WRITES(0x5602, "set-dc-region-config", "Set DC Region Configuration", RISK_DESTRUCTIVE,
	       IN(set_dc_region)),
	READS(0x5603, "get-dc-region-extent-lists", "Get DC Region Extent Lists", IN(host_extents),
	      OUT(host_extents)),
	WRITES(0x5604, "initiate-dc-add", "Initiate Dynamic Capacity Add", RISK_DESTRUCTIVE,
	       IN(dc_add)),
	WRITES(0x5605, "initiate-dc-release", "Initiate Dynamic Capacity Release", RISK_DESTRUCTIVE,
	       IN(dc_release)),
	WRITES(0x5606, "dc-add-reference", "Dynamic Capacity Add Reference", RISK_DESTRUCTIVE,
	       IN(dc_reference)),
	WRITES(0x5607, "dc-remove-reference", "Dynamic Capacity Remove Reference", RISK_DESTRUCTIVE,
	       IN(dc_reference)),
	READS(0x5608, "dc-list-tags", "Dynamic Capacity List Tags", IN(dc_tags), OUT(dc_tags)),

	/* PBR Switch */
	READS(0x5700, "identify-pbr-switch", "Identify PBR Switch"),
	WRITES(0x5701, "fabric-crawl-out", "Fabric Crawl Out", RISK_DESTRUCTIVE),
	READS(0x5702, "get-pbr-link-partner-info", "Get PBR Link Partner Info"),
	READS(0x5703, "get-pid-target-list", "Get PID Target List"),
	WRITES(0x5704, "configure-pid-assignment", "Configure PID Assignment", RISK_DESTRUCTIVE),
	READS(0x5705, "get-pid-binding", "Get PID Binding"),
	WRITES(0x5706, "configure-pid-binding", "Configure PID Binding", RISK_DESTRUCTIVE),
	READS(0x5707, "get-table-descriptors", "Get Table Descriptors"),
	READS(0x5708, "get-drt", "Get DRT"),
	WRITES(0x5709, "set-drt", "Set DRT", RISK_DESTRUCTIVE),
	READS(0x570a, "get-rgt", "Get RGT"),
	WRITES(0x570b, "set-rgt", "Set RGT", RISK_DESTRUCTIVE),
	READS(0x570c, "get-ldst-idt-capabilities", "Get LDST/IDT Capabilities"),
	WRITES(0x570d, "set-ldst-idt-config", "Set LDST/IDT Configuration", RISK_DESTRUCTIVE),
	READS(0x570e, "get-ldst-segment-entries", "Get LDST Segment Entries"),
	WRITES(0x570f, "set-ldst-segment-entries", "Set LDST Segment Entries", RISK_DESTRUCTIVE),
	READS(0x5710, "get-ldst-idt-dpid-entries", "Get LDST/IDT DPID Entries"),
	WRITES(0x5711, "set-ldst-idt-dpid-entries", "Set LDST/IDT DPID Entries", RISK_DESTRUCTIVE),
	READS(0x5712, "get-completer-id-re-router-entries", "Get Completer ID Re-Router Entries"),
	WRITES(0x5713, "set-completer-id-re-router-entries", "Set Completer ID Re-Router Entries",
	       RISK_DESTRUCTIVE),
	READS(0x5714, "get-ldst-access-vector", "Get LDST Access Vector"),
	READS(0x5715, "get-vcs-ldst-access-vector", "Get VCS LDST Access Vector"),
	WRITES(0x5716, "configure-vcs-ldst-access", "Configure VCS LDST Access", RISK_DESTRUCTIVE),

	/* Global Memory Access Endpoint */
	READS(0x5800, "identify-gae", "Identify GAE"),
	READS(0x5801, "get-pid-interrupt-vector", "Get PID Interrupt Vector"),
	READS(0x5802, "get-pid-access-vectors", "Get PID Access Vectors"),
	READS(0x5803, "get-fast-idt-capabilities", "Get FAST/IDT Capabilities"),
	WRITES(0x5804, "set-fast-idt-config", "Set FAST/IDT Configuration", RISK_DESTRUCTIVE),
	READS(0x5805, "get-fast-segment-entries", "Get FAST Segment Entries"),
	WRITES(0x5806, "set-fast-segment-entries", "Set FAST Segment Entries", RISK_DESTRUCTIVE),
	READS(0x5807, "get-idt-dpid-entries", "Get IDT DPID Entries"),
	WRITES(0x5808, "set-idt-dpid-entries", "Set IDT DPID Entries", RISK_DESTRUCTIVE),
	WRITES(0x5809, "proxy-gfd-management-command", "Proxy GFD Management Command",
	       RISK_DESTRUCTIVE),
	READS(0x580a, "get-proxy-thread-status", "Get Proxy Thread Status"),
	WRITES(0x580b, "cancel-proxy-thread", "Cancel Proxy Thread", RISK_SERVICE),

	/* VCS Global Memory Access Endpoint */
	READS(0x5900, "identify-vcs-gae", "Identify VCS GAE"),
	READS(0x5901, "get-vcs-pid-access-vectors", "Get VCS PID Access Vectors"),
	WRITES(0x5902, "configure-vcs-pid-access", "Configure VCS PID Access", RISK_DESTRUCTIVE),
	READS(0x5903, "get-vendprefixl0-state", "Get VendPrefixL0 State"),
	WRITES(0x5904, "set-vendprefixl0-state", "Set VendPrefixL0 State", RISK_DESTRUCTIVE),
};

/* clang-format on */

const struct opcode_desc *opcode_at(size_t i)
{
	return i < ARRAY_SIZE(opcodes) ? &opcodes[i] : NULL;
}

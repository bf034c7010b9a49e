// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names of values in payloads: every table, with the numbers of CXL r3.2. Whatever is named in a
 * layout or Feature must be listed here.
 */
#include "unit.h"

#include "cxl/lib/wire/feature.h"
#include "cxl/lib/wire/opcode.h"
#include "util/strbuf.h"

/* clang-format off */
#define FORMAT \
	"0=device_specific 1=pldm"
#define INTERRUPT \
	"0=none 1=msi 2=firmware"
#define PERSIST \
	"0=soft 1=hard"
#define TRANSACTION \
	"0=unknown 1=host_read 2=host_write 3=host_scan_media 4=host_inject_poison " \
	"5=internal_media_scrub 6=internal_media_management 7=internal_media_ecs " \
	"8=media_initialization"
#define SUBTYPE \
	"0=not_reported 1=internal_datapath_error " \
	"2=media_link_command_training_error 3=media_link_control_training_error " \
	"4=media_link_data_training_error 5=media_link_crc_error"
#define LTSSM \
	"0=detect 1=polling 2=configuration 3=recovery 4=l0 5=l0s 6=l1 7=l2 " \
	"8=disabled 9=loopback 10=hot-reset"
#define EVENT_LOG \
	"0=info 1=warning 2=failure 3=fatal 4=dynamic-capacity"
#define POISON \
	"0=unknown 1=external 2=internal 3=injected 7=vendor"

/* COMMAND|FORM|FEATURE FIELD: VALUE=NAME ... */
static const char expected[] =
	"identify-component component_type: 0=switch 3=type3 4=gfd\n"
	"get-event-records log: " EVENT_LOG "\n"
	"get-event-records severity: 0=info 1=warning 2=failure 3=fatal\n"
	"general_media memory_event_type: 0=ecc_error 1=invalid_address "
	"2=data_path_error 3=te_state_violation 4=scrub_media_ecc_error "
	"5=advanced_programmable_cme_counter_expiration 6=ckid_violation\n"
	"general_media transaction_type: " TRANSACTION "\n"
	"general_media component_id_format: " FORMAT "\n"
	"general_media memory_event_sub_type: " SUBTYPE "\n"
	"dram memory_event_type: 0=ecc_error 1=scrub_media_ecc_error 2=invalid_address "
	"3=data_path_error 4=te_state_violation "
	"5=advanced_programmable_cme_counter_expiration 6=ckid_violation\n"
	"dram transaction_type: " TRANSACTION "\n"
	"dram component_id_format: " FORMAT "\n"
	"dram memory_event_sub_type: " SUBTYPE "\n"
	"memory_module device_event_type: 0=health_status_change 1=media_status_change "
	"2=life_used_change 3=temperature_change 4=data_path_error 5=lsa_error "
	"6=unrecoverable_sideband_bus_error 7=memory_media_fru_error "
	"8=power_management_fault\n"
	"health ext_life_used: 0=normal 1=warning 2=critical 3=unknown\n"
	"health ext_temperature: 0=normal 1=warning 2=critical 3=unknown\n"
	"health ext_corrected_volatile: 0=normal 1=warning\n"
	"health ext_corrected_persistent: 0=normal 1=warning\n"
	"memory_module component_id_format: " FORMAT "\n"
	"memory_module device_event_sub_type: 0=not_reported 1=invalid_config_data "
	"2=unsupported_config_data 3=unsupported_memory_media_fru\n"
	"memory_sparing component_id_format: " FORMAT "\n"
	"dynamic_capacity dc_event_type: 0=add_capacity 1=release_capacity "
	"2=forced_release 3=region_configuration_updated 4=add_capacity_response "
	"5=capacity_released\n"
	"clear-event-records log: " EVENT_LOG "\n"
	"get-event-interrupt-policy info_interrupt: " INTERRUPT "\n"
	"get-event-interrupt-policy warning_interrupt: " INTERRUPT "\n"
	"get-event-interrupt-policy failure_interrupt: " INTERRUPT "\n"
	"get-event-interrupt-policy fatal_interrupt: " INTERRUPT "\n"
	"get-event-interrupt-policy dynamic_capacity_interrupt: " INTERRUPT "\n"
	"set-event-interrupt-policy info_interrupt: " INTERRUPT "\n"
	"set-event-interrupt-policy warning_interrupt: " INTERRUPT "\n"
	"set-event-interrupt-policy failure_interrupt: " INTERRUPT "\n"
	"set-event-interrupt-policy fatal_interrupt: " INTERRUPT "\n"
	"set-event-interrupt-policy dynamic_capacity_interrupt: " INTERRUPT "\n"
	"transfer-fw action: 0=full 1=initiate 2=continue 3=end 4=abort\n"
	"activate-fw action: 0=online 1=on-next-reset\n"
	"get-supported-features persistence: 0=none 1=cxl_reset 2=hot_reset 3=warm_reset "
	"4=cold_reset\n"
	"get-feature selection: 0=current 1=default 2=saved\n"
	"set-feature transfer: 0=full 1=initiate 2=continue 3=finish 4=abort\n"
	"get-shutdown-state shutdown_state: 0=clean 1=dirty\n"
	"set-shutdown-state shutdown_state: 0=clean 1=dirty\n"
	"get-poison-list source: " POISON "\n"
	"get-scan-media-results source: " POISON "\n"
	"media-operations class: 0=discovery 1=sanitize\n"
	"get-physical-port-state state: 0=disabled 1=bind-in-progress 2=unbind-in-progress 3=downstream "
	"4=upstream 5=fabric 15=invalid\n"
	"get-physical-port-state connected_mode: 0=none 1=rcd 2=68b-flit 3=256b-flit "
	"4=latency-optimized-256b-flit 5=pbr\n"
	"get-physical-port-state connected_type: 0=none 1=pcie 2=type1 3=type2-or-switch 4=type3-sld "
	"5=type3-mld 6=pbr\n"
	"get-physical-port-state ltssm: " LTSSM "\n"
	"physical-port-control operation: 0=assert-perst 1=deassert-perst 2=reset\n"
	"tunnel-management-command target: 0=port-or-ld 1=ld-pool\n"
	"get-head-info ltssm: " LTSSM "\n"
	"initiate-dc-add selection: 0=free 1=contiguous 2=prescriptive 3=shared\n"
	"initiate-dc-release removal: 0=tag 1=prescriptive\n"
	"ecs log_entry_type: 0=dram 1=memory-media-fru\n"
	"ecs threshold: 3=256 4=1024 5=4096\n"
	"ecs threshold: 256=256 1024=1024 4096=4096\n"
	"ecs mode: 0=rows 1=codewords\n"
	"sppr persist_mode: " PERSIST "\n"
	"hppr persist_mode: " PERSIST "\n"
	"cacheline-sparing persist_mode: " PERSIST "\n"
	"row-sparing persist_mode: " PERSIST "\n"
	"bank-sparing persist_mode: " PERSIST "\n"
	"rank-sparing persist_mode: " PERSIST "\n";
/* clang-format on */

static struct strbuf found;

static void add_names(const char *where, const char *key, const struct value_name *w)
{
	auto_strbuf struct strbuf line = { 0 };

	strbuf_addf(&line, "%s %s:", where, key);
	for (; w->name; w++)
		strbuf_addf(&line, " %llu=%s", (unsigned long long)w->value, w->name);
	strbuf_addf(&line, "\n");
	assert_non_null(line.s);
	if (!found.s || !strstr(found.s, line.s))
		strbuf_addf(&found, "%s", line.s);
}

/* @where: the command, or the form of its payload. */
static void add_layout(const char *where, const struct layout *l)
{
	const struct layout_form *form;
	u16 i;

	if (!l)
		return;
	where = l->name ? l->name : where;
	for (i = 0; i < l->count; i++) {
		if (l->fields[i].value_names)
			add_names(where, l->fields[i].key, l->fields[i].value_names);
		add_layout(where, l->fields[i].part);
	}
	if (l->list) {
		add_layout(where, l->list->record);
		add_layout(where, l->list->end);
	}
	for (form = l->forms ? l->forms->forms : NULL; form && form->id; form++)
		add_layout(where, form->layout);
	add_layout(where, l->forms ? l->forms->other : NULL);
}

static void values_have_the_names_of_the_specification(void **state)
{
	const struct opcode_desc *o;
	const struct feature_desc *d;
	size_t i;
	u16 n;

	for (i = 0; (o = opcode_at(i)); i++) {
		add_layout(o->name, o->in);
		add_layout(o->name, o->out);
	}
	for (i = 0; (d = feature_desc_at(i)); i++)
		for (n = 0; n < d->count; n++) {
			if (d->fields[n].value_names)
				add_names(d->name, d->fields[n].key, d->fields[n].value_names);
			if (d->fields[n].edac_value_names)
				add_names(d->name, d->fields[n].edac,
					  d->fields[n].edac_value_names);
		}
	assert_string_equal(found.s, expected);
	cleanup_strbuf(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_have_the_names_of_the_specification),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

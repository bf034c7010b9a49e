// SPDX-License-Identifier: GPL-2.0-only
/* What is known about the values that are compared: one table. */
#include <fnmatch.h>
#include <stdio.h>

#include "cxl/diff/diff.h"

/* clang-format off */
/*
 * Patterns of "SOURCE/PATH", see fnmatch(3). All rows that match count: their flags, the area and
 * the words of the first that has one.
 */
static const struct {
	const char *pattern, *area, *words;
	unsigned int flags;
} rows[] = {
	/* which device it is, and how this boot calls it */
	{ "memdev/memdev", NULL, NULL, DIFF_IDENTITY },
	{ "identify/serial", NULL, NULL, DIFF_IDENTITY },
	{ "get-*/serial", NULL, NULL, DIFF_IDENTITY },
	{ "memdev/host", NULL, NULL, DIFF_IDENTITY },
	{ "*/pci.address", NULL, NULL, DIFF_IDENTITY },
	{ "*/pci.serial", NULL, NULL, DIFF_IDENTITY },
	{ "bus/bus", NULL, NULL, DIFF_IDENTITY },
	{ "port/port", NULL, NULL, DIFF_IDENTITY },
	{ "endpoint/endpoint", NULL, NULL, DIFF_IDENTITY },
	{ "endpoint/host", NULL, NULL, DIFF_IDENTITY },
	{ "dport/dport", NULL, NULL, DIFF_IDENTITY },
	{ "decoder/decoder", NULL, NULL, DIFF_IDENTITY },
	{ "region/region", NULL, NULL, DIFF_IDENTITY },
	{ "region/daxregion.id", NULL, NULL, DIFF_IDENTITY },
	{ "dax/chardev", NULL, NULL, DIFF_IDENTITY },
	{ "*/memdev", NULL, NULL, DIFF_IDENTITY },
	{ "list-features/*.uuid", NULL, NULL, DIFF_IDENTITY },
	{ "list-features/*.name", NULL, NULL, DIFF_IDENTITY },
	{ "list-features/*.index", NULL, NULL, DIFF_IDENTITY },
	/* the same as another value */
	{ "identify/fw_revision", NULL, NULL, DIFF_IDENTITY },
	{ "get-health/findings", NULL, NULL, DIFF_IDENTITY },
	{ "list-features/*.reason_text", NULL, NULL, DIFF_IDENTITY },

	/* counters, measurements and what follows from other values */
	{ "get-health/temperature", NULL, "temperature (Celsius)", DIFF_NOISE },
	{ "get-health/*_errors", NULL, NULL, DIFF_NOISE },
	{ "get-health/dirty_shutdowns", NULL, NULL, DIFF_NOISE },
	{ "*/pci.aer*", NULL, NULL, DIFF_NOISE },
	{ "*/decoders_committed", NULL, NULL, DIFF_NOISE },
	{ "*/nr_dports", NULL, NULL, DIFF_NOISE },
	{ "*/nr_targets", NULL, NULL, DIFF_NOISE },
	{ "decoder/max_available_extent", NULL, NULL, DIFF_NOISE },
	{ "region/daxregion.available_size", NULL, NULL, DIFF_NOISE },
	{ "*/poison_injectable", NULL, NULL, DIFF_NOISE },
	{ "*/protocol_injectable", NULL, NULL, DIFF_NOISE },
	{ "*/injectable_protocol_errors", NULL, NULL, DIFF_NOISE },
	/* the interface that sets a Feature, for this user */
	{ "list-features/*.route", NULL, NULL, DIFF_NOISE },
	{ "list-features/*.reason", NULL, NULL, DIFF_NOISE },
	{ "list-features/*.scope", NULL, NULL, DIFF_NOISE },
	{ "list-features/*.taint", NULL, NULL, DIFF_NOISE },
	{ "list-features/*.taints", NULL, NULL, DIFF_NOISE },
	{ "system/boot_id", NULL, "boot ID", DIFF_NOISE | DIFF_REDACTED },

	/* values that only exist in some states, see the tables of "cxl list" */
	{ "*/state", NULL, "state", DIFF_MAY_LACK },
	{ "decoder/size", NULL, NULL, DIFF_MAY_LACK },
	{ "decoder/region", NULL, "region", DIFF_MAY_LACK | DIFF_REFERENCE },
	{ "decoder/mode", NULL, NULL, DIFF_MAY_LACK },
	{ "decoder/dpa_size", NULL, NULL, DIFF_MAY_LACK },
	{ "decoder/interleave_granularity", NULL, NULL, DIFF_MAY_LACK },
	{ "memdev/*_size", NULL, NULL, DIFF_MAY_LACK },
	{ "memdev/*_qos_class", NULL, NULL, DIFF_MAY_LACK },
	{ "region/type", NULL, NULL, DIFF_MAY_LACK },
	{ "region/extended_linear_cache_size", NULL, NULL, DIFF_MAY_LACK },
	{ "region/qos_class_mismatch", NULL, NULL, DIFF_MAY_LACK },
	{ "region/mappings.*", NULL, NULL, DIFF_REFERENCE },
	{ "port/parent_dport", NULL, "parent port", 0 },
	{ "endpoint/parent_dport", NULL, "parent port", 0 },

	/* words; with an empty path, of everything that the command shows */
	{ "identify/", NULL, "identification", 0 },
	{ "get-fw-info/", NULL, "firmware slots", 0 },
	{ "get-health/", NULL, "health", 0 },
	{ "get-alert-config/", NULL, "alert configuration", 0 },
	{ "get-partition/", NULL, "partition", 0 },
	{ "get-shutdown-state/", NULL, "shutdown state", 0 },
	{ "list-features/", NULL, "Features", 0 },
	{ "memdev/serial", NULL, "serial number", DIFF_REDACTED },
	{ "memdev/ram_size", NULL, "volatile capacity", 0 },
	{ "memdev/pmem_size", NULL, "persistent capacity", 0 },
	{ "memdev/ram_qos_class", NULL, "QoS class of the volatile capacity", 0 },
	{ "memdev/pmem_qos_class", NULL, "QoS class of the persistent capacity", 0 },
	{ "memdev/firmware_version", "firmware", "firmware version", 0 },
	{ "*/numa_node", NULL, "NUMA node", 0 },
	{ "*/pci.link.speed_gts", NULL, "link speed (GT/s)", 0 },
	{ "*/pci.link.width", NULL, "link width (lanes)", 0 },
	{ "*/pci.link.max_speed_gts", NULL, "highest link speed (GT/s)", 0 },
	{ "*/pci.link.max_width", NULL, "highest link width (lanes)", 0 },
	{ "get-fw-info/active_slot", NULL, "active slot", 0 },
	{ "get-fw-info/staged_slot", NULL, "slot for the next reset", 0 },
	{ "get-fw-info/slot1_revision", NULL, "firmware in slot 1", 0 },
	{ "get-fw-info/slot2_revision", NULL, "firmware in slot 2", 0 },
	{ "get-fw-info/slot3_revision", NULL, "firmware in slot 3", 0 },
	{ "get-fw-info/slot4_revision", NULL, "firmware in slot 4", 0 },
	{ "get-partition/active_volatile_size", NULL, "volatile capacity, active", 0 },
	{ "get-partition/active_persistent_size", NULL, "persistent capacity, active", 0 },
	{ "get-partition/next_volatile_size", NULL, "volatile capacity, after a reset", 0 },
	{ "get-partition/next_persistent_size", NULL, "persistent capacity, after a reset", 0 },
	{ "get-health/life_used_percent", NULL, "life used (%)", 0 },
	{ "get-health/ext_life_used", NULL, "life used, status", 0 },
	{ "get-health/ext_temperature", NULL, "temperature, status", 0 },
	{ "get-health/ext_corrected_volatile", NULL, "corrected volatile errors, status", 0 },
	{ "get-health/ext_corrected_persistent", NULL, "corrected persistent errors, status", 0 },
	{ "get-alert-config/life_used_prog_warn_threshold", NULL,
	  "life used alert, threshold (%)", 0 },
	{ "get-alert-config/life_used_prog_warn_threshold_valid", NULL,
	  "life used alert, enabled", 0 },
	{ "get-alert-config/dev_over_temperature_prog_warn_threshold", NULL,
	  "over-temperature alert, threshold (Celsius)", 0 },
	{ "get-alert-config/dev_over_temperature_prog_warn_threshold_valid", NULL,
	  "over-temperature alert, enabled", 0 },
	{ "get-alert-config/dev_under_temperature_prog_warn_threshold", NULL,
	  "under-temperature alert, threshold (Celsius)", 0 },
	{ "get-alert-config/dev_under_temperature_prog_warn_threshold_valid", NULL,
	  "under-temperature alert, enabled", 0 },
	{ "get-alert-config/corrected_volatile_mem_err_prog_warn_threshold", NULL,
	  "corrected volatile errors alert, threshold", 0 },
	{ "get-alert-config/corrected_volatile_mem_err_prog_warn_threshold_valid", NULL,
	  "corrected volatile errors alert, enabled", 0 },
	{ "get-alert-config/corrected_pmem_err_prog_warn_threshold", NULL,
	  "corrected persistent errors alert, threshold", 0 },
	{ "get-alert-config/corrected_pmem_err_prog_warn_threshold_valid", NULL,
	  "corrected persistent errors alert, enabled", 0 },
	{ "system/release", NULL, "kernel release", 0 },
	{ "system/command_line", NULL, "kernel command line", DIFF_REDACTED },
	{ "system/taint", NULL, "kernel taint", 0 },
	{ "system/host", "system", "host name", DIFF_REDACTED },

	/* areas */
	{ "*/pci", "pci", "PCI function", 0 },
	{ "*/pci.*", "pci", NULL, 0 },
	{ "region/daxregion*", "dax", NULL, DIFF_MAY_LACK },
	{ "memdev/ram_size", "partition", NULL, 0 },
	{ "memdev/pmem_size", "partition", NULL, 0 },
	{ "memdev/*", "device", NULL, 0 },
	{ "decoder/*", "decoder", NULL, 0 },
	{ "region/*", "region", NULL, 0 },
	{ "dax/*", "dax", NULL, DIFF_MAY_LACK },
	{ "bus/*", "topology", NULL, 0 },
	{ "port/*", "topology", NULL, 0 },
	{ "endpoint/*", "topology", NULL, 0 },
	{ "dport/*", "topology", NULL, 0 },
	{ "identify/*", "device", NULL, 0 },
	{ "get-fw-info/*", "firmware", NULL, 0 },
	{ "get-health/*", "health", NULL, 0 },
	{ "get-alert-config/*", "alerts", NULL, 0 },
	{ "get-partition/*", "partition", NULL, 0 },
	{ "get-shutdown-state/*", "device", NULL, 0 },
	{ "list-features/*", "feature", NULL, 0 },
	{ "system/*", "kernel", NULL, 0 },
};
/* clang-format on */

struct diff_path diff_path_find(const char *source, const char *path)
{
	struct diff_path p = { 0 };
	char text[600];
	size_t i;

	snprintf(text, sizeof(text), "%s/%s", source, path);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if ((*rows[i].pattern != '*' && *rows[i].pattern != *text) ||
		    fnmatch(rows[i].pattern, text, 0) != 0)
			continue;
		if (!p.area)
			p.area = rows[i].area;
		if (!p.words)
			p.words = rows[i].words;
		p.flags |= rows[i].flags;
	}
	if (!p.area)
		p.area = "other";
	return p;
}

/* Names of Features and their fields are those of set-feature; others are words. */
const char *diff_path_words(const struct diff_path *p, const char *path, char *buf, size_t size)
{
	const bool feature = str_eq(p->area, "feature");
	const char *current = strstr(path, ".current.");
	char *c;

	if (p->words)
		return p->words;
	if (str_eq(p->area, "pci") && str_after(path, "pci."))
		path = str_after(path, "pci.");
	if (feature && current) /* the value that is meant, unless another one is named */
		snprintf(buf, size, "%.*s.%s", (int)(current - path), path,
			 current + strlen(".current."));
	else
		snprintf(buf, size, "%s", path);
	for (c = buf; *c; c++)
		if (*c == '.' || (*c == '_' && !feature))
			*c = ' ';
	return buf;
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Return codes of mailbox commands. The kernel's own table ends at 1Eh. */
#include "cxl/lib/wire/status.h"

static const struct {
	const char *name, *text;
} status_rows[] = {
	[0x00] = { "success", "success" },
	[0x01] = { "background_started", "background operation started" },
	[0x02] = { "invalid_input", "invalid input" },
	[0x03] = { "unsupported", "not supported" },
	[0x04] = { "internal_error", "internal device error" },
	[0x05] = { "retry_required", "temporary failure, retry required" },
	[0x06] = { "busy", "busy with a background operation" },
	[0x07] = { "media_disabled", "media disabled" },
	[0x08] = { "fw_transfer_in_progress", "firmware transfer already in progress" },
	[0x09] = { "fw_transfer_out_of_order", "firmware transfer out of order" },
	[0x0a] = { "fw_verification_failed", "firmware package verification failed" },
	[0x0b] = { "invalid_slot", "invalid firmware slot" },
	[0x0c] = { "activation_failed_rolled_back",
		   "firmware activation failed; rolled back to the previous firmware" },
	[0x0d] = { "activation_failed_cold_reset",
		   "firmware activation failed; a cold reset is required" },
	[0x0e] = { "invalid_handle", "invalid event handle" },
	[0x0f] = { "invalid_physical_address", "invalid device physical address" },
	[0x10] = { "poison_limit_reached", "limit of injected poison reached" },
	[0x11] = { "permanent_media_failure", "permanent media failure" },
	[0x12] = { "aborted", "aborted" },
	[0x13] = { "invalid_security_state", "invalid in the current security state" },
	[0x14] = { "incorrect_passphrase", "incorrect passphrase" },
	[0x15] = { "unsupported_mailbox", "not supported on this mailbox" },
	[0x16] = { "invalid_payload_length", "invalid payload length" },
	[0x17] = { "invalid_log", "invalid or unsupported log" },
	[0x18] = { "interrupted", "interrupted" },
	[0x19] = { "unsupported_feature_version", "Feature version not supported" },
	[0x1a] = { "unsupported_feature_selection", "Feature selection value not supported" },
	[0x1b] = { "feature_transfer_in_progress", "Feature transfer already in progress" },
	[0x1c] = { "feature_transfer_out_of_order", "Feature transfer out of order" },
	[0x1d] = { "resources_exhausted", "device resources exhausted" },
	[0x1e] = { "invalid_extent_list", "invalid extent list" },
	[0x1f] = { "transfer_out_of_order", "transfer out of order" },
	[0x20] = { "abort_unsupported", "the running operation cannot be aborted" },
};

const char *status_name(u16 code)
{
	return code < ARRAY_SIZE(status_rows) ? status_rows[code].name : "unknown";
}

const char *status_text(u16 code)
{
	return code < ARRAY_SIZE(status_rows) ? status_rows[code].text : "unknown return code";
}

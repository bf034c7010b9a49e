// SPDX-License-Identifier: LGPL-2.1-or-later
/* Names of effects. Bit 7 is named after the specification; Linux uses another name for it. */
#include "cxl/lib/wire/effects.h"

/* clang-format off */
static const char *const effect_names[16] = {
	"cold_reset_config_change", "immediate_config_change", "immediate_data_change",
	"immediate_policy_change", "immediate_log_change", "security_state_change",
	"background_operation", "secondary_mailbox", "abort_supported", "reset_effects_valid",
	"conventional_reset_config_change", "cxl_reset_config_change",
};
/* clang-format on */

void effects_names(u16 effects, struct rec *arr)
{
	unsigned int bit;

	for (bit = 0; bit < 16; bit++) {
		if (!(effects & BIT(bit)))
			continue;
		if (effect_names[bit])
			rec_str(arr, NULL, effect_names[bit]);
		else
			rec_strf(arr, NULL, "bit_%u", bit);
	}
}

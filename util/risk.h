/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The scale of risk that commands, opcodes and the gate share. */
#ifndef UTIL_RISK_H
#define UTIL_RISK_H

/* Values are ordered: a higher level needs everything that the lower ones need. */
enum risk {
	RISK_READ,	   /* level 0: reads, no side effects */
	RISK_READ_EFFECTS, /* level 1: reads, with side effects on the device or the kernel */
	RISK_SETTING,	   /* level 2: changes a setting that can be changed back */
	RISK_SERVICE,	   /* level 3: affects service, or taints the kernel */
	RISK_DESTRUCTIVE,  /* level 4: may destroy data, has unknown effects, or is raw */
};

/* Name of @risk in JSON output; part of the interface. */
static inline const char *risk_name(enum risk risk)
{
	/* clang-format off */
	static const char *const names[] = {
		[RISK_READ] = "read", [RISK_READ_EFFECTS] = "read_with_side_effects",
		[RISK_SETTING] = "setting", [RISK_SERVICE] = "service_affecting",
		[RISK_DESTRUCTIVE] = "destructive",
	};
	/* clang-format on */

	return names[risk];
}

#endif

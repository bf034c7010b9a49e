/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Effects of a command: bits in the Command Effects Log for each opcode, and in the supported list
 * for each Feature (CXL r3.2 8.2.10.5.2.1).
 */
#ifndef CXL_WIRE_EFFECTS_H
#define CXL_WIRE_EFFECTS_H

#include "util/base.h"
#include "util/rec.h"

#define EFFECT_COLD_RESET BIT(0)
#define EFFECT_CONFIG_NOW BIT(1)
#define EFFECT_DATA_NOW BIT(2)
#define EFFECT_POLICY_NOW BIT(3)
#define EFFECT_LOG_NOW BIT(4)
#define EFFECT_SECURITY BIT(5)
#define EFFECT_BACKGROUND BIT(6)
#define EFFECT_SECONDARY BIT(7)
#define EFFECT_ABORTABLE BIT(8)
#define EFFECT_EXT_VALID BIT(9)
#define EFFECT_CONV_RESET BIT(10)
#define EFFECT_CXL_RESET BIT(11)
#define EFFECT_RESERVED 0xf000U
#define EFFECT_IMMEDIATE (EFFECT_CONFIG_NOW | EFFECT_DATA_NOW | EFFECT_POLICY_NOW | EFFECT_LOG_NOW)
#define EFFECT_RESET (EFFECT_COLD_RESET | EFFECT_CONV_RESET | EFFECT_CXL_RESET)

/* Add the names of the effects to the array @arr; unknown bits as "bit_N". */
void effects_names(u16 effects, struct rec *arr);

#endif

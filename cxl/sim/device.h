/* SPDX-License-Identifier: GPL-2.0-only */
/* The simulated device: its mailbox and commands. */
#ifndef SIM_DEVICE_H
#define SIM_DEVICE_H

#include "cxl/sim/model.h"

/* device.c: execute one command. 0, or a negative errno if the device did not reply. */
int sim_mbox(struct sim *s, struct sim_dev *d, struct sim_cmd *c) MUST_CHECK;
bool sim_in_cel(const struct sim_dev *d, u16 opcode);

/* dev-mem.c, dev-feature.c: commands by group; return a mailbox return code. */
u16 device_memory(struct sim *s, struct sim_dev *d, struct sim_cmd *c);
/* @ignore: report success without changing the value. */
u16 device_feature(struct sim_dev *d, struct sim_cmd *c, bool ignore);

/* dev-fw.c: firmware of the device; 0201h and 0202h, and what a cold reset activates. */
u16 device_firmware(struct sim *s, struct sim_dev *d, const struct sim_cmd *c);
void device_firmware_reset(struct sim_dev *d);

/* Set data (@image, set_size bytes) that corresponds to Get data (@value, get_size bytes). */
void sim_feature_image(const struct sim_feature *f, const u8 *value, u8 *image);
/* Supported Feature Entry (CXL r3.2 8.2.10.6.1); returns its size. */
u32 sim_feature_entry(const struct sim_feature *f, u16 index, u8 *entry);

#endif

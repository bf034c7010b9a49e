/* SPDX-License-Identifier: GPL-2.0-only */
/* The configuration space of a modelled PCI function, with the registers of its DOE mailboxes. */
#ifndef SIM_DOE_H
#define SIM_DOE_H

#include "cxl/lib/transport/transport.h"
#include "cxl/sim/model.h"

/* @address: "0000:0d:00.0". The state of a mailbox lasts until the program ends. */
/* The error of a fault of "ADDRESS/config" in sysfs; 0: the file can be opened for writing. */
int sim_config_open(struct sim *s, const char *address);
int sim_config_read(struct sim *s, const char *address, u32 offset, u32 *ret) MUST_CHECK;
int sim_config_write(struct sim *s, const char *address, u32 offset, u32 value) MUST_CHECK;

#endif

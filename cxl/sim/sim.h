/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The simulated system behind cxl-sim: devices with a mailbox, and the kernel in front of them.
 * State is in one directory: sys/, proc/, dev/ and etc/ for the commands, state/ for the model.
 * Implemented from the specification and the kernel's interfaces, without cxl/lib/wire, so that
 * tests check the payload formats independently.
 *
 * Order of dependencies: model, tree <- devfile, fault, build <- state <- device <- kernel
 * <- files <- firmware, node <- decoder <- memory <- dax <- region <- port <- driver
 * <- store <- hooks <- verbs. This header includes all interfaces, for tests.
 */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "cxl/sim/build.h"
#include "cxl/sim/component.h"
#include "cxl/sim/dax.h"
#include "cxl/sim/decoder.h"
#include "cxl/sim/devfile.h"
#include "cxl/sim/device.h"
#include "cxl/sim/driver.h"
#include "cxl/sim/fault.h"
#include "cxl/sim/files.h"
#include "cxl/sim/firmware.h"
#include "cxl/sim/hooks.h"
#include "cxl/sim/kernel.h"
#include "cxl/sim/memory.h"
#include "cxl/sim/model.h"
#include "cxl/sim/node.h"
#include "cxl/sim/port.h"
#include "cxl/sim/region.h"
#include "cxl/sim/security.h"
#include "cxl/sim/state.h"
#include "cxl/sim/store.h"
#include "cxl/sim/tree.h"
#include "cxl/sim/verbs.h"

#endif

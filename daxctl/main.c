// SPDX-License-Identifier: GPL-2.0-only
/* daxctl: administration of DAX devices and of the memory behind them. */
#include "daxctl/daxctl.h"

int main(int argc, char **argv)
{
	return tool_main(&daxctl_tool, argc, argv);
}

// SPDX-License-Identifier: GPL-2.0-only
/* cxl: administration of CXL memory. */
#include "cxl/common.h"

int main(int argc, char **argv)
{
	return tool_main(&cxl_tool, argc, argv);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* The signals that ask a program to stop. */
#include "util/signals.h"
#include "util/base.h"

void signals_block(sigset_t *before)
{
	static const int numbers[] = STOP_SIGNALS;
	sigset_t held;
	size_t i;

	sigemptyset(&held);
	for (i = 0; i < ARRAY_SIZE(numbers); i++)
		sigaddset(&held, numbers[i]);
	sigprocmask(SIG_BLOCK, &held, before);
}

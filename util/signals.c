// SPDX-License-Identifier: LGPL-2.1-or-later
/* The signals that ask a program to stop. */
#include "util/signals.h"
#include "util/base.h"

int stop_signal(size_t i)
{
	static const int numbers[] = { SIGINT,	SIGTERM, SIGHUP,    SIGQUIT,   SIGALRM,
				       SIGUSR1, SIGUSR2, SIGXCPU,   SIGVTALRM, SIGPROF,
				       SIGIO,	SIGPWR,	 SIGSTKFLT, SIGABRT };
	const size_t real_time = i - ARRAY_SIZE(numbers);

	if (i < ARRAY_SIZE(numbers))
		return numbers[i];
	return real_time <= (size_t)(SIGRTMAX - SIGRTMIN) ? SIGRTMIN + (int)real_time : 0;
}

void signals_block(sigset_t *before)
{
	sigset_t held;
	size_t i;

	sigemptyset(&held);
	for (i = 0; stop_signal(i); i++)
		sigaddset(&held, stop_signal(i));
	sigprocmask(SIG_BLOCK, &held, before);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* A signal that ends a system call. */
#include <signal.h>
#include <sys/time.h>

#include "util/alarm.h"

static void on_alarm(int number)
{
}

static void set(time_t seconds, time_t interval)
{
	const struct itimerval timer = {
		.it_value.tv_sec = seconds,
		.it_interval.tv_sec = interval,
	};

	setitimer(ITIMER_REAL, &timer, NULL);
}

void alarm_start(u64 seconds)
{
	const struct sigaction action = { .sa_handler = on_alarm };

	/* Again, since the first one may arrive just before a system call. */
	if (sigaction(SIGALRM, &action, NULL) == 0)
		set((time_t)seconds, 1);
}

void alarm_stop(void)
{
	set(0, 0);
}

// SPDX-License-Identifier: LGPL-2.1-or-later
/* Messages of the kernel about devices and modules (netlink). */
#include <linux/netlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include "util/uevent.h"

#define GROUP_KERNEL 1 /* the other one has the messages of udev */

int uevent_open(void)
{
	const struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = GROUP_KERNEL };
	int fd = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
			NETLINK_KOBJECT_UEVENT);
	int rc;

	if (fd < 0)
		return -errno;
	if (bind(fd, (const struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	rc = -errno;
	close(fd);
	return rc;
}

/* "add@/module/cxl_core", then variables. */
static bool is_module(const char *message)
{
	return str_after(message, "add@/module/") || str_after(message, "remove@/module/");
}

bool uevent_modules_changed(int fd)
{
	struct sockaddr_nl from;
	socklen_t size;
	char message[64];
	bool changed = false;
	ssize_t n;

	for (;;) {
		size = sizeof(from);
		n = recvfrom(fd, message, sizeof(message) - 1, 0, (struct sockaddr *)&from, &size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == ENOBUFS) {
			changed = true;
			continue;
		}
		if (n < 0)
			return changed;
		message[n] = '\0';
		if (from.nl_pid == 0 && is_module(message))
			changed = true;
	}
}

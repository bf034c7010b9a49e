// SPDX-License-Identifier: GPL-2.0-only
/*
 * The firmware upload of memdevs. "loading" is 1 while data is written; the file "cancel" in
 * state/, kept until a step notices it, is the flag that the driver has for each memdev.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cxl/sim/device.h"
#include "cxl/sim/firmware.h"
#include "cxl/sim/state.h"

#define HEADER 0x80
#define UNIT 128

/* One step of an update. */
struct upload {
	struct sim *s;
	struct sim_dev *d;
	const struct sim_path *dir;
	u8 *image;
	size_t len, done;
	u8 in[SIM_OUT_MAX / 64], *out;
};

bool sim_firmware_split(const char *path, char *memdev, struct sim_path *dir, const char **attr)
{
	const char *slash = strrchr(path, '/'), *at = strstr(path, "/firmware/mem");
	const char *name = at ? at + strlen("/firmware/") : NULL;

	if (!name || slash <= name || (size_t)(slash - name) >= SIM_NAME_LEN ||
	    memchr(name, '/', (size_t)(slash - name)))
		return false;
	snprintf(memdev, SIM_NAME_LEN, "%.*s", (int)(slash - name), name);
	*dir = sim_path_of("%.*s", (int)(slash - path), path);
	*attr = slash + 1;
	return true;
}

static struct sim_path cancel_path(const char *memdev)
{
	return sim_path_of("state/%s.cancel", memdev);
}

static bool take_cancel(const struct upload *u)
{
	struct sim_path p = cancel_path(u->d->name);
	bool cancelled = sim_path_exists(u->s, &p);

	sim_path_delete(u->s, &p);
	return cancelled;
}

static void set_data(struct sim *s, const struct sim_path *dir, const void *buf, size_t len)
{
	struct sim_path p = sim_path_in(dir, "data");

	if (sim_write_file(s->dirfd, p.s, buf, len) < 0)
		fprintf(stderr, "cxl-sim: cannot write %s\n", p.s);
}

static void finish(const struct upload *u, const char *error)
{
	struct sim_attr status = sim_attr_get(u->s, u->dir, "status");

	if (error)
		sim_attr_set(u->s, u->dir, "error", "%s:%s", status.s, error);
	sim_attr_set(u->s, u->dir, "status", "idle");
	sim_attr_set(u->s, u->dir, "loading", "0");
	set_data(u->s, u->dir, "", 0);
}

static int send_command(const struct upload *u, u16 opcode, u32 len)
{
	struct sim_cmd c = {
		.opcode = opcode,
		.in = u->in,
		.in_len = len,
		.out = u->out,
		.route = "firmware",
		.scope = -1,
	};
	int rc = sim_mbox(u->s, u->d, &c);

	return rc < 0 || c.code != RC_SUCCESS ? -EIO : 0;
}

/* The slot after the active one. */
static u8 next_slot(const struct sim_dev *d)
{
	const u8 *fw = d->block[BLOCK_FW];

	return fw[0] ? (u8)((fw[1] & 7) % fw[0] + 1) : 1;
}

static int activate(struct upload *u)
{
	u->in[0] = 1;
	u->in[1] = next_slot(u->d);
	return send_command(u, 0x0202, 2);
}

/* The next part; the whole image if it fits into one. */
static int transfer(struct upload *u)
{
	const size_t max = MIN((size_t)u->d->payload_max, sizeof(u->in)) - HEADER;
	const size_t left = u->len - u->done, part = MIN(left, max);
	const bool whole = u->len < max, last = part == left;
	int rc;

	memset(u->in, 0, HEADER);
	u->in[0] = (u8)(whole ? 0 : last ? 3 : u->done == 0 ? 1 : 2);
	u->in[1] = last ? next_slot(u->d) : 0;
	put_le(u->in + 4, 4, u->done / UNIT);
	memcpy(u->in + HEADER, u->image + u->done, part);
	rc = send_command(u, 0x0201, (u32)(HEADER + part));
	if (rc == 0 && last)
		rc = activate(u);
	if (rc == 0)
		sim_attr_set(u->s, u->dir, "remaining_size", "%zu", left - part);
	return rc;
}

static void abort_transfer(struct upload *u)
{
	memset(u->in, 0, HEADER);
	u->in[0] = 4;
	if (send_command(u, 0x0201, HEADER) < 0)
		fprintf(stderr, "cxl-sim: the transfer was not aborted\n");
}

static void step_transfer(struct upload *u)
{
	if (u->len - u->done == 0) {
		sim_attr_set(u->s, u->dir, "status", "programming");
	} else if (u->len >= (size_t)u->d->payload_max - HEADER && take_cancel(u)) {
		abort_transfer(u);
		finish(u, "user-abort");
	} else if (transfer(u) < 0) {
		finish(u, "hw-error");
	}
}

static void step(struct upload *u)
{
	struct sim_attr status = sim_attr_get(u->s, u->dir, "status");

	if (str_eq(status.s, "receiving")) {
		sim_attr_set(u->s, u->dir, "status", "preparing");
	} else if (str_eq(status.s, "preparing")) {
		if (send_command(u, 0x0200, 0) < 0)
			finish(u, "hw-error");
		else if (take_cancel(u))
			finish(u, "user-abort");
		else
			sim_attr_set(u->s, u->dir, "status", "transferring");
	} else if (str_eq(status.s, "transferring")) {
		step_transfer(u);
	} else if (str_eq(status.s, "programming")) {
		finish(u, take_cancel(u) ? "user-abort" : NULL);
	}
}

static int run_step(struct sim *s, const char *memdev, const struct sim_path *dir)
{
	struct upload *u = calloc(1, sizeof(*u));
	struct sim_path data = sim_path_in(dir, "data");
	int rc = u ? 0 : -ENOMEM;
	char *text = NULL;

	if (rc == 0) {
		*u = (struct upload){ .s = s, .d = sim_device(s, memdev), .dir = dir };
		u->out = calloc(1, SIM_OUT_MAX);
		rc = !u->out ? -ENOMEM : !u->d ? -ENODEV : 0;
	}
	if (rc == 0)
		rc = sim_read_file(s->dirfd, data.s, &text, &u->len);
	if (rc == 0) {
		u->image = (u8 *)text;
		u->done = u->len - MIN(sim_attr_number(s, dir, "remaining_size"), (u64)u->len);
		step(u);
	}
	free(text);
	if (u)
		free(u->out);
	free(u);
	return rc;
}

static bool is_idle(struct sim *s, const struct sim_path *dir)
{
	return sim_attr_is(s, dir, "status", "idle");
}

int sim_firmware_read(struct sim *s, const char *memdev, const struct sim_path *dir,
		      const char *attr)
{
	struct sim_path data = sim_path_in(dir, "data");

	if (is_idle(s, dir) || !sim_path_exists(s, &data))
		return 0;
	if (str_eq(attr, "error"))
		return -EBUSY;
	return str_eq(attr, "status") ? run_step(s, memdev, dir) : 0;
}

/* While an update is in progress, writes to "loading" are accepted without effect. */
static int store_loading(struct sim *s, const struct sim_path *dir, const char *value)
{
	struct sim_path data = sim_path_in(dir, "data"), error = sim_path_in(dir, "error");
	struct sim_attr word = sim_store_text(value);
	auto_free char *text = NULL;
	size_t len = 0;

	if (!is_idle(s, dir))
		return 0;
	if (str_eq(word.s, "1")) {
		set_data(s, dir, "", 0);
		sim_attr_set(s, dir, "loading", "1");
		return 0;
	}
	if (str_eq(word.s, "0") && sim_attr_is(s, dir, "loading", "1") &&
	    sim_read_file(s->dirfd, data.s, &text, &len) == 0 && len) {
		if (sim_write_file(s->dirfd, error.s, "", 0) < 0)
			return -EIO;
		sim_attr_set(s, dir, "remaining_size", "%zu", len);
		sim_attr_set(s, dir, "status", "receiving");
	}
	sim_attr_set(s, dir, "loading", "0");
	return 0;
}

/* The flag is set whether an update is in progress or not. */
static int store_cancel(struct sim *s, const struct sim_path *dir, const char *value)
{
	struct sim_path p = cancel_path(path_base(dir->s));
	auto_close int fd = -1;

	if (!str_eq(sim_store_text(value).s, "1"))
		return -EINVAL;
	fd = sim_open_file(s->dirfd, p.s, O_WRONLY | O_CREAT);
	if (fd < 0)
		return fd;
	return is_idle(s, dir) ? -ENODEV : 0;
}

int sim_firmware_store(struct sim *s, const struct sim_path *dir, const char *attr,
		       const char *value)
{
	if (str_eq(attr, "loading"))
		return store_loading(s, dir, value);
	if (str_eq(attr, "cancel"))
		return store_cancel(s, dir, value);
	return str_eq(attr, "data") ? sim_firmware_store_data(s, dir, value, strlen(value))
				    : -EACCES;
}

int sim_firmware_store_data(struct sim *s, const struct sim_path *dir, const void *buf, size_t len)
{
	struct sim_path p = sim_path_in(dir, "data");
	auto_close int fd = -1;

	if (!sim_has_rawio(s))
		return -EPERM;
	if (!is_idle(s, dir))
		return -ENODEV;
	fd = sim_open_file(s->dirfd, p.s, O_WRONLY | O_APPEND);
	if (fd < 0)
		return fd;
	return write(fd, buf, len) == (ssize_t)len ? 0 : -EIO;
}

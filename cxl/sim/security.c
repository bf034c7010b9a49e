// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sanitize and Secure Erase of memdevs. The device finishes at once; with a fault "background" of
 * Sanitize, security/state remains "sanitize" until something else is written to it.
 */
#include "cxl/sim/security.h"
#include "cxl/sim/device.h"

/* Of an attribute that the kernel hides unless the Command Effects Log has the command. */
static const struct {
	const char *attr;
	u16 opcode;
} commands[] = { { "sanitize", 0x4400 }, { "erase", 0x4401 } };

#define EFFECTS 0x0064 /* data, security state, background */

static bool find_dir(struct sim *s, const struct sim_dev *d, struct sim_path *ret)
{
	if (sim_node_find(s, "cxl", d->name, ret) < 0)
		return false;
	*ret = sim_path_in(ret, "security");
	return sim_path_exists(s, ret);
}

void sim_security_import(struct sim *s, struct sim_dev *d)
{
	struct sim_path dir, file;
	size_t i;

	if (!find_dir(s, d, &dir))
		return;
	for (i = 0; i < ARRAY_SIZE(commands) && d->cel_count < SIM_CEL; i++) {
		file = sim_path_in(&dir, commands[i].attr);
		if (!sim_path_exists(s, &file))
			continue;
		d->cel[d->cel_count].opcode = commands[i].opcode;
		d->cel[d->cel_count++].effects = EFFECTS;
	}
}

void sim_security_refresh(struct sim *s, const struct sim_dev *d)
{
	struct sim_path dir, file;
	size_t i;

	if (!find_dir(s, d, &dir))
		return;
	for (i = 0; i < ARRAY_SIZE(commands); i++) {
		file = sim_path_in(&dir, commands[i].attr);
		if (!sim_in_cel(d, commands[i].opcode))
			sim_path_delete(s, &file);
		else if (!sim_path_exists(s, &file))
			sim_attr_write_only(s, &dir, commands[i].attr);
	}
}

/* The memdev must be bound to its driver, and no decoder of its endpoint committed. */
static bool is_safe(struct sim *s, const struct sim_path *memdev)
{
	auto_namelist struct namelist l = sim_node_names(s, "cxl", "endpoint");
	struct sim_path endpoint;
	size_t i;

	for (i = 0; i < l.count; i++)
		if (sim_node_find(s, "cxl", l.names[i], &endpoint) == 0 &&
		    str_eq(sim_link_base(s, &endpoint, "uport").s, sim_node_name(memdev)))
			return sim_attr_number(s, &endpoint, "decoders_committed") == 0;
	return false;
}

/* Labels are gone, too. */
static void clear_labels(const struct sim *s, const char *memdev)
{
	struct sim_path p = sim_path_of("state/%s.lsa", memdev);

	sim_path_delete(s, &p);
}

static int send_command(struct sim *s, struct sim_dev *d, struct sim_cmd *c)
{
	auto_free u8 *out = calloc(1, SIM_OUT_MAX);
	int rc;

	if (!out)
		return -ENOMEM;
	c->out = out;
	rc = sim_mbox(s, d, c);
	c->out = NULL;
	return rc;
}

int sim_security_store(struct sim *s, const struct sim_path *dir, const char *attr,
		       const char *value)
{
	const bool erase = str_eq(attr, "erase");
	const struct sim_path memdev = sim_path_up(*dir);
	struct sim_dev *d = sim_device(s, sim_node_name(&memdev));
	struct sim_cmd c = {
		.opcode = erase ? 0x4401 : 0x4400,
		.route = "sysfs",
		.scope = -1,
	};
	int rc;

	if (!erase && !str_eq(attr, "sanitize"))
		return -EACCES;
	if (!str_eq(sim_store_text(value).s, "1"))
		return -EINVAL;
	if (!d || !is_safe(s, &memdev) || sim_attr_is(s, dir, "state", "sanitize"))
		return -EBUSY;
	if (!sim_attr_is(s, dir, "state", "disabled"))
		return -EINVAL;
	rc = send_command(s, d, &c);
	if (c.code == RC_BACKGROUND && !erase) {
		sim_attr_set(s, dir, "state", "sanitize");
		rc = c.code = 0;
	}
	if (rc < 0 || c.code)
		return rc < 0 ? rc : -ENXIO;
	clear_labels(s, d->name);
	return 0;
}

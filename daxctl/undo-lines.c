// SPDX-License-Identifier: GPL-2.0-only
/* The commands that undo a change of a DAX device. */
#include <inttypes.h>
#include <stdio.h>

#include "daxctl/undo-lines.h"

static void add(struct strbuf *text, const char *verb, const char *device, const char *options)
{
	strbuf_addf(text, "%s%s\t%s%s", text->len ? "\n" : "", verb, device, options);
}

/* The zone of all blocks; "": they are in several, or offline, or it is not known. */
static const char *common_zone(const struct dax_state *s)
{
	const char *zone = s->memory.count ? s->memory.at[0].zone : "";
	size_t i;

	for (i = 0; i < s->memory.count; i++)
		if (!s->memory.at[i].online || !str_eq(s->memory.at[i].zone, zone))
			return "";
	return zone;
}

static bool all_online(const struct dax_state *s)
{
	return s->memory.count && *common_zone(s);
}

static bool is_movable(const struct dax_state *s)
{
	return str_eq(common_zone(s), "Movable");
}

/* Some blocks online and others not, or in several zones, is no state that a command restores. */
static bool memory_is_plain(const struct dax_state *s)
{
	return s->mode != DAX_SYSTEM_RAM || dax_online_blocks(s) == 0 || all_online(s);
}

bool undo_lines_mode(const struct dax_state *s, enum dax_mode mode, struct strbuf *ret)
{
	const char *name = s->node->name;

	if (!memory_is_plain(s) || (*s->driver && s->mode == DAX_MODES))
		return false;
	if (mode == DAX_SYSTEM_RAM)
		add(ret, "offline-memory", name, "");
	if (mode == DAX_SYSTEM_RAM && s->mode == mode) { /* memory that was moved to another zone */
		add(ret, "online-memory", name, is_movable(s) ? "" : "\t--no-movable");
		return all_online(s);
	}
	if (mode == DAX_SYSTEM_RAM)
		add(ret, "reconfigure-device", name, "\t--mode\tdevdax");
	if (!*s->driver && mode != DAX_MODES)
		add(ret, "disable-device", name, "");
	else if (s->mode == DAX_SYSTEM_RAM)
		add(ret, "reconfigure-device", name,
		    !all_online(s)  ? "\t--mode\tsystem-ram\t--no-online"
		    : is_movable(s) ? "\t--mode\tsystem-ram"
				    : "\t--mode\tsystem-ram\t--no-movable");
	else if (s->mode == DAX_FAMFS)
		add(ret, "reconfigure-device", name, "\t--mode\tfamfs");
	else if (mode == DAX_MODES)
		add(ret, "enable-device", name, "");
	else if (mode == DAX_FAMFS)
		add(ret, "reconfigure-device", name, "\t--mode\tdevdax");
	return true;
}

/* What a smaller device has released may have been other memory than what it would get back. */
bool undo_lines_shape(const struct dax_state *s, u64 size, u64 align, struct strbuf *ret)
{
	char options[80] = "";
	int len = 0;

	if (size < s->size)
		return false;
	/* Together: in which order they are possible depends on both. */
	if (size > s->size)
		len = snprintf(options, sizeof(options), "\t--size\t%" PRIu64, s->size);
	if (align)
		snprintf(options + len, sizeof(options) - (size_t)len, "\t--align\t%" PRIu64,
			 s->align);
	if (*options)
		add(ret, "reconfigure-device", s->node->name, options);
	return true;
}

bool undo_lines_memory(const struct dax_state *s, bool online, struct strbuf *ret)
{
	if (online ? dax_online_blocks(s) > 0 : !all_online(s))
		return false;
	if (online)
		add(ret, "offline-memory", s->node->name, "");
	else
		add(ret, "online-memory", s->node->name, is_movable(s) ? "" : "\t--no-movable");
	return true;
}

void undo_lines_create(const char *name, struct strbuf *ret)
{
	add(ret, "disable-device", name, "");
	add(ret, "destroy-device", name, "");
}

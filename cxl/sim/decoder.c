// SPDX-License-Identifier: GPL-2.0-only
/* HDM decoders: order of commit, allocation of DPA. */
#include <inttypes.h>
#include <stdio.h>

#include "cxl/sim/decoder.h"
#include "util/num.h"

#define ALIGNMENT (256ULL << 20) /* bytes of DPA */
#define NO_RESOURCE UINT64_MAX

u64 sim_decoder_id(const struct sim_path *decoder)
{
	const char *dot = strrchr(decoder->s, '.');
	u64 id = 0;

	if (dot)
		num_prefix(dot + 1, &id);
	return id;
}

struct namelist sim_decoder_names(const struct sim *s, const struct sim_path *port)
{
	struct namelist l = sim_dir_names(s, port);
	size_t i, n = 0;

	for (i = 0; i < l.count; i++)
		if (str_after(l.names[i], "decoder") && strchr(l.names[i], '.'))
			l.names[n++] = l.names[i];
	l.count = n;
	return l;
}

/* A decoder that is attached to a region has a range before it is committed. */
bool sim_decoder_enabled(struct sim *s, const struct sim_path *decoder)
{
	struct sim_attr region = sim_attr_get(s, decoder, "region");
	struct sim_path dir;

	if (!sim_attr_number(s, decoder, "size"))
		return false;
	if (!*region.s)
		return true;
	return sim_node_find(s, "cxl", region.s, &dir) == 0 && sim_attr_is(s, &dir, "commit", "1");
}

int sim_endpoint_memdev(struct sim *s, const struct sim_path *endpoint, struct sim_path *ret)
{
	return sim_node_find(s, "cxl", sim_link_base(s, endpoint, "uport").s, ret);
}

int sim_decoder_check_commit(struct sim *s, const struct sim_path *decoder)
{
	struct sim_path port = sim_path_up(*decoder), memdev;

	if (sim_decoder_enabled(s, decoder))
		return 0;
	if (sim_decoder_id(decoder) != sim_attr_number(s, &port, "decoders_committed"))
		return -EBUSY;
	if (sim_endpoint_memdev(s, &port, &memdev) < 0)
		return 0;
	memdev = sim_path_in(&memdev, "security");
	return sim_attr_is(s, &memdev, "state", "sanitize") ? -EBUSY : 0;
}

void sim_decoder_commit(struct sim *s, const struct sim_path *decoder)
{
	struct sim_path port = sim_path_up(*decoder);

	sim_attr_set(s, &port, "decoders_committed", "%" PRIu64, sim_decoder_id(decoder) + 1);
}

void sim_decoder_reset(struct sim *s, const struct sim_path *decoder)
{
	struct sim_path port = sim_path_up(*decoder), below;
	u64 count = sim_attr_number(s, &port, "decoders_committed");
	const char *dot = strrchr(decoder->s, '.');

	if (!dot || count != sim_decoder_id(decoder) + 1 || sim_attr_is(s, decoder, "locked", "1"))
		return;
	for (count--; count; count--) {
		below = sim_path_of("%.*s.%" PRIu64, (int)(dot - decoder->s), decoder->s,
				    count - 1);
		if (sim_decoder_enabled(s, &below))
			break;
	}
	sim_attr_set(s, &port, "decoders_committed", "%" PRIu64, count);
}

void sim_decoder_set_range(struct sim *s, const struct sim_path *decoder, u64 start, u64 size)
{
	sim_attr_set(s, decoder, "start", "%#" PRIx64, start);
	sim_attr_set(s, decoder, "size", "%#" PRIx64, size);
	if (!start) /* the kernel's %#llx has the prefix for 0, too */
		sim_attr_set(s, decoder, "start", "0x0");
	if (!size)
		sim_attr_set(s, decoder, "size", "0x0");
}

static void set_dpa(struct sim *s, const struct sim_path *decoder, u64 start, u64 size)
{
	sim_attr_set(s, decoder, "dpa_size", "0x%016" PRIx64, size);
	if (start)
		sim_attr_set(s, decoder, "dpa_resource", "%#" PRIx64, start);
	else
		sim_attr_set(s, decoder, "dpa_resource", "0x0");
}

void sim_decoder_release_all(struct sim *s, const struct sim_path *endpoint)
{
	auto_namelist struct namelist l = sim_decoder_names(s, endpoint);
	struct sim_path decoder;
	size_t i;

	for (i = 0; i < l.count; i++) {
		decoder = sim_path_in(endpoint, l.names[i]);
		set_dpa(s, &decoder, NO_RESOURCE, 0);
		sim_attr_set(s, &decoder, "mode", "none");
	}
}

/* DPA that is allocated on an endpoint. */
struct dpa {
	u64 last;	       /* the highest decoder with an allocation, plus 1; 0: none */
	u64 ram_end, pmem_end; /* after the last allocation; 0: none */
};

static struct dpa dpa_load(struct sim *s, const struct sim_path *endpoint)
{
	auto_namelist struct namelist l = sim_decoder_names(s, endpoint);
	struct dpa d = { 0 };
	struct sim_path decoder;
	u64 size, end, *at;
	size_t i;

	for (i = 0; i < l.count; i++) {
		decoder = sim_path_in(endpoint, l.names[i]);
		size = sim_attr_number(s, &decoder, "dpa_size");
		if (!size)
			continue;
		end = sim_attr_number(s, &decoder, "dpa_resource") + size;
		at = sim_attr_is(s, &decoder, "mode", "pmem") ? &d.pmem_end : &d.ram_end;
		*at = MAX(*at, end);
		d.last = MAX(d.last, sim_decoder_id(&decoder) + 1);
	}
	return d;
}

static u64 partition_size(struct sim *s, const struct sim_path *endpoint, const char *mode)
{
	struct sim_path memdev;

	if (sim_endpoint_memdev(s, endpoint, &memdev) < 0)
		return 0;
	memdev = sim_path_in(&memdev, mode);
	return sim_attr_number(s, &memdev, "size");
}

static int dpa_free(struct sim *s, const struct sim_path *decoder)
{
	struct sim_path endpoint = sim_path_up(*decoder);

	if (!sim_attr_number(s, decoder, "dpa_size"))
		return 0;
	if (*sim_attr_get(s, decoder, "region").s || sim_decoder_enabled(s, decoder) ||
	    sim_decoder_id(decoder) + 1 != dpa_load(s, &endpoint).last)
		return -EBUSY;
	set_dpa(s, decoder, NO_RESOURCE, 0);
	return 0;
}

/* An allocation of pmem skips all free ram, which cannot be allocated then. */
static int dpa_alloc(struct sim *s, const struct sim_path *decoder, u64 size)
{
	struct sim_path endpoint = sim_path_up(*decoder);
	struct dpa d = dpa_load(s, &endpoint);
	u64 ram = partition_size(s, &endpoint, "ram"), start, end;
	bool pmem = sim_attr_is(s, decoder, "mode", "pmem");

	if (*sim_attr_get(s, decoder, "region").s || sim_decoder_enabled(s, decoder) ||
	    sim_attr_is(s, decoder, "mode", "none"))
		return -EBUSY;
	if (pmem) {
		start = d.pmem_end ? d.pmem_end : ram;
		end = ram + partition_size(s, &endpoint, "pmem");
	} else {
		start = d.pmem_end ? ram : d.ram_end;
		end = ram;
	}
	if (size > end - start)
		return -ENOSPC;
	if (sim_decoder_id(decoder) != d.last)
		return -EBUSY;
	set_dpa(s, decoder, start, size);
	return 0;
}

/* Not atomic: the old allocation is freed first. */
static int store_dpa_size(struct sim *s, const struct sim_path *decoder, const char *value)
{
	u64 size;
	int rc = sim_store_u64(value, &size);

	if (rc < 0)
		return rc;
	if (size % ALIGNMENT)
		return -EINVAL;
	rc = dpa_free(s, decoder);
	return rc < 0 || !size ? rc : dpa_alloc(s, decoder, size);
}

static int store_mode(struct sim *s, const struct sim_path *decoder, const char *value)
{
	struct sim_path endpoint = sim_path_up(*decoder);
	struct sim_attr mode = sim_store_text(value);

	if (!str_eq(mode.s, "ram") && !str_eq(mode.s, "pmem"))
		return -EINVAL;
	if (sim_decoder_enabled(s, decoder))
		return -EBUSY;
	/* The kernel has no partitions of size 0. */
	if (!partition_size(s, &endpoint, mode.s))
		return -EINVAL;
	sim_attr_set(s, decoder, "mode", "%s", mode.s);
	return 0;
}

int sim_decoder_store(struct sim *s, const struct sim_path *decoder, const char *attr,
		      const char *value)
{
	if (!sim_attr_is(s, decoder, "devtype", "cxl_decoder_endpoint"))
		return -EACCES;
	if (str_eq(attr, "mode"))
		return store_mode(s, decoder, value);
	return str_eq(attr, "dpa_size") ? store_dpa_size(s, decoder, value) : -EACCES;
}

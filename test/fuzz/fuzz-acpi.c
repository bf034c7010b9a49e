// SPDX-License-Identifier: GPL-2.0-only
/*
 * ACPI tables for "daxctl split-acpi". The input: proximity domain, number of nodes, lengths of
 * SRAT and SLIT (two bytes each), and the three tables. Their headers are made valid, so that the
 * entries are reached.
 */
#include "fuzz.h"

#include "daxctl/acpi/table.h"

static struct acpi_table table(enum acpi_kind kind, const uint8_t *data, size_t size)
{
	const size_t header = acpi_header_len(kind);
	struct acpi_table t = { .len = MAX(size, header) };
	size_t i;
	u8 sum = 0;

	t.data = calloc(1, t.len);
	check(t.data);
	if (size)
		memcpy(t.data, data, size);
	memcpy(t.data, acpi_name(kind), 4);
	put_le(t.data + ACPI_LENGTH, 4, t.len);
	t.data[ACPI_CHECKSUM] = 0;
	for (i = 0; i < t.len; i++)
		sum = (u8)(sum + t.data[i]);
	t.data[ACPI_CHECKSUM] = (u8)-sum;
	return t;
}

/* The memory of the domains @first to @first + @count - 1. */
static u64 memory_of(const struct acpi_table *t, u32 first, u32 count)
{
	struct acpi_entry e = { .at = NULL };
	u64 size = 0;
	u32 domain;

	while (acpi_next(ACPI_SRAT, t, &e))
		if (e.type == SRAT_MEMORY && srat_domain(&e, &domain) && domain - first < count)
			size += get_le(e.at + SRAT_MEMORY_SIZE, 8);
	return size;
}

static void check_result(struct acpi_split *s)
{
	struct acpi_table *srat = &s->out[ACPI_SRAT];
	int kind;

	for (kind = 0; kind < ACPI_KINDS; kind++)
		if (s->out[kind].data)
			check(acpi_check((enum acpi_kind)kind, &s->out[kind], NULL) == 0);
	check(srat->data && s->out[ACPI_SLIT].data);
	check(slit_count(&s->out[ACPI_SLIT]) >= s->first + s->nodes - 1);
	check(memory_of(srat, s->domain, 1) + memory_of(srat, s->first, s->nodes - 1) ==
	      memory_of(&s->in[ACPI_SRAT], s->domain, 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct acpi_split s = { 0 };
	struct fail why = { 0 };
	size_t len, kind, at = 6;

	if (size < 6)
		return 0;
	s.domain = data[0];
	s.nodes = 2 + data[1] % 8;
	for (kind = 0; kind < ACPI_KINDS; kind++) {
		len = kind < ACPI_NFIT ? get_le(data + 2 + 2 * kind, 2) : size;
		len = MIN(len, size - at);
		s.in[kind] = table((enum acpi_kind)kind, data + at, len);
		at += len;
	}
	if (acpi_split(&s, &why) == 0)
		check_result(&s);
	else
		check(*why.message);
	acpi_split_done(&s);
	return 0;
}

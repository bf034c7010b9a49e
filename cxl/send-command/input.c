// SPDX-License-Identifier: GPL-2.0-only
/* cxl send-command: the input payload, checked before any device node is opened. */
#include <stdlib.h>

#include "cxl/send-command/send-command.h"
#include "util/blob.h"
#include "util/num.h"

static bool fail(struct inv *inv, const struct send_job *j, const struct fail *why)
{
	inv_fail(inv, j->memdev.name, inv->cmd->name, why);
	return false;
}

static bool too_large(struct inv *inv, const struct send_job *j)
{
	struct fail why = { 0 };

	fail_set(&why, -EMSGSIZE, "too_large", "",
		 "input is larger than the mailbox payload size of the device (%u bytes)",
		 j->payload_max);
	return fail(inv, j, &why);
}

static bool from_file(struct inv *inv, struct send_job *j, const char *path)
{
	struct fail why = { 0 };
	size_t len = 0;
	u8 *data = NULL;
	int rc = blob_read(path, j->payload_max, &data, &len);

	if (rc == -EFBIG)
		return too_large(inv, j);
	if (rc < 0) {
		fail_set(&why, rc, "read_failed", "", "cannot read %s: %s", path, strerror(-rc));
		return fail(inv, j, &why);
	}
	j->in = data;
	j->req.in_len = (u32)len;
	return true;
}

static bool from_hex(struct inv *inv, struct send_job *j, const char *text)
{
	size_t len = j->payload_max;
	struct fail why = { 0 };
	int rc;

	j->in = calloc(1, len + 1);
	if (!j->in) {
		fail_nomem(&why);
		return fail(inv, j, &why);
	}
	rc = num_hex_bytes(text, j->in, &len);
	if (rc == -ENOSPC)
		return too_large(inv, j);
	if (rc < 0) {
		fail_invalid(&why, "invalid_hex", "use two hexadecimal digits for each byte",
			     "invalid --hex: expected hexadecimal bytes");
		return fail(inv, j, &why);
	}
	j->req.in_len = (u32)len;
	return true;
}

/* The variable part after the fixed one: "data=HEX" where the layout has no such field. */
static bool put_tail(struct inv *inv, struct send_job *j, const char *hex)
{
	const struct layout *l = j->command.desc->in;
	size_t size = j->payload_max > l->size ? j->payload_max - l->size : 0;
	struct fail why = { 0 };
	int rc = num_hex_bytes(hex, j->in + l->size, &size);

	if (rc == -ENOSPC)
		return too_large(inv, j);
	if (rc < 0) {
		fail_invalid(&why, "invalid_hex", "", "invalid data: expected hexadecimal bytes");
		return fail(inv, j, &why);
	}
	j->req.in_len = (u32)(l->size + size);
	return true;
}

/* @form: the form that the pairs of the fixed part select, or NULL while they are set. */
static bool put_pair(struct inv *inv, struct send_job *j, const char *pair, bool fixed,
		     const struct layout *form)
{
	const struct layout *l = j->command.desc->in;
	const char *eq = strchr(pair, '=');
	struct fail why = { 0 };
	char key[64];

	if ((size_t)(eq - pair) >= sizeof(key)) {
		fail_invalid(&why, "unknown_key", "", "unknown field: name too long");
		return fail(inv, j, &why);
	}
	memcpy(key, pair, (size_t)(eq - pair));
	key[eq - pair] = '\0';
	if ((layout_field(l, key) != NULL) != fixed)
		return true;
	if (!fixed && l->tail && str_eq(key, "data"))
		return put_tail(inv, j, eq + 1);
	if (layout_encode(form ? form : l, (struct field_text){ key, eq + 1 }, j->in, j->req.in_len,
			  &why) < 0)
		return fail(inv, j, &why);
	return true;
}

/* The pairs of the fixed part come first: they select the form that the others belong to. */
static bool put_pairs(struct inv *inv, struct send_job *j, char *const *pairs, int count)
{
	const struct layout *form;
	int i;

	for (i = 0; i < count; i++)
		if (!put_pair(inv, j, pairs[i], true, NULL))
			return false;
	form = layout_form(j->command.desc->in, j->in, j->req.in_len);
	if (form)
		j->req.in_len = MIN(MAX(j->req.in_len, (u32)form->size), j->payload_max);
	for (i = 0; i < count; i++)
		if (!put_pair(inv, j, pairs[i], false, form))
			return false;
	return true;
}

/* "KEY=VALUE" with the key of an earlier one of @pairs. */
static bool key_is_repeated(char *const *pairs, int i)
{
	size_t len = strcspn(pairs[i], "=") + 1;
	int k;

	for (k = 0; k < i; k++)
		if (strncmp(pairs[k], pairs[i], len) == 0)
			return true;
	return false;
}

/* The kernel expects a longer input for some typed commands, and exactly that length. */
static u32 fixed_len(struct inv *inv, const struct send_job *j)
{
	u32 len = j->command.desc->in->size;
	struct kernel_cmd typed;

	if (!j->command.raw && mbox_typed_find(&j->memdev, j->command.opcode, &typed) &&
	    typed.size_in > (s64)len)
		len = (u32)typed.size_in;
	return MIN(len, j->payload_max);
}

static bool from_pairs(struct inv *inv, struct send_job *j, char *const *pairs, int count)
{
	struct fail why = { 0 };
	int i;

	if (!j->command.desc || !j->command.desc->in) {
		fail_invalid(&why, "layout_unknown", "use -i FILE or --hex BYTES",
			     "the payload layout of command 0x%04x is not known",
			     j->command.opcode);
		return fail(inv, j, &why);
	}
	j->in = calloc(1, (size_t)j->payload_max + 1);
	if (!j->in) {
		fail_nomem(&why);
		return fail(inv, j, &why);
	}
	j->req.in_len = fixed_len(inv, j);
	layout_defaults(j->command.desc->in, j->in, j->req.in_len);
	for (i = 0; i < count; i++)
		if (key_is_repeated(pairs, i)) {
			fail_set(&why, -EINVAL, "duplicate_key", "",
				 "%.*s specified more than once", (int)strcspn(pairs[i], "="),
				 pairs[i]);
			return fail(inv, j, &why);
		}
	return put_pairs(inv, j, pairs, count);
}

bool send_input(struct inv *inv, struct send_job *j, char *const *pairs, int pair_count)
{
	const struct send_args *a = inv->args;
	struct fail why = { 0 };
	bool good = true;

	if (a->input)
		good = from_file(inv, j, a->input);
	else if (a->hex)
		good = from_hex(inv, j, a->hex);
	else if (pair_count)
		good = from_pairs(inv, j, pairs, pair_count);
	if (!good)
		return false;
	j->req.in = j->in;
	if (j->command.desc && opcode_input_check(j->command.desc, j->in, j->req.in_len, &why) < 0)
		return fail(inv, j, &why);
	return true;
}

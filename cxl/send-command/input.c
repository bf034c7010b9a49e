// SPDX-License-Identifier: GPL-2.0-only
/* cxl send-command: the input payload. Arguments are checked before the device is looked up. */
#include <stdlib.h>

#include "cxl/send-command/send-command.h"
#include "util/blob.h"
#include "util/num.h"

static int too_large(const struct send_job *j, struct fail *why)
{
	return fail_set(why, -EMSGSIZE, "too_large", "",
			"input is larger than the mailbox payload size of the device (%u bytes)",
			j->payload_max);
}

static int from_file(const char *path, struct send_job *j, struct fail *why)
{
	size_t len = 0;
	u8 *data = NULL;
	int rc = blob_read(path, j->payload_max, &data, &len);

	if (rc == -EFBIG)
		return too_large(j, why);
	if (rc < 0)
		return fail_set(why, rc, "read_failed", "", "cannot read %s: %s", path,
				strerror(-rc));
	j->in = data;
	j->req.in_len = (u32)len;
	return 0;
}

static int from_hex(const char *text, struct send_job *j, struct fail *why)
{
	size_t len = j->payload_max;
	int rc;

	j->in = calloc(1, len + 1);
	if (!j->in)
		return fail_nomem(why);
	rc = num_hex_bytes(text, j->in, &len);
	if (rc == -ENOSPC)
		return too_large(j, why);
	if (rc < 0)
		return fail_invalid(why, "invalid_hex", "use two hexadecimal digits for each byte",
				    "invalid --hex: expected hexadecimal bytes");
	j->req.in_len = (u32)len;
	return 0;
}

/* The variable part after the fixed one: "data=HEX" where the layout has no such field. */
static int put_tail(struct send_job *j, const char *hex, struct fail *why)
{
	const struct layout *l = j->command.desc->in;
	size_t size = j->payload_max > l->size ? j->payload_max - l->size : 0;
	int rc = num_hex_bytes(hex, j->in + l->size, &size);

	if (rc == -ENOSPC)
		return too_large(j, why);
	if (rc < 0)
		return fail_invalid(why, "invalid_hex", "",
				    "invalid data: expected hexadecimal bytes");
	j->req.in_len = (u32)(l->size + size);
	return 0;
}

/* @form: the form that the pairs of the fixed part select, or NULL while they are set. */
static int put_pair(struct send_job *j, const char *pair, bool fixed, const struct layout *form,
		    struct fail *why)
{
	const struct layout *l = j->command.desc->in;
	const char *eq = strchr(pair, '=');
	char key[64];

	if ((size_t)(eq - pair) >= sizeof(key))
		return fail_invalid(why, "unknown_key", "", "unknown field: name too long");
	memcpy(key, pair, (size_t)(eq - pair));
	key[eq - pair] = '\0';
	if ((layout_field(l, key) != NULL) != fixed)
		return 0;
	if (!fixed && l->tail && str_eq(key, "data"))
		return put_tail(j, eq + 1, why);
	return layout_encode(form ? form : l, (struct field_text){ key, eq + 1 }, j->in,
			     j->req.in_len, why);
}

/* The pairs of the fixed part come first: they select the form that the others belong to. */
static int put_pairs(struct send_job *j, const struct send_pairs *pairs, struct fail *why)
{
	const struct layout *form;
	int i, rc = 0;

	for (i = 0; rc == 0 && i < pairs->count; i++)
		rc = put_pair(j, pairs->at[i], true, NULL, why);
	form = rc == 0 ? layout_form(j->command.desc->in, j->in, j->req.in_len) : NULL;
	if (form)
		j->req.in_len = MIN(MAX(j->req.in_len, (u32)form->size), j->payload_max);
	for (i = 0; rc == 0 && i < pairs->count; i++)
		rc = put_pair(j, pairs->at[i], false, form, why);
	return rc;
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
static u32 fixed_len(const struct send_job *j)
{
	const struct opcode_desc *d = j->command.desc;
	u32 len = d->in->size;
	struct kernel_cmd typed;

	if (!j->memdev.ctx) /* not known yet */
		len = MAX(len, (u32)opcode_min_input(d));
	else if (!j->command.raw && mbox_typed_find(&j->memdev, d->opcode, &typed) &&
		 typed.size_in > (s64)len)
		len = (u32)typed.size_in;
	return MIN(len, j->payload_max);
}

/* A raw command may have input that no version of the specification describes. */
static bool has_no_input(const struct send_job *j)
{
	return j->command.desc && j->command.desc->no_input && !j->command.raw;
}

static int fail_input(const struct send_job *j, struct fail *why)
{
	return fail_invalid(why, "no_input", "", "%s has no input", j->command.desc->name);
}

static int from_pairs(const struct send_pairs *pairs, struct send_job *j, struct fail *why)
{
	int i;

	if (has_no_input(j))
		return fail_input(j, why);
	if (!j->command.desc || !j->command.desc->in)
		return fail_invalid(why, "layout_unknown", "use -i FILE or --hex BYTES",
				    "the payload layout of command 0x%04x is not known",
				    j->command.opcode);
	j->in = calloc(1, (size_t)j->payload_max + 1);
	if (!j->in)
		return fail_nomem(why);
	j->req.in_len = fixed_len(j);
	layout_defaults(j->command.desc->in, j->in, j->req.in_len);
	for (i = 0; i < pairs->count; i++)
		if (key_is_repeated(pairs->at, i))
			return fail_invalid(why, "duplicate_key", "",
					    "%.*s specified more than once",
					    (int)strcspn(pairs->at[i], "="), pairs->at[i]);
	return put_pairs(j, pairs, why);
}

static int compose(const struct send_args *a, const struct send_pairs *pairs, struct send_job *j,
		   struct fail *why)
{
	int rc = 0;

	if (a->input)
		rc = from_file(a->input, j, why);
	else if (a->hex)
		rc = from_hex(a->hex, j, why);
	else if (pairs->count)
		rc = from_pairs(pairs, j, why);
	if (rc == 0 && j->req.in_len && has_no_input(j))
		rc = fail_input(j, why);
	if (rc == 0 && j->command.desc)
		rc = opcode_input_check(j->command.desc, j->in, j->req.in_len, why);
	j->req.in = j->in;
	return rc;
}

bool send_check_input(struct inv *inv, const struct send_job *j, const struct send_pairs *pairs)
{
	const struct send_args *a = inv->args;
	struct send_job any = *j;
	struct fail why = { 0 };
	int rc;

	if (a->input)
		return true; /* the content of a file is not an argument */
	any.payload_max = MEMDEV_PAYLOAD_MAX;
	rc = compose(a, pairs, &any, &why);
	free(any.in);
	if (rc == 0 || why.outcome != OUTCOME_INVALID)
		return true;
	inv_fail(inv, inv->argv[0], inv->cmd->name, &why);
	return false;
}

bool send_input(struct inv *inv, struct send_job *j, const struct send_pairs *pairs)
{
	struct fail why = { 0 };

	if (compose(inv->args, pairs, j, &why) == 0)
		return true;
	inv_fail(inv, j->memdev.name, inv->cmd->name, &why);
	return false;
}

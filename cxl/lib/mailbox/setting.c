// SPDX-License-Identifier: LGPL-2.1-or-later
/* Small settings of a device: read, compare, set, read back. */
#include <stdio.h>

#include "cxl/lib/mailbox/setting.h"

static int read_reply(const struct memdev *m, const struct setting *s, u8 *ret, struct fail *why)
{
	auto_reply struct mbox_reply reply = { 0 };
	int rc;

	if (s->reply_len > SETTING_MAX)
		return fail_set(why, -EINVAL, "internal", "", "setting too long");
	rc = mbox_read(m, s->get_opcode, s->reply_len, &reply, why);
	if (rc < 0)
		return rc;
	if (reply.len < s->reply_len)
		return fail_set(why, -EMSGSIZE, "short_reply", "",
				"command 0x%04x: invalid response of %u bytes: expected %u bytes",
				s->get_opcode, reply.len, s->reply_len);
	memcpy(ret, reply.data, s->reply_len);
	return 0;
}

static bool matches(const struct setting_request *rq, const u8 *reply)
{
	const struct setting *s = rq->setting;

	if (s->matches)
		return s->matches(reply, rq->input, rq->data);
	return memcmp(reply, rq->input, MIN(rq->input_len, s->reply_len)) == 0;
}

static bool accepts(const struct setting_request *rq, const u8 *reply)
{
	const struct setting *s = rq->setting;

	return s->accepts ? s->accepts(reply, rq->input, rq->data) : matches(rq, reply);
}

static int set(const struct memdev *m, const struct setting_request *rq, struct fail *why)
{
	const struct mbox_request req = {
		.opcode = rq->setting->set_opcode,
		.in = rq->input,
		.in_len = rq->input_len,
	};
	char operation[80];
	const struct gate_request conditions = {
		.risk = rq->setting->risk ? rq->setting->risk : opcode_risk(req.opcode),
		.ignore_use = rq->force,
		.operation = operation,
	};
	auto_reply struct mbox_reply reply = { 0 };

	snprintf(operation, sizeof(operation), "%s of %s", rq->setting->operation, m->name);
	return mbox_send_with(m, &req, &conditions, &reply, why);
}

int setting_read(const struct memdev *m, const struct setting *s, struct setting_result *ret,
		 struct fail *why)
{
	struct setting_result r = { 0 };
	struct fail local = { 0 };
	int rc = read_reply(m, s, r.old, &local);

	if (rc < 0 && local.outcome != OUTCOME_UNSUPPORTED) {
		if (why)
			*why = local;
		return rc;
	}
	r.old_known = rc == 0;
	*ret = r;
	return 0;
}

int setting_apply(const struct memdev *m, const struct setting_request *rq,
		  struct setting_result *ret, struct fail *why)
{
	struct setting_result r = *ret;
	struct fail local = { 0 };
	int rc = 0;

	r.changed = !r.old_known || !matches(rq, r.old);
	if (r.changed)
		rc = set(m, rq, &local);
	if (rc < 0 && local.outcome != OUTCOME_DRY_RUN) {
		if (why)
			*why = local;
		return rc;
	}
	if (r.changed && r.old_known && !m->ctx->dry_run) {
		rc = read_reply(m, rq->setting, r.new, why);
		if (rc < 0) {
			fail_after_change(why, "written, but the new value cannot be read back");
			return rc;
		}
		r.new_known = true;
		if (!accepts(rq, r.new)) {
			*ret = r;
			return fail_set(why, -EIO, "readback_differs", "see the kernel log",
					"the value read back differs from the value set");
		}
	}
	*ret = r;
	return 0;
}

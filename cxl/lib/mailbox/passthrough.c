// SPDX-License-Identifier: LGPL-2.1-or-later
/* A mailbox command that somebody composed by hand. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>

#include "cxl/lib/mailbox/cel.h"
#include "cxl/lib/mailbox/passthrough.h"
#include "cxl/lib/wire/cel.h"

bool passthrough_background(const struct passthrough *h)
{
	return (h->desc && h->desc->background) ||
	       (h->listed == GATE_YES && h->effects & EFFECT_BACKGROUND);
}

static void look_up_effects(struct cxl_ctx *ctx, const struct node *memdev, struct passthrough *h)
{
	auto_free u8 *log = NULL;
	size_t len = 0;

	if (cel_read(ctx, memdev, &log, &len, NULL) < 0)
		h->listed = GATE_UNKNOWN;
	else
		h->listed = cel_find(log, len, h->opcode, &h->effects) == 0 ? GATE_YES : GATE_NO;
}

static const char *risk_text(enum risk risk)
{
	/* clang-format off */
	static const char *const texts[] = {
		[RISK_READ] = "only reads", [RISK_READ_EFFECTS] = "reads, with side effects",
		[RISK_SETTING] = "changes a setting",
		[RISK_SERVICE] = "may disturb what uses the device, or lose records",
		[RISK_DESTRUCTIVE] = "may destroy data, or does what nobody here knows",
	};
	/* clang-format on */

	return texts[risk];
}

/* "; by the device's own list: immediate data change, background operation" */
static void effects_text(const struct passthrough *h, char *buf, size_t room)
{
	auto_rec struct rec *words = rec_new_arr();
	const struct rec *w;
	size_t n;
	char *p;

	if (h->listed != GATE_YES) {
		snprintf(buf, room, "; %s",
			 h->listed == GATE_NO ? "the device does not list it"
					      : "what the device lists cannot be read");
		return;
	}
	effects_names(h->effects, words);
	n = (size_t)snprintf(buf, room, "; by the device's own list its effects are: %s",
			     words->count ? "" : "none");
	rec_foreach(w, words)
		if (w->s && n < room)
			n += (size_t)snprintf(buf + n, room - n, "%s%s",
					      w == words->first ? "" : ", ", w->s);
	for (p = buf; *p; p++)
		if (*p == '_')
			*p = ' ';
}

static void describe(struct passthrough *h)
{
	char effects[300] = "";

	effects_text(h, effects, sizeof(effects));
	snprintf(h->description, sizeof(h->description), "%scommand %04xh, %s, %s%s%s%s",
		 h->raw ? "raw " : "", h->opcode, h->desc ? h->desc->title : "unknown here",
		 risk_text(h->desc ? (enum risk)h->desc->risk : RISK_DESTRUCTIVE), effects,
		 *h->in_use ? "; " : "; nothing is seen to depend on the device now", h->in_use);
}

void passthrough_prepare(struct cxl_ctx *ctx, const struct topo *t, const struct node *memdev,
			 struct passthrough *h)
{
	h->risk = h->raw ? RISK_DESTRUCTIVE : (enum risk)opcode_risk(h->opcode);
	h->listed = GATE_UNKNOWN;
	if (h->risk == RISK_READ)
		return;
	look_up_effects(ctx, memdev, h);
	dependents_find(t, memdev, &h->depends);
	dependents_text(&h->depends, h->in_use, sizeof(h->in_use));
	describe(h);
}

/* The same lock as for setting Features: on the device's directory, which goes with it. */
static int lock(const struct cxl_ctx *ctx, const struct node *memdev, bool *busy)
{
	int fd = sys_open(&ctx->root, TREE_SYS, memdev->path, O_RDONLY | O_DIRECTORY);

	*busy = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK;
	return fd;
}

static enum raw_refusal refusal_of(u16 opcode)
{
	switch (opcode_raw_rule(opcode)) {
	case RAW_REFUSED_OPCODE:
		return RAW_REFUSAL_OPCODE;
	case RAW_REFUSED_SET:
		return RAW_REFUSAL_SET;
	default:
		return RAW_REFUSAL_NONE;
	}
}

int passthrough_send(struct cxl_ctx *ctx, const struct node *memdev, const struct passthrough *h,
		     const struct mbox_request *req, struct mbox_reply *rsp,
		     struct exec_report *report, struct fail *why)
{
	struct gate_raw raw = {
		.refusal = refusal_of(h->opcode),
		.native = h->native,
		.listed = h->listed,
		.no_native = h->no_native,
		.unlisted = h->unlisted,
	};
	const struct gate_request hints = {
		.raw = h->raw ? &raw : NULL,
		.needs_confirmation = h->risk != RISK_READ,
		.dry_run_reads = true,
		.in_use = *h->in_use && !h->force ? h->in_use : NULL,
		.description = *h->description ? h->description : NULL,
	};
	auto_close int fd = -1;

	if (h->raw && !ctx->dry_run)
		fd = lock(ctx, memdev, &raw.busy);
	return exec_by_hand(ctx, memdev, h->risk, &hints, req, rsp, report, why);
}

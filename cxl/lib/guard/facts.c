// SPDX-License-Identifier: LGPL-2.1-or-later
/* Gathers what the gate's verdict rests on. */
#include "cxl/lib/guard/facts.h"
#include "cxl/lib/guard/taint.h"
#include "util/num.h"

#define TAINT_MASK (BIT(20) - 1)	/* the kernel ignores higher bits */
#define CAP_SYS_RAWIO_BIT 17

/* The kernel takes '-' and '_' for the same in parameter names. */
static const char *param_value(const char *word, size_t len)
{
	static const char name[] = "panic_on_taint=";
	size_t i;

	for (i = 0; i < sizeof(name) - 1; i++)
		if (i >= len || (word[i] == '-' ? '_' : word[i]) != name[i])
			return NULL;
	return word + i;
}

static u64 mask_parse(const char *text, size_t len)
{
	char buf[32];
	u64 v;

	len = MIN(len, strcspn(text, ","));
	if (len >= sizeof(buf))
		return 0;
	memcpy(buf, text, len);
	buf[len] = '\0';
	return num_u64(buf, 16, &v) == 0 ? v & TAINT_MASK : 0;
}

u64 panic_on_taint_parse(const char *cmdline)
{
	const char *value;
	u64 mask = 0;
	size_t len;

	for (; *cmdline; cmdline += len) {
		cmdline += strspn(cmdline, " \t\n\"");
		len = strcspn(cmdline, " \t\n\"");
		if (len == 2 && cmdline[0] == '-' && cmdline[1] == '-')
			break;		/* the rest is for init */
		value = param_value(cmdline, len);
		if (value)
			mask = mask_parse(value, len - (size_t)(value - cmdline));
	}
	return mask;
}

void facts_gather(const struct cxl_ctx *ctx, const char *device, struct gate_facts *ret)
{
	char cmdline[8192];

	*ret = (struct gate_facts){
		.read_only = ctx->read_only,
		.dry_run = ctx->dry_run,
		.confirmed = ctx->confirmed || (*device && str_eq(ctx->answered, device)),
	};
	if (taint_read(&ctx->root, &ret->taint) < 0)
		ret->taint = 0;
	if (sys_read(&ctx->root, TREE_PROC, "cmdline", cmdline, sizeof(cmdline)) >= 0)
		ret->panic_on_taint = panic_on_taint_parse(cmdline);
}

bool facts_rawio(const struct cxl_ctx *ctx)
{
	static const char key[] = "\nCapEff:\t";
	char status[8192], digits[17] = "";
	const char *at;
	u64 caps;

	if (sys_read(&ctx->root, TREE_PROC, "self/status", status, sizeof(status)) < 0)
		return true;
	at = strstr(status, key);
	if (!at)
		return true;
	strncpy(digits, at + sizeof(key) - 1, sizeof(digits) - 1);
	return num_u64(digits, 16, &caps) < 0 || caps & BIT(CAP_SYS_RAWIO_BIT);
}

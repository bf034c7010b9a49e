// SPDX-License-Identifier: GPL-2.0-only
/* Addresses, messages and tunnels: what is parsed is printed and encoded again as it was. */
#include "fuzz.h"

#include "cxl/lib/wire/address.h"
#include "cxl/lib/wire/cci.h"
#include "cxl/lib/wire/tunnel.h"

static void check_address(const char *text)
{
	char back[ADDRESS_TEXT_MAX];
	struct address a;

	if (address_parse(text, &a, NULL) < 0)
		return;
	check(a.hop_count <= ADDRESS_HOPS_MAX);
	address_text(&a, back);
	check(str_eq(back, text));
}

static void check_message(const uint8_t *data, size_t size)
{
	auto_free u8 *buf = malloc(size + 1);
	struct cci_message m, again;
	size_t len;

	if (cci_parse(data, size, &m) < 0)
		return;
	check(m.len + CCI_HEADER_LEN == size);
	if (cci_encode(&m, buf, size, &len) < 0)
		return;
	check(len == size && cci_parse(buf, len, &again) == 0 && again.opcode == m.opcode &&
	      again.tag == m.tag && again.code == m.code && again.response == m.response &&
	      again.vendor_status == m.vendor_status &&
	      (m.len == 0 || memcmp(again.payload, m.payload, m.len) == 0));
}

static void check_tunnel(const uint8_t *data, size_t size)
{
	const u8 *message;
	struct tunnelled t;
	size_t len;

	if (tunnel_parse(data, size, &t) == 0)
		check(t.len + CCI_HEADER_LEN + TUNNEL_HEADER_LEN == size);
	if (tunnel_reply(data, size, &message, &len) == 0) {
		check(len + TUNNEL_HEADER_LEN == size);
		check_message(message, len);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_free char *text = input_text(data, size);

	check_address(text);
	check_message(data, size);
	check_tunnel(data, size);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-only
/* The page about a dump: escaping, the drawing of large topologies, and its limits. */
#include "unit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/dump/report.h"
#include "test/fuzz/page.h"
#include "util/clock.h"
#include "util/in-json.h"
#include "util/strbuf.h"
#include "util/sysroot.h"

/* --- escaping */

static char *filled(const char *value)
{
	char *text = NULL;
	size_t size;
	struct html h = { .f = open_memstream(&text, &size), .left = 1000 };

	assert_non_null(h.f);
	html(&h, "<b title=\"$\">$</b>", value, "x");
	fclose(h.f);
	return text;
}

static void test_escapes(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{ "", "" },
		{ "mem0", "mem0" },
		{ "<b a=\"1\" b='2'>&amp;", "&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;" },
		{ "]]> -->", "]]&gt; --&gt;" },
		{ "a$b%s", "a$b%s" },
		{ "a\tb\r\nc", "a b  c" },
		{ "\x01\x1b[31m\x7f", "\\u0001\\u001b[31m\\u007f" },
		{ "\xc2\x85", "\\u0085" },
		{ "a\xe2\x80\xae"
		  "b\xe2\x81\xa6\xd8\x9c",
		  "a\\u202eb\\u2066\\u061c" },
		{ "\xe2\x80\xa8", "\\u2028" },
		{ "\xff\xfe", "\xef\xbf\xbd\xef\xbf\xbd" },
		{ "\xc0\xbc", "\xef\xbf\xbd\xef\xbf\xbd" },
		{ "\xef\xbf\xbe\xef\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd" },
		{ "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
		{ "gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80", "gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80" },
		{ NULL, "unknown" },
	};
	char expected[200];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		auto_free char *text = filled(cases[i].text);

		snprintf(expected, sizeof(expected), "<b title=\"%s\">x</b>", cases[i].expected);
		assert_string_equal(text, expected);
		assert_true(page_is_well_formed(text));
	}
}

static void test_long_text(void **state)
{
	char in[HTML_TEXT_MAX + 100] = "";
	auto_free char *text = NULL;
	size_t i;

	for (i = 0; i + 2 < sizeof(in); i += 3)
		memcpy(in + i, "\xe2\x82\xac", 3);
	text = filled(in);
	assert_true(page_is_well_formed(text));
	assert_true(strlen(text) < HTML_TEXT_MAX + 40);
	assert_non_null(strstr(text, "\xe2\x82\xac\xe2\x80\xa6\""));
}

/* What the checker of pages does not accept. */
static void test_checker(void **state)
{
	static const char *const bad[] = { "<b>",     "</b>",
					   "<b></i>", "<b>a<c</b>",
					   "a>b",     "&nbsp;",
					   "&",	      "<b a=\"<\"></b>",
					   "\x1b",    "<b><!--x--></b>",
					   "\xff",    "<b><c></b></c>",
					   "<b" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(bad); i++)
		assert_false(page_is_well_formed(bad[i]));
	assert_true(page_is_well_formed("<!DOCTYPE html>\n<b a=\"1>2\">x<i/>&lt;</b>"));
}

/* --- the drawing */

#define PORTS 64
#define PER_PORT 16
#define UNUSED 3 /* regions without devices */

/* One host bridge, with its devices and a region of them. */
static void add_port(struct rec *ports, struct rec *regions, unsigned int n)
{
	struct rec *port = rec_obj(ports, NULL), *endpoints, *endpoint, *memdev, *region, *mappings,
		   *mapping;
	unsigned int i;

	rec_strf(port, "port", "port%u", n);
	endpoints = rec_arr(port, "endpoints");
	region = rec_obj(regions, NULL);
	rec_strf(region, "region", "region%u", n);
	mappings = rec_arr(region, "mappings");
	for (i = 0; i < PER_PORT; i++) {
		endpoint = rec_obj(endpoints, NULL);
		rec_strf(endpoint, "endpoint", "endpoint%u", n * PER_PORT + i);
		memdev = rec_obj(endpoint, "memdev");
		rec_strf(memdev, "memdev", "mem%u", n * PER_PORT + i);
		if (n == 40 && i == 7)
			rec_str(memdev, "state", "disabled");
		mapping = rec_obj(mappings, NULL);
		rec_uint(mapping, "position", i);
		rec_strf(mapping, "memdev", "mem%u", n * PER_PORT + i);
	}
}

static struct rec *new_list(unsigned int ports)
{
	struct rec *top = rec_new_arr(), *bus = rec_obj(top, NULL), *list, *regions;
	unsigned int i;

	rec_str(bus, "bus", "root0");
	list = rec_arr(bus, "ports");
	regions = rec_arr(bus, "regions");
	for (i = 0; i < ports; i++)
		add_port(list, regions, i);
	for (i = 0; i < UNUSED; i++)
		rec_strf(rec_obj(regions, NULL), "region", "region%u", 1000 + i);
	return top;
}

/* Boxes are inside of the drawing, and not on each other. */
static void check_places(const struct map *m, int row)
{
	const struct map_item *a, *b;

	for (a = m->items; a < m->items + m->count; a++) {
		if (!a->drawn)
			continue;
		assert_in_range(a->column, 0, m->columns - 1);
		assert_in_range(a->y, 0, m->height - row);
		for (b = a + 1; b < m->items + m->count; b++)
			if (b->drawn && b->column == a->column)
				assert_true(b->y >= a->y + row || a->y >= b->y + row);
	}
}

static unsigned int count_more(const struct map *m)
{
	unsigned int n = 0;
	size_t i;

	for (i = 0; i < m->count; i++)
		n += m->items[i].drawn ? m->items[i].more : 0;
	return n;
}

static void test_all_drawn(void **state)
{
	auto_rec struct rec *list = new_list(4);
	struct map m;

	assert_int_equal(map_read(&m, list), 0);
	map_place(&m, 50);
	assert_int_equal(map_count(&m, MAP_MEMDEV, true), 4 * PER_PORT);
	assert_int_equal(map_count(&m, MAP_REGION, true), 4 + UNUSED);
	assert_int_equal(m.height, (4 * PER_PORT + UNUSED) * 50);
	assert_int_equal(m.columns, 4);
	assert_int_equal(count_more(&m), 0);
	/* In the middle of what is below: 16 devices, and 4 ports. */
	assert_string_equal(m.items[1].name, "port0");
	assert_int_equal(m.items[1].y, 15 * 50 / 2);
	assert_int_equal(m.items[0].y, 15 * 50 / 2 + 3 * 16 * 50 / 2);
	check_places(&m, 50);
	map_free(&m);
}

static void test_large_drawing(void **state)
{
	auto_rec struct rec *list = new_list(PORTS);
	struct map m;
	size_t drawn;

	assert_int_equal(map_read(&m, list), 0);
	assert_int_equal(map_count(&m, MAP_MEMDEV, false), PORTS * PER_PORT);
	map_place(&m, 50);
	drawn = map_count(&m, MAP_MEMDEV, true);
	assert_in_range(drawn, 32, 100);
	assert_true(m.items[map_find_memdev(&m, "mem647")].drawn); /* disabled */
	assert_int_equal(drawn + count_more(&m), PORTS * PER_PORT);
	assert_true(m.height <= 200 * 50);
	check_places(&m, 50);
	map_free(&m);
}

static void test_no_topology(void **state)
{
	struct map m;

	assert_int_equal(map_read(&m, NULL), 0);
	map_place(&m, 50);
	assert_int_equal(m.count, 0);
	assert_int_equal(m.height, 0);
	assert_int_equal(map_find_memdev(&m, "mem0"), MAP_NONE);
	map_free(&m);
}

/* --- the page */

static const char manifest_text[] =
	"{\"host\":\"<h1>\",\"sections\":["
	"{\"section\":\"list\",\"result\":\"ok\",\"files\":[{\"file\":\"list.json\"}]},"
	"{\"section\":\"memdev\",\"memdev\":\"mem0\",\"result\":\"ok\",\"files\":[]},"
	"{\"section\":\"health\",\"memdev\":\"mem0\",\"result\":\"ok\",\"files\":"
	"[{\"file\":\"health.json\"}]}]}";
static const char list_text[] = "{\"result\":[{\"memdev\":\"mem0\",\"host\":\"</svg>\"}]}";
static const char *health_text =
	"{\"result\":[{\"memdev\":\"mem0\",\"verdict\":\"critical\",\"findings\":[\"<i>\"]}]}";

struct page {
	char dir[32];
	int fd, rc;
	struct sys_text text;
};

static void add_file(const struct page *p, const char *name, const char *text)
{
	auto_close int fd = openat(p->fd, name, O_WRONLY | O_CREAT | O_EXCL, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
}

static void open_page(struct page *p, const char *manifest, u64 end)
{
	auto_rec struct rec *m = json_parse(manifest, strlen(manifest));
	auto_close int file = -1;

	assert_non_null(m);
	strcpy(p->dir, "/tmp/report-XXXXXX");
	assert_non_null(mkdtemp(p->dir));
	p->fd = open(p->dir, O_RDONLY | O_DIRECTORY);
	add_file(p, "list.json", list_text);
	add_file(p, "health.json", health_text);
	p->rc = report_write(p->fd, m, end);
	assert_true(p->rc >= 0);
	file = openat(p->fd, REPORT_NAME, O_RDONLY);
	assert_true(file >= 0);
	assert_int_equal(sys_read_fd(file, 1U << 24, &p->text), 0);
	assert_true(page_is_well_formed(p->text.text));
}

static bool has(const struct page *p, const char *text)
{
	return strstr(p->text.text, text) != NULL;
}

static void close_page(struct page *p)
{
	static const char *const names[] = { "list.json", "health.json", REPORT_NAME };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		assert_int_equal(unlinkat(p->fd, names[i], 0), 0);
	assert_int_equal(rmdir(p->dir), 0);
	close(p->fd);
	sys_text_free(&p->text);
}

static void test_page(void **state)
{
	struct page p = { .fd = -1 };

	open_page(&p, manifest_text, UINT64_MAX);
	assert_int_equal(p.rc, 0);
	assert_true(has(&p, "CXL dump of &lt;h1&gt;"));
	assert_true(has(&p, ": &lt;i&gt;</span></li>"));
	assert_true(has(&p, "&lt;/svg&gt;"));
	assert_false(has(&p, "This page is not complete"));
	close_page(&p);
}

/* Nothing is read any more, and the page says so; what is missing is not called good. */
static void test_time_is_over(void **state)
{
	struct page p = { .fd = -1 };

	open_page(&p, manifest_text, clock_ms());
	assert_int_equal(p.rc, 1);
	assert_true(has(&p, "<b>This page is not complete.</b>"));
	assert_true(has(&p, "This page is not complete: see its end."));
	assert_true(has(&p, "<td class=\"unknown\"><b>unknown</b></td>") ||
		    has(&p, "health is unknown: it could not be read"));
	assert_false(has(&p, "<b>none</b>"));
	close_page(&p);
}

/* A list of @count findings. */
static void check_findings(unsigned int count, bool has_more)
{
	const char *before = health_text;
	auto_strbuf struct strbuf b = { 0 };
	struct page p = { .fd = -1 };
	unsigned int i;

	strbuf_addf(&b,
		    "{\"result\":[{\"memdev\":\"mem0\",\"verdict\":\"critical\",\"findings\":[");
	for (i = 0; i < count; i++)
		strbuf_addf(&b, "%s\"problem\"", i ? "," : "");
	strbuf_addf(&b, "]}]}");
	health_text = b.s;
	open_page(&p, manifest_text, UINT64_MAX);
	assert_int_equal(has(&p, " more</span></li>"), has_more);
	assert_int_equal(has(&p, "<span>1 more</span></li>"), has_more);
	close_page(&p);
	health_text = before;
}

static void test_many_problems(void **state)
{
	check_findings(100, false);
	check_findings(101, true);
}

static void test_empty_manifest(void **state)
{
	static const char *const manifests[] = { "{}", "{\"sections\":[]}",
						 "{\"sections\":[{},[],{\"section\":\"list\"}]}" };
	struct page p;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(manifests); i++) {
		p = (struct page){ .fd = -1 };
		open_page(&p, manifests[i], UINT64_MAX);
		assert_true(has(&p, "CXL dump of unknown"));
		assert_true(has(&p, "missing in this dump"));
		assert_false(has(&p, "<b>none</b>"));
		close_page(&p);
	}
}

static void test_many_rows(void **state)
{
	auto_strbuf struct strbuf b = { 0 };
	struct page p = { .fd = -1 };
	int i;

	strbuf_addf(&b, "{\"sections\":[{\"section\":\"a\",\"result\":\"ok\"}");
	for (i = 1; i < REPORT_ROWS_MAX + 123; i++)
		strbuf_addf(&b, ",{\"section\":\"a\",\"result\":\"ok\"}");
	strbuf_addf(&b, "]}");
	open_page(&p, b.s, UINT64_MAX);
	assert_int_equal(p.rc, 1);
	assert_true(has(&p, "<p>123 more rows are not shown.</p>"));
	assert_true(has(&p, "This page is not complete"));
	close_page(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_escapes),	       cmocka_unit_test(test_long_text),
		cmocka_unit_test(test_checker),	       cmocka_unit_test(test_all_drawn),
		cmocka_unit_test(test_large_drawing),  cmocka_unit_test(test_no_topology),
		cmocka_unit_test(test_page),	       cmocka_unit_test(test_time_is_over),
		cmocka_unit_test(test_empty_manifest), cmocka_unit_test(test_many_rows),
		cmocka_unit_test(test_many_problems),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-only
/* The drawing of the topology, from the root of the bus on the left to DAX devices on the right. */
#include <inttypes.h>

#include "cxl/dump/report.h"
#include "util/num.h"

#define BOX_WIDTH 170
#define BOX_HEIGHT 42
#define COLUMN 204 /* pixels from one column to the next */
#define ROW 52
#define TOP 30		 /* for the names of the columns */
#define EDGE 2		 /* around everything */
#define HEIGHT_OPEN 1800 /* a drawing that is higher is folded */

static int x_of(const struct map_item *i)
{
	return EDGE + i->column * COLUMN;
}

static int y_of(const struct map_item *i)
{
	return TOP + i->y;
}

#define PIXELS(v) NUM((u64)MAX(v, 0))

/* --- lines */

static void edge(struct html *h, const struct map_item *from, const struct map_item *to,
		 const char *class)
{
	const int x1 = x_of(from) + BOX_WIDTH, y1 = y_of(from) + BOX_HEIGHT / 2;
	const int x2 = x_of(to), y2 = y_of(to) + BOX_HEIGHT / 2, middle = x2 - 17;

	html(h, "<path class=\"$\" d=\"M$ $", class, PIXELS(x1), PIXELS(y1));
	html(h, "H$V$H$\"/>\n", PIXELS(middle), PIXELS(y2), PIXELS(x2));
}

static void region_edges(struct report *r, const struct map_item *region)
{
	const struct rec *list = rec_get(region->rec, "mappings"), *mapping;
	const char *name;
	size_t at;

	if (!list || list->kind != VAL_ARR)
		return;
	rec_foreach(mapping, list) {
		name = rec_get_str(mapping, "memdev");
		at = name ? map_find_memdev(&r->map, name) : MAP_NONE;
		if (at != MAP_NONE && r->map.items[at].drawn)
			edge(&r->html, &r->map.items[at], region, "map");
	}
}

static void edges(struct report *r)
{
	const struct map *m = &r->map;
	const struct map_item *i;

	for (i = m->items; i < m->items + m->count; i++) {
		if (!i->drawn)
			continue;
		if (i->kind == MAP_REGION)
			region_edges(r, i);
		else if (i->parent != MAP_NONE && m->items[i->parent].drawn)
			edge(&r->html, &m->items[i->parent], i,
			     i->kind == MAP_DAX ? "map" : "tree");
	}
}

/* --- boxes */

static const char *text_of(const struct map_item *i, const char *key, char *buf, size_t size)
{
	const char *text = report_value(i->rec, key, buf, size);

	return text ? text : "";
}

static void memdev_text(const struct map_item *i, char *buf, size_t size)
{
	char ram[40], pmem[40], host[64];
	const char *r = text_of(i, "ram_size", ram, sizeof(ram));
	const char *p = text_of(i, "pmem_size", pmem, sizeof(pmem));

	snprintf(buf, size, "%s%s%s%s%s %s", r, *r ? " ram" : "", *r && *p ? ", " : "", p,
		 *p ? " pmem" : "", text_of(i, "host", host, sizeof(host)));
}

/* The second line of a box. */
static void describe(const struct map_item *i, char *buf, size_t size)
{
	char a[64], b[64], c[64];

	switch (i->kind) {
	case MAP_BUS:
		snprintf(buf, size, "%s", text_of(i, "provider", a, sizeof(a)));
		break;
	case MAP_PORT:
		snprintf(buf, size, "%s", text_of(i, "host", a, sizeof(a)));
		break;
	case MAP_MEMDEV:
		memdev_text(i, buf, size);
		break;
	case MAP_REGION:
		snprintf(buf, size, "%s %s, %s ways", text_of(i, "size", a, sizeof(a)),
			 text_of(i, "type", b, sizeof(b)),
			 text_of(i, "interleave_ways", c, sizeof(c)));
		break;
	case MAP_DAX:
		snprintf(buf, size, "%s %s", text_of(i, "size", a, sizeof(a)),
			 text_of(i, "mode", b, sizeof(b)));
		break;
	default:
		*buf = '\0';
	}
}

/* A class that colours it; "": none. */
static const char *class_of(const struct report *r, const struct map_item *i)
{
	const struct report_device *d = report_find_device(r, i->name);

	if (i->kind == MAP_MEMDEV && d && d->verdict && !str_eq(d->verdict, "ok"))
		return d->verdict;
	return map_is_disabled(i) ? "disabled" : "";
}

/* The same, as words after the name. */
static const char *state_of(const struct report *r, const struct map_item *i, char *buf,
			    size_t size)
{
	const char *class = class_of(r, i);

	if (!map_is_disabled(i) || str_eq(class, "disabled"))
		return class;
	snprintf(buf, size, "%s, disabled", class);
	return buf;
}

/* Characters that fit, about. The tooltip has the whole text. */
#define FIRST_LINE 18
#define SECOND_LINE 27

static void shorten(char *text, size_t chars)
{
	char *p = text;
	size_t n;

	for (n = 0; *p && n < chars; n++)
		for (p++; ((unsigned char)*p & 0xc0) == 0x80; p++)
			;
	if (*p && strlen(p) > 3)
		memcpy(p, "...", 4);
}

static void box(struct report *r, const struct map_item *i)
{
	static const char *const kinds[MAP_KINDS] = { "bus",  "port",	"memdev",
						      "more", "region", "dax" };
	char name[80], text[160], words[32];
	const char *state = state_of(r, i, words, sizeof(words));
	struct html *h = &r->html;

	snprintf(name, sizeof(name), "%s", i->name);
	describe(i, text, sizeof(text));
	html(h, "<svg class=\"box $ $\" x=\"$\" y=\"$\" ", kinds[i->kind], class_of(r, i),
	     PIXELS(x_of(i)), PIXELS(y_of(i)));
	html(h, "width=\"$\" height=\"$\"><title>$ $ $</title>", PIXELS(BOX_WIDTH),
	     PIXELS(BOX_HEIGHT), name, state, text);
	html(h, "<rect x=\"1\" y=\"1\" width=\"$\" height=\"$\" rx=\"5\"/>", PIXELS(BOX_WIDTH - 2),
	     PIXELS(BOX_HEIGHT - 2));
	shorten(name, *state ? FIRST_LINE / 2 : FIRST_LINE);
	shorten(text, SECOND_LINE);
	html(h, "<text x=\"10\" y=\"18\"><tspan class=\"name\">$</tspan> ", name);
	html(h, "<tspan class=\"state\">$</tspan></text><text x=\"10\" y=\"34\">$</text></svg>\n",
	     state, text);
}

static void more(struct html *h, const struct map_item *i)
{
	html(h, "<text class=\"more\" x=\"$\" y=\"$\">$ more</text>\n", PIXELS(x_of(i) + 6),
	     PIXELS(y_of(i) + BOX_HEIGHT / 2 + 4), NUM(i->more));
}

static void boxes(struct report *r)
{
	const struct map_item *i;

	for (i = r->map.items; i < r->map.items + r->map.count; i++)
		if (i->drawn && i->kind == MAP_MORE)
			more(&r->html, i);
		else if (i->drawn)
			box(r, i);
}

/* --- the drawing */

static void heading(struct html *h, int column, const char *text)
{
	html(h, "<text class=\"heading\" x=\"$\" y=\"16\">$</text>\n",
	     PIXELS(EDGE + column * COLUMN), text);
}

static void headings(struct report *r)
{
	const struct map *m = &r->map;
	int i;

	for (i = 0; i < m->memdev_column; i++)
		heading(&r->html, i, i == 0 ? "Root" : i == 1 ? "Host bridges" : "Switches");
	heading(&r->html, i++, "Memory devices");
	if (map_count(m, MAP_REGION, true))
		heading(&r->html, i++, "Regions");
	if (map_count(m, MAP_DAX, true))
		heading(&r->html, i, "DAX devices");
}

static void draw(struct report *r)
{
	const struct map *m = &r->map;
	const int width = (m->columns - 1) * COLUMN + BOX_WIDTH + 2 * EDGE;
	const int height = TOP + m->height;

	html_put(&r->html, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
			   "aria-label=\"Drawing of the topology\">\n");
	html(&r->html,
	     "<svg class=\"drawing\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"map-title "
	     "map-text\" width=\"$\" height=\"$\" viewBox=\"0 0 $ $\">\n",
	     PIXELS(width), PIXELS(height), PIXELS(width), PIXELS(height));
	html(&r->html,
	     "<title id=\"map-title\">CXL topology</title><desc id=\"map-text\">From the root "
	     "through ports to $ memory devices, $ regions and $ DAX devices. The tables below "
	     "have the same content.</desc>\n",
	     NUM(map_count(m, MAP_MEMDEV, true)), NUM(map_count(m, MAP_REGION, true)),
	     NUM(map_count(m, MAP_DAX, true)));
	headings(r);
	edges(r);
	boxes(r);
	html_put(&r->html, "</svg>\n</div>\n");
}

void report_drawing(struct report *r)
{
	bool folded;

	map_place(&r->map, ROW);
	folded = r->map.height > HEIGHT_OPEN;
	if (folded)
		html_put(&r->html, "<details><summary>Drawing</summary>\n");
	draw(r);
	if (folded)
		html_put(&r->html, "</details>\n");
}

// SPDX-License-Identifier: GPL-2.0
/*
 * Draws the rate against the size, as SVG: a panel for each algorithm, a line for
 * each implementation and number of requests in flight. Both scales are
 * logarithmic.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "cryptoctl.h"
#include "message.h"

#define WIDTH	520	/* the plane of a panel, in pixels */
#define HEIGHT	260
#define LEFT	70
#define RIGHT	190
#define TOP	40
#define BOTTOM	50

/* The rounding error of the logarithm of a power. */
#define SLACK	0.000000001

/**
 * struct scale - a logarithmic scale
 * @low: its least value, a power of @base
 * @high: its greatest value, a power of @base
 * @base: the ratio of two neighbouring ticks
 */
struct scale {
	double low;
	double high;
	double base;
};

/**
 * struct panel - the plot of one algorithm
 * @svg: the output
 * @top: the top of its plane, in pixels
 * @bytes: its horizontal scale
 * @mib: its vertical scale
 */
struct panel {
	FILE *svg;
	double top;
	struct scale bytes;
	struct scale mib;
};

/* Extends a scale to a value; low is 0 before the first value. */
static void widen(struct scale *scale, double value)
{
	double step = log(value) / log(scale->base);
	double low = pow(scale->base, floor(step + SLACK));
	double high = pow(scale->base, ceil(step - SLACK));

	if (!scale->low || low < scale->low)
		scale->low = low;
	if (high > scale->high)
		scale->high = high;
	if (scale->high == scale->low)
		scale->high *= scale->base;
}

static double part(const struct scale *scale, double value)
{
	return log(value / scale->low) / log(scale->high / scale->low);
}

static double across(const struct panel *panel, double bytes)
{
	return LEFT + WIDTH * part(&panel->bytes, bytes);
}

static double down(const struct panel *panel, double mib)
{
	return panel->top + HEIGHT * (1 - part(&panel->mib, mib));
}

static void draw_line(const struct panel *panel, double x1, double y1,
		      double x2, double y2)
{
	fprintf(panel->svg,
		"<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
		x1, y1, x2, y2);
}

static void draw_text(const struct panel *panel, double x, double y,
		      const char *anchor, const char *text)
{
	fprintf(panel->svg,
		"<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
		x, y, anchor, text);
}

static void draw_axes(const struct panel *panel, const char *name)
{
	double bottom = panel->top + HEIGHT, value;
	char text[32];

	for (value = panel->bytes.low; value <= panel->bytes.high * 1.01;
	     value *= panel->bytes.base) {
		double x = across(panel, value);

		snprintf(text, sizeof(text), value < 1024 ? "%.0f" : "%.0fK",
			 value < 1024 ? value : value / 1024);
		draw_line(panel, x, panel->top, x, bottom);
		draw_text(panel, x, bottom + 16, "middle", text);
	}
	for (value = panel->mib.low; value <= panel->mib.high * 1.01;
	     value *= panel->mib.base) {
		double y = down(panel, value);

		snprintf(text, sizeof(text), "%g", value);
		draw_line(panel, LEFT, y, LEFT + WIDTH, y);
		draw_text(panel, LEFT - 6, y + 4, "end", text);
	}
	draw_text(panel, LEFT, panel->top - 10, "start", name);
	draw_text(panel, LEFT + WIDTH / 2, bottom + 34, "middle",
		  "bytes of a request; MiB/s");
}

static bool same_line(const struct point *a, const struct point *b)
{
	return a->of == b->of && a->by == b->by && a->depth == b->depth;
}

/* Draws the line that begins at @first, and writes its name at its end. */
static const struct point *draw_curve(const struct panel *panel,
				      const struct point *first,
				      const struct point *end)
{
	static const char *const colours[] = {
		[BY_DEVICE] = "#1d4ed8", [BY_LIBCRYPTO] = "#15803d",
		[BY_AF_ALG] = "#c2410c",
	};
	const struct point *p;
	char text[64];

	fprintf(panel->svg, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"",
		colours[first->by]);
	for (p = first; p < end && same_line(p, first); p++)
		fprintf(panel->svg, "%.1f,%.1f ", across(panel, p->bytes),
			down(panel, p->mib));
	fputs("\"/>\n", panel->svg);
	snprintf(text, sizeof(text), first->by == BY_DEVICE ?
		 "%s, %u in flight" : "%s", bench_by_name(first->by),
		 first->depth);
	draw_text(panel, across(panel, p[-1].bytes) + 6,
		  down(panel, p[-1].mib) + 4, "start", text);
	return p;
}

static const struct point *draw_panel(struct panel *panel,
				      const struct point *first,
				      const struct point *end)
{
	const struct point *p;

	panel->bytes = (struct scale) { .base = 4 };
	panel->mib = (struct scale) { .base = 10 };
	for (p = first; p < end && p->of == first->of; p++) {
		widen(&panel->bytes, p->bytes);
		widen(&panel->mib, p->mib);
	}
	end = p;
	draw_axes(panel, first->of->name);
	for (p = first; p < end;)
		p = draw_curve(panel, p, end);
	return end;
}

static unsigned int count_panels(const struct points *points)
{
	unsigned int i, nr = 0;

	for (i = 0; i < points->nr; i++)
		nr += !i || points->at[i].of != points->at[i - 1].of;
	return nr;
}

/**
 * bench_plot() - draw all measurements
 * @points: the measurements, sorted by subject, implementation, depth and size
 * @out: the output, which this function commits
 *
 * Ends the program if it cannot be written.
 */
void bench_plot(const struct points *points, struct output *out)
{
	const struct point *p = points->at, *end = p + points->nr;
	unsigned int height = count_panels(points) * (TOP + HEIGHT + BOTTOM);
	struct panel panel = { .top = TOP };
	size_t size;
	char *text;

	panel.svg = open_memstream(&text, &size);
	if (!panel.svg)
		die(FAILED, "memory: %s", strerror(errno));
	fprintf(panel.svg,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" font-family=\"sans-serif\" font-size=\"12\">\n"
		"<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
		LEFT + WIDTH + RIGHT, height);
	for (; p < end; panel.top += TOP + HEIGHT + BOTTOM)
		p = draw_panel(&panel, p, end);
	fputs("</svg>\n", panel.svg);
	fclose(panel.svg);
	output_write(out, text, size);
	output_commit(out);
}

// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl stat: prints the usage of /dev/crypto by driver and by process: totals,
 * or the rates in each interval.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cryptoctl.h"
#include "json_out.h"
#include "message.h"
#include "usage.h"

/* The longest interval, in seconds, and the most reports. */
#define INTERVAL_MAX	86400
#define COUNT_MAX	1000000000

/**
 * struct report - one report
 * @now: the usage now
 * @then: the usage at the report before; all zero for the first report
 * @seconds: seconds between the two; 0 for a report of totals
 * @json: print JSON
 * @first: this is the first report
 */
struct report {
	struct usage now;
	struct usage then;
	double seconds;
	bool json;
	bool first;
};

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

static void wait_until(double end)
{
	struct timespec ts = {
		.tv_sec = end,
		.tv_nsec = (end - floor(end)) * 1e9,
	};

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL) ==
	       EINTR)
		;
}

/* Finds the same driver or file in the report before, or returns NULL. */
static const struct user *earlier(const struct user *list, size_t nr,
				  const struct user *user)
{
	size_t i;

	for (i = 0; i < nr; i++)
		if (list[i].id == user->id &&
		    (user->id || !strcmp(list[i].name, user->name)))
			return &list[i];
	return NULL;
}

/* Turns a count into a total or a rate per second, which is never negative. */
static long long figure(const struct report *r, long long count, long long was)
{
	if (!r->seconds)
		return count;
	return count > was ? llround((count - was) / r->seconds) : 0;
}

static struct counts figures(const struct report *r, const struct user *user,
			     const struct user *was)
{
	static const struct user nothing;
	const struct counts *c = &user->counts;

	if (!was)
		was = &nothing;
	return (struct counts) {
		.sessions = c->sessions,
		.in_flight = c->in_flight,
		.requests = figure(r, c->requests, was->counts.requests),
		.bytes = figure(r, c->bytes, was->counts.bytes),
		.errors = figure(r, c->errors, was->counts.errors),
		.offloaded = figure(r, c->offloaded, was->counts.offloaded),
		.kept = figure(r, c->kept, was->counts.kept),
		.failed_over = figure(r, c->failed_over,
				      was->counts.failed_over),
	};
}

static void print_figures(const struct counts *c)
{
	printf(" %12lld %15lld %s%10lld%s\n", c->requests, c->bytes,
	       paint(c->errors ? BAD : PLAIN), c->errors, paint(PLAIN));
}

static void print_heads(const struct report *r)
{
	const char *per = r->seconds ? "/S" : "";

	printf(" %10s%-2s %13s%-2s %8s%-2s\n", "REQUESTS", per, "BYTES", per,
	       "ERRORS", per);
}

static void print_drivers(const struct report *r)
{
	size_t i;

	printf("%-31s %3s %8s", "DRIVER", "ID", "SESSIONS");
	print_heads(r);
	for (i = 0; i < r->now.nr_drivers; i++) {
		const struct user *u = &r->now.drivers[i];
		struct counts c = figures(r, u, earlier(r->then.drivers,
							r->then.nr_drivers, u));

		printf("%-31s %3lld %8lld", u->name, u->driver_id, c.sessions);
		print_figures(&c);
	}
	if (!r->now.told)
		printf("%sonly root can see the usage of drivers%s\n", paint(FAINT),
		       paint(PLAIN));
}

/* Software has nothing to offload. */
static bool offloads(const struct user *u)
{
	return u->driver_id || u->counts.offloaded || u->counts.kept;
}

static void print_hardware(const struct report *r)
{
	const char *per = r->seconds ? "/S" : "";
	bool any = false;
	size_t i;

	for (i = 0; i < r->now.nr_drivers; i++) {
		const struct user *u = &r->now.drivers[i];
		struct counts c = figures(r, u, earlier(r->then.drivers,
							r->then.nr_drivers, u));

		if (!offloads(u))
			continue;
		if (!any)
			printf("\n%-31s %10s%-2s %10s%-2s %11s%-2s\n",
			       "HARDWARE", "OFFLOADED", per, "KEPT", per,
			       "FAILED-OVER", per);
		any = true;
		printf("%-31s %12lld %12lld %s%13lld%s\n", u->name, c.offloaded,
		       c.kept, paint(c.failed_over ? BAD : PLAIN),
		       c.failed_over, paint(PLAIN));
	}
}

static void print_owners(const struct report *r)
{
	size_t i;

	printf("%7s %-15s %7s %8s", "PID", "COMMAND", "FLIGHT", "SESSIONS");
	print_heads(r);
	for (i = 0; i < r->now.nr_owners; i++) {
		const struct user *u = &r->now.owners[i];
		struct counts c = figures(r, u, earlier(r->then.owners,
							r->then.nr_owners, u));

		printf("%7d %-15s %7lld %8lld", u->pid, u->name, c.in_flight,
		       c.sessions);
		print_figures(&c);
	}
}

static void add_figures(struct json_object *object, const struct counts *c)
{
	add_number(object, "sessions", c->sessions);
	if (c->in_flight >= 0)
		add_number(object, "in_flight", c->in_flight);
	add_number(object, "requests", c->requests);
	add_number(object, "bytes", c->bytes);
	add_number(object, "errors", c->errors);
}

static struct json_object *json_drivers(const struct report *r)
{
	struct json_object *all = json_object_new_array();
	size_t i;

	for (i = 0; i < r->now.nr_drivers; i++) {
		const struct user *u = &r->now.drivers[i];
		struct json_object *one = json_object_new_object();
		struct counts c = figures(r, u, earlier(r->then.drivers,
							r->then.nr_drivers, u));

		add_text(one, "driver", u->name);
		add_text(one, "algorithm", u->algorithm);
		add_number(one, "driver_id", u->driver_id);
		add_figures(one, &c);
		add_number(one, "offloaded", c.offloaded);
		add_number(one, "kept", c.kept);
		add_number(one, "failed_over", c.failed_over);
		json_object_array_add(all, one);
	}
	return all;
}

static struct json_object *json_owners(const struct report *r)
{
	struct json_object *all = json_object_new_array();
	size_t i;

	for (i = 0; i < r->now.nr_owners; i++) {
		const struct user *u = &r->now.owners[i];
		struct json_object *one = json_object_new_object();
		struct counts c = figures(r, u, earlier(r->then.owners,
							r->then.nr_owners, u));

		add_number(one, "pid", u->pid);
		add_text(one, "command", u->name);
		add_number(one, "file", u->id);
		add_figures(one, &c);
		json_object_array_add(all, one);
	}
	return all;
}

static void print_report_json(const struct report *r)
{
	struct json_object *all = json_object_new_object();

	if (r->seconds)
		json_object_object_add(all, "seconds",
				       json_object_new_double(r->seconds));
	json_object_object_add(all, "drivers",
			       r->now.told ? json_drivers(r) : NULL);
	json_object_object_add(all, "owners", json_owners(r));
	print_json(all);
}

static void print_report(struct report *r)
{
	if (r->json) {
		print_report_json(r);
	} else {
		if (!r->first)
			putchar('\n');
		print_drivers(r);
		print_hardware(r);
		putchar('\n');
		print_owners(r);
	}
	r->first = false;
	finish_output();
}

/* Prints @count reports, or reports without end if it is 0. */
static void watch(struct report *r, unsigned long interval, unsigned long count)
{
	double began = now(), seen = began;
	unsigned long i;

	usage_read(&r->then);
	for (i = 1; !count || i <= count; i++) {
		wait_until(began + i * interval);
		usage_read(&r->now);
		r->seconds = now() - seen;
		seen += r->seconds;
		print_report(r);
		usage_free(&r->then);
		r->then = r->now;
	}
	usage_free(&r->then);
}

static int stat_main(int argc, char **argv)
{
	static const struct option longs[] = {
		{ "json", no_argument, NULL, 'j' }, HELP_OPTION, {}
	};
	unsigned long interval = 0, count = 0;
	struct report r = { .first = true };

	while (next_option(argc, argv, "j", longs) != -1)
		r.json = true;
	if (optind < argc)
		interval = parse_number("interval", argv[optind++], 1,
					INTERVAL_MAX);
	if (optind < argc)
		count = parse_number("count", argv[optind++], 1, COUNT_MAX);
	no_operands(argc, argv);
	if (interval) {
		watch(&r, interval, count);
		return DONE;
	}
	usage_read(&r.now);
	print_report(&r);
	usage_free(&r.now);
	return DONE;
}

const struct command stat_command = {
	.name = "stat",
	.summary = "print the usage of the device by driver and by process",
	.help =
	"usage: cryptoctl stat [--json] [INTERVAL [COUNT]]\n"
	"\n"
	"Prints the usage of /dev/crypto. By driver: since the module was loaded;\n"
	"only root can see it. By process: since it opened the device; a user sees\n"
	"only the processes that the user may trace. A request that uses a cipher\n"
	"and a hash counts for both drivers. By hardware driver: the requests that\n"
	"the hardware got, those that the CPU processed instead, and those that the\n"
	"CPU processed after the hardware had failed.\n"
	"\n"
	"With INTERVAL, prints the rates per second every INTERVAL seconds; with\n"
	"COUNT, only so many times.\n"
	"\n"
	"  -j, --json   print a JSON object for each report\n"
	"  -h, --help   print this help\n",
	.run = stat_main,
};

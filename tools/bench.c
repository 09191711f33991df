// SPDX-License-Identifier: GPL-2.0
/*
 * cryptoctl bench: what the device does in a second, beside libcrypto and
 * AF_ALG, and from which size on it is the faster.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "bench.h"
#include "cryptoctl.h"
#include "say.h"

#define LIST_MAX	16

/**
 * struct list - numbers of the command line
 * @at: they, from the smallest up
 * @nr: how many
 */
struct list {
	unsigned int at[LIST_MAX];
	unsigned int nr;
};

/**
 * struct bench_job - what is to be measured
 * @subjects: that
 * @nr: how many of them
 * @sizes: bytes of a request
 * @depths: requests in flight
 * @ms: milliseconds of a measurement
 * @csv: print as comma-separated values
 * @json: print as an object
 * @svg: name of a file for a plot, or NULL
 * @plot: that file
 * @points: the measurements
 */
struct bench_job {
	struct subject *subjects;
	unsigned int nr;
	struct list sizes;
	struct list depths;
	unsigned int ms;
	bool csv;
	bool json;
	const char *svg;
	struct output plot;
	struct points points;
};

/**
 * bench_by_name() - a name for who did it
 * @by: who
 */
const char *bench_by_name(enum bench_by by)
{
	static const char *const names[] = {
		[BY_DEVICE] = "device",
		[BY_LIBCRYPTO] = "libcrypto",
		[BY_AF_ALG] = "af_alg",
	};

	return names[by];
}

static int compare(const void *a, const void *b)
{
	unsigned int x = *(const unsigned int *)a, y = *(const unsigned int *)b;

	return x < y ? -1 : x > y;
}

static void parse_list(struct list *list, const char *what, char *text,
		       unsigned int max)
{
	char *word;

	list->nr = 0;
	for (word = strtok(text, ","); word; word = strtok(NULL, ",")) {
		if (list->nr == LIST_MAX)
			die(USAGE, "%s: more than %d", what, LIST_MAX);
		list->at[list->nr++] = parse_number(what, word, 1, max);
	}
	if (!list->nr)
		die(USAGE, "%s: no numbers", what);
	qsort(list->at, list->nr, sizeof(list->at[0]), compare);
}

/* Returns false if it cannot be measured, and says why if that is not plain. */
static bool measure(struct bench_job *job, struct point point)
{
	struct points *points = &job->points;
	int error;

	progress_note("%s, %u bytes, %u in flight, %s", point.of->name,
		      point.bytes, point.depth, bench_by_name(point.by));
	error = bench_measure(&point, job->ms);
	if (error && point.by == BY_DEVICE)
		warn("%s, %u bytes, %u in flight: %s", point.of->name,
		     point.bytes, point.depth, device_advice(error));
	if (error)
		return false;
	if (points->nr == points->room) {
		points->room = points->room * 2 + 64;
		points->at = reallocarray(points->at, points->room,
					  sizeof(point));
		if (!points->at)
			die(FAILED, "memory: %s", strerror(errno));
	}
	points->at[points->nr++] = point;
	return true;
}

/* Of every size; of a cipher those that are whole blocks. */
static bool measure_sizes(struct bench_job *job, const struct subject *of,
			  enum bench_by by, unsigned int depth)
{
	struct point point = { .of = of, .by = by, .depth = depth };
	unsigned int block = of->alg->block;
	bool any = false;
	unsigned int i;

	for (i = 0; i < job->sizes.nr; i++) {
		point.bytes = job->sizes.at[i];
		if (!block || point.bytes % block == 0)
			any |= measure(job, point);
	}
	return any;
}

static void measure_subject(struct bench_job *job, const struct subject *of)
{
	struct session ses;
	unsigned int i;
	int fd = device_open();
	unsigned char key[CRYPTO_CIPHER_MAX_KEY_LEN] = "any but a weak one";

	/* For its error, if there is one. */
	session_make(&ses, fd, of->alg, key, of->key_len);
	close(fd);
	for (i = 0; i < job->depths.nr; i++)
		if (!measure_sizes(job, of, BY_DEVICE, job->depths.at[i]))
			die(FAILED, "%s: none of these sizes can be measured",
			    of->name);
	measure_sizes(job, of, BY_LIBCRYPTO, 1);
	measure_sizes(job, of, BY_AF_ALG, 1);
}

/* The best rate of any depth, or 0. */
static double best(const struct points *points, const struct subject *of,
		   enum bench_by by, unsigned int bytes)
{
	double most = 0;
	unsigned int i;

	for (i = 0; i < points->nr; i++)
		if (points->at[i].of == of && points->at[i].by == by &&
		    points->at[i].bytes == bytes && points->at[i].mib > most)
			most = points->at[i].mib;
	return most;
}

static bool has_any(const struct points *points, const struct subject *of,
		    enum bench_by by)
{
	unsigned int i;

	for (i = 0; i < points->nr; i++)
		if (points->at[i].of == of && points->at[i].by == by)
			return true;
	return false;
}

/* Bytes from which on the device is the faster; 0 if it is not. */
static unsigned int pays_from(const struct bench_job *job,
			      const struct subject *of)
{
	unsigned int i = job->sizes.nr, from = 0;
	double device, libcrypto;

	while (i--) {
		device = best(&job->points, of, BY_DEVICE, job->sizes.at[i]);
		libcrypto = best(&job->points, of, BY_LIBCRYPTO,
				 job->sizes.at[i]);
		if (device < libcrypto)
			break;
		if (device)
			from = job->sizes.at[i];
	}
	return from;
}

static void print_table(const struct bench_job *job)
{
	const struct point *p;

	printf("%-18s %-9s %6s %9s %10s %10s %10s %10s %10s\n", "ALGORITHM",
	       "BY", "FLIGHT", "BYTES", "MiB/s", "1/s", "MEAN us", "50% us",
	       "99% us");
	for (p = job->points.at; p < job->points.at + job->points.nr; p++)
		printf("%-18s %-9s %6u %9u %10.2f %10.0f %10.2f %10.2f %10.2f\n",
		       p->of->name, bench_by_name(p->by), p->depth, p->bytes,
		       p->mib, p->per_second, p->mean, p->half, p->most);
}

static void print_csv(const struct bench_job *job)
{
	const struct point *p;

	puts("algorithm,by,in_flight,bytes,mib_per_second,per_second,mean_us,p50_us,p99_us");
	for (p = job->points.at; p < job->points.at + job->points.nr; p++)
		printf("%s,%s,%u,%u,%.3f,%.1f,%.3f,%.3f,%.3f\n", p->of->name,
		       bench_by_name(p->by), p->depth, p->bytes, p->mib,
		       p->per_second, p->mean, p->half, p->most);
}

static void print_pays(const struct bench_job *job, const struct subject *of)
{
	unsigned int from = pays_from(job, of);

	if (!has_any(&job->points, of, BY_LIBCRYPTO))
		printf("%s: libcrypto does not have it\n", of->name);
	else if (from == job->sizes.at[0])
		printf("%s: the device is the faster at all of these sizes\n",
		       of->name);
	else if (from)
		printf("%s: the device is the faster from %u bytes on\n",
		       of->name, from);
	else
		printf("%s: libcrypto is the faster up to %u bytes\n",
		       of->name, job->sizes.at[job->sizes.nr - 1]);
}

static void add_figure(struct json_object *object, const char *name, double x)
{
	struct json_object *number = json_object_new_double(x);

	json_object_set_serializer(number, json_object_double_to_json_string,
				   "%.3f", NULL);
	json_object_object_add(object, name, number);
}

static struct json_object *point_json(const struct point *p)
{
	struct json_object *object = json_object_new_object();

	add_text(object, "algorithm", p->of->name);
	add_text(object, "by", bench_by_name(p->by));
	add_number(object, "in_flight", p->depth);
	add_number(object, "bytes", p->bytes);
	add_figure(object, "mib_per_second", p->mib);
	add_figure(object, "per_second", p->per_second);
	add_figure(object, "mean_us", p->mean);
	add_figure(object, "p50_us", p->half);
	add_figure(object, "p99_us", p->most);
	return object;
}

/* No "pays_from" if the device is not the faster at the largest size either. */
static struct json_object *subject_json(const struct bench_job *job,
					const struct subject *of)
{
	struct json_object *object = json_object_new_object();
	unsigned int from = pays_from(job, of);
	bool in_libcrypto = has_any(&job->points, of, BY_LIBCRYPTO);

	add_text(object, "algorithm", of->name);
	add_number(object, "key_bytes", of->key_len);
	add_truth(object, "libcrypto", in_libcrypto);
	if (in_libcrypto && from)
		add_number(object, "pays_from", from);
	return object;
}

static struct json_object *all_json(const struct bench_job *job)
{
	struct json_object *object = json_object_new_object();
	struct json_object *subjects = json_object_new_array();
	struct json_object *points = json_object_new_array();
	struct utsname name;
	unsigned int i;

	uname(&name);
	add_text(object, "kernel", name.release);
	for (i = 0; i < job->nr; i++)
		json_object_array_add(subjects,
				      subject_json(job, &job->subjects[i]));
	json_object_object_add(object, "algorithms", subjects);
	for (i = 0; i < job->points.nr; i++)
		json_object_array_add(points, point_json(&job->points.at[i]));
	json_object_object_add(object, "points", points);
	return object;
}

static void parse(struct bench_job *job, int argc, char **argv)
{
	static const struct option longs[] = {
		{ "sizes", required_argument, NULL, 's' },
		{ "in-flight", required_argument, NULL, 'n' },
		{ "time", required_argument, NULL, 't' },
		{ "csv", no_argument, NULL, 'c' },
		{ "json", no_argument, NULL, 'j' },
		{ "svg", required_argument, NULL, 'g' }, HELP_OPTION, {}
	};
	int opt;

	while ((opt = next_option(argc, argv, "s:n:t:cj", longs)) != -1) {
		switch (opt) {
		case 's':
			parse_list(&job->sizes, "--sizes", optarg,
				   BENCH_SIZE_MAX);
			break;
		case 'n':
			parse_list(&job->depths, "--in-flight", optarg,
				   BENCH_DEPTH_MAX);
			break;
		case 't':
			job->ms = parse_number("--time", optarg, 1, 60000);
			break;
		case 'c':
			job->csv = true;
			break;
		case 'j':
			job->json = true;
			break;
		case 'g':
			job->svg = optarg;
		}
	}
	if (job->csv && job->json)
		die(USAGE, "--csv or --json");
}

static void print_all(const struct bench_job *job)
{
	unsigned int i;

	if (job->csv) {
		print_csv(job);
	} else if (job->json) {
		print_json(all_json(job));
	} else {
		print_table(job);
		for (i = 0; i < job->nr; i++)
			print_pays(job, &job->subjects[i]);
	}
}

static void find_subjects(struct bench_job *job, char **names, int nr)
{
	struct subject *of;
	int i;

	if (!nr)
		die(USAGE, "which algorithm?");
	job->nr = nr;
	job->subjects = calloc(nr, sizeof(*job->subjects));
	if (!job->subjects)
		die(FAILED, "memory: %s", strerror(errno));
	for (i = 0; i < nr; i++) {
		of = &job->subjects[i];
		of->name = names[i];
		of->alg = alg_find(names[i], &of->key_len);
		if (!of->key_len)
			of->key_len = alg_usual_key(of->alg);
	}
}

static int bench(int argc, char **argv)
{
	struct bench_job job = {
		.sizes = { .nr = 9, .at = { 16, 64, 256, 1024, 4096, 16384,
					    65536, 262144, 1048576 } },
		.depths = { .nr = 1, .at = { 1 } },
		.ms = 200,
	};
	unsigned int i;

	parse(&job, argc, argv);
	find_subjects(&job, argv + optind, argc - optind);
	/* Now, rather than find out minutes later that it cannot be. */
	if (job.svg)
		output_open(&job.plot, job.svg, OUTPUT_FORCE);
	for (i = 0; i < job.nr; i++)
		measure_subject(&job, &job.subjects[i]);
	progress_end();
	print_all(&job);
	if (job.svg)
		bench_plot(&job.points, &job.plot);
	return DONE;
}

const struct command bench_command = {
	.name = "bench",
	.summary = "measure the device beside libcrypto and AF_ALG",
	.help =
	"usage: cryptoctl bench [OPTION...] ALGORITHM...\n"
	"\n"
	"Measures rate and latency of requests to the device, with one or many of\n"
	"them in flight, of libcrypto in this process and of AF_ALG sockets, if\n"
	"they have the algorithm; and tells from which size on the device is\n"
	"faster than libcrypto.\n"
	"\n"
	"  -s, --sizes N,...      bytes of a request; up to 4M\n"
	"  -n, --in-flight N,...  requests in flight: 1, or up to 256\n"
	"  -t, --time MS          milliseconds of each measurement: 200\n"
	"  -c, --csv              comma-separated values\n"
	"  -j, --json             an object\n"
	"      --svg FILE         also a plot of the rates\n"
	"  -h, --help             this\n",
	.run = bench,
};

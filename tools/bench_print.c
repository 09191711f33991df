// SPDX-License-Identifier: GPL-2.0
/*
 * Prints the measurements as a table, as comma-separated values or as JSON, with
 * the size from which the device is faster than libcrypto.
 */
#include <stdio.h>
#include <sys/utsname.h>

#include "bench.h"
#include "json_out.h"

/* Returns the best rate at any number in flight, or 0. */
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

/* Returns the size from which the device is faster, or 0 if it never is. */
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
		printf("%s: libcrypto lacks it\n", of->name);
	else if (from == job->sizes.at[0])
		printf("%s: the device is faster at all of these sizes\n",
		       of->name);
	else if (from)
		printf("%s: the device is faster from %u bytes on\n",
		       of->name, from);
	else
		printf("%s: libcrypto is faster up to %u bytes\n",
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

/* "pays_from" is absent if libcrypto is faster at the largest size too. */
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

/**
 * bench_print() - print the measurements in the format of the command line
 * @job: the measurements and the format
 */
void bench_print(const struct bench_job *job)
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

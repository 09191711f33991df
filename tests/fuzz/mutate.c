// SPDX-License-Identifier: GPL-2.0
/*
 * Makes new programs, and changes others: it adds, removes or changes a step, or
 * takes steps from another program.
 */
#include <string.h>

#include "mutate.h"

static unsigned int choose_call(struct random *r)
{
	unsigned int sum = 0, i, n;

	for (i = 0; i < nr_calls; i++)
		sum += calls[i].weight;
	n = random_below(r, sum);
	for (i = 0; n >= calls[i].weight; i++)
		n -= calls[i].weight;
	return i;
}

static unsigned int choose_session_call(struct random *r)
{
	unsigned int i;

	do {
		i = choose_call(r);
	} while (calls[i].result != RESULT_SESSION);
	return i;
}

/* A child process takes long. */
static enum how choose_how(struct random *r)
{
	enum how how;

	if (random_below(r, 6))
		return HOW_PLAIN;
	how = random_below(r, NR_HOWS);
	if (how == HOW_CHILD && random_below(r, 8))
		how = HOW_FAULT;
	return how;
}

static void make_step(struct random *r, struct step *s, unsigned int nr,
		      enum theme theme)
{
	const struct call *call = &calls[nr];
	unsigned int i;

	memset(s, 0, sizeof(*s));
	s->call = nr;
	s->fd = random_once_in(r, 10) ? random_below(r, 4) : 0;
	s->how = choose_how(r);
	s->more = random_below(r, 256);
	for (i = 0; i < call->nr; i++)
		s->args[i] = value_choose(r, &call->fields[i]);
	values_match(r, s, theme);
}

static unsigned int call_named(const char *name)
{
	unsigned int i;

	for (i = 0; strcmp(calls[i].name, name); )
		i++;
	return i;
}

/* Appends a step of the first descriptor. Most steps just run. */
static struct step *add_step(struct random *r, struct program *p,
			     const char *name, enum theme theme)
{
	struct step *s = &p->steps[p->nr++];

	make_step(r, s, call_named(name), theme);
	s->fd = 0;
	if (random_below(r, 4))
		s->how = HOW_PLAIN;
	return s;
}

/*
 * A session, ranges, and a batch of requests on the session. Steps that were chosen
 * independently would rarely be these, in this order.
 */
static void make_batch(struct random *r, struct program *p, enum theme theme)
{
	unsigned int i, ranges = random_below(r, 5), reqs = 1 + random_below(r, 3);
	struct step *s;

	p->nr = 0;
	s = add_step(r, p, "CRYPTODEV_CREATE", theme);
	s->how = HOW_PLAIN;
	for (i = 0; i < ranges; i++)
		add_step(r, p, "range", theme);
	for (i = 0; i < reqs; i++) {
		s = add_step(r, p, "stage", theme);
		step_set(s, "ses", 0);
	}
	s = add_step(r, p, "CRYPTODEV_SUBMIT", theme);
	step_set(s, "flags", random_below(r, 3) ? 1 : 0);
	step_set(s, "nr", reqs);
	step_set(s, "reqs", 0);
	if (random_below(r, 2))
		add_step(r, p, "CRYPTODEV_REAP", theme);
}

/**
 * program_make() - make a new program
 * @r: the source of random numbers
 * @p: out: the program; its first step makes a session
 */
void program_make(struct random *r, struct program *p)
{
	enum theme theme = random_below(r, NR_THEMES);
	unsigned int i;

	if (random_below(r, 2)) {
		make_batch(r, p, theme);
		return;
	}
	p->nr = 2 + random_below(r, 7);
	make_step(r, &p->steps[0], choose_session_call(r), theme);
	p->steps[0].how = HOW_PLAIN;
	p->steps[0].fd = 0;
	for (i = 1; i < p->nr; i++)
		make_step(r, &p->steps[i], choose_call(r), theme);
}

static void insert(struct random *r, struct program *p, const struct step *s)
{
	unsigned int at = random_below(r, p->nr + 1);

	if (p->nr == MAX_STEPS)
		return;
	memmove(&p->steps[at + 1], &p->steps[at],
		(p->nr - at) * sizeof(p->steps[0]));
	p->steps[at] = *s;
	p->nr++;
}

static void drop(struct random *r, struct program *p)
{
	unsigned int at = random_below(r, p->nr);

	if (p->nr < 2)
		return;
	p->nr--;
	memmove(&p->steps[at], &p->steps[at + 1],
		(p->nr - at) * sizeof(p->steps[0]));
}

static void change(struct random *r, struct step *s)
{
	const struct call *call = &calls[s->call];
	unsigned int i, nr = 1 + random_below(r, 2);

	if (random_once_in(r, 5)) {
		s->how = choose_how(r);
		s->more = random_below(r, 256);
	}
	if (random_once_in(r, 20))
		s->fd = random_below(r, 4);
	while (nr-- && call->nr) {
		i = random_below(r, call->nr);
		s->args[i] = value_change(r, &call->fields[i], s->args[i]);
	}
}

/**
 * program_mutate() - change a program
 * @r: the source of random numbers
 * @p: the program
 * @other: a program to take steps from
 */
void program_mutate(struct random *r, struct program *p,
		    const struct program *other)
{
	unsigned int nr = 1 + random_below(r, 4);
	struct step s;

	while (nr--) {
		switch (random_below(r, 10)) {
		case 0:
			make_step(r, &s, choose_call(r),
				  random_below(r, NR_THEMES));
			insert(r, p, &s);
			break;
		case 1:
			insert(r, p, &other->steps[random_below(r, other->nr)]);
			break;
		case 2:
			insert(r, p, &p->steps[random_below(r, p->nr)]);
			break;
		case 3:
			drop(r, p);
			break;
		default:
			change(r, &p->steps[random_below(r, p->nr)]);
			break;
		}
	}
}

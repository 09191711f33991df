// SPDX-License-Identifier: GPL-2.0
/*
 * Programs as text: each step is a line, and an empty line ends the program.
 *
 *	CIOCCRYPT fd=0 how=0 more=0 ses=0x0 op=0x1 ...
 *
 * A missing field is 0, and an unknown field is ignored: so old programs can be
 * read after the table has changed.
 */
#include <stdlib.h>
#include <string.h>

#include "calls.h"
#include "program.h"

/**
 * program_write() - write a program
 * @f: the file
 * @p: the program
 */
void program_write(FILE *f, const struct program *p)
{
	unsigned int i, k;

	for (i = 0; i < p->nr; i++) {
		const struct step *s = &p->steps[i];
		const struct call *call = &calls[s->call];

		fprintf(f, "%s fd=%u how=%u more=%u", call->name, s->fd, s->how,
			s->more);
		for (k = 0; k < call->nr; k++)
			if (s->args[k])
				fprintf(f, " %s=%#llx", call->fields[k].name,
					(unsigned long long)s->args[k]);
		fputc('\n', f);
	}
	fputc('\n', f);
}

static void read_field(struct step *s, const char *word)
{
	const struct call *call = &calls[s->call];
	const char *equals = strchr(word, '=');
	unsigned long long value;
	unsigned int i;

	if (!equals)
		return;
	value = strtoull(equals + 1, NULL, 0);
	if (!strncmp(word, "fd=", 3))
		s->fd = value;
	else if (!strncmp(word, "how=", 4))
		s->how = value % NR_HOWS;
	else if (!strncmp(word, "more=", 5))
		s->more = value;
	else
		for (i = 0; i < call->nr; i++)
			if (!strncmp(call->fields[i].name, word, equals - word) &&
			    !call->fields[i].name[equals - word])
				s->args[i] = value;
}

/* Returns whether the line is a step. */
static bool read_step(struct step *s, char *line)
{
	char *save, *word = strtok_r(line, " \n", &save);
	unsigned int i;

	if (!word)
		return false;
	memset(s, 0, sizeof(*s));
	for (i = 0; i < nr_calls && strcmp(calls[i].name, word); i++)
		;
	if (i == nr_calls)
		return false;
	s->call = i;
	while ((word = strtok_r(NULL, " \n", &save)))
		read_field(s, word);
	return true;
}

/**
 * program_read() - read a program
 * @f: the file
 * @p: out: the program
 *
 * A line that begins with # is a comment.
 *
 * Return: whether the file had one more program.
 */
bool program_read(FILE *f, struct program *p)
{
	char line[2048];

	p->nr = 0;
	while (fgets(line, sizeof(line), f)) {
		if (line[0] == '#')
			continue;
		if (line[0] == '\n') {
			if (p->nr)
				return true;
			continue;
		}
		if (p->nr < MAX_STEPS && read_step(&p->steps[p->nr], line))
			p->nr++;
	}
	return p->nr;
}

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The module's trace events, read from a tracing instance of the test's own.
 */
#ifndef SELFTESTS_TRACE_EVENTS_H
#define SELFTESTS_TRACE_EVENTS_H

#include <stdbool.h>

#define TRACE_DIR	"/sys/kernel/tracing"
#define TRACE_INSTANCE	TRACE_DIR "/instances/cryptodev-test"
#define TRACE_EVENTS	5

/* The names of the module's events. */
extern const char * const trace_events[TRACE_EVENTS];

/* Mounts tracefs if needed; returns true if this kernel has the events. */
bool trace_is_available(void);

/* Creates the instance; false on failure. */
bool trace_begin(void);

/* Removes the instance; false on failure. */
bool trace_end(void);

/* Enables an event, or all of them if @event is ""; false on failure. */
bool trace_on(const char *event);

/* Disables all events; false on failure. */
bool trace_off(void);

/**
 * struct trace - traced events, the oldest first
 * @nr: number of events
 * @event: one line for each, starting at the event's name
 */
struct trace {
	int nr;
	char event[64][256];
};

/* Reads the events traced so far and clears them in the kernel. */
void trace_read(struct trace *t);

/* Returns the value of the event's field @name, or -1. */
long long trace_number(const char *event, const char *name);

/* Returns true if the event's name is @name. */
bool trace_is(const char *event, const char *name);

#endif /* SELFTESTS_TRACE_EVENTS_H */

// SPDX-License-Identifier: GPL-2.0
/*
 * The option --driver: the driver that must serve all sessions of the command.
 */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "cryptoctl.h"
#include "device.h"
#include "message.h"

/* The option's text, or NULL. */
static const char *chosen;

/* The id that the text is, or -1 if it is a name. */
static int chosen_id = -1;

/**
 * driver_choose() - take the argument of --driver
 * @text: a driver's id, if it has digits only, or else its name
 *
 * Ends the program if the text can be neither.
 */
void driver_choose(const char *text)
{
	if (!*text || strlen(text) >= CRYPTODEV_DRIVER_NAME_MAX)
		die(USAGE, "--driver: '%s' is no driver", text);
	chosen = text;
	chosen_id = -1;
	if (!text[strspn(text, "0123456789")])
		chosen_id = parse_number("--driver", text, 0, INT_MAX);
}

/**
 * driver_fill() - set the driver of a session that will be made
 * @create: the argument of CRYPTODEV_CREATE
 */
void driver_fill(struct cryptodev_create *create)
{
	if (chosen_id >= 0) {
		create->flags |= CRYPTODEV_CREATE_DRIVER_ID;
		create->driver_id = chosen_id;
	} else if (chosen) {
		snprintf(create->driver, sizeof(create->driver), "%s",
			 chosen);
	}
}

/**
 * driver_advice() - explain that the chosen driver cannot serve a session
 *
 * Return: a few words for a table, or NULL if no driver was chosen.
 */
const char *driver_advice(void)
{
	static char advice[CRYPTODEV_DRIVER_NAME_MAX + 32];

	if (!chosen)
		return NULL;
	snprintf(advice, sizeof(advice), "driver %s does not serve it", chosen);
	return advice;
}

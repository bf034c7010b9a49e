/* SPDX-License-Identifier: GPL-2.0-only */
/* Helpers of the commands of cxl: context, selection of memdevs, names in output. */
#ifndef CXL_COMMON_H
#define CXL_COMMON_H

#include "cxl/lib/topo/memdev.h"
#include "cxl/lib/transport/transport.h"
#include "cxl/lib/wire/codec.h"
#include "util/cmd.h"

extern const struct tool cxl_tool;

/* Hooks of struct tool: inv->ctx is a struct cxl_ctx while a command runs. */
int cxl_enter(struct inv *inv);
/*
 * From now on, commands of this process refuse every change and open devices for reading; with
 * @effects, what reads with side effects is not refused (RISK_READ_EFFECTS).
 */
void cxl_only_read(bool effects);
void cxl_leave(struct inv *inv);
void cxl_finish(struct inv *inv);
/* Candidates for completion: devices, Features, fields, logs, commands, columns (complete.c). */
void cxl_complete(struct completion *c, const char *kind);

/*
 * A signal, see stop_signal(), asks the operation to stop at the next point that leaves nothing
 * half done, so that it can report its progress. A SIGINT, SIGTERM, SIGHUP or SIGQUIT that is
 * repeated after a moment ends the program.
 */
void cxl_stop_on_signals(struct inv *inv);
/* From now on such a signal ends the program at once. */
void cxl_end_on_signals(void);
/*
 * Print @text, borrowed, on such a signal while a device executes a command. Call it before
 * cxl_stop_on_signals().
 */
void cxl_set_in_flight_text(struct inv *inv, const char *text);

/* Scan the topology; false: reported, the command ends with inv_exit_status(). */
bool cxl_scan(struct inv *inv, struct topo *t, enum topo_scope scope);

/* The target memdevs of a command. */
struct targets {
	struct memdev *at;
	size_t count;
	size_t dropped; /* after those: none of them is changed, as another one cannot be */
};

/* Of a command that changes something: change none of them. */
void targets_drop(struct targets *t);
void targets_done(struct targets *t);

#define auto_targets __attribute__((cleanup(targets_done)))

/*
 * The target memdevs named by the first @count arguments, each once, in this order. An argument is
 * a name that memdev_find() accepts, "all", or a list of names; no names select all. Names that do
 * not resolve are reported and left out; a command that changes devices (CMD_CHANGES) has no
 * targets then. Returns 0 or -ENOMEM.
 */
int cxl_targets(struct inv *inv, const struct topo *t, int count, struct targets *ret) MUST_CHECK;
/* The same with @prefix before each name: "serial:". */
int cxl_targets_prefixed(struct inv *inv, const struct topo *t, int count, const char *prefix,
			 struct targets *ret) MUST_CHECK;
/*
 * For commands that have one memory device as their first argument: "all", a list and an empty name
 * are usage errors. EXIT_DONE: it is the name of one device.
 */
int cxl_check_single(struct inv *inv) MUST_CHECK;
/*
 * Find the memdev called @name; errors and messages are those of memdev_find(). For a command with
 * CMD_COMPONENTS it may be an address, too, and the component is asked who it is.
 */
int cxl_target(struct inv *inv, const struct topo *t, const char *name, struct memdev *ret,
	       struct fail *why) MUST_CHECK;
/*
 * Scan, call @fn for each of cxl_targets(), and print what it added to @top. Returns the exit
 * status. @fn counts its result in inv->done or with inv_fail().
 */
int cxl_for_each_memdev(struct inv *inv, int count,
			void (*fn)(struct inv *inv, const struct memdev *m, struct rec *top));
/*
 * A command that reads from several devices at the same time, and shows the results, or sets what
 * differs, in their order.
 */
struct memdev_reader {
	size_t size; /* of the data of one device, which is zeroed */
	/* Runs in a thread, see mbox_parallel(): fills in @data, and stores failures there. */
	void (*read)(const struct inv *inv, const struct memdev *m, void *data);
	/* Add to @top; count the result in inv->done or with inv_fail(). */
	void (*show)(struct inv *inv, const struct memdev *m, void *data, struct rec *top);
	void (*done)(void *data); /* free what @data owns; NULL: nothing */
};

/* Read from all @targets, then show them. */
void cxl_read_targets(struct inv *inv, const struct targets *targets,
		      const struct memdev_reader *reader, struct rec *top);
/* As cxl_for_each_memdev(). */
int cxl_read_memdevs(struct inv *inv, int count, const struct memdev_reader *reader);
/* Add an object to @to with "memdev" and, if known, "serial". */
struct rec *cxl_memdev_rec(struct rec *to, const struct memdev *m);
/*
 * Decode a reply into @out, NULL: only check it. Warns if it is shorter than its layout, or has a
 * size that cannot be represented.
 */
void cxl_decode(struct inv *inv, const struct memdev *m, const struct layout *l,
		const struct mbox_reply *reply, struct rec *out);
/* Warn about a malformed Command Effects Log. */
void cxl_check_cel(struct inv *inv, const struct memdev *m, const void *log, size_t len);
/* Whether the first word of @verb ("list --media-errors") is a command of this tool. */
bool cxl_has_command(const struct inv *inv, const char *verb);
/*
 * Add @list, from rec_loose(), to a new object for @m as the member @key, and count it. A table has
 * no row for a device with an empty list; a warning names the device.
 */
void cxl_add_list(struct inv *inv, const struct memdev *m, struct rec *top, struct rec *list,
		  const char *key);
/*
 * Check the options --output and --binary, before the devices are looked up. "--output -" is
 * --binary: *@output becomes NULL and *@binary true. Returns EXIT_DONE or the exit status.
 */
int cxl_check_output(struct inv *inv, const char **output, bool *binary) MUST_CHECK;
/* The option that selects a format, or implies one: "--format"; NULL: none. */
const char *cxl_format_option(const struct common_args *a) MUST_CHECK;
/* EXIT_DONE, or the exit status if binary data would be written to a terminal. */
int cxl_check_terminal(struct inv *inv) MUST_CHECK;
/* "configuration", "debug_write", ... */
const char *scope_name(enum fwctl_scope scope);

#endif

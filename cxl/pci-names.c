// SPDX-License-Identifier: GPL-2.0-only
/* Names of PCI vendors and devices, from libpci. */
#include <pci/pci.h>
#include <setjmp.h>

#include "cxl/pci-names.h"
#include "util/library.h"

#define SONAME "libpci.so.3"
#define NAME_SIZE 256
/* The hwdb of udev has the same names, and libpci loses memory where there is none. */
#define ONLY_LOCAL (PCI_LOOKUP_NO_NUMBERS | PCI_LOOKUP_NO_HWDB)

LIBRARY_NOTE(pci, SONAME, "pci-names", "Names of PCI vendors and devices", "suggested");

static struct {
	struct pci_access *(*alloc)(void);
	char *(*lookup_name)(struct pci_access *a, char *buf, int size, int flags, ...);
} functions;

static const struct library_symbol symbols[] = {
	LIBRARY_SYMBOL(functions, pci_, alloc),
	LIBRARY_SYMBOL(functions, pci_, lookup_name),
	{ 0 },
};

static struct pci_access *database; /* NULL: none */
static jmp_buf failed;

static void ignore(char *msg, ...)
{
}

/* The library ends the program if the database is malformed, unless this does not return. */
static void __attribute__((noreturn)) fail(char *msg, ...)
{
	longjmp(failed, 1);
}

/*
 * The database is read at the first name. pci_init() is not called: it looks for ways to access
 * functions, and none is accessed.
 */
static void load(void)
{
	static bool loaded;

	if (loaded)
		return;
	loaded = true;
	if (library_load(SONAME, symbols, NULL) < 0)
		return;
	database = functions.alloc();
	database->error = fail;
	database->warning = ignore;
	database->debug = ignore;
}

static const char *lookup(int which, const u16 *ids, char *buf, int size)
{
	if (setjmp(failed)) {
		database = NULL;
		return NULL;
	}
	return functions.lookup_name(database, buf, size, which | ONLY_LOCAL, ids[0], ids[1]);
}

static void add_name(const char *key, int which, const u16 *ids, struct rec *o)
{
	char buf[NAME_SIZE];
	const char *name = database ? lookup(which, ids, buf, sizeof(buf)) : NULL;

	if (name && *name)
		rec_str(o, key, name);
}

void pci_add_names(u16 vendor, u16 device, struct rec *o)
{
	const u16 ids[] = { vendor, device };

	load();
	add_name("vendor_name", PCI_LOOKUP_VENDOR, ids, o);
	add_name("device_name", PCI_LOOKUP_DEVICE, ids, o);
}

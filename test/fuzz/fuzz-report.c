// SPDX-License-Identifier: GPL-2.0-only
/* report.html of a dump whose manifest, and output of each section, is the input. */
#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cxl/dump/report.h"
#include "page.h"
#include "util/in-json.h"
#include "util/sysroot.h"

static void check_page(int dir)
{
	auto_close int fd = openat(dir, REPORT_NAME, O_RDONLY);
	auto_sys_text struct sys_text text = { 0 };

	check(fd >= 0 && sys_read_fd(fd, 64U << 20, &text) == 0);
	check(strlen(text.text) == text.len && page_is_well_formed(text.text));
}

static void write_input(const char *file, const uint8_t *data, size_t size)
{
	FILE *f = fopen(file, "w");

	check(f);
	check(fwrite(data, 1, size, f) == size);
	check(fclose(f) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_rec struct rec *manifest = json_parse((const char *)data, size);
	char name[] = "/tmp/fuzz-XXXXXX", file[48], page[48];
	auto_close int dir = -1;

	if (!manifest)
		return 0;
	check(mkdtemp(name));
	snprintf(file, sizeof(file), "%s/data.json", name);
	snprintf(page, sizeof(page), "%s/" REPORT_NAME, name);
	write_input(file, data, size);
	dir = open(name, O_RDONLY | O_DIRECTORY);
	check(dir >= 0 && report_write(dir, manifest, UINT64_MAX) >= 0);
	check_page(dir);
	check(unlink(file) == 0 && unlink(page) == 0 && rmdir(name) == 0);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs one fuzz target with every file of the given directories, so that inputs found by fuzzing
 * are tested with any compiler.
 */
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "util/cleanup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads the file into a heap block of exactly its size, so that sanitizers detect overreads. */
static int replay_file(const char *path)
{
	auto_file FILE *f = fopen(path, "rb");
	auto_free uint8_t *data = NULL;
	struct stat st;
	size_t size;

	if (!f || fstat(fileno(f), &st) < 0)
		return -1;
	if (!S_ISREG(st.st_mode))
		return 0;
	size = (size_t)st.st_size;
	data = malloc(size);
	if ((!data && size) || fread(data, 1, size, f) != size)
		return -1;
	LLVMFuzzerTestOneInput(data, size);
	return 1;
}

/* Returns the number of files, or a negative value on failure. */
static int replay_dir(const char *dir)
{
	auto_dir DIR *d = opendir(dir);
	struct dirent *e;
	char path[4096];
	int count = 0, rc;

	if (!d)
		return -1;
	while ((e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		rc = snprintf(path, sizeof(path), "%s/%s", dir, e->d_name);
		rc = rc < (int)sizeof(path) ? replay_file(path) : -1;
		if (rc < 0)
			return rc;
		count += rc;
	}
	return count;
}

int main(int argc, char **argv)
{
	FILE *out = stdout, *err = stderr; /* a target may redirect the streams */
	int i, count, total = 0;

	for (i = 1; i < argc; i++) {
		count = replay_dir(argv[i]);
		if (count <= 0) {
			fprintf(err, "%s: %s\n", argv[i],
				count < 0 ? "cannot read" : "no files to replay");
			return 1;
		}
		total += count;
	}
	fprintf(out, "%d inputs replayed\n", total);
	return total ? 0 : 1;
}

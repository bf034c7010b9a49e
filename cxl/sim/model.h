/* SPDX-License-Identifier: GPL-2.0-only */
/* Data of the simulated system: devices, Features, logs, faults. No I/O. */
#ifndef SIM_MODEL_H
#define SIM_MODEL_H

#include <pthread.h>
#include <sys/stat.h>

#include "util/base.h"
#include "util/sysroot.h"

#define SIM_NAME_LEN 32
#define SIM_BLOCK_LEN 0x50
#define SIM_DEVICES 256
#define SIM_FEATURES 64
#define SIM_CEL 128
#define SIM_LOGS 8
#define SIM_REPLIES 8
#define SIM_REPLY_LEN 128
#define SIM_ADDRESSES 4
#define SIM_ADDRESS_LEN 48
#define SIM_UUID 16
#define SIM_UUID_TEXT 37

/* Fixed reply structures, in the format of the device. */
enum sim_block {
	BLOCK_FW,
	BLOCK_TIMESTAMP,
	BLOCK_IDENTIFY,
	BLOCK_PARTITION,
	BLOCK_HEALTH,
	BLOCK_ALERTS,
	BLOCK_SHUTDOWN,
	BLOCK_COUNT,
};

/* Mailbox return codes of the model (CXL r3.2 8.2.8.4.5.1). */
enum sim_code {
	RC_SUCCESS = 0x00,
	RC_BACKGROUND = 0x01,
	RC_INVALID_INPUT = 0x02,
	RC_UNSUPPORTED = 0x03,
	RC_INTERNAL = 0x04,
	RC_FW_ORDER = 0x09,
	RC_FW_SLOT = 0x0b,
	RC_POISON_PADDR = 0x0f,
	RC_POISON_LIMIT = 0x10,
	RC_PAYLOAD_LENGTH = 0x16,
	RC_INVALID_LOG = 0x17,
	RC_FEATURE_VERSION = 0x19,
	RC_FEATURE_SELECTION = 0x1a,
	RC_TRANSFER_IN_PROGRESS = 0x1b,
	RC_TRANSFER_ORDER = 0x1c,
};

enum sim_value { VALUE_CURRENT, VALUE_DEFAULT, VALUE_SAVED, VALUE_COUNT };

struct sim_feature {
	u8 uuid[SIM_UUID]; /* in text order */
	u16 get_size, set_size;
	u32 flags;
	u8 get_version, set_version;
	u16 effects;
	bool after_reset;	/* Set data becomes current at "cxl-sim reset" */
	u8 *value[VALUE_COUNT]; /* get_size bytes each */
};

struct sim_log {
	u8 uuid[SIM_UUID];
	u8 *data;
	u32 len;
};

/* An unfinished Set Feature transfer. */
struct sim_transfer {
	bool active;
	u8 uuid[SIM_UUID];
	u32 start, len;
	u8 *data;
};

struct sim_dev {
	char name[SIM_NAME_LEN];
	u32 payload_max;
	bool split_sets; /* the kernel does not split Set data: see fwctl.c */
	bool nvdimm;	 /* cxl_pmem is bound: Set LSA and Set Shutdown State are exclusive */
	bool component;	 /* not a memory device of this host */
	/* Where messages reach it: "mctp:1,9/port:3" */
	char addresses[SIM_ADDRESSES][SIM_ADDRESS_LEN];
	size_t address_count;
	u8 block[BLOCK_COUNT][SIM_BLOCK_LEN];
	struct {
		u16 opcode, effects;
	} cel[SIM_CEL];
	size_t cel_count;
	struct sim_log logs[SIM_LOGS];
	size_t log_count;
	struct sim_reply {
		u16 opcode;
		u8 len, data[SIM_REPLY_LEN];
	} replies[SIM_REPLIES]; /* of commands that the model does not know */
	size_t reply_count;
	struct sim_feature features[SIM_FEATURES];
	size_t feature_count;
	struct sim_transfer transfer;
};

enum fault_kind {
	FAULT_NONE,
	FAULT_CODE,
	FAULT_SHORT,
	FAULT_LONG,
	FAULT_ONES,
	FAULT_LATE,
	FAULT_TOGETHER,
	FAULT_HANG,
	FAULT_BACKGROUND,
	FAULT_BUSY,
	FAULT_TIMEOUT,
	FAULT_LOST,
	FAULT_IGNORE,
	FAULT_OFFSET_UNITS,
	FAULT_FLIP,
	FAULT_TWICE,
	FAULT_OTHER_TAG,
	FAULT_WRONG_LENGTH,
	FAULT_ERRNO,
	FAULT_KILL,
	FAULT_KILL_AFTER,
	FAULT_INTERRUPT,
	FAULT_INTERRUPT_AFTER,
};

struct sim_fault {
	char memdev[SIM_NAME_LEN]; /* or "sysfs" */
	/* "0x0502", "edac:scrub0/min_cycle_duration", "edac-read:..."; sysfs: "region0/commit" */
	char target[128];
	enum fault_kind kind;
	u64 arg;   /* code, bytes, milliseconds, commands or errno */
	u64 after; /* commands or writes that succeed first */
	s64 count; /* remaining; -1: no limit */
};

/* The time that a device takes to reply: it is waited for when the state is not locked. */
struct sim_wait {
	u64 ms;
	u16 opcode;
	u64 commands; /* until the log has this number of commands with .opcode; 0: do not wait */
};

/* An open state directory. */
/* A file of the state directory as it was last read or written. */
struct sim_copy {
	char *text; /* NULL: not read yet */
	size_t len;
	struct stat stamp;
};

struct sim {
	char dir[4096];
	int dirfd, statefd, lockfd;
	pthread_mutex_t mutex; /* held from sim_begin() to sim_end() */
	unsigned int depth;    /* nested sim_begin() */
	struct sim_wait wait;
	bool raw_commands;  /* CONFIG_CXL_MEM_RAW_COMMANDS */
	bool no_flags;	    /* kernels before 6.3: no flags in CXL_MEM_QUERY_COMMANDS */
	bool no_kmem_state; /* kernels before 7.3: no attribute state of kmem */
	bool no_warnings;   /* no CONFIG_BUG: a raw command does not taint */
	struct sim_dev *devices;
	size_t device_count;
	struct sim_copy devices_file;
	struct sim_fault *faults;
	size_t fault_count;
	struct sim_error {
		char *path; /* relative to DIR, links resolved: "sys/devices/..." */
		int err;
	} * errors;
	size_t error_count;
	struct sysroot plain; /* DIR without hooks */
};

/* A mailbox command and its reply. */
struct sim_cmd {
	u16 opcode;
	const u8 *in;
	u32 in_len;
	u8 *out; /* SIM_OUT_MAX bytes */
	u32 out_len;
	u16 code;
	const char *route;     /* "ioctl", "fwctl", "edac" */
	int scope;	       /* fwctl, else -1 */
	enum fault_kind fault; /* the scripted fault that applied */
};

#define SIM_OUT_MAX (1U << 20)

struct sim_dev *sim_device(struct sim *s, const char *name);
/* Add a device; pointers to the others become invalid. NULL: out of memory, or SIM_DEVICES. */
struct sim_dev *sim_device_add(struct sim *s, const char *name);
/* Free everything that @d owns. */
void sim_dev_clear(struct sim_dev *d);

struct sim_feature *sim_feature_find(struct sim_dev *d, const u8 *uuid);
/* Add a Feature, or reset the existing one of the same UUID; NULL: the table is full. */
struct sim_feature *sim_feature_add(struct sim_dev *d, const u8 *uuid);
/* Drop a Set Feature transfer that was not finished. */
void sim_transfer_clear(struct sim_transfer *t);
/* Remove every Feature. */
void sim_features_clear(struct sim_dev *d);
/* Allocate zeroed values of @get_size bytes. */
int sim_feature_sizes(struct sim_feature *f, u16 get_size, u16 set_size) MUST_CHECK;

/* UUIDs are stored in text order. @buf: SIM_UUID_TEXT bytes. */
int sim_uuid_parse(const char *text, u8 *uuid) MUST_CHECK;
void sim_uuid_text(const u8 *uuid, char *buf);

#endif

/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The modelled system behind cxl-sim: devices with a mailbox, and the kernel in front of them.
 * All state is in a directory: sys/, proc/, dev/ and etc/ as commands see them, state/ for the
 * model. Written from the protocol and the kernel's interfaces, without cxl/lib/wire, so that
 * tests get a second opinion.
 */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include <stdio.h>

#include "cxl/lib/ctx/ctx.h"
#include "cxl/lib/transport/transport.h"

#define SIM_NAME_LEN 32
#define SIM_BLOCK_LEN 0x50
#define SIM_DEVICES 256
#define SIM_FEATURES 64
#define SIM_CEL 128
#define SIM_LOGS 8
#define SIM_REPLIES 8
#define SIM_REPLY_LEN 32
#define SIM_UUID 16
#define SIM_UUID_TEXT 37

/* Replies that are one fixed structure; kept as the device would send them. */
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

/* Mailbox return codes that the model gives (CXL 3.2, table 8-36). */
enum sim_code {
	RC_SUCCESS = 0x00,
	RC_BACKGROUND = 0x01,
	RC_INVALID_INPUT = 0x02,
	RC_UNSUPPORTED = 0x03,
	RC_INTERNAL = 0x04,
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
	bool after_reset;	/* a Set becomes current at "cxl-sim reset" */
	u8 *value[VALUE_COUNT]; /* get_size bytes each */
};

struct sim_log {
	u8 uuid[SIM_UUID];
	u8 *data;
	u32 len;
};

/* A Set Feature of several parts that has been started. */
struct sim_transfer {
	bool active;
	u8 uuid[SIM_UUID];
	u32 start, len;
	u8 *data;
};

struct sim_dev {
	char name[SIM_NAME_LEN];
	u32 payload_max;
	bool split_sets; /* the kernel does not split: see fwctl.c */
	bool nvdimm;	 /* cxl_pmem is bound: Set LSA and shutdown are the kernel's */
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
	} replies[SIM_REPLIES]; /* to commands that the model does not know */
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
	FAULT_LATE,
	FAULT_HANG,
	FAULT_BACKGROUND,
	FAULT_BUSY,
	FAULT_TIMEOUT,
	FAULT_LOST,
	FAULT_IGNORE,
	FAULT_OFFSET_UNITS,
	FAULT_ERRNO,
};

struct sim_fault {
	char memdev[SIM_NAME_LEN];
	char target[64]; /* "0x0502", "edac:scrub0/min_cycle_duration", "edac-read:..." */
	enum fault_kind kind;
	u64 arg;   /* code, bytes, milliseconds or errno */
	u64 after; /* times it lets pass first */
	s64 count; /* times left; -1: for ever */
};

/* One open state directory. */
struct sim {
	char dir[4096];
	int dirfd, statefd, lockfd;
	unsigned int depth; /* nested sim_begin() */
	bool raw_commands;  /* kernel built with CONFIG_CXL_MEM_RAW_COMMANDS */
	bool no_warnings;   /* built without CONFIG_BUG: a raw command does not taint */
	struct sim_dev devices[SIM_DEVICES];
	size_t device_count;
	struct sim_fault *faults;
	size_t fault_count;
	struct sim_error {
		char *path; /* below DIR, without links: "sys/devices/..." */
		int err;
	} * errors;
	size_t error_count;
	struct sysroot plain; /* DIR without the model's hooks */
};

/* One mailbox command on its way to a device. */
struct sim_cmd {
	u16 opcode;
	const u8 *in;
	u32 in_len;
	u8 *out; /* SIM_OUT_MAX bytes */
	u32 out_len;
	u16 code;
	const char *route;     /* "ioctl", "fwctl", "edac" */
	int scope;	       /* fwctl, else -1 */
	enum fault_kind fault; /* the scripted fault that hit it */
};

#define SIM_OUT_MAX (1U << 20)

/* state.c: open, lock and load; store and unlock. */
int sim_open(struct sim *s, const char *dir, struct fail *why) MUST_CHECK;
void sim_close(struct sim *s);
int sim_begin(struct sim *s) MUST_CHECK;
int sim_end(struct sim *s);
int sim_read_file(int dirfd, const char *path, char **text, size_t *len) MUST_CHECK;
int sim_write_file(int dirfd, const char *path, const void *data, size_t len) MUST_CHECK;
struct sim_dev *sim_device(struct sim *s, const char *name);
void sim_log_command(struct sim *s, const struct sim_dev *d, const struct sim_cmd *c, int rc);
/* Has the modelled caller CAP_SYS_RAWIO? By proc/self/status of DIR. */
bool sim_has_rawio(struct sim *s);
/* The kernel taints itself: OR into proc/sys/kernel/tainted; ends the program when it panics. */
void sim_taint(struct sim *s, u64 mask);

/* devfile.c: devices as text, the same for people and for the state directory. */
int devfile_parse(struct sim *s, const char *text, size_t len, bool create,
		  struct fail *why) MUST_CHECK;
void devfile_print(const struct sim *s, FILE *f, const char *only);
void sim_dev_done(struct sim_dev *d);
struct sim_feature *sim_feature_add(struct sim_dev *d, const u8 *uuid);
int sim_feature_sizes(struct sim_feature *f, u16 get_size, u16 set_size) MUST_CHECK;
int sim_uuid_parse(const char *text, u8 *uuid) MUST_CHECK;
void sim_uuid_text(const u8 *uuid, char *buf);

/* build.c: a fixture tree as files below @dirfd, and the errors overlay in state/. */
int build_tree(int dirfd, const char *text, size_t len, struct fail *why) MUST_CHECK;
int build_file(int dirfd, const char *path, const char *text) MUST_CHECK;
int build_dir(int dirfd, const char *path) MUST_CHECK;
/* defaults.c: what a tree leaves out, and a device for every memdev as the tree describes it. */
int default_files(int dirfd, struct fail *why) MUST_CHECK;
int default_nodes(struct sim *s) MUST_CHECK;
int default_devices(struct sim *s) MUST_CHECK;

/* fault.c */
int faults_parse(struct sim *s, const char *text, struct fail *why) MUST_CHECK;
void faults_print(const struct sim *s, FILE *f);
/* The fault that hits now, counted down; NULL: none. */
struct sim_fault *fault_take(struct sim *s, const char *memdev, const char *target,
			     struct sim_fault *copy);
int fault_add(struct sim *s, const struct sim_fault *f) MUST_CHECK;
int fault_read(struct sim_fault *f, int argc, char **argv, struct fail *why) MUST_CHECK;

/* device.c: the device itself. Returns 0, or a negative errno when no reply came. */
int sim_mbox(struct sim *s, struct sim_dev *d, struct sim_cmd *c) MUST_CHECK;
bool sim_in_cel(const struct sim_dev *d, u16 opcode);

/* dev-mem.c, dev-feature.c: its commands; return a mailbox code. */
u16 device_memory(struct sim *s, struct sim_dev *d, struct sim_cmd *c);
u16 device_feature(struct sim_dev *d, struct sim_cmd *c, bool ignore);
struct sim_feature *sim_feature_find(struct sim_dev *d, const u8 *uuid);
/* Bytes of a Set that changes nothing, made from the current value. @image: set_size bytes. */
void sim_feature_image(const struct sim_feature *f, const u8 *value, u8 *image);
u32 sim_feature_entry(const struct sim_feature *f, u16 index, u8 *entry);

/* edac.c: what the kernel publishes of the Features it owns, below memN/cxl_memN. */
bool edac_owned(const u8 *uuid);
/* The files are made anew from the Features' bytes, or the bytes from the files. */
void edac_refresh(struct sim *s, struct sim_dev *d);
int edac_import(struct sim *s, struct sim_dev *d) MUST_CHECK;
/* @attr "scrub0/enable_background". -ENOENT: not modelled, an ordinary file. */
int edac_read(struct sim *s, const char *memdev, const char *attr);
int edac_write(struct sim *s, const char *memdev, const char *attr, const char *value);

/*
 * hooks.c: give an open context the model in @dir for its system: its files, and devices that
 * answer through "xport". sim_detach() before ctx_close().
 */
int sim_attach(struct cxl_ctx *ctx, const char *dir, struct fail *why) MUST_CHECK;
void sim_detach(struct cxl_ctx *ctx);
/* fwctl.c */
int sim_rpc(struct sim *s, const char *name, const struct mbox_request *req,
	    struct mbox_reply *rsp);
/* ioctl.c */
int sim_send(struct sim *s, const char *name, u32 id, const struct mbox_request *req,
	     struct mbox_reply *rsp);
int sim_query(struct sim *s, const char *name, struct kernel_cmd *cmds, size_t max, size_t *count);

/* new.c, verbs.c: the program's own verbs; return an exit status. */
int verb_new(int argc, char **argv);
int verb_fault(int argc, char **argv);
int verb_faults(int argc, char **argv);
int verb_show(int argc, char **argv);
int verb_log(int argc, char **argv);
int verb_reset(int argc, char **argv);
int verb_query(int argc, char **argv);
int verb_send(int argc, char **argv);
int verb_rpc(int argc, char **argv);
int verb_read(int argc, char **argv);
int verb_write(int argc, char **argv);

#endif

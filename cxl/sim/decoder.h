/* SPDX-License-Identifier: GPL-2.0-only */
/* HDM decoders and DPA (drivers/cxl/core/hdm.c). Returns 0 or the negative errno of the kernel. */
#ifndef SIM_DECODER_H
#define SIM_DECODER_H

#include "cxl/sim/node.h"

/* Names of the decoders in the directory of a port, in order. */
struct namelist sim_decoder_names(const struct sim *s, const struct sim_path *port);
/* N of "decoderP.N". */
u64 sim_decoder_id(const struct sim_path *decoder);
/* Whether the device has the decoder enabled (committed). */
bool sim_decoder_enabled(struct sim *s, const struct sim_path *decoder);
/* Whether it can be committed: decoders of a port are committed in order. */
int sim_decoder_check_commit(struct sim *s, const struct sim_path *decoder);
void sim_decoder_commit(struct sim *s, const struct sim_path *decoder);
/* Disable; out of order it stays counted until those above it are disabled. */
void sim_decoder_reset(struct sim *s, const struct sim_path *decoder);
void sim_decoder_set_range(struct sim *s, const struct sim_path *decoder, u64 start, u64 size);
/* Free the DPA of all decoders of an endpoint that is removed. */
void sim_decoder_release_all(struct sim *s, const struct sim_path *endpoint);
/* A write to an attribute of an endpoint decoder. */
int sim_decoder_store(struct sim *s, const struct sim_path *decoder, const char *attr,
		      const char *value);

/* The memdev of an endpoint. */
int sim_endpoint_memdev(struct sim *s, const struct sim_path *endpoint,
			struct sim_path *ret) MUST_CHECK;

#endif

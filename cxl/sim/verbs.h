/* SPDX-License-Identifier: GPL-2.0-only */
/* cxl-sim's own verbs; each returns an exit status. */
#ifndef SIM_VERBS_H
#define SIM_VERBS_H

int verb_new(int argc, char **argv);
int verb_fault(int argc, char **argv);
int verb_faults(int argc, char **argv);
int verb_show(int argc, char **argv);
int verb_log(int argc, char **argv);
int verb_writes(int argc, char **argv);
int verb_reset(int argc, char **argv);
int verb_query(int argc, char **argv);
int verb_send(int argc, char **argv);
int verb_rpc(int argc, char **argv);
int verb_read(int argc, char **argv);
int verb_write(int argc, char **argv);
int verb_mctp(int argc, char **argv);

#endif

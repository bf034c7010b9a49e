# SPDX-License-Identifier: GPL-2.0-only
Kernels before 6.3 return the command table without flags: whether a command is enabled is unknown
until it is sent.

  $ printf 'device mem1\n\tcel 0x4200 0\n\tcel 0x0200 0\n' >devices
  $ cxl-sim new new --devices devices >/dev/null
  $ sed -i '1i query_flags no' devices; cxl-sim new old --devices devices >/dev/null
  $ cxl-sim query old mem0 | grep -c enabled
  0
  [1]
  $ cxl-sim query old mem2 | grep -c exclusive
  0
  [1]

The sections of list that are read from the device are there, and the same as on a newer kernel.

  $ for o in -H -A -I -F -vvv; do CXL_SIM=$PWD/new cxl-sim list -M -m mem0 $o >a; CXL_SIM=$PWD/old cxl-sim list -M -m mem0 $o >b; cmp a b; done
    Warning: media errors are not available in cxl-sim
    Warning: media errors are not available in cxl-sim
  $ export CXL_SIM=$PWD/old
  $ cxl-sim list -M -m mem0 -HAIF | jq -c '.[0] | [has("health", "alert_config", "partition_info", "firmware")]'
  [true,true,true,true]

list-commands shows a route for what the newer kernel enables, too: without flags, the CEL tells.

  $ for m in mem0 mem1; do for d in new old; do CXL_SIM=$PWD/$d cxl-sim list-commands $m --format json | jq -c '.[0].commands[] | [.opcode, .route]' >$d.$m; done; grep ioctl old.$m | grep -vxFf new.$m; done
  [1]
  $ grep ioctl old.mem1
  ["0x0200","ioctl"]
  ["0x0400","ioctl"]
  ["0x0401","ioctl"]
  ["0x4000","ioctl"]
  ["0x4200","ioctl"]

What the device does not support is left out without a warning, and unsupported for a command.

  $ cxl-sim list -M -m mem1 -HAIF | jq -c '.[0] | [has("health", "alert_config", "partition_info", "firmware")]'
  [true,false,true,true]
  $ cxl-sim get-alert-config mem1
  mem1: command 0x4201 is not supported by this device or kernel
  []
  [4]
  $ cxl-sim get-alert-config mem1 --format envelope 2>/dev/null | jq -c '.errors[0] | [.code, .errno]'
  ["not_enabled",95]
  $ cxl-sim set-shutdown-state mem1 dirty --yes --force 2>&1
  mem1: command 0x4204 is not supported by this device or kernel
  []
  [4]

A command in exclusive use by the kernel cannot be told from a busy device.

  $ cxl-sim set-shutdown-state mem2 dirty --yes
  mem2: command 0x4204: the mailbox is busy, the device is being sanitized or the command is in exclusive use by the kernel; try again later
  []
  [1]
  $ cxl-sim fault old mem0 0x4200 busy; cxl-sim get-health mem0
  mem0: command 0x4200: the mailbox is busy or the device is being sanitized; try again later
  []
  [1]

list-commands does not print flags that the kernel has not returned.

  $ cxl-sim list-commands mem2 | jq -c '.[0].commands | [length, (map(select(has("enabled") or has("exclusive"))) | length)]'
  [24,0]
  $ CXL_SIM=$PWD/new cxl-sim list-commands mem2 | jq -c '.[0].commands | [length, (map(select(has("enabled") and has("exclusive"))) | length)]'
  [25,18]
  $ cxl-sim list-commands mem0 | jq -r '.[0].commands[] | select(.opcode == "0x4200").route'
  ioctl

Such a kernel has no interface for newer commands; the version that has it is named.

  $ cxl-sim get-timestamp mem0
  mem0: command 0x0300 is not supported by this kernel; needs Linux 6.10
  []
  [4]
  $ rm -f $(find old/sys/devices -path '*/mem0/security/sanitize'); cxl-sim send-command mem0 sanitize
  mem0: command 0x4400 is not supported by this device or kernel
  []
  [4]
  $ rm -r old/sys/bus/edac $(find old/sys/devices -name trigger_poison_list -o -name security)
  $ cxl-sim send-command mem0 get-security-state
  mem0: command 0x4500 is not supported by this kernel; needs Linux 6.5
  []
  [4]
  $ cxl-sim list-commands mem0 >commands
  $ jq -r '.[0].commands[] | select(.needs) | [.opcode, .route, .needs] | join(" ")' commands
  0x0300 none Linux 6.10
  0x0402 none Linux 6.10
  0x0405 none Linux 6.10
  0x0500 none CONFIG_CXL_FEATURES (Linux 6.15)
  0x0501 none CONFIG_CXL_FEATURES (Linux 6.15)
  0x0502 none CONFIG_CXL_FEATURES (Linux 6.15)
  $ jq -r '[.[0].commands[] | select(.route == "none" and (.needs | not)).opcode] | join(" ")' commands
  0x0301 0x4101 0x4102 0x4103 0x4303
  $ CXL_SIM=$PWD/new cxl-sim list-commands | jq '[.[].commands[] | has("needs")] | any'
  false

It has no trace event for media errors either.

  $ mkdir -p old/sys/kernel/tracing/events/cxl
  $ cxl-sim list -L -m mem0 | jq -c 'length'
    Warning: media errors are not supported by this kernel (needs Linux 6.4)
  1
  $ cxl-sim list -m mem0 | jq -c 'length'
  1
  $ mkdir old/sys/kernel/tracing/events/cxl/cxl_poison; cxl-sim list -L -m mem0 | jq -c 'length'
    Warning: media errors are not available in cxl-sim
  1

# SPDX-License-Identifier: GPL-2.0-only
A captured tree may be hostile: only regular files and directories are opened, up to a limit in size.

  $ cxl-sim new t
  $ mem0=t/sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0
  $ mkdir -p t/var/log t/etc/cxl/policy.d t/usr/lib/cxl/policy.d
  $ run() { timeout 20 cxl "$@" --sysroot t >out 2>err; rc=$?; [ $rc -lt 124 ] || echo "$*: status $rc"; }
  $ every() { run list -vvvX; run audit; run audit --unverified; run support-status; run policy show; }

A program that writes to a FIFO continues when the FIFO is opened for reading.

  $ pids=; for f in $mem0/serial $mem0/firmware_version t/proc/mounts t/proc/uptime t/proc/swaps \
  >     t/proc/cmdline t/proc/sys/kernel/tainted t/sys/kernel/security/lockdown t/dev/kmsg \
  >     t/var/log/syslog t/etc/cxl/policy.d/a.conf t/usr/lib/cxl/policy.d/a.conf; do
  >     rm -f $f; mkfifo $f; (echo x >$f; echo $f >>opened) & pids="$pids $!"; done
  $ every; touch opened; cat opened
  $ kill $pids; wait; rm -r t; cxl-sim new t

A device node, for which root is needed; without root a FIFO. To read /dev/zero would give another error.

  $ a=$mem0/firmware_version; rm $a; mknod $a c 1 5 2>/dev/null || mkfifo $a; run list -M
  $ rm -r t; cxl-sim new t; cat err
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/firmware_version: Invalid argument

Files of 30 GB: neither memory nor time. AddressSanitizer needs much address space; it has a limit of its own.

  $ for f in $mem0/serial t/proc/mounts t/proc/cmdline t/dev/kmsg; do rm -f $f; truncate -s 30G $f; done
  $ mkdir -p t/etc/cxl/policy.d t/var/log; truncate -s 30G t/etc/cxl/policy.d/a.conf t/var/log/syslog
  $ (export ASAN_OPTIONS=$ASAN_OPTIONS:max_allocation_size_mb=256:abort_on_error=1
  >   ulimit -Sv 400000; [ "$(cxl --version 2>/dev/null)" ] || ulimit -Sv unlimited; every)
  $ run list -M; echo $rc; grep -o 'cannot read.*' err
  1
  cannot read /proc/mounts: File too large
  cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/mem0/serial: Argument list too long

A captured tree has no mailbox: one warning names what is requested and missing.

  $ rm -r t; cxl-sim new t
  $ for o in -M '-HA -m mem0' -F -I -L -vvv '-H -B' '-H -m mem9'; do run list $o; echo "$o: $rc $(grep -v 'no matching' err)"; done
  -M: 0 
  -HA -m mem0: 0   Warning: not available with --sysroot: health, alert_config
  -F: 0   Warning: not available with --sysroot: firmware
  -I: 0   Warning: not available with --sysroot: partition_info
  -L: 0   Warning: not available with --sysroot: media_errors
  -vvv: 0   Warning: not available with --sysroot: health, alert_config, partition_info, firmware, media_errors
  -H -B: 0 
  -H -m mem9: 0   Warning: not available with --sysroot: health

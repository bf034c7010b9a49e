# SPDX-License-Identifier: GPL-2.0-only
Faults and log of writes to sysfs.

  $ cxl-sim new sim && export CXL_SIM=sim
  $ write() { cxl-sim write sim "sys/$1" "$2"; }; online=bus/edac/devices/cxl_mem0/scrub0/enable_background
  $ fault() { cxl-sim fault sim sysfs "$@"; }

The log has the device and the attribute, whatever path was used; without a device the path below
sys/. Values are printed up to a newline.

  $ write $online 1; write "$(cd sim/sys && echo devices/pci0000:0c/*/*/mem0/cxl_mem0)/scrub0/enable_background" 0
  $ write bus/cxl/flush 1; write kernel/debug/cxl/mbox/raw_allow_all $'Y\nN'; write bus/cxl/drivers_autoprobe ''
  $ cxl-sim writes sim --clear; cxl-sim writes sim
  write cxl_mem0/scrub0/enable_background 1
  write cxl_mem0/scrub0/enable_background 0
  write bus/cxl/flush 1
  write kernel/debug/cxl/mbox/raw_allow_all Y
  write bus/cxl/drivers_autoprobe ""

Writes to other files, to files that do not exist, and reads are neither logged nor counted.

  $ write bus/cxl/missing 1; cxl-sim write sim dev/kmsg text; cxl-sim read sim sys/$online; cxl-sim writes sim
  ENOENT
  0

By attribute, with a pattern, and with a value.

  $ fault cxl_mem0/scrub0/enable_background errno EBUSY --count 1; write $online 1; write $online 1
  EBUSY
  $ fault '*_background' errno EIO --after 1 --count 1; write $online 0; write $online 1; write $online 1
  EIO
  $ fault '*/enable_background=1' errno ENOSPC; write $online 0; write $online 1; write $online $'1\n'
  ENOSPC
  ENOSPC
  [1]
  $ cxl-sim read sim sys/$online; cxl-sim faults sim
  0
  sysfs cxl_mem0/scrub0/enable_background errno EBUSY --count 0
  sysfs *_background errno EIO --count 0
  sysfs */enable_background=1 errno ENOSPC
  $ cxl-sim writes sim --clear
  write cxl_mem0/scrub0/enable_background 1 EBUSY
  write cxl_mem0/scrub0/enable_background 1
  write cxl_mem0/scrub0/enable_background 0
  write cxl_mem0/scrub0/enable_background 1 EIO
  write cxl_mem0/scrub0/enable_background 1
  write cxl_mem0/scrub0/enable_background 0
  write cxl_mem0/scrub0/enable_background 1 ENOSPC
  write cxl_mem0/scrub0/enable_background 1 ENOSPC
  $ fault '*/enable_background=1' none; write $online 1; cxl-sim read sim sys/$online
  1

By number: the second and the fourth write. Every fault counts every write that it matches.

  $ fault '*' errno ENODEV --after 1 --count 1; fault '*' errno ENXIO --after 3 --count 1
  $ for i in 1 0 1 0 1; do write $online $i; done; cxl-sim read sim sys/$online
  ENODEV
  ENXIO
  1

Success without effect, and a delay.

  $ fault '*=0' ignore --count 1; write $online 0; cxl-sim read sim sys/$online
  1
  $ fault '*' late 300 --count 1; start=$EPOCHREALTIME; write $online 0; awk -v a=$start -v b=$EPOCHREALTIME 'BEGIN { print (b - a >= 0.3) }'
  1

The process is killed before or after the write, which is done and logged then.

  $ cxl-sim writes sim --clear >/dev/null; fault '*' kill --count 1; (write $online 1) 2>/dev/null; echo $?; cxl-sim read sim sys/$online; cxl-sim writes sim
  137
  0
  $ fault '*' kill-after --count 1; (write $online 1) 2>/dev/null; echo $?; cxl-sim read sim sys/$online; cxl-sim writes sim --clear
  137
  1
  write cxl_mem0/scrub0/enable_background 1

Likewise for an interrupt. A program that handles it continues with the write.

  $ fault '*' interrupt --count 1; (write $online 0) 2>/dev/null; echo $?; cxl-sim read sim sys/$online
  130
  1
  $ fault '*' interrupt-after --count 1; (write $online 0) 2>/dev/null; echo $?; cxl-sim read sim sys/$online
  130
  0
  $ fault '*' interrupt --count 1; (trap '' INT; write $online 1); echo $?; cxl-sim read sim sys/$online
  0
  1

Errors of the verbs.

  $ fault '*' code 2; cxl-sim fault sim mem0 0x4200 kill; fault 'a b' errno EIO; fault '' errno EIO; cxl-sim writes sim --all
  cxl-sim: unknown fault kind 'code'; see 'cxl-sim --help'
  cxl-sim: unknown fault kind 'kill'; see 'cxl-sim --help'
  cxl-sim: invalid attribute 'a b': expected DEVICE/NAME or a pattern; see 'cxl-sim --help'
  cxl-sim: invalid attribute '': expected DEVICE/NAME or a pattern; see 'cxl-sim --help'
  usage: cxl-sim writes DIR [--clear]
  [129]

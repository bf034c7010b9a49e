# SPDX-License-Identifier: GPL-2.0-only
daxctl migrate-device-model: a link below /etc to the configuration that is installed.

  $ cxl-sim new sim >/dev/null; export CXL_SIM=$PWD/sim; dir=sim/etc/modprobe.d
  $ migrate() { cxl-sim daxctl migrate-device-model "$@" 2>&1 | sed 's,/[a-z/]*/share/,SHARE/,g'; return ${PIPESTATUS[0]}; }
  $ migrate; migrate --dry-run --format json; ls sim/etc/modprobe.d
  /etc/modprobe.d/daxctl.conf: failed to install: No such file or directory
  /etc/modprobe.d/daxctl.conf: failed to install: No such file or directory
  [
    {
      "output":"\/etc\/modprobe.d\/daxctl.conf",
      "dry_run":true,
      "changed":false,
      "verdict":"write_failed"
    }
  ]
  ls: cannot access 'sim/etc/modprobe.d': No such file or directory
  [2]

  $ mkdir -p $dir; migrate --dry-run --format json; ls $dir; migrate; readlink $dir/daxctl.conf | sed 's,/[a-z/]*/share/,SHARE/,'
  [
    {
      "output":"\/etc\/modprobe.d\/daxctl.conf",
      "dry_run":true,
      "changed":true,
      "verdict":"allowed"
    }
  ]
   success: installed /etc/modprobe.d/daxctl.conf
  SHARE/daxctl/daxctl.conf

Nothing to do.

  $ migrate; migrate --format json; migrate --dry-run --format table
   success: already installed /etc/modprobe.d/daxctl.conf
   success: already installed /etc/modprobe.d/daxctl.conf
  [
    {
      "output":"\/etc\/modprobe.d\/daxctl.conf",
      "changed":false
    }
  ]
  output   /etc/modprobe.d/daxctl.conf
  dry_run  true
  changed  false
  verdict  allowed

Another file, or link, is not replaced.

  $ rm $dir/*; echo text >$dir/daxctl.conf; migrate; migrate --dry-run --format json; cat $dir/daxctl.conf
  /etc/modprobe.d/daxctl.conf: failed to install: another file exists; remove it, or add the lines of SHARE/daxctl/daxctl.conf to it
  /etc/modprobe.d/daxctl.conf: failed to install: another file exists; remove it, or add the lines of SHARE/daxctl/daxctl.conf to it
  [
    {
      "output":"\/etc\/modprobe.d\/daxctl.conf",
      "dry_run":true,
      "changed":false,
      "verdict":"file_exists"
    }
  ]
  text
  $ ln -sf /x $dir/daxctl.conf; migrate; ln -sf "$(printf /%0300d 0)" $dir/daxctl.conf; migrate; rm $dir/*; mkdir $dir/daxctl.conf; migrate; ls $dir
  /etc/modprobe.d/daxctl.conf: failed to install: another file exists; remove it, or add the lines of SHARE/daxctl/daxctl.conf to it
  /etc/modprobe.d/daxctl.conf: failed to install: another file exists; remove it, or add the lines of SHARE/daxctl/daxctl.conf to it
  /etc/modprobe.d/daxctl.conf: failed to install: another file exists; remove it, or add the lines of SHARE/daxctl/daxctl.conf to it
  daxctl.conf
  $ rm -r $dir; ln -s ../../.. $dir; migrate; ls ../daxctl.conf; readlink sim/etc/daxctl.conf | sed 's,/[a-z/]*/share/,SHARE/,'
   success: installed /etc/modprobe.d/daxctl.conf
  ls: cannot access '../daxctl.conf': No such file or directory
  SHARE/daxctl/daxctl.conf
  $ migrate x; migrate -v
    Error: unknown parameter "x"
  
   usage: cxl-sim daxctl migrate-device-model [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
    Error: unknown switch `v'
  
   usage: cxl-sim daxctl migrate-device-model [<options>]
  
   See 'cxl-sim daxctl --help' for a description of the options.
  [129]

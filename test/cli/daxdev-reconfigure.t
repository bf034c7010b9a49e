# SPDX-License-Identifier: GPL-2.0-only
What applies the configuration of DAX devices when they appear: the udev rule, the unit, and the example of a file.

  $ contrib=$TESTS/../contrib; unit=daxdev-reconfigure@.service; rule=$contrib/udev/90-daxctl-device.rules

The example is valid with all its sections, and has none before they are enabled.

  $ cxl-sim new sim > /dev/null; export CXL_SIM=$PWD/sim; mkdir -p sim/etc/daxctl.conf.d; cp "$contrib/daxctl.example.conf" sim/etc/daxctl.conf.d/a.conf; cxl-sim daxctl check-config | jq -c '.[].sections'
    Warning: no section [reconfigure-device NAME] in the files daxctl.conf.d/*.conf of /etc and /usr/lib
  null
  $ sed -i 's/^#\([^ ]\)/\1/' sim/etc/daxctl.conf.d/a.conf; cxl-sim daxctl check-config 2>err | jq -c '.[] | [.result, (.sections[].section)]'; grep -v 'matches no device' err
  ["match","application","expansion","persistent","namespace"]
  [1]
  $ for key in nvdimm.uuid region.uuid memdev.serial memdev.pci node mode online movable align; do grep -q "^#$key = " "$contrib/daxctl.example.conf" || echo $key; done

Rule and unit are compared with what they need, each line with its reason: one that is missing and one that is new are
printed.

  $ same() { # FILE: expected lines, with a reason after " # "
  >     sed 's/ *# .*//' | sort >expected; sort "$1" >actual; diff expected actual; }
  $ grep -v '^#' "$rule" | sed 's/, /\n/g' >keys; same keys <<'EOF'
  > ACTION!="remove"                                          # of a device that exists: "change" keeps it known to systemd
  > SUBSYSTEM=="dax"                                          # name of the bus, drivers/dax/bus.c of Linux
  > KERNEL=="dax[0-9]*.[0-9]*"                                # "dax%d.%d" there
  > TAG+="systemd"                                            # without it, there is no unit dev-dax0.0.device
  > ENV{SYSTEMD_WANTS}+="daxdev-reconfigure@%k.service"       # for each device its own; others are kept
  > EOF
  $ pattern=$(sed -n 's/^KERNEL=="\(.*\)"$/\1/p' keys); for i in dax0.0 dax10.12 dax0 dax_region0 pmem0 mem0; do case $i in $pattern) echo $i;; esac; done
  dax0.0
  dax10.12
  $ cxl-sim new bus >/dev/null; ls bus/sys/bus/dax/devices | while read -r i; do case $i in $pattern) echo $i;; esac; done
  dax0.0

The rule starts an instance of the unit, whose name needs no escape. "udevadm verify", where it is installed, checks the rest.

  $ command -v systemd-escape > /dev/null || { echo "skipped: needs the package systemd"; exit 80; }
  $ grep -o 'SYSTEMD_WANTS}+="[^"]*"' "$rule" | cut -d '"' -f 2 | sed s/%k/dax0.12/; systemd-escape --template=$unit dax0.12
  daxdev-reconfigure@dax0.12.service
  daxdev-reconfigure@dax0.12.service
  $ ! udevadm verify --help > /dev/null 2>&1 || udevadm verify --no-summary "$rule"

systemd knows all options of the unit. It is started once for a device, and stopped when that is gone.

  $ sed "s,@BINDIR@,$(dirname "$(command -v cxl)"),g" "$contrib/systemd/$unit.in" > $unit; ln -s "$(command -v cxl)" "$(dirname "$(command -v cxl)")/daxctl" 2> /dev/null; systemd-analyze verify --man=no ./$unit
  $ part() { sed -n "/^\[$1\]/,/^\[/p" "$contrib/systemd/$unit.in" | grep '^[A-Z]'; }; part Unit | grep -v '^Desc\|^Doc' >lines; same lines <<'EOF'
  > BindsTo=dev-%i.device                                     # stopped with the device: it may come again as another one
  > After=dev-%i.device                                       # with BindsTo=: the device has to be there
  > ConditionDirectoryNotEmpty=|/etc/daxctl.conf.d            # "|": one of both is enough
  > ConditionDirectoryNotEmpty=|/usr/lib/daxctl.conf.d
  > EOF
  $ part Service >lines; same lines <<'EOF'
  > Type=oneshot                                              # the end of the command counts
  > RemainAfterExit=yes                                       # once for a device, not for each event
  > ExecStart=@BINDIR@/daxctl reconfigure-device --check-config %I
  > TimeoutStartSec=15min                                     # the default is too short for memory that is in use
  > UMask=0077
  > RuntimeDirectory=cxl                                      # the locks, of which other commands must see the same
  > RuntimeDirectoryMode=0700                                 # else, the lock is refused
  > RuntimeDirectoryPreserve=yes                              # other commands may have locks in it
  > StateDirectory=cxl                                        # the ledger of undo
  > StateDirectoryMode=0700
  > CapabilityBoundingSet=CAP_SYS_PTRACE CAP_DAC_READ_SEARCH CAP_CHECKPOINT_RESTORE CAP_SYS_MODULE CAP_SYSLOG # /proc/PID/fd, its directory, map_files; finit_module(2), /dev/kmsg
  > NoNewPrivileges=yes
  > ProtectSystem=strict                                      # all but /dev, /proc and /sys, and both directories
  > ProtectHome=yes
  > ProtectClock=yes
  > ProtectControlGroups=yes
  > ProtectHostname=yes
  > DevicePolicy=closed
  > DeviceAllow=/dev/kmsg rw                                  # audit records, and the reasons of the kernel
  > PrivateTmp=yes
  > PrivateNetwork=yes
  > RestrictAddressFamilies=AF_UNIX                           # journal
  > IPAddressDeny=any
  > RestrictNamespaces=yes
  > RestrictRealtime=yes
  > RestrictSUIDSGID=yes
  > LockPersonality=yes
  > MemoryDenyWriteExecute=yes
  > KeyringMode=private
  > SystemCallArchitectures=native
  > SystemCallFilter=@system-service @module                  # files and processes; finit_module(2)
  > SystemCallErrorNumber=EPERM                               # an error, not the end of the process
  > EOF

The directories of the unit are those that the command reads and writes: one with a section is enough.

  $ rm sim/etc/daxctl.conf.d/*; for i in $(sed -n 's/^ConditionDirectoryNotEmpty=|//p' $unit); do mkdir -p sim$i; printf '[reconfigure-device x]\nnode = 1\nmode = devdax\n' >sim$i/a.conf; cxl-sim daxctl check-config | jq -c '.[] | [.result, .sections[].file]'; rm sim$i/a.conf; done
  ["match","/etc/daxctl.conf.d/a.conf"]
  ["match","/usr/lib/daxctl.conf.d/a.conf"]
  $ printf '[reconfigure-device x]\nnode = 1\nmode = devdax\n' >sim/etc/daxctl.conf.d/a.conf; rm -rf sim/run/* sim/var/lib/*; cxl-sim daxctl reconfigure-device --check-config dax0.0 2>&1 >/dev/null; for i in Runtime State; do sed -n "s/^${i}Directory=//p" $unit; done; (cd sim && stat -c '%n %a' run/* var/lib/*)
  reconfigured 1 device
  cxl
  cxl
  run/cxl 700
  var/lib/cxl 700

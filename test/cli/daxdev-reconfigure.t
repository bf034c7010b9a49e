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

The rule starts an instance of the unit, whose name needs no escape.

  $ command -v systemd-escape > /dev/null || { echo "skipped: needs the package systemd"; exit 80; }
  $ grep -o 'SYSTEMD_WANTS}+="[^"]*"' "$rule" | cut -d '"' -f 2 | sed s/%k/dax0.12/; systemd-escape --template=$unit dax0.12
  daxdev-reconfigure@dax0.12.service
  daxdev-reconfigure@dax0.12.service
  $ ! udevadm verify --help > /dev/null 2>&1 || udevadm verify --no-summary "$rule"

systemd knows all options of the unit. It is started once for a device, and stopped when that is gone.

  $ sed "s,@BINDIR@,$(dirname "$(command -v cxl)"),g" "$contrib/systemd/$unit.in" > $unit; ln -s "$(command -v cxl)" "$(dirname "$(command -v cxl)")/daxctl" 2> /dev/null; systemd-analyze verify --man=no ./$unit
  $ grep -E '^(Type|RemainAfterExit|BindsTo|ExecStart)=' $contrib/systemd/$unit.in
  BindsTo=dev-%i.device
  Type=oneshot
  RemainAfterExit=yes
  ExecStart=@BINDIR@/daxctl reconfigure-device --check-config %I

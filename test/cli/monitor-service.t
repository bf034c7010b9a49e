# SPDX-License-Identifier: GPL-2.0-only
The service of cxl monitor: options that systemd knows, and a start that cannot succeed is not tried again and again.

  $ command -v systemd-analyze > /dev/null || { echo "skipped: needs the package systemd"; exit 80; }
  $ service=$TESTS/../contrib/systemd/cxl-monitor.service.in
  $ sed "s,@BINDIR@,$(dirname "$(command -v cxl)"),g" "$service" > cxl-monitor.service
  $ systemd-analyze verify --man=no ./cxl-monitor.service
  $ grep -E '^(Restart|StartLimit)' "$service"
  StartLimitIntervalSec=60
  StartLimitBurst=5
  Restart=on-failure
  RestartSec=5
  RestartPreventExitStatus=3 4 129

# SPDX-License-Identifier: GPL-2.0-only
The examples of the manual pages with cxl-sim print on a terminal what the pages show.

  $ cxl-sim new sim > /dev/null; export CXL_SIM=$PWD/sim
  $ awk 'FNR == 1 { block = 0 } /^----$/ { block = !block; show = 0; next } block && /^# / { show = /^# cxl-sim / } block && show' \
  >     "$TESTS"/../Documentation/*.adoc > expected
  $ grep '^# ' expected > commands; wc -l < commands
  2
  $ while read -r _ command; do echo "# $command"; COLUMNS=100 $TESTS/pty -- sh -c "$command" < /dev/null; done < commands | sed 's/ *$//' | diff expected -

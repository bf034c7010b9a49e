# SPDX-License-Identifier: GPL-2.0-only
test/vm/lab: symbols of kernel.config that the kernel does not set as requested are found.

  $ cat >requested <<'END'
  > # a comment
  > CONFIG_SET=y
  > CONFIG_OFF=n
  > CONFIG_WORDS="lockdown"
  > CONFIG_RENAMED=y
  > CONFIG_BUILT_IN=m
  > CONFIG_STAYS_ON=n
  > END
  $ cat >result <<'END'
  > CONFIG_SET=y
  > # CONFIG_OFF is not set
  > 
  > CONFIG_WORDS="lockdown"
  > CONFIG_RENAMED_TO=y
  > CONFIG_BUILT_IN=y
  > CONFIG_STAYS_ON=y
  > END
  $ bash -c '. "$TESTS/vm/lab"; missing_symbols requested result'
  CONFIG_RENAMED=y
  CONFIG_BUILT_IN=m
  # CONFIG_STAYS_ON is not set

A part is named after its package version and its recipe; the newest version is used, another recipe only if asked.

  $ export XDG_CACHE_HOME=$PWD
  $ mkdir -p cxl-utils/stock.trixie-{6.12.9-1-aa,6.12.10-1-aa,6.12.11-1-bb} cxl-utils/tmp.stock.trixie.x
  $ bash -c '. "$TESTS/vm/lab"; newest stock.trixie aa; echo; newest stock.trixie cc; echo; newest stock.trixie "*"' | sed 's,.*/,,'
  stock.trixie-6.12.10-1-aa
  
  stock.trixie-6.12.11-1-bb (no-eol)

If the archive is not reachable, parts of earlier recipes are used; without them, that is an error.

  $ cat >offline <<'END'
  > . "$TESTS/vm/lab"
  > install_host_packages() { :; }
  > find_mirror() { echo mirror; }
  > refresh_apt() { return 1; }
  > build_lab '' '' && print_parts
  > END
  $ bash offline 2>messages
  [1]
  $ tail -n 1 messages
  lab: the archive is not reachable
  $ mkdir cxl-utils/kernel-7.2.12-1-old cxl-utils/root-1%11.1.3-old
  $ bash offline 2>messages | sed "s,$PWD,DIR,"
  cache=DIR/cxl-utils
  kernel=DIR/cxl-utils/kernel-7.2.12-1-old
  root=DIR/cxl-utils/root-1%11.1.3-old
  stock.backports=
  stock.bookworm=
  stock.trixie=DIR/cxl-utils/stock.trixie-6.12.11-1-bb
  $ grep -c 'outdated: ' messages
  3
  $ tail -n 1 messages
  lab: the archive is not reachable, using the parts in the cache

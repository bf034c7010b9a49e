# SPDX-License-Identifier: GPL-2.0-only
The examples of the manual pages work on a simulated system and print on a terminal what the pages show.

  $ export CXL_SIM=$PWD/sim; cxl() { cxl-sim "$@"; }; daxctl() { cxl-sim daxctl "$@"; }; export -f cxl daxctl

Not those of *cxl monitor*, which ends only when it is stopped.

Progress is overwritten, and is not compared. A listing that does not start with a command is a devices file. Where the page shows no output, the command succeeds; one of daxctl prints nothing.

  $ acpidump() { :; }; acpixtract() { "$TESTS/acpi-tables" tables.d srat='mem:0,0,4G mem:1,4G,8G' slit='row:10,21 row:21,10' nfit=range:1,1,4G,8G; cp tables.d/* .; }; export -f acpidump acpixtract

  $ new() { rm -rf sim; cxl-sim new sim "$@" >/dev/null; }
  $ run() { [ -n "$command" ] || return
  >   actual=$(COLUMNS=100 $TESTS/pty -- bash -c "$command" </dev/null); status=$?; commands=$((commands + 1))
  >   if [ -n "$expected" ]; then diff <(printf %s "$expected") <(sed 's/^dax[^:]*: set .* memory blocks  *//; s/ *$//' <<<"$actual") || echo "$page: $command"
  >   else [[ $status == 0 && ( -z $actual || $command != daxctl* ) ]] || echo "$page: $command: $actual"; fi; command= expected=; }
  $ page() { local line section= block= devices= kind=; command= expected=
  >   new; [[ $1 != *-list-targets.adoc && $1 != *-fm.adoc ]] || new --devices "$TESTS/data/fabric.sim"
  >   while IFS= read -r line; do
  >     case $line in
  >     '== '*) section=$line ;;
  >     ----) [ "$section" = '== EXAMPLES' ] || continue
  >       [ "$kind" = devices ] && new --devices <(printf %s "$devices")
  >       run; block=$((!block)) kind= devices= ;;
  >     *) [ "$block" = 1 ] || continue
  >       case $kind$line in
  >       '# '* | 'command# '*) run; kind=command command=${line#??} ;;
  >       'command      '*) if [ -z "$expected" ] && ! bash -nc "$command" 2>/dev/null; then command+=$'\n'$line; else expected+=$line$'\n'; fi ;;
  >       command*) expected+=$line$'\n' ;;
  >       *) kind=devices devices+=$line$'\n' ;;
  >       esac ;;
  >     esac
  >   done <"$1"; }
  $ commands=0; for page in "$TESTS"/../Documentation/{cxl,daxctl}-*.adoc; do [[ $page == *-monitor.adoc ]] || page "$page"; done; echo $commands
  187

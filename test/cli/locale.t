Numbers, keywords, opcode and column names do not depend on the locale. In Turkish, the upper case of "i"
is not "I".

  $ localedef --no-archive -i tr_TR -f UTF-8 ./tr_TR.UTF-8 2> /dev/null || { echo "skipped: needs the package locales"; exit 80; }
  $ cxl-sim new sim > /dev/null; export CXL_SIM=$PWD/sim
  $ turkish() { LOCPATH=$PWD LC_ALL=tr_TR.UTF-8 "$@"; }
  $ LOCPATH=$PWD LC_ALL=tr_TR.UTF-8 locale -k LC_NUMERIC | grep decimal_point
  decimal_point=","

  $ while read -r line; do cxl-sim $line > a 2> b; turkish cxl-sim $line > c 2> d; cmp a c; cmp b d
  >     grep -q . a && cat a >> all; done << 'END'
  > list -vvv
  > list -M -u
  > list -M --format table
  > list --format table --columns MEMDEV,memdev
  > list-features -V
  > get-feature mem0 PATROL-SCRUB
  > get-log mem0 CEL
  > send-command mem0 IDENTIFY --dry-run
  > set-feature mem0 patrol-scrub enabled=DISABLE --dry-run
  > set-feature mem3 6F3A1C52 data=07000000 --dry-run --yes
  > send-command mem0 get-log uuid=0DA9C0B5-BF41-4B78-8F79-96B1623B3F17 offset=0XA length=16 --dry-run
  > scan-media-caps --length 256M
  > get-health -u
  > policy check mem0 verb identify
  > END
  $ grep -c 'PMEM-SIZE' all
  1

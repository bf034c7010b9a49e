Completion in bash, zsh and fish. "cxl --complete WORD..." prints the candidates for the last word, with
descriptions; the scripts of the shells offer them.

  $ cxl-sim new sim > /dev/null; export CXL_SIM=$PWD/sim
  $ offer() { cxl-sim --complete "$@" | cut -f 1 | paste -sd ' '; }

Commands, options and their values. An option that takes a value ends in "=".

  $ cxl-sim --complete | cut -f 1 | head -n -5 | cmp - <(cxl --list-cmds)
  $ offer --v; offer set-
  --version
  set-alert-config set-partition set-feature set-shutdown-state
  $ cxl-sim --complete -- | cut -f 1
  --version
  --help
  --list-cmds
  --completion=
  --list-features
  $ cxl-sim --complete set-shut | tr '\t' '|'
  set-shutdown-state|set the shutdown state of memory devices
  $ offer help set-
  set-alert-config set-partition set-feature set-shutdown-state
  $ for c in $(cxl --list-cmds); do cxl "$c" --list-opts 2> /dev/null | tr -s ' ' '\n' | sort > a
  >     cxl-sim --complete "$c" -- | cut -f 1 | tr -d = | sort > b; [ "$c" = version ] || cmp a b; done
  $ offer list --format=; offer list --format t; offer list --for
  --format=json --format=envelope --format=table --format=pairs --format=tree
  table tree
  --format=
  $ offer list --selec; offer get-feature --selec; offer get-feature -s sa; offer get-feature -bs sa
  
  --selection=
  saved
  saved
  $ offer no-such ''
  

Devices, as arguments and in lists.

  $ offer get-feature ''; offer get-feature mem0 mem; offer identify ''
  mem0 mem1 mem2 mem3 all
  mem0 mem1 mem2 mem3
  mem0 mem1 mem2 mem3 all
  $ offer list -m ''; offer list --memdev=mem0,; offer list -M -m mem0,mem3
  mem0 mem1 mem2 mem3
  --memdev=mem0,mem1 --memdev=mem0,mem2 --memdev=mem0,mem3
  mem0,mem3
  $ offer disable-port ''; offer disable-port port1,; offer disable-port -e ''; offer disable-port -fe endpoint3 ''; offer disable-port --end --force endpoint3,; offer enable-port -m ''
  port1 port2 port5
  port1,port2 port1,port5
  endpoint3 endpoint4 endpoint6 endpoint7
  endpoint3 endpoint4 endpoint6 endpoint7
  endpoint3,endpoint4 endpoint3,endpoint6 endpoint3,endpoint7
  
  $ offer create-region -d ''; offer destroy-region -d decoder1
  decoder0.0 decoder0.1 decoder0.2
  
  $ offer create-region -d decoder0.1 ''; offer create-region -d decoder0.1 -m ''; offer create-region -w 2 --mem mem3 ''
  
  mem0 mem1 mem2 mem3
  mem0 mem1 mem2 mem3
  $ offer reserve-dpa mem3 -d ''; offer free-dpa -d decoder6; offer free-dpa mem9 --decoder=decoder3
  decoder7.0 decoder7.1
  decoder6.0 decoder6.1
  --decoder=decoder3.0 --decoder=decoder3.1
  $ offer list -s ''; offer list -b ''; offer list -p p; offer list -e endpoint3; offer list -d decoder0; offer list -r ''
  0xc0 0xc1 0xc2 0xc3
  root0
  port1 port2 port5
  endpoint3
  decoder0.0 decoder0.1 decoder0.2
  region0
  $ mkdir none; cxl --complete list --sysroot none -m '' 2> /dev/null
  $ cxl-sim new tree --tree "$TESTS/data/one.tree" > /dev/null
  $ cxl --complete list --sysroot tree -m '' | cut -f 1; cxl --complete list --sysroot=tree -m '' | cut -f 1
  mem0
  mem0

Features and logs of the device, fields of the Feature and their values.

  $ for d in mem0 mem3; do offer get-feature $d '' | sed 's/^mem0 mem1 mem2 mem3 all //' > a; cxl-sim list-features $d |
  >     jq -r '[.[].features[].name] | join(" ")' | cmp - a; cat a; done
  patrol-scrub ecs
  patrol-scrub ecs unknown-6f3a1c52 unknown-a4c9e7b0
  $ offer set-feature mem0 ''; offer set-feature mem0 mem1 pat; offer set-feature mem0 mem1
  mem0 mem1 mem2 mem3 all patrol-scrub ecs
  patrol-scrub
  mem1
  $ offer set-feature mem0 patrol-scrub ''; offer set-feature mem0 mem1 patrol-scrub --dry-run enabled=
  enabled= cycle_hours=
  enabled=true enabled=false
  $ offer set-feature mem0 ecs fru0; offer set-feature mem0 ecs fru0_mode=; offer set-feature mem0 ecs fru9
  fru0_threshold= fru0_mode= fru0_reset_counter=
  fru0_mode=rows fru0_mode=codewords
  
  $ offer set-feature mem0 patrol-scrub cycle_hours=2 en; offer set-feature mem0 patrol-scrub --if-current=cy
  enabled=
  --if-current=cycle_hours= --if-current=cycle_changeable=
  $ for d in mem0 mem3; do offer get-log $d '' | sed 's/^mem0 mem1 mem2 mem3 all //' > a; cxl-sim list-logs $d |
  >     jq -r '[.[].logs[].name] | join(" ")' | cmp - a; cat a; done
  cel
  cel vendor-debug

The Feature may be specified by a prefix or the UUID, and its layout may be unknown.

  $ uuid=$(cxl-sim list-features mem3 | jq -r '.[0].features[2].uuid')
  $ for f in patrol PATROL-SCRUB unknown-6f3a1c52 $uuid pat; do offer set-feature mem3 $f ''; done
  enabled= cycle_hours=
  enabled= cycle_hours=
  data=
  data=
  enabled= cycle_hours=
  $ offer set-feature mem9 pat ''; offer set-feature mem3 mem2 unknown-6f3a1c52 --if-current=; offer set-feature mem0 pat --if-current=m
  enabled= cycle_hours=
  --if-current=data=
  --if-current=min_cycle_hours= --if-current=max_cycle_hours=
  $ offer policy check mem3 feature '' | sed "s/$uuid/the UUID/"
  patrol-scrub ecs the UUID a4c9e7b0-13f5-4d26-8e8b-5b6c7d8e9fa0
  $ offer get-feature mem0,; offer get-feature mem0,mem2,mem; offer list -M --columns=memdev,serial,seri
  mem0,mem1 mem0,mem2 mem0,mem3
  mem0,mem2,mem1 mem0,mem2,mem3
  
  $ offer --l; offer --completion=; offer --c
  --list-cmds --list-features
  --completion=bash --completion=zsh --completion=fish
  --completion=

Without a known device: every known name.

  $ offer get-feature mem9 ''; offer get-log mem9 ''
  mem0 mem1 mem2 mem3 all patrol-scrub ecs sppr hppr cacheline-sparing row-sparing bank-sparing rank-sparing
  mem0 mem1 mem2 mem3 all cel vendor-debug component-state-dump ecs media-test-capability media-test-short media-test-long
  $ offer set-shutdown-state mem0 cl; offer set-shutdown-state mem0 clean ''; offer clear-log mem0 v
  clean
  
  vendor-debug

A dump is a file or a directory. Sections of a dump that are left out otherwise.

  $ offer list --from ''; offer dump -o ''; offer dump --output=x; offer diff ''; offer diff d ''
  :files
  :files
  :files
  :files
  :files
  $ offer dump --with ''; offer dump --with=labels,v; offer dump mem0 --with poi
  labels poison vendor-debug component-state-dump
  --with=labels,vendor-debug
  poison

Devices with DOE: not host bridges, which are no PCI functions.

  $ offer doe ''; offer doe list ''; offer doe list port5 port; offer doe send mem0 ''; offer doe send 0000:df:00.0 1e; offer doe send mem9 ''; offer doe send 0d:00.0 0001:00 ''
  list send
  mem0 mem1 mem2 mem3 port5 all
  port5
  0001:00 1e98:02
  1e98:02
  
  

Commands that take no list are not offered one, and those for a single device not "all".

  $ for c in 'doe send' send-command write-labels repair-memory 'doe list' cdat; do offer $c mem0, ; offer $c a; done
  
  
  
  
  
  
  
  
  
  all
  
  all
  $ offer cdat ''; offer write-labels ''; offer doe send ''
  port1 port2 port5 endpoint3 endpoint4 endpoint6 endpoint7 mem0 mem1 mem2 mem3 all
  mem0 mem1 mem2 mem3
  mem0 mem1 mem2 mem3 port5

Commands of the mailbox and their input; policy.

  $ offer send-command mem0 set-t; offer send-command mem0 set-timestamp ''; offer send-command mem0 0x0301 t
  set-timestamp
  timestamp_ns=
  timestamp_ns=
  $ offer policy ''; offer policy show ''; offer policy lint ''; offer policy check mem0 ''
  show check lint
  
  :files
  mem0 mem1 mem2 mem3 all opcode raw feature doe verb
  $ offer policy check mem0 mem1 verb set-; offer policy check mem0 feature pat; offer policy check mem0 raw set-t
  set-alert-config set-partition set-feature set-shutdown-state
  patrol-scrub
  set-timestamp

Events, and words of a severity.

  $ offer check --rules health,me; offer check --without=soft; offer check --rules memdev-driver,memd
  health,media-ready health,memdev-driver health,memory-block
  --without=soft-reserved
  
  $ offer monitor -e dram,pois; offer monitor --event=gen; offer monitor -s f; offer monitor -m mem
  dram,poison
  --event=general_media --event=generic_event
  failure fatal
  mem0 mem1 mem2 mem3

Files and directories.

  $ offer monitor --log ''; offer monitor -l sy; offer monitor --log=st; offer monitor -l /var/; offer monitor -l x
  standard syslog
  syslog
  --log=standard
  :files
  :files
  $ offer get-feature mem0 ecs -o ''; offer send-command mem0 0xc000 --input=; offer list --sysroot x
  :files
  :files
  :directories

Columns: those that a table has. (Here, no Feature has a reason, and no command needs anything.)

  $ for c in list list-features list-logs list-commands identify; do
  >     offer $c --columns '' | tr ' ' '\n' | grep -vxE 'reason|reason_text|needs|output|size' | sed 's/.*\.//' | sort -u > offered
  >     cxl-sim $c $([ $c != list ] || echo -vvv) | jq -r '.. | objects | keys[]' | sort -u | comm -23 offered - | sed "s/^/$c: /"
  >     echo "$c $(($(wc -l < offered) >= 5))"; done
    Warning: media errors are not available in cxl-sim
  list 1
  list-features 1
  list-logs 1
  list-commands 1
  identify 1
  $ offer list --columns memdev,ram_s; offer identify --columns=serial,mem
  memdev,ram_size
  --columns=serial,memdev

The shells. Each "\t" is typed on a terminal; cxl prints its arguments in <>.

  $ mkdir scripts; cxl --completion=bash > scripts/cxl; cxl --completion=zsh > scripts/_cxl
  $ cxl --completion=fish > scripts/cxl.fish
  $ bash -n scripts/cxl && zsh -n scripts/_cxl && fish -n scripts/cxl.fish
  $ tab() { TAB_OUT=$PWD/out TAB_CXL=$(command -v cxl-sim) "$TESTS/tab" "$1" scripts "${@:2}"; cat out; rm out; }
  $ words() {
  >     tab "$1" 'cxl set-f\tmem0 patr\tcycle\t24' 'cxl list --format=ta\t-m mem0,serial:0xc1' \
  >         'cxl get-h\tserial:0xc1 --form\tenv\t' 'cxl list -m mem1,mem2,mem3,me\t' 'cxl clear-log mem3 v\t' \
  >         'cxl set-shutdown-state mem0 cl\t' 'cxl get-log mem0 c\t--col\tmemdev,com\t' 'cxl help supp\t'
  > }
  $ for shell in bash zsh fish; do words $shell > $shell; done; cat bash
  <set-feature><mem0><patrol-scrub><cycle_hours=24>
  <list><--format=table><-m><mem0,serial:0xc1>
  <get-health><serial:0xc1><--format=envelope>
  <list><-m><mem1,mem2,mem3,mem0>
  <clear-log><mem3><vendor-debug>
  <set-shutdown-state><mem0><clean>
  <get-log><mem0><cel><--columns=memdev,command_set>
  <help><support-status>
  $ cmp bash zsh; cmp bash fish

The scripts can be evaluated as well.

  $ zsh -fc 'autoload -Uz compinit; compinit -D; eval "$(cxl --completion=zsh)"; echo $_comps[cxl] $+functions[_cxl]'
  _cxl 1
  $ bash --norc -c 'eval "$(cxl --completion=bash)"; complete -p cxl'
  complete -F _cxl cxl
  $ HOME=$PWD fish -c 'cxl --completion=fish | source; complete -c cxl' | wc -l
  3

File names are data: nothing is executed, split or expanded.

  $ mkdir files; cd files; touch -- '$(touch pwned)' '`touch pwned`;x' 'two words' "it's" 'a*b' '-dash' $'new\nline' 'q"q'
  $ mkdir 'sub dir'; ln -s ../scripts scripts
  $ names() {
  >     tab "$1" 'cxl get-feature mem0 ecs -o \$\t' 'cxl policy lint \`\t' 'cxl send-command mem0 0xc000 --input tw\t' \
  >         "cxl send-command mem0 0xc000 --input=it\\t" 'cxl policy lint a\t' 'cxl policy lint ne\t' \
  >         'cxl get-log mem0 cel --output=q\t' 'cxl policy lint ./-\t' 'cxl list --sysroot su\t' 'cxl policy lint \t' | sed 's,/>$,>,'
  > }
  $ for shell in bash zsh fish; do names $shell > ../$shell; done; cat ../bash
  <get-feature><mem0><ecs><-o><$(touch pwned)>
  <policy><lint><`touch pwned`;x>
  <send-command><mem0><0xc000><--input><two words>
  <send-command><mem0><0xc000><--input=it's>
  <policy><lint><a*b>
  <policy><lint><new
  line>
  <get-log><mem0><cel><--output=q"q>
  <policy><lint><./-dash>
  <list><--sysroot><sub dir>
  <policy><lint>
  $ cmp ../bash ../zsh; cmp ../bash ../fish
  $ find .. -name pwned

For each TAB, cxl runs once.

  $ cd ..; printf '#!/bin/sh\necho >> %s/calls\nexec %s "$@"\n' "$PWD" "$(command -v cxl-sim)" > counted; chmod +x counted
  $ for shell in bash zsh fish; do TAB_OUT=$PWD/out TAB_CXL=$PWD/counted "$TESTS/tab" $shell scripts 'cxl set-f\tmem0 patr\tcycle\t24' \
  >     'cxl policy lint coun\t' 'cxl list --sysroot scr\t'; wc -l < calls; rm calls out; done
  5
  5
  5

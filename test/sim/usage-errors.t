Arguments that are invalid for every device: exit status 129, the error, the synopsis and a hint, and with
--format envelope an envelope. A value that only this device rejects is a failure (1).

  $ cxl-sim new sim > /dev/null; export CXL_SIM=$PWD/sim
  $ cat > lines << 'END'
  > list --no-such-option
  > list -Z
  > list extra
  > list -S
  > list --media-err=x
  > identify --no-such-option
  > get-feature mem0
  > get-feature mem0 patrol-scrub --selection none
  > get-feature mem0 patrol-scrub --binary --output x
  > set-feature mem0 patrol-scrub
  > set-feature mem0 patrol-scrub cycle_hours=300
  > set-feature mem0 patrol-scrub cycle_hours=x
  > set-feature mem0 patrol-scrub enabled=maybe
  > set-feature mem0 patrol-scrub no_such=1
  > set-feature mem0 patrol-scrub cycle_hours=24 cycle_hours=25
  > set-feature mem0 mem1 ecs fru0_mode=none
  > set-feature mem3 6f3a1c52 data=zz
  > set-feature mem3 6f3a1c52 key=1
  > set-feature mem0 patrol-scrub cycle_hours=24 --if-current cycle_hours=x
  > get-log mem0 no-such
  > clear-log mem0 cel
  > set-shutdown-state mem0 tidy
  > scan-media-caps --length 100
  > send-command mem0 no-such
  > send-command mem0 4200
  > send-command mem0 get-health-info --hex zz
  > send-command mem0 set-timestamp timestamp_ns=18446744073709551616
  > send-command mem0 set-timestamp no_such=1
  > send-command mem0 set-timestamp
  > send-command mem0 set-timestamp x
  > send-command mem0 get-log uuid=zz
  > send-command mem0 get-log offset=4294967296
  > send-command mem0 0xc001 a=1
  > send-command mem0 0xc001 --timeout x
  > send-command mem0 get-log offset=1 offset=1
  > send-command mem0 get-health-info --sysroot sim --dry-run
  > policy check mem0 opcode zz
  > policy no-such
  > policy lint
  > audit --since yesterdays
  > support-status extra
  > list-features --columns
  > list-logs --format xml
  > list-commands --effects x
  > get-health mem0 --output=
  > get-log mem0 cel --output=
  > get-feature mem3 ecs --output=
  > send-command mem0 identify --output=
  > send-command mem0 identify --output= --dry-run
  > send-command mem0 identify --input=
  > set-feature mem0 ecs --input=
  > list --sysroot=
  > END
  $ while read -r line; do cxl-sim $line > out 2> err < /dev/null; rc=$?
  >     [ $rc = 129 ] && [ ! -s out ] && [ "$(grep -c '' err)" -le 9 ] && grep -q '^ usage: cxl-sim ' err &&
  >         grep -qE "^ See 'cxl-sim [a-z-]+ --help' for a description of the options.$" err || { echo "$rc $line"; cat out err; }
  > done < lines
  $ while read -r line; do cxl-sim $line --format envelope > out 2> err < /dev/null; rc=$?
  >     [ $rc = 129 ] && jq -e '.result == [] and (.errors | length >= 1) and (.errors[0].message | length > 3) and
  >         (.errors[0].code | length > 3)' out > /dev/null || { echo "$rc $line"; cat out err; }
  > done < <(grep -v -e '--format' -e '--columns' -e --binary lines)

An empty name is not the name of a file.

  $ for line in 'get-health mem0 -o' 'get-log mem0 cel --output' 'list --sysroot' 'policy lint'; do
  >     cxl-sim $line '' 2>&1 >/dev/null | head -n 1; echo ${PIPESTATUS[0]}; done
    Error: switch `o' requires a path
  129
    Error: option `output' requires a path
  129
    Error: option `sysroot' requires a path
  129
    Error: policy lint requires one file
  129

--format json prints an empty array for each of them, however it is written. Without --format, nothing is
printed; other failures print an empty array.

  $ while read -r line; do cxl-sim $line --format json > out 2> err < /dev/null; rc=$?
  >     [ "$rc $(cat out)" = "129 []" ] || { echo "$rc $line"; cat out err; }
  > done < <(grep -v -e '--format' lines)
  $ for o in '--format=json' '--form json' '--format table --format json' '--f=json'; do cxl-sim identify --no-such $o 2>/dev/null; done
  []
  []
  []
  []
  [129]
  $ for o in '--format table' '--format json --format table' '--formats json' '-- --format json' '--format'; do cxl-sim identify --no-such $o 2>/dev/null; done
  [129]
  $ while read -r line; do echo "$(cxl-sim $line 2>/dev/null </dev/null) $? $(cxl-sim $line --format json 2>/dev/null </dev/null) $(cxl-sim $line --format table 2>/dev/null </dev/null)$line"; done <<'END'
  > identify mem9
  > set-feature mem3 6f3a -i missing -y
  > set-feature mem9 6f3a data=00 -y
  > set-shutdown-state mem9 dirty
  > send-command mem9 identify
  > send-command mem0 set-lsa -i missing -y
  > get-feature mem9 patrol-scrub
  > get-log mem9 cel
  > get-log mem0 cel -o .
  > policy lint missing
  > policy check mem9 opcode 0x4200
  > list-commands mem9
  > END
  [] 1 [] identify mem9
  [] 1 [] set-feature mem3 6f3a -i missing -y
  [] 1 [] set-feature mem9 6f3a data=00 -y
  [] 1 [] set-shutdown-state mem9 dirty
  [] 1 [] send-command mem9 identify
  [] 1 [] send-command mem0 set-lsa -i missing -y
  [] 1 [] get-feature mem9 patrol-scrub
  [] 1 [] get-log mem9 cel
  [] 1 [] get-log mem0 cel -o .
  [] 1 [] policy lint missing
  [] 1 [] policy check mem9 opcode 0x4200
  [] 1 [] list-commands mem9

Binary output has no array.

  $ for o in 'get-feature mem9 patrol-scrub -b' 'get-log mem9 cel -b' 'get-health mem9 -b' 'get-log mem9 cel -o -' 'send-command mem9 identify -o -'; do cxl-sim $o 2>/dev/null | wc -c; done | uniq
  0

They are found before the devices are looked up. Only the fields of an unknown Feature depend on the device.

  $ sed '/ key=1$/d; s/mem[0-9]/mem9/' lines > absent; diff lines absent | grep -c '^>'
  36
  $ while read -r line; do cxl-sim $line > out 2> err < /dev/null; rc=$?
  >     [ $rc = 129 ] && [ ! -s out ] || { echo "$rc $line"; cat out err; }
  > done < absent
  $ cxl-sim set-feature mem9 6f3a1c52 key=1 > /dev/null 2>&1
  [1]

  $ cxl-sim send-command mem0 no-such --format=envelope 2> /dev/null | jq -c '.errors, .tool.command'
  [{"device":"","operation":"send-command","code":"usage","errno":0,"message":"unknown command 'no-such'; use a name from 'cxl list-commands', or a hexadecimal number such as 0x4200","hint":"see 'cxl-sim send-command --help'"}]
  "send-command"
  $ cxl-sim set-feature mem0 patrol-scrub cycle_hours=300
  mem0: invalid cycle_hours '300': valid range is 1-255
  
   usage: cxl-sim set-feature <memdev>...|all <feature> (<key>=<value>... | -i
          <file> | --default) [<options>]
  
   See 'cxl-sim set-feature --help' for a description of the options.
  [129]
  $ cxl-sim list -- --format envelope 2> /dev/null
  [129]

Limits of this device, and names of what it lacks: 1 or 4.

  $ for line in 'set-feature mem0 ecs fru9_threshold=256' 'set-feature mem3 6f3a1c52 data=00' 'get-feature mem0 no-such' \
  >     'send-command mem9 get-timestamp' 'get-log mem0 vendor-debug -o x'; do
  >     cxl-sim $line > /dev/null 2> err; echo "$? $(grep -c usage: err)"; done
  1 0
  1 0
  1 0
  1 0
  4 0

Nothing is sent but requests for lists of Features and logs.

  $ cxl-sim log sim | cut -d ' ' -f 2 | sort -u
  0x0400
  0x0401

errno is that of a system call: a refusal has none.

  $ cxl-sim set-feature mem3 6f3a data=07000000 --format envelope </dev/null 2>/dev/null | jq -c '.errors[] | [.code, .errno]'
  ["needs_yes",0]
  $ cxl-sim get-feature mem3 a --format envelope 2>/dev/null | jq -c '.errors[] | [.code, .errno]'
  ["short_prefix",0]

The front end: top-level options, usage, help, option parsing. Scripts written for ndctl's cxl match
these texts and exit statuses.

  $ cxl-sim new tree --tree "$TESTS/data/example.tree" > /dev/null
  $ list() { cxl list --sysroot tree "$@"; }
  $ first() { "$@" 2>&1 >/dev/null | sed -n '1p'; }

Without arguments: a short usage with all commands in groups, exit status 1. It starts and ends as that of
ndctl does.

  $ cxl > asked
  [1]
  $ head -3 asked; tail -2 asked
  
   usage: cxl [--version] [--help] COMMAND [ARGS]
  
   See 'cxl help COMMAND' for more information on a specific command.
   cxl --list-cmds to see all available commands
  $ grep -E '^ [A-Z][a-z ]*:$' asked
   Topology:
   Labels:
   Memory devices:
   Regions:
   Events:
   Error injection:
   Features:
   Mailbox commands:
   Logs:
   Administration:
   Other:
  $ grep '^   ' asked | tr -s ' ' | sort > overview
  $ cxl --list-cmds --format json | jq -r '.[] | " \(.command) \(.help)"' | sort | cmp - overview
  $ awk 'length > 90' asked
     doe                   list DOE mailboxes and protocols of PCI functions, or send an object

The same text on request, exit status 0.

  $ cxl help | cmp - asked
  $ cxl --help | cmp - asked
  $ cxl -h | cmp - asked
  $ cxl help > /dev/null
  $ cxl --help > /dev/null
  $ cxl -h > /dev/null

The version is a plain number. As in ndctl, other arguments of the command are ignored.

  $ cxl --version | grep -cxE '[0-9]+(\.[0-9]+)*'
  1
  $ cxl --version > version
  $ cxl -v | cmp - version
  $ cxl --version --junk; cxl --list-cmds --formt json; cxl --list-cmds --format
  cxl --version: unknown parameter "--junk"
  cxl --list-cmds: unknown parameter "--formt"
  cxl --list-cmds: missing value of --format: expected json
  [129]
  $ for c in 'version --format bogus' 'help --form table list' '--version --format' '--help --format=xml' '--list-cmds --format json x'; do cxl $c; echo $?; done
  cxl version: invalid --format 'bogus': expected json or envelope
  129
  cxl help: invalid --format 'table': expected json or envelope
  129
  cxl --version: missing value of --format: expected json or envelope
  129
  cxl --help: invalid --format 'xml': expected json or envelope
  129
  cxl --list-cmds: unknown parameter "x"
  []
  129
  $ cxl version --form json | jq -r '.[].version' | cmp - version; cxl --version --fo=json | jq -r '.[].version' | cmp - version; cxl version -- --format bogus | cmp - version
  $ for c in 'help --form json list' '--help --f json list'; do cxl $c | jq -r '.[].command'; done; cxl --list-cmds --form json | cmp - <(cxl --list-cmds --format json)
  list
  list
  $ cxl identify mem0 --format json --columns memdev 2>&1 | head -1
    Error: --columns requires --format table or pairs
  $ cxl version | cmp - version
  $ cxl version --junk and -x words | cmp - version
  $ cxl version --junk > /dev/null

Commands, one per line; those of ndctl in its order.

  $ cxl --list-cmds | head -3
  version
  list
  help
  $ cxl --list-cmds | grep -vxE '[a-z]+(-[a-z]+)*'
  [1]
  $ cxl --list-cmds | sort | uniq -d
  $ cat > ndctl-order << END
  > version
  > list
  > help
  > zero-labels
  > read-labels
  > write-labels
  > disable-memdev
  > enable-memdev
  > reserve-dpa
  > free-dpa
  > update-firmware
  > set-alert-config
  > wait-sanitize
  > disable-port
  > enable-port
  > set-partition
  > disable-bus
  > create-region
  > enable-region
  > disable-region
  > destroy-region
  > monitor
  > inject-protocol-error
  > inject-media-poison
  > clear-media-poison
  > END
  $ cxl --list-cmds | grep -xFf ndctl-order > ours
  $ grep -xFf ours ndctl-order | cmp - ours

Unknown options and commands; commands are not abbreviated. The most similar command is suggested.

  $ cxl --bogus
  Unknown option: --bogus
  
   Usage: cxl [--version] [--help] COMMAND [ARGS]
  [129]
  $ cxl bogus
  Unknown command: 'bogus'
  see 'cxl --help' for all commands
  [1]
  $ cxl lis
  Unknown command: 'lis'
  did you mean 'list'? See 'cxl --help' for all commands
  [1]
  $ for c in get-helth sendcommand set-featur lisst identity; do cxl $c 2>&1 | sed -n "s/did you mean '\(.*\)'?.*/\1/p"; done
  get-health
  send-command
  set-feature
  list
  identify
  $ cxl help lis
  Unknown command: 'lis'
  did you mean 'list'? See 'cxl --help' for all commands
  [1]
  $ comm -12 <(cxl --list-cmds | sort) <(sort ndctl-order) | tr '\n' ' '; for c in $(cat ndctl-order); do
  >     cxl $c --no-such 2>&1 | grep -c 'not implemented yet'; done | sort | uniq -c
  clear-media-poison create-region destroy-region disable-bus disable-memdev disable-port disable-region enable-memdev enable-port enable-region free-dpa help inject-media-poison inject-protocol-error list monitor read-labels reserve-dpa set-alert-config set-partition update-firmware version wait-sanitize write-labels zero-labels      25 0
  $ cxl ''
  Unknown command: ''
  see 'cxl --help' for all commands
  [1]
  $ first cxl list --version
    Error: unknown option `version'

  $ cxl --completion bash | cmp - <(cxl --completion=bash)
  $ for f in '--format xml' '--format=xml' --format; do cxl --list-cmds $f; done
  cxl --list-cmds: invalid --format 'xml': expected json
  cxl --list-cmds: invalid --format 'xml': expected json
  cxl --list-cmds: missing value of --format: expected json
  [129]

The manual: man(1) is executed with the page, and with our directory first in the search path.

  $ mkdir bin; cat > bin/man << 'END'
  > #!/bin/sh
  > [ "$1" = -w ] && exit "${missing:-0}"
  > echo "man $* MANPATH=$MANPATH"
  > exit 16
  > END
  $ chmod +x bin/man
  $ manual() { env -u CXL_MAN_VIEWER MANPATH=/my/man PATH="$PWD/bin:$PATH" "$@"; }
  $ manual cxl list --help
  man cxl-list MANPATH=*/man:/my/man (glob)
  [16]
  $ manual cxl help list
  man cxl-list MANPATH=*/man:/my/man (glob)
  [16]
  $ manual cxl help cxl-list
  man cxl-list MANPATH=*/man:/my/man (glob)
  [16]
  $ manual cxl help no-such
  Unknown command: 'no-such'
  see 'cxl --help' for all commands
  [1]
  $ manual env -u MANPATH cxl list --help
  man cxl-list MANPATH=*/man: (glob)
  [16]

--help after other arguments prints the usage.

  $ manual cxl list -M --help 2>&1 | sed -n 2p
   usage: cxl list [<options>]
  $ manual cxl list -M --help 2> /dev/null
  [129]

Another viewer: konqueror needs a display; man is the fallback, also for unknown viewers.

  $ manual env CXL_MAN_VIEWER=man cxl list --help
  man cxl-list MANPATH=*/man:/my/man (glob)
  [16]
  $ manual env CXL_MAN_VIEWER=woman cxl list --help
    Warning: 'woman': unknown man viewer.
  man cxl-list MANPATH=*/man:/my/man (glob)
  [16]
  $ manual env -u DISPLAY CXL_MAN_VIEWER=konqueror cxl list --help
  man cxl-list MANPATH=*/man:/my/man (glob)
  [16]
  $ printf '#!/bin/sh\necho "kfmclient $*"\n' > bin/kfmclient; chmod +x bin/kfmclient
  $ manual env DISPLAY=:0 CXL_MAN_VIEWER=konqueror cxl list --help
  kfmclient newTab man:cxl-list(1)
  $ manual env -u DISPLAY CXL_MAN_VIEWER=konqueror cxl list --help
  man cxl-list MANPATH=*/man:/my/man (glob)
  [16]

Without man(1), or without the page of a command, the usage is printed.

  $ missing=16 manual cxl list --help | sed -n '2p;/--memdevs/p'
   usage: cxl list [<options>]
      -M, --memdevs         include CXL memory device info
  $ missing=16 manual cxl help list | sed -n 2p
   usage: cxl list [<options>]
  $ (trap '' CHLD; manual cxl list --help)
  man cxl-list MANPATH=*/man:/my/man (glob)
  [16]
  $ missing=16 manual cxl help no-such
  Unknown command: 'no-such'
  see 'cxl --help' for all commands
  [1]
  $ missing=16 manual cxl help cxl | cmp - asked
  $ missing=16 manual cxl help cxl-list | sed -n 2p
   usage: cxl list [<options>]
  $ cxl=$(command -v cxl)
  $ mkfifo unread; exec 8<>unread 9>unread 8<&-; trap - PIPE
  $ for args in 'list --help' 'help list' 'help cxl' --help; do missing=16 manual cxl $args >&9; echo $?; PATH=/nowhere "$cxl" $args >&9; echo $?; done | uniq -c
        8 1
  $ exec 9<&-
  $ PATH=/nowhere "$cxl" list --help | sed -n '2p;/--memdevs/p'
   usage: cxl list [<options>]
      -M, --memdevs         include CXL memory device info

Usage: on stderr, exit status 129. Options start in column 4, their help in column 26, on a separate
line when the option is too long.

  $ cxl list -h 2> usage
  [129]
  $ sed -n '1,7p' usage
  
   usage: cxl list [<options>]
  
      -m, --memdev <memory device name(s)>
                            filter by CXL memory device name(s)
      -s, --serial <memory device serial(s)>
                            filter by CXL memory device serial number(s)
  $ grep -e '--memdevs' -e '--debug' usage
      -M, --memdevs         include CXL memory device info
          --debug           * (glob)
  $ cxl list --help-all 2>&1 | cmp - usage
  $ cxl list -Mh 2>&1 | cmp - usage
  $ list -M -h 2>&1 | cmp - usage

Of commands that ndctl does not have, on stdout, exit status 0.

  $ for c in $(cxl --list-cmds | grep -vx -e list -e help -e version); do for o in -h "x --help" --help-all; do
  >     cxl $c $o 2>&1 >out; echo "$? $(sed -n 2p out | cut -d' ' -f1-3)"; done; done | uniq -c
      162 0  usage: cxl
  $ for c in $(cxl --list-cmds); do cxl $c -h 2>&1; done | awk 'length > 80'
  $ for c in get-health list; do "$TESTS/pty" -- sh -c "stty cols 50; cxl $c -h" | tee narrow | awk 'length > 50 && NF > 2'; tr -s ' \n' ' ' <narrow | cmp - <(cxl $c -h 2>&1 | tr -s ' \n' ' '); done
  $ "$TESTS/pty" -- sh -c 'stty cols 5; cxl get-health -h' | tail -4
                            reply of a component
                            (default: 2000)
          --debug           print debug messages
  
  $ cxl get-health -h | sed -n '1,7p'
  
   usage: cxl get-health [<memdev>...|all] [<options>]
  
      -o, --output <file>   write the output payload to this file (- for standard
                            output)
      -b, --binary          write the output payload to standard output
      -u, --human           use human-readable number formats
  $ cxl get-health -h >/dev/full
    Error: cannot write to standard output: No space left on device
  [1]

--list-opts, for completion: one line, a blank after each option, no newline; exit status 130.

  $ cxl list --list-opts > options
  [130]
  $ head -c 40 options; echo
  --memdev --serial --memdevs --bus --buse
  $ tail -c 2 options | od -An -tx1
   74 20
  $ wc -l < options
  0
  $ cxl help --list-cmds; echo "$?"
  list 130

All options of v85, long and short.

  $ for o in memdev serial memdevs bus buses port ports single endpoint endpoints decoder decoders \
  >     targets region regions dax idle human health partition firmware alert-config \
  >     media-errors verbose debug; do grep -q -e "--$o " options || echo "no --$o"; done
  $ for l in m s M b B p P S e E d D T r R X i u H I F A L v; do
  >     grep -q "^    -$l, --" usage || echo "no -$l"; done

Short options can be combined; a value is attached, with or without a blank, or the next argument.

  $ list -Mm mem2 | jq -c 'map(.memdev)'
  ["mem2"]
  $ list -Bi -mmem1 -M | jq -c '[.. | .memdev? // empty]'
  ["mem1"]
  $ list -m mem0 | jq -c 'map(.memdev)'
  ["mem0"]
  $ list '-m mem0' | jq -c 'map(.memdev)'
  ["mem0"]
  $ list '-m mem0 mem3' | jq -c 'map(.memdev)'
  ["mem0","mem3"]
  $ list -BPMT | jq -c '.[0] | keys_unsorted'
  ["bus","provider","injectable_protocol_errors","nr_dports","dports","ports:root0"]
  $ list -uMm0 | jq -c '.memdev'
  "mem0"

Long options: value after = or in the next argument; a unique prefix is accepted.

  $ list --memdev=mem1 | jq -c 'map(.memdev)'
  ["mem1"]
  $ list --memdev mem1 | jq -c 'map(.memdev)'
  ["mem1"]
  $ list --seri 0xc1 | jq -c 'map(.memdev)'
  ["mem1"]
  $ list --media -m mem1 | jq -c 'map(.memdev)'
    Warning: not available with --sysroot: media_errors
  ["mem1"]
  $ list --memd mem1
    Error: Ambiguous option: memd (could be --memdev or --memdevs)
  
   usage: cxl list [<options>]
  
   See 'cxl list --help' for a description of the options.
  [129]
  $ first list --regi 0
    Error: Ambiguous option: regi (could be --region or --regions)
  $ list --memd mem1 2> /dev/null
  [129]

What v85 accepts as an abbreviation is one, whatever options are new.

  $ b='bus verbose serial' r='bus decoder debug' tried=0
  $ a='life-used over-temperature under-temperature volatile-mem-err pmem-err'; a="$(printf '%s-threshold ' $a) $(printf '%s-alert ' $a)"
  $ while IFS=: read -r verb options; do for o in $options; do for ((n = 1; n < ${#o}; n++)); do
  >     [ "$(tr ' ' '\n' <<<"$options" | grep -c -e "^${o:0:n}")" = 1 ] || continue
  >     first cxl-sim -C tree $verb --${o:0:n}= | grep -E "Ambiguous|unknown|option \`" | grep -v "\`$o'" | sed "s/^/$verb --$o:/"; tried=$((tried + 1)); break
  >     done; done; done <<EOF; echo $tried
  > list:memdev memdevs buses bus port ports serial single endpoint endpoints decoder decoders targets region regions dax idle human health partition firmware alert-config media-errors verbose debug
  > zero-labels:$b size offset
  > read-labels:$b size offset output
  > write-labels:$b size offset input
  > disable-memdev:$b force
  > enable-memdev:$b
  > reserve-dpa:$b size decoder type force
  > free-dpa:$b decoder type force
  > update-firmware:$b firmware-file cancel wait
  > set-alert-config:$b $a
  > wait-sanitize:$b timeout
  > set-partition:$b type size align
  > disable-port:debug endpoint force
  > enable-port:debug endpoint enable-memdevs
  > disable-bus:debug force
  > create-region:$r size ways granularity type uuid memdevs human enforce-qos
  > enable-region:$r
  > disable-region:$r force
  > destroy-region:$r force
  > monitor:log daemon human verbose
  > inject-protocol-error:protocol severity debug
  > inject-media-poison:address debug
  > clear-media-poison:address debug
  > EOF
  121

What v85 does not accept is not guessed: neither what overrides a protection, nor another option in place of --dry-run. Those below are of v85's --force, --debug and --decoder.

  $ for v in $(cxl-sim --list-cmds); do for o in $(cxl-sim $v --list-opts | tr ' ' '\n' | grep -xE -e '--(force|yes|confirm|with-parent)' -e --dry-run); do for ((n = 3; n < ${#o}; n++)); do
  >     got=$(cxl-sim -C tree $v ${o:0:n}= 2>&1 </dev/null | head -n 1); [ "$o" = --dry-run ] && [[ $got = *"\`dry-run' takes no value" ]] || [[ $got =~ Ambiguous|abbreviated ]] || { echo $v ${o:0:n}: $got; break; }
  >     done; done; done
  disable-memdev --f: Error: option `force' takes no value
  reserve-dpa --f: Error: option `force' takes no value
  reserve-dpa --d: Error: missing argument: expected <memdev>...|all [<options>]
  free-dpa --f: Error: option `force' takes no value
  free-dpa --d: Error: missing argument: expected <memdev>...|all [<options>]
  disable-port --f: Error: option `force' takes no value
  disable-port --d: Error: option `debug' takes no value
  enable-port --d: Error: option `debug' takes no value
  disable-bus --f: Error: option `force' takes no value
  disable-bus --d: Error: option `debug' takes no value
  disable-region --f: Error: option `force' takes no value
  destroy-region --f: Error: option `force' takes no value
  inject-protocol-error --d: Error: option `debug' takes no value
  inject-media-poison --d: Error: option `debug' takes no value
  clear-media-poison --d: Error: option `debug' takes no value
  $ first cxl-sim -C tree undo --f; first cxl-sim -C tree undo --forc; first cxl-sim -C tree disable-memdev --y; first cxl-sim -C tree set-feature --d; first cxl-sim -C tree disable-memdev --no-y
    Error: Ambiguous option: f (could be --force or --format)
    Error: unknown option `forc': --force cannot be abbreviated
    Error: unknown option `y': --yes cannot be abbreviated
    Error: Ambiguous option: d (could be --default or --debug)
    Error: missing argument: expected <memdev>...|all [<options>]

Every option can be unset with --no-; the last use takes effect.

  $ list --buses --no-buses -M --no-memdevs -B | jq -c 'map(keys_unsorted[0])'
  ["bus"]
  $ list -m mem0 --no-memdev -M | jq -c length
  4
  $ list -Mu --no-human | jq -c 'type'
  "array"
  $ list -M -vv --no-verbose | jq -c 'map(keys_unsorted[0]) | unique'
  ["memdev"]

Options may follow positional arguments; "--" ends the options.

  $ list one -Z 2>&1 | head -1
    Error: unknown switch `Z'
  $ list -- -M 2>&1 | head -1
    Error: unknown parameter "-M"
  $ list -M -- | jq -c 'map(.memdev)'
  ["mem0","mem1","mem2","mem3"]

Unknown parameters: each is reported, followed by the synopsis.

  $ list extra 2>&1 | grep -v '^$' | head -2
    Error: unknown parameter "extra"
   usage: cxl list [<options>]
  $ list -M extra words 2>&1 | grep Error
    Error: unknown parameter "extra"
    Error: unknown parameter "words"
  $ list extra 2> /dev/null
  [129]

Unknown options: followed by the synopsis.

  $ list -Z
    Error: unknown switch `Z'
  
   usage: cxl list [<options>]
  
   See 'cxl list --help' for a description of the options.
  [129]
  $ list -MZ 2> err; echo $?; head -1 err
  129
    Error: unknown switch `Z'
  $ list --bogus 2> err; echo $?; head -1 err
  129
    Error: unknown option `bogus'
  $ first list --bogus=3
    Error: unknown option `bogus=3'
  $ first list --no-bogus
    Error: unknown option `no-bogus'

A missing or unexpected value: followed by the help of this option only.

  $ cxl list -p
    Error: switch `p' requires a value
  
   usage: cxl list [<options>]
  
      -p, --port <port device name>
                            filter by CXL port * (glob)
  
   See 'cxl list --help' for a description of the options.
  [129]
  $ first cxl list --memdev
    Error: option `memdev' requires a value
  $ cxl list --memdevs=yes
    Error: option `memdevs' takes no value
  
   usage: cxl list [<options>]
  
      -M, --memdevs         include CXL memory device info
  
   See 'cxl list --help' for a description of the options.
  [129]
  $ first cxl list --no-memdev=mem0
    Error: option `memdev' takes no value
  $ cxl list --no-memdev=mem0 2> /dev/null
  [129]

One dash instead of two. (v85 parses "-memdev" as "-m emdev" and finds nothing.)

  $ list -memdev 2>&1 | head -1
    Error: did you mean `--memdev` (with two dashes ?)
  $ first list -verbose
    Error: did you mean `--verbose` (with two dashes ?)
  $ list -verbose 2> /dev/null
  [129]

-S requires a port filter.

  $ list -S 2>&1 | grep -v '^$' | head -2
    Error: -S/--single expects a port filter: -p/--port=
   usage: cxl list [<options>]
  $ list -S 2> /dev/null
  [129]

Invalid formats and columns.

  $ list --format xml 2>&1 | head -1
    Error: option `format' has invalid value 'xml': expected json, envelope, table, pairs or tree
  $ list --format xml 2> /dev/null
  [129]
  $ first list --format ''
    Error: option `format' has invalid value '': expected json, envelope, table, pairs or tree
  $ first list --format json --columns memdev
    Error: --columns requires --format table, pairs or tree
  $ list --format envelope --columns memdev > /dev/null 2>&1
  [129]
  $ first list --format table --columns no_such
    Error: invalid --columns 'no_such': expected some of memdev, pmem_size, pmem_qos_class, ram_size, ram_qos_class, health.KEY, alert_config.KEY, serial, numa_node, host, firmware_version, state, poison_injectable, partition_info.KEY, firmware.KEY, offset and 106 more, the keys of --format json
  $ list --format table --columns no_such 2> /dev/null
  [129]

Nothing found: a warning and an empty array, exit status 0; only the warning with -u.

  $ list -m mem99
    Warning: no matching devices found
  
  []
  $ list -m mem99 -u
    Warning: no matching devices found
  

An invalid --sysroot.

  $ cxl list --sysroot nowhere 2> err
  [1]
  $ grep -c . err
  1
  $ mkdir hollow; cxl list --sysroot hollow 2> /dev/null
  [1]

A full disk is an error, for short and for long output.

  $ cxl version > /dev/full
    Error: cannot write to standard output: No space left on device
  [1]
  $ cxl --list-cmds > /dev/full
    Error: cannot write to standard output: No space left on device
  [1]
  $ cxl > /dev/full
    Error: cannot write to standard output: No space left on device
  [1]
  $ list -m mem0 > /dev/full
    Error: cannot write to standard output: No space left on device
  [1]
  $ for f in json envelope table tree; do list -vv --format $f > /dev/full; echo $?; done
    Error: cannot write to standard output: No space left on device
  1
    Error: cannot write to standard output: No space left on device
  1
    Error: cannot write to standard output: No space left on device
  1
    Error: cannot write to standard output: No space left on device
  1
  $ cxl version >&-
    Error: cannot write to standard output: Bad file descriptor
  [1]

A pipe without a reader: the exit status tells that output was lost, without a message and without a
signal. Messages that are lost count, too.

  $ list -vv | head -1
  [
  $ mkfifo dead; exec 8<>dead 9>dead 8<&-
  $ list -vv >&9
  [1]
  $ (trap '' PIPE; list -vv >&9)
  [1]
  $ cxl list --sysroot none -m mem0 >&9
  cxl: cannot open none/sys: No such file or directory; specify a directory that contains a copy of /sys
  [1]
  $ list -m none 2>&9
  []
  [1]
  $ list --format none 2>&9
  [129]
  $ exec 9>&-

Options that accept - for standard input or output say so.

  $ for c in $(cxl --list-cmds); do cxl $c -h 2>&1 | tr '\n' ' ' | tr -s ' ' | grep -oE -- '-(o, --output|i, --input) <[a-z-]*file> [^()]*\([^)]*\)' | sed "s/^/$c /"; done
  read-labels -o, --output <output-file> write the content to this file (default or -: standard output)
  write-labels -i, --input <input-file> write the content of this file (default or -: standard input)
  get-feature -o, --output <file> write the raw Feature data to this file (- for standard output)
  set-feature -i, --input <file> read the Feature data from this file (- for standard input)
  identify -o, --output <file> write the output payload to this file (- for standard output)
  get-health -o, --output <file> write the output payload to this file (- for standard output)
  get-timestamp -o, --output <file> write the output payload to this file (- for standard output)
  get-fw-info -o, --output <file> write the output payload to this file (- for standard output)
  get-partition -o, --output <file> write the output payload to this file (- for standard output)
  get-alert-config -o, --output <file> write the output payload to this file (- for standard output)
  get-shutdown-state -o, --output <file> write the output payload to this file (- for standard output)
  cdat -o, --output <file> write the table to this file (- for standard output)
  doe -i, --input <file> send: read the data from this file (- for standard input)
  doe -o, --output <file> send: write the data of the reply to this file (- for standard output)
  get-log -o, --output <file> write the log to this file (- for standard output)
  send-command -i, --input <file> read the input payload from this file (- for standard input)
  send-command -o, --output <file> write the output payload to this file (- for standard output)

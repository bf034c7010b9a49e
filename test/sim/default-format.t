Output format without --format: a table on a terminal, JSON otherwise. "cxl list" is the exception: it
prints JSON, as that of ndctl does, and so do the commands that change something and print a result in ndctl, but for
what ndctl does not have. -u selects JSON, too.

  $ cxl-sim new sim > /dev/null; export CXL_SIM=$PWD/sim
  $ echo 'deny ALL opcode 0xc001' > rules; mkdir -p sim/etc/cxl/policy.d; cp rules sim/etc/cxl/policy.d/a.conf
  $ cxl-sim dump -o d >/dev/null; echo old >"$(find d/sys/devices -path '*/mem0/firmware_version')"
  $ terminal() { script -qec "cxl-sim $* 2> /dev/null" /dev/null < /dev/null | tr -d '\r'; }
  $ kind() { case $(head -c 1) in '[' | '{') echo JSON ;; '') echo nothing ;; *) echo text ;; esac; }
  $ cat > lines << 'END'
  > list
  > list-features
  > list-features -V
  > list-logs
  > cdat
  > list-commands
  > get-log mem0 cel
  > get-log mem0 cel -o log
  > get-feature mem0 patrol-scrub
  > set-feature mem0 patrol-scrub cycle_hours=24 --dry-run
  > set-shutdown-state mem0 clean --dry-run
  > send-command mem0 get-timestamp
  > read-labels mem2 --decode
  > check-labels mem2
  > repair-memory mem2
  > doe list
  > policy show
  > policy check mem0 opcode 0xc002
  > policy lint rules
  > support-status
  > dump --list-sections
  > diff d
  > check
  > check --list-rules
  > identify
  > get-health
  > get-alert-config
  > get-timestamp
  > get-fw-info
  > get-partition
  > get-shutdown-state
  > create-region --explain -d decoder0.1 -t ram
  > create-region -d decoder0.1 -t ram --dry-run
  > disable-memdev mem3 --dry-run
  > reserve-dpa mem3 --dry-run
  > set-alert-config mem0 --life-used-alert=off --dry-run
  > END

Every verb but those without a result on this system.

  $ cut -d' ' -f 1 lines | sort -u | comm -3 - <(cxl --list-cmds | sort) | tr -d '\t'
  audit
  clear-log
  clear-media-poison
  destroy-region
  disable-bus
  disable-port
  disable-region
  enable-memdev
  enable-port
  enable-region
  erase-memdev
  fm
  free-dpa
  help
  inject-media-poison
  inject-protocol-error
  list-targets
  monitor
  sanitize-memdev
  scan-media-caps
  set-partition
  undo
  update-firmware
  version
  wait-sanitize
  write-labels
  zero-labels
  $ while read -r line; do echo "$(terminal "$line" | kind) $(cxl-sim $line | kind) $line"; done < lines | sort | uniq -c -w 9
        1 JSON JSON list
       35 text JSON cdat
  $ while read -r line; do [ "${line%% *}" = list ] || echo "$(terminal "$line" -u | kind) $(terminal "$line" --format json | kind)"; done < lines | sort | uniq -c
       35 JSON JSON
  $ terminal create-region -d decoder0.1 -t ram | kind; terminal set-alert-config mem0 --life-used-alert=off | kind
  JSON
  JSON

Commands of ndctl without a result print one with an option that selects its format; those that write bytes do not.

  $ new() { rm -rf sim; cxl-sim new sim >/dev/null; }; new
  $ for o in '' --format=json --format=pairs --columns=memdev,changed --noheadings --dry-run; do cxl-sim disable-memdev mem3 $o 2>/dev/null | kind; done
  nothing
  JSON
  text
  text
  text
  JSON
  $ for o in --format=json --columns=memdev --noheadings; do cxl-sim read-labels mem2 $o 2>&1 | head -1; cxl-sim get-log mem3 vendor-debug $o 2>&1 | head -1; done
    Error: --format requires --decode or --output
    Error: --format with a binary log requires --output
    Error: --columns requires --decode or --output
    Error: --columns with a binary log requires --output
    Error: --noheadings requires --decode or --output
    Error: --noheadings with a binary log requires --output

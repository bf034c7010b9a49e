# SPDX-License-Identifier: GPL-2.0-only
cxl monitor: options, and what is missing on this system. Events: test/vm/scripts/monitor.sh and test/unit/test-trace.c.

Options of v85, in its order, then ours. No new one makes an abbreviation ambiguous that v85 accepts.

  $ cxl monitor -h
  
   usage: cxl monitor [<options>]
  
      -l, --log <<file> | standard | syslog>
                            where to write the events to, default standard output
          --daemon          run in the background
      -u, --human           print each JSON object on several lines
      -v, --verbose         print debug messages
          --format <json|pairs>
                            print decoded events as json or pairs
      -m, --memdev <memdev>
                            filter by memory device name(s)
      -e, --event <event>   filter by event name(s)
      -s, --severity <info|warning|failure|fatal>
                            print events of this severity or a higher one
  
  $ for o in l d h v; do cxl-sim new sim --tree /dev/null > /dev/null; CXL_SIM=$PWD/sim cxl-sim monitor --$o 2>&1 | head -1; rm -r sim; done
    Error: option `log' requires a value
  tracefs is not mounted; mount it with 'mount -t tracefs tracefs /sys/kernel/tracing'
  tracefs is not mounted; mount it with 'mount -t tracefs tracefs /sys/kernel/tracing'
  tracefs is not mounted; mount it with 'mount -t tracefs tracefs /sys/kernel/tracing'

Usage errors are found before anything else.

  $ usage() { cxl monitor "$@" 2>&1 | head -1; echo "${PIPESTATUS[0]}"; }
  $ usage extra
    Error: unknown parameter "extra"
  129
  $ usage -l ''
    Error: switch `l' requires a path
  129
  $ usage --daemon --log standard
    Error: relative path or 'standard' are not compatible with daemon mode
  129
  $ usage --daemon --log relative/path.log
    Error: relative path or 'standard' are not compatible with daemon mode
  129
  $ usage --daemon --log ./standard
    Error: relative path or 'standard' are not compatible with daemon mode
  129
  $ usage -m ' '
    Error: invalid --memdev ' ': expected names of memory devices
  129
  $ usage -m mem0,serial:x
    Error: invalid --memdev 'serial:x': expected a number without leading zeros after 'serial:'
  129
  $ usage -e dram,drams
    Error: invalid --event 'drams': expected general_media, dram, memory_module, memory_sparing, generic_event, overflow, poison, aer_correctable_error, aer_uncorrectable_error, port_aer_correctable_error, port_aer_uncorrectable_error, or cxl_NAME as in the directory events/cxl of tracefs
  129
  $ usage -e ''
    Error: invalid --event '': expected general_media, dram, memory_module, memory_sparing, generic_event, overflow, poison, aer_correctable_error, aer_uncorrectable_error, port_aer_correctable_error, port_aer_uncorrectable_error, or cxl_NAME as in the directory events/cxl of tracefs
  129
  $ usage -e cxl_
    Error: invalid --event 'cxl_': expected general_media, dram, memory_module, memory_sparing, generic_event, overflow, poison, aer_correctable_error, aer_uncorrectable_error, port_aer_correctable_error, port_aer_uncorrectable_error, or cxl_NAME as in the directory events/cxl of tracefs
  129
  $ usage -s error
    Error: option `severity' has invalid value 'error': expected info, warning, failure or fatal
  129
  $ usage --format table
    Error: option `format' has invalid value 'table': expected json or pairs
  129
  $ usage --format pairs -u
    Error: --human cannot be combined with --format pairs
  129
  $ usage --columns time
    Error: unknown option `columns'
  129

Without tracefs, which is not mounted. Nothing is written, no file is created, and no trace instance is left.

  $ cxl-sim new sim --tree /dev/null > /dev/null; export CXL_SIM=$PWD/sim
  $ monitor() { timeout 20 cxl-sim monitor "$@"; }
  $ monitor
  tracefs is not mounted; mount it with 'mount -t tracefs tracefs /sys/kernel/tracing'
  [1]
  $ monitor --format json -e dram,cxl_new -m mem0,0000:0d:00.0,serial:0x10 -s failure -u
  tracefs is not mounted; mount it with 'mount -t tracefs tracefs /sys/kernel/tracing'
  [1]
  $ monitor -l standard.log
  tracefs is not mounted; mount it with 'mount -t tracefs tracefs /sys/kernel/tracing'
  [1]
  $ monitor --daemon -l "$PWD/log"
  tracefs is not mounted; mount it with 'mount -t tracefs tracefs /sys/kernel/tracing'
  [1]
  $ ls -d standard.log log 2> /dev/null
  [2]
  $ monitor --daemon -l syslog
  tracefs is not mounted; mount it with 'mount -t tracefs tracefs /sys/kernel/tracing'
  [1]

A kernel without tracing: not supported.

  $ mkdir -p sim/proc; printf 'nodev\tsysfs\n\text4\n' > sim/proc/filesystems
  $ monitor
  tracing is not supported by this kernel (needs CONFIG_TRACING)
  [4]
  $ printf 'nodev\ttracefs\n' >> sim/proc/filesystems; monitor
  tracefs is not mounted; mount it with 'mount -t tracefs tracefs /sys/kernel/tracing'
  [1]

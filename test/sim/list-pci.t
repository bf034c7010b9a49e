# SPDX-License-Identifier: GPL-2.0-only
"cxl list --pci": attributes and configuration spaces of PCI functions. Those of the simulated system are in
cxl/sim/pci.c.

  $ cxl-sim new clean > /dev/null; path=sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0
  $ fresh() { rm -rf t; cp -a clean t; fn=t/$path; }; fresh
  $ list() { cxl list --sysroot t --pci "$@"; }
  $ put() { printf "$2" | dd of=$fn/config bs=1 seek=$(($1)) conv=notrunc status=none; }

A memory device.

  $ list -m mem0 | jq -c '.[0].pci | del(.dvsecs)'
  {"address":"0000:0d:00.0","vendor":"0x8086","device":"0x0d93","class":"0x050210","subsystem_vendor":"0x1af4","subsystem_device":"0x1100","revision":"0x01","vendor_name":"Intel Corporation","serial":192,"numa_node":0,"reset_methods":["flr","bus","cxl_bus"],"link":{"speed_gts":32,"width":16,"max_speed_gts":32,"max_width":16},"aer":{"correctable":0,"nonfatal":0,"fatal":0,"correctable_status":[],"uncorrectable_status":[]},"protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
  $ list -m mem0 | jq -c '.[0].pci.dvsecs[]'
  {"dvsec":"device","offset":256,"revision":3,"length":60,"cache_capable":false,"io_capable":true,"mem_capable":true,"mem_hwinit_mode":false,"hdm_count":1,"cache_writeback_capable":false,"cxl_reset_capable":false,"cxl_reset_mem_clear_capable":false,"multiple_logical_device":false,"viral_capable":false,"cache_enabled":false,"io_enabled":true,"mem_enabled":true,"viral_enabled":false,"viral_status":false,"caching_disabled":false,"cache_invalid":false,"cxl_reset_complete":false,"cxl_reset_error":false,"power_management_initialized":true,"config_locked":false,"cache_size_unit":"none","cache_size":0,"ranges":[{"range":1,"valid":true,"active":true,"media_type":"volatile","base":0,"size":1073741824},{"range":2,"valid":false,"active":false,"media_type":"volatile","base":0,"size":0}]}
  {"dvsec":"register_locator","offset":316,"revision":0,"length":28,"blocks":[{"registers":"component","bar_number":0,"bar_offset":0},{"registers":"device","bar_number":2,"bar_offset":0}]}
  {"dvsec":"gpf_device","offset":344,"revision":0,"length":16,"phase2_power_mw":33,"phase2_time_us":3000000}
  {"dvsec":"flexbus_port","offset":360,"revision":2,"length":32,"cache_capable":false,"io_capable":true,"mem_capable":true,"flit_68b_capable":true,"multiple_logical_device_capable":false,"flit_256b_low_latency_capable":false,"flit_pbr_capable":false,"cache_enabled":false,"io_enabled":true,"mem_enabled":true,"sync_header_bypass":false,"drift_buffer":false,"flit_68b":true,"multiple_logical_device":false,"flit_256b_low_latency":false,"flit_pbr":false}

Ports whose host is a PCI function, and with -T their downstream ports; not host bridges and endpoints.

  $ list -PET -p port1 | jq -c '.[] | .. | objects | select(.pci) | [.port // .dport // .endpoint, .pci.address]'
  ["0000:0c:00.0","0000:0c:00.0"]
  ["0000:0c:01.0","0000:0c:01.0"]
  $ list -PET -p port5 -S | jq -c '.[] | .. | objects | select(.pci) | [.port // .dport // .endpoint, .pci.address]'
  ["port5","0000:df:00.0"]
  ["0000:e0:00.0","0000:e0:00.0"]
  ["0000:e0:01.0","0000:e0:01.0"]
  $ list -PT -p port5 -S | jq -c '.. | objects | select(.pci) | [.pci.address, [.pci.dvsecs[].dvsec]]'
  ["0000:df:00.0",["port","register_locator","flexbus_port"]]
  ["0000:e0:00.0",["port","register_locator","gpf_port","flexbus_port"]]
  ["0000:e0:01.0",["port","register_locator","gpf_port","flexbus_port"]]
  $ list -BT | jq -c '.[0].dports[] | [.dport, .pci]'
  ["pci0000:0c",null]
  ["pci0000:de",null]

Without the option nothing is read, and nothing changes.

  $ cxl list --sysroot t -vvv 2>/dev/null | grep -c '"pci"'
  0
  [1]

Attributes of sysfs.

  $ echo '8.0 GT/s PCIe' >$fn/current_link_speed; echo 4 >$fn/current_link_width; rm $fn/config
  $ printf 'RxErr 7\nTOTAL_ERR_COR 4294967297\n' >$fn/aer_dev_correctable
  $ echo TOTAL_ERR_NONFATAL 1x >$fn/aer_dev_nonfatal; echo TOTAL_ERR_FATALX1 >$fn/aer_dev_fatal
  $ echo -1 >$fn/numa_node; echo >$fn/reset_method; mkdir -p t/sys/kernel/iommu_groups/7
  $ ln -s ../../../../kernel/iommu_groups/7 $fn/iommu_group; rm $fn/vendor; echo 0x060400 >$fn/class
  $ list -m mem0 >out; echo $?
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/aer_dev_nonfatal: invalid value
    Warning: cannot read /sys/devices/pci0000:0c/0000:0c:00.0/0000:0d:00.0/aer_dev_fatal: invalid value
  1
  $ jq -c '.[0].pci' out
  {"address":"0000:0d:00.0","device":"0x0d93","class":"0x060400","subsystem_vendor":"0x1af4","subsystem_device":"0x1100","revision":"0x01","iommu_group":7,"reset_methods":[],"link":{"speed_gts":8,"width":4,"max_speed_gts":32,"max_width":16},"aer":{"correctable":4294967297},"protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
  $ for s in '2.5 GT/s PCIe' '64.0 GT/s PCIe' Unknown '9999.0 GT/s' '5 GT/s' '5.x GT/s' ''; do echo "$s" >$fn/max_link_speed
  >     list -m mem0 2>/dev/null | jq -c '.[0].pci.link'; done
  {"speed_gts":8,"width":4,"max_speed_gts":2.5,"max_width":16}
  {"speed_gts":8,"width":4,"max_speed_gts":64,"max_width":16}
  {"speed_gts":8,"width":4,"max_width":16}
  {"speed_gts":8,"width":4,"max_width":16}
  {"speed_gts":8,"width":4,"max_width":16}
  {"speed_gts":8,"width":4,"max_width":16}
  {"speed_gts":8,"width":4,"max_width":16}
  $ for a in vendor device class subsystem_vendor subsystem_device revision numa_node reset_method iommu_group \
  >     current_link_speed current_link_width max_link_speed max_link_width aer_dev_correctable aer_dev_nonfatal \
  >     aer_dev_fatal doe_features; do rm -rf $fn/$a; done; list -m mem0 | jq -c '.[0].pci'
  {"address":"0000:0d:00.0"}

The registers of the link and of AER; tenths are not rounded.

  $ fresh; put 0x52 '\x41\x00'; put 0x4c '\x06\x02\x00\x00'; list -m mem0 | jq -c '.[0].pci.link'
  {"speed_gts":2.5,"width":4,"max_speed_gts":64,"max_width":32}
  $ list -m mem0 -u | grep speed_gts
        "speed_gts":2.5,
        "max_speed_gts":64,
  $ aer=$((4 * ($(xxd -p -c 4 $fn/config | grep -n -m 1 '^0100[0-9a-f]2' | cut -d: -f 1) - 1)))
  $ put $aer+4 '\x10\x00\x04\x00'; put $aer+0x10 '\x40\x00\x00\x00'; list -m mem0 | jq -c '.[0].pci.aer'
  {"correctable":0,"nonfatal":0,"fatal":0,"correctable_status":["bad_tlp"],"uncorrectable_status":["data_link_protocol","malformed_tlp"]}

A configuration space that is not valid, or the part of it that an ordinary user gets.

  $ fresh; put 0x100 '\x23\x00\x01\x10'; list -m mem0 | jq -c '.[0].pci | [.problem, [.dvsecs[].dvsec]]'
  ["the list of capabilities is a loop",["device"]]
  $ fresh; put 0x34 '\x3c'; list -m mem0 | jq -c '.[0].pci | [.problem, .link]'
  ["a capability is at an invalid offset",{"speed_gts":32,"width":16,"max_speed_gts":32,"max_width":16}]
  $ fresh; head -c 64 clean/$path/config >$fn/config; truncate -s 64 t/sys/devices/pci0000:0c/0000:0c:01.0/0000:0e:00.0/config
  $ list -M >out; jq -c '.[0].pci | [.problem, .dvsecs, .serial, .link]' out
    Warning: only the first 64 bytes of the PCI configuration space can be read
  [null,null,null,{"speed_gts":32,"width":16,"max_speed_gts":32,"max_width":16}]
  $ fresh; head -c 256 clean/$path/config >$fn/config; list -m mem0 | jq -c '.[0].pci | [.dvsecs, .serial, .link]'
  [[],null,{"speed_gts":32,"width":16,"max_speed_gts":32,"max_width":16}]
  $ fresh; : >$fn/config; list -m mem0 | jq -c '.[0].pci | [.dvsecs, .serial, .link]'
  [null,null,{"speed_gts":32,"width":16,"max_speed_gts":32,"max_width":16}]
  $ fresh; truncate -s 5000 $fn/config; list -m mem0 | jq -c '.[0].pci | [.dvsecs, .serial, .link]'
  [null,null,{"speed_gts":32,"width":16,"max_speed_gts":32,"max_width":16}]

A kernel without DOE protocols in sysfs: one warning.

  $ fresh; rm -r $fn/doe_features; list -m mem0 | jq -c '.[0].pci.protocols'; rm -r t/sys/devices/*/*/*/doe_features; list -M | jq -c '[.[].pci.protocols | length]'
    Warning: DOE protocols are not supported by this kernel (needs Linux 6.16)
  null
    Warning: DOE protocols are not supported by this kernel (needs Linux 6.16)
  [0,0,2,2]

What is not known is left out: a link that is down has no width. Each line of a tree has a name.

  $ fresh; : >$fn/config; list -m mem0 | jq -c '.[0].pci.link'; echo 0 >$fn/current_link_width; echo 63 >$fn/max_link_width; list -m mem0 | jq -c '.[0].pci.link'
  {"speed_gts":32,"width":16,"max_speed_gts":32,"max_width":16}
  {"speed_gts":32,"max_speed_gts":32,"max_width":63}
  $ for a in current_link_speed max_link_speed; do echo Unknown >$fn/$a; done; echo 255 >$fn/max_link_width; list -m mem0 | jq -c '.[0].pci.link'
  null
  $ fresh; list -m mem0 --format tree --columns valid,size
  NAME                                        VALID        SIZE
  mem0                                              
  \xe2\x94\x9c\xe2\x94\x800001:00                                          (esc)
  \xe2\x94\x9c\xe2\x94\x801e98:02                                          (esc)
  \xe2\x94\x9c\xe2\x94\x80device                                           (esc)
  \xe2\x94\x82 \xe2\x94\x9c\xe2\x94\x801: true, true, volatile, 0, 1024.00 MiB true  1024.00 MiB (esc)
  \xe2\x94\x82 \xe2\x94\x94\xe2\x94\x802: false, false, volatile, 0, 0         false           0 (esc)
  \xe2\x94\x9c\xe2\x94\x80register_locator                                 (esc)
  \xe2\x94\x82 \xe2\x94\x9c\xe2\x94\x80component                                      (esc)
  \xe2\x94\x82 \xe2\x94\x94\xe2\x94\x80device                                         (esc)
  \xe2\x94\x9c\xe2\x94\x80gpf_device                                       (esc)
  \xe2\x94\x94\xe2\x94\x80flexbus_port                                     (esc)

Captured trees of Linux have no configuration spaces.

  $ for t in one switch cxl_test; do cxl-sim new $t --tree "$TESTS/data/$t.tree" >/dev/null
  >     cxl list --sysroot $t --pci -M | jq -c '.[0].pci'; done
  {"address":"0000:0d:00.0","vendor":"0x8086","device":"0x0d93","class":"0x050210","subsystem_vendor":"0x1af4","subsystem_device":"0x1100","revision":"0x01","vendor_name":"Intel Corporation","link":{"speed_gts":32,"width":16,"max_speed_gts":32,"max_width":16},"aer":{"correctable":0,"nonfatal":0,"fatal":0},"protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
  {"address":"0000:10:00.0","vendor":"0x8086","device":"0x0d93","class":"0x050210","subsystem_vendor":"0x1af4","subsystem_device":"0x1100","revision":"0x01","vendor_name":"Intel Corporation","link":{"speed_gts":32,"width":16,"max_speed_gts":32,"max_width":16},"aer":{"correctable":0,"nonfatal":0,"fatal":0},"protocols":[{"protocol":"0001:00","name":"discovery","kernel_uses":true},{"protocol":"1e98:02","name":"cdat","kernel_uses":true}]}
  null

"--p" is not a new abbreviation, and "--pc" is one.

  $ cxl list --p; echo $?
    Error: Ambiguous option: p (could be --port or --partition)
  
   usage: cxl list [<options>]
  
   See 'cxl list --help' for a description of the options.
  129
  $ fresh; cxl list --sysroot t --pc -m mem0 | jq -c '.[0].pci.address'
  "0000:0d:00.0"

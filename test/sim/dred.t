# SPDX-License-Identifier: GPL-2.0-only
Dump of everything about the devices, and reading it later.

  $ cxl-sim new sim && export CXL_SIM=$PWD/sim
  $ mkdir tmp && export TMPDIR=$PWD/tmp
  $ results() { jq -r '.sections[] | select(.result != "ok") | [.section, .memdev // "-", .result, .error.code // "-"] | join(" ")' $1/manifest.json; }
  $ valid() { (cd $1 && jq -r '.sections[].files[] | select(.sha256) | "\(.sha256)  \(.file)"' manifest.json | sha256sum --quiet -c); }

Kernel messages about CXL, without the properties of their devices, and the database of rasdaemon.

  $ cp -r sim kept; mkdir -p kept/var/lib/rasdaemon; echo db >kept/var/lib/rasdaemon/ras-mc_event.db
  $ { printf '5,0,0,-;%02000d CXL\n SUBSYSTEM=cxl\n DEVICE=1,2,3;cxl\n5,1,0,-;%020000d CXL\n' 0 0; printf '6,2,2000000,-;usb 1\n';
  >     printf '4,3,43000000,c;cxl_pci 0000:0d:00.0: media not ready\n3,x;cxl\n cut cxl'; } >kept/dev/kmsg
  $ CXL_SIM=$PWD/kept cxl-sim dump -o messages >/dev/null 2>&1; sed -E 's/0{100,}/0/' messages/messages.txt
  [    0.000000] 0 CXL
  [   43.000000] cxl_pci 0000:0d:00.0: media not ready
  $ cat messages/var/lib/rasdaemon/ras-mc_event.db; valid messages
  db
  $ mv kept/dev/kmsg kmsg; yes '4,1,1,-;cxl' | head -c 6000000 >kept/dev/kmsg; CXL_SIM=$PWD/kept cxl-sim dump -o long >/dev/null 2>&1; mv kmsg kept/dev/kmsg
  $ jq -c '.sections[] | select(.section == "messages") | .result, (.files[0].size < 8400000)' long/manifest.json
  "truncated"
  true
  $ CXL_SIM=$PWD/kept cxl-sim dump -o messages2 --redact >/dev/null 2>&1; ls messages2/var/lib/rasdaemon; valid messages2

With tokens in place of serial numbers, the host name, labels and UUIDs: none is left, and what is
left can be read. The numbers of the tokens are those of the next dump, too.

  $ new() { rm -rf own; cxl-sim new own; (cd own && for m in 0:0xa1b2c3d4e5f60718 1:0x40000000; do
  >     echo ${m#*:} >"$(find sys/devices -path "*/mem${m%%:*}/serial")"; done
  >     echo 11651590505119483672 >"$(find sys/devices -path '*/nmem0/cxl/id')"; echo 7 >"$(find sys/devices -path '*/dax_region/id')"
  >     printf '\x03\x00\x01\x00\x18\x07\xf6\xe5\xd4\xc3\xb2\xa1' | dd of="$(find sys/devices -path '*/0000:0d:00.0/config')" bs=1 seek=464 conv=notrunc status=none
  >     ); export CXL_SIM=$PWD/own; }
  $ new; printf '6,1,1,-;root=UUID=01234567-89AB-cdef-0123-456789abcdef %s\n6,2,2,-;serial=-6795153568590067944 serial 0xc2 0xc2\n' "$(uname -n)" >own/dev/kmsg
  $ python3 - >own/state/mem2.lsa <<END
  > import struct, sys
  > SIZE, INDEX = 1 << 20, 768
  > def seal(data, at):
  >     low = high = 0
  >     for word in struct.unpack('<%dI' % (len(data) // 4), data):
  >         low = (low + word) & 0xffffffff; high = (high + low) & 0xffffffff
  >     data[at:at + 8] = struct.pack('<Q', high << 32 | low); return data
  > area = bytearray(SIZE)
  > for i in range(2):
  >     p = bytearray(INDEX); slots = (SIZE - 2 * INDEX) // 256
  >     p[:0x48] = struct.pack('<16sIIQQQQIHHQ', b'NAMESPACE_INDEX', 1 << 24, i + 1, i * INDEX, INDEX, (1 - i) * INDEX, 2 * INDEX, slots, 1, 2, 0)
  >     p[0x48:0x48 + 511] = bytes([0xfe]) + bytes([255]) * 510; p[0x48 + slots // 8] = 3
  >     area[i * INDEX:(i + 1) * INDEX] = seal(p, 0x40)
  > p = bytearray(256); p[:16] = bytes.fromhex('68bb2c0a5a7749379f853caf41a0f93c'); p[0x10:0x20] = bytes(range(16)); p[0x20:0x29] = b'my secret'
  > p[0x64:0x68] = struct.pack('<HH', 1, 0); p[0x70:0x78] = struct.pack('<Q', 1 << 28)
  > area[2 * INDEX:2 * INDEX + 256] = seal(p, 0xf8)
  > sys.stdout.buffer.write(area)
  > END
  $ cxl-sim dump -o plain --with labels >/dev/null; cxl-sim dump -o tokens --with labels --redact >/dev/null
  $ left() { grep -rlaiE "\b$(uname -n)\b|a1b2c3d4e5f60718|11651590505119483672|01234567-89AB" $1; }
  $ left plain | wc -l | awk '{ print ($1 > 20) }'
  1
  $ left tokens
  [1]
  $ valid tokens; find tokens ! -type l -perm /077
  $ cat tokens/dev/kmsg
  6,1,1,-;root=UUID=dac7ed00-0000-4000-8000-000000000001 host1
  6,2,2,-;serial=240552209547269 serial 0xdac7ed000002 0xc2
  $ jq -c '[.redacted, .host == "host1"]' plain/manifest.json tokens/manifest.json
  [false,false]
  [true,true]
  $ serials() { cxl list -M --from $1 --format json | jq -c '[.[] | .memdev, .serial]'; }
  $ serials plain; serials tokens
  ["mem0",11651590505119484000,"mem1",1073741824,"mem2",194,"mem3",195]
  ["mem0",240552209547269,"mem1",240552209547268,"mem2",240552209547266,"mem3",240552209547267]
  $ features() { cxl list-features all --from $1 --format json | jq 'del(.[].serial)'; }; features plain >a; features tokens | cmp a -
  $ numbers() { cat "$(find $1 -path '*/nmem0/cxl/id')" "$(find $1 -path '*/dax_region/id')"; cxl list -m mem0 --pci --from $1 | jq .[0].pci.serial; }; numbers plain; numbers tokens
  11651590505119483672
  7
  11651590505119484000
  240552209547269
  7
  240552209547269
  $ names() { grep -ho '"name":.*' $1/memdevs/mem2/labels.json; }; names plain; names tokens
  "name":"cxl-sim",
  "name":"my secret",
  "name":"cxl-sim",
  "name":"label1",
  $ uuids() { grep -h uuid $1/memdevs/mem?/features.json; }; uuids plain >a; uuids tokens | cmp a -; grep -c 6f3a1c52 a
  1
  $ ls plain/replies/*labels*; ls tokens/replies/*labels*
  plain/replies/mem0-labels.jsonl
  plain/replies/mem1-labels.jsonl
  plain/replies/mem2-labels.jsonl
  plain/replies/mem3-labels.jsonl
  tokens/replies/mem0-labels.jsonl
  tokens/replies/mem1-labels.jsonl
  tokens/replies/mem3-labels.jsonl
  $ cxl-sim dump --redact 2>&1 | jq -r '.[].output' | sed 's/[0-9]*T[0-9]*Z/TIME/'; rm cxl-dump-host1*; export CXL_SIM=$PWD/sim
  cxl-dump-host1-TIME.tar.zst

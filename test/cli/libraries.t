Libraries that only some commands need are loaded by them. Tools of distributions find them in a
note, for the dependencies of the package.

  $ readelf -d "$(command -v cxl)" | sed -n 's/.*NEEDED.*\[\(.*\)\.so.*/\1/p' | grep -vE '^lib(a|ub)san$|^libstdc|^libm$'
  libjson-c
  libc
  $ readelf -p .note.dlopen "$(command -v cxl)" | grep -o '"soname":.*' | sort
  "soname":["libarchive.so.13"]}]
  "soname":["libkmod.so.2"]}]
  "soname":["libmd.so.0"]}]
  "soname":["libpci.so.3"]}]
  "soname":["libsmartcols.so.1"]}]
  "soname":["libsystemd.so.0"]}]
  "soname":["libtracefs.so.1"]}]
  "soname":["libuuid.so.1"]}]

The notes have the form of the specification: name, lengths and type, then JSON.

  $ objcopy -O binary --only-section=.note.dlopen "$(command -v cxl)" notes
  $ python3 - <<END
  > import json, struct
  > data, at, count = open('notes', 'rb').read(), 0, 0
  > while at < len(data):
  >     name, size, kind = struct.unpack_from('<III', data, at)
  >     assert (name, kind, data[at + 12:at + 16]) == (4, 0x407c0c0a, b'FDO\0')
  >     text = data[at + 16:at + 16 + size]
  >     assert text[-1] == 0
  >     note = json.loads(text[:-1])[0]
  >     assert sorted(note) == ['description', 'feature', 'priority', 'soname']
  >     at, count = at + 16 + (size + 3) // 4 * 4, count + 1
  > print(count)
  > END
  8

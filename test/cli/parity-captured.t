Compares our output for the captured trees with the recorded output of v85.

  $ "$TESTS/cli/parity" | grep -v '^topologies:'
  compared: [1-9][0-9]{2,}, different: 0, meant to differ: [0-9]+ (re)

All topologies have recorded output.

  $ for w in one pmem four switch sixteen cxl_test; do
  >     ls "$TESTS/data/v85/$w"/*.cmd > cmds && [ "$(wc -l < cmds)" -ge 100 ] || echo "$w: no runs"
  > done

The comparison detects changes in a copy: a value, a warning, an exit status, the order of two keys.

  $ mkdir -p data/v85/one; cp "$TESTS/data/one.tree" data/
  $ export PARITY_DATA="$PWD/data" PARITY_EXPECTED=
  $ take() { cp "$TESTS/data/v85/one/$1".* data/v85/one/; }
  $ nr() { basename "$(grep -lx "cxl list $1" "$TESTS/data/v85/one/"*.cmd)" .cmd; }
  $ a=$(nr -M); take $a; sed -i 's/"serial":[0-9]*/"serial":7/' data/v85/one/$a.out
  $ b=$(nr -B); take $b
  $ sed -i '/"bus"/d; s/\("provider":"[^"]*"\),/\1,\n"bus":"root0",/' data/v85/one/$b.out
  $ c=$(nr '-m mem99'); take $c; : > data/v85/one/$c.err
  $ d=$(nr -P); take $d; echo 1 > data/v85/one/$d.rc
  $ e=$(nr -E); take $e
  $ "$TESTS/cli/parity" | sed 's/ [0-9]* cxl/ cxl/'
  one cxl list -P: exit differs
  one cxl list -m mem99: stderr differs
  one cxl list -M: stdout differs
  one cxl list -B: order differs
  topologies: one
  compared: 5, different: 4, meant to differ: 0
  $ "$TESTS/cli/parity" > /dev/null
  [1]

Large numbers are compared exactly.

  $ rm data/v85/one/*; take $a
  $ "$TESTS/cli/parity" | tail -1
  compared: 1, different: 0, meant to differ: 0
  $ sed -i 's/serial 0xa0/serial 0xfffffffffffffffe/' data/one.tree
  $ sed -i 's/"serial":160/"serial":18446744073709551614/' data/v85/one/$a.out
  $ "$TESTS/cli/parity" | tail -1
  compared: 1, different: 0, meant to differ: 0
  $ sed -i 's/"serial":18446744073709551614/"serial":18446744073709551615/' data/v85/one/$a.out
  $ "$TESTS/cli/parity" | tail -1
  compared: 1, different: 1, meant to differ: 0

It is an error if nothing is compared.

  $ rm data/v85/one/*
  $ "$TESTS/cli/parity" > /dev/null 2>&1
  [1]

Expected differences require a reason.

  $ take $a; cp "$TESTS/data/one.tree" data/; sed -i 's/"firmware_version":.*/"firmware_version":"x",/' data/v85/one/$a.out
  $ echo '^-M$ | del(.[].firmware_version) | only here' > why
  $ "$TESTS/cli/parity" | tail -1
  compared: 1, different: 1, meant to differ: 0
  $ PARITY_EXPECTED="$PWD/why" "$TESTS/cli/parity" | tail -1
  compared: 1, different: 0, meant to differ: 0
  $ echo '^-M$ | stdout' > why
  $ PARITY_EXPECTED="$PWD/why" "$TESTS/cli/parity" | sed 's/.*why: //'
  not PATTERN | RULE | REASON: ^-M$ | stdout

# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# contrib/sos/cxl.py in the sos of Debian: what it collects, also of devices that hang, and where it is not run.
# topologies: one
. "$VM/guest.sh"

plugins=$(echo /usr/lib/python3*/dist-packages/sos/report/plugins)
dir=/tmp/sos
rm -rf "$dir"
mkdir "$dir"
cp "$plugins/cxl.py" "$dir/cxl.py.sos"
cp /lab/share/sos/cxl.py "$plugins/cxl.py"
# sos sets PATH.
for program in cxl daxctl; do
	if [ -n "$(command -v $program)" ]; then ln -s "$(command -v $program)" /usr/bin/$program; fi
done

report() { # OPTIONS...: leaves the directory of the report in $made
	rm -rf "$dir/out"
	mkdir "$dir/out"
	sos report --batch --build --only-plugins cxl --tmp-dir "$dir/out" "$@" || return
	made=$(find "$dir/out" -mindepth 1 -maxdepth 1 -type d)
}

commands() { # COMMAND...: of sos_reports/manifest.json
	jq -r '.components.report.plugins.cxl.commands[] | select(.exec | test("cxl ")) | "\(.exec): \(.return_code)"' \
		"$made/sos_reports/manifest.json"
}

ok 'sos report' report
cxl=$made/sos_commands/cxl
for file in cxl_list cxl_list_-vvv; do
	ok "$file is JSON" jq -e 'length > 0' "$cxl/$file"
done
is "$(commands)" 'cxl version: 0
cxl list: 0
cxl list -vvv: 0
cxl dump -o - --deadline 90: 0' 'no command fails or takes too long'
note "seconds: $(jq -c '[.components.report.plugins.cxl.commands[] | {(.exec): (.run_time * 10 | round / 10)}] | add' \
	"$made/sos_reports/manifest.json")"
is "$(cat "$cxl/cxl_version")" "$(cxl version)" 'the version'
ok 'the dump can be read' cxl list --from "$cxl/cxl-dump.tar.zst" -M
is "$(jq length <<<"$stdout")" "$(cxl list -M | jq length)" 'and has all devices'
# A dump has no media errors without "--with poison".
cxl list -vvv | jq 'walk(del(.media_errors?))' >"$dir/now"
cxl list --from "$cxl/cxl-dump.tar.zst" -vvv 2>/dev/null | jq . >"$dir/then"
ok 'as on this system' cmp "$dir/now" "$dir/then"
is "$(find "$made/sys" -type f -perm 200)" '' 'no attribute that is only for writing'
is "$(find "$made/sys" \( -path '*/security/*' -o -path '*/firmware/*' -o -name '*trigger*' -o -name 'commit' -path '*/mem*' \) \
	! -path "$made/sys/firmware/*")" '' 'nor one that starts an action'
serials=$(find "$made/sys" -path '*/mem*/serial' | wc -l)
is "$serials" "$(cxl list -M | jq length)" 'sysfs of all memory devices'

# A modelled system with a device that does not reply, in place of the real one.
sim() {
	cxl-sim new "$dir/sim" --tree "$TESTS/data/example.tree" --devices "$TESTS/data/example.sim" >/dev/null
	cxl-sim fault "$dir/sim" mem1 0x4200 hang
	rm /usr/bin/cxl
	printf '#!/bin/sh\nexec %q -C %q "$@"\n' "$(command -v cxl-sim)" "$dir/sim" >/usr/bin/cxl
	chmod 755 /usr/bin/cxl
}
sim
ok 'sos report, and a device hangs' report -k cxl.deadline=20
cxl=$made/sos_commands/cxl
ok 'cxl list is JSON' jq -e 'length > 0' "$cxl/cxl_list"
is "$(commands | grep -v vvv)" 'cxl version: 0
cxl list: 0
cxl dump -o - --deadline 20: 0' 'the dump ends in time'
tar --zstd -xOf "$cxl/cxl-dump.tar.zst" --wildcards '*/manifest.json' >"$dir/manifest"
is "$(jq -r '.sections[] | select(.memdev == "mem1" and .section == "health").result' "$dir/manifest")" timeout \
	'the manifest names what is missing'
is "$(jq -r '.sections[] | select(.memdev == "mem0" and .section == "health").result' "$dir/manifest")" ok \
	'other devices are complete'

# Without devices.
without_cxl() {
	unshare --mount sh -ec 'mount -t tmpfs none /sys/bus/cxl/devices; mount -t tmpfs none /sys/bus/pci/devices; exec "$@"' - \
		"$@"
}
tap_run without_cxl sos report --batch --list-plugins
like "$stdout" 'cxl +inactive' 'no devices: the plugin is not run'
without_bus() {
	unshare --mount sh -ec 'mount -t tmpfs none /sys/bus/cxl/devices; exec "$@"' - "$@"
}
tap_run without_bus sos report --batch --list-plugins
like "$stdout" ' cxl +Compute Express' 'with a PCI function of this class, but without a driver, it is'

cp "$dir/cxl.py.sos" "$plugins/cxl.py"
rm -f /usr/bin/{cxl,daxctl}
rm -rf "$dir"
done_testing

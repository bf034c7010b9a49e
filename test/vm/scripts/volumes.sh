# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # guest.sh sets stdout, stderr and code
# Users of the block device of a persistent region keep it from being disabled: mounts, also those of other mount
# namespaces, loop devices and processes, whatever the name of the device node.
# topologies: pmem
# It writes labels, and so comes last on its machine.
. "$VM/guest.sh"

cxl-v85 destroy-region -f all >/dev/null 2>&1 # of other scripts, twice as in region.sh
cxl-v85 destroy-region -f all >/dev/null 2>&1
read -r root memdev < <(cxl create-region --explain -t pmem -w 1 --format json |
	jq -r '[.[] | select(.possible)][-1] | [.decoder] + .order | join(" ")')
region=$(cxl create-region -d "$root" -t pmem -m "$memdev" 2>/dev/null | jq -r .region)
number=${region#region}
note "$region of $memdev in $root"
ok 'a namespace is created' ndctl create-namespace -m raw -r "$region"
device=pmem$number
ok 'its block device exists' wait_for 10 test -b "/dev/$device"

refused() { # TEXT NAME
	exits 3 "$2: disable-region" cxl disable-region "$region"
	like "$stderr" "$1" "$2: what uses it is named"
	exits 3 "$2: disable-memdev" cxl disable-memdev "$memdev"
	like "$stderr" "$1" "$2: and here"
	exits 3 "$2: destroy-region" cxl destroy-region "$region"
}

exits 0 'nothing uses it: a dry run' cxl disable-region --dry-run "$region"
ok 'mke2fs' mke2fs -q -F -t ext4 "/dev/$device" 16M
mkdir -p /tmp/mnt

mount -t ext4 "/dev/$device" /tmp/mnt
refused "$device is mounted on /tmp/mnt" 'a mount'
umount /tmp/mnt

unshare --mount sh -c "mount -t ext4 /dev/$device /tmp/mnt && touch /tmp/mounted; exec sleep 600" &
other=$!
ok 'it is mounted in another mount namespace' wait_for 10 test -e /tmp/mounted
not_ok 'which is not seen here' grep "$device" /proc/mounts
refused "$device is in exclusive use" 'a mount in another namespace'
kill "$other"
wait "$other" 2>/dev/null
exits 0 'after it has ended: a dry run' cxl disable-region --dry-run "$region"

loop=$(losetup --show -r -f "/dev/$device")
refused "$device is used by ${loop#/dev/}" 'a loop device'
losetup -d "$loop"

uses_file() { # FILE NAME
	(exec 9<"$1" && exec sleep 600) &
	reader=$!
	wait_for 10 test -e "/proc/$reader/fd/9"
	refused "process $reader \\(sleep\\) uses /dev/$device" "$2"
	kill "$reader"
	wait "$reader" 2>/dev/null
}

uses_file "/dev/$device" 'a process'
other_node b "$device" /dev/other
uses_file /dev/other 'a node of another name'
if can_map; then
	map_file /dev/other private
	refused "process $mapper \\(perl\\) uses /dev/$device" 'a mapping of another name'
	kill "$mapper"
	wait "$mapper" 2>/dev/null
else
	skip 'mappings' 'needs perl and x86-64'
fi
rm /dev/other
exits 0 'nothing uses it: a dry run again' cxl disable-region --dry-run "$region"

# Without the capability only the processes that may be traced are listed.
unshare --mount sh -c 'mount -o remount,hidepid=ptraceable /proc && exec "$@"' sh \
	setpriv --inh-caps -sys_ptrace --bounding-set -sys_ptrace cxl disable-region "$region" 2>/tmp/hidden
is "$?" 3 'processes that are hidden: disable-region'
like "$(cat /tmp/hidden)" "cannot read which processes use /dev/$device;" 'processes that are hidden: it is not known'
mount -o remount,hidepid=0 /proc

exits 0 'nothing uses it any more: disable-region' cxl disable-region "$region"
not_ok 'its block device is gone' test -e "/dev/$device"
exits 0 'destroy-region' cxl destroy-region "$region"
done_testing

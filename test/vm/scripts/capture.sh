# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Guest part of test/vm/capture: creates the state of the topology, writes its sysfs to $OUT/tree and the output of
# v85 to $OUT/v85.

# shellcheck source-path=SCRIPTDIR source=state.sh
. "$VM/scripts/state.sh"
# shellcheck source-path=SCRIPTDIR source=parity-lines.sh
. "$VM/scripts/parity-lines.sh"

errors=/tmp/errors

pci_attributes=(vendor device class revision subsystem_vendor subsystem_device numa_node current_link_speed
	current_link_width max_link_speed max_link_width aer_dev_correctable aer_dev_fatal aer_dev_nonfatal
	aer_rootport_total_err_cor aer_rootport_total_err_fatal aer_rootport_total_err_nonfatal hid uid path adr status)

# Sets $escaped to the C notation of $1.
escape() {
	local text=${1//\\/\\\\} i char
	if [[ $text != *[!\ -~]* ]]; then
		escaped=$text
		return
	fi
	escaped=
	for ((i = 0; i < ${#text}; i++)); do
		char=${text:i:1}
		case $char in
		$'\n') char='\n' ;;
		$'\t') char='\t' ;;
		[!\ -~]) printf -v char '\\x%02x' "'$char" ;;
		esac
		escaped+=$char
	done
}

error_name() { # TEXT
	case $1 in
	*'Permission denied'*) echo EACCES ;;
	*'Operation not permitted'*) echo EPERM ;;
	*'Input/output error'*) echo EIO ;;
	*'No such device or address'*) echo ENXIO ;;
	*'No such device'*) echo ENODEV ;;
	*'Operation not supported'*) echo EOPNOTSUPP ;;
	*'Invalid argument'*) echo EINVAL ;;
	*'resource busy'*) echo EBUSY ;;
	*'No such file'*) echo ENOENT ;;
	*) echo EIO ;;
	esac
}

# A newline follows the value, unless it ends with "\c" (no newline) or "\n" (no additional newline).
put_text() { # PATH
	local value=
	{ IFS= read -r -d '' value; } 2>$errors <"$1"
	if [ -s $errors ]; then
		echo "e ${1#/} $(error_name "$(<$errors)")"
		return
	fi
	case $value in
	*$'\n\n') escape "$value" ;;
	*$'\n') escape "${value%$'\n'}" ;;
	*) escape "$value" && escaped+='\c' ;;
	esac
	echo "f ${1#/} $escaped"
}

put_binary() { # PATH
	echo "f ${1#/} $(xxd -p "$1" | tr -d '\n' | sed 's/../\\x&/g')\\c"
}

put_entry() { # TYPE MODE PATH, as printed by find
	case $1$2 in
	d*) echo "d ${3#/}" ;;
	l*) echo "l ${3#/} $(readlink "$3")" ;;
	f[2-3]?? | f[0-3][0-3][0-3]) echo "w ${3#/}" ;;
	f*) case $3 in */CDAT) put_binary "$3" ;; *) put_text "$3" ;; esac ;;
	esac
}

put_tree() { # DIRECTORY
	local type mode path
	find "$1" \( -name power -o -name uevent -o -name config -o -name rom -o -name wait_probe \) -prune -o \
		-printf '%y %m %p\n' | while read -r type mode path; do
		put_entry "$type" "$mode" "$path"
	done
}

put_device() { # DIRECTORY: prints identification and links of a PCI or ACPI device
	local name
	echo "d ${1#/}"
	for name in "${pci_attributes[@]}"; do
		[ ! -f "$1/$name" ] || put_text "$1/$name"
	done
	for name in driver subsystem firmware_node physical_node; do
		[ ! -L "$1/$name" ] || put_entry l 777 "$1/$name"
	done
	[ ! -d "$1/doe_features" ] || put_tree "$1/doe_features"
}

put_device_and_parents() { # DIRECTORY
	local path=$1
	while [ "$path" != /sys/devices ] && [ -n "$path" ]; do
		if [ -z "${seen[$path]:-}" ]; then
			seen[$path]=yes
			put_device "$path"
			[ ! -L "$path/firmware_node" ] || put_device "$(readlink -f "$path/firmware_node")"
		fi
		path=${path%/*}
	done
}

put_links() { # DIRECTORY: prints the links in it
	local path
	for path in "$1"/*; do
		[ ! -L "$path" ] || put_entry l 777 "$path"
	done
}

put_bus() { # NAME
	local driver
	put_links "/sys/bus/$1/devices"
	for driver in "/sys/bus/$1"/drivers/*; do
		put_tree "$driver"
	done
	[ ! -e "/sys/bus/$1/flush" ] || echo "w sys/bus/$1/flush"
}

# All devices of the CXL bus are below memdevs and roots.
cxl_root_paths() {
	local path
	for path in /sys/bus/cxl/devices/{mem,root}*; do
		readlink -f "$path"
	done
}

put_connected_devices() { # prints the hosts, upstream and downstream ports of the devices of the CXL bus
	local top link
	for top in $(cxl_root_paths); do
		put_device_and_parents "${top%/*}"
		find "$top" \( -name 'dport*' -o -name uport -o -name parent_dport \) -type l -printf '%p\n'
	done | while read -r link; do
		case $link in
		[dflwe]\ *) echo "$link" ;;
		*) put_device_and_parents "$(readlink -f "$link")" ;;
		esac
	done
}

put_all() {
	local top
	local -A seen=()
	for top in $(cxl_root_paths); do
		put_tree "$top"
	done
	put_connected_devices
	put_bus cxl
	put_bus dax
	put_links /sys/bus/nd/devices
	put_links /sys/bus/edac/devices
	put_links /sys/class/fwctl
	put_tree /sys/devices/system/memory
	put_tree /sys/kernel/debug/cxl
	echo "f proc/mounts $(grep ' debugfs ' /proc/mounts)"
}

record() { # NUMBER ARGUMENTS
	local base=$OUT/v85/$1 args=()
	eval "args=($2)"
	printf 'cxl list %s\n' "$2" >"$base.cmd"
	cxl-v85 list "${args[@]}" >"$base.out" 2>"$base.err"
	echo $? >"$base.rc"
}

record_all() {
	local kind args n=0
	mkdir -p "$OUT/v85"
	while read -r kind args; do
		n=$((n + 1))
		[ "$kind" != sysfs ] || record "$(printf %03d $n)" "$args"
	done < <(parity_lines)
}

make_state || exit
put_all >"$OUT/tree"
uname -sr >"$OUT/kernel"
record_all

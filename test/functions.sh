# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Functions for tests of commands that run in the background. $CXL_SIM is the simulated system.
#
#   wait_for COMMAND...    repeats the command until it succeeds, for at most a minute
#   hold MEMDEV OPCODE     the reply to the next such command (0x0502) waits for "release OPCODE"
#   held OPCODE            whether the device has executed the command that is held
#   release OPCODE

wait_for() {
	local i
	for ((i = 0; i < 1200; i++)); do
		"$@" && return
		sleep 0.05
	done
	echo "$*: never" >&2
	return 1
}

logged() { # OPCODE
	grep -cs " $1 " "$CXL_SIM/state/log"
}

hold() {
	local count
	count=$(logged "$2")
	held_at=$((${count:-0} + 1))
	cxl-sim fault "$CXL_SIM" "$1" "$2" together $((held_at + 1)) --count 1
}

held() {
	[ "$(logged "$1")" = "$held_at" ]
}

release() {
	echo " $1 " >>"$CXL_SIM/state/log"
}

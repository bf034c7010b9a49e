# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# TAP functions for test scripts that run in a guest: each makes one check and prints one TAP line. Start with
#   . "$VM/guest.sh"
# and end with done_testing; a script that exits before it fails. Do not use "set -e".
#
#   ok NAME COMMAND...           the command succeeds
#   not_ok NAME COMMAND...       the command fails
#   exits CODE NAME COMMAND...   the command exits with CODE
#   is GOT EXPECTED NAME         the texts are equal
#   isnt GOT UNEXPECTED NAME     the texts differ
#   like TEXT REGEX NAME         the text matches the extended regular expression
#   unlike TEXT REGEX NAME       the text does not match
#   skip NAME REASON             a check that is not possible on this system
#   wait_for SECONDS COMMAND...  repeats the command until it succeeds; fails after SECONDS
#   answer PROMPT TEXT COMMAND...  runs the command on a terminal and types TEXT when it has printed PROMPT
#   note TEXT...                 prints a comment
#   done_testing                 prints the totals and exits
#
# Commands run in this shell, so they can be functions. Their output is stored in $stdout and $stderr, their exit
# code in $code. Each function returns 0 if the check passed.
#
#   taint                        prints /proc/sys/kernel/tainted; $BOOT_TAINT is its value before the first script
#   expect_crash REASON          an oops or panic from now on is not a failure
#   other_node b|c DEVICE FILE   creates another node of the block or character device /dev/DEVICE
#   can_map                      whether map_file works on this system
#   map_file FILE private|shared maps 2 MiB of FILE in a new process, $mapper, that has closed it
#   qmp COMMAND [ARGUMENTS]      sends a QMP command to QEMU: qmp cxl-inject-poison '{"path":"mem0",...}'

tap_passed=0
tap_failed=0
tap_skipped=0
tap_done=
tap_dir=$(mktemp -d)
stdout='' stderr='' code=0

tap_end() {
	local status=$?
	rm -rf "$tap_dir"
	[ -n "$tap_done" ] && exit "$status"
	printf 'not ok - ended before done_testing, with %s\n' "$status"
	[ "$status" != 0 ] || status=1
	exit "$status"
}
trap tap_end EXIT

note() {
	printf '%s\n' "$*" | sed 's/^/# /'
}

tap_pass() { # NAME
	tap_passed=$((tap_passed + 1))
	printf 'ok %d - %s\n' $((tap_passed + tap_failed + tap_skipped)) "$1"
}

tap_fail() { # NAME COMMENTS...
	local comment
	tap_failed=$((tap_failed + 1))
	printf 'not ok %d - %s\n' $((tap_passed + tap_failed + tap_skipped)) "$1"
	shift
	for comment in "$@"; do
		note "$comment"
	done
	return 1
}

tap_run() { # COMMAND...
	code=0
	"$@" >"$tap_dir/stdout" 2>"$tap_dir/stderr" || code=$?
	stdout=$(<"$tap_dir/stdout")
	stderr=$(<"$tap_dir/stderr")
}

tap_fail_command() { # NAME EXPECTED COMMAND...
	local name=$1 expected=$2
	shift 2
	tap_fail "$name" "command: $*" "exit code: $code, expected: $expected" "stdout: $stdout" "stderr: $stderr"
}

ok() {
	local name=$1
	shift
	tap_run "$@"
	if [ "$code" = 0 ]; then tap_pass "$name"; else tap_fail_command "$name" 0 "$@"; fi
}

not_ok() {
	local name=$1
	shift
	tap_run "$@"
	if [ "$code" != 0 ]; then tap_pass "$name"; else tap_fail_command "$name" 'not 0' "$@"; fi
}

exits() {
	local expected=$1 name=$2
	shift 2
	tap_run "$@"
	if [ "$code" = "$expected" ]; then tap_pass "$name"; else tap_fail_command "$name" "$expected" "$@"; fi
}

is() {
	if [ "$1" = "$2" ]; then tap_pass "$3"; else tap_fail "$3" "got: $1" "expected: $2"; fi
}

isnt() {
	if [ "$1" != "$2" ]; then tap_pass "$3"; else tap_fail "$3" "got: $1" "expected: a different text"; fi
}

like() {
	if [[ $1 =~ $2 ]]; then tap_pass "$3"; else tap_fail "$3" "text: $1" "expected match: $2"; fi
}

unlike() {
	if [[ ! $1 =~ $2 ]]; then tap_pass "$3"; else tap_fail "$3" "text: $1" "unexpected match: $2"; fi
}

skip() {
	tap_skipped=$((tap_skipped + 1))
	printf 'ok %d - %s # SKIP %s\n' $((tap_passed + tap_failed + tap_skipped)) "$1" "$2"
}

other_node() { # TYPE DEVICE FILE
	mknod "$3" "$1" "$((0x$(stat -c %t "/dev/$2")))" "$((0x$(stat -c %T "/dev/$2")))"
}

can_map() {
	command -v perl >/dev/null && [ "$(uname -m)" = x86_64 ]
}

# mmap(2) is number 9.
# shellcheck disable=SC2016,SC2034 # perl; used by scripts
map_file() { # FILE private|shared
	local flags=1
	[ "$2" = shared ] || flags=2
	perl -e 'open(F, "+<", $ARGV[0]) or die; my $at = syscall(9, 0, 2 << 20, 3, $ARGV[1] + 0, fileno(F), 0);
		die if $at == -1; close(F); open(M, ">", $ARGV[2]); close(M); sleep(600)' "$1" "$flags" "$tap_dir/mapped" &
	mapper=$!
	ok "$1 is mapped" wait_for 10 test -e "$tap_dir/mapped"
	rm -f "$tap_dir/mapped"
}

done_testing() {
	printf '1..%d\n# %d s\n' $((tap_passed + tap_failed + tap_skipped)) "$SECONDS"
	printf '# %d passed, %d failed, %d skipped\n' "$tap_passed" "$tap_failed" "$tap_skipped"
	tap_done=yes
	exit $((tap_failed > 0 || tap_passed + tap_skipped == 0))
}

wait_for() { # SECONDS COMMAND...
	local end=$((SECONDS + $1))
	shift
	until "$@"; do
		((SECONDS < end)) || return 1
		sleep 0.1
	done
}

answer() { # PROMPT TEXT COMMAND...: sets $stdout to all that the terminal has shown, and $code
	local prompt=$1 text=$2 keyboard=$tap_dir/keyboard screen=$tap_dir/screen terminal
	shift 2
	rm -f "$keyboard" "$screen"
	mkfifo "$keyboard"
	script -qefc "${*@Q}" "$screen" <"$keyboard" >/dev/null 2>&1 &
	terminal=$!
	exec 6>"$keyboard"
	wait_for 60 grep -qs -- "$prompt" "$screen" && printf '%s\n' "$text" >&6
	exec 6>&-
	code=0
	wait "$terminal" || code=$?
	stdout=$(<"$screen")
}

taint() {
	cat /proc/sys/kernel/tainted
}

expect_crash() {
	printf '%s\n' "$*" >/lab/share/crash-expected
	sync -f /lab/share
	echo 0 >/proc/sys/kernel/panic_on_oops
}

# QEMU sends one line per response, and events in between. The path of a memdev is its id in topologies: mem0.
qmp() { # COMMAND [JSON_ARGUMENTS] -> the "return" member of the response
	local port=/dev/virtio-ports/qmp
	{
		qmp_send qmp_capabilities >/dev/null 2>&1 # an error if already negotiated
		qmp_send "$@"
	} 5<>$port
}

qmp_send() { # COMMAND [JSON_ARGUMENTS]
	local line
	printf '{"execute":"%s","arguments":%s}\n' "$1" "${2:-{\}}" >&5
	while IFS= read -r -t 20 line <&5; do
		case $line in
		*'"return"'*)
			printf '%s\n' "$line" | jq -c .return
			return
			;;
		*'"error"'*)
			printf '%s\n' "$line" >&2
			return 1
			;;
		esac
	done
	echo "qmp: no response" >&2
	return 1
}

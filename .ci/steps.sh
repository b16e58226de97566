# Sourced by the scripts beside it: steps that are timed and counted, and the sum of them.
# A step runs in a shell of its own with errexit on, prints how long it took, and counts as one; a step over tests adds their counts.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
logs="$root/artifacts/ci"
mkdir -p "$logs"
# What has failed, told again right before the sum, where a long transcript is read first.
failures="$logs/failures.log"
[ -n "${1:-}" ] || rm -f "$failures"
passed=0
failed=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1

step() {
    local name="$1" began="$SECONDS" code=0
    shift
    echo "== $name =="
    set +e
    (set -e; "$@")
    code=$?
    set -e
    if [ "$code" -eq 0 ]; then
        passed=$((passed + 1))
        echo "   $name: ok, $((SECONDS - began)) s"
    else
        failed=$((failed + 1))
        echo "   $name: FAILED ($code), $((SECONDS - began)) s" | tee -a "$failures"
    fi
    return "$code"
}

# From what "dotnet test" printed ($1) a line "passed failed assembly" for each test project, into a file ($2).
count_tests() {
    sed -nE 's/^ *(Passed|Failed|Skipped)! *- *Failed: *([0-9]+), *Passed: *([0-9]+).* - ([^ ]+\.dll).*/\3 \2 \4/p' "$1" > "$2"
}

# Notes the tests that failed, by what "dotnet test" or a test program printed ($1), each with the first lines of why.
note_failed_tests() {
    grep -hE -A 8 '^ *Failed [A-Z]|\[FAIL\]' "$1" | head -n 120 >> "$failures" || true
}

library_tests=tests/AccountRecovery.Tests/bin/Debug/net10.0/AccountRecovery.Tests.dll

# The library's tests again but for the slow ones, with something in the environment that differs.
# $1: a name for it; $2: the runtime's settings, or nothing where they do not differ; the others: what the runner is told besides.
test_again() {
    local log="$logs/$1.log" config="${2:-}" summary code=0 total errors fails skipped
    shift $(($# < 2 ? $# : 2))
    dotnet exec ${config:+--runtimeconfig "$config"} "$library_tests" -noLogo -noColor -trait- Category=Slow "$@" > "$log" 2>&1 || code=$?
    summary="$(sed -n 's/.*Total: *\([0-9]*\), Errors: *\([0-9]*\), Failed: *\([0-9]*\), Skipped: *\([0-9]*\).*/\1 \2 \3 \4/p' "$log" | tail -n 1)"
    if [ "$code" -ne 0 ] || [ -z "$summary" ]; then
        cat "$log"
        note_failed_tests "$log"
    fi
    read -r total errors fails skipped <<< "${summary:-0 0 1 0}"
    echo "$((total - fails - skipped)) $((errors + fails))" > "${log%.log}.counts"
    echo "   $total tests, $((errors + fails)) failed"
    [ "$code" -eq 0 ] && [ "$total" -gt "$skipped" ] && [ "$((errors + fails))" -eq 0 ]
}

# Adds the tests that a step has counted into a file, as lines "passed failed".
add_counts() {
    local p f
    while read -r p f; do
        passed=$((passed + p))
        failed=$((failed + f))
    done < "$1"
}

# Ends a script: its sum goes to the file given, for the script that called it, or else to the reader.
finish() {
    if [ -n "${1:-}" ]; then
        echo "$passed $failed" > "$1"
    else
        if [ -s "$failures" ]; then
            echo "== what failed =="
            cat "$failures"
        fi
        echo "$passed passed, $failed failed"
    fi
    [ "$failed" -eq 0 ]
}

# Sourced by what builds by itself, so that two builds never write the same files: take_lock, release_lock.
# A folder, because making one is atomic everywhere, and flock is not everywhere.
# shellcheck shell=bash

# Waits for its turn. A holder that died left its process id; of those who wait, mkdir lets one inherit.
take_lock() {
    lock=$1
    mkdir -p "$(dirname "$lock")"
    local holder waiting=
    until mkdir "$lock" 2>/dev/null; do
        holder=$(cat "$lock/holder" 2>/dev/null) || holder=
        if [[ -n $holder ]] && ! kill -0 "$holder" 2>/dev/null && mkdir "$lock/after-$holder" 2>/dev/null; then
            break
        fi
        [[ -n $waiting ]] || echo "waiting for another build ($lock)" >&2
        waiting=yes
        sleep 0.2
    done
    echo $$ >"$lock/holder"
    trap release_lock EXIT
}

release_lock() {
    rm -rf "$lock"
    trap - EXIT
}

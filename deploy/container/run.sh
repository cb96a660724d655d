#!/bin/sh
# Made by 'harrier deploy container' (docs/deployment.md): change the configuration and make it again.
#
# Runs a session in a container: run.sh [ARGUMENTS OF harrier]. ENGINE=docker takes docker in place of podman; OPTIONS
# are further ones of its 'run'. The reports stay in the volume harrier-reports.
#
# --init         process 1 has no default for SIGTERM: without it 'stop' would wait for the time-out and kill
# --cpuset-cpus  the trading CPUs and those for the threads of the runtime
# --memory       without huge pages, which the kernel counts apart; --memory-swap equal to it is no swap
#                (--memory-swappiness is of control groups of version 1 alone)
# --ulimit       grants locked memory and real-time priority to a user that is not root; a capability added here
#                grants nothing to such a user under docker
# --cap-add      SYS_NICE opens mbind and set_mempolicy in docker's system call filter
# --volume       huge pages are a mount, not a device; those that are mapped without a file need none
#
# SCHED_FIFO needs a real-time budget where the host has RT_GROUP_SCHED: --cpu-rt-runtime (docs/deployment.md).
# Kernel settings are the host's: harrier host apply, on the host.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck disable=SC2086 # ENGINE and OPTIONS may be several words
exec ${ENGINE:-podman} run ${OPTIONS:-} \
    --rm \
    --name=harrier \
    --init \
    --stop-timeout=30 \
    --cpuset-cpus=1-4 \
    --cpuset-mems=0 \
    --memory=6144m \
    --memory-swap=6144m \
    --shm-size=64m \
    --ulimit=nofile=16384:16384 \
    --ulimit=memlock=-1:-1 \
    --ulimit=rtprio=50:50 \
    --cap-drop=ALL \
    --cap-add=SYS_NICE \
    --security-opt=no-new-privileges \
    --read-only \
    --tmpfs=/tmp:size=64m \
    --network=none \
    --volume=/dev/hugepages:/dev/hugepages \
    --volume="$here/harrier.json:/etc/harrier/harrier.json:ro" \
    --volume=harrier-reports:/var/lib/harrier \
    localhost/harrier:1.0.0 "$@"

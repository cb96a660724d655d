#!/usr/bin/env bash
# Builds the image of deploy/container with buildah and runs its session with podman, on this machine and without a
# registry: in place of the two base images stand one with this machine's /usr mounted, which has the SDK, and one with the
# few libraries that the program needs. Two minutes or more; everything that it makes it removes.
#
#   scripts/container-test.sh
#
# Needs root, the .NET SDK of global.json, a C compiler and buildah, podman, runc, catatonit (Debian: apt-get install).
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
for program in buildah podman runc dotnet cc; do
    command -v $program >/dev/null || { echo "$program is not installed: nothing was tested"; exit 3; }
done
[ "$(id -u)" = 0 ] || { echo "needs root: nothing was tested"; exit 3; }

name=harrier-test-$$
work=$(mktemp -d)
mounted=
clean() {
    set +e
    podman rm -f $name >/dev/null 2>&1
    podman volume rm -f $name-reports >/dev/null 2>&1
    buildah rmi -f localhost/$name:1 localhost/$name-sdk localhost/$name-base >/dev/null 2>&1
    buildah rmi --prune >/dev/null 2>&1
    [ -z "$mounted" ] || { umount /dev/hugepages; rmdir /dev/hugepages; }
    rm -rf "$work"
}
trap clean EXIT

# A systemd host has this mount; a bare one may not.
mountpoint -q /dev/hugepages || { mkdir -p /dev/hugepages && mount -t hugetlbfs none /dev/hugepages && mounted=yes; }

echo "== base images"
made=$(buildah from scratch)
root=$(buildah mount "$made")
mkdir -p "$root"/{usr,etc,root,tmp,proc,sys,dev,var/tmp}
for folder in bin sbin lib lib64; do ln -s usr/$folder "$root/$folder"; done
echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
for file in ssl alternatives dotnet ld.so.conf ld.so.conf.d; do [ ! -e /etc/$file ] || cp -a /etc/$file "$root/etc/"; done
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
buildah commit -q --rm "$made" localhost/$name-sdk >/dev/null

made=$(buildah from scratch)
root=$(buildah mount "$made")
mkdir -p "$root"/{etc,tmp,proc,sys,dev}
libraries=$(ldconfig -p | awk '/x86-64/ && $1 ~ /^(libc|libm|libdl|libpthread|libssl|libcrypto)\.so\.[0-9]+$/ {print $NF}')
for library in /lib64/ld-linux-x86-64.so.2 $libraries; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
done
buildah commit -q --rm "$made" localhost/$name-base >/dev/null

echo "== harrier deploy container"
# Real-time priority and locked memory raise limits, which takes CAP_SYS_RESOURCE (bit 24): asked for where it is there.
raise=false
(((16#$(awk '/^CapEff/ {print $2}' /proc/self/status) >> 24 & 1) == 0)) || raise=true
dotnet build src/Harrier.Cli -c Release -v q
harrier=artifacts/bin/Harrier.Cli/release/harrier
"$harrier" deploy container --output "$work" --Deployment:Name=$name --Deployment:Image=localhost/$name:1 \
    --Deployment:Cpus=1 --Deployment:HousekeepingCpus=0 --Deployment:MemoryMebibytes=2048 --Deployment:HugePageMebibytes=64 \
    --Deployment:RealTime=$raise --Deployment:MemoryLocked=$raise

echo "== buildah bud"
# The SDK's image has no package cache of its own: this machine's stands in, so that nothing is loaded.
buildah bud --isolation chroot --volume /usr:/usr:ro --volume "${NUGET_PACKAGES:-$HOME/.nuget/packages}:/root/.nuget/packages" \
    --build-arg SDK=localhost/$name-sdk --build-arg BASE=localhost/$name-base -f "$work/Containerfile" -t localhost/$name:1 .
buildah images | awk -v image=localhost/$name 'NR == 1 || $1 == image'

# runc works with control groups of both versions; podman's own default of the number of processes may be above the limit here.
export ENGINE="podman --runtime runc --cgroup-manager=cgroupfs" OPTIONS="--ulimit=nproc=16384:16384"

echo "== a session, to its end"
"$work/run.sh"
reports=$(podman volume inspect $name-reports --format '{{.Mountpoint}}')
grep -q '"allocatedBytes": 0' "$reports/report.json"
"$harrier" run --report "$work/report.html" --json "$work/report.json" >"$work/report.txt"
orders() { sed -n 's/.*"ordersSha256": "\([0-9a-f]*\)".*/\1/p' "$1"; }
[ "$(orders "$reports/report.json")" = "$(orders "$work/report.json")" ]
echo "the same orders as outside the container: $(orders "$reports/report.json")"

echo "== a longer one, looked at from outside and stopped"
OPTIONS="$OPTIONS --detach" "$work/run.sh" run --Session:Symbols=2000 --report report.html >/dev/null
init=$(podman inspect $name --format '{{.State.Pid}}')
session=
for ((tries = 0; tries < 100; tries++)); do
    session=$(pgrep -P "$init" || true)
    [ -z "$session" ] || break
    sleep 0.1
done
status() { awk -v key="$1:" '$1 == key {print $2}' "/proc/$session/status"; }
echo "user $(status Uid), CPUs $(status Cpus_allowed_list), nodes $(status Mems_allowed_list), capabilities $(status CapEff) of $(status CapBnd), no new privileges $(status NoNewPrivs), system call filter $(status Seccomp)"
[ "$(status Uid)" = 65532 ] && [ "$(status Cpus_allowed_list)" = 0-1 ] && [ "$(status Mems_allowed_list)" = 0 ]
[ "$(status CapBnd)" = 0000000000800000 ] && [ "$(status NoNewPrivs)" = 1 ] && [ "$(status Seccomp)" = 2 ] # CAP_SYS_NICE is bit 23
grep -E '^Max (open files|realtime priority|locked memory)' "/proc/$session/limits"
(podman wait $name >"$work/code") &
podman --runtime runc --cgroup-manager=cgroupfs stop $name >/dev/null
wait
echo "exit code $(cat "$work/code") after SIGTERM"
[ "$(cat "$work/code")" = 143 ] # 128 + SIGTERM; SIGKILL after the time-out would be 137
echo "passed"

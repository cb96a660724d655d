#!/usr/bin/env bash
# Boots an emulated server with two packages, two memory nodes and hyper-threads, and has the program harrier prove in it
# what the machine at hand cannot show: docs/emulated-host.md.
#
#   scripts/emulated-host.sh              prepares what is missing or old, then runs
#   scripts/emulated-host.sh --prepare    only prepares: gets a kernel and compiles the program ahead of time
#   scripts/emulated-host.sh --prepared   only runs what was prepared
#
# Needs Debian's packages qemu-system-x86, busybox-static, cpio and ethtool, a linker (clang or gcc), apt-get for the
# kernel, and the .NET SDK. Keeps everything below artifacts/emulated-host and installs nothing.
# Exit codes: 0 every step passed; 1 a step failed; 2 bad arguments; 3 something is missing here, and is named.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$(dirname "$0")/.."
work=$PWD/artifacts/emulated-host
program=$work/program/harrier
modules="virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci failover net_failover virtio_net e1000e msr"
queues=4
seconds_limit=300 # a guest that hangs is ended; a run takes about half a minute

missing() {
    echo "emulated host: $*" >&2
    exit 3
}

need() { command -v "$1" >/dev/null || missing "there is no $1 here: $2"; }

check_programs() {
    need qemu-system-x86_64 "apt-get install qemu-system-x86"
    need cpio "apt-get install cpio"
    need ethtool "apt-get install ethtool"
    busybox=$(command -v busybox) && "$busybox" --list | grep -qx insmod \
        && ! ldd "$busybox" >/dev/null 2>&1 || missing "there is no busybox that stands alone here: apt-get install busybox-static"
}

kernel() { compgen -G "$work/kernel/vmlinuz-*" | head -n 1; }

# Downloaded and unpacked, never installed: the machine at hand keeps its kernel. A driver that is not in the package is
# built into the kernel.
fetch_kernel() {
    [ -z "$(kernel)" ] || return 0
    need apt-get "the emulated host boots Debian's kernel, which comes by apt"
    local name driver
    name=$(apt-cache depends linux-image-amd64 2>/dev/null | awk '/Depends: linux-image-/ {print $2; exit}')
    [ -n "$name" ] || missing "apt knows no linux-image-amd64: apt-get update"
    rm -rf "$work/kernel" "$work/download"
    mkdir -p "$work/download/kept"
    (cd "$work/download" && apt-get -q -o APT::Sandbox::User="$(id -un)" download "$name") || missing "$name cannot be downloaded"
    dpkg-deb -x "$work"/download/*.deb "$work/download/all"
    mv "$work"/download/all/boot/vmlinuz-* "$work/download/kept/"
    for driver in $modules; do
        find "$work/download/all" -name "$driver.ko" -exec mv {} "$work/download/kept/" \;
    done

    mv "$work/download/kept" "$work/kernel"
    rm -rf "$work/download"
}

is_program_current() {
    [ -x "$program" ] && [ -z "$(find src Directory.Build.props Directory.Packages.props global.json -newer "$program" -type f -print -quit)" ]
}

# From a copy of the sources: publishing for one platform would write that platform into the checkout's lock files.
publish() {
    is_program_current && return 0
    need dotnet "the .NET SDK of global.json"
    command -v clang >/dev/null || need gcc "a program is compiled ahead of time with a linker: apt-get install clang"
    local copy=$work/source log=$work/publish.log
    local options=(-r linux-x64 -p:RestoreLockedMode=false -p:DebugType=none -p:RunAnalyzers=false)
    command -v clang >/dev/null || options+=(-p:CppCompilerAndLinker=gcc)
    mkdir -p "$copy" "$work/program"
    rm -rf "$copy/src"
    tar c src Directory.Build.props Directory.Packages.props global.json .editorconfig | tar x -C "$copy"
    echo "compiling harrier ahead of time (once for these sources)"
    dotnet restore "$copy/src/Harrier.Cli" "${options[@]}" >"$log" 2>&1 \
        || { tail -n 5 "$log" >&2; missing "the packages for compiling ahead of time cannot be had: $log"; }
    dotnet publish "$copy/src/Harrier.Cli" -c Release --no-restore "${options[@]}" -o "$work/program" >>"$log" 2>&1 \
        || { grep -m 10 'error' "$log" >&2; echo "FAILED publish: $log" >&2; exit 1; }
    touch "$program"
}

# A root file system in memory: busybox, the program with its libraries, the drivers, and the steps.
make_image() {
    local root=$1/root file
    mkdir -p "$root"/{bin,dev,etc,lib64,modules,proc,steps,sys,tmp,var/lib}
    cp "$busybox" "$root/bin/busybox"
    cp "$program" "$root/bin/harrier"
    cp "$(command -v ethtool)" "$root/bin/ethtool"
    ldd "$program" "$(command -v ethtool)" | awk '/=> \// {print $3} $1 ~ /^\// && !/:$/ {print $1}' | sort -u | while read -r file; do
        mkdir -p "$root$(dirname "$file")"
        cp -L "$file" "$root$file"
    done
    cp "$work"/kernel/*.ko "$root/modules/"
    echo "$modules" >"$root/modules/order"
    cp scripts/emulated-host/init "$root/init"
    cp scripts/emulated-host/library "$root/library"
    cp scripts/emulated-host/steps/* "$root/steps/"
    chmod +x "$root/init"
    (cd "$root" && find . | cpio -o -H newc --quiet) >"$1/image"
}

# Two packages of two cores of two threads, a node of memory each; the Intel card hangs at node 1.
# Skylake is the newest server that software emulation offers whole; without the hypervisor's flag and QEMU's name the
# machine counts as hardware, so that the settings of hardware are looked at too.
boot() {
    local wire=(-netdev "tap,id=wire,queues=$queues,script=no,downscript=no") inside=(unshare -n)
    [ "$(id -u)" = 0 ] || inside=(unshare -rn)
    # Several queues need a tap; it is made in a network of its own, that leads nowhere.
    if ! [ -w /dev/net/tun ] || ! "${inside[@]}" true 2>/dev/null; then
        wire=(-netdev user,id=wire,restrict=on)
        inside=()
    fi

    timeout --foreground "$seconds_limit" "${inside[@]}" qemu-system-x86_64 \
        -accel tcg,thread=multi -machine q35 -cpu Skylake-Server,-hypervisor \
        -smbios type=1,manufacturer=Harrier,product="emulated host" \
        -smp 8,sockets=2,cores=2,threads=2 -m 1024 \
        -object memory-backend-ram,id=memory0,size=512M -numa node,nodeid=0,cpus=0-3,memdev=memory0 \
        -object memory-backend-ram,id=memory1,size=512M -numa node,nodeid=1,cpus=4-7,memdev=memory1 \
        -numa dist,src=0,dst=1,val=21 \
        "${wire[@]}" -device virtio-net-pci,bus=pcie.0,netdev=wire,mq=on,rss=on,hash=on,vectors=10,romfile= \
        -device pxb-pcie,id=far,bus=pcie.0,bus_nr=128,numa_node=1 -device pcie-root-port,id=farport,bus=far,chassis=1,slot=1 \
        -netdev user,id=farwire,restrict=on -device e1000e,bus=farport,netdev=farwire,romfile= \
        -kernel "$(kernel)" -initrd "$1/image" -append "console=ttyS0 quiet panic=-1" \
        -no-reboot -nodefaults -display none -vga none -serial "file:$work/console.log" -serial stdio 2>"$work/qemu.log"
}

run() {
    local status=0 passed failed skipped
    image=$(mktemp -d)
    trap 'rm -rf "$image"' EXIT
    SECONDS=0
    make_image "$image"
    boot "$image" </dev/null | tr -d '\r' | tee "$work/run.log" || status=$?
    passed=$(grep -c '^ok ' "$work/run.log" || true)
    failed=$(grep -c '^FAILED ' "$work/run.log" || true)
    skipped=$(grep -c '^skipped ' "$work/run.log" || true)
    if [ "$status" != 0 ] || ! grep -qx 'end' "$work/run.log"; then
        echo "FAILED end: the guest did not come to its end (QEMU ended with $status); the last lines of $work/console.log and qemu.log:"
        tail -n 10 "$work/console.log" "$work/qemu.log" || true
        failed=$((failed + 1))
    fi

    echo "$passed passed, $failed failed, $skipped skipped, in $SECONDS seconds"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}

case "${1:-}" in
    "")
        check_programs
        fetch_kernel
        publish
        run
        ;;
    --prepare)
        check_programs
        fetch_kernel
        publish
        ;;
    --prepared)
        check_programs
        [ -n "$(kernel)" ] || missing "no kernel was prepared: scripts/emulated-host.sh --prepare"
        is_program_current || missing "the program is not compiled, or older than the sources: scripts/emulated-host.sh --prepare"
        run
        ;;
    *)
        echo "usage: scripts/emulated-host.sh [--prepare | --prepared]" >&2
        exit 2
        ;;
esac

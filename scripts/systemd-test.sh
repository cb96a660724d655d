#!/usr/bin/env bash
# Runs the units of `harrier deploy systemd` under a systemd of their own: in new namespaces, with this machine's /usr, and
# an /etc, /run and /var in memory. Shows that a session runs to its end with no capability and a system call filter, what
# each way of ending leads to, and that settings of the host are applied before a session and put back when it is stopped.
# One minute; of this machine it changes two settings for some seconds, and puts them back.
#
#   scripts/systemd-test.sh
#
# Needs root, the .NET SDK of global.json below /usr, and systemd's own program (Debian: apt-get install systemd), which
# need not be what this machine was booted with.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
[ -x /lib/systemd/systemd ] || { echo "systemd is not installed: nothing was tested"; exit 3; }
[ "$(id -u)" = 0 ] || { echo "needs root: nothing was tested"; exit 3; }

work=$(mktemp -d)
groups=()
machine=
clean() {
    set +e
    [ -z "$machine" ] || { kill -KILL "$machine"; wait "$machine"; } 2>/dev/null
    for group in "${groups[@]}"; do
        for ((tries = 0; tries < 50; tries++)); do find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null; [ -d "$group" ] && sleep 0.1 || break; done
    done
    rm -rf "$work"
}
trap clean EXIT

dotnet build src/Harrier.Cli -c Release -v q
harrier=artifacts/bin/Harrier.Cli/release/harrier
# What raises a limit takes CAP_SYS_RESOURCE (bit 24), and so does a lower OOM score: asked for where it is there.
raise=false
(((16#$(awk '/^CapEff/ {print $2}' /proc/self/status) >> 24 & 1) == 0)) || raise=true
"$harrier" deploy systemd --output "$work/units" --Deployment:Cpus=1 --Deployment:HousekeepingCpus=0 \
    --Deployment:RealTime=$raise --Deployment:MemoryLocked=$raise --Deployment:HostSettings=sch.autogroup,mem.stat_interval
[ $raise = true ] || printf '[Service]\nOOMScoreAdjust=0\n' >"$work/units/harrier.service.d/90-test.conf"
cp -r artifacts/bin/Harrier.Cli/release "$work/program"

# Groups of its own in every hierarchy, so that what systemd makes is below them.
while IFS=: read -r _ controllers path; do
    case $controllers in '') mount=$(awk '$3 == "cgroup2" {print $2; exit}' /proc/mounts) ;; *) mount=/sys/fs/cgroup/${controllers#name=} ;; esac
    [ -d "$mount" ] || continue
    group="$mount${path%/}/harrier-test-$$"
    mkdir "$group" && groups+=("$group")
    [ ! -f "$group/cpuset.cpus" ] || [ -s "$group/cpuset.effective_cpus" ] || { cat "$group/../cpuset.cpus" >"$group/cpuset.cpus"; cat "$group/../cpuset.mems" >"$group/cpuset.mems"; }
done </proc/self/cgroup

cat >"$work/machine.sh" <<'MACHINE'
set -eu
work=$1
root=$work/root
mount --make-rprivate /
mkdir "$root" && mount -t tmpfs root "$root"
cd "$root"
mkdir -p usr etc/systemd/system etc/harrier proc sys dev run tmp var/tmp var/lib var/log opt old
chmod 1777 tmp var/tmp
for folder in bin sbin lib lib64; do ln -s usr/$folder $folder; done
mount --bind /usr usr && mount -o remount,bind,ro usr
for file in passwd group nsswitch.conf ld.so.cache ssl alternatives dotnet; do [ ! -e /etc/$file ] || cp -a /etc/$file etc/; done
echo 0123456789abcdef0123456789abcdef >etc/machine-id
cp -r "$work"/units/*.service "$work"/units/*.d "$work"/units/*.slice etc/systemd/system/
cp "$work/units/harrier.json" etc/harrier/
mv "$work/program" opt/harrier
printf '[Unit]\nRequires=systemd-journald.service\nAfter=systemd-journald.service\n' >etc/systemd/system/test.target
mount -t proc proc proc && mount -t sysfs sysfs sys
mount -t tmpfs dev dev -o mode=755 && mkdir dev/shm dev/pts dev/mqueue dev/hugepages
for device in null zero full random urandom tty; do touch dev/$device && mount --bind /dev/$device dev/$device; done
mount -t devpts devpts dev/pts && mount -t tmpfs shm dev/shm
ln -s /proc/self/fd dev/fd && ln -s pts/ptmx dev/ptmx
mount -t tmpfs run run -o mode=755
mount -t tmpfs groups sys/fs/cgroup -o mode=755
mkdir sys/fs/cgroup/systemd && mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd || mount -t cgroup2 cgroup2 sys/fs/cgroup
pivot_root . old && umount -l /old
export container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin
exec /lib/systemd/systemd --unit=test.target --log-target=journal --show-status=0
MACHINE

(
    for group in "${groups[@]}"; do echo $BASHPID >"$group/cgroup.procs" 2>/dev/null || true; done
    exec unshare --mount --pid --fork --kill-child --uts --ipc --net --cgroup bash "$work/machine.sh" "$work"
) >"$work/console" 2>&1 &
machine=$!
first=
for ((tries = 0; tries < 100; tries++)); do first=$(pgrep -P $machine || true); [ -z "$first" ] || break; sleep 0.1; done
inside() { nsenter -t "$first" -m -p -u -n -i -r -w "$@"; }
for ((tries = 0; tries < 200; tries++)); do inside systemctl is-active -q test.target 2>/dev/null && break; sleep 0.1; done
inside systemctl is-active -q test.target || { cat "$work/console"; echo "systemd did not come up here: nothing was tested"; exit 3; }

value() { inside systemctl show "$1" -p "$2" --value; }
is() { [ "$(value "$1" "$2")" = "$3" ] || { echo "$1: $2 is $(value "$1" "$2"), not $3"; inside journalctl --no-pager -u "$1" -n 30; exit 1; }; }
ended() { for ((tries = 0; tries < 600; tries++)); do case $(value "$1" ActiveState) in inactive | failed) return ;; esac; sleep 0.1; done; }
# Another command for the session, with all its drop-ins.
session() { printf '[Service]\nExecStart=\nExecStart=/opt/harrier/harrier run %s\n' "$1" >"$work/session"; inside cp /dev/stdin /etc/systemd/system/harrier.service.d/95-session.conf <"$work/session"; inside systemctl daemon-reload; }
settings() { cat /proc/sys/kernel/sched_autogroup_enabled /proc/sys/vm/stat_interval; }

before=$(settings)
echo "== the host is tuned, then the session runs to its end"
inside systemctl start harrier
is harrier-host ActiveState active
tuned=$(settings)
ended harrier
is harrier Result success
is harrier ExecMainStatus 0
inside grep -q '"allocatedBytes": 0' /var/lib/harrier/report.json
echo "settings before: $before; with a session: $tuned" | tr '\n' ' '; echo
[ "$before" != "$tuned" ] || echo "(they were on their targets before)"

echo "== a longer session, looked at and stopped"
session "--report report.html --Session:Symbols=3000"
inside systemctl start harrier
process=$(value harrier MainPID)
status() { inside awk -v key="$1:" '$1 == key {print $2}' "/proc/$process/status"; }
echo "user $(status Uid), CPUs $(status Cpus_allowed_list), nodes $(status Mems_allowed_list), capabilities $(status CapEff) of $(status CapBnd), no new privileges $(status NoNewPrivs), system call filter $(status Seccomp)"
[ "$(status Uid)" != 0 ] && [ "$(status Cpus_allowed_list)" = 0 ] && [ "$(status CapBnd)" = 0000000000000000 ]
[ "$(status NoNewPrivs)" = 1 ] && [ "$(status Seccomp)" = 2 ]
inside grep -E '^Max (open files|realtime priority|locked memory)' "/proc/$process/limits"
inside tr '\0' '\n' <"/proc/$(pgrep -P "$first" -x harrier | head -n 1)/environ" | grep -x DOTNET_GCgen0size=4000000
inside systemctl stop harrier
is harrier Result success # SIGTERM is a clean end
is harrier ExecMainCode 2 # ended by a signal
is harrier ExecMainStatus 15

echo "== an exit code is not restarted, a crash is"
session "--Session:Symbols=0"
inside systemctl start harrier || true
ended harrier
is harrier ExecMainStatus 2
is harrier NRestarts 0
session "--report report.html --Session:Symbols=3000"
inside systemctl reset-failed harrier
inside systemctl start harrier
inside kill -KILL "$(value harrier MainPID)"
for ((tries = 0; tries < 300; tries++)); do [ "$(value harrier NRestarts)" = 0 ] || break; sleep 0.1; done
is harrier NRestarts 1

echo "== stopping the tuning stops the session and puts the settings back"
inside systemctl stop harrier-host
is harrier ActiveState inactive
is harrier-host Result success
[ "$(settings)" = "$before" ]
inside journalctl --no-pager -o cat -u harrier-host | grep -E 'writes made|as they were found'
echo "passed"

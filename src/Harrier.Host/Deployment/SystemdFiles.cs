using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Deployment;

/// <summary>The deployment as units of systemd: the session with drop-ins, its slice, and the tuning of the host before
/// it.</summary>
/// <remarks>Source: systemd.unit(5), systemd.service(5), systemd.exec(5), systemd.resource-control(5), systemd.kill(5),
/// of version 252. Nothing is appended to sysctl.conf, no service of the machine is disabled, and the throttle of
/// real-time threads (sched_rt_runtime_us) stays.</remarks>
public static class SystemdFiles
{
    private const long Mebibyte = 1L << 20;
    private const string Made = "# Made by 'harrier deploy systemd' (docs/deployment.md): change the configuration and make it again.\n";

    /// <summary>Makes the files.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="settings">The configuration of the session.</param>
    /// <exception cref="ArgumentException">The deployment breaks a rule: see <see cref="DeploymentRules.CheckForFiles"/>.</exception>
    public static IReadOnlyList<DeploymentFile> Render(DeploymentConfiguration deployment, DeploymentFile settings)
    {
        DeploymentRules.ThrowUnlessRenderable(deployment);
        string dropIns = $"{deployment.Name}.service.d";
        var files = new List<DeploymentFile>
        {
            new($"{deployment.Name}.service", Service(deployment)),
            new($"{dropIns}/10-cpus.conf", Cpus(deployment)),
            new($"{dropIns}/20-memory.conf", Memory(deployment)),
            new($"{dropIns}/30-realtime.conf", RealTime(deployment)),
            new($"{dropIns}/40-security.conf", SystemdSecurity.Render(deployment)),
            new($"{dropIns}/50-runtime.conf", Runtime(deployment)),
            new($"{deployment.Name}.slice", Slice(deployment)),
        };
        if (IsHostTuned(deployment))
        {
            files.Add(new DeploymentFile($"{deployment.Name}-host.service", Host(deployment)));
        }

        files.Add(settings);
        return files;
    }

    private static bool IsHostTuned(DeploymentConfiguration deployment) => deployment.Isolation != IsolationLevel.None;

    private static string Service(DeploymentConfiguration deployment)
    {
        bool hasNetwork = deployment.Resources.NetworkInterface.Length > 0;
        string after = string.Join(' ', (string[])[
            .. IsHostTuned(deployment) ? (string[])[$"{deployment.Name}-host.service"] : [],
            .. hasNetwork ? (string[])["network-online.target"] : []]);
        return $"""
            {Made}[Unit]
            Description=Harrier, a market-making session
            {(IsHostTuned(deployment) ? $"# On a host that could not be tuned nothing is traded.\nRequires={deployment.Name}-host.service\n" : "")}{(hasNetwork ? "Wants=network-online.target\n" : "")}{(after.Length > 0 ? $"After={after}\n" : "")}# Three crashes within ten minutes, then a person looks.
            StartLimitIntervalSec=600
            StartLimitBurst=3

            [Service]
            Type=exec
            ExecStart={deployment.ProgramPath} run --config {deployment.ConfigurationPath} --report report.html --json report.json
            StateDirectory={deployment.Name}
            StateDirectoryMode=0750
            WorkingDirectory=%S/{deployment.Name}

            # SIGTERM, then so long for the cancellation of all orders, then SIGKILL. A session on the built-in venue or on
            # recorded data has no orders outside itself and ends at once.
            KillSignal=SIGTERM
            TimeoutStopSec={Text(deployment.StopSeconds)}

            # A crash is restarted, since what comes up must cancel what still rests at the venue. An exit code is an answer
            # that a restart does not change: 1 trading was stopped (kill switch, loss limit), 2 the configuration or the data
            # are wrong, 3 the machine does not allow it, 4 a fault of ours, all orders cancelled.
            Restart=on-failure
            RestartSec=5
            RestartPreventExitStatus=1 2 3 4

            [Install]
            WantedBy=multi-user.target

            """;
    }

    private static string Cpus(DeploymentConfiguration deployment) =>
        $"""
        {Made}[Service]
        Slice={deployment.Name}.slice
        # Where the process starts, and where the threads of the runtime stay: the collector's, the signal handler's. The
        # trading threads move themselves to {deployment.Resources.Cpus}, which the slice allows. The whole process on those CPUs would put
        # the runtime's threads there too.
        CPUAffinity={deployment.Resources.HousekeepingCpus}

        """;

    private static string Memory(DeploymentConfiguration deployment)
    {
        ResourceAllocation resources = deployment.Resources;
        var text = new StringBuilder($"{Made}[Service]\n");
        _ = text.Append(CultureInfo.InvariantCulture, $"# The memory of the session without its huge pages ({resources.HugePageBytes / Mebibyte} MiB), which the kernel counts apart.\n")
            .Append(CultureInfo.InvariantCulture, $"MemoryMax={(resources.MemoryBytes - resources.HugePageBytes) / Mebibyte}M\nMemorySwapMax=0\n")
            .Append("# Killed late, but not never: a leak of ours may not take the machine down.\nOOMScoreAdjust=-900\n");
        if (deployment.IsMemoryLocked)
        {
            _ = text.Append("# mlockall(2) holds this limit against the whole address space, of which the runtime reserves far more than it uses.\n")
                .Append("LimitMEMLOCK=infinity\n");
        }

        if (resources.MemoryNodes.Count > 0)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"NUMAPolicy=bind\nNUMAMask={CpuSet.Of(resources.MemoryNodes)}\n");
        }

        return text.ToString();
    }

    private static string RealTime(DeploymentConfiguration deployment) => deployment.IsRealTime
        ? $"""
            {Made}[Service]
            # CPUSchedulingPolicy is not set: it would be that of every thread, and a collection that waits for a thread below a
            # spinning one never ends. The trading threads take SCHED_FIFO themselves, up to this priority (sched(7)).
            LimitRTPRIO={Text(deployment.RealTimePriority)}
            # Where the kernel has RT_GROUP_SCHED and control groups of version 1, a service's group has no real-time budget
            # and SCHED_FIFO fails with EPERM: set cpu.rt_runtime_us of the group (docs/deployment.md).

            """
        : $"{Made}[Service]\nLimitRTPRIO=0\n";

    private static string Runtime(DeploymentConfiguration deployment)
    {
        var text = new StringBuilder($"{Made}[Service]\n");
        _ = text.Append("# Numbers are hexadecimal without 0x. TieredPGO speaks to a program that is compiled as it runs.\n");
        foreach ((string name, string value) in RuntimeEnvironment.Of(deployment))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"Environment={name}={value}\n");
        }

        return text.Append("LimitNOFILE=16384\n").ToString();
    }

    private static string Slice(DeploymentConfiguration deployment)
    {
        ResourceAllocation resources = deployment.Resources;
        return $"""
            {Made}[Unit]
            Description=CPUs and memory nodes of Harrier

            # What the session may use (control groups of version 2). It does not keep others away: that is the boot's part
            # (isolcpus, nohz_full, rcu_nocbs) and that of 'harrier host apply'; 'harrier host check iso' shows both.
            [Slice]
            AllowedCPUs={resources.Cpus.Union(resources.HousekeepingCpus)}

            """ + (resources.MemoryNodes.Count > 0 ? $"AllowedMemoryNodes={CpuSet.Of(resources.MemoryNodes)}\n" : "");
    }

    private static string Host(DeploymentConfiguration deployment)
    {
        string journal = $"--journal /run/{deployment.Name}/host.journal";
        string names = deployment.HostSettings.Count > 0 ? $" {string.Join(' ', deployment.HostSettings)}" : "";
        return $"""
            {Made}[Unit]
            Description=The settings of the host for Harrier
            Before={deployment.Name}.service

            # 'apply' exits with 1 where a write did not hold, and all are put back; with 3 where it is not allowed, or where the
            # journal still holds writes of before. Both fail this unit, and the session is not started.
            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart={deployment.ProgramPath} host apply{names} --yes --hot {deployment.Resources.Cpus} {journal}
            # After a stop, and after an apply that was killed in the middle. Without a journal it does nothing.
            ExecStopPost={deployment.ProgramPath} host rollback {journal}
            TimeoutStartSec=120

            # A boot takes the settings back by itself, so the journal lies where a boot takes it too. It stays while a
            # rollback has left something, because somebody else had written it since.
            RuntimeDirectory={deployment.Name}
            RuntimeDirectoryMode=0755
            RuntimeDirectoryPreserve=yes

            # It writes below /proc/sys, /sys and, for prefetchers, /dev/cpu/*/msr; nothing else of the machine.
            ProtectSystem=strict
            ProtectHome=yes
            PrivateTmp=yes
            NoNewPrivileges=yes
            CapabilityBoundingSet=CAP_SYS_ADMIN CAP_SYS_NICE CAP_SYS_RAWIO CAP_NET_ADMIN

            [Install]
            WantedBy=multi-user.target

            """;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

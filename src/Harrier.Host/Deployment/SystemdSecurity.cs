namespace Harrier.Host.Deployment;

/// <summary>The drop-in that takes from a session what it does not need.</summary>
/// <remarks>No capability is given for real-time priority and locked memory: limits grant exactly what is asked for
/// (LimitRTPRIO, LimitMEMLOCK), where CAP_SYS_NICE would grant every priority over every process.</remarks>
internal static class SystemdSecurity
{
    internal static string Render(DeploymentConfiguration deployment)
    {
        bool hasNetwork = deployment.Resources.NetworkInterface.Length > 0;
        string capability = deployment.IsPacketRing ? "CAP_NET_RAW" : "";
        string families = (hasNetwork, deployment.IsPacketRing) switch
        {
            (false, _) => "AF_UNIX",
            (true, false) => "AF_UNIX AF_INET AF_INET6 AF_NETLINK",
            (true, true) => "AF_UNIX AF_INET AF_INET6 AF_NETLINK AF_PACKET",
        };
        return $"""
            # Made by 'harrier deploy systemd' (docs/deployment.md): change the configuration and make it again.
            [Service]
            DynamicUser=yes
            User={deployment.Name}
            UMask=0027

            # Real-time priority and locked memory come from limits (20, 30), not from CAP_SYS_NICE and CAP_IPC_LOCK, which
            # grant more than is asked for.{(deployment.IsPacketRing ? " The packet ring takes CAP_NET_RAW." : "")}
            CapabilityBoundingSet={capability}
            AmbientCapabilities={capability}
            NoNewPrivileges=yes
            # SCHED_FIFO is what 'yes' would forbid.
            RestrictRealtime={(deployment.IsRealTime ? "no" : "yes")}
            # Not set: MemoryDenyWriteExecute, since the clock reads the time-stamp counter by code in a page that it makes
            # executable; ProcSubset=pid, since the runtime reads /proc/meminfo.
            ProtectSystem=strict
            ProtectHome=yes
            ProtectProc=invisible
            ProtectClock=yes
            ProtectHostname=yes
            ProtectControlGroups=yes
            ProtectKernelLogs=yes
            ProtectKernelModules=yes
            ProtectKernelTunables=yes
            PrivateTmp=yes
            PrivateDevices=yes
            PrivateNetwork={(hasNetwork ? "no" : "yes")}
            RestrictAddressFamilies={families}
            RestrictNamespaces=yes
            RestrictSUIDSGID=yes
            LockPersonality=yes
            KeyringMode=private
            RemoveIPC=yes
            # @system-service has the calls for memory policies, affinity and locking: @resources, @memlock.
            SystemCallArchitectures=native
            SystemCallFilter=@system-service
            SystemCallErrorNumber=EPERM

            """;
    }
}

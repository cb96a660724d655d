using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Deployment;

/// <summary>The deployment as a container: how its image is built, and the command line that runs it with podman or
/// docker.</summary>
/// <remarks>Kernel settings are the host's and do not belong into an image: 'harrier host apply' on the host sets them. A
/// limits.conf in an image has no effect either, since no login reads it.</remarks>
public static class ContainerFiles
{
    /// <summary>The user of the image; no name, since the base image may know none.</summary>
    internal const int User = 65_532;

    private const long Mebibyte = 1L << 20;
    private const string Made = "# Made by 'harrier deploy container' (docs/deployment.md): change the configuration and make it again.\n";

    /// <summary>Makes the files.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="settings">The configuration of the session.</param>
    /// <exception cref="ArgumentException">The deployment breaks a rule: see <see cref="DeploymentRules.CheckForFiles"/>.</exception>
    public static IReadOnlyList<DeploymentFile> Render(DeploymentConfiguration deployment, DeploymentFile settings)
    {
        DeploymentRules.ThrowUnlessRenderable(deployment);
        return
        [
            new DeploymentFile("Containerfile", Containerfile(deployment)),
            new DeploymentFile("run.sh", RunScript(deployment), IsExecutable: true),
            settings,
        ];
    }

    private static string Containerfile(DeploymentConfiguration deployment)
    {
        string folder = deployment.ProgramPath[..deployment.ProgramPath.LastIndexOf('/')];
        var environment = new StringBuilder();
        foreach ((string name, string value) in RuntimeEnvironment.Of(deployment))
        {
            _ = environment.Append(CultureInfo.InvariantCulture, $"{(environment.Length > 0 ? " \\\n    " : "")}{name}={value}");
        }

        return $"""
            {Made}#
            # In the root of the repository, with the registry that you trust before the two names:
            #   podman build --build-arg SDK=REGISTRY/dotnet/sdk:10.0-noble \
            #       --build-arg BASE=REGISTRY/dotnet/runtime-deps:10.0-noble-chiseled \
            #       -f deploy/container/Containerfile -t {deployment.Image} .

            # The C library of BASE may not be older than that of SDK: a program compiled ahead of time is linked against it.
            # Of the base, the program needs libc, libm and OpenSSL (the SHA-256 of the orders), and no fonts.
            ARG SDK
            ARG BASE

            FROM $SDK AS build
            # The linker of ahead-of-time compilation, where the image brings none.
            RUN command -v cc || command -v clang || (apt-get update && apt-get install -y --no-install-recommends clang zlib1g-dev)
            WORKDIR /source
            COPY .editorconfig global.json Directory.Build.props Directory.Packages.props ./
            COPY src/ src/
            RUN dotnet publish src/Harrier.Cli -c Release -o /out && mkdir /state

            FROM $BASE
            COPY --from=build /out/harrier {deployment.ProgramPath}
            COPY --from=build /out/*.so {folder}/
            # A volume that is mounted here for the first time takes over this owner.
            COPY --from=build --chown={Text(User)}:{Text(User)} /state /var/lib/{deployment.Name}
            # Numbers are hexadecimal without 0x. TieredPGO speaks to a program that is compiled as it runs.
            ENV {environment}
            WORKDIR /var/lib/{deployment.Name}
            USER {Text(User)}:{Text(User)}
            ENTRYPOINT ["{deployment.ProgramPath}"]
            CMD ["run", "--config", "{deployment.ConfigurationPath}", "--report", "report.html", "--json", "report.json"]

            """;
    }

    private static string RunScript(DeploymentConfiguration deployment)
    {
        ResourceAllocation resources = deployment.Resources;
        string plainMebibytes = ((resources.MemoryBytes - resources.HugePageBytes) / Mebibyte).ToString(CultureInfo.InvariantCulture);
        List<string> options =
        [
            "--rm",
            $"--name={deployment.Name}",
            "--init",
            $"--stop-timeout={Text(deployment.StopSeconds)}",
            $"--cpuset-cpus={resources.Cpus.Union(resources.HousekeepingCpus)}",
        ];
        AddIf(options, resources.MemoryNodes.Count > 0, $"--cpuset-mems={CpuSet.Of(resources.MemoryNodes)}");
        options.AddRange([$"--memory={plainMebibytes}m", $"--memory-swap={plainMebibytes}m", "--shm-size=64m", "--ulimit=nofile=16384:16384"]);
        AddIf(options, deployment.IsMemoryLocked, "--ulimit=memlock=-1:-1");
        AddIf(options, deployment.IsRealTime, $"--ulimit=rtprio={Text(deployment.RealTimePriority)}:{Text(deployment.RealTimePriority)}");
        options.AddRange(["--cap-drop=ALL", "--cap-add=SYS_NICE"]);
        AddIf(options, deployment.IsPacketRing, "--cap-add=NET_RAW");
        AddIf(options, deployment.IsPacketRing, "--user=0:0");
        options.AddRange(["--security-opt=no-new-privileges", "--read-only", "--tmpfs=/tmp:size=64m", $"--network={(resources.NetworkInterface.Length > 0 ? "host" : "none")}"]);
        AddIf(options, resources.HugePageBytes > 0, "--volume=/dev/hugepages:/dev/hugepages");
        options.Add($"--volume=\"$here/harrier.json:{deployment.ConfigurationPath}:ro\"");
        options.Add($"--volume={deployment.Name}-reports:/var/lib/{deployment.Name}");
        return $$"""
            #!/bin/sh
            {{Made}}#
            # Runs a session in a container: run.sh [ARGUMENTS OF harrier]. ENGINE=docker takes docker in place of podman; OPTIONS
            # are further ones of its 'run'. The reports stay in the volume {{deployment.Name}}-reports.
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
                {{string.Join(" \\\n    ", options)}} \
                {{deployment.Image}} "$@"

            """;
    }

    private static void AddIf(List<string> options, bool isWanted, string option)
    {
        if (isWanted)
        {
            options.Add(option);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

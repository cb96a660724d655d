using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Deployment;

/// <summary>The deployment as a Pod of the Guaranteed class with what it needs, and the part of the kubelet's
/// configuration that gives it CPUs of its own.</summary>
/// <remarks>Source: the reference of Kubernetes' API (core/v1, scheduling.k8s.io/v1) and of kubelet.config.k8s.io/v1beta1.
/// Every text is quoted: a name such as "null" or "on" is another value to YAML without.</remarks>
public static class KubernetesFiles
{
    private const long Mebibyte = 1L << 20;
    private const string Made = "# Made by 'harrier deploy kubernetes' (docs/deployment.md): change the configuration and make it again.\n";

    /// <summary>Makes the files.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="settings">The configuration of the session.</param>
    /// <exception cref="ArgumentException">The deployment breaks a rule: see <see cref="DeploymentRules.CheckForFiles"/>.</exception>
    public static IReadOnlyList<DeploymentFile> Render(DeploymentConfiguration deployment, DeploymentFile settings)
    {
        DeploymentRules.ThrowUnlessRenderable(deployment);
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            new DeploymentFile("harrier.yaml", Made + Priority(deployment) + Settings(deployment, settings.Text) + Reports(deployment) + Pod(deployment)),
            new DeploymentFile("kubelet-configuration.yaml", Kubelet(deployment)),
        ];
    }

    private static string Priority(DeploymentConfiguration deployment) =>
        $"""
        # A class of its own: system-node-critical would stand level with the network plugin and evict it.
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata:
          name: "{deployment.Name}"
        value: 1000000
        globalDefault: false
        description: "Trading sessions"
        ---

        """;

    private static string Settings(DeploymentConfiguration deployment, string json)
    {
        var text = new StringBuilder(
            $"""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: "{deployment.Name}"
            data:
              harrier.json: |

            """);
        foreach (string line in json.TrimEnd('\n').Split('\n'))
        {
            _ = text.Append("    ").Append(line).Append('\n');
        }

        return text.Append("---\n").ToString();
    }

    private static string Reports(DeploymentConfiguration deployment) =>
        $"""
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: "{deployment.Name}-reports"
        spec:
          accessModes: ["ReadWriteOnce"]
          resources:
            requests:
              storage: "1Gi"
        ---

        """;

    private static string Pod(DeploymentConfiguration deployment)
    {
        ResourceAllocation resources = deployment.Resources;
        bool isRoot = deployment.IsRealTime || deployment.IsMemoryLocked || deployment.IsPacketRing;
        return $"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: "{deployment.Name}"
              labels:
                app.kubernetes.io/name: "{deployment.Name}"
              # Under CRI-O, with a runtime class that allows them:
              #   irq-load-balancing.crio.io: "disable"   keeps device interrupts off the Pod's CPUs
              #   cpu-quota.crio.io: "disable"            no CFS quota, which throttles even CPUs of one's own
              #   cpu-load-balancing.crio.io: "disable"
            spec:
              # A session ends; its exit code is an answer that a restart does not change.
              restartPolicy: Never
              priorityClassName: "{deployment.Name}"
              # SIGTERM, then so long for the cancellation of all orders, then SIGKILL.
              terminationGracePeriodSeconds: {Text(deployment.StopSeconds)}
              # Process 1 has no default for SIGTERM; with this, the session is not process 1.
              shareProcessNamespace: true
              automountServiceAccountToken: false
              enableServiceLinks: false
            {(resources.NetworkInterface.Length > 0 ? "  hostNetwork: true\n" : "")}  # Nodes that are kept for it: kubectl label node NODE dedicated={deployment.Name}; kubectl taint node NODE dedicated={deployment.Name}:NoSchedule
              nodeSelector:
                dedicated: "{deployment.Name}"
              tolerations:
                - key: "dedicated"
                  operator: "Equal"
                  value: "{deployment.Name}"
                  effect: "NoSchedule"
              securityContext:
            {(isRoot ? "" : $"    fsGroup: {Text(ContainerFiles.User)}\n")}    seccompProfile:
                  type: RuntimeDefault
              containers:
                - name: "{deployment.Name}"
                  image: "{deployment.Image}"
                  imagePullPolicy: IfNotPresent
                  # Equal, and whole CPUs: the Guaranteed class, and CPUs of its own where the kubelet's policy is static: those
                  # of the trading threads and of the runtime's. Huge pages are counted apart from memory.
                  resources:
                    requests:
            {Amounts(resources)}        limits:
            {Amounts(resources)}{Security(deployment, isRoot)}{Probes(deployment)}{Volumes(deployment)}
            """;
    }

    private static string Amounts(ResourceAllocation resources)
    {
        int cpus = resources.Cpus.Count + resources.HousekeepingCpus.Count;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"          cpu: \"{cpus}\"\n          memory: \"{(resources.MemoryBytes - resources.HugePageBytes) / Mebibyte}Mi\"\n");
        return resources.HugePageBytes == 0
            ? text
            : text + string.Create(CultureInfo.InvariantCulture, $"          hugepages-2Mi: \"{resources.HugePageBytes / Mebibyte}Mi\"\n");
    }

    private static string Security(DeploymentConfiguration deployment, bool isRoot)
    {
        List<string> capabilities = ["\"SYS_NICE\""];
        if (deployment.IsMemoryLocked)
        {
            capabilities.Add("\"IPC_LOCK\"");
        }

        if (deployment.IsPacketRing)
        {
            capabilities.Add("\"NET_RAW\"");
        }

        string user = isRoot
            ? """
                    # Root with these capabilities alone: a Pod cannot set limits (rtprio, memlock), and a capability has no effect
                    # for another user (kubernetes/kubernetes#56374).
                    runAsUser: 0
                    runAsGroup: 0

            """
            : $"        runAsNonRoot: true\n        runAsUser: {Text(ContainerFiles.User)}\n        runAsGroup: {Text(ContainerFiles.User)}\n";
        return $"""
                  securityContext:
            {user}        allowPrivilegeEscalation: false
                    readOnlyRootFilesystem: true
                    # SYS_NICE also opens mbind and set_mempolicy in the system call filter.
                    capabilities:
                      drop: ["ALL"]
                      add: [{string.Join(", ", capabilities)}]

            """;
    }

    private static string Probes(DeploymentConfiguration deployment)
    {
        string command = $"        exec:\n          command: [\"{deployment.ProgramPath}\", \"--version\"]\n";
        return $"""
                  # They show that a process can start in this container: memory, process ids, and time on a CPU that no trading
                  # thread holds. They do not show that a session makes progress: it ends by itself or is watched by its report.
                  # A probe runs on the container's CPUs, so there are few of them, and many must fail before a session is ended.
                  startupProbe:
            {command}        periodSeconds: 2
                    timeoutSeconds: 5
                    failureThreshold: 30
                  livenessProbe:
            {command}        periodSeconds: 60
                    timeoutSeconds: 20
                    failureThreshold: 5
                  readinessProbe:
            {command}        periodSeconds: 60
                    timeoutSeconds: 20

            """;
    }

    private static string Volumes(DeploymentConfiguration deployment)
    {
        bool hasHugePages = deployment.Resources.HugePageBytes > 0;
        return $"""
                  volumeMounts:
                    - name: configuration
                      mountPath: "{deployment.ConfigurationPath}"
                      subPath: "harrier.json"
                      readOnly: true
                    - name: reports
                      mountPath: "/var/lib/{deployment.Name}"
                    - name: temporary
                      mountPath: "/tmp"
            {(hasHugePages ? "        - name: hugepages\n          mountPath: \"/dev/hugepages\"\n" : "")}  volumes:
                - name: configuration
                  configMap:
                    name: "{deployment.Name}"
                - name: reports
                  persistentVolumeClaim:
                    claimName: "{deployment.Name}-reports"
                - name: temporary
                  emptyDir:
                    sizeLimit: "64Mi"
            {(hasHugePages ? "    - name: hugepages\n      emptyDir:\n        medium: HugePages-2Mi\n" : "")}
            """;
    }

    private static string Kubelet(DeploymentConfiguration deployment)
    {
        string system = CpuSet.Of(0).Union(deployment.Resources.HousekeepingCpus).ToString();
        int node = deployment.Resources.MemoryNodes.Count > 0 ? deployment.Resources.MemoryNodes[0] : 0;
        return $"""
            {Made}#
            # The part of the kubelet's configuration on the nodes that are kept for trading. The variable NUMA_NODE in a Pod does
            # nothing; these policies place it. A change of a policy takes effect after: drain the node, stop the kubelet, delete
            # cpu_manager_state and memory_manager_state in its folder, start it.
            apiVersion: kubelet.config.k8s.io/v1beta1
            kind: KubeletConfiguration
            # Whole CPUs of Guaranteed Pods are theirs alone; full-pcpus-only gives both siblings of a core to one Pod, and refuses
            # a number that is no multiple of them.
            cpuManagerPolicy: "static"
            cpuManagerPolicyOptions:
              full-pcpus-only: "true"
            # Never given to a Pod of its own: CPU 0 and those of the housekeeping.
            reservedSystemCPUs: "{system}"
            # CPUs, memory, huge pages and devices of a Pod on one node, or the Pod is refused.
            topologyManagerPolicy: "single-numa-node"
            topologyManagerScope: "pod"
            memoryManagerPolicy: "Static"
            systemReserved:
              memory: "1Gi"
            evictionHard:
              memory.available: "100Mi"
              nodefs.available: "10%"
              nodefs.inodesFree: "5%"
              imagefs.available: "15%"
            # Over all nodes exactly what systemReserved, kubeReserved and evictionHard hold back: 1024 + 0 + 100 MiB.
            reservedMemory:
              - numaNode: {Text(node)}
                limits:
                  memory: "1124Mi"
            # A CFS quota throttles even CPUs of one's own (kubernetes/kubernetes#70585). Kubernetes lifts it from them by the gate
            # DisableCPUQuotaWithExclusiveCPUs from 1.33 on; before, under CRI-O, by the annotation of the Pod.

            """;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

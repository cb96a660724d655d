using System;
using System.Collections.Generic;
using System.Linq;
using Harrier.Host.Deployment;
using k8s;
using k8s.Models;
using Xunit;

namespace Harrier.Tests.Host.Deployment;

/// <summary>The Pod, as the client library of Kubernetes reads it: unknown keys and bad quantities are errors.</summary>
public sealed class KubernetesFilesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("NetworkInterface=eth1 PacketRing=true Cpus=2-7,10 MemoryNodes=1")]
    [InlineData("RealTime=false MemoryLocked=false HugePageMebibytes=0 MemoryNodes=")]
    [InlineData("Name=null Image=registry.example.com:5000/trading/harrier@sha256:0123456789abcdef")]
    public void Kubernetes_takes_every_key_and_the_pod_is_guaranteed(string row)
    {
        string[] settings = Rendered.Split(row);
        DeploymentConfiguration deployment = Rendered.Deployment(settings);
        V1Pod pod = Pod(Rendered.Kubernetes(settings)["harrier.yaml"]);
        V1Container container = Assert.Single(pod.Spec.Containers);

        // "Configure Quality of Service for Pods": every container has limits of CPU and memory that equal its requests.
        Assert.Equal(Amounts(container.Resources.Requests), Amounts(container.Resources.Limits));
        Assert.Equal(deployment.Resources.Cpus.Count + deployment.Resources.HousekeepingCpus.Count, Amounts(container.Resources.Limits)["cpu"]);
        decimal huge = Amounts(container.Resources.Limits).GetValueOrDefault("hugepages-2Mi");
        Assert.Equal(deployment.Resources.HugePageBytes, huge);
        Assert.Equal(deployment.Resources.MemoryBytes, Amounts(container.Resources.Limits)["memory"] + huge);
        Assert.Equal(huge > 0, pod.Spec.Volumes.Any(volume => volume.EmptyDir?.Medium == "HugePages-2Mi"));
        Assert.Equal(deployment.Name, pod.Metadata.Name);
        Assert.Equal(deployment.Image, container.Image);
    }

    [Fact]
    public void A_misspelt_key_and_a_bad_quantity_are_not_taken()
    {
        string text = Rendered.Kubernetes()["harrier.yaml"];
        Assert.ThrowsAny<Exception>(() => Pod(text.Replace("nodeSelector:", "nodeSelecter:", StringComparison.Ordinal)));
        Assert.ThrowsAny<Exception>(() => Pod(text.Replace("  timeoutSeconds:", "  timeoutSecond:", StringComparison.Ordinal)));
        Assert.ThrowsAny<Exception>(() => Amounts(Pod(text.Replace("\"6144Mi\"", "\"6144MiB\"", StringComparison.Ordinal)).Spec.Containers[0].Resources.Limits));
        Assert.Equal("harrier", Pod(text).Metadata.Name);
    }

    [Fact]
    public void What_the_pod_names_is_there()
    {
        object[] objects = [.. KubernetesYaml.LoadAllFromString(Rendered.Kubernetes()["harrier.yaml"], strict: true)];
        V1Pod pod = Assert.Single(objects.OfType<V1Pod>());
        V1PriorityClass priority = Assert.Single(objects.OfType<V1PriorityClass>());
        Assert.Equal(priority.Metadata.Name, pod.Spec.PriorityClassName);
        Assert.InRange(priority.Value ?? 0, 1, 1_000_000_000); // above are the system's own
        Assert.Equal(Assert.Single(objects.OfType<V1ConfigMap>()).Metadata.Name, pod.Spec.Volumes.Single(volume => volume.ConfigMap is not null).ConfigMap.Name);
        Assert.Equal(
            Assert.Single(objects.OfType<V1PersistentVolumeClaim>()).Metadata.Name,
            pod.Spec.Volumes.Single(volume => volume.PersistentVolumeClaim is not null).PersistentVolumeClaim.ClaimName);
        Assert.Equal(pod.Spec.Volumes.Select(volume => volume.Name).Order(), pod.Spec.Containers[0].VolumeMounts.Select(mount => mount.Name).Order());
    }

    [Fact]
    public void The_session_is_root_with_two_capabilities_or_nobody_with_one_that_has_no_effect()
    {
        V1SecurityContext security = Pod(Rendered.Kubernetes()["harrier.yaml"]).Spec.Containers[0].SecurityContext;
        Assert.Equal(["SYS_NICE", "IPC_LOCK"], security.Capabilities.Add);
        Assert.Equal(["ALL"], security.Capabilities.Drop);
        Assert.Equal(0, security.RunAsUser);
        Assert.False(security.AllowPrivilegeEscalation);
        Assert.True(security.ReadOnlyRootFilesystem);

        V1Pod plain = Pod(Rendered.Kubernetes("RealTime=false", "MemoryLocked=false")["harrier.yaml"]);
        Assert.True(plain.Spec.Containers[0].SecurityContext.RunAsNonRoot);
        Assert.Equal(["SYS_NICE"], plain.Spec.Containers[0].SecurityContext.Capabilities.Add);
        Assert.NotNull(plain.Spec.SecurityContext.FsGroup);
    }

    [Fact]
    public void It_is_stopped_in_the_time_given_probed_seldom_and_never_started_again()
    {
        V1Pod pod = Pod(Rendered.Kubernetes("StopSeconds=45")["harrier.yaml"]);
        V1Container container = pod.Spec.Containers[0];
        Assert.Equal(45, pod.Spec.TerminationGracePeriodSeconds);
        Assert.Equal("Never", pod.Spec.RestartPolicy);
        Assert.True(pod.Spec.ShareProcessNamespace); // process 1 ignores a SIGTERM that it has no handler for: pid_namespaces(7)
        Assert.All([container.StartupProbe, container.LivenessProbe, container.ReadinessProbe], probe => Assert.Equal(["/opt/harrier/harrier", "--version"], probe.Exec.Command));
        Assert.True(container.LivenessProbe.PeriodSeconds * container.LivenessProbe.FailureThreshold >= 300);
    }

    [Fact]
    public void Nothing_outdated_is_in_it()
    {
        V1Pod pod = Pod(Rendered.Kubernetes()["harrier.yaml"]);
        Assert.Null(pod.Metadata.Annotations); // scheduler.alpha.kubernetes.io/critical-pod went with 1.16
        Assert.NotEqual("system-node-critical", pod.Spec.PriorityClassName);
        Assert.Null(pod.Spec.Containers[0].Env); // NUMA_NODE does nothing
    }

    [Fact]
    public void The_configuration_of_the_session_comes_through_whole()
    {
        const string Hostile = """
            {
              // a comment
              "Session": { "TradeOnly": "A: b # c\n---\n  - 'd' \"e\" é \u2028 {{ }} %s", "Seed": 12345678901234567890 },
            }
            """;
        var settings = DeploymentFile.OfSettings(Hostile);
        string yaml = KubernetesFiles.Render(Rendered.Deployment(), settings)[0].Text;
        V1ConfigMap map = KubernetesYaml.LoadAllFromString(yaml, strict: true).OfType<V1ConfigMap>().Single();
        Assert.Equal(settings.Text, map.Data["harrier.json"]);
        using var json = System.Text.Json.JsonDocument.Parse(map.Data["harrier.json"]);
        Assert.Equal("A: b # c\n---\n  - 'd' \"e\" é \u2028 {{ }} %s", json.RootElement.GetProperty("Session").GetProperty("TradeOnly").GetString());
        Assert.Equal("12345678901234567890", json.RootElement.GetProperty("Session").GetProperty("Seed").GetRawText());
    }

    [Fact]
    public void The_kubelet_keeps_cpus_back_and_places_by_node()
    {
        Dictionary<string, object> kubelet = new YamlDotNet.Serialization.DeserializerBuilder().Build()
            .Deserialize<Dictionary<string, object>>(Rendered.Kubernetes("HousekeepingCpus=1,9", "Cpus=2-7")["kubelet-configuration.yaml"]);

        // The fields of kubelet.config.k8s.io/v1beta1 as its reference spells them.
        Assert.Equal(
            [
                "apiVersion", "cpuManagerPolicy", "cpuManagerPolicyOptions", "evictionHard", "kind", "memoryManagerPolicy", "reservedMemory",
                "reservedSystemCPUs", "systemReserved", "topologyManagerPolicy", "topologyManagerScope",
            ],
            kubelet.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("static", kubelet["cpuManagerPolicy"]);
        Assert.Equal("0-1,9", kubelet["reservedSystemCPUs"]);
        Assert.Equal("single-numa-node", kubelet["topologyManagerPolicy"]);
        Assert.Equal("Static", kubelet["memoryManagerPolicy"]);
    }

    private static V1Pod Pod(string yaml) => Assert.Single(KubernetesYaml.LoadAllFromString(yaml, strict: true).OfType<V1Pod>());

    private static Dictionary<string, decimal> Amounts(IDictionary<string, ResourceQuantity> quantities) =>
        quantities.ToDictionary(pair => pair.Key, pair => pair.Value.ToDecimal(), StringComparer.Ordinal);
}

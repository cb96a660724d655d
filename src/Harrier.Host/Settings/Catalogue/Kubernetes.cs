using System;
using System.Collections.Generic;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>The kubelet and the pod.</summary>
internal static class Kubernetes
{
    public static IReadOnlyList<HostSetting> All { get; } =
    [
        new("k8s.cpumanager", By(facts => CheckKubelet(facts, "cpuManagerPolicy", "static")))
        {
            Title = "Exclusive CPUs",
            Read = "/var/lib/kubelet/config.yaml, cpuManagerPolicy",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "Whole CPUs for pods of class Guaranteed. System daemons may still run there; on EPYC align by the last cache too.",
            TradeOff = "fragments",
            Apply = "cpuManagerPolicy: in the kubelet's configuration; drain the node, restart.",
            Undo = "The old value, the same way.",
            Source = "kubernetes docs",
        },
        new("k8s.topology", By(facts => CheckKubelet(facts, "topologyManagerPolicy", "single-numa-node")))
        {
            Title = "CPUs, card and pages on one node",
            Read = "/var/lib/kubelet/config.yaml, topologyManagerPolicy",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "All from one node, or the pod is refused.",
            TradeOff = "Pods are harder to place.",
            Apply = "topologyManagerPolicy: in the kubelet's configuration; drain the node, restart.",
            Undo = "The old value, the same way.",
            Source = "OpenShift node tuning",
        },
        new("k8s.memory", By(facts => CheckKubelet(facts, "memoryManagerPolicy", "Static")))
        {
            Title = "Memory on one node",
            Read = "/var/lib/kubelet/config.yaml, memoryManagerPolicy",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Judgement,
            Effect = "The same for memory and huge pages; reservedMemory must be given with it.",
            Apply = "memoryManagerPolicy: in the kubelet's configuration; drain the node, restart.",
            Undo = "The old value, the same way.",
            Source = "kubernetes docs",
        },
        new("k8s.qos", By(_ => Finding.NotApplicable("It stands in the pod, not on the node: harrier deploy kubernetes renders it right.")))
        {
            Title = "Class Guaranteed",
            Read = "the pod",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "Requests equal to limits and whole CPUs, or nothing is exclusive.",
            Apply = "The pod of deploy/.",
            Source = "kubernetes docs",
        },
        new("k8s.quota", By(facts => CheckKubelet(facts, "cpuCFSQuota", "false") is { Status: SettingStatus.Fail } finding ? finding with { Status = SettingStatus.Conflict, Reason = "Right where the gate DisableCPUQuotaWithExclusiveCPUs is on: see nr_throttled of the pod." } : CheckKubelet(facts, "cpuCFSQuota", "false")))
        {
            Title = "No quota on exclusive CPUs",
            Read = "/var/lib/kubelet/config.yaml, cpuCFSQuota",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "Exclusive CPUs are throttled all the same where the quota stays.",
            Apply = "The gate DisableCPUQuotaWithExclusiveCPUs, where the version has it right; else cpuCFSQuota: false.",
            Disagreement = "Some turn the quota off, some use the gate, and one project had to turn the gate off in 1.33.",
            Source = "kubernetes #127525, kubevirtci #1461",
        },
        new("k8s.reserved", By(facts => CheckKubelet(facts, "reservedSystemCPUs", "")))
        {
            Title = "CPUs of the system",
            Read = "/var/lib/kubelet/config.yaml, reservedSystemCPUs",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "The kubelet and the daemons stay on them.",
            Apply = "reservedSystemCPUs: in the kubelet's configuration; drain the node, restart.",
            Undo = "The old value, the same way.",
            Source = "kubernetes #104147",
        },
        new("k8s.irq", By(_ => Finding.NotApplicable("It stands in the pod, not on the node: harrier deploy kubernetes renders it right.")))
        {
            Title = "Interrupts off the pod's CPUs",
            Read = "annotations of CRI-O",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Reference,
            Effect = "irq-load-balancing, cpu-quota and cpu-load-balancing of crio.io: disable.",
            Apply = "The pod with a RuntimeClass.",
            Source = "OpenShift node tuning",
        },
        new("k8s.hugepages", By(_ => Finding.NotApplicable("It stands in the pod, not on the node: harrier deploy kubernetes renders it right.")))
        {
            Title = "Huge pages of the pod",
            Read = "the pod",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "Requests equal to limits, a volume, and CPU or memory asked for as well.",
            Apply = "The pod of deploy/.",
            Source = "kubernetes docs; spdk #597",
        },
        new("k8s.priority", By(_ => Finding.NotApplicable("It stands in the pod, not on the node: harrier deploy kubernetes renders it right.")))
        {
            Title = "Priority class",
            Read = "the pod",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Medium,
            Evidence = Evidence.Quoted,
            Effect = "A class of one's own below 1,000,000,000: system-node-critical competes with the node's own pods.",
            Apply = "The pod of deploy/.",
            Source = "kube-router #815",
        },
        new("k8s.order", By(_ => Finding.NotApplicable("It stands in the pod, not on the node: harrier deploy kubernetes renders it right.")))
        {
            Title = "Tuned before the pod starts",
            Read = "a taint that the tuner removes",
            TakesEffect = TakesEffect.AtRestart,
            Risk = Risk.Low,
            Evidence = Evidence.Quoted,
            Effect = "Pods have started on half-tuned nodes after a boot.",
            Apply = "A taint at start, removed when verify passes.",
            Source = "OpenShift node tuning #1137",
        },
    ];

    private static Finding CheckKubelet(HostFacts facts, string key, string wanted)
    {
        if (facts.Root.Text("/var/lib/kubelet/config.yaml") is not string text)
        {
            return Finding.NotApplicable("/var/lib/kubelet/config.yaml: there is no kubelet here.");
        }

        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith($"{key}:", StringComparison.Ordinal))
            {
                string found = line[(key.Length + 1)..].Trim(' ', '"');
                return Finding.PassIf(wanted.Length == 0 ? found.Length > 0 : found == wanted, found, wanted.Length == 0 ? "given" : wanted);
            }
        }

        return Finding.Of(SettingStatus.Fail, "not given", wanted.Length == 0 ? "given" : wanted);
    }
}

using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Host.Hardware;

namespace Harrier.Host.Topology;

/// <summary>Writes a topology as JSON; docs/json.md lists the keys.</summary>
public static class MachineTopologyJson
{
    /// <summary>Writes everything that was read.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(MachineTopology topology, Stream output)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(output);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("root", topology.Root);
        WriteProcessor(json, topology);
        WriteCounts(json, topology);
        WriteCpus(json, topology);
        WriteCaches(json, topology);
        WriteCacheAllocation(json, topology);
        HardwareJson.Write(json, HardwareProfiles.Detect(topology));
        WriteNumaNodes(json, topology);
        WriteNetworkInterfaces(json, topology);
        WriteControlGroup(json, topology.ControlGroup);
        WriteVirtualization(json, topology.Virtualization);
        WriteNotes(json, topology);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteProcessor(Utf8JsonWriter json, MachineTopology topology)
    {
        json.WriteStartObject("processor");
        json.WriteString("vendor", topology.Processor.Vendor);
        WriteNumber(json, "family", topology.Processor.Family);
        WriteNumber(json, "model", topology.Processor.Model);
        WriteNumber(json, "stepping", topology.Processor.Stepping);
        json.WriteString("modelName", topology.Processor.ModelName);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, MachineTopology topology)
    {
        json.WriteNumber("packages", topology.Packages.Count);
        json.WriteNumber("dies", topology.Dies.Count);
        json.WriteNumber("cores", topology.Cores.Count);
        json.WriteNumber("processingUnits", topology.OnlineCpus.Count);
    }

    private static void WriteCpus(Utf8JsonWriter json, MachineTopology topology)
    {
        json.WriteString("onlineCpus", topology.OnlineCpus.ToString());
        json.WriteString("offlineCpus", topology.OfflineCpus.ToString());
        json.WriteString("isolatedCpus", topology.IsolatedCpus.ToString());
        json.WriteString("nohzFullCpus", topology.NohzFullCpus.ToString());
        json.WriteStartArray("packageList");
        foreach (CpuPackage package in topology.Packages)
        {
            json.WriteStartObject();
            WriteId(json, "id", package.Id);
            json.WriteString("cpus", package.Cpus.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("dieList");
        foreach (CpuDie die in topology.Dies)
        {
            json.WriteStartObject();
            WriteId(json, "package", die.PackageId);
            json.WriteNumber("id", die.Id);
            json.WriteString("cpus", die.Cpus.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("coreList");
        foreach (CpuCore core in topology.Cores)
        {
            json.WriteStartObject();
            WriteId(json, "package", core.PackageId);
            json.WriteNumber("die", core.DieId);
            WriteId(json, "id", core.Id);
            json.WriteString("cpus", core.Cpus.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCaches(Utf8JsonWriter json, MachineTopology topology)
    {
        json.WriteStartArray("caches");
        foreach (CpuCache cache in topology.Caches)
        {
            json.WriteStartObject();
            json.WriteNumber("level", cache.Level);
            json.WriteString("type", cache.Type switch { CacheType.Data => "data", CacheType.Instruction => "instruction", _ => "unified" });
            WriteNumber(json, "sizeBytes", cache.SizeBytes);
            WriteNumber(json, "lineBytes", cache.LineBytes);
            WriteNumber(json, "ways", cache.Ways);
            json.WriteString("cpus", cache.Cpus.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCacheAllocation(Utf8JsonWriter json, MachineTopology topology)
    {
        json.WriteStartArray("cacheAllocation");
        foreach (CacheAllocationLimits limits in topology.CacheAllocation)
        {
            json.WriteStartObject();
            json.WriteNumber("level", limits.Level);
            json.WriteNumber("maskBits", limits.MaskBits);
            json.WriteString("shareableMask", limits.ShareableMask.ToString("x", CultureInfo.InvariantCulture));
            json.WriteNumber("classes", limits.Classes);
            json.WriteString("source", limits.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumaNodes(Utf8JsonWriter json, MachineTopology topology)
    {
        json.WriteStartArray("numaNodes");
        foreach (NumaNode node in topology.NumaNodes)
        {
            json.WriteStartObject();
            json.WriteNumber("id", node.Id);
            json.WriteString("cpus", node.Cpus.ToString());
            WriteNumber(json, "memoryBytes", node.MemoryBytes);
            json.WriteStartArray("distances");
            foreach (int distance in node.Distances)
            {
                json.WriteNumberValue(distance);
            }

            json.WriteEndArray();
            json.WriteStartArray("memorySideCaches");
            foreach (MemorySideCache cache in node.MemorySideCaches)
            {
                json.WriteStartObject();
                json.WriteNumber("level", cache.Level);
                WriteNumber(json, "sizeBytes", cache.SizeBytes);
                WriteNumber(json, "lineBytes", cache.LineBytes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNetworkInterfaces(Utf8JsonWriter json, MachineTopology topology)
    {
        json.WriteStartArray("networkInterfaces");
        foreach (NetworkInterface network in topology.NetworkInterfaces)
        {
            json.WriteStartObject();
            json.WriteString("name", network.Name);
            json.WriteBoolean("isVirtual", network.IsVirtual);
            WriteNumber(json, "numaNode", network.NumaNode);
            json.WriteString("localCpus", network.LocalCpus?.ToString());
            json.WriteString("driver", network.Driver);
            json.WriteString("pciAddress", network.PciAddress);
            WriteNumber(json, "receiveQueues", network.ReceiveQueues);
            json.WriteStartArray("queueInterrupts");
            foreach (QueueInterrupt one in network.QueueInterrupts)
            {
                json.WriteStartObject();
                json.WriteNumber("queue", one.Queue);
                json.WriteNumber("interrupt", one.Interrupt);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteControlGroup(Utf8JsonWriter json, ControlGroupLimits? limits)
    {
        if (limits is null)
        {
            json.WriteNull("controlGroup");
            return;
        }

        json.WriteStartObject("controlGroup");
        json.WriteString("path", limits.Path);
        json.WriteNumber("version", limits.Version);
        json.WriteString("cpus", limits.Cpus?.ToString());
        WriteNumber(json, "cpuQuotaMicroseconds", limits.CpuQuotaMicroseconds);
        WriteNumber(json, "cpuPeriodMicroseconds", limits.CpuPeriodMicroseconds);
        WriteNumber(json, "memoryBytes", limits.MemoryBytes);
        json.WriteEndObject();
    }

    private static void WriteVirtualization(Utf8JsonWriter json, Virtualization virtualization)
    {
        json.WriteStartObject("virtualization");
        if (virtualization.IsVirtual is bool isVirtual)
        {
            json.WriteBoolean("isVirtual", isVirtual);
        }
        else
        {
            json.WriteNull("isVirtual");
        }

        json.WriteString("hypervisorType", virtualization.HypervisorType);
        json.WriteString("systemVendor", virtualization.SystemVendor);
        json.WriteString("productName", virtualization.ProductName);
        json.WriteEndObject();
    }

    private static void WriteNotes(Utf8JsonWriter json, MachineTopology topology)
    {
        json.WriteStartArray("notes");
        foreach (TopologyNote note in topology.Notes)
        {
            json.WriteStartObject();
            json.WriteString("path", note.Path);
            json.WriteString("cause", note.Cause);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A number below zero stands for one that could not be read.</summary>
    private static void WriteId(Utf8JsonWriter json, string name, int id) => WriteNumber(json, name, id < 0 ? null : id);

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is long number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

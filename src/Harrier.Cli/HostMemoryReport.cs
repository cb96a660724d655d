using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Runtime.Memory;

namespace Harrier.Cli;

/// <summary>What <c>harrier host memory</c> found, in words and as JSON.</summary>
internal static class HostMemoryReport
{
    internal static bool IsAsAsked(IReadOnlyList<MemoryArena> arenas)
    {
        foreach (MemoryArena arena in arenas)
        {
            if (arena.Placement.Faults.Count > 0)
            {
                return false;
            }
        }

        return true;
    }

    internal static void Write(NumaConfiguration wanted, IReadOnlyList<MemoryArena> arenas, TextWriter output)
    {
        var text = new TerminalText(output);
        foreach (MemoryArena arena in arenas)
        {
            if (arena != arenas[0])
            {
                output.WriteLine();
            }

            MemoryPlacement placement = arena.Placement;
            output.WriteLine(Line($"Asked   {wanted.ArenaBytes:N0} bytes of node {string.Join(", ", arena.Nodes)}, {NameOf(wanted.Policy)}, {Words(wanted.PageSize)}{(wanted.IsLocked ? ", locked" : "")}"));
            output.WriteLine(Line($"Got     {placement.ByteCount:N0} bytes"));
            output.WriteLine(Line($"Pages   {Words(placement.PageSize)}; {placement.HugeBytes:N0} bytes are on huge ones (smaps)"));
            foreach (NodeBytes there in placement.Nodes)
            {
                output.WriteLine(Line($"Node {there.Node,-3}{there.ByteCount:N0} bytes"));
            }

            if (placement.AbsentBytes > 0)
            {
                output.WriteLine(Line($"Absent  {placement.AbsentBytes:N0} bytes"));
            }

            output.WriteLine(Line($"Policy  {(placement.Policy is MemoryPolicy policy ? NameOf(policy) : "not known")}{(placement.PolicyNodes.Count > 0 ? " " + string.Join(", ", placement.PolicyNodes) : "")}"));
            output.WriteLine(Line($"Locked  {(placement.PageSize > PageSize.Transparent ? "pages of a pool are never swapped" : placement.IsLocked ? "yes" : "no")}"));
            foreach (string fault in placement.Faults)
            {
                text.Line($"Not as asked: {fault}");
            }
        }
    }

    internal static void WriteJson(NumaConfiguration wanted, IReadOnlyList<MemoryArena> arenas, string fault, Stream? stream)
    {
        if (stream is null)
        {
            return;
        }

        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartObject("asked");
        WriteNumbers(json, "nodes", wanted.Nodes);
        json.WriteString("policy", NameOf(wanted.Policy));
        json.WriteString("pages", NameOf(wanted.PageSize));
        json.WriteNumber("bytes", wanted.ArenaBytes);
        json.WriteBoolean("isLocked", wanted.IsLocked);
        json.WriteEndObject();
        json.WriteStartArray("arenas");
        foreach (MemoryArena arena in arenas)
        {
            WriteArena(json, arena);
        }

        json.WriteEndArray();
        json.WriteBoolean("isAsAsked", fault.Length == 0 && IsAsAsked(arenas));
        json.WritePropertyName("fault");
        if (fault.Length > 0)
        {
            json.WriteStringValue(fault);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    private static void WriteArena(Utf8JsonWriter json, MemoryArena arena)
    {
        MemoryPlacement placement = arena.Placement;
        json.WriteStartObject();
        WriteNumbers(json, "nodes", arena.Nodes);
        json.WriteNumber("bytes", placement.ByteCount);
        json.WriteString("pages", NameOf(placement.PageSize));
        json.WriteNumber("pageBytes", placement.PageBytes);
        json.WriteNumber("hugeBytes", placement.HugeBytes);
        json.WriteNumber("absentBytes", placement.AbsentBytes);
        json.WriteStartArray("placed");
        foreach (NodeBytes there in placement.Nodes)
        {
            json.WriteStartObject();
            json.WriteNumber("node", there.Node);
            json.WriteNumber("bytes", there.ByteCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("policy", placement.Policy is MemoryPolicy policy ? NameOf(policy) : null);
        WriteNumbers(json, "policyNodes", placement.PolicyNodes);
        json.WriteBoolean("isLocked", placement.IsLocked);
        json.WriteStartArray("faults");
        foreach (string fault in placement.Faults)
        {
            json.WriteStringValue(fault);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static string Words(PageSize size) => size switch
    {
        PageSize.OneGigabyte => "pages of 1 GB",
        PageSize.TwoMegabytes => "pages of 2 MB",
        PageSize.Transparent => "transparent huge pages",
        _ => "pages of 4 kB",
    };

    private static string NameOf(PageSize size) => size switch
    {
        PageSize.OneGigabyte => "1g",
        PageSize.TwoMegabytes => "2m",
        PageSize.Transparent => "thp",
        _ => "4k",
    };

    private static string NameOf(MemoryPolicy policy) => policy switch
    {
        MemoryPolicy.Preferred => "preferred",
        MemoryPolicy.Bind => "bind",
        MemoryPolicy.Interleave => "interleave",
        _ => "local",
    };

    private static string Line(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

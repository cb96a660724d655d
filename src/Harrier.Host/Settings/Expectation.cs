using System;
using System.Globalization;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Settings;

/// <summary>What the text of a file should say.</summary>
/// <param name="Text">The target, for people.</param>
/// <param name="IsMet">Whether a value (trimmed; of a choice like "always [never]" the chosen word) meets it.</param>
/// <param name="Value">What to write to meet it; null where Harrier does not write it.</param>
internal sealed record Expectation(string Text, Func<string, bool> IsMet, string? Value)
{
    /// <summary>Values that another reference asks for: found, they are a conflict of references and no fault.</summary>
    public Func<string, bool> IsOthers { get; init; } = static _ => false;

    /// <summary>What to write where that depends on what was found; null where it is <see cref="Value"/>.</summary>
    public Func<string, string>? ValueBy { get; init; }

    /// <summary>Some bits of a register clear. The others are left as they are.</summary>
    public static Expectation BitsClear(ulong bits) => new($"bits 0x{bits:x} clear", found => TryRegister(found, out ulong value) && (value & bits) == 0, "0x0")
    {
        ValueBy = found => $"0x{(TryRegister(found, out ulong value) ? value & ~bits : 0):x}",
    };

    public static Expectation Is(string value) => new(value, found => found == value, value);

    public static Expectation OneOf(params string[] values) => new(string.Join(" or ", values), found => Array.IndexOf(values, found) >= 0, values[0]);

    public static Expectation AtMost(long limit) => Number($"at most {limit:N0}", limit, number => number <= limit);

    public static Expectation AtLeast(long limit) => Number($"at least {limit:N0}", limit, number => number >= limit);

    /// <summary>A list of CPUs within a set.</summary>
    public static Expectation ListWithin(CpuSet set, string name) =>
        new($"only {name} ({set})", found => CpuSet.TryParseList(found, out CpuSet cpus) && cpus.IsSubsetOf(set), set.ToString());

    /// <summary>A mask of CPUs within a set.</summary>
    public static Expectation MaskWithin(CpuSet set, string name) =>
        new($"only {name} ({set})", found => CpuSet.TryParseMask(found, out CpuSet cpus) && cpus.IsSubsetOf(set), set.ToMask());

    /// <summary>The same, but only told and never written.</summary>
    public Expectation OnlyTold() => this with { Value = null };

    public Expectation OrByAnother(params string[] values) => this with { IsOthers = found => Array.IndexOf(values, found) >= 0 };

    private static bool TryRegister(string text, out ulong value)
    {
        value = 0;
        return text.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static Expectation Number(string text, long value, Func<long, bool> isMet) => new(
        text,
        found => long.TryParse(found, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && isMet(number),
        value.ToString(CultureInfo.InvariantCulture));
}

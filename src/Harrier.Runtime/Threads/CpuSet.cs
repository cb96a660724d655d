using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Harrier.Runtime.Threads;

/// <summary>A set of logical CPUs by their kernel numbers, in the kernel's two ways of writing: lists ("0-3,8") and
/// masks ("ff,00000001"). Cannot be changed once made.</summary>
/// <remarks>Source: cpuset(7), "List format" and "Mask format".</remarks>
public sealed class CpuSet : IReadOnlyCollection<int>, IEquatable<CpuSet>
{
    /// <summary>CPU numbers end below this: the largest NR_CPUS that the kernel can be built with on x86-64.</summary>
    public const int NumberLimit = 8_192;

    private const int WordBits = 32; // the kernel writes masks in groups of 32

    private readonly int[] _cpus; // ascending, each once

    private CpuSet(int[] ascending) => _cpus = ascending;

    /// <summary>No CPU.</summary>
    public static CpuSet Empty { get; } = new([]);

    /// <summary>The number of CPUs in the set.</summary>
    public int Count => _cpus.Length;

    /// <summary>The lowest number; -1 where the set is empty.</summary>
    public int First => _cpus.Length == 0 ? -1 : _cpus[0];

    /// <summary>Whether no CPU is in the set.</summary>
    public bool IsEmpty => _cpus.Length == 0;

    /// <summary>The set of these CPUs, in any order, each as often as wanted.</summary>
    /// <param name="cpus">Numbers from 0 to <see cref="NumberLimit"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static CpuSet Of(params IEnumerable<int> cpus)
    {
        ArgumentNullException.ThrowIfNull(cpus);
        var numbers = new SortedSet<int>();
        foreach (int cpu in cpus)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(cpu, nameof(cpus));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(cpu, NumberLimit, nameof(cpus));
            _ = numbers.Add(cpu);
        }

        return numbers.Count == 0 ? Empty : new CpuSet([.. numbers]);
    }

    /// <summary>Reads a list such as "0-3,8"; the empty text is the empty set.</summary>
    /// <param name="text">The list; white space around it does not count.</param>
    /// <param name="set">What it says; empty where it is no list.</param>
    public static bool TryParseList(string text, out CpuSet set)
    {
        ArgumentNullException.ThrowIfNull(text);
        set = Empty;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var numbers = new SortedSet<int>();
        foreach (string range in text.Trim().Split(','))
        {
            int dash = range.IndexOf('-', StringComparison.Ordinal);
            bool isSound = dash < 0
                ? TryParseNumber(range, out int first) & TryParseNumber(range, out int last)
                : TryParseNumber(range[..dash], out first) & TryParseNumber(range[(dash + 1)..], out last);
            if (!isSound || last < first)
            {
                return false;
            }

            for (int cpu = first; cpu <= last; cpu++)
            {
                _ = numbers.Add(cpu);
            }
        }

        set = new CpuSet([.. numbers]);
        return true;
    }

    /// <summary>Reads a mask such as "ff,00000001": hexadecimal words of 32 bits, highest first.</summary>
    /// <param name="text">The mask; white space around it does not count.</param>
    /// <param name="set">What it says; empty where it is no mask.</param>
    public static bool TryParseMask(string text, out CpuSet set)
    {
        ArgumentNullException.ThrowIfNull(text);
        set = Empty;
        string[] words = text.Trim().Split(',');
        if (words.Length > NumberLimit / WordBits)
        {
            return false;
        }

        var numbers = new SortedSet<int>();
        for (int at = 0; at < words.Length; at++)
        {
            if (!uint.TryParse(words[words.Length - 1 - at], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint word))
            {
                return false;
            }

            for (int bit = 0; bit < WordBits; bit++)
            {
                if ((word >> bit & 1) != 0)
                {
                    _ = numbers.Add((at * WordBits) + bit);
                }
            }
        }

        set = numbers.Count == 0 ? Empty : new CpuSet([.. numbers]);
        return true;
    }

    /// <summary>Whether a CPU is in the set.</summary>
    /// <param name="cpu">Its number.</param>
    public bool Contains(int cpu) => Array.BinarySearch(_cpus, cpu) >= 0;

    /// <summary>The CPUs of both.</summary>
    /// <param name="other">The other set.</param>
    public CpuSet Union(CpuSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of([.. _cpus, .. other._cpus]);
    }

    /// <summary>The CPUs that are not in the other set.</summary>
    /// <param name="other">The other set.</param>
    public CpuSet Except(CpuSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of(Array.FindAll(_cpus, cpu => !other.Contains(cpu)));
    }

    /// <summary>The CPUs that are in both.</summary>
    /// <param name="other">The other set.</param>
    public CpuSet Intersect(CpuSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of(Array.FindAll(_cpus, other.Contains));
    }

    /// <summary>Whether a CPU is in both.</summary>
    /// <param name="other">The other set.</param>
    public bool Overlaps(CpuSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Array.Exists(_cpus, other.Contains);
    }

    /// <summary>Whether the other set has every CPU of this one.</summary>
    /// <param name="other">The other set.</param>
    public bool IsSubsetOf(CpuSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Array.TrueForAll(_cpus, other.Contains);
    }

    /// <summary>The kernel's list: "0-3,8"; empty text for no CPU.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int at = 0; at < _cpus.Length;)
        {
            int end = at;
            while (end + 1 < _cpus.Length && _cpus[end + 1] == _cpus[end] + 1)
            {
                end++;
            }

            _ = text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{_cpus[at]}");
            _ = end == at ? text : text.Append(CultureInfo.InvariantCulture, $"-{_cpus[end]}");
            at = end + 1;
        }

        return text.ToString();
    }

    /// <summary>The kernel's mask: words of 32 bits with eight digits but for the first, "ff,00000001".</summary>
    public string ToMask()
    {
        uint[] words = new uint[IsEmpty ? 1 : (_cpus[^1] / WordBits) + 1];
        foreach (int cpu in _cpus)
        {
            words[^((cpu / WordBits) + 1)] |= 1u << (cpu % WordBits);
        }

        var text = new StringBuilder(words[0].ToString("x", CultureInfo.InvariantCulture));
        for (int at = 1; at < words.Length; at++)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $",{words[at]:x8}");
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(CpuSet? other) => other is not null && _cpus.AsSpan().SequenceEqual(other._cpus);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CpuSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int cpu in _cpus)
        {
            hash.Add(cpu);
        }

        return hash.ToHashCode();
    }

    /// <summary>The numbers, ascending.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_cpus).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < NumberLimit;
}

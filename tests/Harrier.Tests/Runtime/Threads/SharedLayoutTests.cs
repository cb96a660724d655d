using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Harrier.Market;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Runtime.Threads;

/// <summary>Where structures lie. What two threads write is 128 bytes apart.</summary>
public sealed partial class SharedLayoutTests
{
    /// <summary>Every structure with a stated size, and that size by hand: the sum of its fields, rounded up.</summary>
    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        ["PaddedLong"] = 128 + 128, // room, then the value with its own room
        ["BookSide"] = 16,
        ["BookHeader"] = 32 + 16 + 16, // one line of 64
        ["BookRecord"] = 16, // four to a line
        ["InstrumentQuotes"] = 128,
        ["WorkingQuote"] = 32,
        ["PositionRecord"] = 128,
        ["OpenExposure"] = 64,
    };

    /// <summary>Every source that orders memory between threads, and why no two of them fight for a line.</summary>
    private static readonly Dictionary<string, string> Shared = new(StringComparer.Ordinal)
    {
        ["Harrier.Runtime/Threads/PaddedLong.cs"] = "128 bytes of room on either side",
        ["Harrier.Market/QuoteCache.cs"] = "one writer; slots of 128 bytes on boundaries of 128 (QuoteCacheTests)",
        ["Harrier.Engine/SessionProgress.cs"] = "one writer, every few thousand messages; one reader, some times a second",
        ["Harrier.Runtime/Clocks/NanosecondClock.cs"] = "written once, when the clock falls back",
        ["Harrier.Runtime/Memory/NativeBuffer.cs"] = "not shared: the write that touches a page must not be left out",
        ["Harrier.Runtime/Memory/ArenaMapping.cs"] = "not shared: the same",
        ["Harrier.Runtime/Memory/AtomicWords.cs"] = "words of the shared pool, which gives each of its own a pair of lines",
        ["Harrier.Runtime/Memory/MemoryArena.cs"] = "a count of users, at start and at the end",
        ["Harrier.Runtime/Memory/SharedMemoryPool.cs"] = "each word 128 bytes from the next",
        ["Harrier.Trading/Risk/RiskLine.cs"] = "counts padded; the writer fills the page that nobody reads, then the count turns",
    };

    [Fact]
    public void Every_structure_with_a_stated_size_has_that_size()
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Type type in Types().Where(type => type.IsValueType && type.StructLayoutAttribute is { Size: > 1 } && type.Name[0] != '<' && !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            found[type.Name] = (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
        }

        Assert.Equal(Sizes.OrderBy(pair => pair.Key, StringComparer.Ordinal), found.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void A_padded_number_keeps_128_bytes_to_both_sides()
    {
        Assert.Equal(128, (int)Marshal.OffsetOf<PaddedLong>("_value"));
        var two = new PaddedLong[2];
        long between = Unsafe.ByteOffset(ref ValueOf(ref two[0]), ref ValueOf(ref two[1]));
        Assert.True(between >= 128, $"{between} bytes between the numbers");

        // The next thing behind it begins 256 bytes after its start: 128 after the number.
        Assert.Equal(128, Unsafe.ByteOffset(ref Unsafe.As<long, byte>(ref ValueOf(ref two[0])), ref Unsafe.As<PaddedLong, byte>(ref two[1])));
    }

    [Fact]
    public void The_counts_of_an_agent_and_its_state_lie_128_bytes_apart()
    {
        var invoker = new AgentInvoker<Idle>(default);
        long duties = 0;
        long work = Unsafe.ByteOffset(ref ValueOf(ref Fields<Idle>.Duties(invoker)), ref ValueOf(ref Fields<Idle>.Work(invoker)));
        long agent = Unsafe.ByteOffset(ref Unsafe.As<long, byte>(ref ValueOf(ref Fields<Idle>.Duties(invoker))), ref Unsafe.As<Idle, byte>(ref Fields<Idle>.Agent(invoker)));
        long[] places = [duties, work, agent];
        Array.Sort(places);
        Assert.All(places.Skip(1).Zip(places), pair => Assert.True(pair.First - pair.Second >= 128, string.Join(", ", places)));
    }

    [Fact]
    public void What_stops_a_thread_and_what_its_agent_counts_are_padded()
    {
        string[] padded = [.. Types()
            .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(PaddedLong))
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}")
            .Order(StringComparer.Ordinal)];
        Assert.Equal(["AgentInvoker`1._duties", "AgentInvoker`1._work", "AgentThread._stop", "RiskLine._assets", "RiskLine._publications"], padded);
    }

    [Fact]
    public void Every_source_that_shares_memory_between_threads_says_how_far_apart_it_is_written()
    {
        string folder = Path.Combine(TestData.Root, "src");
        string[] found = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => OrdersMemory().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(Shared.Keys.Order(StringComparer.Ordinal), found);
    }

    private static IEnumerable<Type> Types() =>
        new[] { typeof(PaddedLong), typeof(QuoteCache), typeof(Harrier.Trading.Orders.OrderTable), typeof(Harrier.Simulation.IVenue), typeof(Harrier.Engine.SessionProgress) }
            .SelectMany(type => type.Assembly.GetTypes());

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_value")]
    private static extern ref long ValueOf(ref PaddedLong padded);

    [GeneratedRegex(@"\b(Volatile\.|Interlocked\.|volatile )")]
    private static partial Regex OrdersMemory();

    private static class Fields<TAgent>
        where TAgent : IAgent
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_duties")]
        public static extern ref PaddedLong Duties(AgentInvoker<TAgent> invoker);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_work")]
        public static extern ref PaddedLong Work(AgentInvoker<TAgent> invoker);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_agent")]
        public static extern ref TAgent Agent(AgentInvoker<TAgent> invoker);
    }

    private struct Idle : IAgent
    {
        private long _state;

        public int DoWork() => (int)_state++;
    }
}

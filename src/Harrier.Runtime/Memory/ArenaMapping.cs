using System.Collections.Generic;
using System.Threading;
using Harrier.Runtime.Linux;

namespace Harrier.Runtime.Memory;

/// <summary>The memory behind an arena: mapped, bound to its nodes, touched and locked. What was refused on the way is
/// kept; whether the rest took effect is read back by <see cref="ReadPlacement"/>.</summary>
internal sealed unsafe class ArenaMapping
{
    private static readonly HashSet<ArenaMapping> Locked = []; // under its own lock: those that mlock(2) locked

    private readonly List<string> _refusals = [];

    private ArenaMapping(NumaConfiguration configuration, IReadOnlyList<int> nodes)
    {
        Configuration = configuration;
        Nodes = nodes;
    }

    public NumaConfiguration Configuration { get; }

    public IReadOnlyList<int> Nodes { get; }

    public void* Start { get; private set; }

    public nuint ByteCount { get; private set; }

    /// <summary>The pages that were mapped.</summary>
    public PageSize PageSize { get; private set; }

    /// <summary>What was asked for and refused.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>Whether the pages are of a pool.</summary>
    public bool IsOfPool => PageSize > PageSize.Transparent;

    /// <summary>Takes the memory; null with the reason where it cannot be had.</summary>
    public static ArenaMapping? TryMake(NumaConfiguration configuration, IReadOnlyList<int> nodes, out string fault)
    {
        var mapping = new ArenaMapping(configuration, nodes);
        fault = mapping.Map();
        if (fault.Length > 0)
        {
            return null;
        }

        mapping.Lock();
        if (!configuration.MayFallBack && mapping.ReadPlacement().Faults is [string first, ..])
        {
            mapping.Unmap();
            fault = first;
            return null;
        }

        return mapping;
    }

    /// <summary>Locks again what munlockall(2) took the locks from.</summary>
    public static void LockAgain()
    {
        lock (Locked)
        {
            foreach (ArenaMapping mapping in Locked)
            {
                _ = NativePages.Lock(mapping.Start, mapping.ByteCount);
            }
        }
    }

    public MemoryPlacement ReadPlacement() => PlacementReading.Read(this);

    public void Unmap()
    {
        lock (Locked)
        {
            _ = Locked.Remove(this);
        }

        NativePages.UnmapFrom(Start, ByteCount, PageSize);
        Start = null;
    }

    // A pool that is too small is kept as a refusal, and smaller pages are tried. Any other fault is final.
    private string Map()
    {
        for (PageSize size = Configuration.PageSize; ; size--)
        {
            PageSize = size;
            ByteCount = NativePages.RoundUp((nuint)Configuration.ArenaBytes, NativePages.BytesOf(size));
            Start = NativePages.TryMapOn(ByteCount, size, out int error);
            string fault = Start is null ? IsOfPool ? "" : MemoryRefusals.OfMapping(ByteCount, error) : Bind();
            if (fault.Length == 0 && error == 0)
            {
                error = Touch();
                fault = error == 0 || IsOfPool ? "" : MemoryRefusals.OfTouching(ByteCount, Nodes, error);
            }

            if (fault.Length == 0 && error == 0)
            {
                return "";
            }

            if (Start is not null)
            {
                Unmap();
            }

            fault = fault.Length == 0 ? MemoryRefusals.OfPool(size, ByteCount, Nodes, error) : fault;
            if (!IsOfPool || error == 0 || !Configuration.MayFallBack)
            {
                return fault;
            }

            _refusals.Add(fault);
        }
    }

    private string Bind()
    {
        int error = MemoryPolicyCalls.Bind(Start, ByteCount, Configuration.Policy, Nodes);
        if (error is MemoryPolicyCalls.NoSuchCall or MemoryPolicyCalls.NotPermitted && Configuration.MayFallBack)
        {
            string refusal = MemoryRefusals.OfPolicy(Nodes, error);
            if (!_refusals.Contains(refusal))
            {
                _refusals.Add(refusal);
            }

            return "";
        }

        return error == 0 ? "" : MemoryRefusals.OfPolicy(Nodes, error);
    }

    private int Touch()
    {
        if (!IsOfPool && !Configuration.IsTouched)
        {
            return 0;
        }

        int error = NativePages.Populate(Start, ByteCount);
        if (error != MemoryRefusals.UnknownAdvice || IsOfPool)
        {
            return error;
        }

        for (nuint at = 0; at < ByteCount; at += NativePages.SmallPageBytes)
        {
            Volatile.Write(ref ((byte*)Start)[at], 0);
        }

        return 0;
    }

    // The kernel leaves pages of a pool where they are, and mlock(2) of them does nothing.
    private void Lock()
    {
        if (!Configuration.IsLocked || IsOfPool)
        {
            return;
        }

        lock (Locked)
        {
            int error = NativePages.Lock(Start, ByteCount);
            if (error == 0)
            {
                _ = Locked.Add(this);
            }
            else
            {
                _refusals.Add(MemoryRefusals.OfLocking(ByteCount, error));
            }
        }
    }
}

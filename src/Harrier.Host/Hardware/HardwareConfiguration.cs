using System.Collections.Generic;
using System.Globalization;

namespace Harrier.Host.Hardware;

/// <summary>What a kind of processor is made of, and which of it can be arranged: a profile, or a profile with what the
/// machine says itself put in its place.</summary>
public sealed record HardwareConfiguration
{
    /// <summary>"Intel Xeon Scalable 2nd generation (Cascade Lake)".</summary>
    public required string Name { get; init; }

    /// <summary>Instruction sets beyond SSE4.2 that every processor of the kind has, as /proc/cpuinfo names them.</summary>
    public IReadOnlyList<string> CpuFeatures { get; init; } = [];

    /// <summary>The cores of the largest package of the kind.</summary>
    public Graded<int>? CoresPerPackageMax { get; init; }

    /// <summary>The caches.</summary>
    public CacheOptimization CacheOptimization { get; init; } = new();

    /// <summary>The memory.</summary>
    public MemoryConfiguration MemoryConfiguration { get; init; } = new();

    /// <summary>The memory nodes.</summary>
    public NumaTopology NumaTopology { get; init; } = new();

    /// <summary>Every figure that is known, in words.</summary>
    public IReadOnlyList<HardwareFigure> Figures()
    {
        var figures = new List<HardwareFigure>();
        CacheOptimization cache = CacheOptimization;
        Add("cores of a package, at most", CoresPerPackageMax);
        Add($"channels of {MemoryConfiguration.Kind} memory", MemoryConfiguration.Channels);
        Add("million transfers a second", MemoryConfiguration.MegatransfersPerSecond);
        Add("memory nodes of a package", NumaTopology.NodesPerPackage);
        Add("bytes of an L3", cache.L3Bytes);
        Add("ways of an L3", cache.L3Ways);
        Add("cores that share an L3", cache.CoresPerL3);
        Add("bits of an L3 mask", cache.L3MaskBits);
        Add("L3 mask shared with devices", cache.L3ShareableMask, "0x{0:x}");
        Add("classes of the L3", cache.L3Classes);
        Add("bits of an L2 mask", cache.L2MaskBits);
        Add("bytes between what two threads write", cache.SeparationBytes);
        if (cache.PrefetchControl is PrefetchControl control)
        {
            figures.Add(new HardwareFigure("register of the prefetchers", $"0x{control.Register.ToString("X", CultureInfo.InvariantCulture)}: {string.Join(", ", control.Prefetchers)}", control.Evidence, control.Source));
        }

        return figures;

        void Add<T>(string name, Graded<T>? figure, string format = "{0}")
            where T : struct
        {
            if (figure is Graded<T> one)
            {
                figures.Add(new HardwareFigure(name, string.Format(CultureInfo.InvariantCulture, format, one.Value), one.Evidence, one.Source));
            }
        }
    }
}

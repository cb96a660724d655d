using System.Globalization;
using System.Numerics;

namespace Harrier.Host.Settings;

/// <summary>The ways of a last cache, as the kernel tells them, and how they are divided between the hot CPUs and the
/// others.</summary>
/// <param name="All">A bit for each way that can be given (info/L3/cbm_mask).</param>
/// <param name="Shareable">Those that devices write into as well (info/L3/shareable_bits).</param>
/// <param name="BitsMin">The fewest bits of a mask (info/L3/min_cbm_bits).</param>
/// <param name="IsSparse">Whether a mask may have gaps (info/L3/sparse_masks).</param>
/// <remarks>Source: the kernel's filesystems/resctrl; Intel SDM 18.19.4.</remarks>
internal readonly record struct CacheWays(ulong All, ulong Shareable, int BitsMin, bool IsSparse)
{
    /// <summary>Reads those of a machine; false with the reason where it does not tell them.</summary>
    public static bool TryRead(HostRoot root, out CacheWays ways, out string reason)
    {
        const string Info = "/sys/fs/resctrl/info/L3";
        ways = default;
        reason = "";
        if (!TryReadMask(root, $"{Info}/cbm_mask", out ulong all) || all == 0)
        {
            reason = root.HasDirectory("/sys/fs/resctrl/info/L3CODE") ? "/sys/fs/resctrl is mounted with cdp, code and data apart: divide the ways by hand." : $"{Info}/cbm_mask: cannot be read.";
            return false;
        }

        _ = TryReadMask(root, $"{Info}/shareable_bits", out ulong shareable);
        int bitsMin = int.TryParse(root.Text($"{Info}/min_cbm_bits"), NumberStyles.None, CultureInfo.InvariantCulture, out int bits) ? bits : 1;
        ways = new CacheWays(all, shareable & all, bitsMin, root.Text($"{Info}/sparse_masks") == "1");
        return true;
    }

    /// <summary>Why the hardware would not take a mask; empty where it would.</summary>
    public string WhyNot(ulong mask) => (mask & ~All) != 0 ? $"{Text(mask)} has ways that the cache lacks: it has {Text(All)}"
        : BitOperations.PopCount(mask) < BitsMin ? $"{Text(mask)} has fewer ways than {BitsMin.ToString(CultureInfo.InvariantCulture)}"
        : !IsSparse && !IsContiguous(mask) ? $"{Text(mask)} has a gap"
        : "";

    /// <summary>Half of the ways for the hot CPUs, none of them one that devices write into, and the rest for the
    /// others.</summary>
    /// <param name="hot">The ways of the hot CPUs.</param>
    /// <param name="rest">Those of everybody else.</param>
    /// <returns>False where the ways cannot be divided so.</returns>
    public bool TryDivide(out ulong hot, out ulong rest)
    {
        int wanted = BitOperations.PopCount(All) / 2;
        for (int count = wanted; count >= BitsMin && count > 0; count--)
        {
            ulong run = count == 64 ? ulong.MaxValue : (1UL << count) - 1;
            for (int shift = 0; shift <= 64 - count; shift++)
            {
                hot = run << shift;
                rest = All & ~hot;
                if ((hot & Shareable) == 0 && WhyNot(hot).Length == 0 && WhyNot(rest).Length == 0)
                {
                    return true;
                }
            }
        }

        hot = 0;
        rest = All;
        return false;
    }

    /// <summary>A mask with as many digits as that of all ways: so "/@resctrl" shows it.</summary>
    public string Text(ulong mask)
    {
        int digits = (64 - BitOperations.LeadingZeroCount(All) + 3) / 4;
        return mask.ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the set bits are one run: adding the lowest of them carries through all.</summary>
    internal static bool IsContiguous(ulong mask) => mask != 0 && (mask & unchecked(mask + (mask & (0UL - mask)))) == 0;

    private static bool TryReadMask(HostRoot root, string path, out ulong mask) =>
        ulong.TryParse(root.Text(path), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out mask);
}

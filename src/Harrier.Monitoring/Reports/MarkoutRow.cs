using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>What fills were worth a while later: the mid then less the fill price, times the lots, for a buy; the
/// negative of it for a sell. A markout that falls with the horizon is adverse selection.</summary>
/// <param name="Horizon">How long after the fill.</param>
/// <param name="Fills">The fills whose horizon was reached within the session.</param>
/// <param name="Lots">The lots of those fills.</param>
/// <param name="Sum">Their markouts together.</param>
public sealed record MarkoutRow(Nanoseconds Horizon, long Fills, long Lots, Money Sum)
{
    /// <summary>Gets the markout of a lot in ticks; zero without fills. Display only.</summary>
    public double TicksPerLot => Lots == 0 ? 0 : (double)Sum.Parts / Money.PartsPerTickLot / Lots;
}

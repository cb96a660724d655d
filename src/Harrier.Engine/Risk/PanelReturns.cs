using System;
using System.Collections.Generic;
using Harrier.Monitoring.Reports;

namespace Harrier.Engine.Risk;

/// <summary>The daily returns of a panel, without the moves that are not believed. Cold: allocates.</summary>
internal sealed class PanelReturns
{
    /// <summary>A stock that loses a third or gains a half in a day is mostly a split that nobody took out.</summary>
    internal const double SuspectMove = 0.405;

    internal PanelReturns(PricePanel panel, double maximumMove)
    {
        Assets = panel.Names.Length;
        Days = panel.Days - 1;
        Values = new double[Assets * Days];
        var leftOut = new List<RiskMove>();
        for (int asset = 0; asset < Assets; asset++)
        {
            for (int day = 0; day < Days; day++)
            {
                double ratio = panel.Price(asset, day + 1) / panel.Price(asset, day);
                double move = Math.Log(ratio);
                LogMin = Math.Min(LogMin, move);
                LogMax = Math.Max(LogMax, move);
                Suspects += Math.Abs(move) > SuspectMove ? 1 : 0;
                if (Math.Abs(move) > maximumMove)
                {
                    leftOut.Add(new RiskMove(panel.Names[asset], day + 1, move));
                    continue;
                }

                Values[(asset * Days) + day] = ratio - 1.0;
            }
        }

        leftOut.Sort((left, right) => Math.Abs(right.LogReturn).CompareTo(Math.Abs(left.LogReturn)));
        LeftOut = [.. leftOut];
    }

    internal int Assets { get; }

    /// <summary>One less than those of the prices.</summary>
    internal int Days { get; }

    /// <summary>Asset by asset, <c>assets × days</c>; simple returns.</summary>
    internal double[] Values { get; }

    internal double LogMin { get; }

    internal double LogMax { get; }

    internal int Suspects { get; }

    /// <summary>The largest first.</summary>
    internal RiskMove[] LeftOut { get; }

    internal ReadOnlySpan<double> Of(int asset, int from, int to) => Values.AsSpan((asset * Days) + from, to - from);
}

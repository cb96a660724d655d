using System;
using System.Globalization;
using System.IO;

namespace Harrier.Engine.Risk;

/// <summary>What part of a portfolio each asset is: the same for all, or read from lines of NAME,WEIGHT, a line an asset.
/// Short positions have a weight below zero. Cold: allocates.</summary>
public static class PortfolioWeights
{
    private const double WeightMax = 1_000;

    /// <summary>The same weight for each asset.</summary>
    /// <param name="assets">How many.</param>
    public static double[] Equal(int assets)
    {
        double[] weights = new double[assets];
        Array.Fill(weights, 1.0 / assets);
        return weights;
    }

    /// <summary>Reads weights; an asset that is not named has none.</summary>
    /// <param name="reader">The lines.</param>
    /// <param name="names">The assets of the panel.</param>
    /// <param name="fault">What is wrong, as a sentence; empty when nothing is.</param>
    /// <returns>A weight an asset; null with a fault.</returns>
    public static double[]? Read(TextReader reader, string[] names, out string fault)
    {
        double[] weights = new double[names.Length];
        bool[] isGiven = new bool[names.Length];
        double gross = 0.0;
        int number = 0;
        for (string? line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            number++;
            string[] cells = line.Split(',');
            int asset = Array.IndexOf(names, cells[0].Trim().Trim('"'));
            bool isSound = cells.Length == 2
                & double.TryParse(cells[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double weight)
                && Math.Abs(weight) <= WeightMax;
            if (line.Length == 0)
            {
                continue;
            }

            if (!isSound || asset < 0)
            {
                fault = $"line {number}, '{line}': must be NAME,WEIGHT with a name of the panel and a number from -{WeightMax} to {WeightMax}";
                return null;
            }

            if (isGiven[asset])
            {
                fault = $"line {number}, '{line}': {names[asset]} has a weight already";
                return null;
            }

            isGiven[asset] = true;
            weights[asset] = weight;
            gross += Math.Abs(weight);
        }

        fault = gross > 0.0 ? string.Empty : "no asset has a weight";
        return gross > 0.0 ? weights : null;
    }
}

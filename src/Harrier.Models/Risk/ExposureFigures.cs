using System;

namespace Harrier.Models.Risk;

/// <summary>How large a portfolio is, and how much of it is in one place.</summary>
/// <param name="Gross">Sum of the sizes of all positions, dollars, no side set against the other.</param>
/// <param name="Net">Long less short, dollars.</param>
/// <param name="LargestShare">The largest position's share of the gross, 0 to 1; 0 for no positions.</param>
/// <param name="Herfindahl">Sum of the squares of the shares: 1 for one position, 1/n for n equal ones; 0 for none.</param>
public readonly record struct ExposureFigures(double Gross, double Net, double LargestShare, double Herfindahl)
{
    /// <summary>Measures positions. Allocates nothing.</summary>
    /// <param name="exposures">Dollars, signed.</param>
    /// <returns>The figures; NaN where a position is.</returns>
    public static ExposureFigures Of(ReadOnlySpan<double> exposures)
    {
        (double gross, double net, double largest, double squares) = (0.0, 0.0, 0.0, 0.0);
        foreach (double exposure in exposures)
        {
            double size = Math.Abs(exposure);
            gross += size;
            net += exposure;
            largest = Math.Max(largest, size);
            squares += size * size;
        }

        return FromSums(gross, net, largest, squares);
    }

    /// <summary>Makes them of the sums, for whoever has those.</summary>
    /// <param name="gross">Sum of the sizes.</param>
    /// <param name="net">Sum with signs.</param>
    /// <param name="largest">The largest size.</param>
    /// <param name="squares">Sum of the squares.</param>
    public static ExposureFigures FromSums(double gross, double net, double largest, double squares) => gross == 0.0
        ? default
        : new ExposureFigures(gross, net, largest / gross, squares / gross / gross);

    /// <summary>How many times the capital the positions are worth.</summary>
    /// <param name="capital">Dollars, above 0.</param>
    /// <returns>Gross over capital; infinite where there is no capital left.</returns>
    public double Leverage(double capital) => capital > 0.0 ? Gross / capital : Gross == 0.0 ? 0.0 : double.PositiveInfinity;
}

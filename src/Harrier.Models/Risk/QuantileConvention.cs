namespace Harrier.Models.Risk;

/// <summary>Which of n sorted outcomes, or what between two of them, is called the quantile.</summary>
public enum QuantileConvention : byte
{
    /// <summary>The ceil(n(1 - a))-th worst outcome: a loss that was really made.</summary>
    OrderStatistic = 0,

    /// <summary>Between the two outcomes around position (n - 1)(1 - a) from the worst, in a straight line: type 7 of
    /// Hyndman and Fan (1996), the default of R and NumPy. Milder in a short series.</summary>
    Interpolated = 1,
}

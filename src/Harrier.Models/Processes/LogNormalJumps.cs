using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Jumps at the times of a Poisson process; each multiplies the price by a log-normal number.</summary>
public readonly record struct LogNormalJumps
{
    /// <summary>Checks the parameters.</summary>
    /// <param name="perUnitOfTime">λ, jumps a unit of time, 0 or above.</param>
    /// <param name="meanLog">The mean of a jump's logarithm.</param>
    /// <param name="deviationLog">Its standard deviation, 0 or above.</param>
    public LogNormalJumps(double perUnitOfTime, double meanLog, double deviationLog)
    {
        ParameterRange.RequireFiniteNonNegative(perUnitOfTime);
        ParameterRange.RequireFinite(meanLog);
        ParameterRange.RequireFiniteNonNegative(deviationLog);
        (PerUnitOfTime, MeanLog, DeviationLog) = (perUnitOfTime, meanLog, deviationLog);
    }

    /// <summary>Gets λ, jumps a unit of time.</summary>
    public double PerUnitOfTime { get; }

    /// <summary>Gets the mean of a jump's logarithm.</summary>
    public double MeanLog { get; }

    /// <summary>Gets the standard deviation of a jump's logarithm.</summary>
    public double DeviationLog { get; }

    /// <summary>Gets what a jump adds on average, as a part of the price: E e^J - 1.</summary>
    public double MeanRelative => PortableMath.Exp(MeanLog + 0.5 * DeviationLog * DeviationLog) - 1.0;

    internal double Wait(PathRandom random) =>
        PerUnitOfTime > 0.0 ? random.NextExponential() / PerUnitOfTime : double.PositiveInfinity;

    internal double Factor(PathRandom random) => PortableMath.Exp(MeanLog + DeviationLog * random.NextGaussian());
}

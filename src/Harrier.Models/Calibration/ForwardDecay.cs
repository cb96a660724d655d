using System;
using Harrier.Primitives;

namespace Harrier.Models.Calibration;

/// <summary>Weights that halve with each half-life of age, kept as weights that grow: what is old stays as it is, and the
/// new counts more, so that an update touches one sum and not all.</summary>
/// <remarks>Cormode, Shkapenyuk, Srivastava and Xu, "Forward decay: a practical time decay model for streaming systems",
/// ICDE 2009. When the weight has grown by e^200 its owner scales its sums back.</remarks>
internal struct ForwardDecay
{
    private const double Ln2 = 0.693147180559945309;

    // The squares of weights, e^400, are far from the largest double, e^709.
    private const double ExponentMax = 200.0;

    // After as long a time nothing of before counts, and longer ones are alike.
    private const double StepMax = 400.0;

    private readonly double _perSecond;
    private double _exponent;

    /// <param name="halfLifeSeconds">Above 0; infinity for no forgetting.</param>
    public ForwardDecay(double halfLifeSeconds)
    {
        _perSecond = Ln2 / halfLifeSeconds;
        Weight = 1.0;
    }

    /// <summary>The weight of what comes now.</summary>
    public double Weight { get; private set; }

    /// <summary>Lets time pass.</summary>
    /// <param name="seconds">0 or more.</param>
    /// <returns>The integral of the weight over that time.</returns>
    public double Pass(double seconds)
    {
        if (_perSecond == 0.0)
        {
            return seconds;
        }

        double before = Weight;
        double step = Math.Min(_perSecond * seconds, StepMax);
        _exponent += step;
        Weight = PortableMath.Exp(_exponent);

        // The difference of two near weights has no digits: there the trapezoid is exact to step²/12.
        return step < 1e-4 ? 0.5 * (before + Weight) * seconds : (Weight - before) / _perSecond;
    }

    /// <summary>Whether the owner has to multiply its sums by a factor now.</summary>
    /// <param name="factor">The factor, for sums of weights; its square for sums of squared weights.</param>
    public bool IsScaleDue(out double factor)
    {
        if (_exponent < ExponentMax)
        {
            factor = 1.0;
            return false;
        }

        factor = PortableMath.Exp(-_exponent);
        _exponent = 0.0;
        Weight = 1.0;
        return true;
    }
}

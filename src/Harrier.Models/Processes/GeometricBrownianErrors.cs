using System;
using Harrier.Models.Quoting;

namespace Harrier.Models.Processes;

/// <summary>The errors of the schemes for a geometric Brownian motion that starts at 1, exactly: no sampling is needed.</summary>
/// <remarks>
/// A step multiplies the solution by G = exp((μ - σ²/2) h + σ ΔW) and the scheme by F. The second moments of the error
/// e = X - Y go on from step to step: e' = G e + (G - F) Y. The moments of G - F are written out such that nothing cancels:
/// with p = μh, u = 1 + p, c = e^p - u, and q = σ²h, s = q (q + q²/2 for Milstein), d = e^q - 1 - s:
/// E(G-F)² = s p² + u²d + 2csp + 2ucd + c²(1+s+d), E(G-F)F = sp + c(u+s), EG(G-F) = (u+c)(sp + ud + c(1+s+d)).
/// The plain √(EX² + EY² - 2EXY) has no digit left where the error is 1e-6.
/// </remarks>
public readonly record struct GeometricBrownianErrors
{
    /// <summary>Computes the errors.</summary>
    /// <param name="motion">The equation.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="horizon">The time at which they are taken, above 0.</param>
    /// <param name="steps">The number of equal steps until then, 1 or more.</param>
    public GeometricBrownianErrors(GeometricBrownianMotion motion, SdeScheme scheme, double horizon, int steps)
    {
        ParameterRange.RequireFinitePositive(horizon);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        double step = horizon / steps;
        double p = motion.Drift * step;
        double q = motion.Volatility * motion.Volatility * step;
        double u = 1.0 + p;
        double c = ExponentialRest(p, 2);
        bool isMilstein = scheme == SdeScheme.Milstein;
        double s = isMilstein ? q + 0.5 * q * q : q;
        double d = ExponentialRest(q, isMilstein ? 3 : 2);
        double gap = s * p * p + u * u * d + 2.0 * c * s * p + 2.0 * u * c * d + c * c * (1.0 + s + d);
        double gapScheme = s * p + c * (u + s);
        double gapSolution = (u + c) * (s * p + u * d + c * (1.0 + s + d));

        // What a step multiplies by, less 1: a factor rounded near 1 would have the same error each step.
        double solution = p + c;
        double schemeSquare = 2.0 * p + p * p + s;
        double product = solution + (1.0 + solution) * (p + s);
        double solutionSquare = solution * (2.0 + solution) * (1.0 + s + d) + s + d;
        double errorSquare = 0.0, errorScheme = 0.0, squareError = 0.0, meanError = 0.0, secondMoment = 1.0, mean = 1.0;
        for (int i = 0; i < steps; i++)
        {
            errorSquare += solutionSquare * errorSquare + 2.0 * gapSolution * errorScheme + gap * secondMoment;
            errorScheme += product * errorScheme + gapScheme * secondMoment;
            squareError += solutionSquare * squareError + (gapSolution + gapScheme) * secondMoment;
            meanError += solution * meanError + c * mean;
            secondMoment += schemeSquare * secondMoment;
            mean += p * mean;
        }

        Strong = Math.Sqrt(errorSquare);
        WeakMean = Math.Abs(meanError);
        WeakSecondMoment = Math.Abs(squareError);
    }

    /// <summary>Gets the root of the mean square of solution less scheme, on the same Brownian path.</summary>
    public double Strong { get; }

    /// <summary>Gets the distance of the means.</summary>
    public double WeakMean { get; }

    /// <summary>Gets the distance of the means of the squares.</summary>
    public double WeakSecondMoment { get; }

    /// <summary>e^x less the terms of its series before x^first.</summary>
    private static double ExponentialRest(double x, int first)
    {
        double term = 1.0;
        double sum = 0.0;
        for (int power = 1; power < first + 60; power++)
        {
            term *= x / power;
            sum += power >= first ? term : 0.0;
        }

        return sum;
    }
}

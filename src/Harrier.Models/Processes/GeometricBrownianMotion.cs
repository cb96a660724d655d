using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>dX = μ X dt + σ X dW, whose solution is known: what the schemes are checked by.</summary>
public readonly record struct GeometricBrownianMotion : IDiagonalDiffusion
{
    /// <summary>Checks the parameters.</summary>
    /// <param name="drift">μ, per unit of time.</param>
    /// <param name="volatility">σ, per square root of a unit of time, 0 or above.</param>
    public GeometricBrownianMotion(double drift, double volatility)
    {
        ParameterRange.RequireFinite(drift);
        ParameterRange.RequireFiniteNonNegative(volatility);
        (Drift, Volatility) = (drift, volatility);
    }

    /// <summary>Gets μ, per unit of time.</summary>
    public double Drift { get; }

    /// <summary>Gets σ, per square root of a unit of time.</summary>
    public double Volatility { get; }

    /// <inheritdoc/>
    public int Dimension => 1;

    /// <inheritdoc/>
    public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> drift, Span<double> diffusion)
    {
        drift[0] = Drift * state[0];
        diffusion[0] = Volatility * state[0];
    }

    /// <inheritdoc/>
    public void Slope(double time, ReadOnlySpan<double> state, Span<double> slope) => slope[0] = Volatility;

    /// <summary>The solution some time on; Euler's scheme on the logarithm is the same.</summary>
    /// <param name="value">The value before.</param>
    /// <param name="step">The time, 0 or above.</param>
    /// <param name="noise">The increment of the Brownian motion over it.</param>
    /// <returns>X exp((μ - σ²/2) t + σ ΔW).</returns>
    public double Exact(double value, double step, double noise) =>
        value * PortableMath.Exp((Drift - 0.5 * Volatility * Volatility) * step + Volatility * noise);
}

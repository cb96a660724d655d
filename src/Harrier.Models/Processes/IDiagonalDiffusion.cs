using System;

namespace Harrier.Models.Processes;

/// <summary>A stochastic differential equation whose components have a Brownian motion each:
/// dX_i = drift_i(t, X) dt + diffusion_i(t, X) dW_i.</summary>
public interface IDiagonalDiffusion
{
    /// <summary>Gets the number of components.</summary>
    int Dimension { get; }

    /// <summary>Computes the coefficients of dt and of dW.</summary>
    /// <param name="time">The time.</param>
    /// <param name="state">The components.</param>
    /// <param name="drift">Takes the coefficients of dt.</param>
    /// <param name="diffusion">Takes the coefficients of dW.</param>
    void Evaluate(double time, ReadOnlySpan<double> state, Span<double> drift, Span<double> diffusion);

    /// <summary>Computes the derivative of each coefficient of dW by its own component.</summary>
    /// <param name="time">The time.</param>
    /// <param name="state">The components.</param>
    /// <param name="slope">Takes the derivatives.</param>
    void Slope(double time, ReadOnlySpan<double> state, Span<double> slope);
}

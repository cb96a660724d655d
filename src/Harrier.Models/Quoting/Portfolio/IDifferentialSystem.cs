using System;

namespace Harrier.Models.Quoting.Portfolio;

/// <summary>The right-hand side of y' = f(y).</summary>
internal interface IDifferentialSystem
{
    /// <summary>Computes f(y).</summary>
    void Derivative(ReadOnlySpan<double> state, Span<double> derivative);
}

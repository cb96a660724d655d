using Harrier.Primitives;

namespace Harrier.Trading.Risk;

/// <summary>A limit of the portfolio that was breached.</summary>
/// <param name="Time">When it was first seen.</param>
/// <param name="Limit">Which limit.</param>
/// <param name="Action">What is done.</param>
/// <param name="Measured">What was measured: dollars, times the capital, or a share.</param>
/// <param name="Allowed">The limit in the same unit.</param>
public readonly record struct LimitBreach(
    Nanoseconds Time, PortfolioLimit Limit, LimitAction Action, double Measured, double Allowed);

using Harrier.Models.Quoting;

namespace Harrier.Tests.Models.Quoting.Portfolio;

/// <summary>The two indices of Guéant (2017), section 6.</summary>
internal static class Indices
{
    public static readonly GlftParameters InvestmentGrade =
        new() { RiskAversion = 6e-5, Volatility = 5.83e-6, ArrivalRate = 9.10e-4, Decay = 1.79e4, OrderSize = 50e6 };

    public static readonly GlftParameters HighYield =
        new() { RiskAversion = 6e-5, Volatility = 2.15e-5, ArrivalRate = 1.06e-3, Decay = 5.47e3, OrderSize = 10e6 };

    public static GlftParameters[] Both() => [InvestmentGrade, HighYield];
}

namespace Harrier.Monitoring.Reports;

/// <summary>The risk aversion at which a full inventory moves the quotes by a given distance.</summary>
/// <param name="Name">Which distance, in words.</param>
/// <param name="SkewAtLimitTicks">The distance, ticks of 1/10,000 dollar.</param>
/// <param name="RiskAversionPerDollar">γ, per dollar of profit.</param>
/// <param name="QuoteTicks">How much nearer the model's ask then stands with a full inventory than with none, ticks: the
/// exact quotes bend near the limit.</param>
public sealed record RiskAversionRow(string Name, double SkewAtLimitTicks, double RiskAversionPerDollar, double QuoteTicks);

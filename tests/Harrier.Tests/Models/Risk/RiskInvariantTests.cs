using System;
using CsCheck;
using Harrier.Models.Risk;
using Xunit;

namespace Harrier.Tests.Models.Risk;

/// <summary>What holds of every measure of risk, and that nothing hostile comes out as a number.</summary>
public sealed class RiskInvariantTests
{
    private const int Outcomes = 60;

    private static readonly Gen<double[]> Profits = Gen.Double[-100, 50].Array[Outcomes];

    private static readonly Gen<double> Confidences = Gen.Double[0.6, 0.98];

    private static readonly Gen<QuantileConvention> Conventions = Gen.Bool.Select(isFirst => isFirst ? QuantileConvention.OrderStatistic : QuantileConvention.Interpolated);

    [Fact]
    public void Twice_the_position_is_twice_the_risk_and_cash_lowers_it_by_itself() =>
        Gen.Select(Profits, Confidences, Conventions, Gen.Double[0.01, 100], Gen.Double[-1000, 1000]).Sample((profits, confidence, convention, factor, cash) =>
        {
            foreach (Measure measure in Measures(convention))
            {
                TailRisk risk = measure(profits, confidence);
                TailRisk larger = measure(Array.ConvertAll(profits, profit => profit * factor), confidence);
                Close(risk.ValueAtRisk * factor, larger.ValueAtRisk, 100 * factor);
                Close(risk.ExpectedShortfall * factor, larger.ExpectedShortfall, 100 * factor);
                TailRisk richer = measure(Array.ConvertAll(profits, profit => profit + cash), confidence);
                Close(risk.ValueAtRisk - cash, richer.ValueAtRisk, 1100);
                Close(risk.ExpectedShortfall - cash, richer.ExpectedShortfall, 1100);
            }
        });

    [Fact]
    public void Shortfall_is_never_below_value_at_risk_and_both_rise_with_the_confidence() =>
        Gen.Select(Profits, Confidences, Conventions).Sample((profits, confidence, convention) =>
        {
            foreach (Measure measure in Measures(convention))
            {
                TailRisk risk = measure(profits, confidence);
                TailRisk surer = measure(profits, confidence + 0.003);
                Assert.True(risk.IsKnown && surer.IsKnown);
                Assert.True(risk.ExpectedShortfall >= risk.ValueAtRisk - 1e-9);
                Assert.True(surer.ValueAtRisk >= risk.ValueAtRisk - 1e-9);
                Assert.True(surer.ExpectedShortfall >= risk.ExpectedShortfall - 1e-9);
            }
        });

    [Fact]
    public void The_shortfall_of_two_portfolios_together_is_at_most_their_sum() =>
        Gen.Select(Profits, Profits, Confidences).Sample((left, right, confidence) =>
        {
            double[] both = new double[Outcomes];
            for (int i = 0; i < both.Length; i++)
            {
                both[i] = left[i] + right[i];
            }

            double[] scratch = new double[Outcomes];
            double Shortfall(double[] profits) => HistoricalTail.Measure(profits, confidence, default, scratch).ExpectedShortfall;
            Assert.True(Shortfall(both) <= Shortfall(left) + Shortfall(right) + 1e-9);
        });

    [Fact]
    public void Components_sum_to_the_whole() =>
        Gen.Select(Gen.Double[-100, 50].Array[3 * Outcomes], Confidences, Conventions).Sample((profits, confidence, convention) =>
        {
            double[] valueAtRisk = new double[3];
            double[] shortfall = new double[3];
            TailRisk historical = HistoricalTail.Contributions(profits, 3, confidence, convention, valueAtRisk, shortfall);
            AssertSums(historical);
            TailRisk expansion = CornishFisherTail.Contributions(profits, 3, confidence, convention, valueAtRisk, shortfall);
            AssertSums(expansion);

            void AssertSums(TailRisk whole)
            {
                Assert.True(whole.IsKnown);
                Close(whole.ValueAtRisk, valueAtRisk[0] + valueAtRisk[1] + valueAtRisk[2], 300);
                Close(whole.ExpectedShortfall, shortfall[0] + shortfall[1] + shortfall[2], 300);
            }
        });

    [Fact]
    public void Hostile_series_come_out_as_finite_figures_or_say_why_not() =>
        Gen.Select(Hostile.Array[0, 40], Confidences, Conventions).Sample((profits, confidence, convention) =>
        {
            foreach (Measure measure in Measures(convention))
            {
                AssertSound(measure(profits, confidence));
            }

            double[] parts = new double[2];
            double[] even = profits[..(profits.Length / 2 * 2)];
            AssertSound(HistoricalTail.Contributions(even, 2, confidence, convention, parts, new double[2]));
            AssertSound(CornishFisherTail.Contributions(even, 2, confidence, convention, parts, new double[2]));
            if (profits.Length >= 2)
            {
                AssertSound(ParametricTail.Normal(confidence).Of(profits[0], profits[1]));
                AssertSound(ParametricTail.StudentT(confidence, 3).Of(profits[0], profits[1]));
            }
        });

    private delegate TailRisk Measure(double[] profits, double confidence);

    private static Gen<double> Hostile => Gen.Frequency(
        (6, Gen.Double[-1, 1]),
        (1, Of(double.NaN, double.PositiveInfinity, double.NegativeInfinity)),
        (1, Of(0.0, -0.0, double.Epsilon, -double.Epsilon, 1e-308)),
        (1, Of(1e308, -1e308, double.MaxValue, double.MinValue, 1e154)));

    private static Gen<double> Of(params double[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Measure[] Measures(QuantileConvention convention) =>
    [
        (profits, confidence) => HistoricalTail.Measure(profits, confidence, convention, new double[profits.Length]),
        (profits, confidence) => CornishFisherTail.Measure(profits, confidence, convention, new double[profits.Length]),
    ];

    private static void AssertSound(TailRisk risk)
    {
        Assert.Equal(risk.IsKnown, double.IsFinite(risk.ValueAtRisk) && double.IsFinite(risk.ExpectedShortfall));
        Assert.NotEqual(RiskOutcome.NotComputed, risk.Outcome);
    }

    private static void Close(double expected, double actual, double size) => Assert.Equal(expected, actual, 1e-9 * size);
}

using System;
using System.Linq;
using Harrier.Models.Risk;
using Xunit;

namespace Harrier.Tests.Models.Risk;

public sealed class ExceedanceTestTests
{
    // By hand for 0 of 250 at 99 %: -2 * 250 * ln 0.99 = 500 * 0.01005033585 = 5.0251679.
    // For 5 of 250: the share is 2 %, so 2 (245 ln(0.98/0.99) + 5 ln(0.02/0.01)) = 2 (-2.48733 + 3.46574) = 1.95681.
    // All digits from an independent program: Python's decimal with 40 digits, p-values by its erfc.
    [Theory]
    [InlineData(0, 250, 0.99, 5.02516792675072059, 0.024981503053449768)]
    [InlineData(1, 250, 0.99, 1.17649113532107604, 0.27807149001395615)]
    [InlineData(2, 250, 0.99, 0.10843521623680332, 0.7419327009526234)]
    [InlineData(5, 250, 0.99, 1.95680978823062956, 0.16185491719604192)]
    [InlineData(7, 250, 0.99, 5.49699044779269932, 0.019049230890526354)]
    [InlineData(10, 250, 0.95, 0.56335291001759874, 0.4529124499351954)]
    public void Kupiecs_test_of_the_share_of_exceedances(int exceedances, int observations, double confidence, double statistic, double pValue)
    {
        var test = ExceedanceTest.ProportionOfFailures(exceedances, observations, confidence);
        Assert.Equal(RiskOutcome.Computed, test.Outcome);
        Assert.Equal(statistic, test.Statistic, 1e-12);
        Assert.Equal(pValue, test.PValue, 1e-13);
    }

    [Fact]
    public void The_expected_share_is_a_perfect_fit_and_every_day_a_terrible_one()
    {
        Assert.Equal(1.0, ExceedanceTest.ProportionOfFailures(5, 100, 0.95).PValue, 1e-6);
        Assert.True(ExceedanceTest.ProportionOfFailures(100, 100, 0.95).PValue < 1e-100);
        Assert.Equal(RiskOutcome.TooFewObservations, ExceedanceTest.ProportionOfFailures(0, 0, 0.95).Outcome);
    }

    [Fact]
    public void Christoffersens_test_of_independence()
    {
        // Days 0 0 0 0 1 1 1 0 0 0 0 1: after a calm day 7 times calm... counted: 00 x 6, 01 x 2, 10 x 1, 11 x 2.
        // 2 [ 6 ln(6/8) + 2 ln(2/8) + 1 ln(1/3) + 2 ln(2/3) - 7 ln(7/11) - 4 ln(4/11) ]
        // = 2 [ -1.726092 - 2.772589 - 1.098612 - 0.810930 + 3.163896 + 4.046404 ] = 1.604151.
        var test = ExceedanceTest.Independence([false, false, false, false, true, true, true, false, false, false, false, true]);
        Assert.Equal(1.604151702160830, test.Statistic, 1e-12);
        Assert.Equal(0.205315844960759, test.PValue, 1e-12);
    }

    [Fact]
    public void Both_together_add_up_on_two_degrees_of_freedom()
    {
        var failures = ExceedanceTest.ProportionOfFailures(5, 250, 0.99);
        var independence = ExceedanceTest.Independence([false, false, false, false, true, true, true, false, false, false, false, true]);
        var both = ExceedanceTest.ConditionalCoverage(in failures, in independence);

        // χ² with two degrees of freedom exceeds x with probability e^(-x/2): e^-1.780480745 = 0.168557...
        Assert.Equal(failures.Statistic + independence.Statistic, both.Statistic, 1e-15);
        Assert.Equal(Math.Exp(-1.780480745195730), both.PValue, 1e-12);
    }

    [Fact]
    public void Without_an_exceedance_there_is_nothing_to_tell_about_independence()
    {
        Assert.Equal(RiskOutcome.TooFewObservations, ExceedanceTest.Independence(new bool[100]).Outcome);
        Assert.Equal(RiskOutcome.TooFewObservations, ExceedanceTest.Independence([.. Enumerable.Repeat(true, 100)]).Outcome);
        Assert.Equal(RiskOutcome.TooFewObservations, ExceedanceTest.Independence([]).Outcome);
        Assert.Equal(RiskOutcome.TooFewObservations, ExceedanceTest.ConditionalCoverage(default, default).Outcome);
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    public void Counts_that_cannot_be_are_an_error(int exceedances, int observations) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ExceedanceTest.ProportionOfFailures(exceedances, observations, 0.95));
}

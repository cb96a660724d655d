using System;
using System.Globalization;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

/// <summary>The papers print figures only. The expected numbers were computed apart from this code, with an eigensystem
/// in 40 digits, for the papers' parameter sets.</summary>
public sealed class GlftExactTests
{
    private static readonly GlftParameters Figure1 =
        new() { RiskAversion = 0.01, Volatility = 0.3, ArrivalRate = 0.9, Decay = 0.3 };

    private static readonly GlftParameters Figure4Right =
        new() { RiskAversion = 0.01, Volatility = 1.0, ArrivalRate = 0.2, Decay = 0.3 };

    private static readonly GlftParameters InvestmentGrade =
        new() { RiskAversion = 6e-5, Volatility = 5.83e-6, ArrivalRate = 9.10e-4, Decay = 1.79e4, OrderSize = 50e6 };

    private static readonly GlftParameters HighYield =
        new() { RiskAversion = 6e-5, Volatility = 2.15e-5, ArrivalRate = 1.06e-3, Decay = 5.47e3, OrderSize = 10e6 };

    [Theory]
    [InlineData(0, 3.31304541, 3.31304541)]
    [InlineData(1, 3.381168074, 3.244919155)]
    [InlineData(10, 3.992932562, 2.632801993)]
    public void Figure_1_of_GLFT_at_600_seconds(int inventory, double bid, double ask)
    {
        var quotes = ModelQuotes.Of(new GlftExact(Figure1, 30), 30, 600.0);
        Assert.Equal(bid, quotes.Bid(inventory), 5e-9);
        Assert.Equal(ask, quotes.Ask(inventory), 5e-9);
    }

    [Fact]
    public void Figure_1_at_the_last_lot_and_in_the_steady_state()
    {
        var model = new GlftExact(Figure1, 30);
        Assert.Equal(6.130908414, ModelQuotes.Of(model, 30, 600.0).Bid(29), 5e-10);
        Assert.Equal(3.313045419, ModelQuotes.Of(model, 30, double.PositiveInfinity).Bid(0), 5e-10);
        Assert.Equal(-0.64473442991, model.SmallestEigenvalue, 5e-12);
    }

    [Fact]
    public void Figure_4_right_of_GLFT()
    {
        var quotes = ModelQuotes.Of(new GlftExact(Figure4Right, 30), 30, 600.0);
        Assert.Equal(3.525651107, quotes.Bid(0), 5e-10);
        Assert.Equal(8.022747424, quotes.Bid(10), 5e-10);
        Assert.Equal(-1.072184819, quotes.Ask(10), 5e-10);
    }

    [Theory]
    [InlineData(null, 1.20820726e-4, 1.92066247e-4, -1.75217620e-5)]
    [InlineData(0.0, 1.21764771e-4, 1.92204010e-4, -1.00329276e-5)]
    public void Investment_grade_index_of_Gueant(double? executionRiskAversion, double flat, double longBid, double longAsk)
    {
        GlftParameters parameters = InvestmentGrade with { ExecutionRiskAversion = executionRiskAversion };
        var quotes = ModelQuotes.Of(new GlftExact(parameters, 4), 4, 7200.0);
        Assert.Equal(flat, quotes.Bid(0), 5e-13);
        Assert.Equal(flat, quotes.Ask(0), 5e-13);
        Assert.Equal(longBid, quotes.Bid(1), 5e-13);
        Assert.Equal(longAsk, quotes.Ask(1), 5e-13);
    }

    [Fact]
    public void High_yield_index_of_Gueant()
    {
        var utility = ModelQuotes.Of(new GlftExact(HighYield, 4), 4, 7200.0);
        Assert.Equal(3.53915436e-4, utility.Bid(0), 5e-13);
        Assert.Equal(5.73034133e-4, utility.Bid(1), 5e-13);
        Assert.Equal(-6.98214039e-6, utility.Ask(1), 5e-15);
        GlftParameters meanVariance = HighYield with { ExecutionRiskAversion = 0.0 };
        Assert.Equal(3.57298472e-4, ModelQuotes.Of(new GlftExact(meanVariance, 4), 4, 7200.0).Bid(0), 5e-13);
    }

    [Fact]
    public void Model_B_is_the_problem_of_Cartea_and_Jaimungal()
    {
        // Their λ is A, their κ is k, their φ is γσ²/2; without a terminal penalty the quotes are the same.
        GlftParameters parameters = Figure1 with { ExecutionRiskAversion = 0.0 };
        var quotes = ModelQuotes.Of(new GlftExact(parameters, 30), 30, 600.0);
        Assert.Equal(3.3671157934402345, quotes.Bid(0), 1e-12);
        Assert.Equal(3.704747999567644, quotes.Bid(5), 1e-12);
    }

    [Theory]
    [InlineData(0.01, 67.75524541, 0.67309906, 0.69044616, 0.65580949)]
    [InlineData(0.1, 64.13292388, 0.67162812, 0.72407195, 0.61914230)]
    [InlineData(0.5, 53.92457721, 0.63892541, 0.76541961, 0.51180288)]
    [InlineData(1.0, 45.19966848, 0.60840349, 0.80119540, 0.41324775)]
    public void The_market_of_Avellaneda_and_Stoikov_with_a_limit_of_12(
        double riskAversion, double certaintyEquivalent, double bid, double longBid, double longAsk)
    {
        GlftParameters parameters = new() { RiskAversion = riskAversion, Volatility = 2.0, ArrivalRate = 140.0, Decay = 1.5 };
        var model = new GlftExact(parameters, 12);
        var quotes = ModelQuotes.Of(model, 12, 1.0);
        Assert.Equal(certaintyEquivalent, model.CertaintyEquivalent(1.0), 5e-9);
        Assert.Equal(bid, quotes.Bid(0), 5e-9);
        Assert.Equal(longBid, quotes.Bid(1), 5e-9);
        Assert.Equal(longAsk, quotes.Ask(1), 5e-9);
    }

    [Theory]
    [InlineData(0.3, 0.9, 0.3, GlftReferenceQuotes.Figure1)]
    [InlineData(0.4, 0.9, 0.3, GlftReferenceQuotes.Figure4Left)]
    [InlineData(1.0, 0.2, 0.3, GlftReferenceQuotes.Figure4Right)]
    [InlineData(0.6, 0.9, 0.9, GlftReferenceQuotes.Figure7)]
    public void Every_quote_of_the_figures_parameter_sets(double volatility, double arrivalRate, double decay, string lines)
    {
        GlftParameters parameters = new() { RiskAversion = 0.01, Volatility = volatility, ArrivalRate = arrivalRate, Decay = decay };
        var model = new GlftExact(parameters, 30);
        var finite = ModelQuotes.Of(model, 30, 600.0);
        var steady = ModelQuotes.Of(model, 30, double.PositiveInfinity);
        var closed = ModelQuotes.Of(new GlftClosedForm(parameters), 30, 0.0);
        string[] rows = lines.Split('\n');
        Assert.Equal(60, rows.Length);
        foreach (string row in rows)
        {
            string[] cells = row.Split(' ');
            int inventory = int.Parse(cells[0], CultureInfo.InvariantCulture);
            AssertBoth(Parse(cells[1]), finite, inventory);
            AssertBoth(Parse(cells[2]), steady, inventory);
            AssertBoth(Parse(cells[3]), closed, inventory);
        }

        foreach (ModelQuotes quotes in new[] { finite, steady, closed })
        {
            Assert.Equal(double.PositiveInfinity, quotes.Bid(30));
            Assert.Equal(double.PositiveInfinity, quotes.Ask(-30));
        }
    }

    /// <summary>The two indices of Guéant (2017), section 6, from an independent program. Each line: index, model, inventory,
    /// bid and ask exact, bid and ask of the closed form.</summary>
    [Fact]
    public void Every_quote_of_Gueants_two_indices()
    {
        const string lines =
            """
            IG A -4 -0.00016438853284672314 nan -0.0002842736073187026 0.00048355059693285077
            IG A -3 -0.00013272533411703096 0.00026768749692942715 -0.00018829558178725842 0.0003875725714014066
            IG A -2 -8.876728253519764e-05 0.00023602429819973497 -9.231755625581424e-05 0.00029159454586996246
            IG A -1 -1.7521761970034456e-05 0.00019206624661790168 3.66046927562992e-06 0.00019561652033851825
            IG A 0 0.00012082072605273833 0.00012082072605273846 9.96384948070741e-05 9.96384948070741e-05
            IG A 1 0.00019206624661790162 -1.7521761970034307e-05 0.00019561652033851825 3.66046927562992e-06
            IG A 2 0.000236024298199735 -8.876728253519762e-05 0.00029159454586996246 -9.231755625581424e-05
            IG A 3 0.00026768749692942715 -0.00013272533411703099 0.0003875725714014066 -0.00018829558178725842
            IG A 4 nan -0.00016438853284672316 0.00048355059693285077 -0.0002842736073187026
            IG B -4 -0.00015583311240327776 nan -0.00026697030141284255 0.00047094106590270495
            IG B -3 -0.00012423935011174992 0.0002675649559786968 -0.0001747313804983991 0.0003787021449882616
            IG B -2 -8.04721663694107e-05 0.00023597119368716892 -8.249245958395567e-05 0.00028646322407381813
            IG B -1 -1.0032927575676616e-05 0.0001922040099448297 9.746461330487779e-06 0.00019422430315937467
            IG B 0 0.00012176477115109544 0.00012176477115109561 0.00010198538224493122 0.00010198538224493122
            IG B 1 0.0001922040099448297 -1.0032927575676453e-05 0.00019422430315937467 9.746461330487779e-06
            IG B 2 0.00023597119368716892 -8.04721663694107e-05 0.00028646322407381813 -8.249245958395567e-05
            IG B 3 0.00026756495597869684 -0.00012423935011174992 0.0003787021449882616 -0.0001747313804983991
            IG B 4 nan -0.00015583311240327784 0.00047094106590270495 -0.00026697030141284255
            HY A -4 -0.0004688261873706138 nan -0.000742889094845664 0.001351638316754014
            HY A -3 -0.000366483877644212 0.000815759482829004 -0.0004810731683957042 0.001089822390304054
            HY A -2 -0.00022610083755913361 0.0007134171731026022 -0.00021925724194574452 0.0008280064638540944
            HY A -1 -6.9821403855128885e-06 0.0005730341330175237 4.255868450421521e-05 0.0005661905374041347
            HY A 0 0.0003539154358439026 0.00035391543584390307 0.000304374610954175 0.000304374610954175
            HY A 1 0.0005730341330175237 -6.982140385512401e-06 0.0005661905374041347 4.255868450421521e-05
            HY A 2 0.0007134171731026022 -0.00022610083755913356 0.0008280064638540944 -0.00021925724194574452
            HY A 3 0.0008157594828290042 -0.000366483877644212 0.001089822390304054 -0.0004810731683957042
            HY A 4 nan -0.000468826187370614 0.001351638316754014 -0.000742889094845664
            HY B -4 -0.00045016281193638357 nan -0.0007096015244150026 0.0013302084890820208
            HY B -3 -0.0003480619491699802 0.0008157935249162738 -0.0004546252727278746 0.0010752322373948928
            HY B -2 -0.0002083266930723403 0.0007136926621498705 -0.00019964902104074666 0.000820255985707765
            HY B -1 8.332240575649084e-06 0.0005739574060522306 5.5327230646381206e-05 0.0005652797340206369
            HY B 0 0.00035729847240424065 0.0003572984724042412 0.0003103034823335091 0.0003103034823335091
            HY B 1 0.0005739574060522306 8.332240575649653e-06 0.0005652797340206369 5.5327230646381206e-05
            HY B 2 0.0007136926621498705 -0.0002083266930723403 0.000820255985707765 -0.00019964902104074666
            HY B 3 0.0008157935249162741 -0.0003480619491699802 0.0010752322373948928 -0.0004546252727278746
            HY B 4 nan -0.0004501628119363838 0.0013302084890820208 -0.0007096015244150026
            """;
        string[] rows = lines.Split('\n');
        Assert.Equal(36, rows.Length);
        foreach (string row in rows)
        {
            string[] cells = row.Split(' ');
            GlftParameters parameters = (cells[0] == "IG" ? InvestmentGrade : HighYield) with
            {
                ExecutionRiskAversion = cells[1] == "A" ? null : 0.0,
            };
            int inventory = int.Parse(cells[2], CultureInfo.InvariantCulture);
            var exact = ModelQuotes.Of(new GlftExact(parameters, 4), 4, 7200.0);
            var closed = ModelQuotes.Of(new GlftClosedForm(parameters), 4, 7200.0);

            // Distances are near 1e-4: 1e-15 of a dollar is ten digits and more.
            AssertSmallCell(cells[3], exact.Bid(inventory));
            AssertSmallCell(cells[4], exact.Ask(inventory));
            AssertSmallCell(inventory == 4 ? "nan" : cells[5], closed.Bid(inventory));
            AssertSmallCell(inventory == -4 ? "nan" : cells[6], closed.Ask(inventory));
        }
    }

    [Fact]
    public void A_long_finite_horizon_is_the_steady_state()
    {
        // 1,500 s is still solved step by step, 1e6 s takes the eigenvector.
        var model = new GlftExact(Figure1, 30);
        var stepped = ModelQuotes.Of(model, 30, 1_500.0);
        var steady = ModelQuotes.Of(model, 30, 1e6);
        for (int inventory = -30; inventory < 30; inventory++)
        {
            Assert.Equal(stepped.Bid(inventory), steady.Bid(inventory), 1e-10);
        }
    }

    [Fact]
    public void Drift_adverse_jumps_and_jumps_of_the_price_are_those_of_the_Bellman_equation()
    {
        // u = -exp(-γ(x + qs + h)), stepped by hand with the best distance searched for, the jumps of the price by
        // quadrature: none of the paper's substitutions.
        GlftParameters p = new()
        {
            RiskAversion = 0.2,
            Volatility = 0.3,
            ArrivalRate = 0.9,
            Decay = 0.8,
            Drift = 0.02,
            AdverseJump = 0.4,
            JumpRate = 0.3,
            JumpMean = -0.2,
            JumpDeviation = 0.5,
        };
        var twin = new BellmanTwin(
            3,
            q => p.Drift * q - 0.5 * p.RiskAversion * p.Volatility * p.Volatility * q * q
                - p.JumpRate / p.RiskAversion * (BellmanTwin.MeanOfGaussian(j => Math.Exp(-p.RiskAversion * q * j), p.JumpMean, p.JumpDeviation) - 1.0),
            (q, distance, change) => Execution(p, distance - (q + 1) * p.AdverseJump + change, distance),
            (q, distance, change) => Execution(p, distance + (q - 1) * p.AdverseJump + change, distance));
        twin.Solve(_ => 0.0, 8.0, 2_000);
        var model = new GlftExact(p, 3);
        AssertTwin(twin, model, 3, 8.0);
        for (int inventory = -3; inventory <= 3; inventory++)
        {
            Assert.Equal(twin.Value(inventory), model.CertaintyEquivalent(8.0, inventory), 1e-8);
        }
    }

    [Fact]
    public void Under_mean_and_variance_a_jump_counts_by_its_two_moments()
    {
        // Variance of the price a time unit: σ² + ν(m² + s²); its drift: μ + νm.
        GlftParameters jumping = Figure1 with { ExecutionRiskAversion = 0.0, Drift = 0.001, JumpRate = 0.02, JumpMean = 0.3, JumpDeviation = 1.2 };
        GlftParameters smooth = Figure1 with
        {
            ExecutionRiskAversion = 0.0,
            Drift = 0.001 + 0.02 * 0.3,
            Volatility = Math.Sqrt(0.09 + 0.02 * (0.09 + 1.44)),
        };
        foreach ((IQuoteModel left, IQuoteModel right) in new (IQuoteModel, IQuoteModel)[]
        {
            (new GlftExact(jumping, 10), new GlftExact(smooth, 10)), (new GlftClosedForm(jumping), new GlftClosedForm(smooth)),
        })
        {
            var with = ModelQuotes.Of(left, 10, 600.0);
            var without = ModelQuotes.Of(right, 10, 600.0);
            for (int inventory = -10; inventory < 10; inventory++)
            {
                Assert.Equal(without.Bid(inventory), with.Bid(inventory), 1e-11);
                Assert.Equal(without.Ask(inventory + 1), with.Ask(inventory + 1), 1e-11);
            }
        }
    }

    [Fact]
    public void Many_small_jumps_are_a_diffusion_and_rare_large_ones_are_worse()
    {
        double Outermost(double rate, double deviation) => ModelQuotes.Of(
            new GlftExact(Figure1 with { Volatility = 0.2, JumpRate = rate, JumpDeviation = deviation }, 10), 10, double.PositiveInfinity).Bid(9);
        double diffusion = ModelQuotes.Of(new GlftExact(Figure1, 10), 10, double.PositiveInfinity).Bid(9);

        // 0.2² + ν s² = 0.3² throughout.
        Assert.Equal(diffusion, Outermost(0.05e6, 1e-3), 1e-8);
        Assert.True(Outermost(0.05, 1.0) > diffusion + 5e-5);
        Assert.True(Outermost(0.0005, 10.0) > Outermost(0.05, 1.0) + 5e-3);
    }

    [Fact]
    public void At_the_horizon_each_order_held_costs_its_adverse_jump()
    {
        // Proposition 5: v(T) = exp(-kξq²/2), so that the bid adds ξ(2q + 1)/2, and each quote ξ/2 on top.
        GlftParameters parameters = Figure1 with { AdverseJump = 2.0 };
        double riskless = Math.Log(1.0 + 0.01 / 0.3) / 0.01;
        var quotes = ModelQuotes.Of(new GlftExact(parameters, 1_000), 1_000, 0.0);
        foreach (int inventory in new[] { -1_000, -2, 0, 3, 999 })
        {
            Assert.Equal(riskless + 1.0 + (2 * inventory + 1), quotes.Bid(inventory), 1e-9);
        }
    }

    [Fact]
    public void A_horizon_that_leaves_the_limit_no_digit_is_an_error()
    {
        // 1/200! of what is held in the middle reaches the limit in one expected execution.
        GlftParameters parameters = Figure1 with { AdverseJump = 200.0 };
        ArgumentException fault = Assert.Throws<ArgumentException>(() => ModelQuotes.Of(new GlftExact(parameters, 200), 200, 1e-3));
        Assert.Contains("steady state", fault.Message, StringComparison.Ordinal);
        Assert.True(double.IsFinite(ModelQuotes.Of(new GlftExact(parameters, 200), 200, double.PositiveInfinity).Bid(199)));
    }

    [Theory]
    [InlineData(nameof(GlftParameters.RiskAversion), 0.0)]
    [InlineData(nameof(GlftParameters.RiskAversion), double.NaN)]
    [InlineData(nameof(GlftParameters.Volatility), -0.1)]
    [InlineData(nameof(GlftParameters.ArrivalRate), 0.0)]
    [InlineData(nameof(GlftParameters.Decay), double.PositiveInfinity)]
    [InlineData(nameof(GlftParameters.OrderSize), -1.0)]
    [InlineData(nameof(GlftParameters.ExecutionRiskAversion), -1.0)]
    [InlineData(nameof(GlftParameters.Drift), double.NaN)]
    [InlineData(nameof(GlftParameters.AdverseJump), -0.01)]
    [InlineData(nameof(GlftParameters.JumpRate), -1.0)]
    [InlineData(nameof(GlftParameters.JumpMean), double.NegativeInfinity)]
    [InlineData(nameof(GlftParameters.JumpDeviation), double.NaN)]
    public void A_parameter_out_of_its_range_is_refused_by_name(string name, double value)
    {
        GlftParameters parameters = name switch
        {
            nameof(GlftParameters.RiskAversion) => Figure1 with { RiskAversion = value },
            nameof(GlftParameters.Volatility) => Figure1 with { Volatility = value },
            nameof(GlftParameters.ArrivalRate) => Figure1 with { ArrivalRate = value },
            nameof(GlftParameters.Decay) => Figure1 with { Decay = value },
            nameof(GlftParameters.OrderSize) => Figure1 with { OrderSize = value },
            nameof(GlftParameters.ExecutionRiskAversion) => Figure1 with { ExecutionRiskAversion = value },
            nameof(GlftParameters.Drift) => Figure1 with { Drift = value },
            nameof(GlftParameters.AdverseJump) => Figure1 with { AdverseJump = value },
            nameof(GlftParameters.JumpRate) => Figure1 with { JumpRate = value },
            nameof(GlftParameters.JumpMean) => Figure1 with { JumpMean = value },
            _ => Figure1 with { JumpDeviation = value },
        };
        foreach (Func<IQuoteModel> make in new Func<IQuoteModel>[] { () => new GlftExact(parameters, 5), () => new GlftClosedForm(parameters) })
        {
            ArgumentOutOfRangeException fault = Assert.Throws<ArgumentOutOfRangeException>(make);
            Assert.Contains(name, fault.Message, StringComparison.Ordinal);
            Assert.Contains("must be a finite number", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Jumps_whose_utility_is_beyond_all_numbers_are_refused() =>
        Assert.Throws<ArgumentException>(() => new GlftExact(Figure1 with { JumpRate = 1.0, JumpDeviation = 1e4 }, 30));

    [Fact]
    public void A_limit_that_is_not_the_models_is_an_error() =>
        Assert.Throws<ArgumentException>(() => ModelQuotes.Of(new GlftExact(Figure1, 30), 29, 600.0));

    // λ exp(-kδ) (1 - exp(-γ gain)) / γ: what an execution rate at this distance adds to h' under the utility.
    private static double Execution(GlftParameters p, double gain, double distance) =>
        p.ArrivalRate * Math.Exp(-p.Decay * distance) * (1.0 - Math.Exp(-p.RiskAversion * gain)) / p.RiskAversion;

    internal static void AssertTwin(BellmanTwin twin, IQuoteModel model, int limit, double seconds)
    {
        var quotes = ModelQuotes.Of(model, limit, seconds);
        for (int inventory = -limit; inventory < limit; inventory++)
        {
            // A maximum is found to the root of the accuracy of its value.
            Assert.Equal(twin.Bid(inventory), quotes.Bid(inventory), 1e-6);
            Assert.Equal(twin.Ask(inventory + 1), quotes.Ask(inventory + 1), 1e-6);
        }
    }

    private static double Parse(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    // The program printed 15 digits of numbers up to 60.
    private static void AssertBoth(double expected, ModelQuotes quotes, int inventory)
    {
        Assert.Equal(expected, quotes.Bid(inventory), 1e-12);
        Assert.Equal(expected, quotes.Ask(-inventory), 1e-12);
    }

    private static void AssertSmallCell(string cell, double actual)
    {
        if (cell == "nan")
        {
            Assert.Equal(double.PositiveInfinity, actual);
        }
        else
        {
            Assert.Equal(Parse(cell), actual, 1e-15);
        }
    }
}

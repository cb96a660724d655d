using System;
using Harrier.Models.Papers;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class GeometricBrownianErrorsTests
{
    /// <summary>From an independent program with more digits than a double has; T = 1.</summary>
    [Theory]
    [InlineData(2.0, 1.0, 8, 5.03533993429144, 4.36746617623311, 1.42859162139159, 82.6549083368413, 80.1795860673327)]
    [InlineData(2.0, 1.0, 16, 3.32477602733195, 2.66967952049244, 0.805805926903227, 54.6951125396569, 52.4654930285448)]
    [InlineData(2.0, 1.0, 32, 2.10178975623458, 1.49999648776168, 0.430389341711843, 32.3945944580451, 30.8218184995411)]
    [InlineData(2.0, 1.0, 64, 1.32902703252803, 0.799113917427339, 0.222779946142431, 17.7995083761251, 16.8505117235129)]
    [InlineData(2.0, 1.0, 128, 0.862220061126089, 0.413031921264702, 0.113386305802235, 9.35583024477438, 8.83220541274265)]
    [InlineData(2.0, 1.0, 256, 0.57655157016023, 0.210051061647177, 0.057205500189608, 4.79994111929416, 4.52457384993156)]
    [InlineData(2.0, 1.0, 512, 0.394691450096765, 0.105931280976135, 0.0287325456613624, 2.43155513637427, 2.2903076785568)]
    [InlineData(2.0, 1.0, 1024, 0.274237023947927, 0.0531949030674682, 0.0143989385888146, 1.22381367898517, 1.15227601254125)]
    [InlineData(2.0, 1.0, 2048, 0.192150274665425, 0.0266551253421845, 0.00720766305015933, 0.613933701320716, 0.577933439414623)]
    [InlineData(2.0, 1.0, 4096, 0.135237863418575, 0.0133420262129892, 0.00360588339164457, 0.307475816945336, 0.28941745620309)]
    [InlineData(2.0, 1.0, 8192, 0.0954022204061903, 0.00667463464830081, 0.00180345509173892, 0.153865432758343, 0.144821648072947)]
    [InlineData(0.05, 0.2, 8, 0.0107973224628409, 0.0014623955339485, 0.000163567153771072, 0.00103911781561869, 0.000926170397973355)]
    [InlineData(0.05, 0.2, 16, 0.00760971337428318, 0.000734605130737155, 8.19566542915685e-5, 0.000522170676341501, 0.000465180975669001)]
    [InlineData(0.05, 0.2, 32, 0.00537178130736397, 0.000368160913368017, 4.10217505600444e-5, 0.000261743883675759, 0.00023311854142633)]
    [InlineData(0.05, 0.2, 64, 0.0037951686517356, 0.000184295864685852, 2.05217504765865e-5, 0.000131037286105413, 0.000116691802828073)]
    [InlineData(0.05, 0.2, 128, 0.00268243221470115, 9.22018874498159e-5, 1.02635964606576e-5, 6.55600680784022e-5, 5.83790996007848e-5)]
    [InlineData(0.05, 0.2, 256, 0.00189635566177441, 4.61144454201644e-5, 5.13247883915794e-6, 3.27904014451771e-5, 2.91978575118412e-5)]
    [InlineData(0.05, 0.2, 512, 0.00134078065760506, 2.30605997506073e-5, 2.56640960971197e-6, 1.63977939696384e-5, 1.4601006705632e-5)]
    [InlineData(0.05, 0.2, 1024, 0.000948023689879262, 1.15311443376424e-5, 1.28324735713126e-6, 8.19954547114264e-6, 7.30102296805349e-6)]
    [InlineData(0.05, 0.2, 2048, 0.000670335798761062, 5.76578330968922e-6, 6.41634317227285e-7, 4.0999348789796e-6, 3.65064140381723e-6)]
    [InlineData(0.05, 0.2, 4096, 0.000473992559827815, 2.88294444322249e-6, 3.20819818353166e-7, 2.05000797807075e-6, 1.82535318385418e-6)]
    [InlineData(0.05, 0.2, 8192, 0.00033516108003283, 1.44148541910086e-6, 1.60410574120728e-7, 1.02501412402175e-6, 9.12684712663245e-7)]
    [InlineData(2.0, 0.1, 8, 1.45274198932837, 1.45263852311, 1.42859162139159, 19.391722434071, 19.3915795275536)]
    [InlineData(2.0, 0.1, 16, 0.820580918135639, 0.820480556402062, 0.805805926903227, 11.4639834884499, 11.4638756825822)]
    [InlineData(2.0, 0.1, 32, 0.43868615532591, 0.438589246955316, 0.430389341711843, 6.29304431366821, 6.29297671458285)]
    [InlineData(2.0, 0.1, 64, 0.227223235184999, 0.227128766019741, 0.222779946142431, 3.30621277566415, 3.30617469811703)]
    [InlineData(2.0, 0.1, 128, 0.115720792738697, 0.115627773845925, 0.113386305802235, 1.69583238466725, 1.69581214438317)]
    [InlineData(2.0, 0.1, 256, 0.0584358608915286, 0.0583436541870478, 0.057205500189608, 0.858975277613486, 0.858964838661463)]
    [InlineData(2.0, 0.1, 512, 0.0293977946540844, 0.0293060629919121, 0.0287325456613624, 0.43230144185322, 0.432296140236644)]
    [InlineData(2.0, 0.1, 1024, 0.0147782028742269, 0.0146868182261385, 0.0143989385888146, 0.216860419816736, 0.216857748159712)]
    [InlineData(2.0, 0.1, 2048, 0.00744288605865779, 0.00735188448712616, 0.00720766305015933, 0.108608423243177, 0.108607082162714)]
    [InlineData(2.0, 0.1, 4096, 0.00376846614966664, 0.00367806468750982, 0.00360588339164457, 0.0543488640113234, 0.0543481921530973)]
    [InlineData(2.0, 0.1, 8192, 0.00192888123443473, 0.00183956340567387, 0.00180345509173892, 0.0271856075152176, 0.0271852712559778)]
    public void The_errors_are_those_of_another_program(
        double drift, double volatility, int steps, double euler, double milstein, double mean, double eulerSecond, double milsteinSecond)
    {
        var motion = new GeometricBrownianMotion(drift, volatility);
        var first = new GeometricBrownianErrors(motion, SdeScheme.EulerMaruyama, 1.0, steps);
        var second = new GeometricBrownianErrors(motion, SdeScheme.Milstein, 1.0, steps);
        AssertRelative(euler, first.Strong);
        AssertRelative(milstein, second.Strong);
        AssertRelative(mean, first.WeakMean);
        AssertRelative(mean, second.WeakMean);
        AssertRelative(eulerSecond, first.WeakSecondMoment);
        AssertRelative(milsteinSecond, second.WeakSecondMoment);
    }

    [Fact]
    public void The_orders_are_one_half_and_one()
    {
        // From an independent program: 0.5003, 0.9996 and 0.9998 between 128 and 256 steps.
        var motion = new GeometricBrownianMotion(0.05, 0.2);
        Assert.Equal(0.5003, Order(motion, SdeScheme.EulerMaruyama, 128, errors => errors.Strong), 0.00005);
        Assert.Equal(0.9996, Order(motion, SdeScheme.Milstein, 128, errors => errors.Strong), 0.00005);
        Assert.Equal(0.9998, Order(motion, SdeScheme.EulerMaruyama, 128, errors => errors.WeakMean), 0.00005);

        // The trap: at mu 2, sigma 0.1 the error of the drift dominates up to 8,192 steps.
        Assert.InRange(Order(new GeometricBrownianMotion(2.0, 0.1), SdeScheme.EulerMaruyama, 4_096, errors => errors.Strong), 0.95, 1.0);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(256)]
    public void Our_own_steps_have_these_errors(int steps)
    {
        var motion = new GeometricBrownianMotion(0.05, 0.2);
        var euler = new GeometricBrownianErrors(motion, SdeScheme.EulerMaruyama, 1.0, steps);
        var milstein = new GeometricBrownianErrors(motion, SdeScheme.Milstein, 1.0, steps);
        SampledMean[] sampled = SchemeSampling.Errors(motion, 1.0, steps, 20_000, 1, 0);
        AssertWithin(euler.Strong, sampled[0]);
        AssertWithin(milstein.Strong, sampled[1]);
        AssertWithin(milstein.WeakMean, sampled[2]);

        // Half of Euler's strong error is not within what is allowed, so that the bound means something.
        Assert.True(4.0 * sampled[0].StandardError < 0.5 * euler.Strong);
        Assert.True(4.0 * sampled[1].StandardError < 0.5 * milstein.Strong);
    }

    private static double Order(GeometricBrownianMotion motion, SdeScheme scheme, int steps, Func<GeometricBrownianErrors, double> figure) =>
        Math.Log2(figure(new(motion, scheme, 1.0, steps)) / figure(new(motion, scheme, 1.0, 2 * steps)));

    // Fifteen digits are given; sums over 8,192 steps may cost the last two.
    private static void AssertRelative(double expected, double actual) => Assert.Equal(expected, actual, 1e-13 * expected);

    private static void AssertWithin(double expected, SampledMean sampled)
    {
        Assert.True(sampled.StandardError > 0.0);
        Assert.InRange(sampled.Mean, expected - (4.0 * sampled.StandardError), expected + (4.0 * sampled.StandardError));
    }
}

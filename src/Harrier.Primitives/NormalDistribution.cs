using System;

namespace Harrier.Primitives;

/// <summary>The standard normal distribution, with the same bits on any machine.</summary>
public static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.39894228040143267794;

    // Beyond it the continued fraction has converged to the last digits after so many terms.
    private const double TailStart = 3.0;
    private const int TailTerms = 50;

    // Beyond it the lower tail is below the smallest double.
    private const double Farthest = 39.0;

    /// <summary>The probability of a number at most x.</summary>
    /// <param name="x">A number.</param>
    /// <returns>From 0 to 1; relative error below 2e-13 in the lower tail too. Not a number for what is not a number.</returns>
    public static double Cumulative(double x)
    {
        double distance = Math.Abs(x);
        if (!(distance <= TailStart))
        {
            return double.IsNaN(x) ? x : x < 0.0 ? Tail(distance) : 1.0 - Tail(distance);
        }

        // Marsaglia, "Evaluating the Normal Distribution", Journal of Statistical Software 11(4) (2004), equation (3):
        // φ(x) (x + x³/3 + x⁵/(3·5) + …). All terms have one sign.
        double square = x * x;
        double term = x;
        double sum = x;
        for (double odd = 3.0; Math.Abs(term) > 1e-17 * Math.Abs(sum); odd += 2.0)
        {
            term *= square / odd;
            sum += term;
        }

        return 0.5 + sum * Density(x);
    }

    /// <summary>The density.</summary>
    /// <param name="x">A number.</param>
    /// <returns>exp(-x²/2)/√2π.</returns>
    public static double Density(double x) => InverseRootTwoPi * PortableMath.Exp(-0.5 * x * x);

    /// <summary>The number that is not exceeded with a probability.</summary>
    /// <param name="probability">From 0 to 1.</param>
    /// <returns>The quantile, relative error about 1e-16; infinite at 0 and 1, not a number outside.</returns>
    /// <remarks>Wichura, Algorithm AS 241, Applied Statistics 37(3) (1988), routine PPND16.</remarks>
    public static double Quantile(double probability)
    {
        double centred = probability - 0.5;
        if (Math.Abs(centred) <= 0.425)
        {
            return centred * Middle(0.180625 - centred * centred);
        }

        double tail = centred < 0.0 ? probability : 1.0 - probability;
        if (!(tail > 0.0))
        {
            return tail == 0.0 ? double.CopySign(double.PositiveInfinity, centred) : double.NaN;
        }

        double root = Math.Sqrt(-PortableMath.Ln(tail));
        return double.CopySign(root <= 5.0 ? Near(root - 1.6) : Far(root - 5.0), centred);
    }

    /// <summary>Laplace's continued fraction φ(x)/(x + 1/(x + 2/(x + 3/(x + …)))), from its end.</summary>
    private static double Tail(double x)
    {
        if (x >= Farthest)
        {
            return 0.0;
        }

        double fraction = x;
        for (int term = TailTerms; term > 0; term--)
        {
            fraction = x + term / fraction;
        }

        return Density(x) / fraction;
    }

    private static double Middle(double r) =>
        (((((((2.5090809287301226727e+3 * r + 3.3430575583588128105e+4) * r + 6.7265770927008700853e+4) * r
            + 4.5921953931549871457e+4) * r + 1.3731693765509461125e+4) * r + 1.9715909503065514427e+3) * r
            + 1.3314166789178437745e+2) * r + 3.3871328727963666080e+0)
        / (((((((5.2264952788528545610e+3 * r + 2.8729085735721942674e+4) * r + 3.9307895800092710610e+4) * r
            + 2.1213794301586595867e+4) * r + 5.3941960214247511077e+3) * r + 6.8718700749205790830e+2) * r
            + 4.2313330701600911252e+1) * r + 1.0);

    private static double Near(double r) =>
        (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) * r
            + 1.27045825245236838258e+0) * r + 3.64784832476320460504e+0) * r + 5.76949722146069140550e+0) * r
            + 4.63033784615654529590e+0) * r + 1.42343711074968357734e+0)
        / (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) * r
            + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1) * r + 1.67638483018380384940e+0) * r
            + 2.05319162663775882187e+0) * r + 1.0);

    private static double Far(double r) =>
        (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 1.24266094738807843860e-3) * r
            + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1) * r + 1.78482653991729133580e+0) * r
            + 5.46378491116411436990e+0) * r + 6.65790464350110377720e+0)
        / (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) * r
            + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r
            + 5.99832206555887937690e-1) * r + 1.0);
}

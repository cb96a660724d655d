using System;

namespace Harrier.Models.Statistics;

/// <summary>A number as the sum of a double and what it leaves over: about 104 bits (Dekker 1971, Knuth 4.2.2).</summary>
internal readonly record struct TwoFold(double Value, double Rest)
{
    internal static TwoFold Of(double value) => new(value, 0.0);

    /// <summary>Exact, unless it is below 1e-290.</summary>
    internal static TwoFold Product(double left, double right)
    {
        double product = left * right;
        return new TwoFold(product, Math.FusedMultiplyAdd(left, right, -product));
    }

    public static TwoFold operator +(TwoFold left, TwoFold right)
    {
        TwoFold sum = Sum(left.Value, right.Value);
        return Sum(sum.Value, sum.Rest + (left.Rest + right.Rest));
    }

    public static TwoFold operator *(TwoFold left, TwoFold right)
    {
        TwoFold product = Product(left.Value, right.Value);
        return Sum(product.Value, product.Rest + (left.Value * right.Rest + left.Rest * right.Value));
    }

    // Exact.
    private static TwoFold Sum(double left, double right)
    {
        double sum = left + right;
        double part = sum - left;
        return new TwoFold(sum, (left - (sum - part)) + (right - part));
    }
}

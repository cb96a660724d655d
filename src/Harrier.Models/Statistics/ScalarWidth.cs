using System;

namespace Harrier.Models.Statistics;

/// <summary>One lane: a plain double.</summary>
internal readonly struct ScalarWidth : IVectorWidth<double>
{
    public static int Lanes => 1;

    public static double Create(double value) => value;

    public static double Add(double left, double right) => left + right;

    public static double Subtract(double left, double right) => left - right;

    public static double Multiply(double left, double right) => left * right;

    public static double MultiplyAdd(double left, double right, double addend) => double.MultiplyAddEstimate(left, right, addend);

    public static double MultiplyAddExact(double left, double right, double addend) => Math.FusedMultiplyAdd(left, right, addend);

    public static double Max(double left, double right) => double.MaxNative(left, right);

    public static double Abs(double value) => Math.Abs(value);
}

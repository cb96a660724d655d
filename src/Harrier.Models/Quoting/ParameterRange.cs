using System;
using System.Runtime.CompilerServices;

namespace Harrier.Models.Quoting;

/// <summary>Checks of parameters, which NaN must not pass.</summary>
internal static class ParameterRange
{
    internal static void RequireFinitePositive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0.0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number above 0.");
        }
    }

    internal static void RequireFiniteNonNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0.0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number, 0 or above.");
        }
    }

    internal static void RequireFinite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number.");
        }
    }

    internal static void RequireWithin(int value, int minimum, int maximum, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < minimum || value > maximum)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {minimum} to {maximum}.");
        }
    }

    /// <summary>Checks the spans of <see cref="IQuoteModel.Distances"/> and gives Q.</summary>
    internal static int RequireOddAndEqual(ReadOnlySpan<double> bidDistances, ReadOnlySpan<double> askDistances)
    {
        if (bidDistances.Length != askDistances.Length || bidDistances.Length % 2 == 0)
        {
            throw new ArgumentException(
                $"{bidDistances.Length} bids and {askDistances.Length} asks; 2Q + 1 of each are needed, for inventories -Q to Q.");
        }

        return bidDistances.Length / 2;
    }

    /// <summary>Checks the spans for a model that was made for one inventory limit.</summary>
    internal static void RequireLimit(ReadOnlySpan<double> bidDistances, ReadOnlySpan<double> askDistances, int maximumInventory)
    {
        int limit = RequireOddAndEqual(bidDistances, askDistances);
        if (limit != maximumInventory)
        {
            throw new ArgumentException($"The inventory limit asked for is {limit}, but the model was made for {maximumInventory}.");
        }
    }

    /// <summary>Checks a time to the horizon, which may be infinite.</summary>
    internal static void RequireTime(double secondsToHorizon)
    {
        if (!(secondsToHorizon >= 0.0))
        {
            throw new ArgumentOutOfRangeException(nameof(secondsToHorizon), secondsToHorizon, "The time to the horizon must be 0 or more.");
        }
    }

    internal static void RequireInventory(int inventory, int maximumInventory)
    {
        if (inventory < -maximumInventory || inventory > maximumInventory)
        {
            throw new ArgumentOutOfRangeException(nameof(inventory), inventory, $"The inventory must be from -{maximumInventory} to {maximumInventory} orders.");
        }
    }
}

using System;
using System.Globalization;

namespace Harrier.Primitives;

/// <summary>A size as a whole number of lots. On equity venues one lot is one share. Arithmetic is checked.</summary>
/// <param name="Lots">The number of lots. Signed, so that a position is a quantity too.</param>
public readonly record struct Quantity(long Lots) : IComparable<Quantity>
{
    /// <summary>No lots.</summary>
    public static Quantity Zero => default;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Lots.CompareTo(other.Lots);

    /// <inheritdoc/>
    public override string ToString() => Lots.ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds two quantities.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Lots + right.Lots);

    /// <summary>Subtracts two quantities.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Lots - right.Lots);

    /// <summary>Compares two quantities.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Lots < right.Lots;

    /// <summary>Compares two quantities.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Lots > right.Lots;

    /// <summary>Compares two quantities.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Lots <= right.Lots;

    /// <summary>Compares two quantities.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Lots >= right.Lots;
}

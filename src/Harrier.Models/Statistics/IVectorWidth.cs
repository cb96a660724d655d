namespace Harrier.Models.Statistics;

/// <summary>What the kernels need of a vector of doubles, so that each is written once for all widths. A struct type
/// parameter: the calls are resolved and inlined when the code is compiled.</summary>
/// <typeparam name="TVector">The vector, whose lanes are neighbours in memory; a double is a vector of one lane.</typeparam>
internal interface IVectorWidth<TVector>
    where TVector : unmanaged
{
    /// <summary>Gets the lanes of a vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>A vector with the value in each lane.</summary>
    static abstract TVector Create(double value);

    /// <summary>left + right.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left - right.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>left · right.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>left · right + addend, rounded once where the processor can, else twice.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>left · right + addend, rounded once; slow where the processor cannot.</summary>
    static abstract TVector MultiplyAddExact(TVector left, TVector right, TVector addend);

    /// <summary>The larger of two numbers; either where one is NaN.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>The magnitude.</summary>
    static abstract TVector Abs(TVector value);
}

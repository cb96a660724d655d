using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>The logarithm of a product of many factors, taken of some hundred digits of it at a time: a multiplication a
/// factor and not a logarithm.</summary>
internal struct LogProduct
{
    // Two of these and what is left of a product stay within the range of a double.
    private const double Largest = 1e100;
    private const double Smallest = 1e-100;

    private double _logarithm;
    private double _product;

    /// <summary>Begins with a product of 1.</summary>
    public LogProduct()
    {
        _logarithm = 0.0;
        _product = 1.0;
    }

    /// <summary>Gets the natural logarithm; minus infinity where a factor was 0, not a number where one was below.</summary>
    public readonly double Value => _logarithm + PortableMath.Ln(_product);

    /// <summary>Multiplies.</summary>
    /// <param name="factor">The factor.</param>
    public void Multiply(double factor)
    {
        if (!(factor is > Smallest and < Largest))
        {
            _logarithm += PortableMath.Ln(factor);
            return;
        }

        _product *= factor;
        if (_product is < Smallest or > Largest)
        {
            _logarithm += PortableMath.Ln(_product);
            _product = 1.0;
        }
    }
}

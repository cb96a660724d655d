namespace Harrier.Models.Calibration;

/// <summary>Sums over blocks of time, with the squares and products that the variance of any combination needs, whatever the
/// clusters within a block are like. Of each block: the orders N, the sum Y of how far beyond the price counted from they
/// went, and C, the integral of exp(-kh) over it, h being the depth of that price, at a k from before: the orders that were to
/// be expected, but for a factor.</summary>
internal struct BlockSums
{
    private double _orders;
    private double _beyond;
    private double _expected;
    private double _n;
    private double _y;
    private double _c;
    private double _squaredWeight;
    private double _nn;
    private double _ny;
    private double _nc;
    private double _yy;
    private double _yc;
    private double _cc;

    /// <summary>The blocks that ended.</summary>
    public long Count { get; private set; }

    /// <summary>Gets a value indicating whether there was an order in one of them.</summary>
    public readonly bool HasOrders => _squaredWeight > 0.0;

    public void Add(double beyond)
    {
        _orders++;
        _beyond += beyond;
    }

    public void Expect(double orders) => _expected += orders;

    public void End(double weight)
    {
        double square = weight * weight;
        (double n, double y, double c) = (_orders, _beyond, _expected);
        _n += weight * n;
        _y += weight * y;
        _c += weight * c;
        _squaredWeight += square * n;
        _nn += square * n * n;
        _ny += square * n * y;
        _nc += square * n * c;
        _yy += square * y * y;
        _yc += square * y * c;
        _cc += square * c * c;
        _orders = 0.0;
        _beyond = 0.0;
        _expected = 0.0;
        Count++;
    }

    public void Scale(double factor)
    {
        double square = factor * factor;
        _n *= factor;
        _y *= factor;
        _c *= factor;
        _squaredWeight *= square;
        _nn *= square;
        _ny *= square;
        _nc *= square;
        _yy *= square;
        _yc *= square;
        _cc *= square;
    }

    /// <summary>Begins anew, with another k for C.</summary>
    public void Clear() => this = default;

    /// <summary>The variances of the estimates of k and ln A.</summary>
    /// <param name="weight">The weight of all orders.</param>
    /// <param name="squaredWeight">The sum of the squared weights of all orders, some of which are in no block.</param>
    /// <param name="information">The information about k.</param>
    /// <param name="depth">How far ln A changes with k.</param>
    public readonly (double Decay, double Log) Variances(
        double weight, double squaredWeight, double information, double depth)
    {
        // The factors with which the sums over all blocks are 0, as those of an estimate are: N - aC, the score of ln A, and
        // cN - Y, that of k. ln A changes by the first, and by the depth times what k changes.
        double a = _n / _c;
        double c = _y / _n;
        double all = squaredWeight / _squaredWeight * Count / (Count - 1.0);
        double perDecay = 1.0 / information;
        double perOrder = 1.0 / weight;
        double decay = Square(c * perDecay, -perDecay, 0.0);
        double log = Square(perOrder + (depth * c * perDecay), -depth * perDecay, -a * perOrder);
        return (all * decay, all * log);
    }

    private readonly double Square(double n, double y, double c) =>
        (n * n * _nn) + (y * y * _yy) + (c * c * _cc) + (2.0 * ((n * y * _ny) + (n * c * _nc) + (y * c * _yc)));
}

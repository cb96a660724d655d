namespace Harrier.Models.Calibration;

/// <summary>Sums over blocks of time, with the squares and products that the variance of any combination needs, whatever the
/// clusters within a block are like. Of each block: the orders N, the sum Y of their depths, and C and D, the integrals of
/// exp(-kh) and h·exp(-kh) over it, h being the depth of the touch, at a k from before: orders and depths that were to be
/// expected, but for a factor.</summary>
internal struct BlockSums
{
    private double _orders;
    private double _depths;
    private double _n;
    private double _y;
    private double _c;
    private double _d;
    private double _squaredWeight;
    private double _nn;
    private double _ny;
    private double _nc;
    private double _nd;
    private double _yy;
    private double _yc;
    private double _yd;
    private double _cc;
    private double _cd;
    private double _dd;

    /// <summary>The blocks that ended.</summary>
    public long Count { get; private set; }

    public void Add(double depth)
    {
        _orders++;
        _depths += depth;
    }

    public void End(double weight, double c, double d)
    {
        double square = weight * weight;
        (double n, double y) = (_orders, _depths);
        _n += weight * n;
        _y += weight * y;
        _c += weight * c;
        _d += weight * d;
        _squaredWeight += square * n;
        _nn += square * n * n;
        _ny += square * n * y;
        _nc += square * n * c;
        _nd += square * n * d;
        _yy += square * y * y;
        _yc += square * y * c;
        _yd += square * y * d;
        _cc += square * c * c;
        _cd += square * c * d;
        _dd += square * d * d;
        _orders = 0.0;
        _depths = 0.0;
        Count++;
    }

    public void Scale(double factor)
    {
        double square = factor * factor;
        _n *= factor;
        _y *= factor;
        _c *= factor;
        _d *= factor;
        _squaredWeight *= square;
        _nn *= square;
        _ny *= square;
        _nc *= square;
        _nd *= square;
        _yy *= square;
        _yc *= square;
        _yd *= square;
        _cc *= square;
        _cd *= square;
        _dd *= square;
    }

    /// <summary>Begins anew, with another k for C and D.</summary>
    public void Clear() => this = default;

    /// <summary>The variances of the estimates of k and ln A.</summary>
    /// <param name="weight">The weight of all orders.</param>
    /// <param name="squaredWeight">The sum of the squared weights of all orders, some of which are in no block.</param>
    /// <param name="information">The information about k.</param>
    /// <param name="touch">How far ln A changes with k.</param>
    public readonly (double Decay, double Log) Variances(
        double weight, double squaredWeight, double information, double touch)
    {
        // The factors with which the sums over all blocks are 0, as those of an estimate are: N - aC, the score of ln A, and
        // cN - Y + aD, that of k. What k can be told apart from A by is the second and the touch times the first.
        double a = _n / _c;
        double c = (_y - (a * _d)) / _n;
        double all = squaredWeight / _squaredWeight * Count / (Count - 1.0);
        double perDecay = 1.0 / information;
        double perOrder = 1.0 / weight;
        (double n, double y, double thinned, double d) =
            ((c + touch) * perDecay, -perDecay, -touch * a * perDecay, a * perDecay);
        double decay = Square(n, y, thinned, d);
        double log = Square(
            perOrder + (touch * n), touch * y, (touch * thinned) - (a * perOrder), touch * d);
        return (all * decay, all * log);
    }

    private readonly double Square(double n, double y, double c, double d) =>
        (n * n * _nn) + (y * y * _yy) + (c * c * _cc) + (d * d * _dd)
        + (2.0 * ((n * y * _ny) + (n * c * _nc) + (n * d * _nd) + (y * c * _yc) + (y * d * _yd) + (c * d * _cd)));
}

using Harrier.Primitives;

namespace Harrier.Simulation.OrderFlow;

/// <summary>The intensity of one side of a Hawkes process with exponential kernels, in O(1) state: events of its own side
/// excite it, and those of the other side.</summary>
/// <remarks>
/// Intensity = base + the sum over past events of a b exp(-b t), where a is the branching ratio, the mean number of
/// events that one sets off directly, and b the decay (Hawkes, Biometrika 58(1), 1971; simulated by Ogata's thinning,
/// IEEE Trans. Inf. Theory 27(1), 1981: the intensity only falls between events, so that its present value bounds it
/// until the next). Of a, a part belongs to the other side. The base is the wanted mean rate times 1 - a.
/// </remarks>
internal struct ClusteredArrivals
{
    private readonly double _base;
    private readonly double _ownJump;
    private readonly double _otherJump;
    private readonly double _decayPerSecond;
    private double _excitation;

    /// <summary>Starts with the mean intensity, so that there is no quiet beginning.</summary>
    public ClusteredArrivals(double meanPerSecond, double branchingRatio, double otherSidePart, double decayPerSecond)
    {
        _base = meanPerSecond * (1 - branchingRatio);
        _ownJump = branchingRatio * (1 - otherSidePart) * decayPerSecond;
        _otherJump = branchingRatio * otherSidePart * decayPerSecond;
        _decayPerSecond = decayPerSecond;
        _excitation = meanPerSecond * branchingRatio;
    }

    /// <summary>Gets the intensity, per second.</summary>
    public readonly double PerSecond => _base + _excitation;

    /// <summary>Lets time pass without an event.</summary>
    public void Pass(double seconds)
    {
        if (_excitation > 0)
        {
            // Below exp(-700) the excitation is nothing, and the exponential may not be asked for it.
            double exponent = _decayPerSecond * seconds;
            _excitation = exponent > 700 ? 0 : _excitation * PortableMath.Exp(-exponent);
        }
    }

    /// <summary>Takes an event of this side.</summary>
    public void ExciteByOwn() => _excitation += _ownJump;

    /// <summary>Takes an event of the other side.</summary>
    public void ExciteByOther() => _excitation += _otherJump;
}

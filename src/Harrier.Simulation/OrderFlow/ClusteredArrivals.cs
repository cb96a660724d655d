using Harrier.Primitives;

namespace Harrier.Simulation.OrderFlow;

/// <summary>The intensity of a self-exciting (Hawkes) process with an exponential kernel, in O(1) state.</summary>
/// <remarks>
/// Intensity = base + the sum over past events of a b exp(-b t), where a is the branching ratio, the mean number of
/// events that one sets off directly, and b the decay (Hawkes, Biometrika 58(1), 1971; simulated by Ogata's thinning,
/// IEEE Trans. Inf. Theory 27(1), 1981: the intensity only falls between events, so that its present value bounds it
/// until the next). The base is the wanted mean rate times 1 - a.
/// </remarks>
internal struct ClusteredArrivals
{
    private readonly double _base;
    private readonly double _jump;
    private readonly double _decayPerSecond;
    private double _excitation;

    /// <summary>Starts with the mean intensity, so that there is no quiet beginning.</summary>
    public ClusteredArrivals(double meanPerSecond, double branchingRatio, double decayPerSecond)
    {
        _base = meanPerSecond * (1 - branchingRatio);
        _jump = branchingRatio * decayPerSecond;
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

    /// <summary>Takes an event.</summary>
    public void Excite() => _excitation += _jump;
}

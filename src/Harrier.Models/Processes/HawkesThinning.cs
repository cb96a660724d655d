using System;
using System.Collections.Generic;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Simulates a Hawkes process that starts with no past. For one thread; nothing is allocated after
/// construction.</summary>
/// <remarks>Ogata, "On Lewis' simulation method for point processes", IEEE Transactions on Information Theory 27(1) (1981):
/// the intensity only falls between events, so that its present value bounds it until the next; a time drawn by the bound
/// is an event with the probability to which the intensity has fallen by then.</remarks>
public sealed class HawkesThinning
{
    private readonly HawkesProcess _process;
    private readonly HawkesIntensity _intensity;
    private double _time;

    /// <summary>Starts at time 0.</summary>
    /// <param name="process">The parameters, of spectral radius below 1.</param>
    /// <exception cref="InvalidOperationException">The process explodes.</exception>
    public HawkesThinning(HawkesProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        process.RequireStationary();
        _process = process;
        _intensity = new HawkesIntensity(process);
    }

    /// <summary>Simulates a stretch of time.</summary>
    /// <param name="process">The parameters, of spectral radius below 1.</param>
    /// <param name="end">The length of time, above 0.</param>
    /// <param name="random">The random numbers.</param>
    /// <returns>The events.</returns>
    public static HawkesSample Sample(HawkesProcess process, double end, PathRandom random)
    {
        ParameterRange.RequireFinitePositive(end);
        var simulation = new HawkesThinning(process);
        var times = new List<double>();
        var kinds = new List<int>();
        while (simulation.TryNext(random, end, out double time, out int kind))
        {
            times.Add(time);
            kinds.Add(kind);
        }

        return new HawkesSample(times.ToArray(), kinds.ToArray(), process.Kinds, end);
    }

    /// <summary>Goes back to time 0 with no past.</summary>
    public void Restart()
    {
        _time = 0.0;
        _intensity.Clear();
    }

    /// <summary>Goes to the next event.</summary>
    /// <param name="random">The random numbers.</param>
    /// <param name="end">Until when.</param>
    /// <param name="time">When the event is.</param>
    /// <param name="kind">Its kind.</param>
    /// <returns>False when there is none until the end; then nothing more may be asked before <see cref="Restart"/>.</returns>
    public bool TryNext(PathRandom random, double end, out double time, out int kind)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            double bound = _intensity.Total;
            double wait = bound > 0.0 ? random.NextExponential() / bound : double.PositiveInfinity;
            _time += wait;
            if (!(_time <= end))
            {
                (time, kind) = (end, -1);
                return false;
            }

            _intensity.Pass(wait);
            double drawn = random.NextDouble() * bound;
            for (kind = 0; kind < _process.Kinds; kind++)
            {
                drawn -= _intensity.Of(kind);
                if (drawn < 0.0)
                {
                    _intensity.Excite(kind);
                    time = _time;
                    return true;
                }
            }
        }
    }
}

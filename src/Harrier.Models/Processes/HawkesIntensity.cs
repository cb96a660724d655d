using System;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>The intensities of a Hawkes process as time passes, in one number a source and decay: nothing of the past is
/// kept. For one thread; nothing is allocated after construction.</summary>
public sealed class HawkesIntensity
{
    private readonly HawkesProcess _process;

    // R_ju, the sum of exp(-b_u (t - t_k)) over the past events of kind j; the decay runs fastest.
    private readonly double[] _responses;

    /// <summary>Starts with no past.</summary>
    /// <param name="process">The parameters.</param>
    public HawkesIntensity(HawkesProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        _process = process;
        _responses = new double[process.Kinds * process.DecayCount];
    }

    /// <summary>Gets the sum of the intensities of all kinds, events a unit of time. Between events it only falls.</summary>
    public double Total
    {
        get
        {
            double sum = 0.0;
            for (int kind = 0; kind < _process.Kinds; kind++)
            {
                sum += Of(kind);
            }

            return sum;
        }
    }

    /// <summary>Gets the responses: the sum of exp(-b (t - t_k)) over the past, by source and decay.</summary>
    internal ReadOnlySpan<double> Responses => _responses;

    /// <summary>Forgets the past.</summary>
    public void Clear() => Array.Clear(_responses);

    /// <summary>Lets time pass without an event.</summary>
    /// <param name="time">How much, 0 or above.</param>
    public void Pass(double time)
    {
        int decays = _process.DecayCount;
        for (int decay = 0; decay < decays; decay++)
        {
            double factor = PortableMath.Exp(-_process.Decay(decay) * time);
            for (int response = decay; response < _responses.Length; response += decays)
            {
                _responses[response] *= factor;
            }
        }
    }

    /// <summary>Takes an event.</summary>
    /// <param name="kind">Its kind.</param>
    public void Excite(int kind)
    {
        int decays = _process.DecayCount;
        for (int decay = 0; decay < decays; decay++)
        {
            _responses[(kind * decays) + decay]++;
        }
    }

    /// <summary>The intensity of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Events a unit of time.</returns>
    public double Of(int kind)
    {
        int decays = _process.DecayCount;
        ReadOnlySpan<double> parameters = _process.Parameters;
        ReadOnlySpan<double> ratios = parameters.Slice(_process.BranchingIndex(kind, 0, 0), _responses.Length);
        ReadOnlySpan<double> rates = parameters[^decays..];
        double intensity = parameters[kind];
        for (int source = 0; source < ratios.Length; source += decays)
        {
            for (int decay = 0; decay < decays; decay++)
            {
                intensity += ratios[source + decay] * rates[decay] * _responses[source + decay];
            }
        }

        return intensity;
    }
}

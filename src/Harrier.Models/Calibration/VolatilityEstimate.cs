namespace Harrier.Models.Calibration;

/// <summary>The volatility of a mid price that is sampled once a second.</summary>
/// <param name="DollarsPerSqrtSecond">The two-scale estimate, with what noise adds taken out; 0 where nothing was left of
/// it, NaN where there were too few seconds.</param>
/// <param name="StandardError">Its standard error for a Brownian motion without noise.</param>
/// <param name="OneScaleDollarsPerSqrtSecond">The root mean square change of a second, noise and all.</param>
/// <param name="NoiseDollars">The standard deviation of the noise on one mid; 0 where the changes trend instead.</param>
/// <param name="Seconds">The changes that it rests on; with forgetting, as many as would give the same error.</param>
public readonly record struct VolatilityEstimate(
    double DollarsPerSqrtSecond,
    double StandardError,
    double OneScaleDollarsPerSqrtSecond,
    double NoiseDollars,
    double Seconds)
{
    /// <summary>Gets a value indicating whether there is a volatility above 0.</summary>
    public bool IsUsable => DollarsPerSqrtSecond > 0.0;
}

namespace Harrier.Host.Measurement;

/// <summary>Gaps of about one length.</summary>
/// <param name="FromNanoseconds">The shortest.</param>
/// <param name="ToNanoseconds">Where the next bucket begins.</param>
/// <param name="Count">How many.</param>
public readonly record struct JitterBucket(double FromNanoseconds, double ToNanoseconds, long Count);

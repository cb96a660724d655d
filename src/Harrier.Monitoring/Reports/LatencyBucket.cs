namespace Harrier.Monitoring.Reports;

/// <summary>One bar of a histogram of times.</summary>
/// <param name="FromNanoseconds">The shortest time in it.</param>
/// <param name="ToNanoseconds">The next bar's shortest time.</param>
/// <param name="Count">The times that fell in it.</param>
public readonly record struct LatencyBucket(double FromNanoseconds, double ToNanoseconds, long Count);

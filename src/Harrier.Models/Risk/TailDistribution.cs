namespace Harrier.Models.Risk;

/// <summary>A distribution that standard deviation alone scales.</summary>
public enum TailDistribution : byte
{
    /// <summary>The normal distribution.</summary>
    Normal = 0,

    /// <summary>Student's t, scaled to variance 1.</summary>
    StudentT = 1,
}

namespace Harrier.Models.Statistics;

/// <summary>The widths that each kernel exists in. All give the same bits on a processor with fused multiply-add.</summary>
internal enum VectorWidth
{
    /// <summary>One double at a time.</summary>
    Scalar,

    /// <summary>Two doubles: SSE2, NEON.</summary>
    Bits128,

    /// <summary>Four doubles: AVX2.</summary>
    Bits256,

    /// <summary>Eight doubles: AVX-512.</summary>
    Bits512,
}

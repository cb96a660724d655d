using System.Runtime.Intrinsics;

namespace Harrier.Models.Statistics;

/// <summary>Which width this processor computes in.</summary>
internal static class VectorWidths
{
    /// <summary>Gets the widest that the hardware does in one step; a constant once the code is compiled.</summary>
    internal static VectorWidth Widest =>
        Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
        : Vector128.IsHardwareAccelerated ? VectorWidth.Bits128
        : VectorWidth.Scalar;
}

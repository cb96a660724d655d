using System.Runtime.InteropServices;

namespace Harrier.Market.Books;

/// <summary>What every message to an instrument reads and most write, in one cache line.</summary>
/// <remarks>
/// <code>
///  0 top of book 32: bid price, bid lots, ask price, ask lots | 32 bids 16 | 48 asks 16
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct BookHeader
{
    [FieldOffset(0)]
    public TopOfBook Top;

    [FieldOffset(32)]
    public BookSide Bids;

    [FieldOffset(48)]
    public BookSide Asks;
}

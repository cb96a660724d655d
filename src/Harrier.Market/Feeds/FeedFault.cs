using System.Globalization;

namespace Harrier.Market.Feeds;

/// <summary>Why a recorded feed could not be read to its end.</summary>
/// <param name="File">The file.</param>
/// <param name="ByteOffset">Where in the file, after decompression, the message or row at fault starts.</param>
/// <param name="MessageNumber">The number of that message or row, from 1.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record FeedFault(string File, long ByteOffset, long MessageNumber, string Reason)
{
    /// <summary>The fault as one sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{File}: byte {ByteOffset}, message {MessageNumber}: {Reason}");
}

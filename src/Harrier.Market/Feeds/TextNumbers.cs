using System;

namespace Harrier.Market.Feeds;

/// <summary>The numbers of a row, read without allocation and without a rounding of binary fractions.</summary>
internal static class TextNumbers
{
    private const int NanosecondDigits = 9;
    private const long LargestSeconds = 1_000_000;

    /// <summary>Reads a whole number of at most 18 digits.</summary>
    public static bool TryParseWhole(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        bool isNegative = text.Length > 0 && text[0] == (byte)'-';
        ReadOnlySpan<byte> digits = isNegative ? text[1..] : text;
        if (digits.Length is 0 or > 18)
        {
            return false;
        }

        foreach (byte character in digits)
        {
            int digit = character - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        value = isNegative ? -value : value;
        return true;
    }

    /// <summary>Reads seconds with any number of decimals as nanoseconds: the first nine exactly, the tenth rounds
    /// half up, the rest only has to be digits.</summary>
    public static bool TryParseSeconds(ReadOnlySpan<byte> text, out long nanoseconds)
    {
        nanoseconds = 0;
        int point = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<byte> decimals = point < 0 ? default : text[(point + 1)..];
        bool isNumber = TryParseWhole(whole, out long seconds)
            && seconds is >= 0 and < LargestSeconds
            && (point < 0 || decimals.Length > 0)
            && decimals.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        if (!isNumber)
        {
            return false;
        }

        nanoseconds = seconds;
        for (int index = 0; index < NanosecondDigits; index++)
        {
            nanoseconds = (nanoseconds * 10) + (index < decimals.Length ? decimals[index] - '0' : 0);
        }

        bool roundsUp = decimals.Length > NanosecondDigits && decimals[NanosecondDigits] >= (byte)'5';
        nanoseconds += roundsUp ? 1 : 0;
        return true;
    }
}

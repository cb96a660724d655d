using System;

namespace Harrier.Primitives;

/// <summary>Philox4x32-10: 128 random bits as a function of a counter and a key, with no state in between.</summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011), section 3.3 and table 2. One
/// counter gives one block, so that any part of a sequence can be had at once, by any thread. For simulation, never for
/// secrets.
/// </remarks>
public static class Philox4x32
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;

    // The key moves by the golden ratio and by √3 - 1 from round to round.
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Computes a block.</summary>
    /// <param name="counter">The counter: its lowest 32 bits are word 0 of the paper.</param>
    /// <param name="key">The key: its lower 32 bits are word 0.</param>
    /// <returns>128 random bits, word 0 lowest.</returns>
    public static UInt128 Block(UInt128 counter, ulong key)
    {
        unchecked
        {
            Block((ulong)counter, (ulong)(counter >> 64), key, out ulong low, out ulong high);
            return new UInt128(high, low);
        }
    }

    /// <summary>Computes a block in halves.</summary>
    internal static void Block(ulong counterLow, ulong counterHigh, ulong key, out ulong low, out ulong high)
    {
        unchecked
        {
            uint word0 = (uint)counterLow;
            uint word1 = (uint)(counterLow >> 32);
            uint word2 = (uint)counterHigh;
            uint word3 = (uint)(counterHigh >> 32);
            uint key0 = (uint)key;
            uint key1 = (uint)(key >> 32);
            for (int round = 0; round < Rounds; round++)
            {
                ulong product0 = (ulong)Multiplier0 * word0;
                ulong product1 = (ulong)Multiplier1 * word2;
                word0 = (uint)(product1 >> 32) ^ word1 ^ key0;
                word1 = (uint)product1;
                word2 = (uint)(product0 >> 32) ^ word3 ^ key1;
                word3 = (uint)product0;
                key0 += Weyl0;
                key1 += Weyl1;
            }

            low = ((ulong)word1 << 32) | word0;
            high = ((ulong)word3 << 32) | word2;
        }
    }
}

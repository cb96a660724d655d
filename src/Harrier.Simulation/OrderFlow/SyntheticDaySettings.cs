using System;

namespace Harrier.Simulation.OrderFlow;

/// <summary>The size of a synthetic day.</summary>
public sealed record SyntheticDaySettings
{
    /// <summary>The most symbols: a stock locate has 16 bits.</summary>
    public const int SymbolsMax = 65_535;

    /// <summary>The most messages between open and close.</summary>
    public const long MessagesMax = 1_000_000_000;

    /// <summary>Checks the sizes.</summary>
    /// <param name="symbols">How many symbols, 1 to <see cref="SymbolsMax"/>.</param>
    /// <param name="messages">How many messages between open and close, 1 to <see cref="MessagesMax"/>; the directory
    /// and the orders of the morning come on top.</param>
    /// <param name="seed">The seed: the same sizes and seed give the same bytes on any machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    public SyntheticDaySettings(int symbols, long messages, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbols, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(symbols, SymbolsMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(messages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messages, MessagesMax);
        (Symbols, Messages, Seed) = (symbols, messages, seed);
    }

    /// <summary>How many symbols.</summary>
    public int Symbols { get; }

    /// <summary>How many messages between open and close.</summary>
    public long Messages { get; }

    /// <summary>The seed of every choice.</summary>
    public ulong Seed { get; }
}

namespace Harrier.Trading.Risk;

/// <summary>What may be sent. The zero value is the safe one.</summary>
public enum TradingState : byte
{
    /// <summary>Cancels only.</summary>
    Halted = 0,

    /// <summary>Cancels, and orders that lower the inventory.</summary>
    Reducing = 1,

    /// <summary>Everything that the limits allow.</summary>
    Active = 2,
}

namespace Harrier.Trading.Risk;

/// <summary>Which open orders are taken as executed when an order is held against value at risk or shortfall.</summary>
public enum OpenOrderScope : byte
{
    /// <summary>Those of all instruments, in whichever combination is the worst.</summary>
    All = 0,

    /// <summary>Those of the order's own instrument and side; the other instruments stay as they are held.</summary>
    Instrument = 1,
}

using System.Runtime.InteropServices;

namespace Harrier.Trading.Positions;

/// <summary>One instrument: what the mid touches is in the first line's half, what fills touch behind it.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct PositionRecord
{
    public long InventoryLots;
    public long MidTicksTwice;
    public long InventoryParts;
    public long CashParts;
    public long SpreadParts;
    public long FeeParts;
    public long BoughtLots;
    public long SoldLots;
    public long Fills;
    public long InventoryLotsMax;
}

using System.Runtime.InteropServices;

namespace Harrier.Trading.Quoting;

/// <summary>The quotes of one instrument, the last inventory in the model's unit, and how far both quotes are moved down
/// for what is held in others, in Q32.32 ticks.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct InstrumentQuotes
{
    public WorkingQuote Bid;
    public WorkingQuote Ask;
    public long InventoryLots;
    public int InventoryOrders;
    public long Shift;
}

using System.Runtime.InteropServices;

namespace Harrier.Trading.Quoting;

/// <summary>The quotes of one instrument and the last inventory in the model's unit.</summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct InstrumentQuotes
{
    public WorkingQuote Bid;
    public WorkingQuote Ask;
    public long InventoryLots;
    public int InventoryOrders;
}

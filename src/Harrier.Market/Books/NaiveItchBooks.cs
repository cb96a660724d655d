using System;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Market.Books;

/// <summary>Keeps <see cref="NaiveOrderBooks"/> by ITCH 5.0 messages: the slow twin of the fast builder.</summary>
/// <param name="instruments">How many books; indexes are stock locates, so one more than the largest locate.</param>
public sealed class NaiveItchBooks(int instruments)
{
    /// <summary>The books.</summary>
    public NaiveOrderBooks Books { get; } = new(instruments);

    /// <summary>The messages about an order that is not there.</summary>
    public long UnknownReferences { get; private set; }

    /// <summary>The messages that were refused for another reason.</summary>
    public long Refused { get; private set; }

    /// <summary>Applies one message.</summary>
    /// <param name="message">The message, type first, whole.</param>
    /// <returns>What became of it; <see cref="BookResult.None"/> where it does not concern a book.</returns>
    public BookResult Apply(ReadOnlySpan<byte> message)
    {
        BookResult result = message[0] switch
        {
            ItchMessageType.AddOrder => Add(new AddOrder(message)),
            ItchMessageType.AddOrderWithMpid => Add(new AddOrder(message)), // the same, with four bytes more at the end
            ItchMessageType.OrderExecuted => Books.Execute(new OrderExecuted(message).Reference, Whole(new OrderExecuted(message).Shares)),
            ItchMessageType.OrderExecutedWithPrice => Books.Execute(new OrderExecutedWithPrice(message).Reference, Whole(new OrderExecutedWithPrice(message).Shares)),
            ItchMessageType.OrderCancel => Books.Cancel(new OrderCancel(message).Reference, Whole(new OrderCancel(message).Shares)),
            ItchMessageType.OrderDelete => Books.Delete(new OrderDelete(message).Reference),
            ItchMessageType.OrderReplace => Replace(new OrderReplace(message)),
            ItchMessageType.SystemEvent => Follow(new SystemEvent(message).EventCode),
            _ => BookResult.None,
        };
        UnknownReferences += result == BookResult.UnknownReference ? 1 : 0;
        Refused += result is BookResult.None or BookResult.Applied or BookResult.UnknownReference ? 0 : 1;
        return result;
    }

    private BookResult Add(AddOrder message) =>
        Books.Add(message.StockLocate, message.Reference, message.Side, Whole(message.Shares), Whole(message.PriceTicks));

    private BookResult Replace(OrderReplace message) =>
        Books.Replace(message.OriginalReference, message.NewReference, Whole(message.Shares), Whole(message.PriceTicks));

    /// <summary>A new session begins with empty books.</summary>
    private BookResult Follow(byte eventCode)
    {
        for (int instrument = 0; eventCode == SystemEventCode.StartOfMessages && instrument < Books.Instruments; instrument++)
        {
            Books.Clear(instrument);
        }

        return BookResult.None;
    }

    /// <summary>Beyond 31 bits is beyond the published range; as a negative number it is refused.</summary>
    private static int Whole(uint value) => value > int.MaxValue ? -1 : (int)value;
}

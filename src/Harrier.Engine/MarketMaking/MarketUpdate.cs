using System;
using System.Buffers.Binary;
using System.Text;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;

namespace Harrier.Engine.MarketMaking;

/// <summary>One feed message in fields: the result of the decode stage.</summary>
internal struct MarketUpdate
{
    private const byte NotPrinted = (byte)'N';

    /// <summary>When the venue made it, nanoseconds since midnight.</summary>
    public long Time;

    /// <summary>The order that the message is about.</summary>
    public ulong Reference;

    /// <summary>The order that takes its place; for a replace alone.</summary>
    public ulong NewReference;

    /// <summary>The symbol in eight characters, first one highest; for a directory message alone.</summary>
    public ulong Symbol;

    /// <summary>The stock locate.</summary>
    public int Instrument;

    /// <summary>Negative where the wire's number is beyond 31 bits, which the book refuses.</summary>
    public int Lots;

    /// <summary>Negative where the wire's number is beyond 31 bits, which the book refuses. Of an execution: its price where
    /// that is not the order's, else 0.</summary>
    public int PriceTicks;
    public MarketUpdateKind Kind;
    public Side Side;

    /// <summary>Whether the instrument trades; for a trading action alone.</summary>
    public bool IsTrading;

    /// <summary>Whether an execution stays out of the volume, because another message tells of it.</summary>
    public bool IsUnprinted;

    /// <summary>A symbol as <see cref="Symbol"/> has it.</summary>
    /// <param name="symbol">Up to eight ASCII characters.</param>
    /// <returns>The characters, padded with spaces.</returns>
    public static ulong SymbolOf(string symbol)
    {
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Fill((byte)' ');
        Encoding.ASCII.TryGetBytes(symbol, padded, out _);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    /// <summary>Decodes a message.</summary>
    /// <param name="message">One ITCH 5.0 message of any bytes.</param>
    /// <param name="update">The fields.</param>
    public static void Decode(ReadOnlySpan<byte> message, out MarketUpdate update)
    {
        update = default;
        if (message.IsEmpty)
        {
            update.Kind = MarketUpdateKind.Malformed;
            return;
        }

        int length = ItchMessageLengths.Of(message[0]);
        if (length != message.Length)
        {
            update.Kind = length == 0 ? MarketUpdateKind.None : MarketUpdateKind.Malformed;
            return;
        }

        var header = new ItchHeader(message);
        update.Instrument = header.StockLocate;
        update.Time = header.TimestampNanoseconds;
        switch (message[0])
        {
            case ItchMessageType.AddOrder:
                DecodeAdd(new AddOrder(message), ref update);
                break;
            case ItchMessageType.AddOrderWithMpid:
                // The attribution follows the fields of an unattributed add.
                DecodeAdd(new AddOrder(message[..AddOrder.Length]), ref update);
                break;
            case ItchMessageType.OrderDelete:
                update.Kind = MarketUpdateKind.Delete;
                update.Reference = new OrderDelete(message).Reference;
                break;
            case ItchMessageType.OrderReplace:
                DecodeReplace(new OrderReplace(message), ref update);
                break;
            case ItchMessageType.OrderExecuted:
                update.Kind = MarketUpdateKind.Execute;
                update.Reference = new OrderExecuted(message).Reference;
                update.Lots = unchecked((int)new OrderExecuted(message).Shares);
                break;
            case ItchMessageType.OrderExecutedWithPrice:
                DecodeExecution(new OrderExecutedWithPrice(message), ref update);
                break;
            case ItchMessageType.OrderCancel:
                update.Kind = MarketUpdateKind.Cancel;
                update.Reference = new OrderCancel(message).Reference;
                update.Lots = unchecked((int)new OrderCancel(message).Shares);
                break;
            case ItchMessageType.Trade:
                DecodeTrade(new Trade(message), ref update);
                break;
            default:
                DecodeRare(message, ref update);
                break;
        }
    }

    private static void DecodeAdd(AddOrder add, ref MarketUpdate update)
    {
        update.Kind = MarketUpdateKind.Add;
        update.Reference = add.Reference;
        update.Side = add.Side;
        update.Lots = unchecked((int)add.Shares);
        update.PriceTicks = unchecked((int)add.PriceTicks);
    }

    private static void DecodeReplace(OrderReplace replace, ref MarketUpdate update)
    {
        update.Kind = MarketUpdateKind.Replace;
        update.Reference = replace.OriginalReference;
        update.NewReference = replace.NewReference;
        update.Lots = unchecked((int)replace.Shares);
        update.PriceTicks = unchecked((int)replace.PriceTicks);
    }

    private static void DecodeExecution(OrderExecutedWithPrice execution, ref MarketUpdate update)
    {
        update.Kind = MarketUpdateKind.Execute;
        update.Reference = execution.Reference;
        update.Lots = unchecked((int)execution.Shares);
        update.PriceTicks = unchecked((int)execution.PriceTicks);
        update.IsUnprinted = execution.Printable == NotPrinted;
    }

    private static void DecodeTrade(Trade trade, ref MarketUpdate update)
    {
        update.Kind = MarketUpdateKind.HiddenTrade;
        update.Side = trade.Side;
        update.Lots = unchecked((int)trade.Shares);
        update.PriceTicks = unchecked((int)trade.PriceTicks);
    }

    private static void DecodeRare(ReadOnlySpan<byte> message, ref MarketUpdate update)
    {
        switch (message[0])
        {
            case ItchMessageType.StockDirectory:
                update.Kind = MarketUpdateKind.Directory;
                update.Symbol = BinaryPrimitives.ReadUInt64BigEndian(new StockDirectory(message).Stock);
                break;
            case ItchMessageType.StockTradingAction:
                update.Kind = MarketUpdateKind.TradingAction;
                update.IsTrading = new StockTradingAction(message).TradingState == TradingStateCode.Trading;
                break;
            case ItchMessageType.SystemEvent:
                update.Kind = new SystemEvent(message).EventCode switch
                {
                    SystemEventCode.StartOfMessages => MarketUpdateKind.StartOfMessages,
                    SystemEventCode.EndOfMarketHours => MarketUpdateKind.EndOfMarketHours,
                    _ => MarketUpdateKind.None,
                };
                break;
        }
    }
}

using BenchmarkDotNet.Attributes;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Risk;

namespace Harrier.Benchmarks.Trading;

/// <summary>From a change of the top of the book to the decision about both quotes. The mid walks, so that about one
/// decision in ten wants a move; nothing is sent. Target: 10 ns.</summary>
[MemoryDiagnoser]
public class QuoteBenchmarks
{
    private readonly BenchmarkMarket _market = new();

    [GlobalSetup]
    public void Enter() => _market.EnterBoth();

    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public int Decide()
    {
        int moves = 0;
        for (int i = 0; i < BenchmarkMarket.Tops; i++)
        {
            _market.Quotes.Decide(
                BenchmarkMarket.Instrument,
                in _market.Walk[i],
                0,
                TradingState.Active,
                BenchmarkMarket.Now,
                out OrderIntent bid,
                out OrderIntent ask);
            moves += (int)bid.Kind + (int)ask.Kind;
        }

        return moves;
    }

    /// <summary>The part of the table in it: look-up, rounding and clamping, without the live quotes.</summary>
    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public long Table()
    {
        long sum = 0;
        for (int i = 0; i < BenchmarkMarket.Tops; i++)
        {
            ref Harrier.Market.Books.TopOfBook top = ref _market.Walk[i];
            _market.Table.TryQuote(top.MidTicksTwice, 0, top.BidPrice, top.AskPrice, out Price bid, out Price ask);
            sum += bid.Ticks ^ ask.Ticks;
        }

        return sum;
    }

    /// <summary>The same with a shift for what is held in other instruments, which changes from quote to quote.</summary>
    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public long TableWithShift()
    {
        long sum = 0;
        for (int i = 0; i < BenchmarkMarket.Tops; i++)
        {
            ref Harrier.Market.Books.TopOfBook top = ref _market.Walk[i];
            _market.Table.TryQuote(top.MidTicksTwice, 0, (long)i << 34, top.BidPrice, top.AskPrice, out Price bid, out Price ask);
            sum += bid.Ticks ^ ask.Ticks;
        }

        return sum;
    }
}

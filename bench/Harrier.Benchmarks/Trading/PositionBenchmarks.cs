using BenchmarkDotNet.Attributes;
using Harrier.Primitives;
using Harrier.Trading.Positions;

namespace Harrier.Benchmarks.Trading;

/// <summary>Booking a change of the mid with inventory held, and booking a fill.</summary>
[MemoryDiagnoser]
public class PositionBenchmarks
{
    private readonly BenchmarkMarket _market = new();

    [GlobalSetup]
    public void Hold() => _market.Positions.OnFill(
        BenchmarkMarket.Instrument, Side.Buy, new Price(1_000_000), new Quantity(300), FillLiquidity.Maker);

    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public long Mid()
    {
        for (int i = 0; i < BenchmarkMarket.Tops; i++)
        {
            _market.Positions.OnMid(BenchmarkMarket.Instrument, _market.Walk[i].MidTicksTwice);
        }

        return _market.Positions.TotalResult.Parts;
    }

    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public long Fill()
    {
        for (int i = 0; i < BenchmarkMarket.Tops; i++)
        {
            Side side = (i & 1) == 0 ? Side.Buy : Side.Sell;
            _market.Positions.OnFill(
                BenchmarkMarket.Instrument, side, _market.Walk[i].BidPrice, new Quantity(100), FillLiquidity.Maker);
        }

        return _market.Positions.TotalResult.Parts;
    }
}

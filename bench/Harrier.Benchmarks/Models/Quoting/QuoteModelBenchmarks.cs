using System;
using BenchmarkDotNet.Attributes;
using Harrier.Benchmarks.Trading;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Benchmarks.Models.Quoting;

/// <summary>A quote of each model on the hot path, with a mid and an inventory that walk: the same table, so the same few
/// nanoseconds; with a short-term drift a rounding and a load more. And what filling the table costs, off the path.</summary>
[MemoryDiagnoser]
public class QuoteModelBenchmarks
{
    private const int Limit = 10;

    private static readonly GlftParameters Glft = new() { RiskAversion = 0.0005, Volatility = 0.02, ArrivalRate = 1.0, Decay = 60.0, OrderSize = 100.0 };

    private static readonly CarteaJaimungalParameters CarteaJaimungal = new()
    {
        BuyArrivalRate = 1.0,
        SellArrivalRate = 1.0,
        Decay = 60.0,
        RunningPenalty = 1e-7,
        TerminalPenalty = 1e-6,
        OrderSize = 100.0,
    };

    private static readonly ShortTermAlphaParameters Alpha = new() { Reversion = 0.5, Volatility = 0.001, LargestDrift = 0.004 };

    private readonly BenchmarkMarket _market = new();
    private readonly QuoteTable _table = new(Limit, 100);
    private readonly int[] _inventories = new int[BenchmarkMarket.Tops];
    private readonly double[] _drifts = new double[BenchmarkMarket.Tops];
    private IQuoteModel _model = new GlftClosedForm(Glft);
    private AlphaQuoteTables? _tables;
    private double _seconds;

    [Params("avellaneda-stoikov", "glft", "glft-closed", "cartea-jaimungal", "short-term drift")]
    public string Model { get; set; } = "glft";

    [GlobalSetup]
    public void Fill()
    {
        for (int i = 0; i < BenchmarkMarket.Tops; i++)
        {
            _inventories[i] = i * 7 % (2 * Limit + 1) - Limit;
            _drifts[i] = 0.004 * Math.Sin(0.1 * i);
        }

        _seconds = 60.0;
        _model = Model switch
        {
            "avellaneda-stoikov" => new AvellanedaStoikovEngine(
                new AvellanedaStoikovParameters { RiskAversion = 0.0005, Volatility = 0.02, Decay = 60.0, OrderSize = 100.0 }),
            "glft" => new GlftExact(Glft, Limit),
            "glft-closed" => new GlftClosedForm(Glft),
            "cartea-jaimungal" => new CarteaJaimungalExact(CarteaJaimungal, Limit),
            _ => new ShortTermAlphaGrid(CarteaJaimungal, Alpha, Limit).At(20),
        };
        _table.Fill(_model, _seconds);
        if (Model == "short-term drift")
        {
            _tables = new AlphaQuoteTables(new ShortTermAlphaGrid(CarteaJaimungal, Alpha, Limit), 100);
            _tables.Fill(_seconds);
        }
    }

    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public long Quote() => _tables is AlphaQuoteTables tables ? QuoteByDrift(tables) : QuoteByTable(_table);

    /// <summary>Off the path: the model and its table. The grid is solved at set-up; with it, only the table is filled.</summary>
    [Benchmark]
    public void Refill() => _table.Fill(_model, _seconds);

    private long QuoteByTable(QuoteTable table)
    {
        long sum = 0;
        for (int i = 0; i < BenchmarkMarket.Tops; i++)
        {
            ref Harrier.Market.Books.TopOfBook top = ref _market.Walk[i];
            table.TryQuote(top.MidTicksTwice, _inventories[i], top.BidPrice, top.AskPrice, out Price bid, out Price ask);
            sum ^= bid.Ticks ^ ask.Ticks;
        }

        return sum;
    }

    private long QuoteByDrift(AlphaQuoteTables tables)
    {
        long sum = 0;
        for (int i = 0; i < BenchmarkMarket.Tops; i++)
        {
            ref Harrier.Market.Books.TopOfBook top = ref _market.Walk[i];
            tables.For(_drifts[i]).TryQuote(top.MidTicksTwice, _inventories[i], top.BidPrice, top.AskPrice, out Price bid, out Price ask);
            sum ^= bid.Ticks ^ ask.Ticks;
        }

        return sum;
    }
}

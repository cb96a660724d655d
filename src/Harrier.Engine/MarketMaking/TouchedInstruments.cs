namespace Harrier.Engine.MarketMaking;

/// <summary>The instruments that a packet has touched, each once. One thread; nothing is allocated after
/// construction.</summary>
internal sealed class TouchedInstruments
{
    private const int Limit = 64;

    private readonly int[] _instruments = new int[Limit];

    /// <summary>Gets how many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gets a value indicating whether there is no room for another one.</summary>
    public bool IsFull => Count == Limit;

    /// <summary>Gets one of them.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public int this[int index] => _instruments[index];

    /// <summary>Adds an instrument, unless it is there. There must be room.</summary>
    public void Add(int instrument)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_instruments[i] == instrument)
            {
                return;
            }
        }

        _instruments[Count++] = instrument;
    }

    /// <summary>Takes one out; the last one takes its place.</summary>
    public void RemoveAt(int index) => _instruments[index] = _instruments[--Count];

    /// <summary>Takes all out.</summary>
    public void Clear() => Count = 0;
}

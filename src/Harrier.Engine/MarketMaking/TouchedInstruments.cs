namespace Harrier.Engine.MarketMaking;

/// <summary>The instruments that a packet has touched, each once, and whether it has to be decided on whatever its best
/// prices are. One thread; nothing is allocated after construction.</summary>
internal sealed class TouchedInstruments
{
    private const int Limit = 64;

    private readonly int[] _instruments = new int[Limit];
    private readonly bool[] _isDue = new bool[Limit];

    /// <summary>Gets how many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gets a value indicating whether there is no room for another one.</summary>
    public bool IsFull => Count == Limit;

    /// <summary>Gets one of them.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public int this[int index] => _instruments[index];

    /// <summary>Whether one has to be decided on though its best prices are as before.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public bool IsDue(int index) => _isDue[index];

    /// <summary>Adds an instrument, unless it is there. There must be room.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="isDue">Whether it has to be decided on though its best prices are as before.</param>
    public void Add(int instrument, bool isDue)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_instruments[i] == instrument)
            {
                _isDue[i] |= isDue;
                return;
            }
        }

        _instruments[Count] = instrument;
        _isDue[Count] = isDue;
        Count++;
    }

    /// <summary>Takes one out; the last one takes its place.</summary>
    public void RemoveAt(int index)
    {
        Count--;
        _instruments[index] = _instruments[Count];
        _isDue[index] = _isDue[Count];
    }

    /// <summary>Becomes a copy of others.</summary>
    public void CopyFrom(TouchedInstruments others)
    {
        // Most packets touch one: a loop costs less than a call.
        for (int i = 0; i < others.Count; i++)
        {
            _instruments[i] = others._instruments[i];
            _isDue[i] = others._isDue[i];
        }

        Count = others.Count;
    }

    /// <summary>Takes all out.</summary>
    public void Clear() => Count = 0;
}

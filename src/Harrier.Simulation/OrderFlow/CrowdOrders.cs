using Harrier.Simulation.Venue;

namespace Harrier.Simulation.OrderFlow;

/// <summary>The live orders of the crowd in one instrument: any of them can be drawn at random, and each is found by
/// its tag, in O(1). A sparse set in flat memory.</summary>
internal sealed class CrowdOrders
{
    // A permutation of all tags: the first Count are live.
    private readonly int[] _tags;
    private readonly int[] _positions;
    private readonly OrderHandle[] _handles;

    public CrowdOrders(int capacity)
    {
        _tags = new int[capacity];
        _positions = new int[capacity];
        _handles = new OrderHandle[capacity];
        for (int i = 0; i < capacity; i++)
        {
            _tags[i] = i;
            _positions[i] = i;
        }
    }

    public int Capacity => _tags.Length;

    public int Count { get; private set; }

    public bool HasRoom => Count < _tags.Length;

    /// <summary>Takes a tag for a new order. There must be room.</summary>
    public int Take()
    {
        int tag = _tags[Count++];
        _handles[tag] = default;
        return tag;
    }

    public bool IsLive(int tag) => _positions[tag] < Count;

    /// <summary>Gives a live tag back.</summary>
    public void Release(int tag)
    {
        int position = _positions[tag];
        int last = _tags[--Count];
        _tags[position] = last;
        _positions[last] = position;
        _tags[Count] = tag;
        _positions[tag] = Count;
    }

    /// <summary>The live tag at a position below <see cref="Count"/>.</summary>
    public int At(int position) => _tags[position];

    public ref OrderHandle Handle(int tag) => ref _handles[tag];
}

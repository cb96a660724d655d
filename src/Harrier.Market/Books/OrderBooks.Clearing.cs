using System;

namespace Harrier.Market.Books;

/// <content>Halts of a feed and new sessions: books that are emptied.</content>
public sealed unsafe partial class OrderBooks
{
    /// <summary>Empties the book of one instrument. Its cost is its orders.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is beyond the limit.</exception>
    public void Clear(int instrument)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(instrument);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(instrument, Limits.Instruments);
        uint bids = (uint)instrument * 2;
        ClearSide(bids);
        ClearSide(bids + 1);
        EmptyHeader((uint)instrument);
    }

    /// <summary>Empties all books: a new session, whose references may begin again. The statistics go on.</summary>
    public void ClearAll()
    {
        for (int instrument = 0; instrument < Limits.Instruments; instrument++)
        {
            Clear(instrument);
        }

        _far.Clear();
        new Span<uint>(_generations, checked((int)_generationBuffer.Length)).Clear();
        _freed = 0;
        _used = 0;
    }

    private void ClearSide(uint sideIndex)
    {
        BookSide* window = Window(sideIndex);
        while (window->BestLevel != BookSide.NoLevel)
        {
            uint first = _records[window->BestLevel].Next;
            TakeLots(_references[first - _orderRecords], 0, isAll: true, out _);
        }
    }
}

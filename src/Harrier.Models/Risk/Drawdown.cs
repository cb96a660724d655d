using Harrier.Primitives;

namespace Harrier.Models.Risk;

/// <summary>How far a result lies below the highest that it was. Exact; a few instructions a step.</summary>
public struct Drawdown
{
    private Money _peak;
    private bool _hasBegun;

    /// <summary>Gets how far the last result lies below the highest one; 0 at it.</summary>
    public Money Current { get; private set; }

    /// <summary>Gets the most that it was.</summary>
    public Money Maximum { get; private set; }

    /// <summary>Takes the next result.</summary>
    /// <param name="result">All that was made until now, not the change.</param>
    public void Add(Money result)
    {
        if (!_hasBegun || result > _peak)
        {
            _peak = result;
            _hasBegun = true;
        }

        Current = _peak - result;
        if (Current > Maximum)
        {
            Maximum = Current;
        }
    }
}

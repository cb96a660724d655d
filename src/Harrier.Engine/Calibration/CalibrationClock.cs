using System;
using System.Collections.Generic;
using Harrier.Market.Books;
using Harrier.Primitives;

namespace Harrier.Engine.Calibration;

/// <summary>The tapes of a feed and the hours in which they run: hands each its best prices and its seconds in order of
/// time.</summary>
internal sealed class CalibrationClock
{
    private readonly List<(InstrumentTape Tape, TopOfBook Top)> _tapes = [];
    private readonly Nanoseconds _from;
    private readonly Nanoseconds _to;
    private long _nextSecond;
    private bool _isOpen;

    /// <param name="from">When they begin.</param>
    /// <param name="to">When they end.</param>
    public CalibrationClock(Nanoseconds from, Nanoseconds to)
    {
        (_from, _to, End) = (from, to, from);
        _nextSecond = from.Value;
    }

    /// <summary>Gets the tapes.</summary>
    public IReadOnlyList<(InstrumentTape Tape, TopOfBook Top)> Tapes => _tapes;

    /// <summary>Gets the time that was reached, at most the end.</summary>
    public Nanoseconds End { get; private set; }

    /// <summary>Gets a value indicating whether all is over that is looked at.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Gets a value indicating whether the tapes run.</summary>
    public bool IsOpen => _isOpen && !IsOver;

    /// <summary>Adds a tape.</summary>
    /// <returns>Its number.</returns>
    public int Add(InstrumentTape tape)
    {
        _tapes.Add((tape, TopOfBook.Empty));
        return _tapes.Count - 1;
    }

    /// <summary>Goes on to a time: seconds that ended before it are told first.</summary>
    public void GoTo(long time)
    {
        if (!_isOpen && time >= _from.Value)
        {
            _isOpen = true;
            for (int index = 0; index < _tapes.Count; index++)
            {
                _tapes[index].Tape.OnTop(_from.Value, _tapes[index].Top);
            }
        }

        while (_isOpen && !IsOver && _nextSecond <= Math.Min(time, _to.Value))
        {
            foreach ((InstrumentTape tape, _) in _tapes)
            {
                tape.OnSecond(_nextSecond);
            }

            _nextSecond += Nanoseconds.PerSecond;
        }

        End = new Nanoseconds(Math.Clamp(time, _from.Value, _to.Value));
        IsOver = time >= _to.Value;
    }

    /// <summary>Gives a tape its best prices after an instant.</summary>
    public void OnTop(int tape, long time, in TopOfBook top)
    {
        _tapes[tape] = (_tapes[tape].Tape, top);
        if (IsOpen)
        {
            _tapes[tape].Tape.OnTop(time, in top);
        }
    }

    /// <summary>Gives a tape its second levels after an instant, after its best prices where those are new too.</summary>
    public void OnSecondLevels(int tape, long time, Price bid, Price ask)
    {
        if (IsOpen)
        {
            _tapes[tape].Tape.OnSecondLevels(time, bid, ask);
        }
    }
}

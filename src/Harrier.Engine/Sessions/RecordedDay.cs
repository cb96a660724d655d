using System;
using System.Collections.Generic;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Lobster;

namespace Harrier.Engine.Sessions;

/// <summary>Recorded files as one stream of ITCH 5.0 messages: one file after the other, the two files of a LOBSTER day
/// as one. One thread; nothing is allocated for a message.</summary>
internal sealed class RecordedDay : IItchSource
{
    private readonly List<string> _files = [];
    private IItchSource _current;
    private int _next;

    /// <summary>Opens the first file.</summary>
    /// <param name="files">The files, at least one, in the order of time.</param>
    public RecordedDay(IReadOnlyList<string> files)
    {
        foreach (string file in files)
        {
            // Either file of a pair names it.
            bool isPair = LobsterFilePair.TryFind(file, out LobsterFilePair? pair);
            string name = isPair ? pair!.MessagePath : file;
            IsSingleInstrument |= isPair;
            if (!_files.Contains(name))
            {
                _files.Add(name);
            }
        }

        _current = FeedFile.Open(_files[_next++]);
    }

    /// <summary>Gets a value indicating whether there is one instrument only, at stock locate 1.</summary>
    public bool IsSingleInstrument { get; }

    /// <inheritdoc/>
    public FeedFault? Fault => _current.Fault;

    /// <inheritdoc/>
    public bool TryRead(out ReadOnlySpan<byte> message)
    {
        while (!_current.TryRead(out message))
        {
            if (_current.Fault is not null || _next == _files.Count)
            {
                return false;
            }

            _current.Dispose();
            _current = FeedFile.Open(_files[_next++]);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _current.Dispose();
}

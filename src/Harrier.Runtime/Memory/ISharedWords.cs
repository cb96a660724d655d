namespace Harrier.Runtime.Memory;

/// <summary>The words of a <see cref="SharedFreeList{TWords}"/>, each access whole. A seam, so that a test can run every
/// order of the accesses of several threads.</summary>
internal interface ISharedWords
{
    /// <summary>Reads the head: nothing that comes later is read before (acquire).</summary>
    ulong ReadHead();

    /// <summary>Exchanges the head if it is what it is expected to be: a full fence.</summary>
    bool TryReplaceHead(ulong expected, ulong desired);

    /// <summary>Reads the word of a place.</summary>
    ulong ReadNext(int place);

    /// <summary>Writes the word of a place that the caller owns.</summary>
    void WriteNext(int place, ulong value);
}

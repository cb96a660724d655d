using System.Threading;

namespace Harrier.Runtime.Memory;

/// <summary>Shared words in native memory.</summary>
/// <remarks>Safety of the pointers: places come from the list, which has no others than it was filled with.</remarks>
internal readonly unsafe struct AtomicWords(ulong* head, ulong* next) : ISharedWords
{
    public ulong ReadHead() => Volatile.Read(ref *head);

    public bool TryReplaceHead(ulong expected, ulong desired) => Interlocked.CompareExchange(ref *head, desired, expected) == expected;

    public ulong ReadNext(int place) => Volatile.Read(ref next[place]);

    public void WriteNext(int place, ulong value) => Volatile.Write(ref next[place], value);
}

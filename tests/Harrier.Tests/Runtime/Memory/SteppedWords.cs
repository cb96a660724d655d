using System;
using System.Collections.Generic;
using Harrier.Runtime.Memory;

namespace Harrier.Tests.Runtime.Memory;

/// <summary>Shared words for a thread that is run again from its start for each of its steps: the accesses that it made
/// before are answered from a log, one more is made on the words, and the next one stops it.</summary>
internal readonly struct SteppedWords(SteppedWords.Run run) : ISharedWords
{
    public ulong ReadHead() => run.Access(words => words[0]);

    public bool TryReplaceHead(ulong expected, ulong desired)
    {
        Run own = run;
        return run.Access(words =>
        {
            bool isSame = words[0] == (expected & own.HeadMask);
            words[0] = isSame ? desired & own.HeadMask : words[0];
            return isSame ? 1UL : 0;
        }) == 1;
    }

    public ulong ReadNext(int place) => run.Access(words => words[place + 1]);

    public void WriteNext(int place, ulong value) => _ = run.Access(words => words[place + 1] = value);

    /// <summary>The next access of a thread is another step's.</summary>
    internal sealed class StopException : Exception;

    /// <summary>One replay of a thread.</summary>
    /// <param name="words">The shared words: the head, then one for each place.</param>
    /// <param name="log">What the thread's accesses answered so far; the new one joins it.</param>
    /// <param name="headMask">The bits of the head that are kept: all, or, for a list without a tag, those of the place.</param>
    internal sealed class Run(ulong[] words, List<ulong> log, ulong headMask)
    {
        private readonly int _known = log.Count;
        private int _at;

        public ulong HeadMask { get; } = headMask;

        public ulong Access(Func<ulong[], ulong> access)
        {
            if (_at > _known)
            {
                throw new StopException();
            }

            if (_at == _known)
            {
                log.Add(access(words));
            }

            return log[_at++];
        }
    }
}

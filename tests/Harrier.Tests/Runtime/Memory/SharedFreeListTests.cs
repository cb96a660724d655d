using System;
using System.Collections.Generic;
using System.Linq;
using Harrier.Runtime.Memory;
using Xunit;

namespace Harrier.Tests.Runtime.Memory;

/// <summary>Runs the real list through every order of the accesses of two and three threads, and looks after each access
/// whether a place has two owners and at the end whether each is there once.</summary>
/// <remarks>The accesses are taken to be whole and in one order, as the atomic ones are: an exchange is a full fence.</remarks>
public sealed class SharedFreeListTests
{
    private const int Places = 3;
    private const ulong PlaceMask = (1 << 24) - 1;

    /// <summary>What each thread does: 'o' pops, 'u' pushes what it popped first and still has.</summary>
    [Theory]
    [InlineData("o", "oou")] // the second thread brings the top back while the first is held up: ABA
    [InlineData("ou", "oouu")]
    [InlineData("oouu", "oouu")]
    [InlineData("oooou", "ouo")] // more than there are
    [InlineData("o", "ou", "ou")]
    [InlineData("ou", "ou", "o")]
    public void In_every_order_each_place_has_one_owner(params string[] threads)
    {
        string fault = Search(threads, ulong.MaxValue, out int states);
        Assert.Equal("", fault);
        Assert.InRange(states, 50, int.MaxValue); // it has been somewhere
    }

    [Fact]
    public void Without_its_tag_the_search_finds_a_place_with_two_owners() =>
        Assert.NotEqual("", Search(["o", "oouou"], PlaceMask, out _));

    private static string Search(string[] programs, ulong headMask, out int states)
    {
        // Place 0 on top of 1 on top of 2: the number plus 1, and how many there are from there down.
        ulong[] words = [1, (3UL << 32) | 2, (2UL << 32) | 3, 1UL << 32];
        var seen = new HashSet<string>();
        var open = new Stack<State>([new State(words, [.. programs.Select(_ => new ThreadState([], [], false))])]);
        while (open.TryPop(out State? state))
        {
            for (int thread = 0; thread < programs.Length; thread++)
            {
                if (state.Threads[thread].IsDone)
                {
                    continue;
                }

                State next = Step(state, thread, programs[thread], headMask);
                string fault = next.Fault();
                if (fault.Length > 0)
                {
                    states = seen.Count;
                    return fault;
                }

                if (seen.Add(next.Key()))
                {
                    open.Push(next);
                }
            }
        }

        states = seen.Count;
        return "";
    }

    /// <summary>Lets one thread make its next access.</summary>
    private static State Step(State state, int thread, string program, ulong headMask)
    {
        ulong[] words = [.. state.Words];
        List<ulong> log = [.. state.Threads[thread].Log];
        var list = new SharedFreeList<SteppedWords>(new SteppedWords(new SteppedWords.Run(words, log, headMask)));
        var held = new List<int>();
        bool isDone = false;
        try
        {
            foreach (char step in program)
            {
                if (step == 'o')
                {
                    if (list.TryPop(out int place, out int left))
                    {
                        Assert.InRange(left, 0, Places - 1);
                        held.Add(place);
                    }
                }
                else if (held.Count > 0)
                {
                    int place = held[0];
                    held.RemoveAt(0);
                    list.Push(place);
                }
            }

            isDone = true;
        }
        catch (SteppedWords.StopException)
        {
            // its next access is another step's
        }

        ThreadState[] threads = [.. state.Threads];
        threads[thread] = new ThreadState(log, held, isDone);
        return new State(words, threads);
    }

    private sealed record ThreadState(List<ulong> Log, List<int> Held, bool IsDone);

    private sealed record State(ulong[] Words, ThreadState[] Threads)
    {
        public string Key() => $"{string.Join(',', Words)};{string.Join(';', Threads.Select(thread => $"{thread.IsDone}{string.Join(',', thread.Log)}"))}";

        /// <summary>A place that two threads have, or, when all are done, one that is not in exactly one place.</summary>
        public string Fault()
        {
            List<int> places = [.. Threads.SelectMany(thread => thread.Held)];
            if (places.Distinct().Count() < places.Count)
            {
                return $"Two owners: {string.Join(',', places)}";
            }

            if (!Array.TrueForAll(Threads, thread => thread.IsDone))
            {
                return "";
            }

            int depth = 0;
            for (ulong top = Words[0] & PlaceMask; top != 0 && depth <= Places; top = Words[top] & PlaceMask, depth++)
            {
                places.Add((int)top - 1);
            }

            ulong first = Words[0] & PlaceMask;
            bool isDepthRight = (first == 0 ? 0 : (int)(Words[first] >> 32)) == depth;
            return isDepthRight && places.Order().SequenceEqual(Enumerable.Range(0, Places)) ? "" : $"At the end: {string.Join(',', places)}, {depth} deep";
        }
    }
}

using System;
using System.Collections.Generic;
using CsCheck;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Simulation.Replay;

/// <summary>Random days with random orders of ours in them, against the slow obvious twin.</summary>
public sealed class RecordedVenueTwinTests
{
    // Each step: what happens, which order it means (or which price), how many lots, and small choices.
    private static readonly Gen<(int Kind, int Pick, int Lots, int Choice)[]> Days =
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 9], Gen.Int[1, 12], Gen.Int[0, 7]).Array[1, 120];

    [Fact]
    public void The_venue_answers_as_its_twin() =>
        Days.Sample(
            steps =>
            {
                RecordedScene scene = SceneOf(steps);
                List<string> expected = NaiveRecordedVenue.Play(scene);
                List<string> answers = scene.Play();

                // A mass cancel may name our orders in any order: compare those lines as a set.
                Assert.Equal(Ordered(expected), Ordered(answers));
            },
            iter: 4_000);

    [Fact]
    public void Days_like_these_fill_passively_and_actively_and_prevent_self_trades()
    {
        // The property above would be empty if the random days never came to these.
        var seen = new HashSet<char>();
        Gen.Select(Days, Days).Sample(
            (first, second) =>
            {
                foreach (string line in SceneOf([.. first, .. second]).Play())
                {
                    seen.Add(line[^1]);
                }
            },
            iter: 300,
            threads: 1);
        Assert.Superset(new HashSet<char> { 'A', 'R', 'Q', 'G', 'I', 'U' }, seen);
    }

    private static List<string> Ordered(List<string> lines)
    {
        for (int start = 0; start < lines.Count; start++)
        {
            if (lines[start].StartsWith("mass", StringComparison.Ordinal))
            {
                int end = start + 1;
                while (end < lines.Count && lines[end].EndsWith('U'))
                {
                    end++;
                }

                lines.Sort(start + 1, end - start - 1, StringComparer.Ordinal);
            }
        }

        return lines;
    }

    private static RecordedScene SceneOf((int Kind, int Pick, int Lots, int Choice)[] steps)
    {
        var scene = new RecordedScene();
        var recorded = new List<(ulong Reference, ushort Locate)>();
        var left = new Dictionary<ulong, uint>();
        ulong lastReference = 0;
        uint lastNumber = 0;
        foreach ((int kind, int pick, int lots, int choice) in steps)
        {
            uint cents = (uint)(1000 + pick);
            ushort locate = (ushort)(choice >= 6 ? 2 : 1);
            Side side = choice % 2 == 0 ? Side.Buy : Side.Sell;
            (ulong reference, ushort at) = recorded.Count > 0 ? recorded[pick * 7 % recorded.Count] : (0, locate);
            uint some = left.TryGetValue(reference, out uint rest) ? Math.Min(rest, (uint)lots) : (uint)lots;
            uint ours = lastNumber > 0 ? (uint)(1 + (pick * 11 % lastNumber)) : 1;
            switch (kind)
            {
                case 0 or 1 or 2 or 3:
                    scene.Add(++lastReference, side, (uint)lots, cents, locate);
                    recorded.Add((lastReference, locate));
                    left[lastReference] = (uint)lots;
                    break;
                case 4 or 5:
                    scene.Execute(reference, some, at);
                    Lower(left, reference, some);
                    break;
                case 6:
                    scene.ExecuteAt(reference, some, cents, choice < 4, at);
                    Lower(left, reference, some);
                    break;
                case 7:
                    scene.CancelPart(reference, some, at);
                    Lower(left, reference, some);
                    break;
                case 8:
                    scene.Delete(reference, at);
                    left.Remove(reference);
                    break;
                case 9:
                    scene.Replace(reference, ++lastReference, (uint)lots, cents, at);
                    if (left.Remove(reference))
                    {
                        recorded.Add((lastReference, at));
                        left[lastReference] = (uint)lots;
                    }

                    break;
                case 10:
                    scene.HiddenTrade((uint)lots, cents, locate);
                    break;
                case 11 or 12:
                    scene.Enter(++lastNumber, side, lots * 2, cents, isPostOnly: true, locate: locate);
                    break;
                case 13:
                    scene.Enter(++lastNumber, side, lots, cents, isPostOnly: false, isImmediate: choice % 3 == 0, locate: locate);
                    break;
                case 14:
                    scene.ReplaceOurs(ours, ++lastNumber, lots, cents, choice < 4);
                    break;
                default:
                    if (choice == 0)
                    {
                        scene.CancelAllOurs(++lastNumber);
                    }
                    else
                    {
                        scene.CancelOurs(ours, choice < 5 ? 0 : (uint)lots);
                    }

                    break;
            }
        }

        return scene;
    }

    // The recorded day never executes more than there is; what it does then is the book's business.
    private static void Lower(Dictionary<ulong, uint> left, ulong reference, uint lots)
    {
        if (left.TryGetValue(reference, out uint rest))
        {
            left[reference] = rest - lots;
            if (rest == lots)
            {
                left.Remove(reference);
            }
        }
    }
}

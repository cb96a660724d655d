using System.Collections.Generic;
using CsCheck;
using Harrier.Market.Feeds.Lobster;
using Xunit;

namespace Harrier.Tests.Market.Feeds.Lobster;

public sealed class LobsterOrderTableTests
{
    /// <summary>Few references in a small table, so that runs of slots collide, wrap and close.</summary>
    [Fact]
    public void The_table_finds_what_a_dictionary_finds() =>
        Gen.Select(Gen.ULong[0, 40], Gen.Bool).Array[0, 200].Sample(steps =>
        {
            var table = new LobsterOrderTable(16);
            var twin = new Dictionary<ulong, long>();
            long lots = 0;
            foreach ((ulong reference, bool isAdd) in steps)
            {
                int place = table.Find(reference);
                if (isAdd && place < 0 && !table.IsFull)
                {
                    table.Add(new LobsterOrder { Reference = reference, Lots = ++lots });
                    twin.Add(reference, lots);
                }
                else if (!isAdd && place >= 0)
                {
                    table.Remove(place);
                    twin.Remove(reference);
                }

                Assert.Equal(twin.Count == 16, table.IsFull);
                for (ulong any = 0; any <= 40; any++)
                {
                    int found = table.Find(any);
                    Assert.Equal(twin.GetValueOrDefault(any), found < 0 ? 0 : table[found].Lots);
                }
            }
        });
}

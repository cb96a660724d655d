using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Host.Devices;
using static Harrier.Host.Settings.Expectation;
using static Harrier.Host.Settings.SettingRules;

namespace Harrier.Host.Settings.Catalogue;

/// <summary>The queues of a network card: one that is the feed's alone, and the others for everything else.</summary>
internal static class FeedQueues
{
    /// <summary>The queue of the feed is there.</summary>
    public static Finding CheckChannels(HostFacts facts)
    {
        if (facts.Feed is null)
        {
            return CountQueues(facts);
        }

        string channels = $"/@ethtool/{facts.Feed.Interface}/channels";
        HostFile combined = facts.Root.Read($"{channels}/combined");
        bool isCombined = combined.State == HostFileState.Read && combined.Text.Trim() != "0";
        HostFile queues = isCombined ? combined : facts.Root.Read($"{channels}/rx");
        if (queues.State != HostFileState.Read)
        {
            return queues.State == HostFileState.Refused ? Finding.Unreadable(queues.Cause) : Finding.NotApplicable(queues.Cause);
        }

        int count = Number(queues.Text);
        int most = Number(facts.Root.Text($"{channels}/{(isCombined ? "combined" : "rx")}-max") ?? "");
        string found = string.Create(CultureInfo.InvariantCulture, $"{facts.Feed.Interface}: {count} of at most {most}");
        string wanted = string.Create(CultureInfo.InvariantCulture, $"at least {facts.Feed.Queue + 1}, so that queue {facts.Feed.Queue} is there");
        return count > facts.Feed.Queue ? Finding.Of(SettingStatus.Pass, found, wanted)
            : facts.Feed.Queue >= most ? Finding.Of(SettingStatus.Fail, found, wanted, "The card has too few: name another queue with --feed.")
            : new Finding(SettingStatus.Fail, found, wanted, queues.Path, [new SettingWrite("nic.channels", queues.Path, queues.Text, (facts.Feed.Queue + 1).ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>The table of the card leaves the queue of the feed out.</summary>
    public static Finding CheckTable(HostFacts facts)
    {
        foreach (string path in HostPaths.Expand(facts, "/@ethtool/{feed}/rss"))
        {
            HostFile table = facts.Root.Read(path);
            if (table.State != HostFileState.Read)
            {
                continue;
            }

            string[] entries = table.Text.Trim().Split(' ');
            var queues = new SortedSet<int>();
            foreach (string entry in entries)
            {
                _ = queues.Add(Number(entry));
            }

            string found = $"{path.Split('/')[2]} spreads over queues {string.Join(", ", queues)}";
            if (facts.Feed is null)
            {
                return Finding.Of(SettingStatus.Pass, found, "not over the feed's queue", "Which queue is the feed's, --feed tells.");
            }

            int count = Math.Max(Number(facts.Root.Text($"/@ethtool/{facts.Feed.Interface}/channels/combined") ?? ""), Number(facts.Root.Text($"/@ethtool/{facts.Feed.Interface}/channels/rx") ?? ""));
            string wanted = string.Create(CultureInfo.InvariantCulture, $"not over queue {facts.Feed.Queue}");
            return !queues.Contains(facts.Feed.Queue) ? Finding.Of(SettingStatus.Pass, found, wanted)
                : count < 2 ? Finding.Of(SettingStatus.Fail, found, wanted, "The card has one queue in use: see nic.channels.")
                : new Finding(SettingStatus.Fail, found, wanted, path, [new SettingWrite("nic.rss", path, table.Text, EthtoolQueueTable.Without(entries.Length, count, facts.Feed.Queue))]);
        }

        return Absent(facts, "/@ethtool/{feed}/rss");
    }

    /// <summary>The card can steer, and steers the feed's group to the feed's queue.</summary>
    public static Finding CheckRules(HostFacts facts)
    {
        IReadOnlyList<string> paths = HostPaths.Expand(facts, "/@ethtool/{feed}/features/rx-ntuple-filter");
        if (paths.Count > 0 && facts.Root.Text(paths[0]) == "0 fixed")
        {
            return Finding.NotApplicable($"{paths[0]}: the driver cannot steer.");
        }

        Finding feature = File("/@ethtool/{feed}/features/rx-ntuple-filter", Is("1"))(facts, "nic.ntuple");
        return facts.Feed?.Group is null || feature.Status is SettingStatus.NotApplicable or SettingStatus.Unreadable
            ? feature
            : Worst([feature, CheckRule(facts, facts.Feed)]);
    }

    /// <summary>The vendor's flags that are known to cost latency are off.</summary>
    public static Finding CheckFlags(HostFacts facts)
    {
        string found = "";
        var writes = new List<SettingWrite>();
        foreach (string path in HostPaths.Expand(facts, "/@ethtool/{feed}/flags"))
        {
            if (facts.Root.Text(path) is string flags)
            {
                found += $"{(found.Length > 0 ? "; " : "")}{path.Split('/')[2]} {flags}";
                HostFile compress = facts.Root.Read($"{path}/rx_cqe_compress");
                if (compress.Text.Trim() == "1")
                {
                    writes.Add(new SettingWrite("nic.privflags", compress.Path, compress.Text, "0"));
                }
            }
        }

        return found.Length == 0 ? Absent(facts, "/@ethtool/{feed}/flags")
            : new Finding(writes.Count == 0 ? SettingStatus.Pass : SettingStatus.Fail, found, "rx_cqe_compress=0", "", writes);
    }

    /// <summary>A card with several send queues has a discipline for each.</summary>
    public static Finding CheckDiscipline(HostFacts facts)
    {
        string found = "";
        string reason = "";
        bool isRight = true;
        var writes = new List<SettingWrite>();
        HostFile read = default;
        foreach (string path in HostPaths.Expand(facts, "/@qdisc/{nic}"))
        {
            read = facts.Root.Read(path);
            if (read.State != HostFileState.Read)
            {
                continue;
            }

            string name = path.Split('/')[2];
            string discipline = read.Text.Trim();
            found += $"{(found.Length > 0 ? ", " : "")}{name} {discipline}";
            if (facts.Root.Names($"/sys/class/net/{name}/queues", "tx-*").Count > 1 && discipline.Split(' ')[0] is not ("mq" or "mqprio" or "noqueue" or "noop"))
            {
                isRight = false;
                if (QueueDisciplineTree.CanBeSet(discipline))
                {
                    writes.Add(new SettingWrite("nic.qdisc", path, read.Text, "mq 1:"));
                }
                else
                {
                    reason = $"{name}: what the options of {discipline} are, could not be put back: tc qdisc del dev {name} root.";
                }
            }
        }

        return found.Length == 0
            ? read.State == HostFileState.Refused ? Finding.Unreadable(read.Cause) : Absent(facts, "/@qdisc/{nic}")
            : new Finding(isRight ? SettingStatus.Pass : SettingStatus.Fail, found, "one for each send queue (mq), or none", reason, writes);
    }

    private static Finding CheckRule(HostFacts facts, NetworkFeed feed)
    {
        string directory = $"/@ethtool/{feed.Interface}/rules";
        HostFile places = facts.Root.Read(directory);
        if (places.State != HostFileState.Read)
        {
            return Finding.Unreadable(places.Cause);
        }

        string rule = EthtoolRules.Rule(feed.Group!, feed.Port, feed.Queue);
        string[] words = places.Text.Trim().Split(' ');
        var used = new HashSet<int>();
        foreach (string word in words.AsSpan(1))
        {
            _ = used.Add(Number(word));
            if (facts.Root.Text($"{directory}/{word}") == rule)
            {
                return Finding.Of(SettingStatus.Pass, rule, rule);
            }
        }

        // The last free place, as ethtool(8) takes it: rules before it come first.
        int place = Number(words[0].TrimEnd(':')) - 1;
        while (used.Contains(place))
        {
            place--;
        }

        HostFile free = facts.Root.Read(string.Create(CultureInfo.InvariantCulture, $"{directory}/{place}"));
        return new Finding(SettingStatus.Fail, "no rule for the feed", rule, place < 0 ? $"{directory}: no place is free." : "", place < 0 || free.State != HostFileState.Read ? [] : [new SettingWrite("nic.ntuple", free.Path, free.Text, rule)]);
    }

    private static Finding CountQueues(HostFacts facts)
    {
        string found = "";
        foreach (string name in facts.Interfaces)
        {
            found += string.Create(CultureInfo.InvariantCulture, $"{(found.Length > 0 ? ", " : "")}{name} {facts.Root.Names($"/sys/class/net/{name}/queues", "rx-*").Count} to receive, {facts.Root.Names($"/sys/class/net/{name}/queues", "tx-*").Count} to send");
        }

        return found.Length == 0 ? NetworkCards.NoCard(facts) : Finding.Of(SettingStatus.Pass, found, "at least one", "Which one is the feed's, --feed tells.");
    }

    private static int Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}

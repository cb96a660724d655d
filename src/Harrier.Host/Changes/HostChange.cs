using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Harrier.Host.Devices;
using Harrier.Host.Settings;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Changes;

/// <summary>Writes a plan to a machine, looks whether it holds, and puts everything back. The only code of Harrier that
/// changes a machine.</summary>
/// <remarks>Cold; one thread.</remarks>
public static class HostChange
{
    /// <summary>Makes the writes of a plan, one after the other: the old value into the journal, the write, the file read
    /// back. Ends at the first that is not taken; the caller then rolls back. A managed interrupt that refuses to move is
    /// the one refusal that is expected, and the next write follows.</summary>
    /// <param name="plan">What to write. A file that does not hold what the plan found is not written.</param>
    /// <param name="journal">Where the old values go; empty.</param>
    /// <param name="onWritten">Is told after each write, when the journal has what became of it: it may take its time.</param>
    /// <returns>One report a write that was tried.</returns>
    /// <exception cref="InvalidOperationException">The journal holds writes that were not rolled back.</exception>
    /// <exception cref="IOException">The journal takes no more lines: the caller rolls back what it has.</exception>
    public static IReadOnlyList<WriteReport> Apply(HostPlan plan, HostJournal journal, Action<WriteReport> onWritten)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(onWritten);
        if (journal.Entries.Count > 0)
        {
            throw new InvalidOperationException($"{journal.Path}: holds writes that were not rolled back.");
        }

        var reports = new List<WriteReport>();
        foreach (SettingWrite write in plan.Writes)
        {
            WriteReport report = ApplyOne(plan.Facts.Root, journal, write);
            reports.Add(report);
            bool isChanged = report.Outcome == WriteOutcome.Refused && report.Now.Length > 0 && report.Now != write.Found;
            if (isChanged || report.Outcome is WriteOutcome.Done or WriteOutcome.NotEffective)
            {
                journal.Confirm(report.Now); // whatever it holds now, is our doing
            }

            onWritten(report);
            if (report.EndsTheWriting)
            {
                break;
            }
        }

        return reports;
    }

    /// <summary>Puts back what the journal holds, last write first, and forgets what was put back. A file that holds
    /// neither the old value nor ours was written by somebody else: it is reported, left, and kept in the journal.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="journal">What was written.</param>
    /// <returns>One report an entry, last write first.</returns>
    public static IReadOnlyList<WriteReport> RollBack(HostRoot root, HostJournal journal)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(journal);
        var reports = new List<WriteReport>();
        for (int at = journal.Entries.Count - 1; at >= 0; at--)
        {
            WriteReport report = PutBack(root, journal.Entries[at]);
            reports.Add(report);
            if (report.IsRight)
            {
                journal.Forget(at);
            }
        }

        journal.EmptyIfDone();
        return reports;
    }

    /// <summary>Why writes of a plan would be refused: a right that is missing, a file system that is read-only, a file
    /// that is gone. Opens every file and writes nothing, so that a plan that cannot be made whole is not begun.</summary>
    /// <param name="plan">What to write.</param>
    /// <returns>A sentence a write, with its path; none where all can be made, as far as that can be known.</returns>
    public static IReadOnlyList<string> WhyNotWritable(HostPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var causes = new List<string>();
        foreach (SettingWrite write in plan.Writes)
        {
            HostRoot root = plan.Facts.Root;
            string cause = HostTrees.Has(write.Path) ? HostTrees.Of(write.Path).WhyNotWritable(root, write.Path) : HostTrees.WhyNotWritable(root, write.Path);
            if (cause.Length > 0)
            {
                causes.Add(cause);
            }
        }

        return causes;
    }

    /// <summary>Looks whether the writes of the journal still hold. Reads only.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="journal">What was written.</param>
    /// <returns>One report an entry.</returns>
    public static IReadOnlyList<WriteReport> Verify(HostRoot root, HostJournal journal)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(journal);
        var reports = new List<WriteReport>();
        foreach (JournalEntry entry in journal.Entries)
        {
            HostFile file = root.Read(entry.Write.Path);
            bool isOurs = file.State == HostFileState.Read && IsAsWritten(file.Text, entry);
            bool wasNeverWritten = entry.ReadBack is null && file.State == HostFileState.Read && file.Text == entry.Write.Found;
            reports.Add(isOurs || wasNeverWritten || HasEnded(file)
                ? new WriteReport(entry.Write, isOurs ? WriteOutcome.Done : WriteOutcome.NothingToDo, file.Text, "")
                : new WriteReport(entry.Write, WriteOutcome.NotEffective, file.Text, file.State == HostFileState.Read
                    ? $"{entry.Write.Path} holds '{file.Text.Trim()}', and '{entry.Write.Value}' was written." : file.Cause));
        }

        return reports;
    }

    private static WriteReport ApplyOne(HostRoot root, HostJournal journal, SettingWrite write)
    {
        HostFile before = root.Read(write.Path);
        if (HasEnded(before) || (before.State == HostFileState.Read && before.Text != write.Found && MeansSame(before.Text, write.Value)))
        {
            return new WriteReport(write, WriteOutcome.NothingToDo, before.Text, ""); // an earlier write brought it along: a register of two CPUs
        }

        if (before.State != HostFileState.Read || before.Text != write.Found)
        {
            return new WriteReport(write, WriteOutcome.ChangedSince, before.Text, before.State == HostFileState.Read
                ? $"{write.Path} held '{write.Found.Trim()}' when the plan was made, and holds '{before.Text.Trim()}' now. Plan again." : before.Cause);
        }

        journal.Begin(write);
        string fault = Write(root, write.Path, write.Value + "\n");
        HostFile after = root.Read(write.Path);
        return fault.Length > 0 ? new WriteReport(write, WriteOutcome.Refused, after.Text, $"{write.Path}: '{write.Value}' was refused: {fault}")
            : MeansSame(after.Text, write.Value) ? new WriteReport(write, WriteOutcome.Done, after.Text, "")
            : new WriteReport(write, WriteOutcome.NotEffective, after.Text, $"{write.Path}: '{write.Value}' was taken, and the file holds '{after.Text.Trim()}'.");
    }

    private static WriteReport PutBack(HostRoot root, JournalEntry entry)
    {
        SettingWrite write = entry.Write;
        HostFile now = root.Read(write.Path);
        if (HasEnded(now))
        {
            return new WriteReport(write, WriteOutcome.NothingToDo, "", "");
        }

        if (now.State != HostFileState.Read)
        {
            return new WriteReport(write, WriteOutcome.Refused, "", now.Cause);
        }

        if (now.Text == write.Found)
        {
            return new WriteReport(write, WriteOutcome.NothingToDo, now.Text, "");
        }

        if (!IsOurs(now.Text, entry))
        {
            return new WriteReport(write, WriteOutcome.ChangedSince, now.Text, $"{write.Path}: held '{write.Found.Trim()}', we wrote '{write.Value}', and somebody has written '{now.Text.Trim()}' since. It is left as it is.");
        }

        // The kernel takes the chosen word of "always [never]" and shows all of them; a folder that stands for a machine
        // shows what it was given.
        string fault = Write(root, write.Path, root.IsThisMachine ? HostPaths.Chosen(write.Found) + "\n" : write.Found);
        HostFile after = root.Read(write.Path);
        return fault.Length > 0 ? new WriteReport(write, WriteOutcome.Refused, after.Text, $"{write.Path}: '{write.Found.Trim()}' was refused: {fault}")
            : after.Text == write.Found ? new WriteReport(write, WriteOutcome.Done, after.Text, "")
            : new WriteReport(write, WriteOutcome.NotEffective, after.Text, $"{write.Path}: '{write.Found.Trim()}' was taken, and the file holds '{after.Text.Trim()}'.");
    }

    /// <summary>Whether a file holds what we wrote: what was read back then, or, where we never got to look, what was to
    /// be written.</summary>
    private static bool IsAsWritten(string text, JournalEntry entry) => text == entry.ReadBack || MeansSame(text, entry.Write.Value);

    /// <summary>The same, or what a crash of ours left half made or half undone.</summary>
    private static bool IsOurs(string text, JournalEntry entry) => IsAsWritten(text, entry)
        || text.StartsWith(HostTrees.HalfMade, StringComparison.Ordinal)
        || (entry.ReadBack is null && IsOnTheWay(text, entry.Write));

    // A process that is killed while the kernel reserves huge pages leaves as many as it had so far.
    private static bool IsOnTheWay(string text, SettingWrite write) =>
        write.Path.EndsWith("/nr_hugepages", StringComparison.Ordinal)
        && TryCount(text, out long now) && TryCount(write.Found, out long found) && TryCount(write.Value, out long wanted)
        && now > Math.Min(found, wanted) && now < Math.Max(found, wanted);

    private static bool TryCount(string text, out long count) =>
        long.TryParse(text, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out count);

    // What has ended took its setting with it.
    private static bool HasEnded(HostFile file) => file.State == HostFileState.Missing && HostTrees.MayEnd(file.Path);

    // "[never]" is "never", 0f is 000f, 0-1 is 0,1.
    private static bool MeansSame(string text, string value)
    {
        string held = HostPaths.Chosen(text);
        return held == value
            || (CpuSet.TryParseList(held, out CpuSet heldList) && CpuSet.TryParseList(value, out CpuSet list) && heldList.Equals(list))
            || (CpuSet.TryParseMask(held, out CpuSet heldMask) && CpuSet.TryParseMask(value, out CpuSet mask) && heldMask.Equals(mask));
    }

    // One write call: the files of the kernel take a value whole.
    private static string Write(HostRoot root, string path, string text)
    {
        if (HostTrees.Has(path))
        {
            return HostTrees.Of(path).Write(root, path, text);
        }

        try
        {
            using var file = new FileStream(root.Resolve(path), FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(text));
            return "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }
}

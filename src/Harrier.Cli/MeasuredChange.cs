using System;
using System.Collections.Generic;
using System.IO;
using Harrier.Host.Changes;
using Harrier.Host.Measurement;
using Harrier.Host.Settings;

namespace Harrier.Cli;

/// <summary>Jitter before and after the writes of a plan. The figures before are kept beside the journal, so that
/// <c>harrier host verify --measure</c> can compare later.</summary>
internal sealed class MeasuredChange
{
    private readonly IReadOnlyList<SettingWrite> _writes;
    private readonly bool _isEach;
    private readonly JitterMeasurement _before;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private JitterMeasurement _last;
    private int _written;

    private MeasuredChange(IReadOnlyList<SettingWrite> writes, bool isEach, JitterMeasurement before, TextWriter output, TextWriter error)
    {
        (_writes, _isEach, _before, _output, _error) = (writes, isEach, before, output, error);
        _last = before;
    }

    /// <summary>Whether the machine can be measured; says why not.</summary>
    internal static bool IsPossible(HostFacts facts, TextWriter error)
    {
        bool isPossible = facts.Root.IsThisMachine;
        if (!isPossible)
        {
            error.WriteLine("--measure: jitter is measured on the machine that runs; --root names the files of another. Leave one of the two out.");
        }

        return isPossible;
    }

    /// <summary>Measures, and keeps the figures; null where a thread cannot be placed.</summary>
    internal static MeasuredChange? Begin(HostPlan plan, JitterSettings settings, bool isEach, string journal, TextWriter output, TextWriter error)
    {
        JitterMeasurement? before = JitterReport.Measure(settings, output, error);
        if (before is null)
        {
            error.WriteLine("Nothing was changed.");
            return null;
        }

        using (FileStream stream = File.Create(FileOf(journal)))
        {
            JitterJson.Write(before, stream, hasBuckets: false);
        }

        return new MeasuredChange(plan.Writes, isEach, before, output, error);
    }

    /// <summary>Compares with the figures that were kept when the writes of a journal were made.</summary>
    /// <returns>False where nothing could be measured.</returns>
    internal static bool Compare(string journal, HostFacts facts, TextWriter output, TextWriter error)
    {
        JitterMeasurement? before;
        try
        {
            before = File.Exists(FileOf(journal)) ? JitterJson.Read(File.ReadAllBytes(FileOf(journal))) : null;
        }
        catch (FormatException fault)
        {
            error.WriteLine($"{FileOf(journal)}: is no measurement of 'harrier host apply --measure': {fault.Message}");
            return false;
        }

        JitterMeasurement? now = JitterReport.Measure(before?.Settings ?? new JitterSettings { Cpus = facts.Hot }, output, error);
        if (now is null)
        {
            return false;
        }

        if (before is null)
        {
            JitterReport.Write(now, output);
            output.WriteLine($"{FileOf(journal)}: there is none, so there is nothing to compare with. 'harrier host apply --measure' keeps the figures before.");
            return true;
        }

        JitterReport.WriteDifferences(JitterDifference.Between(before, now), output);
        return true;
    }

    /// <summary>Deletes the figures: the machine is as it was.</summary>
    internal static void Forget(string journal) => File.Delete(FileOf(journal));

    /// <summary>Takes note of a write; measures after the last of each setting where that is asked.</summary>
    internal void Written()
    {
        string setting = _writes[_written++].SettingId;
        bool isLastOfSetting = _written == _writes.Count || _writes[_written].SettingId != setting;
        if (!_isEach || !isLastOfSetting || JitterReport.Measure(_before.Settings, _output, _error) is not JitterMeasurement now)
        {
            return;
        }

        _output.WriteLine($"{setting}: {JitterReport.Summary(JitterDifference.Between(_last, now))}");
        _last = now;
    }

    /// <summary>Measures after all writes, and compares with before the first.</summary>
    internal void End()
    {
        JitterMeasurement? after = _isEach ? _last : JitterReport.Measure(_before.Settings, _output, _error);
        if (after is not null)
        {
            JitterReport.WriteDifferences(JitterDifference.Between(_before, after), _output);
        }
    }

    private static string FileOf(string journal) => journal + ".before.json";
}

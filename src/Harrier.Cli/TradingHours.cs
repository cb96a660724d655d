using System;
using System.Globalization;
using System.IO;

namespace Harrier.Cli;

/// <summary>The hours in which nothing of a machine is changed.</summary>
internal static class TradingHours
{
    /// <summary>Where they are looked for if the command line does not give them: set it for all who log in.</summary>
    internal const string Variable = "HARRIER_TRADING_HOURS";

    /// <summary>Whether it is outside of them; else says why not, with the exit code.</summary>
    /// <param name="option">What the command line gives; null for the variable.</param>
    /// <param name="time">The clock.</param>
    /// <param name="error">Gets the sentence.</param>
    /// <param name="exitCode">What the program ends with.</param>
    internal static bool AreOver(string? option, TimeProvider time, TextWriter error, out int exitCode)
    {
        exitCode = ExitCode.Done;
        string name = option is null ? Variable : "--not-between";
        string? hours = option ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(hours))
        {
            return true;
        }

        if (!TryParse(hours, time.LocalTimeZone, out TimeOnly from, out TimeOnly to, out TimeZoneInfo zone))
        {
            error.WriteLine($"{name} '{hours}': give two times of the day, and the name of a time zone if it is not that of the machine, as in 09:30-16:00 America/New_York.");
            exitCode = ExitCode.BadInput;
            return false;
        }

        var now = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        if (now.IsBetween(from, to))
        {
            error.WriteLine($"It is {now.ToString("HH:mm", CultureInfo.InvariantCulture)}, within the trading hours {hours} ({name}): nothing is changed until they are over.");
            exitCode = ExitCode.NotAllowedHere;
            return false;
        }

        return true;
    }

    private static bool TryParse(string hours, TimeZoneInfo local, out TimeOnly from, out TimeOnly to, out TimeZoneInfo zone)
    {
        string[] words = hours.Split(' ', 2);
        string[] times = words[0].Split('-');
        to = default;
        from = default;
        zone = local;
        return times.Length == 2
            && TimeOnly.TryParseExact(times[0], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out from)
            && TimeOnly.TryParseExact(times[1], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out to)
            && (words.Length == 1 || TimeZoneInfo.TryFindSystemTimeZoneById(words[1], out zone!));
    }
}

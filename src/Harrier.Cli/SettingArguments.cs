using System;
using System.Collections.Generic;

namespace Harrier.Cli;

/// <summary>Tells settings (--Section:Key=value) from options. It is done before the options are parsed, because an
/// option that takes several files would take a setting for one of them.</summary>
internal static class SettingArguments
{
    /// <summary>A section begins with a capital letter or is followed by a value; an option (--json:out.json) is
    /// neither.</summary>
    internal static (string[] Options, string[] Settings) Split(string[] args)
    {
        var options = new List<string>();
        var settings = new List<string>();
        foreach (string argument in args)
        {
            (IsSetting(argument) ? settings : options).Add(argument);
        }

        return ([.. options], [.. settings]);
    }

    private static bool IsSetting(string argument)
    {
        int colon = argument.IndexOf(':', StringComparison.Ordinal);
        return argument.StartsWith("--", StringComparison.Ordinal)
            && colon > 2
            && !argument.AsSpan(2, colon - 2).Contains('=')
            && (char.IsUpper(argument[2]) || argument.IndexOf('=', colon) > 0);
    }
}

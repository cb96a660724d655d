using System;
using System.Collections.Generic;

namespace Harrier.Host.Settings;

/// <summary>The parameters that a kernel was started with.</summary>
/// <remarks>Source: the kernel's admin-guide/kernel-parameters. '-' and '_' are one in names; of a parameter that is
/// given twice the last counts; quoted values may hold blanks.</remarks>
public sealed class KernelCommandLine
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Takes the line apart.</summary>
    /// <param name="text">The text of /proc/cmdline.</param>
    public KernelCommandLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text.Trim();
        int start = 0;
        bool isQuoted = false;
        for (int at = 0; at <= Text.Length; at++)
        {
            isQuoted ^= at < Text.Length && Text[at] == '"';
            if (at == Text.Length || (!isQuoted && char.IsWhiteSpace(Text[at])))
            {
                Add(Text[start..at]);
                start = at + 1;
            }
        }
    }

    /// <summary>The line.</summary>
    public string Text { get; }

    /// <summary>The value of a parameter: empty for one without a value, null for one that is not given.</summary>
    /// <param name="name">Its name.</param>
    public string? this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return _values.GetValueOrDefault(name.Replace('-', '_'));
        }
    }

    private void Add(string parameter)
    {
        if (parameter.Length > 0)
        {
            int equals = parameter.IndexOf('=', StringComparison.Ordinal);
            string name = (equals < 0 ? parameter : parameter[..equals]).Replace('-', '_');
            _values[name] = equals < 0 ? "" : parameter[(equals + 1)..].Trim('"');
        }
    }
}

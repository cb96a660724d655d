using System;
using System.Globalization;
using Harrier.Primitives;
using Harrier.Runtime.Threads;

namespace Harrier.Engine.Configuration;

/// <summary>Reads the settings of one section. Each call describes a setting and gives its value; a value that is
/// not allowed is noted as a fault, and the default given in its place, so that reading goes on to the next.</summary>
internal sealed class SectionReader(SettingsReader settings, string name, string description)
{
    internal long Whole(string key, long byDefault, long minimum, long maximum, string meaning)
    {
        SettingDescriptor descriptor = Describe(key, SettingKind.Whole, Text(byDefault), Text(minimum), Text(maximum), meaning);
        if (!settings.TryFind(descriptor, out string text))
        {
            return byDefault;
        }

        bool isAllowed = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value >= minimum && value <= maximum;
        return isAllowed ? value : settings.Fault(descriptor, text, byDefault);
    }

    internal double Number(string key, double byDefault, double minimum, double maximum, string meaning)
    {
        SettingDescriptor descriptor = Describe(key, SettingKind.Number, Text(byDefault), Text(minimum), Text(maximum), meaning);
        if (!settings.TryFind(descriptor, out string text))
        {
            return byDefault;
        }

        // The comparisons are false for NaN, which TryParse takes.
        bool isAllowed = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value >= minimum && value <= maximum;
        return isAllowed ? value : settings.Fault(descriptor, text, byDefault);
    }

    /// <summary>A number that is kept as it is written: money.</summary>
    internal decimal Exact(string key, decimal byDefault, decimal minimum, decimal maximum, string meaning)
    {
        SettingDescriptor descriptor = Describe(key, SettingKind.Number, Text(byDefault), Text(minimum), Text(maximum), meaning);
        if (!settings.TryFind(descriptor, out string text))
        {
            return byDefault;
        }

        bool isAllowed = decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            && value >= minimum && value <= maximum;
        return isAllowed ? value : settings.Fault(descriptor, text, byDefault);
    }

    internal Money Dollars(string key, decimal byDefault, decimal minimum, decimal maximum, string meaning) =>
        Money.FromDecimal(Exact(key, byDefault, minimum, maximum, meaning));

    /// <summary>A choice by name; case does not matter. A fault ends with the remark, if there is one.</summary>
    internal T Choice<T>(string key, int byDefault, string[] names, T[] values, string meaning, string remark = "")
    {
        var descriptor = new SettingDescriptor(
            name, description, key, SettingKind.Choice, names[byDefault], string.Empty, string.Empty, names, meaning);
        settings.Add(descriptor);
        if (!settings.TryFind(descriptor, out string text))
        {
            return values[byDefault];
        }

        int index = Array.FindIndex(names, choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? values[index] : settings.Fault(descriptor, text, values[byDefault], remark);
    }

    internal bool Switch(string key, bool byDefault, string meaning)
    {
        SettingDescriptor descriptor = Describe(key, SettingKind.Switch, byDefault ? "true" : "false", string.Empty, string.Empty, meaning);
        return settings.TryFind(descriptor, out string text)
            ? bool.TryParse(text, out bool value) ? value : settings.Fault(descriptor, text, byDefault)
            : byDefault;
    }

    /// <summary>A list as the kernel writes those of CPUs.</summary>
    internal CpuSet Numbers(string key, CpuSet byDefault, string meaning)
    {
        SettingDescriptor descriptor = Describe(key, SettingKind.Numbers, byDefault.ToString(), string.Empty, string.Empty, meaning);
        return settings.TryFind(descriptor, out string text)
            ? CpuSet.TryParseList(text, out CpuSet value) ? value : settings.Fault(descriptor, text, byDefault)
            : byDefault;
    }

    /// <summary>A text as it stands, but for the white space around it.</summary>
    internal string Text(string key, string byDefault, string meaning) =>
        settings.TryFind(Describe(key, SettingKind.Text, byDefault, string.Empty, string.Empty, meaning), out string text) ? text : byDefault;

    internal string[] Names(string key, string meaning)
    {
        SettingDescriptor descriptor = Describe(key, SettingKind.Names, string.Empty, string.Empty, string.Empty, meaning);
        return settings.TryFind(descriptor, out string text)
            ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];
    }

    /// <summary>Notes a fault of one setting in the light of others. Only when none is noted for it yet.</summary>
    internal void Require(string key, bool isMet, string allowed)
    {
        if (!isMet)
        {
            Fault(key, $"must be {allowed}");
        }
    }

    /// <summary>Notes a fault of one setting. Only when none is noted for it yet.</summary>
    internal void Fault(string key, string remedy) => settings.FaultAmongOthers($"{name}:{key}", remedy);

    private SettingDescriptor Describe(
        string key, SettingKind kind, string byDefault, string minimum, string maximum, string meaning)
    {
        var descriptor = new SettingDescriptor(name, description, key, kind, byDefault, minimum, maximum, [], meaning);
        settings.Add(descriptor);
        return descriptor;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Without an exponent where a person would write none.</summary>
    private static string Text(double value) =>
        Math.Abs(value) is 0 or (>= 1e-6 and < 1e15)
            ? ((decimal)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("0e+0", CultureInfo.InvariantCulture);
}

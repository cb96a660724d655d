using System.Collections.Generic;

namespace Harrier.Engine.Configuration;

/// <summary>Gathers descriptors, values and faults while the sections are read.</summary>
/// <param name="sources">The sources, weakest first, each with its name.</param>
internal sealed class SettingsReader(IReadOnlyList<SettingsSource> sources)
{
    private readonly List<SettingDescriptor> _descriptors = [];
    private readonly List<ConfigurationFault> _faults = [];

    internal IReadOnlyList<SettingDescriptor> Descriptors => _descriptors;

    internal List<ConfigurationFault> Faults => _faults;

    internal SectionReader Section(string name, string description) => new(this, name, description);

    internal void Add(SettingDescriptor descriptor) => _descriptors.Add(descriptor);

    internal bool TryFind(SettingDescriptor descriptor, out string text) => TryFind(descriptor.Path, out text, out _);

    /// <summary>Finds a value in the strongest source that has it.</summary>
    internal bool TryFind(string path, out string text, out string source)
    {
        for (int index = sources.Count - 1; index >= 0; index--)
        {
            if (sources[index].Values[path] is string found)
            {
                (text, source) = (found.Trim(), sources[index].Name);
                return true;
            }
        }

        (text, source) = (string.Empty, "default");
        return false;
    }

    internal T Fault<T>(SettingDescriptor descriptor, string text, T byDefault, string remark = "")
    {
        TryFind(descriptor.Path, out _, out string source);
        _faults.Add(new ConfigurationFault(descriptor.Path, text, source, $"must be {descriptor.Allowed}{(remark.Length > 0 ? "; " : string.Empty)}{remark}"));
        return byDefault;
    }

    /// <summary>Notes a fault that shows only beside other settings, unless one is noted for the setting already.</summary>
    internal void FaultAmongOthers(string path, string remedy)
    {
        TryFind(path, out string text, out string source);
        string value = text.Length > 0 ? text : _descriptors.Find(descriptor => descriptor.Path == path)?.Default ?? string.Empty;
        if (!_faults.Exists(fault => fault.Path == path))
        {
            _faults.Add(new ConfigurationFault(path, value, source, remedy));
        }
    }
}

namespace Harrier.Engine.Configuration;

/// <summary>What is known of one setting. The reader, the schema and the documentation are made from it.</summary>
/// <param name="Section">The section's name.</param>
/// <param name="SectionDescription">What the section is about.</param>
/// <param name="Key">The key in the section, with its unit.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Default">The default as text.</param>
/// <param name="Minimum">The least value as text; empty where there is no range.</param>
/// <param name="Maximum">The greatest value as text; empty where there is no range.</param>
/// <param name="Choices">The names to choose from; empty where it is no choice.</param>
/// <param name="Description">What it sets.</param>
public sealed record SettingDescriptor(
    string Section,
    string SectionDescription,
    string Key,
    SettingKind Kind,
    string Default,
    string Minimum,
    string Maximum,
    string[] Choices,
    string Description)
{
    /// <summary>Gets section and key, as on the command line.</summary>
    public string Path => $"{Section}:{Key}";

    /// <summary>Gets what is allowed, in words.</summary>
    public string Allowed => Kind switch
    {
        SettingKind.Whole => $"a whole number from {Minimum} to {Maximum}",
        SettingKind.Number => $"a number from {Minimum} to {Maximum}",
        SettingKind.Choice => string.Join(" | ", Choices),
        SettingKind.Switch => "true | false",
        SettingKind.Numbers => "numbers and ranges, as in 2-4,8",
        SettingKind.Text => "a text",
        _ => "names separated by commas",
    };
}

namespace Harrier.Engine.Configuration;

/// <summary>How a setting is written.</summary>
public enum SettingKind
{
    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One of a few names.</summary>
    Choice,

    /// <summary>Names separated by commas.</summary>
    Names,

    /// <summary>Yes or no.</summary>
    Switch,

    /// <summary>Numbers and ranges, separated by commas.</summary>
    Numbers,

    /// <summary>A text.</summary>
    Text,
}

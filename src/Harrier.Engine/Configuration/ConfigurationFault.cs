namespace Harrier.Engine.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Path">Section and key, or the file.</param>
/// <param name="Value">The value that was found; empty where it is about the key or file itself.</param>
/// <param name="Source">Where it was set.</param>
/// <param name="Remedy">What is allowed, or what to do.</param>
public sealed record ConfigurationFault(string Path, string Value, string Source, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Value.Length == 0 ? $"{Path} ({Source}): {Remedy}" : $"{Path} = '{Value}' ({Source}): {Remedy}";
}

namespace Harrier.Host.Layout;

/// <summary>A parameter that the kernel must be started with.</summary>
/// <param name="Name">"nohz_full".</param>
/// <param name="Value">"2-4".</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record KernelParameter(string Name, string Value, string Reason)
{
    /// <summary>As it stands on the command line.</summary>
    public override string ToString() => $"{Name}={Value}";
}

using System.Collections.Generic;
using System.Globalization;

namespace Harrier.Host.Deployment;

/// <summary>What the .NET runtime reads from the environment of a session.</summary>
/// <remarks>Source: "Runtime configuration options for garbage collection" of the .NET documentation. Numbers are
/// hexadecimal without 0x, which a program that was compiled ahead of time does not read; names mind upper and lower
/// case. The size of the youngest generation can be set here alone.</remarks>
internal static class RuntimeEnvironment
{
    internal static IReadOnlyList<(string Name, string Value)> Of(DeploymentConfiguration deployment) =>
    [
        ("DOTNET_gcServer", "0"),
        ("DOTNET_gcConcurrent", "0"),
        ("DOTNET_GCgen0size", deployment.Gen0Bytes.ToString("X", CultureInfo.InvariantCulture)),
        ("DOTNET_TieredPGO", "1"),
    ];
}

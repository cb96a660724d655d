using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Harrier.Host.Deployment;
using Xunit;

namespace Harrier.Tests.Host.Deployment;

/// <summary>The folder deploy/ is what the default configuration gives. With HARRIER_WRITE_DOCS=1 these tests write it;
/// without, they hold it equal.</summary>
public sealed class CheckedInDeploymentTests
{
    [Theory]
    [InlineData("systemd")]
    [InlineData("container")]
    [InlineData("kubernetes")]
    public void The_checked_in_files_are_what_the_program_makes(string target)
    {
        IReadOnlyList<DeploymentFile> made = Rendered.ByDefault(target);
        string folder = Path.Combine(TestData.Root, "deploy", target);
        if (Environment.GetEnvironmentVariable("HARRIER_WRITE_DOCS") == "1")
        {
            DeploymentFolder.Write(folder, made);
        }

        IEnumerable<string> found = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Equal(made.Select(file => file.Path).Order(StringComparer.Ordinal), found.Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.All(made, file => Assert.Equal(file.Text, File.ReadAllText(Path.Combine(folder, file.Path))));
    }
}

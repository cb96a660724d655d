using System;
using System.Collections.Generic;
using System.IO;

namespace Harrier.Host.Deployment;

/// <summary>The folder that the files of a deployment are written into. Nothing else on the machine is touched.</summary>
public static class DeploymentFolder
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Program = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The paths of files that are there already and say something else: somebody's own changes perhaps.</summary>
    /// <param name="folder">The folder; need not be there.</param>
    /// <param name="files">What is to be written.</param>
    /// <exception cref="IOException">A file that is there cannot be read.</exception>
    public static IReadOnlyList<string> Differing(string folder, IReadOnlyList<DeploymentFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var differing = new List<string>();
        foreach (DeploymentFile file in files)
        {
            string path = Path.Combine(folder, file.Path);
            if (File.Exists(path) && File.ReadAllText(path) != file.Text)
            {
                differing.Add(path);
            }
        }

        return differing;
    }

    /// <summary>Writes the files over whatever is there, each at once: a reader sees the old text or the new one.</summary>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <param name="files">What is written.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static void Write(string folder, IReadOnlyList<DeploymentFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (DeploymentFile file in files)
        {
            string path = Path.Combine(folder, file.Path);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            string draft = path + ".new";
            File.WriteAllText(draft, file.Text);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, file.IsExecutable ? Program : Plain);
            }

            File.Move(draft, path, overwrite: true);
        }
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using Harrier.Host.Devices;

namespace Harrier.Host;

/// <summary>The files of a machine below one directory: "/" for the machine itself, or the dump of another one.
/// Everything that Harrier knows of a host it reads through here. It never writes.</summary>
/// <remarks>Paths are the machine's own ("/sys/devices/system/cpu/online"). A dump's links must be relative, as those of sysfs are.</remarks>
public sealed class HostRoot
{
    private static readonly Comparison<string> ByNumber = CompareByNumber;

    /// <summary>Names the directory.</summary>
    /// <param name="directory">An existing directory.</param>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public HostRoot(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (!System.IO.Directory.Exists(Directory))
        {
            throw new DirectoryNotFoundException($"--root {directory}: there is no such directory. Name the directory that holds the machine's 'sys' and 'proc', or leave --root out for this machine.");
        }
    }

    /// <summary>The directory, absolute.</summary>
    public string Directory { get; }

    /// <summary>Whether this is the running machine and not a dump.</summary>
    public bool IsThisMachine => Directory == "/";

    /// <summary>The real path of a path of the machine.</summary>
    /// <param name="path">Begins with "/".</param>
    public string Resolve(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return path[0] == '/'
            ? Path.Combine(Directory, path.TrimStart('/'))
            : throw new ArgumentException($"'{path}' does not begin with '/'.", nameof(path));
    }

    /// <summary>Reads a file. Never throws for what the file system says: a missing or refused file is an answer.</summary>
    /// <param name="path">The machine's path, or one below "/@" for what is no file: a register, a setting of a driver.</param>
    public HostFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (HostTrees.Has(path))
        {
            return HostTrees.Of(path).Read(this, path);
        }

        try
        {
            return new HostFile(path, HostFileState.Read, File.ReadAllText(Resolve(path)), "");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return new HostFile(path, HostFileState.Missing, "", $"{path}: there is no such file.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new HostFile(path, HostFileState.Refused, "", $"{path}: cannot be read: {fault.Message}");
        }
    }

    /// <summary>The bytes of a file that is no text; none where it cannot be read.</summary>
    /// <param name="path">The machine's path.</param>
    public byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(Resolve(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The text of a file without the white space around it; null where it cannot be read.</summary>
    /// <param name="path">The machine's path.</param>
    public string? Text(string path)
    {
        HostFile file = Read(path);
        return file.State == HostFileState.Read ? file.Text.Trim() : null;
    }

    /// <summary>Whether there is a directory, or a link to one.</summary>
    /// <param name="path">The machine's path.</param>
    public bool HasDirectory(string path) => System.IO.Directory.Exists(Resolve(path));

    /// <summary>The names of the entries of a directory, in the order of the numbers in them ("cpu2" before "cpu10").
    /// None where the directory is not there or refuses.</summary>
    /// <param name="directory">The machine's path.</param>
    /// <param name="pattern">Shell pattern of the names: "cpu*".</param>
    public IReadOnlyList<string> Names(string directory, string pattern = "*")
    {
        var names = new List<string>();
        try
        {
            foreach (string entry in System.IO.Directory.EnumerateFileSystemEntries(Resolve(directory), pattern))
            {
                names.Add(Path.GetFileName(entry));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            names.Clear();
        }

        names.Sort(ByNumber);
        return names;
    }

    /// <summary>The last part of what a link points to ("mlx5_core" of a device's driver); null where there is no link.</summary>
    /// <param name="path">The machine's path.</param>
    public string? LinkName(string path)
    {
        try
        {
            string? target = new FileInfo(Resolve(path)).LinkTarget;
            return target is null ? null : Path.GetFileName(target.TrimEnd('/'));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Where a link leads, as the machine's path; the path itself where it is no link. Null where that is
    /// outside of the root. Links in the directories above are not followed.</summary>
    /// <param name="path">The machine's path.</param>
    public string? Follow(string path)
    {
        try
        {
            string from = Resolve(path);
            string? target = new FileInfo(from).LinkTarget;
            if (target is null)
            {
                return path;
            }

            string real = Path.GetFullPath(target, Path.GetDirectoryName(from) ?? Directory);
            return IsThisMachine ? real : real.StartsWith(Directory + "/", StringComparison.Ordinal) ? real[Directory.Length..] : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int CompareByNumber(string left, string right)
    {
        int leftAt = 0;
        int rightAt = 0;
        while (leftAt < left.Length && rightAt < right.Length)
        {
            int order = char.IsAsciiDigit(left[leftAt]) && char.IsAsciiDigit(right[rightAt])
                ? TakeNumber(left, ref leftAt).CompareTo(TakeNumber(right, ref rightAt))
                : left[leftAt++].CompareTo(right[rightAt++]);
            if (order != 0)
            {
                return order;
            }
        }

        return (left.Length - leftAt).CompareTo(right.Length - rightAt);
    }

    private static System.Numerics.BigInteger TakeNumber(string text, ref int at)
    {
        System.Numerics.BigInteger number = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            number = (number * 10) + (text[at] - '0');
        }

        return number;
    }
}

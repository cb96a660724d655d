using System;
using System.IO;

namespace Harrier.Cli;

/// <summary>A file that an option names and that the program writes.</summary>
internal static class OutputFile
{
    /// <summary>Creates it; null where no path was given.</summary>
    /// <param name="option">The option, for the sentence.</param>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">It cannot be written; says why.</exception>
    internal static FileStream? Create(string option, string? path)
    {
        try
        {
            return path is null ? null : File.Create(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{option} {path}: cannot be written: {Cause(path, fault)}", fault);
        }
    }

    /// <summary>Why a file cannot be written, without its path.</summary>
    internal static string Cause(string? path, Exception fault) => fault switch
    {
        _ when Directory.Exists(path) => "it is a directory.",
        DirectoryNotFoundException => $"there is no directory {Path.GetDirectoryName(path)}.",
        FileNotFoundException => "this file system takes no new files.", // open(2) with O_CREAT in /proc is ENOENT
        UnauthorizedAccessException => "permission denied.",
        _ => fault.Message,
    };
}

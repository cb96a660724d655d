namespace Harrier.Host.Devices;

/// <summary>Something of the machine that is no single file and is read and written like one, so that plan, journal and
/// rollback know only paths and texts.</summary>
internal interface IHostTree
{
    /// <summary>Reads a value. Never throws for what the system says.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="path">The whole path, with the tree's name.</param>
    HostFile Read(HostRoot root, string path);

    /// <summary>Why a value cannot be written here, as far as that can be known without writing; empty where it can.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="path">The whole path, with the tree's name.</param>
    string WhyNotWritable(HostRoot root, string path);

    /// <summary>Writes a value.</summary>
    /// <param name="root">The machine.</param>
    /// <param name="path">The whole path, with the tree's name.</param>
    /// <param name="text">What a reading of the path may show; white space around it does not count.</param>
    /// <returns>Why it was refused; empty where it was taken.</returns>
    string Write(HostRoot root, string path, string text);

    /// <summary>The same write as a command for a shell.</summary>
    /// <param name="path">The whole path, with the tree's name.</param>
    /// <param name="text">The value.</param>
    string ToShell(string path, string text);
}

namespace Harrier.Cli;

/// <summary>What the program says to the shell; the same for every command.</summary>
internal static class ExitCode
{
    /// <summary>It was done.</summary>
    internal const int Done = 0;

    /// <summary>It was done and the answer is no: a check failed, trading was stopped, nothing was quoted, a parent order was not executed whole.</summary>
    internal const int No = 1;

    /// <summary>Arguments, configuration or input files are wrong.</summary>
    internal const int BadInput = 2;

    /// <summary>The environment does not allow it: a file that may not be written, a limit of the system.</summary>
    internal const int NotAllowedHere = 3;

    /// <summary>A fault of our own.</summary>
    internal const int InternalFault = 4;
}

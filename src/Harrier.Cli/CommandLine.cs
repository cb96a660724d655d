using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using Harrier.Engine;

namespace Harrier.Cli;

/// <summary>The program from its arguments to its exit code.</summary>
internal static class CommandLine
{
    private const string Description =
        """
        Harrier, a market-making engine.

        Without a command, a session is run: harrier run.
        Exit codes: 0 done; 1 the answer is no; 2 bad arguments, configuration or input file; 3 the environment does not allow it; 4 internal fault.
        """;

    internal static int Run(string[] args, SessionRunner session, TextWriter output, TextWriter error)
    {
        try
        {
            (string[] options, string[] settings) = SettingArguments.Split(WithCommand(args));
            var root = new RootCommand(Description)
            {
                RunCommand.Create(session, settings, output, error),
                CalibrateCommand.Create(settings, output, error),
                BookCommand.Create(output, error),
                PaperCommand.Create(output, error),
                RiskCommand.Create(output, error),
                HostCommand.Create(Console.In, output, error),
                DeployCommand.Create(settings, output, error),
            };
            ParseResult parsed = root.Parse(options);
            ShortenCommandList(parsed.CommandResult.Command);
            if (parsed.Action is ParseErrorAction)
            {
                ArgumentMistakes.Write(parsed, error);
                return ExitCode.BadInput;
            }

            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            error.WriteLine($"harrier: {exception.Message}");
            return ExitCode.NotAllowedHere;
        }
#pragma warning disable CA1031 // The last resort: whatever it was, the shell gets a sentence and the code that says so.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            error.WriteLine($"harrier: internal fault: {exception.Message}");
            error.WriteLine(exception.StackTrace);
            return ExitCode.InternalFault;
        }
    }

    /// <summary>The list of commands shows the first line of each; its own help shows all of it.</summary>
    private static void ShortenCommandList(Command parent)
    {
        foreach (Command command in parent.Subcommands)
        {
            string text = command.Description ?? string.Empty;
            int line = text.IndexOf('\n', StringComparison.Ordinal);
            command.Description = line < 0 ? text : text[..line];
        }
    }

    /// <summary>Puts <c>run</c> in front where no command is given. Help and version stay those of the program.</summary>
    private static string[] WithCommand(string[] args)
    {
        bool isPlain = args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version"));
        return isPlain ? ["run", .. args] : args;
    }
}

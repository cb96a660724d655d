using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;

namespace Harrier.Cli;

/// <summary>Arguments that make no command, as sentences.</summary>
internal static class ArgumentMistakes
{
    /// <summary>Refuses a misspelt option where a file or a name is expected: it would be taken for one.</summary>
    internal static void RefuseOptions(ArgumentResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.StartsWith("--", StringComparison.Ordinal))
            {
                result.AddError($"there is no option '{token.Value}'");
            }
        }
    }

    internal static void Write(ParseResult parsed, TextWriter error)
    {
        string name = NameOf(parsed.CommandResult);
        IList<Command> commands = parsed.CommandResult.Command.Subcommands;
        if (commands.Count > 0)
        {
            var names = new List<string>();
            foreach (Command command in commands)
            {
                names.Add(command.Name);
            }

            error.WriteLine($"{name}: {(parsed.UnmatchedTokens.Count == 0 ? "a command is missing" : $"there is no command '{parsed.UnmatchedTokens[0]}'")}. Commands: {string.Join(", ", names)}.");
        }
        else
        {
            foreach (ParseError mistake in parsed.Errors)
            {
                error.WriteLine($"{name}: {Sentence(mistake)}");
            }
        }

        error.WriteLine($"'{name} --help' has examples.");
    }

    private static string Sentence(ParseError mistake)
    {
        if (mistake.SymbolResult is OptionResult { Tokens.Count: > 0 } option && mistake.Message.Contains("as expected type", StringComparison.Ordinal))
        {
            // The library's sentence names the type of C#.
            var values = new List<string>();
            foreach (Token token in option.Tokens)
            {
                values.Add(token.Value);
            }

            return $"{option.Option.Name} {string.Join(' ', values)}: is not what is expected. {option.Option.Description}";
        }

        return mistake.Message.TrimEnd();
    }

    private static string NameOf(CommandResult? command)
    {
        string name = "harrier";
        string rest = "";
        for (; command?.Parent is CommandResult parent; command = parent)
        {
            rest = $" {command.Command.Name}{rest}";
        }

        return name + rest;
    }
}

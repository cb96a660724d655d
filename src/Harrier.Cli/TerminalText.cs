using System;
using System.Collections.Generic;
using System.IO;

namespace Harrier.Cli;

/// <summary>Lines for a terminal, broken between words at its width. In a pipe or a file nothing is broken: a line stays a
/// line for grep.</summary>
internal sealed class TerminalText
{
    private const int NarrowestColumn = 32;

    private readonly TextWriter _output;
    private readonly int _width;

    /// <param name="output">Where the lines go.</param>
    internal TerminalText(TextWriter output)
        : this(output, WidthOf(output))
    {
    }

    /// <param name="output">Where the lines go.</param>
    /// <param name="width">The columns of a line.</param>
    internal TerminalText(TextWriter output, int width)
    {
        _output = output;
        _width = width;
    }

    /// <summary>Writes a line; what does not fit goes on below, indented.</summary>
    internal void Line(string text, int indent = 2) => Line("", new string(' ', indent), text);

    /// <summary>Writes a line behind a prefix; what does not fit goes on below, behind another one of the same length or a
    /// longer one.</summary>
    internal void Line(string first, string rest, string text)
    {
        string prefix = first;
        ReadOnlySpan<char> left = text;
        while (left.Length > Room(prefix))
        {
            int end = End(left, Room(prefix));
            _output.WriteLine(string.Concat(prefix, left[..end].TrimEnd()));
            left = left[end..].TrimStart();
            prefix = rest;
        }

        _output.WriteLine(string.Concat(prefix, left));
    }

    /// <summary>Writes rows with their columns below each other. The last column is broken within itself, or stands below
    /// the others where they leave no room for it.</summary>
    /// <param name="rows">The rows, of as many cells each.</param>
    /// <param name="indent">Spaces before each row.</param>
    internal void Rows(IReadOnlyList<string[]> rows, int indent)
    {
        int columns = rows.Count == 0 ? 0 : rows[0].Length;
        int[] widths = new int[columns];
        int start = indent;
        int last = 0;
        for (int column = 0; column < columns - 1; column++)
        {
            foreach (string[] row in rows)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }

            start += widths[column] + 2;
        }

        foreach (string[] row in rows)
        {
            last = Math.Max(last, row[^1].Length);
        }

        foreach (string[] row in rows)
        {
            string cells = new(' ', indent);
            for (int column = 0; column < columns - 1; column++)
            {
                cells += row[column].PadRight(widths[column] + 2);
            }

            if (start + Math.Min(last, NarrowestColumn) <= _width)
            {
                Line(cells, new string(' ', start), row[^1]);
            }
            else
            {
                string below = new(' ', indent + 4);
                _output.WriteLine(cells.TrimEnd());
                Line(below, below, row[^1]);
            }
        }
    }

    private int Room(string prefix) => Math.Max(_width - prefix.Length, 1);

    /// <summary>Where to break: behind the last space that fits; in a word that is wider than the line (a list of CPUs)
    /// behind its last comma; a path is never broken, so that it can be copied.</summary>
    private static int End(ReadOnlySpan<char> text, int room)
    {
        int space = text[..Math.Min(room + 1, text.Length)].LastIndexOf(' ');
        int next = text[(space + 1)..].IndexOf(' ');
        int wordLength = next < 0 ? text.Length - space - 1 : next;
        int comma = text[..room].LastIndexOf(',');
        if (comma > space && wordLength > room)
        {
            return comma + 1;
        }

        if (space > 0)
        {
            return space;
        }

        int end = text.IndexOf(' ');
        return end < 0 ? text.Length : end;
    }

    private static int WidthOf(TextWriter output)
    {
        bool isTerminal = (output == Console.Out && !Console.IsOutputRedirected) || (output == Console.Error && !Console.IsErrorRedirected);
        if (!isTerminal)
        {
            return int.MaxValue;
        }

        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : int.MaxValue;
        }
        catch (IOException)
        {
            return int.MaxValue; // a terminal that does not tell
        }
    }
}

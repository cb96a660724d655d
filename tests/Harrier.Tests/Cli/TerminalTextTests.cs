using System;
using System.Globalization;
using System.IO;
using System.Linq;
using CsCheck;
using Harrier.Cli;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class TerminalTextTests
{
    [Fact]
    public void A_line_is_broken_between_words_and_goes_on_indented() =>
        Assert.Equal("one two\n  three\n  four\n", Written(8, text => text.Line("one two three four")));

    [Fact]
    public void A_line_that_fits_to_the_last_column_is_not_broken() =>
        Assert.Equal("one two\n", Written(7, text => text.Line("one two")));

    [Fact]
    public void A_long_list_is_broken_behind_a_comma_and_a_long_path_is_not_broken()
    {
        Assert.Equal("cpu 0,2,\n  4,6,8,\n  10,12\n", Written(8, text => text.Line("cpu 0,2,4,6,8,10,12")));
        Assert.Equal("in\n  /proc/sys/vm/swappiness\n  now\n", Written(8, text => text.Line("in /proc/sys/vm/swappiness now")));
    }

    [Fact]
    public void The_last_column_is_broken_within_itself() =>
        Assert.Equal(
            "a     1  the reason is a sentence of some\n         length\nlong  2  short\n",
            Written(42, text => text.Rows([["a", "1", "the reason is a sentence of some length"], ["long", "2", "short"]], 0)));

    [Fact]
    public void Where_the_others_leave_no_room_the_last_column_stands_below() =>
        Assert.Equal(
            " a     1\n     the reason is a sentence\n     of some length\n long  2\n     short\n",
            Written(30, text => text.Rows([["a", "1", "the reason is a sentence of some length"], ["long", "2", "short"]], 1)));

    [Fact]
    public void A_last_column_that_fits_beside_the_others_needs_no_more_room() =>
        Assert.Equal("a     1  yes\nlong  2  no\n", Written(12, text => text.Rows([["a", "1", "yes"], ["long", "2", "no"]], 0)));

    [Fact]
    public void What_is_no_terminal_gets_whole_lines()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        string sentence = string.Join(' ', Enumerable.Repeat("word", 100));
        new TerminalText(output).Line(sentence);
        Assert.Equal(sentence + "\n", output.ToString());
    }

    [Fact]
    public void No_word_is_lost_and_no_line_is_too_long_where_all_words_are_short() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 8].Array[1, 30], Gen.Int[12, 60]).Sample((words, width) =>
        {
            string written = Written(width, text => text.Line(string.Join(' ', words)));
            Assert.Equal(words, written.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
            Assert.All(written.Split('\n'), line => Assert.True(line.Length <= width, line));
        });

    private static string Written(int width, Action<TerminalText> write)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        write(new TerminalText(output, width));
        return output.ToString();
    }
}

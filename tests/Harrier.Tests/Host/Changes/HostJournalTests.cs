using System;
using System.IO;
using Harrier.Host.Changes;
using Harrier.Host.Settings;
using Xunit;

namespace Harrier.Tests.Host.Changes;

public sealed class HostJournalTests : IDisposable
{
    private static readonly SettingWrite First = new("a.b", "/x", "always [never]\n", "always");
    private static readonly SettingWrite Second = new("a.c", "/y", "\"\\\u00e9\t\n", "1");

    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-journal-").FullName;

    private string File1 => Path.Combine(_folder, "below", "host.journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_put_down_is_read_again()
    {
        Write();
        using var journal = HostJournal.Open(File1);
        Assert.Equal([new JournalEntry(First, "[always] never\n"), new JournalEntry(Second, null)], journal.Entries);
    }

    [Fact]
    public void An_old_value_is_on_the_disk_when_begin_returns()
    {
        using var journal = HostJournal.Open(File1);
        journal.Begin(First);
        Assert.True(new FileInfo(File1).Length > 0);
    }

    [Fact]
    public void Wherever_the_file_is_cut_whole_lines_stay_entries()
    {
        Write();
        byte[] whole = File.ReadAllBytes(File1);
        int firstLine = Array.IndexOf(whole, (byte)'\n') + 1;
        int secondLine = Array.IndexOf(whole, (byte)'\n', firstLine) + 1;
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(File1, whole.AsSpan(0, length));
            using var journal = HostJournal.Open(File1);
            Assert.Equal(length == whole.Length ? 2 : length >= firstLine ? 1 : 0, journal.Entries.Count);
            Assert.Equal(length >= secondLine ? "[always] never\n" : null, journal.Entries.Count > 0 ? journal.Entries[0].ReadBack : null);
        }
    }

    /// <summary>A rollback that ends in the middle, or leaves something, keeps what is not put back; lines are only added.</summary>
    [Fact]
    public void What_was_put_back_is_forgotten_and_the_rest_is_read_again()
    {
        Write();
        long length = new FileInfo(File1).Length;
        using (var journal = HostJournal.Open(File1))
        {
            journal.Forget(0);
            Assert.Equal([new JournalEntry(Second, null)], journal.Entries);
            Assert.True(new FileInfo(File1).Length > length);
        }

        using (var journal = HostJournal.Open(File1))
        {
            Assert.Equal([new JournalEntry(Second, null)], journal.Entries);
            journal.EmptyIfDone();
            Assert.NotEqual(0, new FileInfo(File1).Length);
            journal.Forget(0);
            journal.EmptyIfDone();
            Assert.Empty(journal.Entries);
        }

        Assert.Equal(0, new FileInfo(File1).Length);
    }

    /// <summary>A crash between the last line and the emptying of the file.</summary>
    [Fact]
    public void A_journal_in_which_everything_was_put_back_has_no_entries()
    {
        Write();
        File.AppendAllText(File1, "{\"putBack\":1}\n{\"putBack\":0}\n");
        using var journal = HostJournal.Open(File1);
        Assert.Empty(journal.Entries);
        journal.Begin(First);
        Assert.Equal([new JournalEntry(First, null)], journal.Entries);
    }

    [Fact]
    public void A_line_that_is_no_entry_is_refused_by_its_number_and_whatever_the_bytes_nothing_else_happens()
    {
        Write();
        byte[] whole = File.ReadAllBytes(File1);
        var random = new Random(1);
        for (int round = 0; round < 2_000; round++)
        {
            byte[] bytes = [.. whole];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(File1, bytes);
            try
            {
                HostJournal.Open(File1).Dispose();
            }
            catch (InvalidDataException fault)
            {
                Assert.Matches("line [0-9]+ is no entry", fault.Message);
            }
        }

        File.WriteAllText(File1, "{\"putBack\":0}\n");
        Assert.Contains("line 1 is no entry of a journal", Assert.Throws<InvalidDataException>(() => HostJournal.Open(File1)).Message, StringComparison.Ordinal);
        File.WriteAllText(File1, "{}\n");
        Assert.Contains("line 1 is no entry of a journal", Assert.Throws<InvalidDataException>(() => HostJournal.Open(File1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_cannot_have_it_open()
    {
        using var journal = HostJournal.Open(File1);
        Assert.Throws<IOException>(() => HostJournal.Open(File1));
    }

    private void Write()
    {
        using var journal = HostJournal.Open(File1);
        journal.Begin(First);
        journal.Confirm("[always] never\n");
        journal.Begin(Second);
    }
}

using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text.Json;
using Harrier.Cli;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class BookCommandTests : IDisposable
{
    private const string Snippet = "nasdaq_itch50_12302019_first_1000_of_0930.itch";
    private const string Goog = "lobster_GOOG_2012-06-21_message_10.csv.zst";

    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-book-").FullName;
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void The_real_messages_are_counted_and_those_about_unknown_orders_too()
    {
        // The counts that come with the file.
        string file = TestData.Find(Snippet);
        Assert.Equal((0, string.Empty), (Run(file, "--json", At("o.json"), "--check"), _error.ToString()));

        using JsonDocument json = Json("o.json");
        JsonElement messages = json.RootElement.GetProperty("messages");
        (string Type, int Count)[] expected =
            [("A", 367), ("U", 225), ("F", 193), ("D", 167), ("E", 28), ("X", 6), ("I", 4), ("P", 4), ("Q", 4), ("S", 1), ("C", 1)];
        Assert.All(expected, pair => Assert.Equal(pair.Count, messages.GetProperty(pair.Type).GetInt32()));
        Assert.Equal(expected.Length, messages.GetPropertyCount());
        Assert.Equal(399, json.RootElement.GetProperty("unknownReferences").GetInt32());
        Assert.Equal(1_000, json.RootElement.GetProperty("check").GetProperty("messages").GetInt32());
        Assert.Equal(0, json.RootElement.GetProperty("check").GetProperty("differences").GetInt32());
        Assert.Contains("order executed with price", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Best_bids_and_offers_have_a_row_for_each_symbol_with_a_directory_message_or_an_order()
    {
        // Symbol 1 gets a bid of 7 at 1.2345 and a worse one, symbol 2 nothing, symbol 3 an ask of 500 at 199,999.99.
        File.WriteAllBytes(At("in.itch"), ItchText.Messages(
            "R 1 AAA", "R 2 BBB", "A 1 10 B 7 AAA 12345", "A 1 11 B 9 AAA 12344", "A 3 12 S 500 CC 1999999900", "D 2 99"));

        Assert.Equal(0, Run(At("in.itch"), "--bbo", At("out.csv")));
        Assert.Equal(
            "locate,symbol,bid_price,bid_size,ask_price,ask_size\n1,AAA,1.2345,7,,\n2,BBB,,,,\n3,CC,,,199999.9900,500\n",
            File.ReadAllText(At("out.csv")));
    }

    [Fact]
    public void Json_has_the_documented_keys()
    {
        File.WriteAllBytes(At("in.itch"), ItchText.Messages("R 1 AAA", "A 1 10 B 7 AAA 12345", "X 1 10 2", "D 1 99"));
        Assert.Equal(0, Run(At("in.itch"), "--json", At("o.json"), "--repeat", "3"));

        using JsonDocument json = Json("o.json");
        Assert.Equal(1, json.RootElement.GetProperty("messages").GetProperty("D").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("unknownReferences").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("books").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("liveOrders").GetInt32());
        Assert.All(["decode", "book"], pass =>
        {
            JsonElement timing = json.RootElement.GetProperty(pass);
            Assert.True(timing.GetProperty("median").GetDouble() >= timing.GetProperty("min").GetDouble());
        });
        string page = File.ReadAllText(Path.Combine(TestData.Root, "docs", "json.md"));
        string section = page[page.IndexOf("## harrier book", StringComparison.Ordinal)..page.IndexOf("## harrier paper", StringComparison.Ordinal)];
        foreach (JsonProperty property in json.RootElement.EnumerateObject())
        {
            Assert.Contains($"`{property.Name}", section, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_truncated_file_ends_with_2_and_says_where_after_telling_what_was_read()
    {
        byte[] whole = ItchText.Messages("R 1 AAA", "A 1 10 B 7 AAA 12345", "A 1 11 S 8 AAA 12400");
        File.WriteAllBytes(At("cut.itch"), whole[..^5]);

        Assert.Equal(2, Run(At("cut.itch"), "--json", At("o.json"), "--bbo", At("out.csv")));

        // 41 bytes of directory and 38 of the first order, lengths included, are before the third message.
        Assert.StartsWith($"harrier: {At("cut.itch")}: byte 79, message 3: ", _error.ToString(), StringComparison.Ordinal);
        using JsonDocument json = Json("o.json");
        Assert.Equal(1, json.RootElement.GetProperty("messages").GetProperty("A").GetInt32());
        Assert.Equal(79, json.RootElement.GetProperty("fault").GetProperty("byteOffset").GetInt64());
        Assert.Contains("1,AAA,1.2345,7,,", File.ReadAllText(At("out.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_made_day_is_checked_against_the_slow_twin()
    {
        Assert.Equal(0, Run("--make", "30,60000", At("day.itch")));
        Assert.Contains("30 symbols", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal((0, string.Empty), (Run(At("day.itch"), "--check", "--json", At("o.json")), _error.ToString()));

        using JsonDocument json = Json("o.json");
        Assert.Equal(0, json.RootElement.GetProperty("unknownReferences").GetInt32());
        Assert.Equal(30, json.RootElement.GetProperty("check").GetProperty("books").GetInt32());
        Assert.Contains("equal to the slow twin's", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_seed_makes_the_day()
    {
        Assert.Equal(0, Run("--make", "5,1000", At("a"), "--seed", "9"));
        Assert.Equal(0, Run("--make", "5,1000", At("b"), "--seed", "9"));
        Assert.Equal(0, Run("--make", "5,1000", At("c"), "--seed", "10"));
        Assert.Equal(File.ReadAllBytes(At("a")), File.ReadAllBytes(At("b")));
        Assert.NotEqual(File.ReadAllBytes(At("a")), File.ReadAllBytes(At("c")));
    }

    [Theory]
    [InlineData("orderbook")]
    [InlineData("message")]
    public void All_transitions_of_the_lobster_day_match(string part)
    {
        string file = TestData.Find(Goog).Replace("message", part, StringComparison.Ordinal);
        Assert.Equal(0, Run(file, "--json", At("o.json")));
        Assert.Contains("transitions matched: 147,915 of 147,915", _output.ToString(), StringComparison.Ordinal);

        using JsonDocument json = Json("o.json");
        Assert.Equal(147_915, json.RootElement.GetProperty("transitions").GetProperty("matched").GetInt64());
        Assert.Equal(147_915, json.RootElement.GetProperty("transitions").GetProperty("of").GetInt64());
    }

    [Fact]
    public void Both_files_of_a_lobster_pair_are_one_feed()
    {
        string file = TestData.Find(Goog);
        Assert.Equal(0, Run(file, file.Replace("message", "orderbook", StringComparison.Ordinal), "--json", At("o.json")));
        using JsonDocument json = Json("o.json");
        Assert.Equal(1, json.RootElement.GetProperty("messages").GetProperty("R").GetInt32());
        Assert.Equal(147_915, json.RootElement.GetProperty("transitions").GetProperty("of").GetInt64());
    }

    [Fact]
    public void Several_files_are_one_feed()
    {
        File.WriteAllBytes(At("1.itch"), ItchText.Messages("R 1 AAA", "A 1 10 B 7 AAA 12345"));
        File.WriteAllBytes(At("2.itch"), ItchText.Messages("E 1 10 3"));
        Assert.Equal(0, Run(At("1.itch"), At("2.itch"), "--bbo", At("out.csv")));
        Assert.Contains("1,AAA,1.2345,4,,", File.ReadAllText(At("out.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no such file", "none.itch")]
    [InlineData("--make = 'x': must be SYMBOLS,MESSAGES, two whole numbers from 1 to 65535 and from 1 to 1000000000", "--make", "x", "f")]
    [InlineData("--make = '70000,1': must be", "--make", "70000,1", "f")]
    [InlineData("--make = '1,1,1': must be", "--make", "1,1,1", "f")]
    [InlineData("--make writes one FILE, not 2", "--make", "1,1", "f", "g")]
    [InlineData("--repeat = '0': must be a whole number from 1 to 1000", "f", "--repeat", "0")]
    [InlineData("--seed = '-1': must be a whole number from 0", "f", "--seed", "-1")]
    [InlineData("--live-orders = '0': must be a whole number from 1", "f", "--live-orders", "0")]
    public void Wrong_arguments_end_with_2_and_a_sentence(string sentence, params string[] args)
    {
        Assert.Equal(2, Run(args));
        Assert.Contains(sentence, _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists("f"));
    }

    [Fact]
    public void An_output_that_cannot_be_written_ends_with_3_before_the_work()
    {
        File.WriteAllBytes(At("in.itch"), ItchText.Messages("R 1 AAA"));
        Assert.Equal(3, Run(At("in.itch"), "--bbo", Path.Combine(_folder, "none", "out.csv")));
        Assert.Contains("none/out.csv: cannot be written: there is no directory", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public void Orders_beyond_the_limit_end_with_3_and_what_to_raise()
    {
        File.WriteAllBytes(At("in.itch"), ItchText.Messages("A 1 10 B 7 AAA 100", "A 1 11 B 7 AAA 200", "A 1 12 B 7 AAA 300"));
        Assert.Equal(3, Run(At("in.itch"), "--live-orders", "2", "--bbo", At("out.csv")));
        Assert.Equal("harrier: 1 orders found no room and are not in the books: raise --live-orders above 2\n", _error.ToString());
        Assert.Contains("1,AAA,0.0200,7,,", File.ReadAllText(At("out.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_file_is_read_as_a_plain_one()
    {
        using (var packed = new GZipStream(File.Create(At("in.itch.gz")), CompressionLevel.Fastest))
        {
            packed.Write(ItchText.Messages("A 1 10 B 7 AAA 12345"));
        }

        Assert.Equal(0, Run(At("in.itch.gz"), "--bbo", At("out.csv")));
        Assert.Contains("1,AAA,1.2345,7,,", File.ReadAllText(At("out.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_shows_an_example()
    {
        Assert.Equal(0, Run("--help"));
        Assert.Contains("harrier book --make 8906,10000000 day.itch", _output.ToString(), StringComparison.Ordinal);
    }

    private int Run(params string[] args) => CommandLine.Run(["book", .. args], (_, _, _) => throw new InvalidOperationException("No session."), _output, _error);

    private JsonDocument Json(string name) => JsonDocument.Parse(File.ReadAllText(At(name)));

    private string At(string name) => Path.Combine(_folder, name);
}

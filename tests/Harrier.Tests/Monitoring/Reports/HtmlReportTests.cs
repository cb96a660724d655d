using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Xml;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Monitoring.Reports;

public sealed partial class HtmlReportTests
{
    private static readonly string Page = Write(SampleReport.Make("HARA", "HARB"));

    [Fact]
    public void The_page_needs_nothing_but_itself()
    {
        Assert.DoesNotContain("<script", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<link", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(http", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", Page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"http", Page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_first_screen_answers_result_causes_speed_and_allocation()
    {
        string first = Page[..Page.IndexOf("<h2>", StringComparison.Ordinal)];

        Assert.Contains("on 2 instruments: 400 fills of 20,123 orders.", first, StringComparison.Ordinal);
        Assert.Contains("Spread captured", first, StringComparison.Ordinal);
        Assert.Contains("190 ns", first, StringComparison.Ordinal);
        Assert.Contains("0 bytes", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_picture_is_well_formed_and_says_what_it_shows()
    {
        MatchCollection pictures = Svg().Matches(Page);

        // Result 2, per instrument 4 x 2 sizes, markouts, fill rates, five stages and the two whole ways.
        Assert.Equal(2 + (2 * 8) + 2 + 7, pictures.Count);
        foreach (Match picture in pictures)
        {
            var document = new XmlDocument();
            document.LoadXml(picture.Value);
            Assert.NotEmpty(document.DocumentElement!.GetAttribute("aria-label"));
            Assert.True(document.GetElementsByTagName("path").Count > 0);
            Assert.True(document.GetElementsByTagName("text").Count > 2);
        }
    }

    [Fact]
    public void No_two_pictures_share_a_clip_path()
    {
        var names = new System.Collections.Generic.HashSet<string>(StringComparer.Ordinal);
        foreach (Match id in ClipPath().Matches(Page))
        {
            Assert.True(names.Add(id.Value), id.Value);
        }

        Assert.NotEmpty(names);
    }

    [Fact]
    public void Words_from_outside_are_encoded()
    {
        Assert.Contains("&amp; confirmed &lt;all&gt;", Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<all>", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_take_their_text_from_the_page_and_not_from_the_machine() =>
        Assert.DoesNotContain("font-family=", Page, StringComparison.Ordinal);

    [Fact]
    public void A_session_without_a_fill_or_a_sample_still_gives_a_page()
    {
        SessionReport sample = SampleReport.Make("HARA");
        SessionReport empty = sample with
        {
            Profit = new Profit(Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero),
            Instruments = [],
            Markouts = [],
            FillRates = [],
            Stops = [],
            Latencies = new SessionLatencies(LatencyStage.None, LatencyStage.None, LatencyStage.None, LatencyStage.None, LatencyStage.None, LatencyStage.None, LatencyStage.None),
            ProfitSeries = new ProfitSeries([], [], [], []),
            InstrumentSeries = [sample.InstrumentSeries[0] with { Times = [], MidTicksTwice = [], Bids = [], Asks = [], InventoryLots = [], Fills = [] }],
        };

        Assert.Contains("Nothing was quoted in 1,234,567 messages.", Write(empty), StringComparison.Ordinal);
    }

    [Fact]
    public void What_went_wrong_is_said_on_the_first_screen()
    {
        SessionReport sample = SampleReport.Make("HARA");
        SessionReport bad = sample with
        {
            Run = sample.Run with { Outcome = SessionOutcome.FeedFault, OutcomeReason = "day.itch, byte 17: truncated." },
            Counts = sample.Counts with { AllocatedBytes = 24 },
            Profit = sample.Profit with { Fees = sample.Profit.Fees + new Money(1) },
        };

        string page = Write(bad);

        Assert.Contains(
            "The data ended early: day.itch, byte 17: truncated. The causes of the result do not add up. The session allocated 24 bytes with 0 collections; both should be 0.",
            page,
            StringComparison.Ordinal);
    }

    private static string Write(SessionReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        HtmlReport.Write(report, text);
        return text.ToString();
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();

    [GeneratedRegex("(?<=<clipPath id=\")[^\"]*")]
    private static partial Regex ClipPath();
}

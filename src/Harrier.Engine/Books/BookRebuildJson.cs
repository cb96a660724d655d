using System;
using System.IO;
using System.Text.Json;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Engine.Books;

/// <summary>Writes a rebuilt feed as JSON; docs/json.md lists the keys.</summary>
public static class BookRebuildJson
{
    /// <summary>Writes every figure.</summary>
    /// <param name="result">The feed.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(BookRebuildResult result, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        WriteMessages(json, result.Messages);
        json.WriteNumber("unknownReferences", result.Statistics.UnknownReferences);
        json.WriteNumber("books", result.FilledBooks);
        json.WriteNumber("liveOrders", result.LiveOrders);
        json.WriteNumber("duplicateReferences", result.Statistics.DuplicateReferences);
        json.WriteNumber("malformed", result.Statistics.Malformed);
        json.WriteNumber("atLimit", result.Statistics.AtLimit);
        json.WriteNumber("recentrings", result.Statistics.Recentrings);
        json.WriteNumber("farOrders", result.Statistics.FarOrders);
        WriteTiming(json, "decode", result.Decode);
        WriteTiming(json, "book", result.Book);
        json.WriteString("measured", result.Measured);
        WriteTransitions(json, result);
        WriteCheck(json, result.Check);
        WriteFault(json, result);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteMessages(Utf8JsonWriter json, ItchCounts counts)
    {
        Span<char> name = stackalloc char[1];
        json.WriteStartObject("messages");
        for (int type = 0; type <= byte.MaxValue; type++)
        {
            if (counts.Of((byte)type) > 0)
            {
                name[0] = (char)type;
                json.WriteNumber(name, counts.Of((byte)type));
            }
        }

        json.WriteEndObject();
    }

    private static void WriteTiming(Utf8JsonWriter json, string name, PassTiming? timing)
    {
        if (timing is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("median", Math.Round(timing.Median, 2));
        json.WriteNumber("min", Math.Round(timing.Min, 2));
        json.WriteEndObject();
    }

    private static void WriteTransitions(Utf8JsonWriter json, BookRebuildResult result)
    {
        if (result.Transitions is null)
        {
            json.WriteNull("transitions");
            return;
        }

        json.WriteStartObject("transitions");
        json.WriteNumber("matched", result.Transitions.Matched);
        json.WriteNumber("of", result.Transitions.Transitions);
        json.WriteEndObject();
    }

    private static void WriteCheck(Utf8JsonWriter json, BookCheckResult? check)
    {
        if (check is null)
        {
            json.WriteNull("check");
            return;
        }

        json.WriteStartObject("check");
        json.WriteNumber("messages", check.Messages);
        json.WriteNumber("differences", check.Differences);
        json.WriteNumber("books", check.Books);
        json.WriteNumber("differentBooks", check.DifferentBooks);
        json.WriteEndObject();
    }

    private static void WriteFault(Utf8JsonWriter json, BookRebuildResult result)
    {
        if (result.Fault is null)
        {
            json.WriteNull("fault");
            return;
        }

        json.WriteStartObject("fault");
        json.WriteString("file", result.Fault.File);
        json.WriteNumber("byteOffset", result.Fault.ByteOffset);
        json.WriteNumber("messageNumber", result.Fault.MessageNumber);
        json.WriteString("reason", result.Fault.Reason);
        json.WriteEndObject();
    }
}

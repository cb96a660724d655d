using System.IO;
using System.Text;
using Harrier.Market.Feeds.Lobster;

namespace Harrier.Tests.Market.Feeds;

/// <summary>LOBSTER files written as text in a test.</summary>
internal static class LobsterText
{
    public static LobsterToItch ToItch(byte[] messages, byte[] books) =>
        new(Messages(messages), Books(books), "TEST"u8);

    public static LobsterToItch ToItch(string messages, string books) =>
        ToItch(Encoding.ASCII.GetBytes(messages), Encoding.ASCII.GetBytes(books));

    public static LobsterTransitionResult Check(byte[] messages, byte[] books)
    {
        using LobsterMessageReader messageReader = Messages(messages);
        using LobsterBookReader bookReader = Books(books);
        return LobsterTransitionCheck.Run(messageReader, bookReader);
    }

    public static LobsterTransitionResult Check(string messages, string books) =>
        Check(Encoding.ASCII.GetBytes(messages), Encoding.ASCII.GetBytes(books));

    public static LobsterMessageReader Messages(byte[] text) => new(new MemoryStream(text), "messages");

    public static LobsterBookReader Books(byte[] text) => new(new MemoryStream(text), "books");
}

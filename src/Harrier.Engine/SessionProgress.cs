using System.Threading;

namespace Harrier.Engine;

/// <summary>How far a session is. The session writes it, a progress bar on another thread reads it; nothing is
/// allocated or locked.</summary>
public sealed class SessionProgress
{
    private long _messages;
    private int _permille;

    /// <summary>Gets how much is done, 0 to 1,000.</summary>
    public int Permille => Volatile.Read(ref _permille);

    /// <summary>Gets the messages decoded so far.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Says how far it is. The session's thread alone; cheap enough for every few thousand messages.</summary>
    /// <param name="permille">How much is done, 0 to 1,000.</param>
    /// <param name="messages">The messages decoded so far.</param>
    public void Report(int permille, long messages)
    {
        Volatile.Write(ref _permille, permille);
        Volatile.Write(ref _messages, messages);
    }
}

using System.IO;
using System.Text;

namespace Harrier.Cli;

/// <summary>Sentences for a terminal: each line that is written at once is broken between words (<see cref="TerminalText"/>).</summary>
internal sealed class FoldedWriter(TextWriter inner) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    private readonly TerminalText _text = new(inner);

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        foreach (string line in (value ?? "").Split('\n'))
        {
            _text.Line(line);
        }
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}

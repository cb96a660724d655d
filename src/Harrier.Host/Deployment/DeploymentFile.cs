using System.IO;
using System.Text;
using System.Text.Json;

namespace Harrier.Host.Deployment;

/// <summary>One file of a deployment, as text; nothing is written by making it.</summary>
/// <param name="Path">Where it belongs below the folder of the deployment, with '/'.</param>
/// <param name="Text">Its text, with line feeds, the last line ended.</param>
/// <param name="IsExecutable">Whether it is a script to run.</param>
public sealed record DeploymentFile(string Path, string Text, bool IsExecutable = false)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The configuration of the session, harrier.json: the same values with one layout, in ASCII, so that it
    /// can stand in YAML as it is.</summary>
    /// <param name="json">The configuration's text; comments are left out.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static DeploymentFile OfSettings(string json)
    {
        using var document = JsonDocument.Parse(json, Lenient);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            document.RootElement.WriteTo(writer);
        }

        return new DeploymentFile("harrier.json", Encoding.ASCII.GetString(stream.ToArray()) + "\n");
    }
}

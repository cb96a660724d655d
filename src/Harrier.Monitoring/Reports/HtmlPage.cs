using System;
using System.IO;
using System.Net;
using Harrier.Monitoring.Reports.Pictures;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes the parts of a page. Text is encoded; <see cref="Raw"/> is not.</summary>
/// <param name="output">Where to.</param>
internal sealed class HtmlPage(TextWriter output)
{
    private int _pictures;

    internal void Begin(string title)
    {
        output.Write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        output.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        output.Write($"<title>{WebUtility.HtmlEncode(title)}</title>\n<style>\n{PageStyle.Css}\n</style></head>\n<body><main>\n");
    }

    internal void End() => output.Write("</main></body></html>\n");

    internal void Raw(string markup) => output.Write(markup);

    /// <param name="element">The element's name, with attributes if any.</param>
    /// <param name="text">The text, which is encoded.</param>
    internal void Text(string element, string text)
    {
        int space = element.IndexOf(' ', StringComparison.Ordinal);
        output.Write($"<{element}>{WebUtility.HtmlEncode(text)}</{(space < 0 ? element : element[..space])}>\n");
    }

    internal void Tile(string title, string figure, string style, ReadOnlySpan<(string Name, string Value)> details)
    {
        output.Write($"<div class=\"tile\">{WebUtility.HtmlEncode(title)}<b class=\"{style}\">{WebUtility.HtmlEncode(figure)}</b><dl>");
        foreach ((string name, string value) in details)
        {
            output.Write($"<dt>{WebUtility.HtmlEncode(name)}</dt><dd>{WebUtility.HtmlEncode(value)}</dd>");
        }

        output.Write("</dl></div>\n");
    }

    /// <summary>A picture as wide as the page, drawn for a screen and for a phone; the style sheet shows one of them.</summary>
    internal void Figure(string caption, ReadOnlySpan<(string Name, string Ink)> legend, Func<PictureSize, Picture> draw)
    {
        output.Write($"<figure><figcaption>{WebUtility.HtmlEncode(caption)}.");
        if (!legend.IsEmpty)
        {
            output.Write("<div class=\"legend\">");
            foreach ((string name, string ink) in legend)
            {
                output.Write($"<span><i style=\"background: var(--{ink})\"></i>{WebUtility.HtmlEncode(name)}</span>");
            }

            output.Write("</div>");
        }

        output.Write("</figcaption><div class=\"screen\">");
        Draw(caption, PictureSize.Screen, draw);
        output.Write("</div><div class=\"phone\">");
        Draw(caption, PictureSize.Phone, draw);
        output.Write("</div></figure>\n");
    }

    /// <summary>A picture that is readable at the same size on a screen and a phone.</summary>
    internal void SmallFigure(string caption, PictureSize size, Func<PictureSize, Picture> draw)
    {
        output.Write($"<figure><figcaption>{WebUtility.HtmlEncode(caption)}</figcaption>");
        Draw(caption, size, draw);
        output.Write("</figure>\n");
    }

    internal void Table(ReportTable content, string heading = "h3")
    {
        Text(heading, content.Title);
        if (content.Note.Length > 0)
        {
            Text("p class=\"quiet\"", content.Note);
        }

        if (content.Rows.Length == 0)
        {
            return;
        }

        output.Write(content.IsText ? "<div class=\"wide\"><table class=\"words\"><tr>" : "<div class=\"wide\"><table><tr>");
        foreach (string head in content.Columns)
        {
            output.Write($"<th>{WebUtility.HtmlEncode(head)}</th>");
        }

        output.Write("</tr>\n");
        foreach (string[] row in content.Rows)
        {
            output.Write("<tr>");
            foreach (string cell in row)
            {
                output.Write($"<td>{WebUtility.HtmlEncode(cell)}</td>");
            }

            output.Write("</tr>\n");
        }

        output.Write("</table></div>\n");
    }

    private void Draw(string description, PictureSize size, Func<PictureSize, Picture> draw)
    {
        using Picture picture = draw(size);
        output.Write(picture.ToSvg(description, $"p{_pictures++}"));
    }
}

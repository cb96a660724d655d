using System;
using System.Globalization;
using System.Net;
using System.Text;
using ScottPlot;

namespace Harrier.Monitoring.Reports.Pictures;

/// <summary>One picture of the page as inline SVG. ScottPlot draws the lines and bars; the text is written as SVG text
/// in the page's own font, because ScottPlot's depends on the fonts of the machine, and there may be none.</summary>
internal sealed class Picture : IDisposable
{
    private const int Right = 14;
    private const int Top = 26;
    private const int Bottom = 42;
    private const int CharacterWidth = 7;

    private readonly Plot _plot = new();
    private readonly PictureSize _size;
    private readonly Axis _across;
    private readonly Axis _up;
    private readonly int _left;

    internal Picture(PictureSize size, Axis across, Axis up)
    {
        (_size, _across, _up) = (size, across, up);
        _left = (LongestLabel(up) * CharacterWidth) + 14;
        _plot.Layout.Fixed(new PixelPadding(_left, Right, Bottom, Top));
        _plot.FigureBackground.Color = Colors.Transparent;
        _plot.DataBackground.Color = Colors.Transparent;
        _plot.Axes.SetLimits(across.Minimum, across.Maximum, up.Minimum, up.Maximum);
        _plot.Axes.Frame(false);
        _plot.Grid.MajorLineColor = Color.FromHex(Ink.Grid);
        SetLines(_plot.Axes.Bottom, across);
        SetLines(_plot.Axes.Left, up);
    }

    /// <inheritdoc/>
    public void Dispose() => _plot.Dispose();

    /// <summary>A curve; a NaN leaves a gap.</summary>
    internal void Line(double[] xs, double[] ys, string ink, float width = 1.5f) =>
        Draw(_plot.Add.ScatterLine(xs, ys), ink, width);

    /// <summary>A curve that keeps its value until the next sample.</summary>
    internal void Steps(double[] xs, double[] ys, string ink, float width = 1.5f)
    {
        ScottPlot.Plottables.Scatter curve = _plot.Add.ScatterLine(xs, ys);
        curve.ConnectStyle = ConnectStyle.StepHorizontal;
        Draw(curve, ink, width);
    }

    /// <summary>Dots: segments without length and with round ends (the style sheet says so), all in one SVG path,
    /// where a marker each would be twenty times the bytes.</summary>
    internal void Dots(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, string ink, float diameter)
    {
        if (xs.IsEmpty)
        {
            return;
        }

        double[] segmentXs = new double[xs.Length * 3];
        double[] segmentYs = new double[xs.Length * 3];
        for (int index = 0; index < xs.Length; index++)
        {
            (segmentXs[index * 3], segmentXs[(index * 3) + 1], segmentXs[(index * 3) + 2]) = (xs[index], xs[index], double.NaN);
            (segmentYs[index * 3], segmentYs[(index * 3) + 1], segmentYs[(index * 3) + 2]) = (ys[index], ys[index], double.NaN);
        }

        Line(segmentXs, segmentYs, ink, diameter);
    }

    /// <summary>A bar from the axis to a value.</summary>
    internal void Bar(double centre, double width, double from, double to, string ink)
    {
        ScottPlot.Plottables.Rectangle bar = _plot.Add.Rectangle(centre - (width / 2), centre + (width / 2), Math.Min(from, to), Math.Max(from, to));
        bar.FillColor = Color.FromHex(ink);
        bar.LineWidth = 0;
    }

    /// <summary>A line across at one value.</summary>
    internal void Level(double value, string ink, float width = 1) =>
        Line([_across.Minimum, _across.Maximum], [value, value], ink, width);

    /// <summary>A line upright at one value.</summary>
    internal void Mark(double value, string ink, float width = 1) =>
        Line([value, value], [_up.Minimum, _up.Maximum], ink, width);

    /// <summary>Gives the SVG element.</summary>
    /// <param name="description">What the picture shows, for those who cannot see it.</param>
    /// <param name="name">A name that no other picture of the page has.</param>
    /// <returns>The element.</returns>
    internal string ToSvg(string description, string name)
    {
        string drawn = _plot.GetSvgXml(_size.Width, _size.Height);
        int begin = drawn.IndexOf('>', drawn.IndexOf("<svg", StringComparison.Ordinal)) + 1;
        int end = drawn.LastIndexOf("</svg>", StringComparison.Ordinal);
        var svg = new StringBuilder(end - begin + 4096);
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"picture\" viewBox=\"0 0 {_size.Width} {_size.Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\">");

        // The names of clip paths are only unique within one drawing, and the page has many.
        svg.Append(drawn, begin, end - begin).Replace("cl_", name + "_").Replace("\n\t", "\n");
        WriteLabels(svg);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Gives the picture as a file of its own, for a light page.</summary>
    /// <param name="description">What the picture shows.</param>
    /// <returns>The document.</returns>
    internal string ToSvgFile(string description) => ToSvg(description, "p").Replace(
        "<svg class=\"picture\"",
        string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{_size.Width}\" height=\"{_size.Height}\" font-family=\"sans-serif\" font-size=\"12.5\" stroke-linecap=\"round\" style=\"background: #fff\""),
        StringComparison.Ordinal) + "\n";

    private static void SetLines(IAxis axis, Axis lines)
    {
        axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual(lines.Ticks, new string[lines.Ticks.Length]);
        axis.MajorTickStyle.Length = 0;
        axis.TickLabelStyle.IsVisible = false;
    }

    private static void Draw(ScottPlot.Plottables.Scatter curve, string ink, float width)
    {
        curve.Color = Color.FromHex(ink);
        curve.LineWidth = width;
        curve.MarkerSize = 0;
    }

    private void WriteLabels(StringBuilder svg)
    {
        int lower = _size.Height - Bottom;
        Text(svg, 0, 13, "start", _up.Title);
        Text(svg, _size.Width - Right, _size.Height - 5, "end", _across.Title);
        for (int index = 0; index < _up.Ticks.Length; index++)
        {
            double share = (_up.Ticks[index] - _up.Minimum) / (_up.Maximum - _up.Minimum);
            Text(svg, _left - 7, lower - (share * (lower - Top)) + 4, "end", _up.Labels[index]);
        }

        for (int index = 0; index < _across.Ticks.Length; index++)
        {
            double share = (_across.Ticks[index] - _across.Minimum) / (_across.Maximum - _across.Minimum);
            Text(svg, _left + (share * (_size.Width - Right - _left)), lower + 17, "middle", _across.Labels[index]);
        }
    }

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>");

    private static int LongestLabel(Axis axis)
    {
        int longest = 0;
        foreach (string label in axis.Labels)
        {
            longest = Math.Max(longest, label.Length);
        }

        return longest;
    }
}

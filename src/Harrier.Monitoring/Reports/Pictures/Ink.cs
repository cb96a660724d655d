namespace Harrier.Monitoring.Reports.Pictures;

/// <summary>The colours of the pictures. They stand as attributes in the SVG; the page's style sheet turns each into
/// the shade that suits a light or a dark page.</summary>
internal static class Ink
{
    internal const string Mid = "#4B5563";
    internal const string Bid = "#2563EB";
    internal const string Ask = "#EA580C";
    internal const string Total = "#111827";
    internal const string Good = "#059669";
    internal const string Bad = "#DC2626";
    internal const string Grid = "#D1D5DB";
}

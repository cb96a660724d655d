namespace Harrier.Monitoring.Reports;

/// <summary>A table of the report before it is drawn. The first column is words, the others are numbers unless
/// <paramref name="IsText"/>.</summary>
/// <param name="Title">The title.</param>
/// <param name="Note">A sentence that says how to read it; may be empty.</param>
/// <param name="Columns">The heads of the columns.</param>
/// <param name="Rows">The rows, each as long as the heads.</param>
/// <param name="IsText">Whether all columns are words.</param>
internal sealed record ReportTable(string Title, string Note, string[] Columns, string[][] Rows, bool IsText = false);

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Harrier.Market.Feeds;
using Harrier.Trading.Risk;

namespace Harrier.Engine.Risk;

/// <summary>Daily prices of some assets: a table of comma-separated values, plain, .gz or .zst, with a line of names, then a
/// line a day, in order of time. A first column is the date where its name says so or where it has no numbers. Cold:
/// allocates.</summary>
public sealed class PricePanel
{
    private const int DaysMin = 3;

    private static readonly string[] DateNames = ["", "date", "timestamp"];

    private readonly List<double[]> _rows = [];

    private PricePanel(string[] names) => Names = names;

    /// <summary>Gets the names of the assets.</summary>
    public string[] Names { get; }

    /// <summary>Gets the number of days.</summary>
    public int Days => _rows.Count;

    /// <summary>Reads a panel.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong with it, as a sentence; empty when nothing is.</param>
    /// <returns>The panel; null with a fault.</returns>
    public static PricePanel? Read(string path, out string fault)
    {
        using Stream stream = FeedFile.OpenStream(path, out string? failure);
        fault = failure ?? string.Empty;
        if (failure is not null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        try
        {
            return Read(reader, out fault);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ZstdSharp.ZstdException)
        {
            fault = $"it cannot be unpacked: {broken.Message}";
            return null;
        }
    }

    /// <summary>A price.</summary>
    /// <param name="asset">0 and up.</param>
    /// <param name="day">0 and up.</param>
    public double Price(int asset, int day) => _rows[day][asset];

    internal static PricePanel? Read(TextReader reader, out string fault)
    {
        fault = string.Empty;
        string? head = reader.ReadLine();
        string? line = reader.ReadLine();
        if (head is null || line is null)
        {
            fault = "it needs a line of names and a line of prices a day";
            return null;
        }

        string[] names = Array.ConvertAll(head.Split(','), name => name.Trim().Trim('"'));
        string first = line.Split(',')[0];
        bool isDate = Array.Exists(DateNames, name => name.Equals(names[0], StringComparison.OrdinalIgnoreCase));
        bool hasText = !isDate && !string.IsNullOrWhiteSpace(first) && !TryReadPrice(first, out _);
        int firstPrice = isDate || hasText ? 1 : 0;
        fault = FaultOf(names.AsSpan(firstPrice));
        if (fault.Length > 0)
        {
            return null;
        }

        var panel = new PricePanel(names[firstPrice..]);
        for (int row = 2; line is not null; line = reader.ReadLine(), row++)
        {
            if (hasText && TryReadPrice(line.Split(',')[0], out _))
            {
                fault = $"line {row}, {names[0]}: is a number here and '{first}' in line 2; a column has dates or prices";
                return null;
            }

            if (line.Length > 0 && !panel.TryAdd(line.Split(','), firstPrice, out string reason))
            {
                fault = $"line {row}{reason}";
                return null;
            }
        }

        fault = panel.Days < DaysMin ? $"it has {panel.Days} days; at least {DaysMin} are needed" : string.Empty;
        return fault.Length == 0 ? panel : null;
    }

    private static string FaultOf(ReadOnlySpan<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (name.Length == 0 || !seen.Add(name))
            {
                return name.Length == 0 ? "line 1 has a column without a name" : $"line 1 names {name} twice";
            }
        }

        return names.IsEmpty ? "line 1 names no asset"
            : names.Length > RiskMonitor.AssetsMax ? $"line 1 names {names.Length} assets; at most {RiskMonitor.AssetsMax} are measured"
            : string.Empty;
    }

    private static bool TryReadPrice(string text, out double price) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out price);

    private bool TryAdd(string[] cells, int firstPrice, out string reason)
    {
        reason = string.Empty;
        if (cells.Length != Names.Length + firstPrice)
        {
            reason = $" has {cells.Length} columns; line 1 has {Names.Length + firstPrice}";
            return false;
        }

        double[] row = new double[Names.Length];
        for (int asset = 0; asset < row.Length; asset++)
        {
            string cell = cells[asset + firstPrice];
            if (!TryReadPrice(cell, out row[asset]) || !(row[asset] > 0.0) || double.IsInfinity(row[asset]))
            {
                reason = $", {Names[asset]} = '{cell}': must be a price above 0";
                return false;
            }
        }

        _rows.Add(row);
        return true;
    }
}

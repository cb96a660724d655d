using System;
using System.Globalization;
using System.IO;
using Harrier.Models.Quoting.Portfolio;

namespace Harrier.Engine.Configuration;

/// <summary>The correlations of the instruments that are quoted together: one number for all pairs, or a file.</summary>
internal static class CorrelationSettings
{
    private const string NumberKey = "Correlation";
    private const string FileKey = "CorrelationFile";

    private static readonly char[] Separators = [',', ';', ' ', '\t'];

    /// <summary>Reads them.</summary>
    /// <returns>The correlations; null where each instrument is quoted by itself, and after a fault.</returns>
    internal static CorrelationMatrix? Read(SectionReader section, SessionSection session)
    {
        double correlation = section.Number(NumberKey, 0, -1, 1, "Correlation of the mids of any two instruments. Other than 0, the glft models quote all instruments together: each leans against the inventory of the others (docs/models/multi-asset.md). Of n instruments it must be at least -1/(n - 1).");
        string file = section.Text(FileKey, string.Empty, "File with a line of correlations for each instrument, in the order of Session:TradeOnly or of the venue's instruments, in place of Model:Correlation.");
        bool isFile = file.Length > 0;
        int instruments = session.TradeOnly.Length > 0 ? session.TradeOnly.Length : session.Symbols;
        if (!isFile && correlation == 0)
        {
            return null;
        }

        string key = isFile ? FileKey : NumberKey;
        if (instruments == 1)
        {
            section.Fault(key, "has no meaning for one instrument: name several by Session:TradeOnly, or take more by Session:Symbols");
            return null;
        }

        if (session.Model is not (QuoteModelChoice.Glft or QuoteModelChoice.GlftClosedForm))
        {
            section.Fault(key, "cannot be set with Session:Model=avellaneda-stoikov or cartea-jaimungal, which quote each instrument by itself: glft and glft-closed quote them together");
            return null;
        }

        if (instruments > CorrelationMatrix.AssetsMax)
        {
            section.Fault(key, $"can be set for at most {CorrelationMatrix.AssetsMax} instruments and there are {instruments}: take fewer by Session:TradeOnly or Session:Symbols");
            return null;
        }

        return isFile ? ReadFile(section, file, instruments) : Uniform(section, instruments, correlation);
    }

    private static CorrelationMatrix? Uniform(SectionReader section, int instruments, double correlation)
    {
        if (correlation >= CorrelationMatrix.UniformMin(instruments))
        {
            return CorrelationMatrix.Uniform(instruments, correlation);
        }

        string least = (Math.Ceiling(CorrelationMatrix.UniformMin(instruments) * 1e6) / 1e6).ToString(CultureInfo.InvariantCulture);
        section.Fault(NumberKey, $"must be a number from {least} to 1 for {instruments} instruments: not all can move against one another");
        return null;
    }

    private static CorrelationMatrix? ReadFile(SectionReader section, string file, int instruments)
    {
        try
        {
            if (TryParse(File.ReadAllLines(file), instruments, out double[] elements, out string fault))
            {
                return CorrelationMatrix.Of(instruments, elements);
            }

            section.Fault(FileKey, fault);
        }
        catch (ArgumentException exception)
        {
            section.Fault(FileKey, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            section.Fault(FileKey, $"cannot be read: {exception.Message}");
        }

        return null;
    }

    /// <summary>Takes the lines that are neither empty nor begin with #.</summary>
    private static bool TryParse(string[] lines, int instruments, out double[] elements, out string fault)
    {
        elements = new double[instruments * instruments];
        int row = 0;
        for (int index = 0; index < lines.Length; index++)
        {
            string[] numbers = lines[index].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            if (numbers.Length == 0 || numbers[0].StartsWith('#'))
            {
                continue;
            }

            if (row == instruments || numbers.Length != instruments)
            {
                fault = $"line {index + 1} is the {row + 1}. of correlations, with {numbers.Length} numbers; {instruments} lines of {instruments} numbers are needed, one for each instrument";
                return false;
            }

            for (int column = 0; column < instruments; column++)
            {
                if (!double.TryParse(numbers[column], NumberStyles.Float, CultureInfo.InvariantCulture, out elements[row * instruments + column]))
                {
                    fault = $"line {index + 1} has '{numbers[column]}' for number {column + 1}; it must be a number from -1 to 1, with a point";
                    return false;
                }
            }

            row++;
        }

        fault = $"has {row} lines of correlations; {instruments} are needed, one for each instrument";
        return row == instruments;
    }
}

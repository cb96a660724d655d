using System;
using System.Globalization;
using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>How figures are written for people: in the page and on the terminal alike.</summary>
internal static class Figures
{
    /// <summary>Dollars and cents with sign; half a cent away from zero.</summary>
    internal static string Dollars(Money amount)
    {
        decimal cents = Math.Round(amount.ToDecimal(), 2, MidpointRounding.AwayFromZero);
        string sign = cents < 0 ? "-" : cents > 0 ? "+" : string.Empty;
        return sign + "$" + Math.Abs(cents).ToString("#,0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>Dollars with sign; half a dollar away from zero.</summary>
    internal static string WholeDollars(Money amount)
    {
        decimal dollars = Math.Round(amount.ToDecimal(), MidpointRounding.AwayFromZero);
        string sign = dollars < 0 ? "-" : dollars > 0 ? "+" : string.Empty;
        return sign + "$" + Math.Abs(dollars).ToString("#,0", CultureInfo.InvariantCulture);
    }

    internal static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Three digits, in the unit that leaves one to three of them before the point.</summary>
    internal static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => Digits(nanoseconds) + " ns",
        < 1e6 => Digits(nanoseconds / 1e3) + " µs",
        < 1e9 => Digits(nanoseconds / 1e6) + " ms",
        _ => Digits(nanoseconds / 1e9) + " s",
    };

    /// <summary>A length of time such as "6 h 30 min" or "42.5 s".</summary>
    internal static string Duration(double seconds)
    {
        if (seconds < 60)
        {
            return Digits(seconds) + " s";
        }

        long whole = (long)Math.Round(seconds);
        return whole >= 3600 ? Two(whole / 3600, "h", whole / 60 % 60, "min") : Two(whole / 60, "min", whole % 60, "s");
    }

    private static string Two(long large, string largeUnit, long small, string smallUnit) => small == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit}")
        : string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit} {small} {smallUnit}");

    internal static string TimeOfDay(Nanoseconds time)
    {
        long seconds = time.Value / Nanoseconds.PerSecond;
        return string.Create(
            CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    /// <summary>Percent with one decimal, with three where that would say 0.0.</summary>
    internal static string Share(double share) =>
        (share * 100).ToString(Math.Abs(share) < 0.0005 ? "0.0##" : "0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Three significant digits without an exponent; "-" where there is no number.</summary>
    internal static string Digits(double value)
    {
        if (double.IsNaN(value))
        {
            return "-";
        }

        double size = Math.Abs(value);
        string format = size >= 100 || size == 0 ? "#,0" : size >= 10 ? "0.#" : size >= 1 ? "0.##" : size >= 0.01 ? "0.###" : "0.#####";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}

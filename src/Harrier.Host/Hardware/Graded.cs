using Harrier.Host.Settings;

namespace Harrier.Host.Hardware;

/// <summary>A figure with what it rests on.</summary>
/// <typeparam name="T">The figure's type.</typeparam>
/// <param name="Value">The figure.</param>
/// <param name="Evidence">How well it is known.</param>
/// <param name="Source">Who says so.</param>
public readonly record struct Graded<T>(T Value, Evidence Evidence, string Source)
    where T : struct;

/// <summary>Figures by grade, for the tables of profiles.</summary>
internal static class Graded
{
    internal static Graded<T> Decoded<T>(T value, string source)
        where T : struct => new(value, Evidence.Decoded, source);

    internal static Graded<T> Quoted<T>(T value, string source)
        where T : struct => new(value, Evidence.Quoted, source);

    internal static Graded<T> Judged<T>(T value, string source = "no source at hand")
        where T : struct => new(value, Evidence.Judgement, source);
}

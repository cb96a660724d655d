using Harrier.Models.Processes;

namespace Harrier.Tests.Models.Processes;

/// <summary>The events that the tests of the tick library use: X-DataInitiative/tick,
/// lib/cpp-test/hawkes/model/hawkes_models_gtest.cpp.</summary>
internal static class TickLibrary
{
    public static readonly double[] First = [0.31, 0.93, 1.29, 2.32, 4.25];
    public static readonly double[] Second = [0.12, 1.19, 2.12, 2.41, 3.35, 4.21];
    public static readonly HawkesProcess OneDecay = new([1.0, 3.0], [2.0, 3.0, 4.0, 1.0], [2.0]);
    public static readonly HawkesProcess TwoDecays = new([1.0, 3.0], [2.0, 3.0, 4.0, 1.0, 5.0, 3.0, 2.0, 4.0], [1.0, 2.0]);

    public static readonly HawkesProcess ThreeDecays =
        new([1.0, 3.0], [2.0, 3.0, 4.0, 1.0, 5.0, 3.0, 2.0, 4.0, 2.0, 3.0, 4.0, 5.0], [1.0, 2.0, 3.0]);

    public static HawkesSample Events(double end) => HawkesSample.Merge(end, First, Second);
}

using Harrier.Primitives;

namespace Harrier.Simulation.OrderFlow;

/// <summary>Draws an index with a probability in proportion to its weight, in O(1).</summary>
/// <remarks>Walker's alias method as set up by Vose, "A Linear Algorithm for Generating Random Numbers with a Given
/// Distribution" (IEEE TSE 17(9), 1991): each column holds an index and what fills it up.</remarks>
internal sealed class WeightedChoice
{
    private readonly double[] _shares;
    private readonly int[] _others;

    public WeightedChoice(double[] weights)
    {
        int count = weights.Length;
        _shares = new double[count];
        _others = new int[count];
        int[] columns = new int[count]; // small ones from the front, large ones from the back
        int small = 0;
        int large = count;
        double sum = 0;
        foreach (double weight in weights)
        {
            sum += weight;
        }

        for (int index = 0; index < count; index++)
        {
            _shares[index] = weights[index] * count / sum;
            _others[index] = index;
            columns[_shares[index] < 1.0 ? small++ : --large] = index;
        }

        FillUp(columns, small, large);
    }

    public int Next(Pcg64 random)
    {
        int column = random.NextBelow(_shares.Length);
        return random.NextDouble() < _shares[column] ? column : _others[column];
    }

    private void FillUp(int[] columns, int small, int large)
    {
        while (small > 0 && large < columns.Length)
        {
            int poor = columns[--small];
            int rich = columns[large];
            _others[poor] = rich;
            _shares[rich] -= 1.0 - _shares[poor];
            if (_shares[rich] < 1.0)
            {
                large++;
                columns[small++] = rich;
            }
        }
    }
}

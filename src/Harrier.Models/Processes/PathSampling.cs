using System;
using System.Threading.Tasks;
using Harrier.Primitives;

namespace Harrier.Models.Processes;

/// <summary>Means over many paths, simulated by several threads. The results are bit-equal for any number of threads: a
/// path's numbers depend on its own number alone, and the sums are taken over blocks of paths in their order.</summary>
public static class PathSampling
{
    private const int PathsPerBlock = 128;

    /// <summary>Simulates paths and takes the means of their figures.</summary>
    /// <param name="paths">How many, 2 or more.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="firstPath">The number of the first path; uses of one seed that shall be independent take others.</param>
    /// <param name="figures">The figures of a path.</param>
    /// <param name="create">Makes what simulates a path, for one thread each.</param>
    /// <param name="threads">How many threads at most; 0 for one a processor.</param>
    /// <returns>One mean a figure.</returns>
    public static SampledMean[] Run(int paths, ulong seed, ulong firstPath, int figures, Func<PathFigures> create, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        ArgumentNullException.ThrowIfNull(create);
        int blocks = (paths + PathsPerBlock - 1) / PathsPerBlock;
        var sums = new MeanSum[blocks * figures];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads };
        Parallel.For(
            0,
            blocks,
            options,
            () => (Random: new PathRandom(seed), Simulate: create(), Figures: new double[figures]),
            (block, _, worker) =>
            {
                Span<MeanSum> line = sums.AsSpan(block * figures, figures);
                int end = Math.Min(paths, (block + 1) * PathsPerBlock);
                for (int path = block * PathsPerBlock; path < end; path++)
                {
                    worker.Random.Start(firstPath + (ulong)path);
                    worker.Simulate(worker.Random, worker.Figures);
                    for (int figure = 0; figure < figures; figure++)
                    {
                        line[figure].Add(worker.Figures[figure]);
                    }
                }

                return worker;
            },
            _ => { });
        return Merge(sums, figures);
    }

    private static SampledMean[] Merge(MeanSum[] sums, int figures)
    {
        var means = new SampledMean[figures];
        for (int figure = 0; figure < figures; figure++)
        {
            MeanSum total = default;
            for (int line = figure; line < sums.Length; line += figures)
            {
                total.Add(sums[line]);
            }

            means[figure] = total.Result;
        }

        return means;
    }

    /// <summary>Mean and sum of squared distances in one pass (Welford), and of two parts (Chan, Golub and LeVeque, "Updating
    /// formulae and a pairwise algorithm for computing sample variances", 1979).</summary>
    private struct MeanSum
    {
        private double _count;
        private double _mean;
        private double _squares;

        public readonly SampledMean Result => new(_mean, Math.Sqrt(_squares / ((_count - 1.0) * _count)));

        public void Add(double value)
        {
            _count++;
            double distance = value - _mean;
            _mean += distance / _count;
            _squares += distance * (value - _mean);
        }

        public void Add(in MeanSum other)
        {
            double count = _count + other._count;
            double distance = other._mean - _mean;
            _squares += other._squares + distance * distance * _count * other._count / count;
            _mean += distance * other._count / count;
            _count = count;
        }
    }
}

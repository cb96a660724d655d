using System;
using System.Threading.Tasks;
using CsCheck;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Primitives;

public sealed class PathRandomTests
{
    private const int Numbers = 9;

    [Fact]
    public void The_numbers_are_the_blocks_of_seed_path_and_step()
    {
        var random = new PathRandom(0x299f31d0a4093822);
        random.Start(0x0370734413198a2e, 0x85a308d3);

        // The counter of the third known answer, but for its lowest word, the block: so put together by hand.
        UInt128 counter = new(0x0370734413198a2e, 0x85a308d300000000);
        for (uint block = 0; block < 3; block++)
        {
            UInt128 expected = Philox4x32.Block(counter + block, 0x299f31d0a4093822);
            Assert.Equal((ulong)(expected & ulong.MaxValue), random.NextULong());
            Assert.Equal((ulong)(expected >> 64), random.NextULong());
        }
    }

    [Fact]
    public void A_path_is_the_same_alone_in_any_order_and_on_any_thread()
    {
        const int Paths = 500;
        double[][] forward = new double[Paths][];
        double[][] backward = new double[Paths][];
        double[][] threads = new double[Paths][];
        var shared = new PathRandom(11);
        for (int path = 0; path < Paths; path++)
        {
            forward[path] = Draw(shared, path);
        }

        for (int path = Paths - 1; path >= 0; path--)
        {
            backward[path] = Draw(shared, path);
        }

        Parallel.For(0, Paths, new ParallelOptions { MaxDegreeOfParallelism = 4 }, path => threads[path] = Draw(new PathRandom(11), path));
        Assert.Equal(forward, backward);
        Assert.Equal(forward, threads);
    }

    [Fact]
    public void Starting_in_the_middle_of_a_block_leaves_nothing_of_it() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.UInt, Gen.Int[0, 7]).Sample((seed, path, step, taken) =>
        {
            var random = new PathRandom(seed);
            random.Start(path, step);
            ulong first = random.NextULong();
            for (int i = 0; i < taken; i++)
            {
                random.NextULong();
            }

            random.Start(path, step);
            Assert.Equal(first, random.NextULong());
        });

    [Fact]
    public void Seeds_paths_and_steps_give_other_numbers()
    {
        ulong first = First(1, 0, 0);
        Assert.Equal(4, new System.Collections.Generic.HashSet<ulong> { first, First(2, 0, 0), First(1, 1, 0), First(1, 0, 1) }.Count);
    }

    [Fact]
    public void Numbers_have_their_moments()
    {
        const int Draws = 200_000;
        var random = new PathRandom(5);
        double uniform = 0.0, exponential = 0.0, exponentialSquare = 0.0, gaussian = 0.0, square = 0.0, fourth = 0.0;
        for (int draw = 0; draw < Draws; draw++)
        {
            random.Start((ulong)draw);
            uniform += random.NextDouble();
            double e = random.NextExponential();
            exponential += e;
            exponentialSquare += e * e;
            double g = random.NextGaussian();
            gaussian += g;
            square += g * g;
            fourth += g * g * g * g;
        }

        // Four standard errors: sd of u 1/√12, e 1, e² √20, g 1, g² √2, g⁴ √96, each over √200,000 = 447.2.
        Assert.InRange(uniform / Draws, 0.5 - 0.00258, 0.5 + 0.00258);
        Assert.InRange(exponential / Draws, 1.0 - 0.00894, 1.0 + 0.00894);
        Assert.InRange(exponentialSquare / Draws, 2.0 - 0.0400, 2.0 + 0.0400);
        Assert.InRange(gaussian / Draws, -0.00894, 0.00894);
        Assert.InRange(square / Draws, 1.0 - 0.01265, 1.0 + 0.01265);
        Assert.InRange(fourth / Draws, 3.0 - 0.0876, 3.0 + 0.0876);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_leading_bits_are_equally_likely_along_a_path_and_across_paths(bool isAcross)
    {
        const int Cells = 256;
        const int Draws = 256_000;
        var random = new PathRandom(6);
        random.Start(0);
        int[] counts = new int[Cells];
        for (int draw = 0; draw < Draws; draw++)
        {
            if (isAcross)
            {
                random.Start((ulong)draw);
            }

            counts[random.NextULong() >> 56]++;
        }

        double chiSquare = 0.0;
        foreach (int count in counts)
        {
            chiSquare += (count - 1_000.0) * (count - 1_000.0) / 1_000.0;
        }

        // Chi-square with 255 degrees of freedom: 0.05 % lie below 186 and as many above 337.
        Assert.InRange(chiSquare, 186.0, 337.0);
    }

    [Fact]
    public void A_number_at_the_edge_of_the_open_interval_is_inside()
    {
        var random = new PathRandom(7);
        for (int i = 0; i < 100_000; i++)
        {
            double u = random.NextOpenDouble();
            Assert.True(u is > 0.0 and < 1.0);
            Assert.Equal(u, 1.0 - (1.0 - u));
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var random = new PathRandom(8);
        double sum = 0.0;
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                random.Start((ulong)i, 3);
                sum += random.NextGaussian() + random.NextExponential() + random.NextDouble();
            }
        }));
        Assert.NotEqual(0.0, sum);
    }

    private static ulong First(ulong seed, ulong path, uint step)
    {
        var random = new PathRandom(seed);
        random.Start(path, step);
        return random.NextULong();
    }

    private static double[] Draw(PathRandom random, int path)
    {
        double[] numbers = new double[Numbers];
        random.Start((ulong)path, 2);
        for (int i = 0; i < Numbers; i += 3)
        {
            numbers[i] = random.NextGaussian();
            numbers[i + 1] = random.NextExponential();
            numbers[i + 2] = random.NextDouble();
        }

        return numbers;
    }
}

using BenchmarkDotNet.Running;
using Harrier.Benchmarks.Models.Processes;
using Harrier.Benchmarks.Models.Statistics;
using Harrier.Benchmarks.Runtime.Memory;

// What must be interleaved in one process is no benchmark of BenchmarkDotNet, which runs one case after the other.
if (args is ["pages", .. var options])
{
    return PageComparison.Run(options);
}

if (args is ["correlation", .. var settings])
{
    return CorrelationComparison.Run(settings);
}

if (args is ["hawkes", .. var hawkes])
{
    return HawkesComparison.Run(hawkes);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

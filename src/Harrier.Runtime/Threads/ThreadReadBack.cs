namespace Harrier.Runtime.Threads;

/// <summary>What a thread has, as the kernel says: not what was asked.</summary>
/// <param name="ThreadId">Its number.</param>
/// <param name="Name">/proc/self/task/TID/comm.</param>
/// <param name="Cpus">sched_getaffinity(2).</param>
/// <param name="Policy">sched_getscheduler(2).</param>
/// <param name="FifoPriority">sched_getparam(2); 0 for policies that have none.</param>
/// <param name="Nice">getpriority(2).</param>
/// <param name="StackBytes">pthread_getattr_np(3); 0 where the library does not say. More than asked where glibc hands out
/// the larger stack of a thread that has ended.</param>
/// <param name="TimerSlackNanoseconds">How late the kernel may end a wait: prctl(2), PR_GET_TIMERSLACK. A real-time
/// thread has none, whatever it says.</param>
public sealed record ThreadReadBack(
    int ThreadId, string Name, CpuSet Cpus, SchedulingPolicy Policy, int FifoPriority, int Nice, long StackBytes, int TimerSlackNanoseconds);

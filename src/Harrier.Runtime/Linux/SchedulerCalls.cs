using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Harrier.Runtime.Threads;

namespace Harrier.Runtime.Linux;

/// <summary>What a thread asks of the scheduler, and what the scheduler says it has; each for the calling thread.</summary>
/// <remarks>Cold. Its CPUs are with <see cref="TaskAffinity"/>. Sources: sched_setscheduler(2), setpriority(2), prctl(2),
/// pthread_getattr_np(3), mlockall(2). What returns a number returns 0 or the error of errno(3).</remarks>
internal static unsafe partial class SchedulerCalls
{
    /// <summary>EPERM: the right is missing.</summary>
    internal const int NotPermitted = 1;

    /// <summary>ENOMEM: more than the limit.</summary>
    internal const int OutOfMemory = 12;

    private const int CallingThread = 0;
    private const int PriorityOfProcess = 0; // PRIO_PROCESS, which for Linux means one thread
    private const int SetThreadName = 15; // PR_SET_NAME
    private const int SetTimerSlack = 29; // PR_SET_TIMERSLACK
    private const int GetTimerSlack = 30; // PR_GET_TIMERSLACK
    private const int ResetOnFork = 0x4000_0000; // SCHED_RESET_ON_FORK, a flag beside the policy
    private const int LockCurrentAndFuture = 1 | 2; // MCL_CURRENT | MCL_FUTURE
    private const int NameBytes = 16; // with the zero at the end
    private const int AttributeBytes = 128; // more than sizeof(pthread_attr_t), 56 or 64

    [LibraryImport("libc", EntryPoint = "gettid")]
    internal static partial int ThreadId();

    internal static int SetName(string name)
    {
        Span<byte> bytes = stackalloc byte[NameBytes];
        bytes.Clear();
        _ = Encoding.UTF8.GetBytes(name, bytes[..(NameBytes - 1)]);
        fixed (byte* text = bytes)
        {
            return Control(SetThreadName, (nuint)text, 0, 0, 0) < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
    }

    /// <summary>What this thread starts does not inherit its priority: a program, or a thread of a native library, would
    /// inherit its one CPU too and hardly ever run behind it.</summary>
    internal static int SetScheduler(SchedulingPolicy policy, int fifoPriority) =>
        SetScheduler(CallingThread, (int)policy | ResetOnFork, &fifoPriority) < 0 ? Marshal.GetLastPInvokeError() : 0;

    internal static (SchedulingPolicy Policy, int FifoPriority) Scheduler()
    {
        int priority = 0;
        _ = GetParameter(CallingThread, &priority);
        return ((SchedulingPolicy)(GetScheduler(CallingThread) & ~ResetOnFork), priority);
    }

    internal static int SetNice(int nice) =>
        SetPriority(PriorityOfProcess, CallingThread, nice) < 0 ? Marshal.GetLastPInvokeError() : 0;

    internal static int Nice() => GetPriority(PriorityOfProcess, CallingThread);

    internal static int SetSlack(int nanoseconds) =>
        Control(SetTimerSlack, (nuint)nanoseconds, 0, 0, 0) < 0 ? Marshal.GetLastPInvokeError() : 0;

    internal static int Slack() => Control(GetTimerSlack, 0, 0, 0, 0);

    /// <summary>The stack of the calling thread, bytes; 0 where the library does not say.</summary>
    internal static long StackBytes()
    {
        byte* attributes = stackalloc byte[AttributeBytes];
        Unsafe.InitBlock(attributes, 0, AttributeBytes);
        if (GetAttributes(ThisThread(), attributes) != 0)
        {
            return 0;
        }

        nuint bytes = 0;
        _ = GetStackSize(attributes, &bytes);
        _ = DestroyAttributes(attributes);
        return checked((long)bytes);
    }

    internal static int LockMemory() => LockAll(LockCurrentAndFuture) < 0 ? Marshal.GetLastPInvokeError() : 0;

    [LibraryImport("libc", EntryPoint = "munlockall")]
    internal static partial int UnlockMemory();

    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    private static partial int SetScheduler(int thread, int policy, int* priority);

    [LibraryImport("libc", EntryPoint = "sched_getscheduler")]
    private static partial int GetScheduler(int thread);

    [LibraryImport("libc", EntryPoint = "sched_getparam")]
    private static partial int GetParameter(int thread, int* priority);

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, uint who, int nice);

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, uint who);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nint ThisThread();

    [LibraryImport("libc", EntryPoint = "pthread_getattr_np")]
    private static partial int GetAttributes(nint thread, byte* attributes);

    [LibraryImport("libc", EntryPoint = "pthread_attr_getstacksize")]
    private static partial int GetStackSize(byte* attributes, nuint* bytes);

    [LibraryImport("libc", EntryPoint = "pthread_attr_destroy")]
    private static partial int DestroyAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "mlockall", SetLastError = true)]
    private static partial int LockAll(int flags);
}

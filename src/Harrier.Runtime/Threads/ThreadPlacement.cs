using System;
using System.Collections.Generic;
using Harrier.Runtime.Linux;

namespace Harrier.Runtime.Threads;

/// <summary>What one thread asked for, what it has, and what it was refused.</summary>
/// <param name="Settings">What was asked.</param>
/// <param name="Has">What the kernel says it has; null where it is not Linux.</param>
/// <param name="Refusals">What differs, each with its cause; none where the thread is as asked.</param>
public sealed record ThreadPlacement(ThreadSettings Settings, ThreadReadBack? Has, IReadOnlyList<Refusal> Refusals)
{
    private const int TimerSlackNanoseconds = 1; // the smallest; 0 means the default of 50 microseconds

    /// <summary>Whether the thread is as asked.</summary>
    public bool IsAsAsked => Refusals.Count == 0;

    /// <summary>Reads in /proc what the thread has now: name, CPUs, policy, priorities. Any thread of the process.</summary>
    /// <returns>What it has; null where /proc does not show the thread (any more), or it is not Linux.</returns>
    public ThreadReadBack? ReadAgain() => Has is null ? null : TaskFiles.Read(Has);

    /// <summary>Places the calling thread, and reads back what came of it: no call is believed because it returned 0.</summary>
    internal static ThreadPlacement OfThisThread(ThreadSettings settings)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new ThreadPlacement(settings, null, [new Refusal(RefusalCause.NotLinux, $"Thread '{settings.Name}': CPUs, priorities and names of threads are set on Linux. It runs as any other thread.")]);
        }

        _ = SchedulerCalls.SetName(settings.Name);
        _ = SchedulerCalls.SetSlack(TimerSlackNanoseconds);
        int affinityError = settings.Cpus.IsEmpty ? 0 : TaskAffinity.Set(TaskAffinity.CallingThread, settings.Cpus);
        bool isOnItsCpu = settings.Cpus.IsEmpty || TaskAffinity.Of(TaskAffinity.CallingThread).Equals(settings.Cpus);

        // Spinning under SCHED_FIFO on whatever CPU it was left on, it would starve what belongs there.
        SchedulingPriority priority = isOnItsCpu || !settings.IsSpinning ? settings.Priority : SchedulingPriority.Normal;

        // Set in any case, since a thread inherits policy and nice value from the one that starts it.
        int policyError = SchedulerCalls.SetScheduler(priority.Policy, priority.FifoPriority);
        int niceError = priority.IsRealTime ? 0 : SchedulerCalls.SetNice(priority.Nice);
        ThreadReadBack has = ReadBack();
        var refusals = new List<Refusal>();
        AddIfOther(settings, has, affinityError, refusals);
        if (priority != settings.Priority)
        {
            refusals.Add(new Refusal(RefusalCause.NotOnItsCpu, $"Thread '{settings.Name}': priority {settings.Priority} was not asked for, because it spins and has not its own CPU. It runs with normal priority."));
        }
        else
        {
            AddIfOther(settings, has, policyError, niceError, refusals);
        }

        return new ThreadPlacement(settings, has, refusals);
    }

    private static ThreadReadBack ReadBack()
    {
        int thread = SchedulerCalls.ThreadId();
        (SchedulingPolicy policy, int fifoPriority) = SchedulerCalls.Scheduler();
        return new ThreadReadBack(
            thread,
            TaskFiles.ReadName(thread),
            TaskAffinity.Of(TaskAffinity.CallingThread),
            policy,
            fifoPriority,
            SchedulerCalls.Nice(),
            SchedulerCalls.StackBytes(),
            SchedulerCalls.Slack());
    }

    private static void AddIfOther(ThreadSettings settings, ThreadReadBack has, int affinityError, List<Refusal> refusals)
    {
        if (has.Name != settings.Name)
        {
            refusals.Add(new Refusal(RefusalCause.Other, $"Thread '{settings.Name}': the kernel shows the name '{has.Name}'. Is /proc mounted?"));
        }

        if (!settings.Cpus.IsEmpty && !has.Cpus.Equals(settings.Cpus))
        {
            refusals.Add(RefusalDiagnosis.OfAffinity(settings, has.Cpus, affinityError));
        }
    }

    private static void AddIfOther(ThreadSettings settings, ThreadReadBack has, int policyError, int niceError, List<Refusal> refusals)
    {
        if (has.Policy != settings.Priority.Policy || has.FifoPriority != settings.Priority.FifoPriority)
        {
            refusals.Add(RefusalDiagnosis.OfPolicy(settings, has, policyError));
        }
        else if (!settings.Priority.IsRealTime && has.Nice != settings.Priority.Nice)
        {
            refusals.Add(RefusalDiagnosis.OfNice(settings, has.Nice, niceError));
        }
    }
}

using System;

namespace Harrier.Runtime.Memory;

/// <summary>Makes arrays whose pages are there before their first use.</summary>
/// <remarks>A large array comes from the kernel as pages that exist on paper only: the first write to each costs a page
/// fault of one to three microseconds, which a session would meet in the middle of an order.</remarks>
public static class TouchedArray
{
    /// <summary>Allocates an array that the garbage collector never moves, and writes all of it.</summary>
    /// <typeparam name="T">A type without references.</typeparam>
    /// <param name="length">The elements.</param>
    /// <returns>The array, all zero.</returns>
    public static T[] Allocate<T>(int length)
        where T : unmanaged
    {
        T[] array = GC.AllocateUninitializedArray<T>(length, pinned: true);
        Array.Clear(array);
        return array;
    }
}

using System.Runtime.CompilerServices;

namespace Harrier.Runtime.Memory;

/// <summary>A <see cref="SharedMemoryPool"/> of structs: any thread takes and returns.</summary>
/// <typeparam name="T">The struct; it holds no references.</typeparam>
/// <param name="count">The objects, 1 to <see cref="SharedMemoryPool.CountMax"/>.</param>
/// <param name="alignment">Where an object begins: 64 or 128.</param>
/// <param name="isChecked">Whether an object that comes back twice is found out.</param>
/// <param name="arena">Where to take it from: a node, huge pages; null for mappings of its own.</param>
public sealed unsafe class SharedObjectPool<T>(int count, int alignment = 128, bool isChecked = PooledMemory.IsCheckedByDefault, MemoryArena? arena = null)
    : SharedMemoryPool(Unsafe.SizeOf<T>(), count, alignment, isChecked, arena)
    where T : unmanaged
{
    /// <summary>An object. What is in it is what its last owner left: zero at first.</summary>
    /// <param name="handle">One that is out.</param>
    /// <exception cref="System.ArgumentOutOfRangeException">The handle is that of no object.</exception>
    public ref T this[int handle] => ref *(T*)AddressOf(handle);
}

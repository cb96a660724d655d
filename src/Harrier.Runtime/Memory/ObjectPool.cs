using System.Runtime.CompilerServices;

namespace Harrier.Runtime.Memory;

/// <summary>A <see cref="MemoryPool"/> of structs: for one thread.</summary>
/// <typeparam name="T">The struct; it holds no references.</typeparam>
/// <param name="count">The objects, at least 1.</param>
/// <param name="alignment">Where an object begins: 64 or 128.</param>
/// <param name="isChecked">Whether an object that comes back twice is found out.</param>
/// <param name="arena">Where to take it from: a node, huge pages; null for mappings of its own.</param>
public sealed unsafe class ObjectPool<T>(int count, int alignment = 128, bool isChecked = PooledMemory.IsCheckedByDefault, MemoryArena? arena = null)
    : MemoryPool(Unsafe.SizeOf<T>(), count, alignment, isChecked, arena)
    where T : unmanaged
{
    /// <summary>An object. What is in it is what its last owner left: zero at first.</summary>
    /// <param name="handle">One that is out.</param>
    /// <exception cref="System.ArgumentOutOfRangeException">The handle is that of no object.</exception>
    public ref T this[int handle] => ref *(T*)AddressOf(handle);
}

namespace Harrier.Primitives;

/// <summary>The index of an instrument in the tables of a session. For ITCH it is the stock locate.</summary>
/// <param name="Index">Zero-based, dense, below the instrument limit of the session.</param>
public readonly record struct InstrumentId(int Index);

namespace Harrier.Market.Books;

/// <summary>What is told of the books while a chunk of messages is applied. A struct, so that the calls are inlined.</summary>
public interface IBookSink
{
    /// <summary>A message changed a book.</summary>
    /// <param name="instrument">The index of the instrument.</param>
    /// <param name="top">Its best bid and offer after the message, changed or not.</param>
    void OnChange(int instrument, in TopOfBook top);

    /// <summary>A new session began: all books are empty.</summary>
    void OnClear();
}

using Harrier.Primitives;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>The side of an order between the wire and the engine.</summary>
public static class OuchSideConversions
{
    /// <summary>Reads a code; a short sale is a sale.</summary>
    /// <param name="code">The code on the wire.</param>
    /// <returns>The side; none for a code that the specification does not have.</returns>
    public static Side ToSide(this OuchSide code) => code switch
    {
        OuchSide.Buy => Side.Buy,
        OuchSide.Sell or OuchSide.SellShort or OuchSide.SellShortExempt => Side.Sell,
        _ => Side.None,
    };

    /// <summary>Gives the code of a side; a sale is not marked short.</summary>
    /// <param name="side">The side.</param>
    /// <returns>The code on the wire; none for no side.</returns>
    public static OuchSide ToOuchSide(this Side side) => side switch
    {
        Side.Buy => OuchSide.Buy,
        Side.Sell => OuchSide.Sell,
        _ => OuchSide.None,
    };
}

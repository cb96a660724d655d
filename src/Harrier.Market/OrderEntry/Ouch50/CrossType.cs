namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>The market phase that an order is for.</summary>
public enum CrossType : byte
{
    /// <summary>Not set; never valid on the wire.</summary>
    None = 0,

    /// <summary>Continuous market.</summary>
    Continuous = (byte)'N',

    /// <summary>Opening cross.</summary>
    Opening = (byte)'O',

    /// <summary>Closing cross.</summary>
    Closing = (byte)'C',

    /// <summary>Halt or IPO cross.</summary>
    HaltOrIpo = (byte)'H',

    /// <summary>Supplemental.</summary>
    Supplemental = (byte)'S',

    /// <summary>Retail.</summary>
    Retail = (byte)'R',

    /// <summary>Midpoint extended life order.</summary>
    ExtendedLife = (byte)'E',

    /// <summary>After hours close.</summary>
    AfterHoursClose = (byte)'A',
}

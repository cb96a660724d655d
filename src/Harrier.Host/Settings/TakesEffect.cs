namespace Harrier.Host.Settings;

/// <summary>What must happen before a changed setting counts.</summary>
public enum TakesEffect
{
    /// <summary>Nothing: it is measured or decided elsewhere and cannot be set.</summary>
    Never,

    /// <summary>At once.</summary>
    AtOnce,

    /// <summary>The process, container or service starts anew.</summary>
    AtRestart,

    /// <summary>The machine boots anew.</summary>
    AtReboot,

    /// <summary>Somebody changes the firmware or the hardware.</summary>
    InFirmware,
}

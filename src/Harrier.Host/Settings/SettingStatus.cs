namespace Harrier.Host.Settings;

/// <summary>How a setting of the machine stands against its target.</summary>
public enum SettingStatus
{
    /// <summary>It cannot be read here: the reason says what is missing (a right, a driver, a view into the firmware).</summary>
    Unreadable,

    /// <summary>It does not exist or does not matter on this machine.</summary>
    NotApplicable,

    /// <summary>It is as it should be.</summary>
    Pass,

    /// <summary>It is not as it should be.</summary>
    Fail,

    /// <summary>It follows one reference and our choice follows another, or it contradicts another setting.</summary>
    Conflict,

    /// <summary>It is configured for the next boot, and this boot does not have it.</summary>
    RebootPending,
}

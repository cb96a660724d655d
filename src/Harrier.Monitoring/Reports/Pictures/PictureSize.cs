namespace Harrier.Monitoring.Reports.Pictures;

/// <summary>The size of a picture in pixels of the page. Each is drawn for a screen and for a phone, because text that
/// shrinks with the picture cannot be read.</summary>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
/// <param name="TicksAcross">About how many labels fit on the lower axis.</param>
internal readonly record struct PictureSize(int Width, int Height, int TicksAcross)
{
    internal static PictureSize Screen => new(960, 300, 9);

    internal static PictureSize Phone => new(400, 250, 4);

    /// <summary>One of three beside one another on a screen, one under another on a phone.</summary>
    internal static PictureSize Small => new(310, 180, 4);

    /// <summary>One of two beside one another on a screen, one under another on a phone.</summary>
    internal static PictureSize Half => new(470, 280, 5);
}

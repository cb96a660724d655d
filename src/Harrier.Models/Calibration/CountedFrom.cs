namespace Harrier.Models.Calibration;

/// <summary>The price of a side that an aggressive order must reach to be counted.</summary>
public enum CountedFrom
{
    /// <summary>The best one: every order that executes. With those that pick off stale orders, and those that stop because
    /// of the size there.</summary>
    Touch = 0,

    /// <summary>The one behind it: about half of the orders, errors up to twice as large. Whoever picks off a stale order
    /// takes the touch and stops at the fair price, so that he hardly ever gets there.</summary>
    SecondLevel = 1,
}

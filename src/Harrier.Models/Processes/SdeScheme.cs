namespace Harrier.Models.Processes;

/// <summary>How a stochastic differential equation is stepped.</summary>
public enum SdeScheme
{
    /// <summary>Euler and Maruyama: strong order 1/2, weak order 1.</summary>
    EulerMaruyama = 0,

    /// <summary>Milstein for diagonal noise: strong order 1, weak order 1.</summary>
    Milstein,
}

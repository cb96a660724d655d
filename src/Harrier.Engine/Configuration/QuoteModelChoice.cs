namespace Harrier.Engine.Configuration;

/// <summary>The quote models to choose from.</summary>
public enum QuoteModelChoice
{
    /// <summary>Guéant-Lehalle-Fernandez-Tapia, exact ("glft").</summary>
    Glft = 0,

    /// <summary>Its closed-form approximation ("glft-closed").</summary>
    GlftClosedForm = 1,

    /// <summary>Avellaneda-Stoikov 2008, (29) and (30) ("avellaneda-stoikov").</summary>
    AvellanedaStoikov = 2,

    /// <summary>Cartea-Jaimungal-Penalva 2015, section 10.2 ("cartea-jaimungal").</summary>
    CarteaJaimungal = 3,
}

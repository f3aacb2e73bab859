using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.Pages.About;

/// <summary>Something that a browser keeps for this service. A test holds this list against what Chromium has after the site was used.</summary>
/// <param name="Kind">Where it is kept.</param>
/// <param name="Name">Its name, or how its name begins where a star ends it.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Life">How long it stays.</param>
/// <param name="Passing">Whether it is there for the length of one step only, or on some computers only.</param>
internal sealed record KeptInBrowser(KeptKind Kind, string Name, string Purpose, string Life, bool Passing = false)
{
    /// <summary>Everything that may be kept.</summary>
    /// <param name="secure">Whether the service is reached over https only, as it is everywhere but in development.</param>
    public static IReadOnlyList<KeptInBrowser> All(bool secure) =>
    [
        new(KeptKind.Cookie, secure ? "__Host-moralepulse" : "moralepulse", CookieTexts.SignIn, CookieTexts.SignInLife),
        new(KeptKind.Cookie, OpenIdSetup.StateCookie + "*", CookieTexts.Correlation, CookieTexts.CorrelationLife, Passing: true),
        new(KeptKind.Cookie, OpenIdSetup.NonceCookie + "*", CookieTexts.Nonce, CookieTexts.CorrelationLife, Passing: true),
        new(KeptKind.Cookie, Onwards.Cookie, CookieTexts.Onwards, CookieTexts.OnwardsLife, Passing: true),
        new(KeptKind.IndexedDb, "moralepulse-*", CookieTexts.Wallet, CookieTexts.WalletLife),
        new(KeptKind.LocalStorage, "moralepulse keys *", CookieTexts.Keys, CookieTexts.KeysLife),
        new(KeptKind.LocalStorage, "moralepulse asked to persist", CookieTexts.Asked, CookieTexts.KeysLife),
        new(KeptKind.SessionStorage, "moralepulse tap opened", CookieTexts.Opened, CookieTexts.TabLife),
        new(KeptKind.SessionStorage, "moralepulse seed", CookieTexts.Seed, CookieTexts.SeedLife, Passing: true),
        new(KeptKind.SessionStorage, "moralepulse move", CookieTexts.Move, CookieTexts.MoveLife, Passing: true),
        new(KeptKind.Cache, "moralepulse page *", CookieTexts.TapPage, CookieTexts.TapPageLife),
    ];
}

/// <summary>Where a browser keeps things.</summary>
internal enum KeptKind
{
    /// <summary>A cookie.</summary>
    Cookie,

    /// <summary>A database of the browser.</summary>
    IndexedDb,

    /// <summary>localStorage: stays.</summary>
    LocalStorage,

    /// <summary>sessionStorage: goes with the tab.</summary>
    SessionStorage,

    /// <summary>A cache of pages.</summary>
    Cache,
}

using System.Text.Json.Serialization;

namespace MoralePulse.Device;

// JSON of the HTTP contract (design, section 4) as a device writes and reads it.

/// <summary>A public key of the key list.</summary>
public sealed record ListedKey(string KeyId, string Kind, DateOnly ServiceDate, string Spki, int Position);

/// <summary>The key list.</summary>
public sealed record KeyList(IReadOnlyList<ListedKey> Keys, string Head, string Fingerprint);

/// <summary>A blinded message.</summary>
public sealed record BlindedToSend(string KeyId, string Message);

/// <summary>A request for passes.</summary>
public sealed record PassesToAsk(IReadOnlyList<BlindedToSend> Blinded);

/// <summary>A blind signature.</summary>
public sealed record BlindSignature(string KeyId, string Signature);

/// <summary>The answer to a request for passes.</summary>
public sealed record PassesReceived(IReadOnlyList<BlindSignature> Signatures);

/// <summary>A pass in a tap.</summary>
public sealed record PassToSend(string KeyId, string Message, string Signature);

/// <summary>A tap. Its shift is always there, and null for none.</summary>
public sealed record TapToSend(
    PassToSend Pass, PassToSend? WeekPass, string Unit, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Shift, string? StaffGroup, string Mood);

/// <summary>The unit of <see cref="Me"/>.</summary>
public sealed record MyUnit(string Id, string Name);

/// <summary>The signed-in person.</summary>
public sealed record Me(string Ods, string Name, string WalletId, MyUnit Unit, string? StaffGroup, IReadOnlyList<string> Roles, bool Simulated);

using MoralePulse.Domain.Access;

namespace MoralePulse.Issuance.Notices;

/// <summary>Somebody who may be due a digest: a living person with an address who chose units and has had no digest today.</summary>
/// <param name="Person">Staff number.</param>
/// <param name="Viewer">What she may see, as the directory has it now.</param>
/// <param name="Token">Stops her notices, base64url.</param>
/// <param name="Chosen">Units that she chose, each with the date from which on its news is told.</param>
/// <param name="Told">What she has been told.</param>
public sealed record NoticeReader(string Person, Viewer Viewer, string Token, IReadOnlyDictionary<string, DateOnly> Chosen, ToldSoFar Told);

/// <summary>A unit's webhook that may be due a card: set by somebody who is in the directory still, and without one today.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Setter">What she who set it may see and lead, as the directory has it now.</param>
/// <param name="SetOn">The date from which on news is told.</param>
/// <param name="Told">What has been posted.</param>
public sealed record NoticeChannel(string UnitId, Viewer Setter, DateOnly SetOn, ToldSoFar Told);

/// <summary>How far somebody has been told.</summary>
/// <param name="On">The date of the last notice; null before the first.</param>
/// <param name="News">What that notice told of its own date.</param>
public sealed record ToldSoFar(DateOnly? On, IReadOnlySet<string> News);

/// <summary>What a person chose, as her page shows it.</summary>
/// <param name="Address">Where her digest goes, from the directory; null where it names none.</param>
/// <param name="Units">Ids of the units that she chose.</param>
/// <param name="GivenUp">Why her last digest could not be delivered; null where it could.</param>
public sealed record NoticeChoice(string? Address, IReadOnlySet<string> Units, string? GivenUp);

/// <summary>A unit's webhook, as the pages of those who lead it show it: never its address.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="SetOn">When it was set.</param>
/// <param name="Setter">What she who set it may see and lead now; null where she is not in the directory any more.</param>
/// <param name="GivenUp">Why its last card could not be delivered; null where it could.</param>
public sealed record WebhookState(string UnitId, DateOnly SetOn, Viewer? Setter, string? GivenUp);

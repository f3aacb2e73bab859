
using MoralePulse.Domain;
namespace MoralePulse.Issuance.Import;

/// <summary>What is wrong, where, and what to do about it.</summary>
/// <param name="File">The file, or "command line".</param>
/// <param name="Line">The line in it, from 1; 0 where it is about the whole.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record WrongLine(string File, int Line, string What, string Remedy)
{
    /// <summary>Where what is wrong stands in no file.</summary>
    public static string CommandLine => ImportTexts.CommandLine;

    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? $"{File}: {What} {Remedy}" : Phrase.With(ImportTexts.WrongLine, File, Line, What, Remedy);
}

/// <summary>How an import ended.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>Nothing was imported.</summary>
    /// <param name="Lines">Everything that is wrong; a line may be named more than once.</param>
    public sealed record Refused(IReadOnlyList<WrongLine> Lines) : ImportOutcome
    {
        /// <summary>How many lines are wrong.</summary>
        public int WrongLines => Lines.Select(line => (line.File, line.Line)).Distinct().Count();
    }

    /// <summary>The organisation is now as the files say.</summary>
    /// <param name="Changes">What that changed.</param>
    public sealed record Done(ImportChanges Changes) : ImportOutcome;

    /// <summary>What an import would change; nothing was imported.</summary>
    /// <param name="Plan">All of it.</param>
    public sealed record Planned(ImportPlan Plan) : ImportOutcome;

    /// <summary>Nothing was imported, since it would change something else than the preview said; or, of the first organisation, because there is one already.</summary>
    public sealed record Overtaken : ImportOutcome;

    /// <summary>Whoever imports is no administrator of this organisation, or not any more. Nothing was imported.</summary>
    public sealed record NotAllowed : ImportOutcome;
}

/// <summary>What an import changed, in numbers.</summary>
public sealed record ImportChanges
{
    /// <summary>Whether the organisation is new.</summary>
    public bool Created { get; init; }

    /// <summary>Whether anything at all changed.</summary>
    public bool Any { get; init; }

    /// <summary>People who are new or came back.</summary>
    public int Joiners { get; init; }

    /// <summary>People who are now in another unit.</summary>
    public int Movers { get; init; }

    /// <summary>People who were removed.</summary>
    public int Leavers { get; init; }

    /// <summary>Units that are new or came back.</summary>
    public int UnitsOpened { get; init; }

    /// <summary>Units that hang under another unit now.</summary>
    public int UnitsMoved { get; init; }

    /// <summary>Units that were closed.</summary>
    public int UnitsClosed { get; init; }

    /// <summary>Sign-in identities that people who stay lose.</summary>
    public int IdentitiesLost { get; init; }

    /// <summary>Sign-in identities that are another person's now.</summary>
    public int IdentitiesPassed { get; init; }

    /// <summary>People who stay and have other roles now.</summary>
    public int RolesChanged { get; init; }

    /// <summary>The organisation's headcount.</summary>
    public int Headcount { get; init; }

    /// <summary>Fewest people that an organisation needs to open; null where it has them.</summary>
    public int? NotOpenUntil { get; init; }

    /// <summary>Whether it has enough people and an administrator has still to open it.</summary>
    public bool WaitsToBeOpened { get; init; }
}

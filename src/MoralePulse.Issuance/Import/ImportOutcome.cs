using System.Globalization;

namespace MoralePulse.Issuance.Import;

/// <summary>What is wrong, where, and what to do about it.</summary>
/// <param name="File">The file, or "command line".</param>
/// <param name="Line">The line in it, from 1; 0 where it is about the whole.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record WrongLine(string File, int Line, string What, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Line == 0 ? $"{File}: {What} {Remedy}" : string.Create(CultureInfo.InvariantCulture, $"{File}, line {Line}: {What} {Remedy}");
}

/// <summary>How an import ended.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    /// <summary>Nothing was imported.</summary>
    /// <param name="Lines">Every wrong line.</param>
    public sealed record Refused(IReadOnlyList<WrongLine> Lines) : ImportOutcome;

    /// <summary>The organisation is now as the files say.</summary>
    /// <param name="Changes">What that changed.</param>
    public sealed record Done(ImportChanges Changes) : ImportOutcome;
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

    /// <summary>The organisation's headcount.</summary>
    public int Headcount { get; init; }

    /// <summary>Fewest people that an organisation needs to open; null where it is open.</summary>
    public int? NotOpenUntil { get; init; }
}

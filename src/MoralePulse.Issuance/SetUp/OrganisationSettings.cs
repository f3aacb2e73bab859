using MoralePulse.Domain;
using MoralePulse.Domain.Release;
using MoralePulse.Issuance.Import;
using MoralePulse.Tree;
using NpgsqlTypes;

namespace MoralePulse.Issuance.SetUp;

/// <summary>What an administrator sets for her organisation. Floors stand in the database too, so that no program can set less.</summary>
/// <param name="database">This side's connections.</param>
public sealed class OrganisationSettings(IssuanceDatabase database)
{
    /// <summary>Most taps that a block may be asked to have: more would publish nothing.</summary>
    public const int MostTaps = 100;

    /// <summary>Fewest months that blocks may be kept: trends look back three years.</summary>
    public const int FewestMonths = 36;

    /// <summary>Most months that can be chosen; longer than a hundred years is "for ever".</summary>
    public const int MostMonths = 1200;

    /// <summary>Time zones of NHS organisations and their neighbours.</summary>
    public static IReadOnlyList<string> TimeZones { get; } = ["Europe/London", "Europe/Guernsey", "Europe/Isle_of_Man", "Europe/Jersey", "Europe/Gibraltar", "Atlantic/Stanley"];

    /// <summary>Sets k, p and d. Once the organisation has opened none can be lowered.</summary>
    public Task<SetUpOutcome> SetParameters(Administrator who, int? taps, int? people, int? dissent, string seen, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        var (here, now) = (work.Here.Organisation, work.Here.Organisation.Limits);
        (int Taps, int People, int Dissent) lowest = here.Opened ? (now.MinimumTaps, now.ProvenPeople, now.Dissent) : (ReleaseLimits.MinimumTapsFloor, ReleaseLimits.ProvenPeopleFloor, ReleaseLimits.DissentFloor);
        if (taps is not { } k || k < lowest.Taps || k > MostTaps) return Between("k", lowest.Taps, MostTaps, here);
        if (here.Opened && k > here.Tree.Root.Headcount) return Between("k", lowest.Taps, here.Tree.Root.Headcount, here);
        if (people is not { } p || p < lowest.People || p > k) return Between("p", lowest.People, k, here);
        if (dissent is not { } d || d < lowest.Dissent || d >= k) return Between("d", lowest.Dissent, k - 1, here);
        return await work.Write(
            new("parameters", null, SettingValues.Parameters(here), AuditValues.Of(("k", k), ("p", p), ("d", d))), seen,
            "update organisation.settings set minimum_taps = @k, proven_people = @p, dissent = @d where ods = @ods", [new("k", k), new("p", p), new("d", d)], token);
    }, stop);

    /// <summary>Sets the deepest published level.</summary>
    public Task<SetUpOutcome> SetLevel(Administrator who, string level, string seen, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
        Words.UnitKind(level) is null ? new SetUpOutcome.Refused("level", SettingTexts.WrongLevel)
        : await work.Write(new("level", null, SettingValues.Level(work.Here.Organisation), AuditValues.Of(("level", level))), seen, "update organisation.settings set deepest_level = @level where ods = @ods", [new("level", level)], token), stop);

    /// <summary>Sets how many whole months blocks are kept; null for ever.</summary>
    public Task<SetUpOutcome> SetKept(Administrator who, int? months, string seen, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
        months is < FewestMonths or > MostMonths ? new SetUpOutcome.Refused("months", Phrase.With(SettingTexts.WrongMonths, FewestMonths, MostMonths))
        : await work.Write(
            new("kept", null, SettingValues.Kept(work.Here.Organisation), AuditValues.Of(("months", months))), seen,
            "update organisation.settings set blocks_kept_months = @months where ods = @ods", [new("months", NpgsqlDbType.Integer) { Value = months ?? (object)DBNull.Value }], token), stop);

    /// <summary>Sets the name that pages show.</summary>
    public Task<SetUpOutcome> SetName(Administrator who, string name, string seen, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
        !PlainName.Is(name) ? new SetUpOutcome.Refused("name", Phrase.With(SettingTexts.WrongName, PlainName.Longest))
        : await work.Write(
            new("name", null, SettingValues.Name(work.Here.Organisation), AuditValues.Of(("name", name))), seen,
            """
            with before as (select name from organisation.organisation where ods = @ods),
                 tree as (update organisation.unit u set name = @name from before where u.ods = @ods and u.parent_id is null and u.name = before.name)
            update organisation.organisation set name = @name where ods = @ods
            """,
            [new("name", name)], token), stop);

    /// <summary>Sets the time zone of its service dates, before it has opened.</summary>
    public Task<SetUpOutcome> SetTimeZone(Administrator who, string zone, string seen, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
        work.Here.Organisation.Opened || !TimeZones.Contains(zone) ? new SetUpOutcome.Refused("zone", SettingTexts.WrongZone)
        : await work.Write(new("time-zone", null, SettingValues.Zone(work.Here.Organisation), AuditValues.Of(("zone", zone))), seen, "update organisation.organisation set time_zone = @zone where ods = @ods", [new("zone", zone)], token), stop);

    /// <summary>Says that something was looked at and is right: shifts, or parameters.</summary>
    public Task<SetUpOutcome> Check(Administrator who, string what, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
        what is not ("shifts" or "parameters") ? new SetUpOutcome.Refused("", SettingTexts.WrongLevel)
        : await work.Write(new("checked", what, null, null), null, "select 1 where @ods <> ''", [], token), stop);

    /// <summary>Opens the organisation: from now on staff may tap, the floors can't be lowered, and it can't be undone.</summary>
    public Task<SetUpOutcome> Open(Administrator who, CancellationToken stop) => SetUpWork.Run(database, who, async (work, token) =>
    {
        var here = work.Here.Organisation;
        if (here.Opened) return new SetUpOutcome.Done();
        if (here.Tree.Root.Headcount < here.Limits.HomeHeadcount) return new SetUpOutcome.Refused("", Phrase.With(SettingTexts.TooFewToOpen, here.Tree.Root.Headcount, here.Limits.HomeHeadcount));
        return await work.Write(new("opened", null, null, SettingValues.Parameters(here)), null, "update organisation.organisation set opened = true where ods = @ods", [], token);
    }, stop);

    private static SetUpOutcome.Refused Between(string field, int lowest, int highest, OrganisationSnapshot here) =>
        new(field, Phrase.With(here.Opened ? SettingTexts.WrongParameterOpened : SettingTexts.WrongParameter, lowest, highest));
}

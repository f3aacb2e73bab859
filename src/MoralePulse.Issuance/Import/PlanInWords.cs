using MoralePulse.Domain;

namespace MoralePulse.Issuance.Import;

/// <summary>What an import would change, in the words of <c>--dry-run</c> and of the preview page.</summary>
public static class PlanInWords
{
    private const int MostOfAKind = 100;

    /// <summary>The lines: numbers, notes, then units and people.</summary>
    public static IEnumerable<string> Lines(ImportPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var changes = plan.Changes;
        if (!changes.Any) return [ImportTexts.PlanNothing];
        return
        [
            Phrase.With(ImportTexts.PlanHeadcount, changes.Headcount),
            Phrase.With(ImportTexts.PlanPeople, changes.Joiners, changes.Movers, changes.Leavers),
            Phrase.With(ImportTexts.PlanUnits, changes.UnitsOpened, changes.UnitsMoved, changes.UnitsClosed),
            Phrase.With(ImportTexts.PlanRights, changes.IdentitiesLost, plan.Identities.Count(identity => identity.From is null), changes.RolesChanged),
            .. plan.Warnings.Select(warning => Phrase.With(ImportTexts.PlanWarning, warning)),
            .. First(Units(plan)),
            .. First(Leavers(plan)),
            .. First(Movers(plan)),
            .. First(Joiners(plan)),
            .. First(plan.Roles.Select(role => Phrase.With(ImportTexts.PlanRoles, role.Person, role.Before, role.After))),
            .. First(Identities(plan)),
        ];
    }

    /// <summary>Units that open, move and close; the organisation first, then those that hang under the same one together.</summary>
    public static IEnumerable<string> Units(ImportPlan plan) => plan.Units.OrderBy(unit => unit.To is not "").ThenBy(unit => unit.To ?? unit.From).ThenBy(unit => unit.Name).Select(OfUnit);

    /// <summary>Who leaves.</summary>
    public static IEnumerable<string> Leavers(ImportPlan plan) => plan.People.Where(person => person.To is null).Select(person => Phrase.With(ImportTexts.PlanLeaves, person.Person, person.From));

    /// <summary>Who moves.</summary>
    public static IEnumerable<string> Movers(ImportPlan plan) =>
        plan.People.Where(person => person is { From: not null, To: not null }).Select(person => Phrase.With(ImportTexts.PlanMoves, person.Person, person.From, person.To));

    /// <summary>Who joins.</summary>
    public static IEnumerable<string> Joiners(ImportPlan plan) => plan.People.Where(person => person.From is null).Select(person => Phrase.With(ImportTexts.PlanJoins, person.Person, person.To));

    /// <summary>Sign-in identities that people who stay gain or lose.</summary>
    public static IEnumerable<string> Identities(ImportPlan plan) => plan.Identities.Select(OfIdentity);

    private static string OfUnit(UnitMove unit) => unit switch
    {
        { From: null, To: "" } => Phrase.With(ImportTexts.PlanBegins, unit.Name),
        { From: null } => Phrase.With(ImportTexts.PlanOpens, unit.Name, unit.To),
        { To: null } => Phrase.With(ImportTexts.PlanCloses, unit.Name, unit.From),
        _ => Phrase.With(ImportTexts.PlanUnitMoves, unit.Name, unit.From, unit.To),
    };

    private static string OfIdentity(IdentityMove move) => move switch
    {
        { From: null } => Phrase.With(ImportTexts.PlanIdentityGained, move.To, move.Identity.InWords),
        { To: null } => Phrase.With(ImportTexts.PlanIdentity, move.From, move.Identity.InWords),
        _ => Phrase.With(ImportTexts.PlanIdentityPassed, move.From, move.Identity.InWords, move.To),
    };

    private static IEnumerable<string> First(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count <= MostOfAKind ? all : [.. all.Take(MostOfAKind), Phrase.With(ImportTexts.PlanMore, all.Count - MostOfAKind)];
    }
}

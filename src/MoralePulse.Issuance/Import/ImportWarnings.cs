using MoralePulse.Domain;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;

namespace MoralePulse.Issuance.Import;

/// <summary>What is not wrong, and still to be thought about before an import. It looks at the organisation as it is, so it is made before anything changes.</summary>
internal sealed class ImportWarnings
{
    /// <summary>More leavers than this many in a hundred, and the file may be half of one.</summary>
    public const int ManyLeavers = 10;

    private const int FewLeavers = 5; // in a small organisation a few are many in a hundred, and usual

    private readonly Wanted wanted;
    private readonly int least;
    private readonly UnitKind deepest;
    private readonly int peopleBefore;
    private readonly List<string> homesBefore;
    private readonly HashSet<string> signInByHand;
    private readonly Dictionary<string, Unit> units;

    public ImportWarnings(ImportRequest request, Stored stored, Wanted wanted, int least)
    {
        (this.wanted, this.least, deepest) = (wanted, least, Words.UnitKind(stored.Settings?.DeepestLevel ?? "team")!.Value);
        peopleBefore = stored.People.Count(person => !person.Removed);
        homesBefore = [.. stored.Units.Where(row => row.ClosedOn is null && row.ParentId is not null && row.Headcount >= least && Words.UnitKind(row.Kind) <= deepest).Select(row => row.Id)];
        signInByHand = [.. stored.Identities.Where(identity => identity.ByHand || !request.IdentitiesByFile).Select(identity => identity.Person)];
        units = wanted.Units.ToDictionary(unit => unit.Id);
    }

    /// <summary>The plan with what is to be thought about.</summary>
    public ImportPlan AddedTo(ImportPlan plan)
    {
        var warnings = new List<string>();
        var leavers = plan.Changes.Leavers;
        var many = leavers > FewLeavers && leavers * 100 > peopleBefore * ManyLeavers;
        if (many) warnings.Add(Phrase.With(ImportTexts.WarnLeavers, leavers, peopleBefore));
        warnings.AddRange(homesBefore.Select(units.GetValueOrDefault).OfType<Unit>().Where(unit => !IsHome(unit)).Select(unit => Phrase.With(ImportTexts.WarnShrinks, unit.Name, unit.Headcount, HomeOf(unit).Name)));
        var small = wanted.Units.Count(unit => unit.Kind <= deepest && !IsHome(unit));
        if (peopleBefore <= 1 && small > 0) warnings.Add(small == 1 ? Phrase.With(ImportTexts.WarnSmallOne, least) : Phrase.With(ImportTexts.WarnSmall, small, least));
        if (plan.Changes.IdentitiesLost > 0) warnings.Add(plan.Changes.IdentitiesLost == 1 ? ImportTexts.WarnIdentitiesOne : Phrase.With(ImportTexts.WarnIdentities, plan.Changes.IdentitiesLost));
        var without = wanted.People.Count(person => person.Identities.Count == 0 && !signInByHand.Contains(person.Person));
        if (without > 0) warnings.Add(without == 1 ? ImportTexts.WarnNoIdentityOne : Phrase.With(ImportTexts.WarnNoIdentity, without));
        return plan with { Warnings = warnings, AsksTwice = many };
    }

    private bool IsHome(Unit unit) => unit.ParentId is null || (unit.Kind <= deepest && unit.Headcount >= least);

    private Unit HomeOf(Unit unit) => IsHome(unit) ? unit : HomeOf(units[unit.ParentId!]);
}

using MoralePulse.Domain.Release;
using MoralePulse.Issuance.SetUp;

namespace MoralePulse.Issuance.Import;

/// <summary>What the trail tells of an import: numbers, and whose roles or sign-in identities changed. No list of who joined, moved or left, which the directory itself does not keep either.</summary>
internal static class ImportEntries
{
    public static List<AuditEntry> Of(ImportRequest request, ImportPlan plan, bool opens, Stored stored, string? nameBefore)
    {
        var entries = new List<AuditEntry>();
        var changes = plan.Changes;
        if (!changes.Any) return entries;
        if (changes.Created) entries.Add(new("made", null, null, AuditValues.Of(("name", request.Name.Trim()), ("simulated", request.Simulated ? "yes" : "no"))));
        else if (nameBefore != request.Name.Trim()) entries.Add(new("name", null, AuditValues.Of(("name", nameBefore)), AuditValues.Of(("name", request.Name.Trim()))));
        entries.Add(new("import", null, null, AuditValues.Of(
            ("joined", changes.Joiners), ("moved", changes.Movers), ("left", changes.Leavers), ("units-opened", changes.UnitsOpened), ("units-moved", changes.UnitsMoved),
            ("units-closed", changes.UnitsClosed), ("identities-lost", changes.IdentitiesLost), ("identities-passed", changes.IdentitiesPassed), ("headcount", changes.Headcount))));
        entries.AddRange(plan.Roles.Select(one => new AuditEntry("role", one.Person, AuditValues.Of(("roles", one.Before)), AuditValues.Of(("roles", one.After)))));
        entries.AddRange(Identities(plan));
        if (opens)
        {
            var limits = new ReleaseLimits();
            entries.Add(new("opened", null, null, AuditValues.Of(
                ("k", stored.Settings?.MinimumTaps ?? limits.MinimumTaps), ("p", stored.Settings?.ProvenPeople ?? limits.ProvenPeople), ("d", stored.Settings?.Dissent ?? limits.Dissent))));
        }

        return entries;
    }

    // One row a person, who was there and stays: whoever gives somebody another sign-in could collect that person's passes.
    private static IEnumerable<AuditEntry> Identities(ImportPlan plan)
    {
        var joiners = plan.People.Where(one => one.From is null).Select(one => one.Person).ToHashSet();
        var lost = plan.Identities.Where(one => one.From is not null).ToLookup(one => one.From!, one => one.Identity.InWords);
        var gained = plan.Identities.Where(one => one.To is { } to && !joiners.Contains(to)).ToLookup(one => one.To!, one => one.Identity.InWords);
        return lost.Select(group => group.Key).Union(gained.Select(group => group.Key)).Order(StringComparer.Ordinal)
            .Select(person => new AuditEntry("identity", person, Values(lost[person]), Values(gained[person])));

        static string? Values(IEnumerable<string> identities) => identities.Order(StringComparer.Ordinal).ToList() is { Count: > 0 } some ? AuditValues.Of(("identity", string.Join(", ", some)), ("by", "file")) : null;
    }
}

using MoralePulse.Issuance.People;

namespace MoralePulse.Issuance.Import;

/// <summary>
/// Who may sign in as whom, and what each may do. A file decides about roles if it has a column for them, and about the identities that files brought if it has one for those; what an
/// administrator added by hand stays. Whoever leaves loses all of it.
/// </summary>
internal sealed class ReconcileRights(ImportRequest request, Stored stored, Wanted wanted)
{
    private readonly HashSet<string> living = [.. stored.People.Where(person => !person.Removed).Select(person => person.Person)];
    private readonly HashSet<string> staying = [.. wanted.People.Select(person => person.Person)];

    /// <summary>People whose roles change, leavers and joiners included.</summary>
    public List<RoleMove> Roles { get; } = [];

    /// <summary>Identities that somebody gains or loses who was there and stays.</summary>
    public List<IdentityMove> Identities { get; } = [];

    /// <summary>How many people who were there and stay have other roles.</summary>
    public int RolesChanged { get; private set; }

    /// <summary>Reckons rows to insert and to delete.</summary>
    public void Run(List<object> added, List<object> removed)
    {
        RunIdentities(added, removed);
        RunRoles(added, removed);
    }

    private void RunIdentities(List<object> added, List<object> removed)
    {
        var known = stored.Identities.ToDictionary(row => new SignInIdentity(row.Issuer, row.Subject));
        var named = stored.Identities.Where(row => row.Issuer is not "").ToLookup(row => (row.Person, row.Subject));
        var kept = new HashSet<IdentityRow>();
        foreach (var (person, identity) in wanted.People.SelectMany(person => person.Identities.Select(identity => (person.Person, identity))))
        {
            // An export has no column for the issuer: what it says of somebody whose issuer is known already is that she is still called so.
            if (request.Columns is not null && identity.Issuer is "" && named[(person, identity.Subject)].ToList() is { Count: > 0 } whole)
            {
                kept.UnionWith(whole);
                if (known.TryGetValue(identity, out var half) && half.Person == person) kept.Add(half);
                continue;
            }

            var found = known.TryGetValue(identity, out var row);
            if (found) kept.Add(row!);
            if (found && row!.Person == person) continue;
            var from = found && staying.Contains(row!.Person) ? row.Person : null;
            if (from is not null || living.Contains(person)) Identities.Add(new(identity, from, person));
            // The first administrator is not in a file yet that could bring hers.
            if (!found) added.Add(new IdentityRow { Ods = request.Ods.Value, Issuer = identity.Issuer, Subject = identity.Subject, Person = person, ByHand = request.First });
            else (row!.Person, row.ByHand) = (person, false);
        }

        foreach (var row in stored.Identities.Where(row => !kept.Contains(row)))
        {
            var stays = staying.Contains(row.Person);
            if (stays && (row.ByHand || !request.IdentitiesByFile)) continue;
            removed.Add(row);
            if (stays) Identities.Add(new(new(row.Issuer, row.Subject), row.Person, null));
        }
    }

    private void RunRoles(List<object> added, List<object> removed)
    {
        var known = stored.Roles.ToLookup(row => row.Person);
        foreach (var person in wanted.People.Where(_ => request.RolesByFile))
        {
            var before = known[person.Person].ToDictionary(row => row.Role);
            added.AddRange(person.Roles.Where(role => !before.ContainsKey(role)).Select(role => new RoleRow { Ods = request.Ods.Value, Person = person.Person, Role = role }));
            removed.AddRange(before.Values.Where(row => !person.Roles.Contains(row.Role)));
            if (person.Roles.SetEquals(before.Keys)) continue;
            Roles.Add(new(person.Person, InOrder(before.Keys), InOrder(person.Roles)));
            if (living.Contains(person.Person)) RolesChanged++;
        }

        foreach (var left in known.Where(group => !staying.Contains(group.Key)))
        {
            removed.AddRange(left);
            Roles.Add(new(left.Key, InOrder(left.Select(row => row.Role)), ""));
        }
    }

    private static string InOrder(IEnumerable<string> roles) => string.Join(' ', RoleWords.Roles(roles).Order().Select(RoleWords.Of));
}

using MoralePulse.Domain;
using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.People;

namespace MoralePulse.Issuance.Import;

/// <summary>Checks the people's lines and gathers those of one person: her further lines add identities.</summary>
internal sealed class PeopleCheck(ImportRequest request, IReadOnlyDictionary<string, CheckedUnit> units, List<WrongLine> wrong)
{
    private const int Longest = 255;

    private readonly IdentityCheck identities = new();
    private readonly Dictionary<string, (PersonLine First, string? StaffGroup, HashSet<string> Roles, List<SignInIdentity> Identities)> people = new(StringComparer.Ordinal);

    public IReadOnlyList<WantedPerson> Check()
    {
        foreach (var line in request.People.Select(Trimmed)) Read(line);
        return [.. people.Values.Select(person => new WantedPerson(person.First.Person, person.First.Unit, person.StaffGroup, person.First.Email is "" ? null : person.First.Email, person.Roles, person.Identities))];
    }

    private static PersonLine Trimmed(PersonLine line) => line with { Person = line.Person.Trim(), Subject = line.Subject.Trim(), Unit = line.Unit.Trim(), StaffGroup = line.StaffGroup.Trim(), Roles = line.Roles.Trim(), Email = line.Email.Trim(), Issuer = line.Issuer.Trim() };

    private void Read(PersonLine line)
    {
        if (!IsName(line.Person))
        {
            Wrong(line, line.Person is "" ? ImportTexts.NoStaffNumber : ImportTexts.WrongStaffNumber, Phrase.With(ImportTexts.StaffNumberRemedy, Longest));
            return;
        }

        var group = StaffGroupOf(line);
        var roles = RolesOf(line);
        if (line.Email is not "" && !EmailAddress.Is(line.Email)) Wrong(line, Phrase.With(ImportTexts.NoEmail, line.Email), ImportTexts.NoEmailRemedy);
        if (people.TryGetValue(line.Person, out var known) && request.Columns is not null)
        {
            Wrong(line, Phrase.With(ImportTexts.PersonTwice, line.Person, known.First.Line), ImportTexts.PersonTwiceRemedy);
            return;
        }

        if (known.First is not null) Compare(line, known.First, group, known.StaffGroup, roles, known.Roles);
        else
        {
            if (!units.ContainsKey(line.Unit)) Wrong(line, line.Unit is "" ? ImportTexts.PersonWithoutUnit : Phrase.With(ImportTexts.UnknownUnit, line.Unit), request.Columns is { } columns ? Phrase.With(ImportTexts.NoLevelRemedy, string.Join(", ", columns.Levels)) : Phrase.With(ImportTexts.UnknownUnitRemedy, request.UnitsFile));
            people.Add(line.Person, known = (line, group, roles, []));
        }

        // An export names one person a line, and may not know yet how everybody signs in: that is counted in the preview.
        if (request.Columns is not null && line.Subject is "") return;
        if (!IsName(line.Subject)) Wrong(line, line.Subject is "" ? ImportTexts.NoIdentity : ImportTexts.WrongIdentity, ImportTexts.IdentityRemedy);
        else if (line.Issuer is not "" && !SignInIdentity.IsIssuer(line.Issuer)) Wrong(line, Phrase.With(ImportTexts.NoIssuer, line.Issuer), ImportTexts.NoIssuerRemedy);
        else if (identities.Add(line) is var (what, remedy)) Wrong(line, what, remedy);
        else known.Identities.Add(new(line.Issuer, line.Subject));
    }

    // Empty on a further line means "as before"; anything else must say the same, or nobody knows which line is right.
    private void Compare(PersonLine line, PersonLine first, string? group, string? knownGroup, HashSet<string> roles, HashSet<string> knownRoles)
    {
        if (line.Unit is not "" && line.Unit != first.Unit) Differs(ImportTexts.DiffersUnit, first);
        if (line.StaffGroup is not "" && group is not null && group != knownGroup) Differs(ImportTexts.DiffersStaffGroup, first);
        if (line.Roles is not "" && !roles.SetEquals(knownRoles)) Differs(ImportTexts.DiffersRoles, first);
        if (line.Email is not "" && !string.Equals(line.Email, first.Email, StringComparison.OrdinalIgnoreCase)) Differs(ImportTexts.DiffersEmail, first);

        void Differs(string what, PersonLine than) => Wrong(line, Phrase.With(ImportTexts.Differs, line.Person, what, than.Line), ImportTexts.DiffersRemedy);
    }

    private string? StaffGroupOf(PersonLine line)
    {
        if (line.StaffGroup is "") return null;
        var group = StaffGroup.Find(line.StaffGroup);
        if (group is null) Wrong(line, Phrase.With(ImportTexts.NoStaffGroup, line.StaffGroup), Phrase.With(ImportTexts.NoStaffGroupRemedy, string.Join(", ", StaffGroup.Esr.Select(known => known.Code))));
        return group?.Code;
    }

    private HashSet<string> RolesOf(PersonLine line)
    {
        var roles = line.Roles.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(role => role.ToLowerInvariant()).ToHashSet();
        foreach (var role in roles.Where(role => RoleWords.Role(role) is null)) Wrong(line, Phrase.With(ImportTexts.NoRole, role), Phrase.With(ImportTexts.NoRoleRemedy, string.Join(", ", RoleWords.All)));
        if (roles.Count > 1 && roles.Contains(RoleWords.Of(Domain.Access.Role.Commissioner))) Wrong(line, ImportTexts.CommissionerAlone, ImportTexts.CommissionerAloneRemedy);
        return roles;
    }

    private static bool IsName(string text) => text.Length is > 0 and <= Longest && !text.Any(char.IsControl);

    private void Wrong(PersonLine line, string what, string remedy) => wrong.Add(new(request.PeopleFile, line.Line, what, remedy));
}

using MoralePulse.Domain.Organisation;
using MoralePulse.Issuance.People;

namespace MoralePulse.Issuance.Import;

/// <summary>Checks the people's lines and gathers those of one person: her further lines add identities.</summary>
internal sealed class PeopleCheck(ImportRequest request, IReadOnlyDictionary<string, CheckedUnit> units, List<WrongLine> wrong)
{
    private const int Longest = 255;

    private readonly Dictionary<string, PersonLine> subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (PersonLine First, string? StaffGroup, HashSet<string> Roles, List<string> Subjects)> people = new(StringComparer.Ordinal);

    public IReadOnlyList<WantedPerson> Check()
    {
        foreach (var line in request.People.Select(Trimmed)) Read(line);
        return [.. people.Values.Select(person => new WantedPerson(person.First.Person, person.First.Unit, person.StaffGroup, person.First.Email is "" ? null : person.First.Email, person.Roles, person.Subjects))];
    }

    private static PersonLine Trimmed(PersonLine line) => line with { Person = line.Person.Trim(), Subject = line.Subject.Trim(), Unit = line.Unit.Trim(), StaffGroup = line.StaffGroup.Trim(), Roles = line.Roles.Trim(), Email = line.Email.Trim() };

    private void Read(PersonLine line)
    {
        if (!IsName(line.Person))
        {
            Wrong(line, line.Person is "" ? "The staff number is missing." : "The staff number is too long or broken over lines.", $"Write one of up to {Longest} characters.");
            return;
        }

        var group = StaffGroupOf(line);
        var roles = RolesOf(line);
        if (line.Email is not "" && !EmailAddress.Is(line.Email)) Wrong(line, $"“{line.Email}” is no e-mail address.", "Write one such as jo.smith@example.nhs.uk, or leave it empty.");
        if (people.TryGetValue(line.Person, out var known)) Compare(line, known.First, group, known.StaffGroup, roles, known.Roles);
        else
        {
            if (!units.ContainsKey(line.Unit)) Wrong(line, line.Unit is "" ? "The person has no unit." : $"There is no unit “{line.Unit}”.", $"Write the id of a unit of {request.UnitsFile}.");
            people.Add(line.Person, known = (line, group, roles, []));
        }

        if (!IsName(line.Subject)) Wrong(line, line.Subject is "" ? "The sign-in identity is missing." : "The sign-in identity is too long or broken over lines.", "Write what the identity provider calls her (its “sub”).");
        else if (subjects.TryAdd(line.Subject, line)) known.Subjects.Add(line.Subject);
        else if (subjects[line.Subject].Person == line.Person) Wrong(line, $"The identity “{line.Subject}” is already on line {subjects[line.Subject].Line}.", "Remove one of the two lines.");
        else Wrong(line, $"The identity “{line.Subject}” already belongs to staff number {subjects[line.Subject].Person} (line {subjects[line.Subject].Line}).", "An identity belongs to one person: correct one of the two.");
    }

    // Empty on a further line means "as before"; anything else must say the same, or nobody knows which line is right.
    private void Compare(PersonLine line, PersonLine first, string? group, string? knownGroup, HashSet<string> roles, HashSet<string> knownRoles)
    {
        if (line.Unit is not "" && line.Unit != first.Unit) Differs("unit", first);
        if (line.StaffGroup is not "" && group is not null && group != knownGroup) Differs("staff group", first);
        if (line.Roles is not "" && !roles.SetEquals(knownRoles)) Differs("roles", first);
        if (line.Email is not "" && !string.Equals(line.Email, first.Email, StringComparison.OrdinalIgnoreCase)) Differs("e-mail address", first);

        void Differs(string what, PersonLine than) => Wrong(line, $"Staff number {line.Person} has another {what} than on line {than.Line}.", "Write the same on each of her lines, or leave it empty from the second on.");
    }

    private string? StaffGroupOf(PersonLine line)
    {
        if (line.StaffGroup is "") return null;
        var group = StaffGroup.Esr.FirstOrDefault(group => string.Equals(group.Code, line.StaffGroup, StringComparison.OrdinalIgnoreCase) || string.Equals(group.Name, line.StaffGroup, StringComparison.OrdinalIgnoreCase));
        if (group is null) Wrong(line, $"“{line.StaffGroup}” is no staff group.", $"Write its ESR name, or one of: {string.Join(", ", StaffGroup.Esr.Select(known => known.Code))}.");
        return group?.Code;
    }

    private HashSet<string> RolesOf(PersonLine line)
    {
        var roles = line.Roles.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(role => role.ToLowerInvariant()).ToHashSet();
        foreach (var role in roles.Where(role => RoleWords.Role(role) is null)) Wrong(line, $"“{role}” is no role.", $"Write one or more of {string.Join(", ", RoleWords.All)}, separated by semicolons.");
        return roles;
    }

    private static bool IsName(string text) => text.Length is > 0 and <= Longest && !text.Any(char.IsControl);

    private void Wrong(PersonLine line, string what, string remedy) => wrong.Add(new(request.PeopleFile, line.Line, what, remedy));
}

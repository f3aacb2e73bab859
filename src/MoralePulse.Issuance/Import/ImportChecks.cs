using MoralePulse.Domain;
using MoralePulse.Issuance.People;

namespace MoralePulse.Issuance.Import;

/// <summary>What can be wrong with an import as a whole, beside its single lines.</summary>
internal static class ImportChecks
{
    private const int SlowestTick = 3600;

    /// <summary>What the command, or the page, asks for.</summary>
    public static void Command(ImportRequest request, Stored stored, List<WrongLine> wrong)
    {
        var ods = request.Ods.Value;
        if (!PlainName.Is(request.Name.Trim())) Wrong(ImportTexts.OrganisationName, Phrase.With(ImportTexts.OrganisationNameRemedy, PlainName.Longest));
        if (stored.Organisation is { Simulated: true } && !request.Simulated) Wrong(Phrase.With(ImportTexts.StaysSimulated, ods), ImportTexts.StaysSimulatedRemedy);
        if (stored.Organisation is { Simulated: false } && request.Simulated) Wrong(Phrase.With(ImportTexts.StaysReal, ods), ImportTexts.StaysRealRemedy);
        if (request.TickSeconds is not null && !request.Simulated) Wrong(ImportTexts.RealTick, ImportTexts.RealTickRemedy);
        if (request.TickSeconds is { } tick and (< 1 or > SlowestTick)) Wrong(Phrase.With(ImportTexts.NoTick, tick), Phrase.With(ImportTexts.NoTickRemedy, SlowestTick));

        void Wrong(string what, string remedy) => wrong.Add(new(WrongLine.CommandLine, 0, what, remedy));
    }

    /// <summary>What the organisation would become: too small for an open one, nobody's to set up, or one where somebody signs in as another against what was set by hand.</summary>
    public static void Whole(ImportRequest request, Stored stored, Wanted wanted, int least, List<WrongLine> wrong)
    {
        if (stored.Organisation is { Opened: true } && wanted.Root.Headcount < least)
            wrong.Add(new(request.PeopleFile, 0, Phrase.With(ImportTexts.OpenTooSmall, wanted.Root.Headcount, least), ImportTexts.OpenTooSmallRemedy));

        var people = wanted.People.ToDictionary(person => person.Person);
        var administrator = RoleWords.Of(Domain.Access.Role.Administrator);
        var were = stored.Roles.Select(role => role.Person).Distinct().Where(stored.IsAdministrator).ToList();
        var are = request.RolesByFile ? people.Values.Any(person => person.Roles.Contains(administrator)) : were.Any(people.ContainsKey);
        if (request.By is { } by && !people.ContainsKey(by)) wrong.Add(new(request.PeopleFile, 0, Phrase.With(ImportTexts.WithoutYou, by), ImportTexts.WithoutYouRemedy));
        else if (request.By is { } who && people[who].Identities.Count == 0 && !stored.Identities.Any(identity => identity.Person == who && (identity.ByHand || !request.IdentitiesByFile)))
            wrong.Add(new(request.PeopleFile, 0, Phrase.With(ImportTexts.WithoutYourIdentity, who), ImportTexts.WithoutYourIdentityRemedy));
        else if (were.Count > 0 && !are) wrong.Add(new(request.PeopleFile, 0, ImportTexts.NoAdministrator, request.RolesByFile ? Phrase.With(ImportTexts.NoAdministratorRemedy, administrator) : ImportTexts.NoAdministratorRemedyByHand));

        var lines = request.People.ToLookup(line => new SignInIdentity(line.Issuer.Trim(), line.Subject.Trim()));
        foreach (var identity in stored.Identities.Where(identity => identity.ByHand && people.ContainsKey(identity.Person)))
            if (lines[new(identity.Issuer, identity.Subject)].FirstOrDefault(line => line.Person.Trim() != identity.Person) is { } line)
                wrong.Add(new(request.PeopleFile, line.Line, Phrase.With(ImportTexts.IdentityByHand, identity.Subject, identity.Person), ImportTexts.IdentityByHandRemedy));
    }

    /// <summary>By file and line. A line that could not be read is named once: what else seems wrong with it follows from that.</summary>
    public static List<WrongLine> InOrder(ImportRequest request, List<WrongLine> wrong)
    {
        var unreadable = request.Unreadable.Select(line => (line.File, line.Line)).ToHashSet();
        return [.. request.Unreadable.Concat(wrong.Skip(request.Unreadable.Count).Where(line => line.Line == 0 || !unreadable.Contains((line.File, line.Line))))
            .OrderBy(line => line.File == WrongLine.CommandLine ? 0 : line.File == request.UnitsFile ? 1 : 2).ThenBy(line => line.Line)];
    }
}

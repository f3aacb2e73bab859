using System.Globalization;
using MoralePulse.Domain.Organisation;
using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using Npgsql;

namespace MoralePulse.Story.Tests.Issuance;

/// <summary>Small organisations for the stories of this side.</summary>
internal static class Given
{
    /// <summary>Tuesday 24 November 2026, ten in the morning in London.</summary>
    public static readonly DateTimeOffset Tuesday = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public static readonly Ods Trust = Ods.Parse("RY5");

    public static UnitLine[] Units(params string[] more) =>
    [
        Unit("care,,Care,directorate,"),
        Unit("surgery,care,Surgery,department,"),
        Unit("ward-1,surgery,Ward 1,team,"),
        Unit("ward-2,surgery,Ward 2,team,"),
        .. more.Select(Unit),
    ];

    /// <summary>Twenty people, P01 to P20 with subjects p01 to p20: P01 to P12 on ward 1, the others on ward 2; P01 its manager.</summary>
    public static PersonLine[] People(params string[] more) =>
    [
        .. Enumerable.Range(1, 20).Select(n => new PersonLine(Number(n), Number(n).ToLowerInvariant(), n <= 12 ? "ward-1" : "ward-2", n % 2 == 0 ? "nursing" : "", n == 1 ? "manager" : "", n + 1)),
        .. more.Select(Person),
    ];

    public static ImportRequest Request(UnitLine[]? units = null, PersonLine[]? people = null, Ods? ods = null, bool simulated = false) =>
        new(ods ?? Trust, "Seaside Care", units ?? Units(), people ?? People()) { UnitsFile = "units.csv", PeopleFile = "people.csv", Simulated = simulated };

    public static UnitLine Unit(string line) => line.Split(',') is [var id, var parent, var name, var kind, var headcount] ? new(id, parent, name, kind, headcount, 9) : throw new ArgumentException(line);

    public static PersonLine Person(string line) => line.Split(',') is [var person, var subject, var unit, var group, var roles, .. var more] ? new(person, subject, unit, group, roles, 99, more.FirstOrDefault(""), more.ElementAtOrDefault(1) ?? "") : throw new ArgumentException(line);

    public static async Task<ImportOutcome> Import(TestDatabase database, ImportRequest request, TimeProvider? time = null)
    {
        await using var source = NpgsqlDataSource.Create(database.Issuance);
        return await new OrganisationImport(new(source, time ?? new SettableTime(Tuesday))).Apply(request, CancellationToken.None);
    }

    public static async Task<ImportChanges> Imported(TestDatabase database, ImportRequest request, TimeProvider? time = null) =>
        await Import(database, request, time) switch
        {
            ImportOutcome.Done done => done.Changes,
            ImportOutcome.Refused refused => throw new InvalidOperationException(string.Join('\n', refused.Lines)),
            _ => throw new InvalidOperationException(),
        };

    public static async Task<string[]> Refused(TestDatabase database, ImportRequest request) =>
        await Import(database, request) is ImportOutcome.Refused refused ? [.. refused.Lines.Select(line => line.ToString())] : [];

    private static string Number(int n) => string.Create(CultureInfo.InvariantCulture, $"P{n:00}");
}

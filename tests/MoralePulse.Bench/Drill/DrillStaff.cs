using MoralePulse.Device;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Taps;
using MoralePulse.Issuance.Import;
using Npgsql;

namespace MoralePulse.Bench.Drill;

/// <summary>The drill's organisation, ticked every second, and its people with passes for today.</summary>
internal static class DrillStaff
{
    public static readonly Ods Ods = Ods.Parse("DRILL");

    private const int Teams = 40;
    private const int TeamsOfDepartment = 10;

    public static async Task Import(string issuance, int people, CancellationToken stop)
    {
        var departments = Enumerable.Range(0, Teams / TeamsOfDepartment).Select(n => new UnitLine($"department-{n}", "", $"Department {n}", "department"));
        var teams = Enumerable.Range(0, Teams).Select(n => new UnitLine($"team-{n}", $"department-{n / TeamsOfDepartment}", $"Team {n}", "team"));
        var staff = Enumerable.Range(0, people).Select(n => new PersonLine($"P{n}", $"p{n}", TeamOf(n)));
        await using var database = NpgsqlDataSource.Create(issuance);
        var request = new ImportRequest(Ods, "A drill", [.. departments, .. teams], [.. staff]) { Simulated = true, TickSeconds = 1 };
        if (await new OrganisationImport(new(database, TimeProvider.System)).Apply(request, stop) is ImportOutcome.Refused refused)
            throw new InvalidOperationException(string.Join('\n', refused.Lines));
    }

    /// <summary>Everybody signs in and collects today's pass over HTTP, and every eighth the week's too: for the others it is not the first tap of the week.</summary>
    public static async Task<IReadOnlyList<DrillTap>> Collect(HttpClient http, int people, CancellationToken stop)
    {
        var local = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime;
        var today = new ServiceDate(DateOnly.FromDateTime(local));
        var keys = await Keys(http, today, stop);
        var taps = new DrillTap[people];
        await Parallel.ForEachAsync(Enumerable.Range(0, people), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stop }, async (n, token) =>
        {
            var phone = new PhoneClient(http, new());
            if (!await phone.SignIn(Ods, $"p{n}", token)) throw new InvalidOperationException($"p{n} could not sign in.");
            await phone.Collect(n % 8 == 0 ? keys : [.. keys.Where(key => key.Kind == PassKind.Day)], local, token);
            var pass = phone.Wallet.Take(today)!.Value.Day;
            taps[n] = new(phone, today, new(TeamOf(n), "early"), (Mood)(n * 7919 % 3), PassMessage.SpentHash(pass.Key.Id, pass.Message.Span));
        });
        return taps;
    }

    private static string TeamOf(int person) => $"team-{person % Teams}";

    // The service makes keys in the background.
    private static async Task<IReadOnlyList<PassKey>> Keys(HttpClient http, ServiceDate today, CancellationToken stop)
    {
        for (; ; await Task.Delay(100, stop))
        {
            var keys = (await new PhoneClient(http, new()).Keys(Ods, stop)).Where(key => key.Date == today || (key.Kind == PassKind.Week && key.Date.Week == today.Week)).ToList();
            if (keys.Count == 2) return keys;
        }
    }
}

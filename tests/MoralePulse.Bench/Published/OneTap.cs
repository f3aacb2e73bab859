using System.Net;
using MoralePulse.Device;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Taps;
using Npgsql;

namespace MoralePulse.Bench.Published;

/// <summary>
/// One person's tap through a service that runs as it is deployed, for <c>scripts/published</c>. Outside Development only a provider can sign her in, so she collects her pass from
/// another node of the same service, which has the demonstration's sign-in, and taps at the deployed one.
/// </summary>
internal static class OneTap
{
    /// <summary>The argument that calls it.</summary>
    public const string Name = "one-tap";

    private static readonly Ods Ods = Ods.Parse("ONE");

    /// <summary>Collects, taps twice with the same pass, and looks into the counters as the owner.</summary>
    /// <param name="desk">The node that signs her in.</param>
    /// <param name="service">The deployed one.</param>
    /// <param name="subject">How she is called in the directory.</param>
    /// <param name="unit">Where she belongs.</param>
    /// <returns>0 where both answers are 204 and exactly one tap is counted.</returns>
    public static async Task<int> Run(string desk, string service, string subject, string unit)
    {
        var local = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime;
        var today = new ServiceDate(DateOnly.FromDateTime(local));
        var wallet = new PassWallet();
        using var atDesk = Client(desk);
        using var atService = Client(service);
        var (collecting, tapping) = (new PhoneClient(atDesk, wallet), new PhoneClient(atService, wallet));

        if (!await collecting.SignIn(Ods, subject)) throw new InvalidOperationException($"{subject} could not sign in.");
        var keys = (await tapping.Keys(Ods)).Where(key => key.Kind == PassKind.Day && key.Date == today).ToList();
        var passes = await collecting.Collect(keys, local);
        var (before, spent) = await Counted();
        using var first = await tapping.Tap(Ods, today, new(unit, null), Mood.Green);
        using var again = await tapping.Tap(Ods, today, new(unit, null), Mood.Green);
        var (after, spentAfter) = await Counted();

        await Console.Out.WriteLineAsync($"{passes} pass collected, answers {(int)first.StatusCode} and {(int)again.StatusCode}, {after - before} tap counted, {spentAfter - spent} pass spent");
        return (first.StatusCode, again.StatusCode, after - before, spentAfter - spent) == (HttpStatusCode.NoContent, HttpStatusCode.NoContent, 1, 1) ? 0 : 1;
    }

    private static HttpClient Client(string address) => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new(address) };

    private static async Task<(long Taps, long Spent)> Counted()
    {
        await using var database = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable("ConnectionStrings__Owner") ?? throw new InvalidOperationException("ConnectionStrings__Owner is not set."));
        await using var command = database.CreateCommand(
            """
            select (select coalesce(sum(green + amber + red), 0) from ballot.pool)::bigint + (select coalesce(sum(green + amber + red), 0) from published.block)::bigint,
                   (select count(*) from ballot.spent)
            """);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Ballot.Taps;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;
using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.People;
using MoralePulse.Simulation;
using MoralePulse.Tree;
using MoralePulse.Web.Simulation;

namespace MoralePulse.Attack.Tests.Worlds;

/// <summary>
/// A simulated trust that the running service serves, as fast as the machine goes: its staff's taps are counted in process, and somebody outside looks at what the service answers.
/// </summary>
internal sealed class ServedTrust : IAsyncDisposable
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly TickSchedule Schedule = TickSchedule.Standard;

    private readonly TestDatabase database;
    private readonly ServiceProvider sides;
    private readonly SimulationLock drives;
    private readonly List<SentTap> sent = [];
    private readonly List<Mood> moods = [];

    private ServedTrust(SimulatedTrust trust, TestDatabase database, ServiceProvider sides, SimulationLock drives, TestService service) =>
        (Trust, this.database, this.sides, this.drives, Service) = (trust, database, sides, drives, service);

    /// <summary>Its code.</summary>
    public static Ods Ods { get; } = Ods.Parse("WATCHED");

    /// <summary>Whose staff tap.</summary>
    public SimulatedTrust Trust { get; }

    /// <summary>The service.</summary>
    public TestService Service { get; }

    /// <summary>The reader role's connection to its database.</summary>
    public string ReaderConnection => database.Insight;

    /// <summary>Taps so far, in the order of sending.</summary>
    public IReadOnlyList<SentTap> Sent => sent;

    /// <summary>What was tapped, by the tap's number: for the judge alone.</summary>
    public IReadOnlyList<Mood> Moods => moods;

    /// <summary>Imports a trust as it is before its first tap, and starts the service over it.</summary>
    public static async Task<ServedTrust> Open(SimulatedTrust trust, DateOnly from)
    {
        var database = await TestDatabase.Create();
        var sides = SimulationSetup.InProcess(new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build());
        var drives = await SimulationLock.Open(database.Jobs, CancellationToken.None);
        await drives.Take(Ods, CancellationToken.None);
        if (await sides.GetRequiredService<OrganisationImport>().Apply(Import(trust), CancellationToken.None) is ImportOutcome.Refused refused)
            throw new InvalidOperationException(string.Join('\n', refused.Lines));
        await sides.GetRequiredService<SimulatedClock>().Set(Ods, London.InstantOf(from, TimeOnly.MinValue), CancellationToken.None);
        var service = await TestService.Start(database);
        await service.Ready();
        return new(trust, database, sides, drives, service);
    }

    /// <summary>Lets the staff tap on some dates. It ends before the last is over: nothing has left the window of 28 days by then.</summary>
    /// <param name="from">The first date.</param>
    /// <param name="days">How many dates.</param>
    /// <param name="look">What is done whenever something may have been released.</param>
    public async Task Run(DateOnly from, int days, Func<Task> look)
    {
        var driven = await sides.GetRequiredService<SimulationStep>().Begin(Ods, new(WithKeys: false, SkipsQuietTicks: true), CancellationToken.None);
        var taps = new InProcessTaps(Ods, sides.GetRequiredService<Admission>());
        var end = London.InstantOf(from.AddDays(days), TimeOnly.MinValue).AddSeconds(-1);
        for (var date = from; date < from.AddDays(days); date = date.AddDays(1))
        {
            var today = Trust.SentOn(date).Select(tap => (Tap: tap, At: tap.SentAtIn(London))).OrderBy(tap => tap.At);
            foreach (var together in today.GroupBy(tap => Schedule.NextAfter(tap.At)))
            {
                await To(together.Key - Schedule.Live);
                foreach (var (tap, at) in together)
                {
                    sent.Add(new(sent.Count, tap.Person.Index, tap.Place, at, tap.Date, IsFirst(tap)));
                    moods.Add(tap.Mood);
                }

                await taps.Count(together.Select(one => new InProcessTap(one.Tap.Date, IsFirst(one.Tap), one.Tap.Place, one.Tap.Mood)), CancellationToken.None);
                driven.TapsCame();
                await To(together.Key);
            }

            await To(London.InstantOf(date.AddDays(1), TimeOnly.MinValue).AddSeconds(-1));
        }

        bool IsFirst(SimulatedTap tap) => Trust.FirstOfWeek(tap.Person, tap.Date.Week) == tap.SentAt;

        async Task To(DateTimeOffset instant)
        {
            var then = instant < end ? instant : end; // the last taps' tick may be at midnight
            if (then <= driven.Now) return;
            await driven.To(then, CancellationToken.None);
            await look();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await drives.DisposeAsync();
        await sides.DisposeAsync();
        await database.DisposeAsync();
    }

    private static ImportRequest Import(SimulatedTrust trust) => new(
        Ods, "Watched trust",
        [.. trust.Units.Select(unit => new UnitLine(unit.Id, unit.ParentId ?? "", unit.Name, Words.Of(unit.Kind)))],
        [.. trust.People.Select(person => new PersonLine(person.Number, person.Subject, person.Unit, person.StaffGroup, string.Join(';', person.Roles.Select(RoleWords.Of))))])
    {
        Simulated = true,
    };
}

using System.Globalization;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Trends;
using MoralePulse.Insight.Marks;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Signals;
using MoralePulse.Insight.Trends;
using MoralePulse.Story.Tests.Release;

namespace MoralePulse.Story.Tests.Trends;

/// <summary>A department with two teams whose weeks of released sums a test writes as the door keeps them; its clock stands where the test says.</summary>
internal sealed class TrendWorld : IAsyncDisposable
{
    /// <summary>Monday of the first week that a test writes.</summary>
    public static readonly DateOnly First = new(2026, 6, 1);

    public static readonly PulseScope Department = PulseScope.OfUnit("dep");

    private TrendWorld(BallotWorld ballot) => Ballot = ballot;

    public BallotWorld Ballot { get; }

    public TrendReader Trends => Ballot.Service<TrendReader>();

    public static async Task<TrendWorld> Create(params string[] moreUnits) =>
        new(await BallotWorld.Create(["org,,organisation,400", "dep,org,department,200", "a,dep,team,60", "b,dep,team,60", .. moreUnits]));

    /// <summary>Writes weeks of a unit and all above it, one block of a hundred taps a week, each on its Wednesday.</summary>
    public async Task Weeks(string unit, int from, params int[] greens)
    {
        var rows = greens.Select((green, week) => $"('{Monday(from + week).AddDays(2):yyyy-MM-dd}'::date, {green}, {(100 - green) / 2}, {100 - green - ((100 - green) / 2)})");
        await Ballot.Database.Execute(
            $"""
            with recursive up as (select id, parent_id from organisation.unit where id = '{unit}' union all select u.id, u.parent_id from organisation.unit u join up on u.id = up.parent_id),
                 weeks(date, green, amber, red) as (values {string.Join(", ", rows)}),
                 sums as (insert into published.roll_up as r select 'SIM1', 'unit', up.id, w.date, w.green, w.amber, w.red from up, weeks w
                            on conflict (ods, kind, code, release_date) do update set green = r.green + excluded.green, amber = r.amber + excluded.amber, red = r.red + excluded.red)
            insert into published.version as v select 'SIM1', 'unit', up.id, {greens.Length}, '2026-06-01T12:00Z' from up
            on conflict (ods, kind, code) do update set version = v.version + excluded.version
            """);
    }

    /// <summary>Sets the clock to a week's Monday morning, and makes what is due: the weeks before are over.</summary>
    public async Task<int> MondayMorning(int week)
    {
        await Ballot.SetClock(Monday(week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T08:00Z");
        return await Run();
    }

    public async Task<int> Run() => await Ballot.Service<TrendUpkeep>().Run(await Ballot.Now(), CancellationToken.None);

    public async Task<Trend> Trend(PulseScope scope, Grain grain = Grain.Week, Measure measure = Measure.ShareGreen, Profile? profile = null) =>
        (await Trends.Find(BallotWorld.Ods, new(scope, grain, measure, profile ?? Profile.MakingDataCountExcel), CancellationToken.None))!;

    public Task<IReadOnlyList<Signal>> Signals() => Ballot.Service<SignalReader>().All(BallotWorld.Ods, CancellationToken.None);

    public MarkBook Marks => Ballot.Service<MarkBook>();

    public static Leader Leader(Role role, string unit = "dep") => new(new(BallotWorld.Ods, unit, new HashSet<Role> { role }), "S1");

    public static DateOnly Monday(int week) => First.AddDays(7 * week);

    public ValueTask DisposeAsync() => Ballot.DisposeAsync();
}

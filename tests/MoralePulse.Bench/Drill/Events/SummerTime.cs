using System.Globalization;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;

namespace MoralePulse.Bench.Drill.Events;

/// <summary>An organisation whose staff tap while summer time begins or ends there, and at the daily close after it.</summary>
internal static class SummerTime
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Moves its clock to the next change, months ahead, and lets it run over it.</summary>
    public static async Task<string?> Cross(DrillWorld world, Random chance, bool begins)
    {
        var change = Next(await Now(world), begins);
        var date = London.DateAt(change);
        await world.Summer.UseDates(world.Database, date.AddDays(-1), date);
        if (!await MoveTo(world, change.AddSeconds(-2))) return "the organisation's clock did not move";

        using var end = new CancellationTokenSource();
        var tapping = Tap(world, chance, end.Token);
        // The clock is stored at ticks, and the change is the moment of one.
        var crossed = await DrillEvents.Until(async () => await Now(world) >= change, Longest);
        var close = London.InstantOf(date, DailyClose.At);
        crossed = crossed && await MoveTo(world, close.AddSeconds(-2)) && await DrillEvents.Until(async () => await LastClose(world) == date, Longest);
        await end.CancelAsync();
        await tapping;
        return crossed ? null : "the organisation's clock did not pass the change and the close after it";
    }

    private static async Task Tap(DrillWorld world, Random chance, CancellationToken end)
    {
        var sending = new List<Task>();
        for (; !end.IsCancellationRequested; await Task.Delay(100, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))
            sending.Add(world.Loop.Send(world.Summer.Draw(new(chance.Next()))));
        await Task.WhenAll(sending);
    }

    // Who drives the clock may just have read it, and then writes over it once; it has been seen when the ticks and closes before it have been made up.
    private static Task<bool> MoveTo(DrillWorld world, DateTimeOffset instant) => DrillEvents.Until(
        async () =>
        {
            if (await Now(world) < instant) await world.SetClock(world.Summer, instant);
            return await LastTick(world) >= TickSchedule.Standard.LatestAt(instant) && await LastClose(world) >= London.DateAt(instant).AddDays(-1);
        },
        Longest);

    private static DateTimeOffset Next(DateTimeOffset now, bool begins)
    {
        for (var hour = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour)); ; hour = hour.AddHours(1))
            if (hour > now && London.IsDaylightSavingTime(hour) == begins && London.IsDaylightSavingTime(hour.AddHours(-1)) != begins) return hour;
    }

    private static async Task<DateTimeOffset> Now(DrillWorld world) =>
        new(await world.Database.Scalar<DateTime>($"select now from organisation.clock where ods = '{world.Summer.Ods}'"));

    private static async Task<DateTimeOffset> LastTick(DrillWorld world) =>
        new(await world.Database.Scalar<DateTime>($"select last from ballot.tick where ods = '{world.Summer.Ods}'"));

    private static async Task<DateOnly> LastClose(DrillWorld world) => DateOnly.ParseExact(
        await world.Database.Scalar<string>($"select coalesce(max(last_close) filter (where last_close > '-infinity'), '0001-01-01')::text from ballot.tick where ods = '{world.Summer.Ods}'"),
        "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

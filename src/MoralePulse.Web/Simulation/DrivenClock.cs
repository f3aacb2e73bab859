using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;
using MoralePulse.Domain.Release;
using MoralePulse.Tree;

namespace MoralePulse.Web.Simulation;

/// <summary>A simulated organisation's clock in the hand of its one driver.</summary>
internal sealed class DrivenClock
{
    private readonly SimulationStep step;
    private readonly Driving driving;
    private OrganisationSnapshot organisation;
    private DateTimeOffset stored;
    private bool liveMayMove = true;
    private bool othersMayMove = true;

    internal DrivenClock(SimulationStep step, OrganisationNow here, Driving driving)
    {
        (this.step, this.driving, organisation, Now, stored) = (step, driving, here.Organisation, here.Now, here.Now);
    }

    /// <summary>What time it is there.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>What time was stored last: where the database has another, somebody else has set it.</summary>
    public DateTimeOffset Stored => stored;

    /// <summary>The organisation, as it was when the clock last stood still.</summary>
    public OrganisationSnapshot Organisation => organisation;

    /// <summary>The next tick after now.</summary>
    public DateTimeOffset NextTick => Schedule.NextAfter(Now);

    private TickSchedule Schedule => driving.Schedule ?? organisation.Schedule;

    /// <summary>Writes the clock where it stands, with the trends of that moment: who skips quiet ticks does neither between those of a date.</summary>
    public async Task Stand(CancellationToken stop) => await step.Trends(await Store(stop), stop);

    /// <summary>Says that taps were counted: the next ticks may change something.</summary>
    public void TapsCame() => liveMayMove = othersMayMove = true;

    /// <summary>Moves the clock on to an instant, doing what falls due on the way; at that instant too.</summary>
    /// <returns>Blocks released.</returns>
    public async Task<int> To(DateTimeOffset instant, CancellationToken stop)
    {
        // Who is alone with it and in a hurry does not look again and again whether an import has changed it.
        if (!driving.SkipsQuietTicks) organisation = (await step.Read(organisation.Ods, stop)).Organisation;
        var released = 0;
        var (close, midnight, noon) = (Next(DailyClose.At), Next(TimeOnly.MinValue), Next(PassKey.DestroyedAt));
        while (true)
        {
            var due = new[] { NextTick, close, midnight, noon }.Min();
            if (due > instant) break;
            Now = due;
            if (Schedule.LatestAt(due) == due && MayMove(due)) released += await Tick(stop);
            if (due == close) await Close(stop);
            if (due == midnight) await step.Purge(await Store(stop), stop);
            if (driving.WithKeys && (due == midnight || due == noon)) await step.Upkeep(await Store(stop), stop);
            (close, midnight, noon) = (Next(DailyClose.At, close), Next(TimeOnly.MinValue, midnight), Next(PassKey.DestroyedAt, noon));
        }

        Now = instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond)); // the database keeps microseconds
        if (!driving.SkipsQuietTicks || organisation.DateAt(stored) != organisation.DateAt(Now)) await Store(stop);
        if (released > 0 && !driving.SkipsQuietTicks) await step.Trends(new(organisation, Now), stop);
        return released;
    }

    // A tick at which nothing came since the last one that looked can only find every pool as that one left it.
    private bool MayMove(DateTimeOffset tick) => !driving.SkipsQuietTicks || liveMayMove || (othersMayMove && Schedule.LooksAtAll(tick));

    private async Task<int> Tick(CancellationToken stop)
    {
        await Store(stop);
        liveMayMove = false;
        if (Schedule.LooksAtAll(Now)) othersMayMove = false;
        return await step.Tick(organisation.Ods, Now, stop);
    }

    private async Task Close(CancellationToken stop)
    {
        var here = await Store(stop);
        await step.Close(here, stop);
        othersMayMove = true; // lifted taps
        // Nobody looks at the trends of a hurried day; but a signal opens and closes by the week, so no week is left out.
        if (!driving.SkipsQuietTicks || here.Today.DayOfWeek == DayOfWeek.Monday) await step.Trends(here, stop);
        if (!driving.SkipsQuietTicks) await step.Digests(here, stop);
    }

    private async Task<OrganisationNow> Store(CancellationToken stop)
    {
        if (stored != Now) await step.Set(organisation.Ods, Now, stop);
        stored = Now;
        return new(organisation, Now);
    }

    private DateTimeOffset Next(TimeOnly time, DateTimeOffset known = default)
    {
        if (known > Now) return known;
        var (zone, today) = (organisation.TimeZone, organisation.DateAt(Now));
        return zone.InstantOf(today, time) is var at && at > Now ? at : zone.InstantOf(today.AddDays(1), time);
    }
}

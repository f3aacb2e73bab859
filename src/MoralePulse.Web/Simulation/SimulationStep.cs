using MoralePulse.Ballot;
using MoralePulse.Ballot.Release;
using MoralePulse.Ballot.Taps;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Insight.Blocks;
using MoralePulse.Insight.Trends;
using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.Keys;
using MoralePulse.Tree;
using MoralePulse.Web.Notices;

namespace MoralePulse.Web.Simulation;

/// <summary>How a driver moves a clock.</summary>
/// <param name="WithKeys">Whether pass keys are made and destroyed: where staff collect real passes.</param>
/// <param name="SkipsQuietTicks">Whether ticks are left out that can change nothing: for the only sender of taps, who says when it sent some.</param>
/// <param name="Schedule">Ticks to do, coarser than the organisation's own; null for its own.</param>
internal sealed record Driving(bool WithKeys, bool SkipsQuietTicks = false, TickSchedule? Schedule = null);

/// <summary>
/// What happens when a simulated organisation's clock moves, the same for every driver: each due tick, the daily close after the tick of its moment,
/// keys at noon and midnight, the purge of ledger and old blocks at midnight, trends and digests. When each falls due says <see cref="DrivenClock"/>.
/// </summary>
/// <param name="ballot">The organisations, as the ballot's side reads them.</param>
/// <param name="clock">The stored clock.</param>
/// <param name="tick">One tick.</param>
/// <param name="close">The daily close.</param>
/// <param name="ledger">The spent ledger.</param>
/// <param name="keys">Makes keys ahead and destroys those that are over.</param>
/// <param name="trends">Makes trends of what was released.</param>
/// <param name="digests">Tells of what has changed in them, where a simulated organisation may.</param>
/// <param name="kept">Forgets blocks that are kept no longer.</param>
internal sealed class SimulationStep(
    BallotDatabase ballot, SimulatedClock clock, ReleaseTick tick, CloseOfDay close, Ledger ledger, PassKeyUpkeep keys, TrendUpkeep trends, DigestRound digests, BlocksKept kept)
{
    /// <summary>Takes an organisation's clock where it stands and makes up what was due there, should a driver have died over it.</summary>
    /// <param name="ods">The organisation, whose lock the caller holds.</param>
    /// <param name="driving">How.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<DrivenClock> Begin(Ods ods, Driving driving, CancellationToken stop)
    {
        var here = await Read(ods, stop);
        await close.RunDue(here, stop); // each with the tick of its own moment, so before the latest
        await tick.Run(ods, here.Organisation.Schedule.LatestAt(here.Now), stop);
        if (driving.WithKeys) await keys.Run(here, stop);
        return new(this, here, driving);
    }

    internal async Task<OrganisationNow> Read(Ods ods, CancellationToken stop) =>
        await ballot.Tree.Find(ods, stop) is { Organisation.Simulated: true } here ? here : throw new InvalidOperationException($"{ods} is no simulated organisation.");

    internal Task Set(Ods ods, DateTimeOffset now, CancellationToken stop) => clock.Set(ods, now, stop);

    internal Task<int> Tick(Ods ods, DateTimeOffset at, CancellationToken stop) => tick.Run(ods, at, stop);

    internal Task Close(OrganisationNow here, CancellationToken stop) => close.Run(here.Organisation, here.Today, stop);

    internal async Task Purge(OrganisationNow here, CancellationToken stop)
    {
        await ledger.PurgeSimulated(here.Organisation.Ods, here.Today, stop);
        if (here.Organisation.BlocksKeptMonths is not null) await kept.Purge(here, stop);
    }

    internal Task Trends(OrganisationNow here, CancellationToken stop) => trends.Run(here, stop);

    internal Task Digests(OrganisationNow here, CancellationToken stop) => digests.Run(here, stop);

    internal Task Upkeep(OrganisationNow here, CancellationToken stop) => keys.Run(here, stop);
}

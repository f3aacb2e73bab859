using Hangfire;
using MoralePulse.Ballot.Release;
using MoralePulse.Ballot.Taps;
using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.Keys;

namespace MoralePulse.Web.Jobs;

/// <summary>
/// What happens by the clock in real organisations. A job names no person, pass or tap, does what is due and may run twice. Simulated
/// organisations are left to whoever drives their clock.
/// </summary>
public sealed class DailyJobs(PulseReader organisations, CloseOfDay close, Ledger ledger, PassKeyUpkeep keys, TimeProvider time)
{
    /// <summary>Registers the jobs; doing it again changes nothing.</summary>
    public static void Register(IRecurringJobManager jobs)
    {
        jobs.AddOrUpdate<DailyJobs>("close", job => job.Close(CancellationToken.None), "*/5 * * * *");
        jobs.AddOrUpdate<DailyJobs>("pass-keys", job => job.KeepPassKeys(CancellationToken.None), "* * * * *");
        jobs.AddOrUpdate<DailyJobs>("ledger", job => job.KeepLedger(CancellationToken.None), "20 */6 * * *");
    }

    /// <summary>Closes every date that is due: from 07:30 local on, in each organisation's time zone.</summary>
    [DisableConcurrentExecution(60)]
    public async Task Close(CancellationToken stop)
    {
        foreach (var here in await organisations.Tree.All(stop))
            if (here.Organisation is { Simulated: false, Opened: true })
                await close.RunDue(here, stop);
    }

    /// <summary>Makes pass keys ahead, destroys those that are over at 12:00 local, and forgets who collected passes that have closed.</summary>
    [DisableConcurrentExecution(60)]
    public async Task KeepPassKeys(CancellationToken stop)
    {
        foreach (var here in await organisations.Tree.All(stop))
            if (here.Organisation is { Simulated: false, Opened: true })
                await keys.Run(here, stop);
    }

    /// <summary>Makes the spent ledger's next partitions, and drops those that are over.</summary>
    [DisableConcurrentExecution(60)]
    public async Task KeepLedger(CancellationToken stop)
    {
        await ledger.MakePartitions(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), stop);
        await ledger.DropPartitions(stop);
    }
}

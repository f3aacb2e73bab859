using Hangfire;
using MoralePulse.Ballot.Release;
using MoralePulse.Ballot.Taps;
using MoralePulse.Insight.Pulses;
using MoralePulse.Insight.Trends;
using MoralePulse.Issuance.Keys;
using MoralePulse.Issuance.Mailbox;
using MoralePulse.Issuance.Restore;
using MoralePulse.Tree;
using MoralePulse.Web.Notices;

namespace MoralePulse.Web.Jobs;

/// <summary>
/// What happens by the clock in real organisations. A job names no person, pass or tap, does what is due and may run twice. Simulated
/// organisations are left to whoever drives their clock. On a database that was restored and not told of it, jobs of real organisations fail and do nothing.
/// </summary>
public sealed class DailyJobs(
    PulseReader organisations, CloseOfDay close, Ledger ledger, PassKeyUpkeep keys, TrendUpkeep trends, DigestRound digests, Mailbox mailbox, UntoldRestore restore, TimeProvider time)
{
    /// <summary>Local time from which on digests are made: after the daily close and what is made of it, at the start of an office day.</summary>
    private static readonly TimeOnly DigestsFrom = new(8, 0);

    /// <summary>Seconds that a job waits for the one before it: longer than the lock of a dead process holds.</summary>
    private const int LongestWait = 90;

    /// <summary>Registers the jobs; doing it again changes nothing.</summary>
    public static void Register(IRecurringJobManager jobs)
    {
        jobs.AddOrUpdate<DailyJobs>("close", job => job.Close(CancellationToken.None), "*/5 * * * *");
        jobs.AddOrUpdate<DailyJobs>("pass-keys", job => job.KeepPassKeys(CancellationToken.None), "* * * * *");
        jobs.AddOrUpdate<DailyJobs>("trends", job => job.KeepTrends(CancellationToken.None), "* * * * *");
        jobs.AddOrUpdate<DailyJobs>("digests", job => job.MakeDigests(CancellationToken.None), "*/10 * * * *");
        jobs.AddOrUpdate<DailyJobs>("mailbox", job => job.EmptyMailbox(CancellationToken.None), "* * * * *");
        jobs.AddOrUpdate<SessionUpkeep>("sessions", job => job.Forget(CancellationToken.None), "50 3 * * *");
        jobs.AddOrUpdate<DailyJobs>("ledger", job => job.KeepLedger(CancellationToken.None), "20 */6 * * *");
    }

    /// <summary>Closes every date that is due: from 07:30 local on, in each organisation's time zone.</summary>
    [DisableConcurrentExecution(LongestWait)]
    public Task Close(CancellationToken stop) => Each(close.RunDue, stop);

    /// <summary>Makes pass keys ahead, destroys those that are over at 12:00 local, and forgets who collected passes that have closed.</summary>
    [DisableConcurrentExecution(LongestWait)]
    public Task KeepPassKeys(CancellationToken stop) => Each(keys.Run, stop);

    /// <summary>Makes the trends anew of units and cohorts whose blocks have come or whose period is over, with their signals.</summary>
    [DisableConcurrentExecution(LongestWait)]
    public Task KeepTrends(CancellationToken stop) => Each(trends.Run, stop);

    /// <summary>Makes digests and cards of what has changed: from 08:00 local on, one a day at most.</summary>
    [DisableConcurrentExecution(LongestWait)]
    public Task MakeDigests(CancellationToken stop) => Each((here, token) => TimeOnly.FromDateTime(here.Local) >= DigestsFrom ? digests.Run(here, token) : Task.CompletedTask, stop);

    /// <summary>Makes the spent ledger's next partitions, and drops those that are over.</summary>
    /// <exception cref="InvalidOperationException">The database came from a backup and nobody has said so: without partitions no real organisation's tap can be counted.</exception>
    [DisableConcurrentExecution(LongestWait)]
    public async Task KeepLedger(CancellationToken stop)
    {
        await restore.Refuse(stop);
        await ledger.MakePartitions(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), stop);
        await ledger.DropPartitions(stop);
    }

    /// <summary>Forgets wallets that no phone has fetched in ten minutes, of all organisations: hands hurry by no simulated clock.</summary>
    [DisableConcurrentExecution(LongestWait)]
    public Task EmptyMailbox(CancellationToken stop) => mailbox.Forget(stop);

    // One organisation's fault must not keep the others waiting; the job fails afterwards, so that Hangfire shows it and tries again.
    private async Task Each(Func<OrganisationNow, CancellationToken, Task> work, CancellationToken stop)
    {
        await restore.Refuse(stop); // nothing goes on, keys least of all, before every pass of before is void
        var faults = new List<Exception>();
        foreach (var here in await organisations.Tree.All(stop))
        {
            if (here.Organisation is not { Simulated: false, Opened: true }) continue;
            try
            {
                await work(here, stop);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0) throw new AggregateException(faults);
    }
}

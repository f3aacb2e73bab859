using Hangfire;
using MoralePulse.Insight.Blocks;
using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.Import;

namespace MoralePulse.Web.Jobs;

/// <summary>What follows by the clock from what administrators set up. No job names anybody, and each may run twice.</summary>
/// <param name="organisations">The organisations.</param>
/// <param name="kept">Forgets blocks.</param>
/// <param name="drafts">Files between upload and import.</param>
public sealed class SetUpJobs(PulseReader organisations, BlocksKept kept, ImportDrafts drafts)
{
    private const int LongestWait = 90;

    /// <summary>Registers the jobs; doing it again changes nothing.</summary>
    public static void Register(IRecurringJobManager jobs)
    {
        jobs.AddOrUpdate<SetUpJobs>("blocks-kept", job => job.ForgetBlocks(CancellationToken.None), "40 3 * * *");
        jobs.AddOrUpdate<SetUpJobs>("import-drafts", job => job.ForgetDrafts(CancellationToken.None), "*/5 * * * *");
    }

    /// <summary>Forgets the blocks that each real organisation no longer keeps. Simulated ones' are forgotten by whoever drives their clock.</summary>
    [DisableConcurrentExecution(LongestWait)]
    public async Task ForgetBlocks(CancellationToken stop)
    {
        foreach (var here in await organisations.Tree.All(stop))
            if (here.Organisation is { Simulated: false, BlocksKeptMonths: not null }) await kept.Purge(here, stop);
    }

    /// <summary>Deletes uploaded files that nobody went on with for an hour.</summary>
    [DisableConcurrentExecution(LongestWait)]
    public Task ForgetDrafts(CancellationToken stop) => drafts.DropExpired(stop);
}

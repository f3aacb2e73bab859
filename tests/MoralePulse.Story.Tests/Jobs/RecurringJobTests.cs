using Hangfire;
using Hangfire.Common;
using MoralePulse.Web.Jobs;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Jobs;

/// <summary>Real time and simulated time do the same: whoever adds a job says here who does it for simulated organisations, whose clocks no job moves.</summary>
internal sealed class RecurringJobTests
{
    private static readonly Dictionary<string, string> InSimulatedTime = new()
    {
        ["close"] = "DrivenClock, at 07:30",
        ["pass-keys"] = "DrivenClock, at noon and midnight",
        ["trends"] = "DrivenClock, after a release and a close",
        ["digests"] = "DrivenClock, after the close",
        ["blocks-kept"] = "DrivenClock, at midnight",
        ["ledger"] = "DrivenClock, at midnight, by deletion",
        ["mailbox"] = "the job itself: letters hurry by no simulated clock",
        ["sessions"] = "the job itself: sign-ins end by the server's clock",
        ["import-drafts"] = "the job itself: uploads are forgotten by the server's clock",
    };

    [Test]
    public void Of_every_job_it_is_said_who_does_it_in_simulated_time()
    {
        var jobs = new Registered();
        DailyJobs.Register(jobs);
        SetUpJobs.Register(jobs);
        Assert.That(jobs.Ids, Is.EquivalentTo(InSimulatedTime.Keys));
    }

    private sealed class Registered : IRecurringJobManager
    {
        public List<string> Ids { get; } = [];

        public void AddOrUpdate(string recurringJobId, Job job, string cronExpression, RecurringJobOptions options) => Ids.Add(recurringJobId);

        public void Trigger(string recurringJobId) => throw new InvalidOperationException("Nothing is triggered here.");

        public void RemoveIfExists(string recurringJobId) => throw new InvalidOperationException("Nothing is removed here.");
    }
}

using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using MoralePulse.Harness;
using MoralePulse.Web.Jobs;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Jobs;

[TestFixture]
internal sealed class DeadProcessLocks
{
    [Test]
    public async Task A_job_whose_process_was_killed_keeps_the_next_one_waiting_for_a_minute_at_most()
    {
        await using var database = await TestDatabase.Create();
        await database.Execute("insert into jobs.lock (resource, updatecount, acquired) values ('jobs:DailyJobs.KeepTrends', 0, now() at time zone 'utc' - interval '61 seconds'), ('jobs:DailyJobs.Close', 0, now() at time zone 'utc')");
        var storage = new PostgreSqlStorage(new NpgsqlConnectionFactory(database.Jobs, JobsSetup.Storage), JobsSetup.Storage);
        using var connection = storage.GetConnection();
        using (connection.AcquireDistributedLock("DailyJobs.KeepTrends", TimeSpan.FromSeconds(5))) Assert.That(await database.Scalar<long>("select count(*) from jobs.lock"), Is.EqualTo(2));
        Assert.That(() => connection.AcquireDistributedLock("DailyJobs.Close", TimeSpan.FromMilliseconds(200)), Throws.InstanceOf<PostgreSqlDistributedLockException>(), "one that is at work");
    }
}

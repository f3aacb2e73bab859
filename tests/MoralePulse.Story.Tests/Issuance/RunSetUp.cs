using MoralePulse.Harness;
using NUnit.Framework;

// Fixtures share nothing but the run's server, each with a database of its own; and they wait for it more than they reckon.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]

namespace MoralePulse.Story.Tests;

/// <summary>Stops the run's database after the last test.</summary>
[SetUpFixture]
internal sealed class RunSetUp
{
    [OneTimeTearDown]
    public Task Stop() => TestPostgres.Stop();
}

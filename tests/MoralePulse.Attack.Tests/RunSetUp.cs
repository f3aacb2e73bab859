using MoralePulse.Harness;
using NUnit.Framework;

[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]

namespace MoralePulse.Attack.Tests;

/// <summary>Stops the run's database after the last test.</summary>
[SetUpFixture]
internal sealed class RunSetUp
{
    [OneTimeTearDown]
    public Task Stop() => TestPostgres.Stop();
}

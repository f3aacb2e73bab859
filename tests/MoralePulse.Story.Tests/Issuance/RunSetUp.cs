using MoralePulse.Harness;
using NUnit.Framework;

namespace MoralePulse.Story.Tests;

/// <summary>Stops the run's database after the last test.</summary>
[SetUpFixture]
internal sealed class RunSetUp
{
    [OneTimeTearDown]
    public Task Stop() => TestPostgres.Stop();
}

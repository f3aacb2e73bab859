using MoralePulse.Harness;
using NUnit.Framework;

// In no namespace: for the whole run.

/// <summary>Stops the run's database after the last test.</summary>
[SetUpFixture]
public sealed class RunSetUp
{
    [OneTimeTearDown]
    public Task Stop() => TestPostgres.Stop();
}

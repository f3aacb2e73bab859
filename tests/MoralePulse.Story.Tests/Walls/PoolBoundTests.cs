using MoralePulse.Tree;
using Npgsql;
using NUnit.Framework;

namespace MoralePulse.Story.Tests.Walls;

/// <summary>A crowd must not use up the server's connections: what does not get one waits.</summary>
[TestFixture]
internal sealed class PoolBoundTests
{
    [TestCase("Host=db;Username=moralepulse_ballot", 14)]
    [TestCase("Host=db;Username=moralepulse_ballot;Maximum Pool Size=30", 30)]
    [TestCase("Host=db;Username=moralepulse_ballot;MaxPoolSize=30", 30)]
    public void A_sides_pool_has_the_bound_that_is_given_or_its_own(string connection, int most) =>
        Assert.That(new NpgsqlConnectionStringBuilder(SideSource.Bounded(connection, 14)).MaxPoolSize, Is.EqualTo(most));
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MoralePulse.Ballot;
using MoralePulse.Domain.Organisation;
using MoralePulse.Harness;
using MoralePulse.Issuance.Import;
using MoralePulse.Story.Tests.Issuance;
using MoralePulse.Web.Simulation;

namespace MoralePulse.Story.Tests.Simulation;

/// <summary>A database and the sides in process, as a command has them; no service beside it.</summary>
internal sealed class SimulationWorld : IAsyncDisposable
{
    private SimulationWorld(TestDatabase database, IConfiguration settings) => (Database, Settings, Sides) = (database, settings, SimulationSetup.InProcess(settings));

    public TestDatabase Database { get; }

    public IConfiguration Settings { get; }

    public ServiceProvider Sides { get; }

    public SimulationStep Step => Sides.GetRequiredService<SimulationStep>();

    public static async Task<SimulationWorld> Create()
    {
        var database = await TestDatabase.Create();
        return new(database, new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build());
    }

    /// <summary>A simulated organisation of twenty people whose clock stands at an instant.</summary>
    public async Task<Ods> Organisation(DateTimeOffset now, int? tickSeconds = null)
    {
        await Given.Imported(Database, Given.Request(simulated: true) with { TickSeconds = tickSeconds });
        await Sides.GetRequiredService<SimulatedClock>().Set(Given.Trust, now, CancellationToken.None);
        return Given.Trust;
    }

    public Task<SimulationLock> Locks() => SimulationLock.Open(Database.Jobs, CancellationToken.None);

    public async Task<DateTimeOffset> Clock(Ods ods) => (await Sides.GetRequiredService<BallotDatabase>().Tree.Find(ods, CancellationToken.None))!.Now;

    public async Task<DateTimeOffset> LastTick(Ods ods) => new(await Database.Scalar<DateTime>($"select last from ballot.tick where ods = '{ods}'"));

    public Task<DateTime> LastClose(Ods ods) => Database.Scalar<DateTime>($"select last_close::timestamp from ballot.tick where ods = '{ods}'");

    public async ValueTask DisposeAsync()
    {
        await Sides.DisposeAsync();
        await Database.DisposeAsync();
    }
}

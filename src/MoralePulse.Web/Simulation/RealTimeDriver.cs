using MoralePulse.Ballot;
using MoralePulse.Domain.Organisation;
using MoralePulse.Tree;

namespace MoralePulse.Web.Simulation;

/// <summary>
/// Moves the clock of every simulated organisation that nobody else drives, at the rate of real time from where it stands. One node has it; another
/// takes over when that ends.
/// </summary>
/// <param name="ballot">The organisations.</param>
/// <param name="step">What happens when a clock moves.</param>
/// <param name="jobs">Connection for the locks.</param>
/// <param name="time">Real time.</param>
/// <param name="log">Says that a clock stands still.</param>
internal sealed partial class RealTimeDriver(BallotDatabase ballot, SimulationStep step, LockConnection jobs, TimeProvider time, ILogger<RealTimeDriver> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly Driving Driving = new(WithKeys: true);

    private readonly Dictionary<Ods, (DrivenClock Clock, DateTimeOffset Since, DateTimeOffset From)> driven = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var second = new PeriodicTimer(Look, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var locks = await SimulationLock.Open(jobs.Value, stoppingToken);
                driven.Clear();
                do await LookOnce(locks, stoppingToken);
                while (await second.WaitForNextTickAsync(stoppingToken));
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Stands(log, fault.GetType().Name);
                await second.WaitForNextTickAsync(stoppingToken);
            }
        }
    }

    /// <summary>Takes what is idle, gives back what is wanted, and moves the rest to now.</summary>
    internal async Task LookOnce(SimulationLock locks, CancellationToken stop)
    {
        await locks.Check(stop);
        foreach (var here in await ballot.Tree.All(stop))
        {
            if (!here.Organisation.Simulated) continue;
            try
            {
                await LookAt(here, locks, stop);
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                Stands(log, fault.GetType().Name); // this one only; it begins anew from what is stored
                driven.Remove(here.Organisation.Ods);
                await locks.LetGo(here.Organisation.Ods, stop);
            }
        }
    }

    private async Task LookAt(OrganisationNow here, SimulationLock locks, CancellationToken stop)
    {
        var ods = here.Organisation.Ods;
        if (!driven.TryGetValue(ods, out var at))
        {
            if (await locks.TakeIdle(ods, stop)) await Begin(ods, stop);
        }
        else if (!await locks.IsUnwanted(ods, stop))
        {
            driven.Remove(ods);
            await locks.LetGo(ods, stop);
        }
        else if (here.Now != at.Clock.Stored)
        {
            await Begin(ods, stop); // somebody has set it, a test for instance: it goes on from there
        }
        else
        {
            await Move(at.Clock, at.From + (time.GetUtcNow() - at.Since), stop);
        }
    }

    private async Task Begin(Ods ods, CancellationToken stop)
    {
        var clock = await step.Begin(ods, Driving, stop);
        driven[ods] = (clock, time.GetUtcNow(), clock.Now);
    }

    // Between ticks a clock is written now and then only: nothing on a board depends on its seconds.
    private static async Task Move(DrivenClock clock, DateTimeOffset now, CancellationToken stop)
    {
        if (now >= clock.NextTick || now - clock.Now >= TimeSpan.FromSeconds(15)) await clock.To(now, stop);
    }

    [LoggerMessage(LogLevel.Warning, "A simulated clock stands still ({Fault}); trying again")]
    private static partial void Stands(ILogger log, string fault);
}

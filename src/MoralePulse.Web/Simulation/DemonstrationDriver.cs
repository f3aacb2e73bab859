using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MoralePulse.Ballot;
using MoralePulse.Domain.Organisation;

namespace MoralePulse.Web.Simulation;

/// <summary>
/// Where the demonstration's trust exists, in Development: drives its clock, and lets its staff tap through this very service's public API with real
/// passes, so that a visitor sees boards move. Personas and people kept for visitors tap by themselves.
/// </summary>
/// <param name="ballot">The organisations.</param>
/// <param name="step">What happens when a clock moves.</param>
/// <param name="jobs">Connection for the lock.</param>
/// <param name="settings">Where the wallets' seed lies.</param>
/// <param name="server">Where this service listens.</param>
/// <param name="life">Says when it listens.</param>
/// <param name="time">Real time.</param>
/// <param name="log">Says that it pauses.</param>
internal sealed partial class DemonstrationDriver(
    BallotDatabase ballot, SimulationStep step, LockConnection jobs, IConfiguration settings, IServer server, IHostApplicationLifetime life, TimeProvider time,
    ILogger<DemonstrationDriver> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Listening(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await ballot.Tree.Find(DemonstrationTrust.Ods, stoppingToken) is { Organisation.Simulated: true }) await Drive(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Pauses(log, fault.GetType().Name);
            }

            await Task.Delay(Rest, time, stoppingToken);
        }
    }

    private async Task Drive(CancellationToken stop)
    {
        await using var held = await SimulationLock.Open(jobs.Value, stop);
        await held.Take(DemonstrationTrust.Ods, stop);
        var clock = await step.Begin(DemonstrationTrust.Ods, new(WithKeys: true), stop);
        var trust = DemonstrationTrust.Draw();
        using var phones = new DemonstrationPhones(Address(), StoredSeed.Of(settings), trust);
        var agenda = new DemonstrationAgenda(trust, clock.Organisation.TimeZone, clock.Now);
        var (beat, released) = (time.GetTimestamp(), time.GetTimestamp());
        while (true)
        {
            await held.Check(stop);
            var pace = DemonstrationPace.At(time.GetElapsedTime(released), agenda.NextTap - clock.Now);
            // Where the machine was too slow for a beat, the clock is slower too.
            var passed = TimeSpan.FromTicks(Math.Min(time.GetElapsedTime(beat).Ticks, 2 * Beat.Ticks));
            beat = time.GetTimestamp();
            var next = clock.Now + passed * pace;
            var local = TimeZoneInfo.ConvertTime(clock.Now, clock.Organisation.TimeZone).DateTime;
            phones.Forget(Week.Of(DateOnly.FromDateTime(local)).Previous);
            await phones.Collect(agenda.CollectUntil(next), Week.Of(DateOnly.FromDateTime(local)).Next, local, stop);
            await phones.Send(agenda.TapsUntil(next), local, stop);
            if (await clock.To(next, stop) > 0) released = time.GetTimestamp();
            if (time.GetElapsedTime(beat) is var spent && spent < Beat) await Task.Delay(Beat - spent, time, stop);
        }
    }

    private Uri Address()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(address => address.StartsWith("http://", StringComparison.Ordinal))
            ?? throw new InvalidOperationException("The demonstration needs an http address of this service.");
        var listening = new UriBuilder(address.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal));
        if (listening.Host is "0.0.0.0" or "[::]") listening.Host = "localhost";
        return listening.Uri;
    }

    private async Task Listening(CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        await using var waiting = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    [LoggerMessage(LogLevel.Warning, "The demonstration pauses ({Fault}) and goes on by itself")]
    private static partial void Pauses(ILogger log, string fault);
}

using Microsoft.AspNetCore.SignalR;
using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Web.Live;

/// <summary>
/// Looks again and again whether those who watch may still: who has left the directory loses the connection, who has lost a right stops getting
/// that figure. One question to the directory for each organisation and look, however many watch.
/// </summary>
/// <param name="hub">The hub.</param>
/// <param name="watchers">Who watches here.</param>
/// <param name="directory">What people may see now.</param>
/// <param name="pulses">The organisations.</param>
/// <param name="time">The server's time.</param>
/// <param name="log">Says that the database did not answer.</param>
internal sealed partial class WatchRights(
    IHubContext<PulseHub, IPulseWatcher> hub, Watchers watchers, Issuance.People.Directory directory, PulseReader pulses, TimeProvider time, ILogger<WatchRights> log)
    : BackgroundService
{
    // With the half minute for which the directory remembers, a right ends within a minute of the import that took it.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Late(log, fault.GetType().Name);
            }
        }
    }

    /// <summary>Looks once at everybody.</summary>
    internal async Task Look(CancellationToken stop)
    {
        foreach (var organisation in watchers.All) await Look(organisation.Key, [.. organisation], stop);
    }

    private async Task Look(Ods ods, IReadOnlyList<Watcher> here, CancellationToken stop)
    {
        var people = await directory.FindAll(ods, [.. here.Select(watcher => watcher.Person).Distinct()], stop);
        var organisation = await pulses.Tree.Find(ods, stop);
        foreach (var watcher in here)
        {
            if (organisation is null || !people.TryGetValue(watcher.Person, out var person))
            {
                watcher.Context.Abort();
                continue;
            }

            var viewer = new Viewer(ods, person.UnitId, person.Roles);
            foreach (var lost in watcher.Watching.Keys.Where(watched => !viewer.MaySee(watched.Scope, organisation.Organisation)))
            {
                watcher.Watching.TryRemove(lost, out _);
                await hub.Groups.RemoveFromGroupAsync(watcher.Context.ConnectionId, lost.Name, stop);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The rights of those who watch boards could not be checked ({Fault}); they will be as soon as the database answers")]
    private static partial void Late(ILogger log, string fault);
}

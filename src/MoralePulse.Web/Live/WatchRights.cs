using Microsoft.AspNetCore.SignalR;
using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.Live;

/// <summary>
/// Looks again and again whether those who watch may still: who has left the directory or signed out, whose sign-in identity was taken away, or who came by
/// a link that is revoked, loses the connection; whose cookie is over has to come back with a newer one; who has lost a right stops getting that figure. The questions are the same few for each organisation and look, however many watch.
/// </summary>
/// <param name="hub">The hub.</param>
/// <param name="watchers">Who watches here.</param>
/// <param name="sight">What they may see now.</param>
/// <param name="pulses">The organisations.</param>
/// <param name="sessions">Whose sign-in has ended.</param>
/// <param name="directory">Whose a sign-in identity is.</param>
/// <param name="providers">Which providers an organisation has.</param>
/// <param name="time">The server's time.</param>
/// <param name="log">Says that the database did not answer.</param>
internal sealed partial class WatchRights(
    IHubContext<PulseHub, IPulseWatcher> hub, Watchers watchers, Sight sight, PulseReader pulses, SessionBook sessions, Issuance.People.Directory directory, Providers providers,
    TimeProvider time, ILogger<WatchRights> log)
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
        var sights = await sight.OfAll(ods, [.. here.Select(watcher => watcher.Who).Distinct()], stop);
        var organisation = await pulses.Tree.Find(ods, stop);
        var living = await sessions.Living([.. here.Select(watcher => Session.IdOf(watcher.Context.User)).OfType<string>()], stop);
        foreach (var watcher in here)
        {
            if (organisation is null || await IsOver(watcher, living, stop) || !sights.TryGetValue(watcher.Who, out var maySee))
            {
                watcher.Context.Abort();
                continue;
            }

            if (watcher.Until <= time.GetUtcNow())
            {
                watcher.AskAgain();
                continue;
            }

            foreach (var lost in watcher.Watching.Keys.Where(watched => !maySee(watched.Scope, organisation.Organisation)))
            {
                watcher.Watching.TryRemove(lost, out _);
                await hub.Groups.RemoveFromGroupAsync(watcher.Context.ConnectionId, lost.Name, stop);
            }
        }
    }

    // A shared computer's cookie is never renewed. The directory has just been asked for everybody here, so it answers from memory.
    private async Task<bool> IsOver(Watcher watcher, IReadOnlySet<string> living, CancellationToken stop) =>
        watcher.Who is Onlooker.Person
        && ((watcher.Until <= time.GetUtcNow() && Session.IsShared(watcher.Context.User)) || !living.Contains(Session.IdOf(watcher.Context.User) ?? "") || !await Session.IsStillHers(watcher.Context.User, directory, providers, stop));

    [LoggerMessage(LogLevel.Warning, "The rights of those who watch boards could not be checked ({Fault}); they will be as soon as the database answers")]
    private static partial void Late(ILogger log, string fault);
}

using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;

namespace MoralePulse.Web.Live;

/// <summary>
/// Polls the published versions of what this node's clients watch, and pushes what has changed: the newest release, and the
/// organisation's new date. It reads released blocks only, so a tap that waits moves nothing.
/// </summary>
/// <param name="boards">The boards.</param>
/// <param name="watched">What is watched here.</param>
/// <param name="versions">Published versions.</param>
/// <param name="pulses">Published pulses.</param>
/// <param name="time">The server's time.</param>
/// <param name="log">Says that the database did not answer.</param>
internal sealed partial class PulsePush(
    Stragglers boards, WatchedScopes watched, PulseVersions versions, PulseReader pulses, TimeProvider time, ILogger<PulsePush> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var organisation in watched.All) await Push(organisation.Key, [.. organisation], stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Late(log, fault.GetType().Name);
            }
        }
    }

    private async Task Push(Ods ods, IReadOnlyList<PulseScope> scopes, CancellationToken stop)
    {
        if (await pulses.Tree.Find(ods, stop) is not { } here) return;
        var current = await versions.Of(ods, stop);
        var changed = scopes.Where(scope => watched.LastTold(new(ods, scope)) != new ToldPulse(here.Today, current.GetValueOrDefault(scope))).ToList();
        if (changed.Count == 0) return;
        foreach (var (scope, pulse) in await pulses.Read(here, changed, stop))
        {
            var group = new WatchedScope(ods, scope);
            boards.Push(group, pulse);
            watched.Tell(group, pulse);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Boards could not be brought up to date ({Fault}); they will be as soon as the database answers")]
    private static partial void Late(ILogger log, string fault);
}

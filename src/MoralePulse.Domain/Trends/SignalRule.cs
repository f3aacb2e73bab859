namespace MoralePulse.Domain.Trends;

/// <summary>What is known of a trend's last signal.</summary>
/// <param name="Cause">The special cause that opened it: improvement or concern.</param>
/// <param name="Since">The first date of its run.</param>
/// <param name="OpenedFor">The date of the point that opened it.</param>
/// <param name="LastSeen">The date of the latest point that belongs to it.</param>
/// <param name="IsOpen">Whether it has not passed yet.</param>
public sealed record SignalState(SpecialCause Cause, DateOnly Since, DateOnly OpenedFor, DateOnly LastSeen, bool IsOpen);

/// <summary>What becomes of a trend's signal.</summary>
/// <param name="Closes">Whether the one that is open has passed.</param>
/// <param name="SeenUntil">Until which point the open one now reaches; null for no change.</param>
/// <param name="Opens">A new one; null for none.</param>
public readonly record struct SignalStep(bool Closes = false, DateOnly? SeenUntil = null, SignalState? Opens = null);

/// <summary>
/// Opens one signal for a special cause of the latest complete period, and closes it when it has passed. A signal goes on while points stay on its side of the average: else a
/// drop that starts with a point beyond the limits and then lasts would be told as passed, and told again as a shift. A thin week opens none by its height alone: limits are those of
/// usual weeks, and a share of few taps leaves them by chance.
/// </summary>
public static class SignalRule
{
    /// <summary>Weeks without a point after which nobody can say that a signal still holds.</summary>
    public const int SilentWeeks = 6;

    /// <summary>What the reading of a weekly trend does to its signal. Asked again with its own answer in place, it changes nothing.</summary>
    /// <param name="last">The trend's last signal, open or not; null for none yet.</param>
    /// <param name="weekly">The reading, of complete weeks only.</param>
    /// <param name="latestWeek">The Monday of the latest complete week.</param>
    /// <param name="isThin">Whether that week stands on fewer than half as many taps as usual (<see cref="TrendSeries.EndsThin"/>).</param>
    public static SignalStep Next(SignalState? last, Reading weekly, DateOnly latestWeek, bool isThin = false)
    {
        ArgumentNullException.ThrowIfNull(weekly);
        var latest = weekly.Latest is { } point && point.Date == latestWeek ? point : null;
        if (last is { IsOpen: true })
        {
            if (latest is null) return new(Closes: latestWeek.DayNumber - last.LastSeen.DayNumber > 7 * SilentWeeks);
            if (GoesOn(last, latest)) return new(SeenUntil: latest.Date > last.LastSeen ? latest.Date : null);
            return new(Closes: true, Opens: Opened(last, latest, weekly, isThin));
        }

        return latest is null ? default : new(Opens: Opened(last, latest, weekly, isThin));
    }

    private static bool GoesOn(SignalState open, TrendPoint latest)
    {
        if (latest.Date <= open.LastSeen) return true; // looked at before
        if (latest.Group.From > open.LastSeen || !latest.Group.IsJudged) return false; // a leader has begun the average anew
        if (latest.Cause is { } cause) return cause.Meaning == open.Cause.Meaning;
        return latest.Side == (open.Cause.Way == Way.High ? Side.Above : Side.Below);
    }

    private static SignalState? Opened(SignalState? last, TrendPoint latest, Reading weekly, bool isThin)
    {
        var run = weekly.Run;
        if (isThin && run?.Cause.Rule is Rule.Outside or Rule.TwoInThree) run = BesidesHeight(run, weekly);
        if (run is not { Cause: { Meaning: not Meaning.Neutral } cause }) return null;
        var told = last is not null && last.Cause.Meaning == cause.Meaning && run.Since <= last.LastSeen;
        return told || last?.OpenedFor >= latest.Date ? null : new(cause, run.Since, latest.Date, latest.Date, true);
    }

    // The first rule that holds names a point: a week that is beyond the limits may end seven on one side as well, and that is no matter of its height.
    private static Run? BesidesHeight(Run run, Reading weekly)
    {
        var latest = weekly.Points[^1];
        var same = weekly.Points.Reverse().TakeWhile(point => point.Group == latest.Group && point.Side == latest.Side).ToList();
        return same.Count >= Patterns.Length ? new(run.Cause with { Rule = Rule.Shift }, same[^1].Date, same.Count) : null;
    }
}

using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Passes;

namespace MoralePulse.Issuance.Keys;

/// <summary>Which keys an organisation must have at a local date and time: made ahead of need, so that no key's making tells of a tap.</summary>
internal static class KeyPlan
{
    /// <summary>Days ahead for which day keys are made: this week and the next, whatever the weekday.</summary>
    public const int DaysAhead = 14;

    private const int WeeksAhead = 2;

    /// <summary>Every key that is still to be collected or used, oldest first; yesterday's and last week's only while they can be collected.</summary>
    public static IEnumerable<(PassKind Kind, ServiceDate Date)> At(DateTime local)
    {
        var today = DateOnly.FromDateTime(local);
        var days = Enumerable.Range(-1, DaysAhead + 2).Select(day => (PassKind.Day, new ServiceDate(today.AddDays(day))));
        var weeks = Enumerable.Range(-1, WeeksAhead + 2).Select(week => (PassKind.Week, new ServiceDate(Week.Of(today).Monday.AddDays(7 * week))));
        return days.Concat(weeks).Where(key => !IsDestroyed(DestroyedOn(key.Item1, key.Item2), local)).OrderBy(key => key.Item2).ThenBy(key => key.Item1);
    }

    /// <summary>The local date on which, at 12:00, the private key is destroyed.</summary>
    public static DateOnly DestroyedOn(PassKind kind, ServiceDate date) => PassKey.ClosesOnOf(kind, date).AddDays(1 - ServiceDate.DaysOpen);

    /// <summary>Whether a private key's time is over.</summary>
    public static bool IsDestroyed(DateOnly destroyedOn, DateTime local) => local >= destroyedOn.ToDateTime(PassKey.DestroyedAt);
}

using MoralePulse.Domain.Organisation;
using MoralePulse.Simulation;

namespace MoralePulse.Web.Simulation;

/// <summary>What the demonstration's staff do next: their taps, and from Thursday on the collecting of next week's passes, each at a time of her own.</summary>
internal sealed class DemonstrationAgenda
{
    private readonly SimulatedTrust trust;
    private readonly TimeZoneInfo zone;
    private readonly Queue<(SimulatedTap Tap, DateTimeOffset At)> taps = [];
    private readonly Queue<(SimulatedPerson Person, DateTimeOffset At)> collections = [];
    private DateOnly planned;

    /// <summary>Begins at an instant: what was due before has been done.</summary>
    public DemonstrationAgenda(SimulatedTrust trust, TimeZoneInfo zone, DateTimeOffset now)
    {
        // From before the last Thursday, for those who are still to collect after it.
        (this.trust, this.zone, planned) = (trust, zone, zone.DateAt(now).AddDays(-8));
        while (planned < zone.DateAt(now)) Plan();
        while (taps.TryPeek(out var tap) && tap.At <= now) taps.Dequeue();
        while (collections.TryPeek(out var collection) && collection.At <= now) collections.Dequeue();
    }

    /// <summary>When somebody taps next.</summary>
    public DateTimeOffset NextTap
    {
        get
        {
            while (taps.Count == 0) Plan();
            return taps.Peek().At;
        }
    }

    /// <summary>Taps that are sent up to an instant, each given once.</summary>
    public IReadOnlyList<SimulatedTap> TapsUntil(DateTimeOffset instant)
    {
        var due = new List<SimulatedTap>();
        while (NextTap <= instant) due.Add(taps.Dequeue().Tap);
        return due;
    }

    /// <summary>People who collect next week's passes up to an instant, each given once.</summary>
    public IReadOnlyList<SimulatedPerson> CollectUntil(DateTimeOffset instant)
    {
        while (planned < zone.DateAt(instant)) Plan();
        var due = new List<SimulatedPerson>();
        while (collections.TryPeek(out var next) && next.At <= instant) due.Add(collections.Dequeue().Person);
        return due;
    }

    // A day more.
    private void Plan()
    {
        planned = planned.AddDays(1);
        foreach (var tap in trust.SentOn(planned)) taps.Enqueue((tap, tap.SentAtIn(zone)));
        if (planned.DayOfWeek != DayOfWeek.Thursday) return;
        var thursday = zone.InstantOf(planned, TimeOnly.MinValue);
        var shares = Draws.Of(trust.Seed, planned.DayNumber);
        foreach (var (person, at) in trust.People.Where(person => person.IsDriven).Select(person => (person, thursday + TimeSpan.FromHours(94 * shares.Uniform()))).OrderBy(turn => turn.Item2))
            collections.Enqueue((person, at));
    }
}

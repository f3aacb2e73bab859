using MoralePulse.Attack.Tests.Worlds;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;
using MoralePulse.Domain.Taps;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>What the watcher starts from.</summary>
/// <param name="Taps">Every tap, in the order of sending, without its mood.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Homes">The pools, by the code and the parameters, which are public.</param>
/// <param name="Zone">The organisation's time zone.</param>
/// <param name="Told">Moods that colleagues have told him, by the tap's number.</param>
internal sealed record Knowledge(IReadOnlyList<SentTap> Taps, UnitTree Tree, Homes Homes, TimeZoneInfo Zone, IReadOnlyDictionary<int, Mood> Told)
{
    private readonly Dictionary<TapPlace, IReadOnlyList<(Home Home, double Chance)>> known = [];

    /// <summary>The unit whose pool a tap is counted in where chance does not send it elsewhere.</summary>
    public Home UnitOf(SentTap tap) => Tree.TryFind(tap.Place.Unit, out var unit) ? Home.OfUnit(Homes.NearestHome(unit).Id) : throw new ArgumentException("A tap of no unit.", nameof(tap));

    /// <summary>Every pool that a tap may be counted in, with the chance of each: the code asked with every number that it may draw.</summary>
    public IReadOnlyList<(Home Home, double Chance)> PoolsOf(SentTap tap)
    {
        if (!known.TryGetValue(tap.Place, out var pools))
            known[tap.Place] = pools =
            [
                .. Enumerable.Range(0, Drawn.Numbers).CountBy(number => Homes.Draw(tap.Place, Zone.DateAt(tap.At), new Drawn(number))).Select(home => (home.Key, home.Value / (double)Drawn.Numbers)),
            ];
        return pools;
    }

    private sealed class Drawn(int number) : IChance
    {
        public const int Numbers = 100;

        public int Below(int limit) => limit == Numbers ? number : throw new InvalidOperationException("A tap's home is drawn by another number than it was.");
    }
}

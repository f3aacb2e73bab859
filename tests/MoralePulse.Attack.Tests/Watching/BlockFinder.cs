using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Release;

namespace MoralePulse.Attack.Tests.Watching;

/// <summary>
/// Takes figures apart: what a unit's figure gained since the last look and those below it did not must be blocks of its own. Differences over time and tree, for as long as no block leaves the window.
/// </summary>
/// <param name="figures">What the service answers.</param>
/// <param name="tree">The tree.</param>
/// <param name="cohorts">Staff groups and shifts.</param>
internal sealed class BlockFinder(Figures figures, UnitTree tree, IReadOnlyList<Home> cohorts)
{
    private const int Looks = 5;

    private readonly Dictionary<Home, Figure> last = [];
    private readonly List<SeenBlock> blocks = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<SeenBlock> Blocks => blocks;

    /// <summary>Figures that told of something though nothing was released into them.</summary>
    public int IdleMoves { get; private set; }

    /// <summary>Looks at the organisation, and below it where it has changed; again where what he read does not go together, since addresses are read one after the other.</summary>
    /// <exception cref="InvalidOperationException">Parts have gained more than their sum, however often he looks.</exception>
    public async Task Look()
    {
        for (var look = 1; ; look++)
        {
            var changed = await Changed();
            if (changed.Any(unit => IsLess(unit.Own)) && look < Looks) await Task.Delay(500);
            else
            {
                foreach (var unit in changed) Take(unit);
                return;
            }
        }
    }

    /// <summary>Looks at everything, whatever the organisation's figure says: what moved below it and did not move it told of something, too.</summary>
    public async Task LookEverywhere()
    {
        await Look();
        IdleMoves += (await Gains(tree.All.Select(unit => Home.OfUnit(unit.Id)).Concat(cohorts))).Count;
    }

    // The organisation with its departments and cohorts, then each department that has gained with its teams; each gain without those of its parts.
    private async Task<IReadOnlyList<Gain>> Changed()
    {
        var root = Home.OfUnit(tree.Root.Id);
        if ((await Gains([root])).SingleOrDefault() is not { } whole) return [];
        var below = await Gains(tree.ChildrenOf(root.Code).Select(unit => Home.OfUnit(unit.Id)));
        var across = await Gains(cohorts);
        List<Gain> found = [whole.Without(below.Concat(across), Home.Live), .. across];
        foreach (var unit in below)
        {
            var teams = await Gains(tree.ChildrenOf(unit.Of.Code).Select(team => Home.OfUnit(team.Id)));
            found.AddRange([unit.Without(teams, unit.Of), .. teams]);
        }

        return found;
    }

    private async Task<IReadOnlyList<Gain>> Gains(IEnumerable<Home> homes)
    {
        var now = await Task.WhenAll(homes.Select(async home => (Home: home, Figure: home.IsUnit ? await figures.OfUnit(home.Code) : await figures.OfCohort(home))));
        return
        [
            .. from one in now
               let before = last.GetValueOrDefault(one.Home, Figure.None)
               where one.Figure != before
               select new Gain(one.Home, one.Home, one.Figure, Less(one.Figure.Counts, before.Counts), Less(one.Figure.Counts, before.Counts)),
        ];
    }

    private void Take(Gain gain)
    {
        if (IsLess(gain.Own)) throw new InvalidOperationException($"The parts of {gain.Of.Code} gained more than itself.");
        if (gain.Whole == default) IdleMoves++;
        if (gain.Own != default) blocks.Add(new(gain.From, gain.Now.AsOf ?? throw new InvalidOperationException($"{gain.Of.Code} has a figure and no release."), gain.Own));
        last[gain.Of] = gain.Now;
    }

    private static bool IsLess(PoolCounts counts) => counts.Green < 0 || counts.Amber < 0 || counts.Red < 0;

    private static PoolCounts Less(PoolCounts left, PoolCounts right) => new(left.Green - right.Green, left.Amber - right.Amber, left.Red - right.Red);

    /// <summary>What a figure has gained.</summary>
    /// <param name="Of">Whose figure.</param>
    /// <param name="From">Whose pool the gain that is its own must come from.</param>
    /// <param name="Now">The figure.</param>
    /// <param name="Whole">What it gained.</param>
    /// <param name="Own">What of that its parts did not.</param>
    private sealed record Gain(Home Of, Home From, Figure Now, PoolCounts Whole, PoolCounts Own)
    {
        public Gain Without(IEnumerable<Gain> parts, Home from) => this with { From = from, Own = parts.Aggregate(Own, (left, part) => Less(left, part.Whole)) };
    }
}

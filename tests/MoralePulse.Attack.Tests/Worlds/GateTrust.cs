using MoralePulse.Simulation;

namespace MoralePulse.Attack.Tests.Worlds;

/// <summary>
/// A simulated trust with the people whom anonymity is hardest for. Nearly unanimous teams, and people who always tap the same, are in every simulated trust; here
/// there are also teams in which nearly all taps are one person's, and people who tap after every shift. Its weather is still: what moves a whole team for weeks is what a board is there to
/// show, and whoever reads the board guesses by it, so it would hide how much is learned of persons.
/// </summary>
internal static class GateTrust
{
    private const int OnePersonTeams = 2;
    private const double Always = 0.98;
    private const double HardlyEver = 0.04;
    private const double TapsDaily = 0.05; // share of people

    /// <summary>Draws it.</summary>
    /// <param name="seed">What everything is drawn from.</param>
    /// <param name="participation">Mean share of worked shifts after which people tap, 0.05 to 0.95.</param>
    /// <param name="staff">People in its directory.</param>
    public static SimulatedTrust Draw(int seed, double participation, int staff = 1700)
    {
        var teams = Math.Max(4, staff * 120 / 1700);
        var trust = SimulatedTrust.Draw(seed, staff, Math.Max(2, staff * 12 / 1700), teams, participation, free: 0);
        var sizes = trust.People.Where(person => person.Feeling.Team >= 0).GroupBy(person => person.Unit).ToDictionary(team => team.Key, team => team.ToList());
        var alone = sizes.Values.Where(team => team.Count >= 10).OrderBy(team => Draws.Of(seed, 2_000_000, team[0].Index).Uniform()).Take(OnePersonTeams).SelectMany(team => team.Select((person, n) => (person.Index, First: n == 0)))
            .ToDictionary(person => person.Index, person => person.First);
        return trust with
        {
            Weather = Weather.Still,
            People =
            [
                .. trust.People.Select(person => person with
                {
                    IsDriven = true, // personas tap, too: the watcher is a guest
                    Participation = alone.TryGetValue(person.Index, out var first) ? (first ? Always : HardlyEver)
                        : Draws.Of(seed, 2_000_001, person.Index).Happens(TapsDaily) ? Always : person.Participation,
                }),
            ],
        };
    }
}

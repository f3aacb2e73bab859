using System.Globalization;
using MoralePulse.Attack.Tests.Watching;
using MoralePulse.Attack.Tests.Worlds;
using MoralePulse.Domain.Release;
using NUnit.Framework;

namespace MoralePulse.Attack.Tests;

/// <summary>The attack that the rules do not stop, and which staff are told of: fewer than p people who flood a team. Reported, not gated.</summary>
internal sealed class FloodTests
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Test]
    public void Four_who_flood_a_team_learn_some_of_it_and_more_where_pools_are_certain()
    {
        TestContext.Progress.WriteLine("| staff | shifts that end with a tap | people who flood | ratings of the team that become certain | most, of one trust |");
        foreach (var staff in new[] { 400, 1700 })
            foreach (var participation in new[] { 0.25, 0.55 })
                foreach (var colluders in new[] { 0, new ReleaseLimits().ProvenPeople - 1 })
                {
                    var seen = Enumerable.Range(1, Math.Min(20, 2 * GateSeeds.Asked)).AsParallel().AsOrdered().Select(seed => Certain(GateTrust.Draw(seed, participation, staff), colluders)).ToList();
                    if (colluders == 0) Assert.That(seen, Is.All.Zero);
                    TestContext.Progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {staff} | {participation:P0} | {colluders} | {seen.Average():P1} | {seen.Max():P0} |"));
                }
    }

    // Of the ratings of the team that are not of those who flood it, the share that these know beyond doubt.
    private static double Certain(Simulation.SimulatedTrust trust, int colluders)
    {
        var flooded = FloodedTrust.Of(trust, new(2026, 6, 1), 28, colluders);
        var told = flooded.Flood.ToDictionary(tap => tap, tap => flooded.Moods[tap]);
        var knowledge = new Knowledge(flooded.Sent, flooded.Tree, flooded.Homes, London, told);
        var blocks = SuspectSearch.Of([.. flooded.Blocks.Select(block => new SeenBlock(block.Home, block.At, block.Counts, true))], knowledge);
        var certain = Certainties.Of(blocks, knowledge, out _);
        var theirs = flooded.Sent.Where(tap => tap.Place.Unit == flooded.Team && !flooded.Flood.Contains(tap.Number)).ToList();
        Assert.That(certain.All(rating => flooded.Moods[rating.Key] == rating.Value), "what follows with certainty is so");
        return theirs.Count == 0 ? 0 : theirs.Count(tap => certain.ContainsKey(tap.Number)) / (double)theirs.Count;
    }
}

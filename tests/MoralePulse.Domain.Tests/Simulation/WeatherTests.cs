using MoralePulse.Domain.Taps;
using MoralePulse.Simulation;
using NUnit.Framework;

namespace MoralePulse.Domain.Tests.Simulation;

public sealed class WeatherTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Test]
    public void Without_being_asked_a_seed_is_the_world_that_it_always_was()
    {
        var taps = Enumerable.Range(0, 28).SelectMany(n => SimulatedTrust.Draw(1).TapsOf(new(Monday.AddDays(13 * n)))).ToList();
        var mixed = taps.Aggregate(1469598103934665603UL, (hash, tap) => (hash ^ (ulong)(3 * tap.Person.Index + (int)tap.Mood)) * 1099511628211);
        Assert.That((taps.Count, taps.Count(tap => tap.Mood == Mood.Green), mixed), Is.EqualTo((11552, 7500, 12190895390242639541UL)));
    }

    [Test]
    public void Still_weather_changes_moods_and_neither_who_taps_nor_when()
    {
        var trust = SimulatedTrust.Draw(2);
        var (moving, still) = (trust.TapsOf(new(Monday)).ToList(), (trust with { Weather = Weather.Still }).TapsOf(new(Monday)).ToList());
        Assert.That(still.Select(tap => (tap.Person, tap.SentAt)), Is.EqualTo(moving.Select(tap => (tap.Person, tap.SentAt))));
        Assert.That(still.Select(tap => tap.Mood), Is.Not.EqualTo(moving.Select(tap => tap.Mood)));
    }

    [Test]
    public void In_still_weather_what_is_tapped_is_what_the_closed_form_says()
    {
        var trust = SimulatedTrust.Draw(3, participation: 0.55) with { Weather = Weather.Still };
        var taps = Days(trust, 140);
        Assert.That(Green(taps), Is.EqualTo(100 * StillWorld.ShareOfGreen(trust, "trust")).Within(0.6));
        foreach (var department in taps.GroupBy(tap => tap.Person.Feeling.Department))
            Assert.That(Green(department), Is.EqualTo(100 * StillWorld.ShareOfGreen(trust, trust.Units.Where(unit => unit.ParentId == "trust").ElementAt(department.Key).Id)).Within(2.5));
        Assert.That(Enumerable.Range(0, 5).Select(month => Green(Days(trust, 28, month * 28))), Is.All.EqualTo(Green(taps)).Within(1.5), "no seasons");
    }

    [TestCase("d01")]
    [TestCase("d02-t01")]
    public void A_drop_of_fifteen_points_is_one_from_its_date_on_in_its_unit_only(string unit)
    {
        var trust = SimulatedTrust.Draw(4, participation: 0.55) with { Weather = Weather.Still };
        var from = Monday.AddDays(140);
        var fell = trust with { Weather = Weather.Still with { Changes = [new(unit, from, StillWorld.ChangeOfGreen(trust, unit, -15))] } };
        bool Within(SimulatedTap tap) => tap.Person.Unit.StartsWith(unit, StringComparison.Ordinal);
        var (before, after) = (Days(fell, 140), Days(fell, 140, 140));

        Assert.That(Green(after.Where(Within)) - Green(Days(trust, 140, 140).Where(Within)), Is.EqualTo(-15).Within(2));
        Assert.That(before.Select(tap => tap.Mood), Is.EqualTo(Days(trust, 140).Select(tap => tap.Mood)));
        Assert.That(after.Where(tap => !Within(tap)).Select(tap => tap.Mood), Is.EqualTo(Days(trust, 140, 140).Where(tap => !Within(tap)).Select(tap => tap.Mood)));
    }

    [Test]
    public void A_drop_that_is_not_possible_is_refused() =>
        Assert.That(() => StillWorld.ChangeOfGreen(SimulatedTrust.Draw(5), "d01", -95), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static List<SimulatedTap> Days(SimulatedTrust trust, int days, int from = 0) =>
        [.. Enumerable.Range(from, days).SelectMany(n => trust.TapsOf(new(Monday.AddDays(n))))];

    private static double Green(IEnumerable<SimulatedTap> taps)
    {
        var all = taps.ToList();
        return 100.0 * all.Count(tap => tap.Mood == Mood.Green) / all.Count;
    }
}

using MoralePulse.Domain.Access;
using MoralePulse.Domain.Organisation;
using MoralePulse.Domain.Taps;
using MoralePulse.Simulation;
using NUnit.Framework;
using Seeds = FsCheck.NUnit.PropertyAttribute;

namespace MoralePulse.Domain.Tests.Simulation;

public sealed class SimulatedTrustTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Seeds(MaxTest = 5)]
    public void The_same_seed_is_the_same_world(int seed)
    {
        var (one, other) = (SimulatedTrust.Draw(seed), SimulatedTrust.Draw(seed));
        Assert.That(one.Units, Is.EqualTo(other.Units));
        Assert.That(one.People.Select(Known), Is.EqualTo(other.People.Select(Known)));
        Assert.That(one.TapsOf(new(Monday)).Select(Known), Is.EqualTo(other.TapsOf(new(Monday)).Select(Known)));
        Assert.That(SimulatedTrust.Draw(seed + 1).TapsOf(new(Monday)).Select(Known), Is.Not.EqualTo(one.TapsOf(new(Monday)).Select(Known)));
    }

    [Seeds(MaxTest = 10)]
    public void Sizes_are_real_life_ones_and_add_up(int seed)
    {
        var trust = SimulatedTrust.Draw(seed);
        var tree = new UnitTree(trust.Units);
        var teams = trust.Units.Where(unit => unit.Kind == UnitKind.Team).Select(unit => unit.Headcount).Order().ToList();
        Assert.That(trust.People, Has.Count.EqualTo(1700));
        Assert.That(tree.Root.Headcount, Is.EqualTo(1700));
        Assert.That(tree.ChildrenOf(tree.Root.Id).Count(), Is.EqualTo(12));
        Assert.That(tree.ChildrenOf(tree.Root.Id).Sum(unit => unit.Headcount), Is.EqualTo(1700));
        Assert.That(teams, Has.Count.EqualTo(120));
        Assert.That(teams, Is.All.InRange(3, 60));
        Assert.That(teams[60], Is.InRange(8, 14), "the median team");
        Assert.That(teams[^1], Is.GreaterThan(3 * teams[60]), "a long tail");
        Assert.That(trust.Units.Select(unit => unit.Name), Is.Unique);
        Assert.That(trust.People.Select(person => person.StaffGroup).Distinct(), Is.SubsetOf(StaffGroup.Esr.Select(group => group.Code)));
    }

    [Test]
    public void Personas_belong_to_sensible_units_and_nobody_drives_them_or_the_fifty_kept_for_visitors()
    {
        var trust = SimulatedTrust.Draw(seed: 1);
        var tree = new UnitTree(trust.Units);
        SimulatedPerson Called(string subject) => trust.People.Single(person => person.Subject == subject);
        Unit UnitOf(string subject) => tree.TryFind(Called(subject).Unit, out var unit) ? unit : throw new AssertionException("no unit");

        Assert.That(UnitOf(Personas.Staff).Headcount, Is.GreaterThanOrEqualTo(ReleaseHome));
        Assert.That(UnitOf(Personas.Manager).Kind, Is.EqualTo(UnitKind.Department));
        Assert.That(Called(Personas.Manager).Roles, Is.EqualTo([Role.Manager]));
        Assert.That(Called(Personas.Executive).Roles, Is.EqualTo([Role.Executive]));
        Assert.That(Called(Personas.Administrator).Roles, Is.EqualTo([Role.Administrator]));
        Assert.That(Enumerable.Range(1, 50).Select(n => Called(Personas.Free(n)).IsDriven), Is.All.False);
        Assert.That(trust.People.Count(person => !person.IsDriven), Is.EqualTo(54));
        Assert.That(trust.People.Select(person => person.Subject), Is.Unique);
        Assert.That(Days(trust, 28).Select(tap => tap.Person.IsDriven), Is.All.True);
    }

    [Test]
    public void People_work_four_to_five_shifts_a_week_and_a_night_worker_has_nights_in_blocks()
    {
        var trust = SimulatedTrust.Draw(seed: 2);
        var dates = Enumerable.Range(0, 280).Select(Monday.AddDays).ToList();
        var worked = trust.People.Average(person => dates.Count(date => trust.ShiftOf(person, date) is not null)) / 40;
        Assert.That(worked, Is.InRange(3.6, 5), "with leave");
        Assert.That(trust.People.Average(person => person.Roster.ShiftsPerWeek), Is.InRange(4, 5), "without");

        var nights = trust.People.SelectMany(person => dates.Where(date => trust.ShiftOf(person, date)?.Code == "night").Select(date => (person, date))).ToList();
        var besideAnother = nights.Count(night => trust.ShiftOf(night.person, night.date.AddDays(1))?.Code == "night" || trust.ShiftOf(night.person, night.date.AddDays(-1))?.Code == "night");
        Assert.That(besideAnother, Is.GreaterThan(0.97 * nights.Count));
    }

    [TestCase(0.25)]
    [TestCase(0.45)]
    [TestCase(0.55)]
    public void Participation_is_what_was_asked_for_and_differs_between_people(double asked)
    {
        var trust = SimulatedTrust.Draw(seed: 3, participation: asked);
        var dates = Enumerable.Range(0, 28).Select(Monday.AddDays).ToList();
        var shifts = trust.People.Where(person => person.IsDriven).Sum(person => dates.Count(date => trust.ShiftOf(person, date) is not null));
        var shares = trust.People.Select(person => person.Participation).Order().ToList();
        Assert.That(Days(trust, 28).Count / (double)shifts, Is.EqualTo(asked).Within(0.03));
        Assert.That(shares[1530] - shares[170], Is.GreaterThan(0.4), "nine of ten less one of ten");
    }

    [Seeds(MaxTest = 4)]
    public void Moods_mix_as_in_real_life(int seed)
    {
        var trust = SimulatedTrust.Draw(seed);
        var taps = Days(trust, Climate.HalfYear, step: 5);
        double Share(Mood mood) => taps.Count(tap => tap.Mood == mood) / (double)taps.Count;
        Assert.That(Share(Mood.Green), Is.InRange(0.5, 0.75));
        Assert.That(Share(Mood.Amber), Is.InRange(0.15, 0.33));
        Assert.That(Share(Mood.Red), Is.InRange(0.06, 0.22));
    }

    [Test]
    public void Half_a_year_has_one_clear_dip_and_one_clear_improvement()
    {
        var trust = SimulatedTrust.Draw(seed: 4);
        var weeks = Days(trust, Climate.HalfYear).GroupBy(tap => tap.Date.Week).OrderBy(week => week.Key.Monday)
            .Select(week => week.Count(tap => tap.Mood == Mood.Green) / (double)week.Count()).ToList();
        var usual = weeks.Order().ElementAt(weeks.Count / 2);
        Assert.That(weeks.Min(), Is.LessThan(usual - 0.12));
        Assert.That(weeks.Max(), Is.GreaterThan(usual + 0.08));
    }

    [Test]
    public void Some_teams_are_nearly_unanimous_and_some_people_always_tap_the_same()
    {
        var taps = Days(SimulatedTrust.Draw(seed: 5), 90);
        var teams = taps.GroupBy(tap => tap.Place.Unit).Where(team => team.Count() > 100).ToList();
        Assert.That(teams.Count(team => team.Count(tap => tap.Mood == Mood.Green) > 0.95 * team.Count()), Is.InRange(1, teams.Count / 4));
        var people = taps.GroupBy(tap => tap.Person).Where(person => person.Count() > 20).ToList();
        Assert.That(people.Count(person => person.Select(tap => tap.Mood).Distinct().Count() == 1) / (double)people.Count, Is.InRange(0.04, 0.3));
    }

    [Test]
    public void Taps_bunch_at_the_end_of_the_shift_and_never_come_before_it_or_a_day_after()
    {
        var trust = SimulatedTrust.Draw(seed: 6);
        var shifts = ShiftPattern.Defaults.ToDictionary(shift => shift.Code);
        var late = Days(trust, 14).Select(tap =>
        {
            var shift = shifts[tap.Place.Shift!];
            return (tap.SentAt - (shift.Ends <= shift.Starts ? tap.Date.Value.AddDays(1) : tap.Date.Value).ToDateTime(shift.Ends)).TotalMinutes;
        }).ToList();
        Assert.That(late, Is.All.InRange(-150, 14 * 60));
        Assert.That(late.Count(minutes => minutes is > -30 and < 40), Is.GreaterThan(0.7 * late.Count));
    }

    [Test]
    public void Any_day_can_be_made_alone_and_nothing_is_sent_twice_or_never()
    {
        var trust = SimulatedTrust.Draw(seed: 7);
        var sent = Enumerable.Range(0, 16).SelectMany(day => trust.SentOn(Monday.AddDays(day))).ToList();
        var began = Days(trust, 14);
        var sentOfThese = sent.Where(tap => tap.Date.Value >= Monday && tap.Date.Value < Monday.AddDays(14)).ToList();
        Assert.That(sentOfThese, Has.Count.EqualTo(began.Count));
        Assert.That(sentOfThese.Select(Known).ToHashSet().SetEquals(began.Select(Known)));
        Assert.That(sent.Select(tap => tap.SentAt), Is.Ordered);
        Assert.That(began.Select(tap => (tap.Person.Index, tap.Date)).ToHashSet(), Has.Count.EqualTo(began.Count));
    }

    [Test]
    public void One_tap_of_a_person_and_week_carries_the_week_pass()
    {
        var trust = SimulatedTrust.Draw(seed: 8);
        foreach (var week in Days(trust, 14).GroupBy(tap => (tap.Person.Index, tap.Date.Week)))
            Assert.That(week.Count(tap => trust.FirstOfWeek(tap.Person, tap.Date.Week) == tap.SentAt), Is.EqualTo(1));
    }

    private const int ReleaseHome = 10;

    private static List<SimulatedTap> Days(SimulatedTrust trust, int days, int step = 1) =>
        [.. Enumerable.Range(0, days / step).SelectMany(n => trust.TapsOf(new(Monday.AddDays(n * step))))];

    private static object Known(SimulatedPerson person) =>
        (person.Number, person.Subject, person.Unit, person.StaffGroup, string.Join(';', person.Roles), person.IsDriven, person.Roster, person.Participation, person.Feeling);

    private static object Known(SimulatedTap tap) => (tap.Person.Index, tap.Place, tap.Date, tap.SentAt, tap.Mood);
}
